"""Pages on paper, A4 and Letter, one of each kind: without chrome, nothing is cut off, tables stay
whole, and what a link leads to can be read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.pictures import kinds
from tests.browser.reader import DESKTOP, browsing
from tests.browser.test_looks import MEASURES

SHEETS = {"A4": (673, (595, 842)), "Letter": (695, (612, 792))}
"""How wide the text of a sheet is in CSS pixels, and how large the sheet is in points."""
CHROME = """.masthead, .foot, .page__margin, .siblings, .skip, .headerlink, button:not(th > *),
:is(input, select, textarea):not(.tool *), .paper__bar, store-notice, .path-bar,
.needs-script:not(.prints)"""
"""What is no use on paper; the fields of a tool are filled in by hand there."""
WHOLE = "tr, figure, .groove, .practice, .sources li, .page-head, .facts"
PRINTED = """() => {
  const seen = (selector) =>
    [...document.querySelectorAll(selector)].filter((found) => found.checkVisibility());
  const named = (found) => found.outerHTML.slice(0, 80);
  return {
    chrome: seen(CHROME).map(named),
    cut: [...measures.wider(), ...measures.cut(true)],
    split: seen(WHOLE).filter((one) => getComputedStyle(one).breakInside !== "avoid").map(named),
    heads: seen("thead").filter((one) =>
      getComputedStyle(one).display !== "table-header-group").map(named),
    links: seen(".sources a[href^=http], .kind > p > a[href^=http]").filter((link) =>
      !getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))).map(named),
    pale: measures.contrast(true),
  };
}""".replace("CHROME", f"`{CHROME}`").replace("WHOLE", f"`{WHOLE}`")


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """One page of each kind, each that stands alone, and a path on paper."""
    found = [url for urls in kinds(site).values() for url in urls[:2]]
    return [*found, "404.html", "paths/songwriter/", "paths/songwriter/sheet/"]


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, DESKTOP, dressed=True) as context:
        context.add_init_script(MEASURES)
        page = context.new_page()
        page.emulate_media(media="print", color_scheme="dark")
        yield page


@pytest.fixture(scope="module")
def printed(page: Page, pages: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """What is wrong with pages on a sheet: by what, page and sheet."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name in pages:
        page.goto(name)
        for sheet, (width, _) in SHEETS.items():
            page.set_viewport_size({"width": width, "height": 900})
            for what, wrong in page.evaluate(PRINTED).items():
                found.setdefault(what, {})
                if wrong:
                    found[what].setdefault(name, {})[sheet] = wrong
    return found


@pytest.mark.parametrize("what", ["chrome", "cut", "split", "heads", "links", "pale"])
def test_paper_shows_all_and_nothing_else(
    printed: dict[str, dict[str, dict[str, Any]]], what: str
) -> None:
    assert printed[what] == {}


FAULTS = {
    "chrome": ".foot { display: block !important }",
    "cut": ".practice p { min-width: 720px }",
    "split": "tr { break-inside: auto !important }",
    "heads": "thead { display: block }",
    "links": ".sources a::after { content: none !important }",
    "pale": "article { color: #aaa }",
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_on_paper_would_be_found(page: Page, what: str) -> None:
    page.set_viewport_size({"width": 673, "height": 900})
    page.goto("stages/mixing/")
    assert page.evaluate(PRINTED)[what] == []
    page.add_style_tag(content=FAULTS[what])
    assert page.evaluate(PRINTED)[what] != []


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", ["genres/house/", "stages/", "paths/songwriter/"])
def test_a_page_is_printed_on_the_sheet_that_is_asked_for(
    page: Page, sheet: str, name: str
) -> None:
    page.goto(name)
    pdf = page.pdf(format=sheet)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert 2 <= len(boxes) <= 12
    for box in set(boxes):
        assert [float(number) for number in box] == pytest.approx(SHEETS[sheet][1], abs=1)
