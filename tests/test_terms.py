"""Terms in the text of lessons: which are marked, where, and how."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.library import Library
from guide.load import Guide, load
from guide.page_file import PageFile
from guide.terms import MOST, Terms, linked
from tests.trees import page, small_guide, write

GLOSSARY = """\
headroom:
  says: The space between the "loudest" peak & the ceiling.
  page: stages/recording#steps
"808":
  says: A drum machine of 1980, and the long bass note that it is known for.
  page: genres/rock#sound
  also: [TR-808]
bus:
  says: A channel into which several others run.
  page: stages/recording
bus compression:
  says: Gentle compression on a bus.
  page: stages/recording
R&B:
  says: At first a name for Black American popular music.
  page: genres/rock
blend:
  says: How well voices go together.
  page: stages/mixing
take:
  says: One recorded try, from its start to its end.
  page: stages/recording
  also: [retake]
  unmarked: [take]
riff:
  says: A short figure that a song keeps coming back to.
  page: genres/rock
"""
FOLD, END = '<path-fold data-path="a"><details>\n', "\n</details></path-fold>\n"
LINK = re.compile(r'<a class="term" href="[^"]*#term-([^"]*)"[^<>]*>(.*?)</a>')


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    tree = small_guide() | {"glossary.yml": GLOSSARY, "glossary.md": page("glossary")}
    return load(write(tree, tmp_path_factory.mktemp("guide")))


@pytest.fixture(scope="module")
def mixing(guide: Guide) -> PageFile:
    return guide.library.pages["stages/mixing"]


def marked(library: Library, html: str, page: PageFile) -> str:
    terms = Terms(library)
    return linked(html, terms.links(terms.standing(html, page), page))


def short(html: str) -> str:
    """Marks as [what is marked|id of the term]."""
    return LINK.sub(r"[\2|\1]", html)


def test_a_mark_leads_to_the_entry_and_carries_it(guide: Guide, mixing: PageFile) -> None:
    assert marked(guide.library, "<p>Leave headroom.</p>", mixing) == (
        '<p>Leave <a class="term" href="../../glossary/#term-headroom"'
        ' title="The space between the &quot;loudest&quot; peak &amp; the ceiling."'
        ' data-page="../../stages/recording/#steps" data-title="Recording">headroom</a>.</p>'
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>A bus, a bus.</p>\n<p>Bus.</p>", "<p>A [bus|bus], a bus.</p>\n<p>Bus.</p>"),
        (
            "<ul>\n<li>Two busses, 808s.</li>\n</ul>",
            "<ul>\n<li>Two busses, [808s|808].</li>\n</ul>",
        ),
        ("<p>Riffs, then.</p>", "<p>[Riffs|riff], then.</p>"),
        ("<p>The Riff. Riff!</p>", "<p>The Riff. [Riff|riff]!</p>"),
        ("<p>A bus-stop, omnibus, bus/2.</p>", "<p>A bus-stop, omnibus, bus/2.</p>"),
        ("<p>A TR-808, tr-808.</p>", "<p>A [TR-808|808], tr-808.</p>"),
        ("<p>R&amp;B.</p>", "<p>[R&amp;B|r-b].</p>"),
        ("<p>r&amp;b.</p>", "<p>r&amp;b.</p>"),
        ("<p>Bus compression.</p>", "<p>[Bus compression|bus-compression].</p>"),
        (
            "<p>Bus compression on bus compression, a bus.</p>",
            "<p>[Bus compression|bus-compression] on bus compression, a [bus|bus].</p>",
        ),
        ("<p>A take, a retake.</p>", "<p>A take, a [retake|take].</p>"),
        ("<p>They blend.</p>", "<p>They blend.</p>"),
        ("<h2>A bus</h2>\n<p>No.</p>", "<h2>A bus</h2>\n<p>No.</p>"),
        ("<td>A bus</td>\n<p>A bus</p>", "<td>A bus</td>\n<p>A [bus|bus]</p>"),
        ("<summary>A bus</summary>", "<summary>A bus</summary>"),
        (
            '<p><a href="b">a bus</a> <code>bus</code> <strong>a bus</strong> bus</p>',
            '<p><a href="b">a bus</a> <code>bus</code> <strong>a bus</strong> [bus|bus]</p>',
        ),
        ("<p><em>a bus</em> bus</p>", "<p><em>a bus</em> [bus|bus]</p>"),
        (
            '<p><a href="b"><em>a</em> bus</a> bus</p>',
            '<p><a href="b"><em>a</em> bus</a> [bus|bus]</p>',
        ),
        (
            '<p><img alt="a" title="the bus here" src="b"> bus</p>',
            '<p><img alt="a" title="the bus here" src="b"> [bus|bus]</p>',
        ),
        ("<p>A <em>bus</em> is one. A bus.</p>", "<p>A <em>bus</em> is one. A bus.</p>"),
        ("<p>A bus (several in one), a bus.</p>", "<p>A bus (several in one), a bus.</p>"),
        (
            f"{FOLD}<p>A bus.</p>{END}<p>A bus.</p>",
            f"{FOLD}<p>A bus.</p>{END}<p>A [bus|bus].</p>",
        ),
        (
            f"{FOLD}<p>A bus.</p>{END}<p>A riff.</p>",
            f"{FOLD}<p>A [bus|bus].</p>{END}<p>A [riff|riff].</p>",
        ),
    ],
)
def test_what_is_marked(guide: Guide, mixing: PageFile, html: str, shown: str) -> None:
    assert short(marked(guide.library, html, mixing)) == shown


def test_a_page_with_many_terms_has_only_some_marked(tmp_path: Path) -> None:
    terms = [f"term{letter}x" for letter in "abcdefghijklmnop"]
    entries = "".join(f"{t}: {{says: It means something., page: genres/rock}}\n" for t in terms)
    tree = small_guide() | {"glossary.yml": entries, "glossary.md": page("glossary")}
    library = load(write(tree, tmp_path)).library
    html = "".join(f"<p>A {term} here.</p>\n" for term in terms)
    found = marked(library, html, library.pages["stages/mixing"])
    assert [term for term, _ in LINK.findall(found)] == terms[:MOST]
    assert LINK.sub(r"\2", found) == html


def test_pages_that_are_no_lessons_have_none(guide: Guide) -> None:
    html = "<p>A bus.</p>"
    assert marked(guide.library, html, guide.library.pages["index"]) == html


PIECES = (
    *("bus", "Bus compression", "riffs", "808", "R&amp;B", "words", " ", "(", ".", "<em>", "</em>"),
    *('<a href="x bus">', "</a>", "<code>", "</code>", "\n<p>", "</p>\n<h2>", "\n<li>"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_marks_change_nothing_else_and_never_stand_in_a_link(
    guide: Guide, mixing: PageFile, pieces: list[str]
) -> None:
    html = "<p>" + " ".join(pieces)
    whole = marked(guide.library, html, mixing)
    assert LINK.sub(r"\2", whole) == html
    found = LINK.findall(whole)
    assert len({term for term, _ in found}) == len(found)
    for line in whole.split("\n"):
        for mark in LINK.finditer(line):
            before = LINK.sub("", line[: mark.start()])
            assert before.rfind("<a ") <= before.rfind("</a>")
            assert line.startswith(("<p>", "<li>"))
