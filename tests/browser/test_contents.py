"""What a page holds, where its reader is in it, and a lab that stays in sight."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

LESSON = "stages/mixing/"
HERE = ".contents__here"
STAYS = """picture => picture.getBoundingClientRect().top >= 0 &&
  picture.getBoundingClientRect().bottom < innerHeight / 2"""


def top(page: Page, selector: str) -> float:
    """How far below the upper edge of the screen something begins, in CSS pixels."""
    found: float = page.locator(selector).evaluate("it => it.getBoundingClientRect().top")
    return found


def test_on_a_phone_the_headings_stay_at_the_upper_edge_and_name_the_one_that_is_read(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(LESSON)
        fold, line = page.locator(".contents details"), page.locator(".contents summary")
        expect(fold).not_to_have_attribute("open", "")
        expect(page.locator(HERE)).to_be_empty()
        expect(page.locator(".page__margin")).to_be_hidden()

        page.locator("#references").evaluate("it => it.scrollIntoView()")
        expect(page.locator(HERE)).to_have_text("References")
        assert top(page, ".contents") == 0

        # One that is chosen closes the fold, and is not left under it.
        line.click()
        expect(page.locator(".contents a[aria-current]")).to_have_text("References")
        page.locator(".contents a", has_text="Where this page leads").click()
        expect(fold).not_to_have_attribute("open", "")
        expect(page.locator(HERE)).to_have_text("Where this page leads")
        height = line.evaluate("it => it.getBoundingClientRect().bottom")
        assert height <= top(page, "#on-the-paths") < 200

        line.press("Enter")
        before = top(page, "#on-the-paths")
        page.keyboard.press("Tab")
        expect(page.locator(".contents a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(fold).not_to_have_attribute("open", "")
        expect(line).to_be_focused()
        assert top(page, "#on-the-paths") == before

        line.click()
        page.locator(".strips h2").click()
        expect(fold).not_to_have_attribute("open", "")

        # A low screen, as with a zoom of 400 %, has no room for it.
        page.set_viewport_size({"width": 320, "height": 256})
        page.locator("#references").evaluate("it => it.scrollIntoView()")
        assert top(page, ".contents") < 0


def test_without_script_the_headings_are_folded_under_the_head(
    browser: Browser, address: str
) -> None:
    size: ViewportSize = {"width": PHONE[0], "height": PHONE[1]}
    with browser.new_context(base_url=address, java_script_enabled=False, viewport=size) as context:
        page = context.new_page()
        page.goto(LESSON)
        page.locator(".contents summary").click()
        page.locator(".contents a", has_text="Do it").click()
        expect(page.locator("#practice")).to_be_in_viewport()
        expect(page.locator(".contents summary")).not_to_be_in_viewport()


def test_on_a_desktop_they_stand_in_the_margin(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        for name in ("labs/equaliser/", LESSON):
            page.goto(name)
            expect(page.locator(".contents")).to_be_hidden()
            margin, fold = (page.locator(f"{it} a") for it in (".page__margin", ".contents"))
            assert margin.all_text_contents() == fold.all_text_contents()
            for link in margin.all():
                expect(page.locator(link.get_attribute("href") or "-")).to_have_count(1)


@pytest.mark.parametrize("lab", ["equaliser", "compressor", "loudness"])
def test_what_a_lab_shows_stays_in_sight_while_one_moves_it(
    browser: Browser, address: str, lab: str
) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(f"labs/{lab}/")
        last = page.locator(".lab [data-control]").last
        last.focus()
        picture = page.locator(".lab__picture svg")
        assert picture.evaluate(STAYS)
        # Nothing of it lies over what has the focus, from whichever side one comes.
        for control in (last, page.locator(".lab [data-control]").first):
            control.evaluate("it => it.scrollIntoView()")
            under = picture.evaluate("it => it.getBoundingClientRect().bottom")
            assert control.evaluate("it => it.getBoundingClientRect().top") >= under

        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        last.evaluate("it => it.scrollIntoView({ block: 'center' })")
        expect(picture).to_be_in_viewport(ratio=1)
        wide, text = (page.locator(it).bounding_box() for it in (".lab", ".lab-page"))
        assert wide
        assert text
        assert wide["width"] > 1.4 * text["width"]
        assert wide["x"] > 0


def test_what_is_played_by_hand_has_the_whole_width_of_its_lab(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto("labs/beat-grid/")
        box = page.locator(".beats").evaluate("it => [it.scrollWidth, it.clientWidth]")
        assert box[0] == box[1] > 700
