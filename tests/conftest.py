import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from guide import cli
from guide.load import Guide, load
from tests.trees import ROOT


@pytest.fixture(scope="session")
def real() -> Guide:
    """The guide as it is published."""
    return load(ROOT / "docs")


class Ran(NamedTuple):
    """What a command did: its exit code, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command `guide` in the temporary folder, in this process."""

    def command(*words: str) -> Ran:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["guide", *words])
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        return Ran(code, *capsys.readouterr())

    return command
