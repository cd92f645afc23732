"""Somebody reads with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect
from tests.browser.reader import DESKTOP, browsing

LESSON = "stages/mixing/"
MOST_TABS = 300


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, DESKTOP) as context:
        yield context.new_page()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, (320, 640)) as context:
        yield context.new_page()


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {target}")


def test_the_first_tab_shows_a_link_that_skips_the_menus(desktop: Page) -> None:
    desktop.goto(LESSON)
    skip = desktop.locator(".skip")

    desktop.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    expect(skip).to_be_in_viewport(ratio=1)

    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    expect(desktop.locator("article :focus")).to_have_count(1)


def test_tab_reaches_every_link_of_the_text_in_its_order(desktop: Page) -> None:
    desktop.goto(LESSON)
    # What is hidden until a reader has done something is no link yet, a term's note is not always
    # there, and the headings stand in the margin.
    links = desktop.locator("article a[href]:not([hidden] *, term-note *, .contents *)").count()
    reached = []
    for _ in range(MOST_TABS):
        desktop.keyboard.press("Tab")
        number, in_footer, folded = desktop.evaluate(
            "[[...document.querySelectorAll("
            " 'article a[href]:not([hidden] *, term-note *, .contents *)')]"
            "  .indexOf(document.activeElement),"
            " !!document.activeElement.closest('footer'),"
            " document.activeElement.matches('details:not([open]) > summary')]"
        )
        if in_footer:
            break
        if folded:
            desktop.keyboard.press("Enter")
        if number >= 0:
            reached.append(number)
    assert links > 0
    assert reached == list(range(links))


def test_the_next_step_is_reached_by_tab_shows_its_focus_and_opens_by_enter(desktop: Page) -> None:
    desktop.goto(LESSON)
    link = desktop.locator(".strip nav a[rel=next]").first
    promised = link.inner_text().partition(": ")[2]
    tab_to(desktop, link)

    box = link.bounding_box()
    assert box
    above: FloatRect = {**box, "y": box["y"] - 8, "height": 7}
    focused = desktop.screenshot(clip=above, animations="disabled")
    link.blur()
    focus_is_seen = desktop.screenshot(clip=above, animations="disabled") != focused
    assert focus_is_seen

    link.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text(promised)


def test_grooves_fit_a_phone(phone: Page) -> None:
    phone.goto("genres/house/")
    hidden = "region => region.scrollWidth - region.clientWidth"
    regions = phone.locator(".groove").all()
    assert [region.evaluate(hidden) for region in regions] == [0] * len(regions)
    assert regions


def test_a_menu_opens_and_leads_on_by_keyboard_without_script(
    browser: Browser, address: str
) -> None:
    with browser.new_context(
        base_url=address, viewport={"width": 320, "height": 640}, java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto(LESSON)
        for _ in range(3):  # past the link that skips and the site's name
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Paths")
