"""Somebody meets a word that they do not know: by mouse, by keyboard, on a phone, without script,
on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

LESSON = "genres/funk/"


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(LESSON)
        yield page


def note(page: Page) -> Locator:
    return page.locator("term-note:popover-open")


def box(of: Locator) -> FloatRect:
    found = of.bounding_box()
    assert found
    return found


def is_beside(page: Page, term: Locator) -> bool:
    """Whether the note is on the screen's width, and not on what it explains."""
    there, here = box(note(page)), box(term)
    width = page.evaluate("document.documentElement.clientWidth")
    is_clear = there["y"] >= here["y"] + here["height"] or there["y"] + there["height"] <= here["y"]
    return is_clear and there["x"] >= 0 and there["x"] + there["width"] <= width


def test_a_mouse_rests_on_a_term(desktop: Page) -> None:
    term = desktop.locator("a.term").first
    says = term.evaluate("term => term.ariaDescription")
    assert len(says) > 20
    term.hover()
    expect(note(desktop)).to_contain_text(says)
    assert is_beside(desktop, term)
    note(desktop).hover()  # on its way there, and there, the note stays
    desktop.wait_for_timeout(500)
    expect(note(desktop)).to_be_visible()
    desktop.locator("h1").hover()
    expect(note(desktop)).to_have_count(0)
    term.hover()
    expect(note(desktop)).to_be_visible()
    desktop.keyboard.press("Escape")
    expect(note(desktop)).to_have_count(0)
    term.click()
    expect(desktop.locator(".terms :target")).to_be_in_viewport()


def test_the_keyboard_comes_to_a_term(desktop: Page) -> None:
    first, second = desktop.locator("a.term").nth(0), desktop.locator("a.term").nth(1)
    expect(first).to_have_accessible_description(
        first.evaluate("term => term.ariaDescription"), timeout=1_000
    )
    first.focus()
    expect(note(desktop)).to_be_visible()
    assert is_beside(desktop, first)
    links = note(desktop).locator("a")
    expect(links.first).to_have_attribute("href", first.evaluate("term => term.href"))
    for place in (links.nth(0), links.nth(1)):
        desktop.keyboard.press("Tab")
        expect(place).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(note(desktop)).to_have_count(0)
    expect(first).to_be_focused()
    desktop.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(note(desktop)).to_contain_text(second.evaluate("term => term.ariaDescription"))
    second.evaluate("term => term.blur()")
    desktop.locator(".skip").focus()
    expect(note(desktop)).to_have_count(0)


def test_the_note_leads_to_the_page_of_the_term(desktop: Page) -> None:
    desktop.locator("a.term").first.focus()
    link = note(desktop).locator("a").nth(1)
    title = link.inner_text()
    link.click()
    expect(desktop.locator("h1")).to_have_text(title)


@pytest.mark.parametrize(
    ("width", "style"),
    [(PHONE[0], "html { font-size: 100% }"), (320, "html { font-size: 200% }")],
    ids=["phone", "large"],
)
def test_a_finger_taps_a_term(browser: Browser, address: str, width: int, style: str) -> None:
    with browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 740},
        has_touch=True,
        is_mobile=True,
        bypass_csp=True,  # for the size of its letters
        service_workers="block",
    ) as context:
        page = context.new_page()
        page.goto(LESSON)
        page.add_style_tag(content=style)
        terms = page.locator("a.term")
        for number in range(terms.count()):
            terms.nth(number).tap()
            expect(note(page)).to_be_visible()
            assert is_beside(page, terms.nth(number))
            page.keyboard.press("Escape")  # else it lies on the next one
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for shown in (1, 0, 1):
            terms.last.tap()
            expect(note(page)).to_have_count(shown)
        page.locator("article h2").last.tap()
        expect(note(page)).to_have_count(0)
        assert page.url.endswith(LESSON)


def test_a_term_is_a_link_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(LESSON)
        term = page.locator("a.term").first
        says = term.get_attribute("title")
        assert says
        term.click()
        expect(page.locator(".terms :target")).to_contain_text(says)


def test_terms_are_plain_words_on_paper(desktop: Page, site: Path) -> None:
    term = desktop.locator("a.term").first
    term.hover()
    expect(note(desktop)).to_be_visible()
    desktop.emulate_media(media="print")
    expect(term).to_have_css("text-decoration-line", "none")
    expect(desktop.locator("term-note")).to_be_hidden()
    for booklet in site.glob("paths/*/print/index.html"):
        assert 'class="term"' not in booklet.read_text("utf-8")
