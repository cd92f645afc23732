"""A guide of many pages: work for a page does not grow with the number of pages, and ten thousand
are read and checked. Lines that are executed are counted, which a busy machine does not change;
each turn of a loop is one. Loops inside C are not seen, so bytes are counted too. Not counted is
what is made of one page alone, by other processes: its reading, its Markdown, its HTML."""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from guide import addresses, data_files, text_checks
from guide.load import load
from guide.views import Views
from tests.bench import builds, content
from tests.trees import ROOT, write

FEW, MANY = 200, 800
BASE = "https://example.org/"
WORDS = " ".join(content._words()[0][:40])
MOST = 1.1
"""So many times the lines a page, where there are more of them: for what chance does to texts."""
OF_A_PAGE = 1
"""Lines a page from which a function counts."""
KNOWN = {
    "listings._by_path.<locals>.row.<locals>.<listcomp>": "a table has a column for each path",
    "genre_map.genre_map.<locals>.<genexpr>": "a genre looks for a free row",
}
"""What grows, and is one page of the site."""
OURS = str(ROOT / "hooks")


class Lines(Counter[str]):
    """Lines of our own code that this process executes, by function."""

    def __enter__(self) -> "Lines":
        self._process = os.getpid()
        sys.settrace(self._entered)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _entered(self, frame: FrameType, event: str, argument: Any) -> Any:
        if os.getpid() != self._process:
            sys.settrace(None)
            return None
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        name = _name(frame.f_code)

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            if event == "line":
                self[name] += 1
            return line

        return line


def _name(code: CodeType) -> str:
    return f"{Path(code.co_filename).stem}.{code.co_qualname}"


def cost(pages: int, folder: Path) -> tuple[Lines, int]:
    """The lines that it takes to read and check a guide and to make what its templates and data
    files hold, and the bytes of that."""
    docs, site = write(content.ours(pages, parts=2), folder), folder / "site"
    for name in ("paths", "roles", "genres", "gear", "stages", "decide", "learn"):
        (site / name).mkdir(parents=True)
    for path in docs.glob("paths/*.yml"):
        (site / "paths" / path.stem).mkdir()
    for remembered in (addresses._file_at, text_checks._parted):
        remembered.cache_clear()  # Else a build would count only links that no other test had.
    with Lines() as lines:
        library = load(docs).library
        views = Views(library, base=BASE)
        told = sum(len(json.dumps(views.page(page, f"<p>{WORDS}</p>"))) for page in library.pages)
        data_files.write(library, site, BASE)
    return lines, told + sum(file.stat().st_size for file in site.rglob("*") if file.is_file())


def growing(few: Lines, many: Lines) -> list[str]:
    """What executes more lines for a page in the larger build."""
    return [
        f"{name}: {few[name] / FEW:.1f} lines a page of {FEW}, {count / MANY:.1f} of {MANY}"
        for name, count in many.items()
        if count / MANY >= OF_A_PAGE and count / MANY > MOST * few[name] / FEW
    ]


def test_a_page_of_many_takes_no_more_work_and_bytes_than_one_of_few(
    tmp_path: Path,
) -> None:
    few, bytes_of_few = cost(FEW, tmp_path / "few")
    many, bytes_of_many = cost(MANY, tmp_path / "many")
    assert [told for told in growing(few, many) if told.partition(":")[0] not in KNOWN] == []
    assert few.total() > 2_000 * FEW
    assert many.total() / MANY <= MOST * few.total() / FEW
    assert bytes_of_many / MANY <= MOST * bytes_of_few / FEW


def short(id: str, number: int, ids: list[str], parts: int) -> str:
    """A text that is soon read, in place of one of hundreds of words."""
    text = f"Text of [another](../{ids[number - 1]}.md)."
    return f"{text}\n\n## A part {{#part-1}}\n\n{text}\n\n## Another {{#part-2}}\n\n{text}\n"


def test_ten_thousand_pages_are_checked_in_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "_text", short)
    docs = write(content.ours(10_000), tmp_path)
    check = [sys.executable, "-m", "guide.cli", "check", "--docs", str(docs)]
    used = builds.run(check, tmp_path, PYTHONPATH=str(ROOT / "hooks"))  # fails with its findings
    assert used.memory < 1_000  # as any machine has; half of it was seen
