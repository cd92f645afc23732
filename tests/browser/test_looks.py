"""How every page of the site looks: text can be read in both colours, nothing is cut off or stands
out of the screen however large the letters are, and what is to be pressed can be hit.

Each page is opened once; `measures.js` says what is wrong with it in one state after another. What
hangs on styles more than on words is measured on a few pages of each kind.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.reader import DESKTOP, PHONE, browsing, unlike

MEASURES = (Path(__file__).parent / "measures.js").read_text("utf-8")
Findings = dict[str, Any]
"""Of a page: what is wrong where, and how much."""

LARGE = "html { font-size: 200% }"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
"""The spacing that a reader may ask for (WCAG 2.2, 1.4.12)."""
DRESS = """({ styles, dir }) => {
  let sheet = document.querySelector("#of-reader");
  if (!sheet) {
    sheet = document.head.appendChild(document.createElement("style"));
    sheet.id = "of-reader";
  }
  sheet.textContent = styles;
  document.documentElement.dir = dir;
}"""
FITS = "[...measures.wider(), ...measures.cut(), ...measures.masthead()]"


class State(NamedTuple):
    """What a reader has asked for, what is measured then, and whether on every page."""

    measure: str
    width: int = PHONE[0]
    scheme: str = "light"
    styles: str = ""
    direction: str = "ltr"
    everywhere: bool = False


STATES = {
    "contrast in light": State("measures.contrast()", everywhere=True),
    "targets": State("measures.targets()", everywhere=True),
    "fit": State(FITS, everywhere=True),
    "text at 200 %": State(FITS, styles=LARGE, everywhere=True),
    "stillness": State("measures.moving()"),
    "text spaced": State(FITS, styles=SPACED),
    "contrast in dark": State("measures.contrast()", scheme="dark", everywhere=True),
    "right to left": State(FITS, scheme="dark", direction="rtl"),
    "right to left on a desktop": State(FITS, DESKTOP[0], "dark", direction="rtl"),
    "targets on a desktop": State("measures.targets()", DESKTOP[0], "dark"),
    "text at 200 % on a desktop": State(FITS, DESKTOP[0], "dark", LARGE),
    "400 % zoom": State(FITS, 320, "dark"),
    "long words": State(f"measures.lengthen(), {FITS}", 320, "dark"),
}
"""In an order in which little changes from one to the next; the last cannot be undone."""
PLAIN = State("")


def measured(page: Page, state: State, before: State | None = None) -> list[Any]:
    """What is wrong with a page that is open, in one state; what was asked for before stands."""
    if not before or before.width != state.width:
        page.set_viewport_size({"width": state.width, "height": 740})
    if not before or before.scheme != state.scheme:
        page.emulate_media(color_scheme=state.scheme)  # type: ignore[arg-type]
    if not before or before[3:5] != state[3:5]:
        page.evaluate(DRESS, {"styles": state.styles, "dir": state.direction})
    found: list[Any] = page.evaluate(state.measure)
    return found


def a_few(pages: list[str]) -> set[str]:
    """Some pages of each section, and all that stand in none."""
    sections: dict[str, list[str]] = {}
    for name in pages:
        sections.setdefault(name.partition("/")[0] if name.count("/") > 1 else name, []).append(
            name
        )
    return {name for names in sections.values() for name in names[:2]}


@pytest.fixture(scope="module")
def tour(browser: Browser, address: str, site: Path) -> dict[str, Findings]:
    """What is wrong with pages, by state."""
    pages = [
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in sorted(site.rglob("*.html"))
        if 'http-equiv="refresh"' not in file.read_text("utf-8")[:1000]
    ]
    pages = unlike(pages)
    some = a_few(pages)
    found: dict[str, Findings] = {state: {} for state in STATES}
    with browsing(browser, address, PHONE, dressed=True) as context:
        context.add_init_script(MEASURES)
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        for name in pages:
            before = PLAIN
            page.set_viewport_size({"width": before.width, "height": 740})
            page.emulate_media(color_scheme="light")
            page.goto(name, wait_until="domcontentloaded")
            page.evaluate("measures.unfold()")
            for state, asked in STATES.items():
                if not (asked.everywhere or name in some):
                    continue
                if wrong := measured(page, asked, before):
                    found[state][name] = wrong
                before = asked
    return found


@pytest.mark.parametrize("state", STATES)
def test_every_page_can_be_read_and_used(tour: dict[str, Findings], state: str) -> None:
    assert tour[state] == {}


@pytest.fixture
def blank(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, PHONE, dressed=True) as context:
        context.add_init_script(MEASURES)
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.goto("404.html")
        yield page


FAULTS = {
    "contrast in light": "article p { color: #767676 }",
    "contrast in dark": "article :is(ul, p) { opacity: 0.5 }",
    "stillness": "a::after { content: ''; transition: opacity 1s }",
    "targets": "article a { font-size: 12px; padding: 0 !important }",
    "fit": "article h1 { height: 1rem; overflow: hidden }",
    "text spaced": "article h1 { white-space: nowrap; font-size: 2.4rem }",
    "text at 200 %": "article h1 { white-space: nowrap }",
    "400 % zoom": "article p { min-width: 310px }",
    "text at 200 % on a desktop": "article p { width: 42rem }",
    "right to left": "article p { position: relative; left: -30px }",
    "right to left on a desktop": "article p { margin-right: -60vw }",
    "long words": "body { overflow-wrap: normal !important } :where(h1) { hyphens: none }",
}


@pytest.mark.parametrize("state", FAULTS)
def test_a_fault_would_be_found(blank: Page, state: str) -> None:
    asked = STATES[state]
    assert measured(blank, asked) == []
    assert measured(blank, asked._replace(styles=asked.styles + FAULTS[state])) != []


@pytest.mark.parametrize(
    ("size", "dressed"),
    [
        ((360, 640), State("", styles=LARGE)),
        ((360, 640), State("", direction="rtl")),
        ((320, 640), State("")),
        ((320, 256), State("")),
        ((768, 640), State("", styles=LARGE)),
    ],
    ids=["large", "right-to-left", "narrow", "400 %", "large-tablet"],
)
def test_the_menu_opens_and_all_of_it_can_be_reached(
    blank: Page, size: tuple[int, int], dressed: State
) -> None:
    blank.goto("stages/mixing/")
    blank.set_viewport_size({"width": size[0], "height": size[1]})
    blank.evaluate(DRESS, {"styles": dressed.styles, "dir": dressed.direction})
    blank.get_by_text("Menu", exact=True).click()
    links = blank.locator(".menu a")
    for link in (links.first, links.last):
        link.click(trial=True)
    assert blank.evaluate("[...measures.wider(), ...measures.cut()]") == []


LINES = """[...document.querySelectorAll("article :is(.kind, .home__text) > p")].map((paragraph) =>
{
  const lines = new Map();
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = new Range();
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.parentElement.closest(".cite")) continue;
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getClientRects()[0]?.bottom ?? 0);
      lines.set(top, (lines.get(top) ?? 0) + 1);
    }
  }
  return [...lines.values()];
})"""


def test_lines_are_of_a_length_that_is_read_with_ease(browser: Browser, address: str) -> None:
    lengths = []
    with browsing(browser, address, DESKTOP, dressed=True) as context:
        page = context.new_page()
        for name in ("stages/mixing/", "decide/do-you-need-a-producer/", "genres/house/"):
            page.goto(name)
            box = page.locator("article").bounding_box()
            assert box
            assert box["x"] + box["width"] / 2 == pytest.approx(DESKTOP[0] / 2, abs=1)
            for lines in page.evaluate(LINES):
                lengths += lines[:-1]  # the last is as long as it happens to be
    assert len(lengths) > 50
    outside = [length for length in lengths if not 45 <= length <= 75]
    assert len(outside) < len(lengths) / 10, sorted(outside)
    assert max(lengths) <= 85
