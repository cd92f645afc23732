"""Edits to the docs folder: all of them or none."""

import os
from pathlib import Path

import pytest

from guide.edits import Edits, make, tried
from tests.trees import small_guide, write


def held(docs: Path) -> dict[str, bytes]:
    files = (file for file in docs.rglob("*") if file.is_file())
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in files}


def test_all_are_made(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    before = held(docs)
    make(docs, Edits({"new/file.md": "é\n", "index.md": "x"}, frozenset({"sources.yml"})))
    del before["sources.yml"]
    assert held(docs) == {**before, "new/file.md": "é\n".encode(), "index.md": b"x"}


def test_when_one_fails_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = write(small_guide(), tmp_path)
    before = held(docs)
    replace = os.replace

    def full(old: Path, new: Path) -> None:
        if Path(new).name == "mixing.md" and Path(old).read_bytes() == b"new":
            raise OSError("no space left")
        replace(old, new)

    monkeypatch.setattr("guide.edits.os.replace", full)
    with pytest.raises(OSError, match="no space left"):
        make(docs, Edits({"index.md": "new", "a.md": "new", "stages/mixing.md": "new"}))
    assert held(docs) == before


def test_a_file_that_cannot_be_taken_away_is_one_failure_too(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    before = held(docs)
    with pytest.raises(FileNotFoundError):
        make(docs, Edits({"index.md": "new"}, frozenset({"sources.yml", "not-there.md"})))
    assert held(docs) == before


def test_a_trial_leaves_the_folder_as_it_is(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    before = held(docs)
    guide = tried(docs, Edits({"index.md": "no front matter"}))
    assert [str(problem).partition("\n")[0] for problem in guide.problems] == [
        f"{docs.as_posix()}/index.md:1:1: M101 the page has no front matter"
    ]
    assert held(docs) == before
