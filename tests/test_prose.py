"""The reading of page texts, against Python-Markdown where that can judge."""

import re
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from guide import markup, prose
from guide.load import Guide
from guide.problem import Code
from guide.yaml_source import Place
from tests.trees import ROOT

EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc", "pymdownx.superfences"]
PAGES = [page.relative_to(ROOT / "docs") for page in sorted((ROOT / "docs").rglob("*.md"))]


def read(text: str) -> prose.Prose:
    return prose.read(text, 1, lambda *told: None)


def told(text: str) -> list[tuple[Place, Code]]:
    found: list[tuple[Place, Code]] = []
    prose.read(text, 1, lambda place, code, message, fix: found.append((place, code)))
    return found


def rendered(text: str) -> str:
    html = Markdown(extensions=EXTENSIONS).convert(markup.before(text, read(text), "stages/mixing"))
    return markup.after(html, {"band": 'R&B <"band">'})


def anchors(html: str) -> list[str]:
    return re.findall(r'<h\d id="([^"]*)"', html)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_real_pages_are_read_as_they_are_rendered(page: PurePath, real: Guide) -> None:
    file = real.library.pages[page.with_suffix("").as_posix()]
    html = rendered(file.body)
    assert [heading.anchor for heading in file.prose.headings] == anchors(html)
    links = re.findall(r'<a href="([^"]+)"', html) + re.findall(r'<img [^>]*src="([^"]+)"', html)
    assert sorted(link.target for link in file.prose.links) == sorted(links)
    cited = re.findall(r'href="#source-([\w-]+)" aria-label="Source (\d+)"', html)
    numbers = {name: str(number) for number, name in enumerate(file.prose.sources, 1)}
    assert numbers == dict(cited)


