"""A finding as a person, GitHub and other programs get it, compared whole."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guide import github
from guide.changed import Changes
from guide.load import load
from guide.printed import WIDTH, as_json, block
from guide.problem import Code, Problem
from tests.trees import ROOT, small_guide, write


def problem(line: int, column: int, message: str = "wrong", path: str = "docs/a.md") -> Problem:
    return Problem(path, line, column, Code.UNKNOWN_ID, message, "mend it")


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt"),
    [
        ("one\ntwo\n", 2, 3, ["    2 | two", "      |   ^"]),
        ("one\n", 1, 4, ["    1 | one", "      |    ^"]),
        ("a\n\n", 2, 1, []),
        ("a", 7, 1, []),
        ("日本 x", 1, 4, ["    1 | 日本 x", "      |      ^"]),
        ("e\u0301 x", 1, 4, ["    1 | e\u0301 x", "      |   ^"]),
        ("\tx", 1, 2, ["    1 | \\u0009x", "      |       ^"]),
        (
            "b" * 99 + "c" + "d" * 99,
            1,
            100,
            ["    1 | …" + "b" * 35 + "c" + "d" * 34 + "…", "      |  " + " " * 35 + "^"],
        ),
    ],
    ids=["plain", "end", "empty line", "no line", "wide", "combining", "tab", "long"],
)
def test_the_mark_stands_below_the_column(
    text: str, line: int, column: int, excerpt: list[str]
) -> None:
    assert block(problem(line, column), text).splitlines() == [
        f"docs/a.md:{line}:{column}: G203 wrong",
        *excerpt,
        "    fix: mend it",
        "    why: docs/contributing/findings/g203.md",
    ]


@given(st.text(), st.integers(1, 5), st.integers(1, 300))
def test_no_text_makes_a_finding_wide_or_breaks_it(text: str, line: int, column: int) -> None:
    printed = block(problem(line, column, text or "x"), text * 20).splitlines()
    assert printed[0].startswith(f"docs/a.md:{line}:{column}: G203 ")
    assert printed[-2:] == ["    fix: mend it", "    why: docs/contributing/findings/g203.md"]
    assert all(sign.isprintable() for sign in "".join(printed))


def test_long_sentences_are_broken_between_words() -> None:
    lines = block(problem(1, 1, "some words " * 20), None).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[1].startswith("    some words") or lines[1].startswith("    words some")


def test_a_source_line_is_shown_for_drawings_and_data_too(tmp_path: Path) -> None:
    tree = small_guide() | {"published.yml": "stages/mixing: 2026-13\n"}
    guide = load(write(tree, tmp_path))
    ((path, printed),) = guide.findings
    assert path == "docs/published.yml"
    assert printed.splitlines()[1:3] == [
        "    1 | stages/mixing: 2026-13",
        "      |                ^",
    ]


def test_findings_as_data_are_of_their_schema() -> None:
    data = json.loads(as_json([problem(2, 3)]))
    assert data == {
        "version": 1,
        "findings": [
            {
                "path": "docs/a.md",
                "line": 2,
                "column": 3,
                "code": "G203",
                "message": "wrong",
                "fix": "mend it",
                "why": "docs/contributing/findings/g203.md",
            }
        ],
    }
    schema = json.loads((ROOT / "schemas/findings.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(data)
    data["findings"][0]["line"] = 0
    assert not Draft202012Validator(schema).is_valid(data)


def test_a_note_is_escaped_as_github_reads_it() -> None:
    (note,) = github.notes([problem(2, 3, "50 %: a, b\nc", "docs/a,b:c%.md")])
    assert note == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=2,col=3,title=G203::50 %25: a, b\\u000ac"
        "%0Afix: mend it%0Awhy: docs/contributing/findings/g203.md"
    )


def test_ten_notes_at_most_and_the_last_says_how_many_more() -> None:
    notes = github.notes([problem(n, 1) for n in range(1, 13)])
    assert len(notes) == 10
    assert notes[-1].endswith("%0A%0Aand 2 more: see the summary of this run")
    assert not any("more" in note for note in github.notes([problem(1, 1)] * 10))


def test_changed_lines_come_first_then_changed_files() -> None:
    found = [problem(n, 1, path=path) for path in ("docs/a.md", "docs/b.md") for n in (1, 5)]
    ordered = github.by_change(found, Changes("x", {"docs/b.md": [range(4, 6)]}))
    assert [(p.path, p.line) for p in ordered] == [
        ("docs/b.md", 5),
        ("docs/b.md", 1),
        ("docs/a.md", 1),
        ("docs/a.md", 5),
    ]
    assert github.by_change(found, None) == found


def test_the_table_links_each_line_and_takes_no_markup_from_authors() -> None:
    environment = {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "a/guide",
        "GITHUB_SHA": "c0ffee",
    }
    found = [problem(7, 1, "a | <b> `c` @d", "docs/x y.md")]
    blob = "https://github.com/a/guide/blob/c0ffee"
    assert github.table(found, environment) == (
        "### 1 finding in 1 file\n\n"
        "| place | code | what is wrong | how to mend it |\n"
        "|---|---|---|---|\n"
        f"| [docs/x y.md:7]({blob}/docs/x%20y.md?plain=1#L7) "
        f"| [G203]({blob}/docs/contributing/findings/g203.md) "
        "| a &#124; &lt;b&gt; &#96;c&#96; &#64;d | mend it |\n"
    )


def test_a_table_of_too_many_rows_says_how_many_more() -> None:
    table = github.table([problem(n, 1) for n in range(1, 502)], {})
    assert table.endswith("\n\nand 1 finding more: run `make check`\n")
