"""Somebody looks for a page: with the keyboard, by filters, with slips, on a phone, without an
index, and without script."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from tests.browser.reader import PHONE, browsing, keep, kept, progress

LESSON = "stages/mixing/"
BUTTON = "site-search button"
LOST = (
    "The search cannot be loaded: there is no network, or this copy of the site was made without"
    " an index, as make serve does. All pages from A to Z may help."
)


def opened(page: Page) -> tuple[Locator, Locator, Locator]:
    """The field of the dialog, its options, and what it says."""
    dialog = page.locator("dialog[open]")
    field = dialog.get_by_role("combobox", name="Search the guide")
    expect(field).to_be_focused()
    return field, dialog.locator("#search-pages > [role=option]"), dialog.get_by_role("status")


def test_nothing_of_it_is_fetched_before_it_is_opened_and_all_of_it_from_here(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(LESSON)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search(r"pagefind|search\.(json|css)|search-", url)] == []

    page.locator(BUTTON).click()
    field, options, status = opened(page)
    field.fill("reverb")
    expect(options.first).to_contain_text("Space: reverb, delay and width")
    expect(status).to_have_text(re.compile(r"^\d+ pages$"))
    assert [url for url in asked if "://" in url] == []
    assert [url for url in asked if "search-more" in url] == []


def test_what_narrows_down_is_fetched_when_somebody_does(page: Page) -> None:
    page.route("**/search-more.json", lambda route: route.fulfill(status=404), times=1)
    page.goto(LESSON)
    page.locator(BUTTON).click()
    field, options, status = opened(page)
    field.fill("reverb")
    expect(options.first).to_be_visible()
    page.get_by_text("Narrow down").click()
    expect(status).to_have_text(LOST)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("dialog select")).to_have_count(3)
    expect(status).to_have_text(re.compile(r"^\d+ pages$"))
    expect(field).to_be_focused()


def test_keys_open_it_choose_lead_on_and_give_the_focus_back(page: Page) -> None:
    page.goto(LESSON)
    note = page.locator("page-state summary")
    note.click()
    page.locator("textarea").fill("and/or ")
    page.locator("textarea").press_sequentially("/")  # a letter like any other here
    page.locator("textarea").press("Control+k")
    expect(page.locator("dialog")).to_have_count(0)

    note.focus()
    page.keyboard.press("/")
    expect(opened(page)[0]).to_have_value("")
    page.keyboard.press("Escape")
    expect(note).to_be_focused()

    page.keyboard.press("Control+k")
    field, options, _ = opened(page)
    expect(field).to_have_attribute("aria-expanded", "false")
    # At once: between slow letters, the pages for "phantom" would be shown, and then replaced.
    page.keyboard.insert_text("phantom power")
    expect(options.nth(5)).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert options.count() == 6
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-page-0")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.nth(5)).to_have_attribute("aria-selected", "true")
    expect(options.nth(5)).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowDown")  # there are more
    expect(options.nth(6)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    target = options.nth(6).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(str(target)) + "$"))


def test_words_typed_while_the_search_gets_ready_are_looked_for_once(page: Page) -> None:
    """A second time would take away what was marked meanwhile."""
    page.add_init_script("const set = setTimeout; setTimeout = (f, ms) => set(f, ms * 10)")
    held: list[Route] = []
    page.route("**/search.json", lambda route: held.append(route))
    page.goto(LESSON)
    with page.expect_request("**/search.json"):
        page.keyboard.press("Control+k")
    options = opened(page)[1]
    page.keyboard.insert_text("phantom power")
    for route in held:
        route.continue_()
    expect(options.nth(5)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(1_500)  # more than ten times the pause after a letter
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")


def test_slips_terms_filters_and_places_on_paths(context: BrowserContext, page: Page) -> None:
    keep(context, progress(path="beatmaker"))
    page.goto(LESSON)
    page.locator(BUTTON).click()
    field, options, status = opened(page)
    field.fill("headrom")
    expect(status).to_have_text(re.compile(r"^No page has “headrom”\. \d+ pages for “headroom”$"))
    expect(options.filter(has_text="Audio interface").first).to_be_visible()
    expect(page.get_by_role("link", name="headroom", exact=True)).to_have_attribute(
        "href", re.compile(r"/glossary/#term-headroom$")
    )
    field.fill("xyzzyxyzzy")
    expect(status).to_have_text(
        "No page has “xyzzyxyzzy”. Fewer or other words may help.",
    )
    expect(options).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")

    field.fill("recording a voice")
    expect(options.filter(has_text="Recording a voice").first).to_contain_text(
        re.compile(r"Stages · Beatmaker, step \d+")
    )
    before = status.inner_text()
    page.get_by_text("Narrow down").click()
    page.locator("dialog select[name=kind]").select_option("Genres")
    expect(status).not_to_have_text(before)
    expect(options.first).to_contain_text("Genres")
    page.locator("dialog select[name=genre]").select_option("Techno")
    page.locator("dialog select[name=kind]").select_option("any")
    page.locator("dialog select[name=path]").select_option("Beatmaker")
    field.fill("")
    expect(page.get_by_text("Narrowed down by 2")).to_be_visible()
    expect(options.first).to_be_visible()
    expect(options.filter(has_not_text="Beatmaker, step")).to_have_count(0)


def test_it_fits_narrow_and_enlarged_and_its_targets_are_large(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, (320, 640)) as context:
        page = context.new_page()
        page.goto(LESSON)
        rows = {
            round(box["y"] + box["height"] / 2) for box in map(_box, _all(page, ".masthead > *"))
        }
        assert len(rows) == 1, "the head of the page has one row"
        page.locator(BUTTON).click()
        field, options, _ = opened(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        field.fill("mix")
        expect(options.first).to_be_visible()
        page.get_by_text("Narrow down").click()
        sizes = page.evaluate(
            "[document.documentElement.scrollWidth,"
            " ...[...document.querySelectorAll('dialog')].map(d => d.scrollWidth - d.clientWidth)]"
        )
        assert sizes == [320, 0]
        targets = _all(
            page, "dialog :is(a, button, select, input[type=text], summary, label:has(input))"
        )
        small = [
            one.inner_text() for one in targets if min(_box(one)["height"], _box(one)["width"]) < 24
        ]
        assert small == []
        assert len(targets) > 10


def _all(page: Page, selector: str) -> list[Locator]:
    return [one for one in page.locator(selector).all() if one.is_visible()]


def _box(element: Locator) -> Any:
    return element.bounding_box()


def test_the_slash_can_be_switched_off(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(LESSON)
        page.keyboard.press("/")
        opened(page)
        page.get_by_label("The key / opens the search").uncheck()
        page.keyboard.press("Escape")
        page.reload()
        page.keyboard.press("/")
        page.keyboard.press("Control+k")
        expect(page.locator("dialog[open]")).to_have_count(1)
        assert kept(page) is None
        page.get_by_label("The key / opens the search").check()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        opened(page)


@pytest.mark.parametrize("lacks", ["**/pagefind/**", "**/search.json"])
def test_without_an_index_it_says_so_and_leads_to_the_list(
    browser: Browser, address: str, lacks: str
) -> None:
    with browsing(browser, address, PHONE) as context:
        context.route(lacks, lambda route: route.fulfill(status=404))
        page = context.new_page()
        page.goto(LESSON)
        page.locator(BUTTON).click()
        status = opened(page)[2]
        expect(status).to_have_text(LOST)
        status.get_by_role("link").click()
        expect(page.locator("h1")).to_have_text("A to Z")


def test_without_script_or_without_its_own_script_the_list_stands_in(
    browser: Browser, address: str
) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(LESSON)
        expect(page.locator(BUTTON)).to_be_hidden()
        page.locator(".masthead").get_by_role("link", name="A to Z").click()
        expect(page.locator("h1")).to_have_text("A to Z")
    with browsing(browser, address, PHONE) as context:
        context.route("**/search-dialog.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(LESSON)
        page.locator(BUTTON).click()
        dialog = page.get_by_role("dialog", name="Search")
        expect(dialog.get_by_role("status")).to_have_text(LOST)
        page.keyboard.press("Escape")
        expect(page.locator(BUTTON)).to_be_focused()
        page.locator(BUTTON).click()
        dialog.get_by_role("link").click()
        expect(page.locator("h1")).to_have_text("A to Z")


def test_a_reader_who_is_lost_finds_on_from_any_address(page: Page, site: Path) -> None:
    wrong = "stages/mixing/gone/for/good/"
    page.route(f"**/{wrong}", lambda route: route.fulfill(status=404, path=site / "404.html"))
    page.goto(wrong)
    expect(page.get_by_role("link", name="Start page")).to_be_visible()
    page.locator(BUTTON).click()
    field, options, _ = opened(page)
    field.fill("reverb")
    options.first.click()
    expect(page.locator("h1")).to_have_text("Space: reverb, delay and width")

    page.goto(wrong)
    if page.locator(".menu").is_visible():
        page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Stages", exact=True).click()
    expect(page.locator("h1")).to_have_text("Stages")