@pytest.mark.parametrize(
    "text",
    [
        "## Plain",
        "## Twice\n\n## Twice\n\n## Twice",
        "## With *stress*, **force** and `code`",
        "## A [link](x.md) in it",
        "## Named {#own}\n\n## own",
        "## Café & Söhne — 100 %",
        "## Trailing hashes ##",
        "##No space",
        "### Deep\n\n#### Deeper",
        "```\n## in code\n```\n\n## after code",
        "~~~\n## in code\n~~~\n\n## after code",
        "Text\n## In a paragraph\nmore",
        "## snake_case_name",
        "## See <https://example.org/a>",
        "## A ![picture](b.png)",
        "## A backslash \\",
        "## The `<b>` element and `a[0](b)`",
        "- item\n\n    ```\n    ## in code\n    ```\n\n## after code",
        "## The `__init__` file, _stressed_ and __forced__, a _ alone",
    ],
)
def test_anchors_are_those_of_the_engine(text: str) -> None:
    assert [heading.anchor for heading in read(text).headings] == anchors(rendered(text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.text("aB1 -_.!é&", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_anchors_of_any_plain_headings_are_those_of_the_engine(titles: list[str]) -> None:
    words = [f"x{title.replace('_', '')}" for title in titles]
    text = "\n\n".join(f"## {title}" for title in words)
    assert [heading.anchor for heading in read(text).headings] == anchors(rendered(text))


@pytest.mark.parametrize(
    ("text", "target", "place"),
    [
        ("See [a](b.md).", "b.md", (1, 5)),
        ("One\ntwo [a](b.md#c)", "b.md#c", (2, 5)),
        ("![alt](b.svg)", "b.svg", (1, 1)),
        ('[a](b.md "title")', "b.md", (1, 1)),
        ("[a](<b.md>)", "b.md", (1, 1)),
        ("[a](b_(c).md)", "b_(c).md", (1, 1)),
        ("[![alt](b.svg)](c.md)", "c.md", (1, 1)),
        ("[![alt](b.svg)](c.md)", "b.svg", (1, 2)),
        ("<https://example.org>", "https://example.org", (1, 1)),
        ("é [a](b.md)", "b.md", (1, 3)),
    ],
)
def test_a_link_has_its_target_and_place(text: str, target: str, place: Place) -> None:
    assert (target, place) in [(link.target, link.place) for link in read(text).links]


@pytest.mark.parametrize(
    "text",
    ["`[a](b.md)`", "```\n[a](b.md)\n```", "\\[a](b.md)", "<!-- [a](b.md) -->", "[^a-source]"],
)
def test_what_is_no_link_is_not_read_as_one(text: str) -> None:
    assert read(text).links == []


def test_citations_are_numbered_by_their_first_place() -> None:
    text = "One.[^b] Two.[^a] Three.[^b] Code `[^c]`."
    assert read(text).sources == ["b", "a"]
    assert re.findall(r"#source-(\w)\" aria-label=\"Source (\d)\"", rendered(text)) == [
        ("b", "1"),
        ("a", "2"),
        ("b", "1"),
    ]


def test_a_reader_block_is_labelled_with_the_title_of_its_path() -> None:
    label = "For: R&amp;B &lt;&quot;band&quot;&gt;"
    assert rendered("Before.\n\n/// for | band\nInside.\n\n- item\n///\n\nAfter.") == (
        "<p>Before.</p>\n"
        '<path-fold data-path="band"><details class="for-reader" open>'
        f"<summary>{label}</summary>\n"
        "<p>Inside.</p>\n<ul>\n<li>item</li>\n</ul>\n</details></path-fold>\n<p>After.</p>"
    )


def test_a_reader_block_needs_no_empty_lines_around_it() -> None:
    html = rendered("Before.\n/// for | band\nInside.\n///\nAfter.")
    assert re.sub(r"<([a-z-]+) [^>]*>", r"<\1>", html).replace("\n", "") == (
        "<p>Before.</p><path-fold><details><summary>For: R&amp;B &lt;&quot;band&quot;&gt;</summary>"
        "<p>Inside.</p></details></path-fold><p>After.</p>"
    )


def test_marks_inside_code_are_left_alone() -> None:
    text = "```\n/// for | band\n[^a]\n///\n```\n\nAnd `[^b]`."
    html = rendered(text)
    assert "for-reader" not in html
    assert "cite" not in html


def test_blocks_may_nest() -> None:
    assert told("//// for | a\n\n/// for | b\nText.\n///\n////") == []
    assert told("//// for | a\n\n/// for | b\nText.\n////") == [((3, 1), Code.BLOCK_NOT_CLOSED)]


@pytest.mark.parametrize(
    "text",
    [
        "Tom & Jerry <3 music, 1 < 2 > 0",
        "`<script>`",
        "Write `<!--` here.",
        "```\n<!--\n```",
        "<!-- a note -->\nText",
        "Code ``with a ` in it``",
        "A rule\n\n---\n\nof dashes",
        "[a](<b.md>) and <https://example.org/onclick=x> and <a@example.org>",
        "> Quoted\n>\n> - and listed, no. #1",
        "\\[a\\](b)",
        "<!-- a note --> Text",
        "Use {only=1} or {a} and {...}",
        "- a\n  wrapped\n- b\nlazy\n- c\n\n    - d",
        "/// for | band\n- a\n///",
        "See [sic] and a ] alone",
        "See https://example.org/README.md and `a.md`",
        "The `onclick` attribute and on = off",
        '<abbr title="digital audio workstation">DAW</abbr>',
        "{ a set of braces } and on=off",
    ],
)
def test_what_cannot_run_is_not_refused(text: str) -> None:
    assert told(text) == []


def test_a_text_full_of_slips_is_not_read_to_its_end() -> None:
    assert len(told("<x>\n" * (prose.MOST_FINDINGS + 1))) == prose.MOST_FINDINGS
    assert [read("<x>\n" * (prose.MOST_FINDINGS + more)).is_cut for more in (0, 1)] == [False, True]


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text("ab#`~[]()<>!/|{}=-_\\\"' \n:^&;*\t", max_size=200))
def test_any_text_is_read_with_places_inside_it(text: str) -> None:
    lines = text.split("\n")
    found = read(text)
    places = [*(link.place for link in found.links), *(place for place, _ in told(text))]
    assert all(1 <= line <= len(lines) for line, _ in places)
    assert all(1 <= column <= len(lines[line - 1]) + 1 for line, column in places)


def test_a_text_that_begins_with_code_is_told() -> None:
    assert told("    code") == [((1, 1), Code.INDENTED)]


@pytest.mark.parametrize("text", ["a\n-", "\na\n=", "> a\n> =", "\nab\n---"])
def test_what_makes_a_heading_of_the_line_above_is_told(text: str) -> None:
    line, column = text.count("\n") + 1, len(text.rpartition("\n")[2].rstrip("-="))
    assert told(text) == [((line, column + 1), Code.HEADING_FORM)]


def test_a_rule_right_below_a_heading_is_one() -> None:
    assert told("\n## a\n---") == []
