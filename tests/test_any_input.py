"""Whatever stands in a file: findings inside it, never an exception; one slip anywhere is that one
finding; and twice as much takes about twice as long."""

import gc
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guide import prose, yaml_source
from guide.load import load
from guide.paths import Path as LearningPath
from guide.problem import Code, Problem
from guide.typed import typed
from tests.examples import example_guide
from tests.test_bad_inputs import TEXTS, Text
from tests.trees import write

GUIDE = example_guide()
FILES = sorted(GUIDE)
PAGES = [file for file in FILES if file.endswith(".md") and "/" in file]
LESSONS = [file for file in PAGES if not file.startswith(("paths/", "learn/"))]
quick = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Folder:
    """The example guide in a folder, of which one file at a time is another."""

    def __init__(self, folder: Path) -> None:
        self.docs = write(GUIDE, folder)

    def problems(self, file: str, data: bytes) -> list[Problem]:
        """The findings with `data` in a file, which is put back afterwards."""
        (self.docs / file).write_bytes(data)
        try:
            return load(self.docs).problems
        finally:
            (self.docs / file).write_bytes(GUIDE[file].encode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("any"))


def inside(problem: Problem, texts: dict[str, str]) -> bool:
    """Whether a finding names a place in its file; a file that is missing has one line."""
    text = texts.get(problem.path.removeprefix("docs/"), "")
    lines = re.split(r"\r\n|\r|\n", text)
    if not 1 <= problem.line <= len(lines):
        return False
    # A column may be the one behind the end; in a file with a carriage return that is one more.
    return 1 <= problem.column <= len(lines[problem.line - 1]) + 2


SIGNS = st.sampled_from(
    [
        *"\t\r\n\0\x1b\u200b\u202e\ufeff\u00a0\u2028{}[]<>|'\"`\\é日🎸",
        *("---\n", "\n\n", "    ", "- ", ": ", " #", "](", "<!--", "-->", "```", "~~~", "> ", "# "),
        *(
            "/// for | band\n",
            "///",
            "|---|",
            "&a ",
            "*a",
            "!!x ",
            "<<: ",
            "[^a-book]",
            "{#x}",
            "1. ",
        ),
        *("{#x}", "draft: true\n", "steps:\n", "  - page: index\n", "<svg>", "&amp;"),
    ]
)


@st.composite
def edited(draw: st.DrawFn, file: str) -> bytes:
    """A file of the guide with up to four cuts, copies and signs in it."""
    text = GUIDE[file]
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        end = min(end, start + draw(st.integers(0, 80)))
        new = draw(st.sampled_from(["", text[start:end] * 2]) | SIGNS | st.text(max_size=8))
        text = text[:start] + new + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    cut = draw(st.none() | st.integers(0, len(data)))
    return data if cut is None else data[:cut]


@pytest.mark.parametrize("file", FILES)
def test_any_bytes_are_answered_by_findings_inside_their_file(folder: Folder, file: str) -> None:
    @quick
    @given(
        edited(file) | st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-16"))
    )
    @example(b"")
    @example(b"\xff")
    @example(GUIDE[file].replace("\n", "\r").encode())
    def tried(data: bytes) -> None:
        texts = GUIDE | {file: data.decode("utf-8", "replace")}
        outside = [str(p) for p in folder.problems(file, data) if not inside(p, texts)]
        assert outside == []

    tried()


def front(text: str) -> list[tuple[int, str]]:
    """The lines of front matter that begin with a key, by number."""
    lines = text.partition("\n---\n")[0].split("\n")
    return [(at, line) for at, line in enumerate(lines) if re.match(r"\w+: \S", line)]


def replaced(text: str, at: int, new: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:at], *([new] if new else []), *lines[at + 1 :]])


Draw = Callable[[st.SearchStrategy[Any]], Any]
Slip = Callable[[Draw, str], tuple[str, Code]]


def misspelt_key(draw: Draw, text: str) -> tuple[str, Code]:
    at, line = draw(st.sampled_from(front(text)))
    where = draw(st.integers(1, line.index(":")))
    return replaced(text, at, line[:where] + "q" + line[where:]), Code.UNKNOWN_KEY


