"""Drawings: what is wrong with one, as findings compared whole, and how one is printed."""

import re
from pathlib import Path

import pytest

from guide.booklet import part
from guide.load import Guide
from guide.pictures import CLASSES, inline
from tests.trees import ROOT, Tree, findings, small_guide

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 328 60">
  <title>A wire</title>
  <desc>A line from left to right.</desc>
  <!-- The wire. -->
  <path class="stroke accent" d="M0 30H328"/>
  <text class="text mid" x="164" y="20">A wire</text>
</svg>
"""
WIRE, MIXING = "pictures/wire.svg", "stages/mixing.md"
SHOWN = "![A wire, from left to right](../pictures/wire.svg)"


LOOKS_FIX = "give it a class: pictures.css says how that looks, in light, dark and on paper"


def guide(svg: str = SVG, shown: str = SHOWN) -> Tree:
    """A guide whose page about mixing shows a drawing in its first section, on line 20."""
    tree = small_guide() | {WIRE: svg}
    return tree | {MIXING: tree[MIXING].replace("Text of it.", shown, 1)}


def test_a_sound_drawing_has_no_findings(tmp_path: Path) -> None:
    assert findings(guide(), tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (
            "  <title>A wire</title>\n",
            "",
            "1:1: D503 has no <title>\n"
            "    fix: write <title>, what it is, for those who do not see it",
        ),
        (
            "A line from left to right.",
            " ",
            "1:1: D503 has an empty <desc>\n"
            "    fix: write <desc>, all that it shows, for those who do not see it",
        ),
        (
            "  <title>A wire</title>\n  <desc>A line from left to right.</desc>\n",
            "  <desc>A line from left to right.</desc><title>A wire</title>\n",
            "1:1: D503 has its <title> in another place\n"
            "    fix: begin with <title>, then <desc>, then what is drawn",
        ),
        (
            ' viewBox="0 0 328 60"',
            "",
            "1:1: D502 has no viewBox\n"
            '    fix: write viewBox="0 0 328 200": its width and height, in pixels of a phone',
        ),
        (
            "0 0 328 60",
            "0 0 100%",
            "1:1: D502 has a viewBox that is no width and height: '0 0 100%'\n"
            '    fix: write viewBox="0 0 328 200": its width and height, in pixels of a phone',
        ),
        (
            "0 0 328 60",
            "0 0 480 60",
            "1:1: D502 is 480 units wide, and 360 are the most\n"
            "    fix: draw it narrower, or as two pictures: a phone shows one unit as one pixel",
        ),
        (
            'viewBox="0 0 328 60"',
            "viewBox='0 0 328 60'",
            "1:1: D501 cannot be printed inside a page\n"
            '    fix: begin with <svg xmlns="…" viewBox="…">, <title> and <desc>, in double quotes',
        ),
        (
            "viewBox=",
            'width="328" viewBox=',
            "1:1: D502 has a size of its own: 'width'\n"
            "    fix: leave it out: the page makes a picture as wide as there is room",
        ),
        (
            'y="20"',
            'y="20" transform="scale(.5)"',
            "6:3: D502 is transformed by 'scale(.5)'\n"
            "    fix: use translate and rotate alone, so that words keep their size",
        ),
        (
            'y="20"',
            'y="20" font-size="8"',
            f"6:3: D504 says itself how it looks: 'font-size'\n    fix: {LOOKS_FIX}",
        ),
        (
            "stroke accent",
            "stroke acent",
            "5:3: D504 has a class that pictures.css does not know: 'acent'\n"
            "    fix: did you mean 'accent'? allowed: accent, area, axis, dashed, edge, end, head, "
            "mark, mid, on, pale, small, soft, stroke, strong, text",
        ),
        (
            'class="stroke accent"',
            'style="stroke:red"',
            f"5:3: D504 says itself how it looks: 'style'\n    fix: {LOOKS_FIX}",
        ),
        (
            'class="stroke accent"',
            'id="wire"',
            "5:3: D501 has an attribute that pictures do not take: 'id'\n"
            "    fix: take it out of <path>",
        ),
        (
            '<path class="stroke accent" d="M0 30H328"/>',
            '<image href="photo.png"/>',
            "5:3: D501 has an element that pictures do not take: 'image'\n"
            "    fix: draw with one of circle, ellipse, g, line, path, polygon, polyline, rect, "
            "text, tspan",
        ),
        (
            'd="M0 30H328"',
            'd="M0 30H328" href="#other"',
            "5:3: D501 refers to something else: 'href'\n"
            "    fix: draw it here: nothing else is loaded with a picture",
        ),
        (
            'd="M0 30H328"/>',
            'd="M0 30H328">',
            "7:3: D501 is no XML that can be read: mismatched tag\n"
            "    fix: close each element, quote each value, and write & as &amp; and < as &lt;",
        ),
        (
            "<path ",
            "<path onclick='x' ",
            "1:1: L408 is a picture that could run code\n"
            "    fix: take its scripts, event attributes and foreign objects out",
        ),
    ],
)
def test_what_is_wrong_with_a_drawing(
    tmp_path: Path, before: str, after: str, finding: str
) -> None:
    assert before in SVG
    found = findings(guide(SVG.replace(before, after, 1)), tmp_path)
    assert found == [f"docs/{WIRE}:{finding}"]


def test_a_drawing_stands_alone_in_its_paragraph(tmp_path: Path) -> None:
    told = (
        "D505 '../pictures/wire.svg' does not stand alone\n"
        "    fix: write ![What it shows](…) on a line of its own, between two empty lines"
    )
    for shown, column in ((f"See {SHOWN}", 5), (f"Text.\n{SHOWN}", 1), (SHOWN[1:], 1)):
        line = 20 + shown.count("\n")
        assert findings(guide(shown=shown), tmp_path) == [f"docs/{MIXING}:{line}:{column}: {told}"]


def test_a_picture_has_words(tmp_path: Path) -> None:
    assert findings(guide(shown="![](../pictures/wire.svg)"), tmp_path) == [
        f"docs/{MIXING}:20:1: D506 a picture without words for those who do not see it\n"
        "    fix: write what it shows between the brackets: "
        "![A voice, from the mouth to the ear](…)"
    ]


def test_a_drawing_that_no_page_shows(tmp_path: Path) -> None:
    assert findings(guide(shown="Text of it."), tmp_path) == [
        f"docs/{WIRE}:1:1: G212 is a picture that no page shows\n"
        "    fix: show it where it explains, or delete it"
    ]


IMG = '<p><img alt="A &amp; B" src="../../pictures/wire.svg" /></p>'
FIGURE = (
    '<figure class="picture"><svg viewBox="0 0 328 60" role="img"'
    ' aria-labelledby="picture-wire" aria-describedby="picture-wire-told">'
    '<title id="picture-wire">A &amp; B</title>'
    '<desc id="picture-wire-told">A line from left to right.</desc>'
    '<path class="stroke accent" d="M0 30H328"/>'
    '<text class="text mid" x="164" y="20">A wire</text></svg></figure>'
)


def test_a_drawing_is_printed_inside_its_page() -> None:
    assert inline(f"<p>a</p>\n{IMG}\n<p>b</p>", {WIRE: SVG}) == f"<p>a</p>\n{FIGURE}\n<p>b</p>"


def test_a_title_behind_the_address_is_its_caption() -> None:
    captioned = IMG.replace(" />", ' title="Mind the &quot;wire&quot;" />')
    assert inline(captioned, {WIRE: SVG}) == FIGURE.replace(
        "</figure>", "<figcaption>Mind the &quot;wire&quot;</figcaption></figure>"
    )


def test_other_pictures_and_unsound_drawings_are_left_alone() -> None:
    photo = IMG.replace("wire.svg", "wire.png")
    assert inline(photo + IMG, {WIRE: "<svg/>"}) == photo + IMG


def test_ids_are_unique_on_a_page_and_in_a_booklet() -> None:
    html = inline(IMG + IMG, {WIRE: SVG})
    booklet = part("stages/mixing", html).within({}) + part("stages/editing", html).within({})
    for text in (html, booklet.decode()):
        ids = re.findall(r' id="([^"]*)"', text)
        named = re.findall(r' aria-(?:labelled|described)by="([^"]*)"', text)
        assert len(ids) == len({*ids}) == len(named)
        assert sorted(ids) == sorted(named)


STYLES = (ROOT / "overrides/assets/stylesheets/pictures.css").read_text("utf-8")
LOOKS = (ROOT / "docs/contributing/looks.md").read_text("utf-8")


def test_the_style_sheet_and_the_page_about_looks_know_the_same_classes() -> None:
    styled = {*re.findall(r"\.([a-z]+)", re.sub(r"/\*.*?\*/|\{.*?\}", "", STYLES, flags=re.S))}
    assert styled - {"picture"} == {*CLASSES}
    assert dict(re.findall(r"^\| `([a-z]+)` \| ([^|]*) \|$", LOOKS, re.M)) == CLASSES


def test_no_text_is_smaller_than_11_units() -> None:
    assert {float(size) for size in re.findall(r"font-size: ([\d.]+)px", STYLES)} == {11, 12}


def test_the_guide_shows_each_drawing_once(real: Guide) -> None:
    shown = [
        link.target.rpartition("/")[2]
        for page in real.library.pages.values()
        for link in page.prose.links
        if link.target.endswith(".svg")
    ]
    assert sorted(shown) == sorted(name.rpartition("/")[2] for name in real.library.drawings)
