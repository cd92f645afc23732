"""The reader's own path within a thumb's reach."""

from playwright.sync_api import Browser, expect
from tests.browser.reader import DESKTOP, PHONE, browsing, keep, path_items, progress, taken

LESSON = "stages/mixing/"


def test_a_phone_shows_the_steps_beside_this_one_on_the_readers_path(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, PHONE) as context:
        keep(
            context,
            progress(path="songwriter", choices={"songwriter": taken(who_produces="myself")}),
        )
        page = context.new_page()
        page.goto(LESSON)
        bar = page.locator("path-bar")
        expect(bar.locator(".path-bar__path")).to_have_text("Songwriter")
        stand = page.locator("#path-songwriter [data-trail]:not([hidden])").first
        for way in ("prev", "next"):
            told = stand.locator(f"a[rel={way}]").first
            shown = bar.locator(f"[rel={way}]")
            expect(shown).to_be_in_viewport(ratio=1)
            assert shown.evaluate("link => link.href") == told.evaluate("link => link.href")
        bar.locator("[rel=next]").click()
        expect(page).not_to_have_url(f"{address}{LESSON}")


def test_an_open_choice_is_not_passed_over(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        keep(context, progress(path="songwriter"))
        page = context.new_page()
        page.goto("decide/what-a-producer-does/")
        after = page.locator("path-bar [rel=next]")
        expect(after).to_have_text("Choose ↓")
        after.click()
        choice = page.locator("#path-songwriter path-choice[data-choice=sound]")
        expect(choice).to_be_in_viewport()
        choice.get_by_role("button", name="Take this way: Rock").click()
        expect(after).to_have_text("Next →")
        after.click()
        expect(page.locator("h1")).to_have_text("Rock")


def test_where_a_page_has_several_places_the_strip_is_shown(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        keep(context, progress(path="songwriter"))
        page = context.new_page()
        page.goto(LESSON)
        expect(page.locator("path-bar [rel=prev]")).to_be_hidden()
        expect(page.locator("path-bar [rel=next]")).to_have_text("See where ↓")


def test_at_its_end_a_path_leads_no_further(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        keep(context, progress(path="songwriter"))
        page = context.new_page()
        page.goto(f"{path_items('songwriter')[-1]['page']}/")
        expect(page.locator("path-bar [rel=prev]")).to_be_visible()
        expect(page.locator("path-bar [rel=next]")).to_be_hidden()


def test_it_covers_nothing_at_the_end_of_the_page(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        keep(context, progress(path="songwriter"))
        page = context.new_page()
        page.goto(LESSON)
        foot, bar = page.locator(".foot"), page.locator("path-bar")
        expect(bar).to_be_visible()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        end = foot.evaluate("foot => foot.getBoundingClientRect().bottom")
        assert end <= bar.evaluate("bar => bar.getBoundingClientRect().top") + 1


def test_it_is_not_there_without_a_path_or_on_a_wide_screen(browser: Browser, address: str) -> None:
    for size, path in (
        (PHONE, None),
        (PHONE, "executive-producer-of-old"),
        (DESKTOP, "songwriter"),
    ):
        with browsing(browser, address, size) as context:
            keep(context, progress(path=path))
            page = context.new_page()
            page.goto(LESSON)
            expect(page.locator("path-bar")).to_be_hidden()