def missing_key(draw: Draw, text: str) -> tuple[str, Code]:
    found = [
        (at, line) for at, line in front(text) if line.startswith(("title", "summary", "teach"))
    ]
    at, _ = draw(st.sampled_from(found))
    return replaced(text, at, ""), Code.MISSING_KEY


def key_twice(draw: Draw, text: str) -> tuple[str, Code]:
    at, line = draw(st.sampled_from(front(text)))
    return replaced(text, at, f"{line}\n{line}"), Code.DUPLICATE_KEY


def open_quote(draw: Draw, text: str) -> tuple[str, Code]:
    at, line = draw(st.sampled_from(front(text)))
    quote = draw(st.sampled_from("'\""))
    return replaced(text, at, line.replace(": ", f": {quote}", 1)), Code.YAML_SYNTAX


def colon_too_many(draw: Draw, text: str) -> tuple[str, Code]:
    found = [(at, line) for at, line in front(text) if line.startswith(("title", "summary"))]
    at, line = draw(st.sampled_from(found))
    return replaced(text, at, f"{line}: again"), Code.YAML_SYNTAX


def another_type(draw: Draw, text: str) -> tuple[str, Code]:
    at, _ = next(found for found in front(text) if found[1].startswith("title"))
    value = draw(st.sampled_from(["NO", "808", "3:45", "1.5", "[a]", "{a: b}", "2026-01-01", "~"]))
    return replaced(text, at, f"title: {value}"), Code.WRONG_TYPE


def in_the_future(draw: Draw, text: str) -> tuple[str, Code]:
    at, _ = next(found for found in front(text) if found[1].startswith("reviewed"))
    day = draw(st.dates(min_value=date(2200, 1, 1)))
    return replaced(text, at, f"reviewed: {day:%Y-%m-%d}"), Code.WRONG_VALUE


def invisible(draw: Draw, text: str) -> tuple[str, Code]:
    sign = draw(
        st.sampled_from("\x00\x1b\x7f\xad\u061c\u200b\u200e\u202e\u2060\u2066\uffff\U000e0041")
    )
    at = draw(st.integers(0, len(text)))
    return text[:at] + sign + text[at:], Code.INVISIBLE_CHARACTER


def lost_part(draw: Draw, text: str) -> tuple[str, Code]:
    part = draw(st.sampled_from(re.findall(r"\n## .*(\{#[\w-]+\})", text)))
    return text.replace(part, "{#another-id}"), Code.MISSING_PART


def never_closed(draw: Draw, text: str) -> tuple[str, Code]:
    return text.replace("\n---\n", "\n", 1), Code.NOT_CLOSED


SLIPS: list[Slip] = [
    *(misspelt_key, missing_key, key_twice, open_quote, colon_too_many, another_type),
    *(in_the_future, invisible, lost_part, never_closed),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
def test_one_slip_anywhere_is_that_one_finding(folder: Folder, slip: Slip) -> None:
    @quick
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(LESSONS))
        text, code = slip(data.draw, GUIDE[file])
        found = folder.problems(file, text.encode())
        assert [(p.path, p.code) for p in found] == [(f"docs/{file}", code)], found

    tried()


# They name parts of the page that the cases were written for, or are too long for a short page.
ANYWHERE = [text for text in TEXTS if "#sound" not in text.text and len(text.text) < 2_000]


@pytest.mark.parametrize("text", ANYWHERE, ids=lambda text: text.name)
def test_a_slip_in_a_text_is_told_wherever_it_stands(folder: Folder, text: Text) -> None:
    place, told = text.finding.split(": ", 1)
    line, column = map(int, place.split(":"))

    @settings(quick, max_examples=3)
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(LESSONS))
        body = GUIDE[file].index("\n---\n") + 5
        gaps = [found.start() for found in re.finditer(r"\n\n", GUIDE[file])]
        gap = data.draw(st.sampled_from([gap for gap in gaps if gap > body]))
        new = f"{GUIDE[file][:gap]}\n\n{text.text}{GUIDE[file][gap:]}"
        first = GUIDE[file].count("\n", 0, gap) + 3
        found = folder.problems(file, new.encode())
        expected = (f"docs/{file}", first + line - 28, column, told[:4])
        assert [(p.path, p.line, p.column, p.code.value) for p in found] == [expected], found

    tried()


