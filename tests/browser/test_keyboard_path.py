"""A whole path with the keyboard alone: from its first page, through its choices, to its end."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.reader import DESKTOP, browsing, kept

MOST_TABS = 400
MOST_STEPS = 40


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    handle = target.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if handle.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_a_whole_path_by_keyboard(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto("paths/beatmaker/")
        press(page, page.locator("path-map [data-follow]"))
        expect(page.locator("path-map [data-follow]")).to_have_attribute("aria-pressed", "true")
        done = []
        for _ in range(MOST_STEPS):
            go_on = page.locator("path-map [data-continue]")
            expect(page.locator(".map-bar__said")).to_contain_text("required steps")
            if not go_on.is_visible():
                break
            before, target = page.url, str(go_on.get_attribute("href"))
            press(page, go_on)
            if target.startswith("#choice-"):
                choice = page.locator(f"[id='{target[1:]}'] > path-choice")
                press(page, choice.locator("> ul > li [data-take]").first)
                page.goto("paths/beatmaker/")
                continue
            page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
            done.append(page.url.removeprefix(address))
            press(page, page.locator("page-state [data-state=can]"))
            strip = page.locator("#path-beatmaker path-strip")
            so_far = re.compile(rf"\b{len(done)} (of|required)")
            expect(strip.locator(".strip__progress")).to_contain_text(so_far)
            press(page, strip.get_by_role("link", name="The whole path"))
        assert len(done) == len(set(done)) == len(kept(page)["pages"]) > 8
        expect(page.locator(".map-bar__said")).to_have_text(f"All {len(done)} required steps done.")
        expect(page.locator("path-map progress")).to_have_attribute("value", "100")
