"""Tools about money: royalties, split sheet, budget. Filled in by keyboard, wrong input told beside
its field, kept on the device, and read without script and on paper."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing
from tests.browser.test_shift import SHIFTS

ROYALTIES, SPLITS, BUDGET = "tools/royalties/", "tools/split-sheet/", "tools/budget/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browsing(browser, address, PHONE) as context:
        yield context.new_page()


def said(page: Page) -> Any:
    return page.locator(".verdict__said")


def tool_text(page: Page) -> str:
    return page.locator("section.tool").inner_text()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_royalties_are_worked_from_what_is_typed(page: Page) -> None:
    page.goto(ROYALTIES)
    expect(said(page)).to_have_text("The producer gets $115.42 in all.")
    points = page.get_by_label("Points (% of the base)")
    points.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2,5")
    expect(said(page)).to_have_text("The producer gets $96.18 in all.")
    points.fill("2.5")
    expect(said(page)).to_have_text("The producer gets $96.18 in all.")
    expect(page.locator(".account")).to_contain_text("3,847.26 × 2.5 % = 96.1815")
    points.fill("two")
    expect(points).to_have_attribute("aria-invalid", "true")
    wrong = page.locator("#tool-points-wrong")
    expect(wrong).to_have_text("“two” is no number. Write it as 12 or 1.5.")
    expect(points).to_have_attribute("aria-describedby", "tool-points-wrong")
    expect(page.locator(".account")).to_be_hidden()
    expect(said(page)).to_have_text("A field above needs another number.")
    points.fill("3")
    expect(wrong).to_be_empty()
    page.get_by_label("Advance").fill("200")
    page.get_by_role("button", name="Add a statement").press("Enter")
    expect(page.get_by_label("Statement 2")).to_be_focused()
    page.keyboard.type("4.526,19")
    rows = page.locator(".ledger tbody tr")
    assert [row.split() for row in rows.all_inner_texts()] == [
        ["1", "115.42", "84.58", "0.00"],
        ["2", "230.84", "0.00", "30.84"],
    ]
    assert "NaN" not in tool_text(page)
    assert fits(page)
    page.reload()
    expect(said(page)).to_have_text("The producer gets $230.84 in all.")
    page.get_by_role("button", name="Take the last one away").click()
    expect(page.get_by_label("Statement 1")).to_be_focused()
    page.get_by_role("button", name="Erase my numbers").click()
    expect(said(page)).to_have_text("The producer gets $115.42 in all.")
    assert page.evaluate("localStorage.getItem('signal-path.tool.royalties')") is None


def test_each_deal_of_royalties_keeps_its_own_numbers(page: Page) -> None:
    page.goto(ROYALTIES)
    page.get_by_label("Points (% of the base)").fill("4")
    own = page.locator("[name=deal][value=own]")
    own.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=deal][value=label]")).to_be_focused()
    expect(said(page)).to_have_text("The producer gets $1,500.00 in all.")
    expect(page.get_by_label("Distributor's commission")).to_be_hidden()
    page.locator("[name=counted_at][value=combined]").check()
    expect(page.locator(".account__moments")).to_contain_text("you pay 1,000.00 of it yourself")
    assert fits(page)
    own.check()
    expect(page.get_by_label("Points (% of the base)")).to_have_value("4")
    details = page.locator(".examples details", has_text="UK: 1,000 discs")
    details.locator("summary").click()
    details.get_by_role("button").click()
    expect(page.locator("[name=deal][value=copies]")).to_be_focused()
    expect(said(page)).to_have_text("The producer gets £195.00 in all.")
    assert fits(page)


def named(page: Page, *names: str) -> None:
    """A sheet with a title, and these people on it, by keyboard."""
    page.get_by_label("Song", exact=True).focus()
    page.keyboard.type("Paper Boats")
    for n, name in enumerate(names, 1):
        if page.locator("[data-person]").count() < n:
            page.get_by_role("button", name="Add a person").press("Enter")
            expect(page.locator(f"#tool-name-{n}")).to_be_focused()
        page.locator(f"#tool-name-{n}").focus()
        page.keyboard.type(name)


def test_a_split_sheet_closes_at_exactly_a_hundred(page: Page) -> None:
    page.goto(SPLITS)
    expect(said(page)).to_have_text("Not closed yet.")
    named(page, "Ana", "Ben", "Cy")
    page.get_by_role("button", name="Split the song evenly").press("Enter")
    expect(page.locator(".evenly")).to_have_text("3 × 33.33 = 99.99. The last 0.01 goes to Ana.")
    for n, share in enumerate(["33.34", "33.33", "33.33"], 1):
        expect(page.locator(f"#tool-song-{n}")).to_have_value(share)
    open_ = page.locator(".verdict__open li")
    expect(open_).to_have_text(
        [
            "The song adds up to 100.00 %.",
            "The recording adds up to 0.00 %: 100.00 is missing.",
        ]
    )
    first = page.locator("#tool-recording-1")
    first.fill("half")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#tool-recording-1-wrong")).to_contain_text("“half” is no number.")
    first.fill("99,99")
    expect(first).not_to_have_attribute("aria-invalid", "true")
    expect(open_.last).to_have_text("The recording adds up to 99.99 %: 0.01 is missing.")
    page.get_by_role("button", name="Save as a table (CSV)").click()
    expect(page.locator(".opened")).to_contain_text("The table is for a closed sheet.")
    page.locator("#tool-recording-2").fill("0.01")
    expect(said(page)).to_have_text("Closed: the song and the recording each add up to 100.00 %.")
    assert fits(page)
    page.reload()
    expect(said(page)).to_have_text("Closed: the song and the recording each add up to 100.00 %.")
    page.get_by_role("button", name="Take person 2 away").click()
    expect(page.locator("#tool-name-1")).to_be_focused()
    expect(page.locator("#tool-name-2")).to_have_value("Cy")
    expect(said(page)).to_have_text("Not closed yet.")
    assert "#" not in page.url


def test_a_split_sheet_is_saved_and_opened_again(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(SPLITS)
    named(page, "Ana", "Ben")
    for right in ("song", "recording"):
        page.get_by_role("button", name=f"Split the {right} evenly").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a table (CSV)").click()
    assert saved.value.suggested_filename == "split-sheet-paper-boats.csv"
    text = saved.value.path().read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1] == "Paper Boats,song,Ana,,,,,50.00"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to open again (JSON)").click()
    sheet = saved.value.path().read_bytes()
    page.get_by_role("button", name="Erase the sheet").click()
    expect(page.get_by_label("Song", exact=True)).to_be_focused()
    expect(page.locator("#tool-name-1")).to_have_value("")
    assert page.evaluate("localStorage.getItem('signal-path.tool.split-sheet')") is None
    opener = page.get_by_label("Open a saved sheet (JSON)")

    def opened(content: bytes) -> None:
        opener.set_input_files({"name": "a.json", "mimeType": "", "buffer": content})

    opened(sheet.replace(b'"50.00"', b'"fifty"', 1).replace(b"Ben", b"<b>\\u0000"))
    told = page.locator(".opened li")
    expect(told).to_have_text(
        [
            "In person 1, “song”: “fifty” is no number. Write it as 12 or 1.5.",
            "In person 2, “name” holds signs that cannot be seen.",
        ]
    )
    expect(page.locator("#tool-name-1")).to_have_value("")
    opened(b" " * 500_000)
    expect(told).to_have_text(["The file is far too long for a split sheet."])
    opened(sheet)
    expect(page.locator("#tool-name-2")).to_have_value("Ben")
    expect(page.locator(".sheet-page__state")).to_contain_text("Closed")
    assert [url for url in asked if "Ana" in url] == []


def test_a_split_sheet_is_printed_alone_on_one_page(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        context.add_init_script("window.print = () => { window.printed = true }")
        page = context.new_page()
        page.goto(SPLITS)
        named(page, "Ana", "Ben", "Cy", "Dee", "Eve", "Fay")
        page.get_by_role("button", name="Print the sheet").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        for hidden in ("h1", ".form", ".verdict", "#how"):
            expect(page.locator(hidden).first).to_be_hidden()
        sheet = page.locator(".sheet-page")
        expect(sheet).to_contain_text("Draft, not closed.")
        expect(sheet.locator(".sheet-page__table--signed tbody tr")).to_have_count(6)
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("h1")).to_be_visible()


def test_without_script_the_split_sheet_is_blank_and_whole(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(SPLITS)
        page.emulate_media(media="print")
        expect(page.locator(".form")).to_be_hidden()
        sheet = page.locator(".sheet-page")
        expect(sheet.locator("[data-right=song] tbody tr")).to_have_count(5)
        expect(sheet.locator("[data-right=recording] tfoot")).to_contain_text("100.00")
        expect(sheet.locator(".sheet-page__state")).to_be_hidden()
        expect(sheet).to_contain_text("Not legal advice")


def test_a_budget_weighs_gear_against_fees(page: Page) -> None:
    page.goto(BUDGET)
    expect(said(page)).to_have_text(
        "1 song: “You do it all” is cheapest in money, with your hours at 0."
    )
    expect(page.locator(".budget__ways")).to_contain_text("$680.90 – $1,573.00")
    page.locator("[name=project]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Songs", exact=True)).to_have_value("5")
    expect(page.locator(".budget__ways")).to_contain_text("$5,245.90 – $11,583.00")
    worth = page.get_by_label("An hour of yours is worth")
    worth.fill("50,00")
    even = page.locator(".budget__even li")
    expect(even).to_have_count(3)
    expect(even.nth(1)).to_contain_text("at both ends from song 2 on")
    expect(page.locator(".chart svg")).to_have_attribute("aria-label", re.compile("songs"))
    expect(page.locator(".chart__way")).to_have_count(3)
    expect(page.locator(".chart__even")).to_have_count(3)
    mix = page.locator("#tool-mix-high")
    mix.fill("1,5")
    expect(mix).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#tool-mix-high-wrong")).to_have_text("The high end is below the low one.")
    expect(page.locator(".budget")).to_be_hidden()
    expect(said(page)).to_have_text("A field above needs another number.")
    mix.fill("12.5")
    expect(page.locator(".budget")).to_be_visible()
    assert "NaN" not in tool_text(page)
    assert fits(page)
    page.reload()
    expect(worth).to_have_value("50,00")
    expect(mix).to_have_value("12.5")
    page.get_by_role("button", name="Erase my figures").click()
    expect(said(page)).to_have_text(
        "1 song: “You do it all” is cheapest in money, with your hours at 0."
    )
    expect(page.get_by_label("Songs", exact=True)).to_be_focused()


def test_a_budget_fills_no_gap_with_a_figure_of_its_own(page: Page) -> None:
    page.goto(BUDGET)
    page.locator("#tool-mix-fee-low").fill("120")
    page.get_by_label("Prices seen in").select_option("UK")
    expect(page.locator("#tool-mix-fee-low")).to_have_value("60.00")
    expect(page.locator("#tool-producer-low")).to_have_value("")
    expect(page.locator("[data-none]:visible").first).to_contain_text("Ask three people")
    expect(said(page)).to_have_text("1 song: some ways have no price yet.")
    expect(page.locator(".budget__missing").last).to_contain_text("Producer who records and mixes")
    expect(page.locator(".budget__even")).to_contain_text("Two ways with all their prices")
    for price in ("producer", "distribution", "gear", "computer"):
        for end in ("low", "high"):
            page.locator(f"#tool-{price}-{end}").fill("20")
    expect(page.locator(".budget__even li")).to_have_count(3)
    expect(page.locator(".budget__ways")).to_contain_text("£")
    page.get_by_label("Prices seen in").select_option("US")
    expect(page.locator("#tool-mix-fee-low")).to_have_value("120")
    assert fits(page)


def errors_of(page: Page) -> list[Error]:
    """What goes wrong on a page from now on."""
    errors: list[Error] = []

    def add(error: Error) -> None:
        errors.append(error)

    page.on("pageerror", add)
    return errors


ALL = pytest.mark.parametrize("tool", [ROYALTIES, SPLITS, BUDGET])


@ALL
def test_nothing_moves_while_a_tool_loads(browser: Browser, address: str, tool: str) -> None:
    for size in (PHONE, DESKTOP):
        with browsing(browser, address, size) as context:
            context.add_init_script(SHIFTS)
            page = context.new_page()
            page.goto(tool)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.shifts ?? []") == []
            assert fits(page)


@ALL
def test_whatever_was_kept_a_tool_shows_itself(browser: Browser, address: str, tool: str) -> None:
    key = f"signal-path.tool.{tool.split('/')[1]}"
    for odd in ('{"', "null", "[]", '"x"', '{"deal": 3, "own": [], "statements": {}}', "{}"):
        with browsing(browser, address, DESKTOP) as context:
            context.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(odd)})")
            page = context.new_page()
            errors = errors_of(page)
            page.goto(tool)
            expect(said(page)).not_to_be_empty()
            assert errors == []
            assert "NaN" not in tool_text(page)


def test_without_script_royalties_are_rules_and_examples(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(ROYALTIES)
        expect(page.locator(".verdict")).to_be_hidden()
        expect(page.get_by_label("All-in rate")).to_be_visible()
        expect(page.get_by_text("3,847.26 × 3 % = 115.4178, rounded 115.42")).to_be_visible()
        expect(page.locator(".legal")).to_contain_text("Not legal advice")
        expect(page.locator("section.tool button:visible")).to_have_count(0)


def test_without_script_the_budget_is_figures_and_worked_sums(
    browser: Browser, address: str
) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(BUDGET)
        expect(page.locator(".verdict")).to_be_hidden()
        expect(page.locator("#tool-mix-fee-high")).to_have_value("150.00")
        expect(page.get_by_role("cell", name="680.90 to 1,573.00")).to_have_count(3)
        expect(page.get_by_text("600 ÷ (1,450 − 820) = 0.95")).to_be_visible()
        expect(page.locator("section.tool button:visible")).to_have_count(0)


def test_on_paper_the_account_is_printed(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(ROYALTIES)
        page.emulate_media(media="print")
        expect(page.locator(".account")).to_be_visible()
        expect(page.locator(".examples__sums").first).to_be_visible()
        expect(page.locator("section.tool button:visible")).to_have_count(0)
        page.goto(BUDGET)
        expect(page.locator(".chart svg")).to_be_visible()
        expect(page.locator(".budget__ways")).to_be_visible()
