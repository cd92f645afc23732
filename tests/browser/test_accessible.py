"""Pages by axe, in the states that readers bring them into, and by keyboard alone."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import axe
from tests.browser.reader import DESKTOP, PHONE, browsing, keep, marks, progress, taken
from tests.browser.test_looks import MEASURES

LESSON = "stages/mixing/"
FOLLOWING = progress(
    path="songwriter",
    pages=marks("stages/songwriting", "stages/recording"),
    notes={LESSON.strip("/"): {"text": "Mine.", "since": "2026-11-20T10:00:00.000Z"}},
    choices={"songwriter": taken(sound="pop", who_produces="myself")},
    settings={"times": True, "hours": 3, "colours": "auto"},
)


def found(page: Page) -> dict[str, list[str]]:
    """What axe finds in light and in dark, by scheme."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    findings = {}
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        findings[scheme] = axe.findings(page)
    return {scheme: some for scheme, some in findings.items() if some}


def menu(page: Page) -> None:
    page.get_by_text("Menu", exact=True).click()
    expect(page.locator(".menu[open] a").first).to_be_visible()


def unfolded(page: Page) -> None:
    page.evaluate("measures.unfold()")


def filtered(page: Page) -> None:
    expect(page.locator(".choosing [role=status]")).to_contain_text(" of ")


def term(page: Page) -> None:
    page.locator("a.term").first.focus()
    expect(page.locator("term-note:popover-open")).to_be_visible()


def deed(page: Page) -> None:
    page.get_by_label("The artist", exact=True).fill("Ana Ruiz")
    page.locator("#tool-fee").fill("seven")
    expect(page.locator("#tool-fee-wrong")).to_contain_text("“seven” is no number")
    # What happens to lie half under the headings at the edge of the screen is no small target.
    page.evaluate("scrollTo(0, 0)")


def answered(page: Page) -> None:
    expect(page.locator("[data-show], [role=status]").first).to_be_attached()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "the menu open": (LESSON, menu),
    "all unfolded, a path followed": (LESSON, unfolded),
    "a path followed": ("paths/songwriter/", unfolded),
    "a list filtered": ("gear/?use=rap&room=shared-flat", filtered),
    "a term explained": ("genres/funk/", term),
    "fields filled in, one of them wrongly": ("tools/agreement/", deed),
    "a result": ("tools/do-you-need-a-producer/#have=song&money=nothing", answered),
    "notes and marks": ("my-path/", unfolded),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_a_state(browser: Browser, address: str, state: str) -> None:
    name, reach = STATES[state]
    with browsing(browser, address, PHONE) as context:
        keep(context, FOLLOWING)
        context.add_init_script(MEASURES)
        page = context.new_page()
        page.goto(name)
        reach(page)
        assert found(page) == {}


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('.menu > summary').textContent = ''", "summary-name"),
        ("document.querySelector('article .kind > p').style.color = '#bbb'", axe.CONTRAST),
        ("document.querySelector('article .kind > p').style.color = '#707070'", axe.ENHANCED),
    ],
    ids=["name", "contrast", "enhanced"],
)
def test_a_fault_would_be_found(browser: Browser, address: str, fault: str, rule: str) -> None:
    with browsing(browser, address, PHONE) as context:
        context.add_init_script(MEASURES)
        page = context.new_page()
        page.goto("learn/hearing/")
        page.evaluate(fault)
        assert rule in {finding.partition(":")[0] for finding in axe.findings(page)}


# Where the focus is: what it is on, and what is wrong with that. `before` is what had it before.
# The note on a term does not count: it is put behind the one that has the focus.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return ["", "nothing has the focus"];
  const name = `${element.localName} ${(element.ariaLabel ?? element.textContent).trim()}`;
  const told = (trouble) => [name.slice(0, 40), trouble];
  if (!element.closest("term-note")) {
    const back = window.before && element.compareDocumentPosition(before) &
      Node.DOCUMENT_POSITION_FOLLOWING;
    window.before = element;
    if (back) return told("it stands before the last one");
  }
  // A box that is drawn by its label stands for it.
  const parts = [element, ...(element.labels ?? [])];
  const behind = parts.flatMap((part) => [...part.getClientRects()]).map((box) => {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    return parts.some((part) => part.contains(hit)) ? "" : hit?.outerHTML ?? "the screen's edge";
  });
  return told(behind.includes("") ? "" : `it is behind ${behind}`.slice(0, 90));
}"""
MOST_TABS = 600


def walked(page: Page) -> tuple[int, list[Any]]:
    """How many stops the keyboard makes from the top of a page to its end, and those at which the
    reader does not see where they are, or is sent back."""
    wrong: list[Any] = []
    for stops in range(MOST_TABS):
        page.keyboard.press("Tab")
        name, trouble = page.evaluate(FOCUSED)
        if stops and page.evaluate("document.activeElement.matches('body, .skip')"):
            return stops, wrong
        if trouble:
            wrong.append([name, trouble])
    pytest.fail("Tab never comes to the end")


@pytest.mark.parametrize(
    ("size", "names"),
    [
        (PHONE, ("", LESSON, "paths/songwriter/", "gear/", "tools/agreement/", "pages-by-path/")),
        (DESKTOP, (LESSON, "genres/", "tools/calculators/", "my-path/")),
        ((320, 256), ("stages/editing/", "tools/do-you-need-a-producer/")),  # 1,280 at 400 %
    ],
    ids=["phone", "desktop", "400 %"],
)
def test_the_focus_is_seen_at_every_stop(
    browser: Browser, address: str, size: tuple[int, int], names: tuple[str, ...]
) -> None:
    with browsing(browser, address, size) as context:
        keep(context, FOLLOWING)
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        met = {}
        for name in names:
            page.goto(name)
            met[name] = walked(page)
    assert {name: wrong for name, (_, wrong) in met.items() if wrong} == {}
    assert min(stops for stops, _ in met.values()) > 10
