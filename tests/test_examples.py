"""Every code has its page, and the examples on it are what the check says of them."""

import os
import shutil
from collections.abc import Callable
from errno import EACCES
from pathlib import Path
from stat import S_IRUSR

import pytest
from click.testing import CliRunner

from guide.cli import cli
from guide.load import Guide, load
from guide.printed import page_of
from guide.problem import Code
from tests.examples import Example, example, example_guide
from tests.trees import ROOT, write

TRIED = {code.value: found for code in Code if (found := example(code))}
SOURCES = "\n".join(file.read_text("utf-8") for file in (ROOT / "hooks/guide").glob("*.py"))


def test_every_code_has_a_page_and_every_page_a_code(real: Guide) -> None:
    pages = {ROOT / page_of(code): code.value for code in Code}
    files = {*(ROOT / "docs/contributing/findings").glob("*.md")}
    assert files - {ROOT / "docs/contributing/findings/index.md"} == pages.keys()
    titles = [real.library.pages[f"contributing/findings/{f.stem}"].title for f in pages]
    assert [title.partition(": ")[0] for title in titles] == [*pages.values()]


def test_every_page_but_that_of_our_own_faults_has_an_example() -> None:
    assert {code.value for code in Code} - TRIED.keys() == {Code.OUR_FAULT.value}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_is_in_use(code: Code) -> None:
    assert f"Code.{code.name}" in SOURCES


def test_the_guide_that_the_examples_spoil_is_sound(tmp_path: Path) -> None:
    assert load(write(example_guide(), tmp_path)).findings == []


@pytest.mark.parametrize(("code", "tried"), TRIED.items(), ids=TRIED)
def test_an_example_fails_the_check_with_what_its_page_says(
    code: str, tried: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if tried.language == "sh" and not shutil.which("sh"):
        pytest.skip("this system has no sh")
    if code == Code.UNREADABLE.value and os.name == "nt":
        pytest.skip("this system keeps no right to read by chmod")
    monkeypatch.setattr(Path, "read_bytes", _as_anyone_reads)
    monkeypatch.chdir(tmp_path)
    tried.spoil(tmp_path)
    spoilt = CliRunner().invoke(cli, ["check"])
    # What is meant to be printed now is written by: python -m tests.examples
    assert spoilt.stdout == f"{tried.printed}\n"
    assert (spoilt.exit_code, tried.printed.split()[1]) == (1, code)
    tried.mend(tmp_path)
    mended = CliRunner().invoke(cli, ["check"])
    assert (mended.exit_code, ", no findings" in mended.stdout) == (0, True)


def _as_anyone_reads(file: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    """Root may read what chmod forbids everyone else."""
    if file.stat().st_mode & S_IRUSR:
        return read(file)
    raise PermissionError(EACCES, os.strerror(EACCES), str(file))


def test_a_code_is_explained_by_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = CliRunner().invoke(cli, ["explain", "g203"])
    assert told.exit_code == 0
    assert told.stdout.startswith("G203: a name that leads nowhere\n\nPages name each other by id")
    assert "roles: [singr]" in told.stdout


def test_a_code_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    told = CliRunner().invoke(cli, ["explain", "G23"])
    assert told.exit_code == 2
    assert told.stderr.endswith("Error: no finding has the code 'G23'; did you mean 'G203'?\n")
    write(example_guide(), tmp_path)
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, ["explain", "G203"])
    assert told.stderr.endswith(
        "Error: docs/contributing/findings/g203.md is not there: run it in a clone of the guide\n"
    )
