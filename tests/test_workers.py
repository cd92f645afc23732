"""What is done by another process is done, whoever does it."""

import os
from pathlib import Path

import pytest

from guide import workers


@pytest.mark.parametrize(("processors", "at_once"), [(1, False), (2, False), (2, True)])
def test_what_is_done_aside_is_there_in_the_end(
    processors: int, at_once: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_processes", lambda: processors)
    file = tmp_path / "process"

    def work() -> None:
        file.write_text(str(os.getpid()))

    workers.aside(work, at_once)()
    is_here = int(file.read_text()) == os.getpid()
    assert is_here == (processors == 1 or at_once)


def test_what_fails_aside_fails_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "_processes", lambda: 2)

    def fail() -> None:
        raise ValueError("so")

    wait = workers.aside(fail, at_once=False)
    with pytest.raises(ValueError, match=r"^so$"):
        wait()
    assert capfd.readouterr() == ("", "")  # told once, by who catches it