LARGE = 48_000
"""Characters: as many as a page may have."""
PIECES = [
    *"[]`<{|&\\'\" \t\n_é",
    *("](", "[a](", "[a](b.md)", "![](a.svg)", "[[a](b.md)](c.md)", "[a][b]", "[^a]", "``", "`a`"),
    *("a`\n", "```\na\n```\n\n", "~~~\n", "<b", "<b>", "<a:b ", "<!--", "-->", "<!-- a -->\n"),
    *("{#a}", "{: ", "| a | b |\n", "|---|---|\n", "> ", "> - a\n", "- a\n", "    - a\n", "1. a\n"),
    *(
        "# ",
        "## a\n\n",
        "=\n",
        "---\n",
        "///\n",
        "/// for | a\n",
        "*a",
        "http://a",
        "\n\n",
        "    a\n",
    ),
    *("\n\n", "    a\n", "a ", "a.md ", "> > a\n>> b\n"),
]


def seconds(work: Callable[[], object]) -> float:
    """What this process works for it, without collecting what other tests left in memory."""
    gc.disable()
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        gc.enable()


def grows_in_step(work: Callable[[int], object]) -> bool:
    """Whether four times as much takes about four times as long; with the square it would be 16,
    however busy the machine is and however often one asks: so the best of ten times counts."""
    large: list[float] = []
    small: list[float] = []
    for _ in range(10):
        large.append(seconds(lambda: work(LARGE)))
        small.append(seconds(lambda: work(LARGE // 4)))
        if len(large) > 1 and min(large) < 9 * min(small):
            return True
    return False


def read_prose(text: str) -> None:
    prose.read(text, 1, lambda *told: None)


def read_path(text: str) -> None:
    parted = yaml_source.compose(text, 1, lambda *told: None)
    if parted:
        typed(LearningPath, parted, lambda *told: None)


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_twice_as_long(piece: str) -> None:
    assert grows_in_step(lambda size: read_prose(piece * (size // len(piece))))


@settings(quick, max_examples=50)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=6).map("".join))
@example("~~~\n\n[")
@example("# _")
def test_twice_any_mixture_takes_twice_as_long(piece: str) -> None:
    assert grows_in_step(lambda size: read_prose(piece * (size // len(piece))))


@settings(quick, max_examples=50)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=6).map("".join))
@example("~~~\n\n[")
@example("# _")
def test_no_page_takes_longer_than_a_second(piece: str) -> None:
    """Of the processor; on a busy one, the best of ten times counts."""
    text = piece * (LARGE // len(piece))
    assert any(seconds(lambda: read_prose(text)) < 1 for _ in range(10))


def test_the_square_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = 0
    monkeypatch.setattr("tests.test_any_input.process_time", lambda: spent)

    def spend(steps: int) -> None:
        nonlocal spent
        spent += steps

    assert grows_in_step(lambda size: spend(size))
    assert not grows_in_step(lambda size: spend(size**2))


@pytest.mark.parametrize(
    "item",
    [
        "  - page: genres/rock\n    because: It is what you play.\n",
        "  - page: [\n",
        "  - {page: a, because: b, need: c}\n",
        "  - choose: a\n    options:\n      - id: b\n        steps: []\n",
        "  - page: a\n  because: b\n",
        "  - because: It is what you play.\n    because: b\n",
        "  # a\n",
        "  - 'a' #b\n",
        "key: 1\n",
    ],
)
def test_twice_the_data_takes_twice_as_long(item: str) -> None:
    head = "for: [You play in a band.]\noutcomes: [mixing]\nsteps:\n"
    assert grows_in_step(lambda size: read_path(head + item * (size // len(item))))
