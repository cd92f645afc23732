"""A reader chooses gear by the table, and pages of a section by their paths."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.test_shift import SHIFTS

CHOICE = "gear/?use=rap&room=shared-flat"
TITLES = "rows => rows.filter((row) => row.checkVisibility()).map((row) => row.cells[0].innerText)"
COSTS = "rows => rows.filter((row) => row.checkVisibility()).map((row) => row.cells[4].dataset.key)"


def rows(page: Page) -> Locator:
    return page.locator(".choosing tbody tr")


def chosen(page: Page, name: str) -> Locator:
    """The list of this name, as a screen reader finds it."""
    return page.get_by_role("combobox", name=name, exact=True)


def said(page: Page) -> Locator:
    return page.locator(".choosing [role=status]")


def test_choices_narrow_the_table_and_can_be_shared(page: Page) -> None:
    page.goto("gear/")
    everything = rows(page).count()
    expect(said(page)).to_have_text(f"{everything} answers")
    assert rows(page).evaluate_all(TITLES) == []
    chosen(page, "For").select_option("rap")
    chosen(page, "Where").select_option("shared-flat")
    left = rows(page).evaluate_all(TITLES)
    assert 5 < len(left) < everything / 2
    expect(said(page)).to_have_text(f"{len(left)} of {everything} answers")
    assert page.url.endswith(CHOICE)
    for row in rows(page).locator("visible=true").all():
        assert "rap" in (row.get_attribute("data-use") or "").split()
        assert "shared-flat" in (row.get_attribute("data-room") or "").split()
    # Who is sent the address, or comes back to it, sees the same.
    page.goto("about:blank")
    page.goto(CHOICE)
    assert rows(page).evaluate_all(TITLES) == left
    # What no list offers is no choice.
    page.goto(f"{CHOICE}&style=skiffle&sort=colour")
    assert rows(page).evaluate_all(TITLES) == left
    page.get_by_role("button", name="Show all").click()
    expect(said(page)).to_have_text(f"{everything} answers")
    assert len(rows(page).evaluate_all(TITLES)) == everything
    assert "style" not in page.url
    assert "room" not in page.url


def test_each_option_tells_how_many_answers_it_leaves(page: Page) -> None:
    page.goto(CHOICE)
    budget = chosen(page, "Costs at most")
    told = budget.locator("option").evaluate_all("all => all.map((one) => [one.value, one.text])")
    for value, text in told:
        budget.select_option(value)
        count = f" ({len(rows(page).evaluate_all(TITLES))})" if value else "any"
        assert text.endswith(count)
    assert [text.partition(" (")[0] for _, text in told] == ["any", "nothing", "$200", "$500"]
    monitors = chosen(page, "Gear").locator("option[value=monitors]")
    expect(monitors).to_have_text("monitors (0)")
    expect(monitors).to_be_disabled()


def test_rows_are_sorted_by_a_list_on_a_phone_and_by_heads_elsewhere(page: Page) -> None:
    page.goto("gear/")
    page.locator(".choosing summary").click()
    printed = rows(page).evaluate_all(TITLES)
    assert printed
    by_list = chosen(page, "In the order of")
    head = page.locator("th[data-sort=budget]")
    press = page.get_by_role("button", name="Costs", exact=True)

    def costs() -> list[str]:
        found: list[str] = rows(page).evaluate_all(COSTS)
        return found

    if by_list.count():
        expect(press).to_have_count(0)
        by_list.select_option("budget")
        assert costs() == sorted(costs())
        assert len(set(costs())) > 2
        assert page.url.endswith("/gear/?sort=budget")
        page.reload()
        expect(by_list).to_have_value("budget")
        by_list.select_option("")
    else:
        press.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        expect(press).to_be_focused()
        assert costs() == sorted(costs())
        assert len(set(costs())) > 2
        press.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        assert costs() == sorted(costs(), reverse=True)
        assert page.url.endswith("/gear/?sort=-budget")
        page.reload()
        expect(head).to_have_attribute("aria-sort", "descending")
        press.press("Enter")
        expect(page.locator("th[aria-sort]")).to_have_count(0)
    assert page.url.endswith("/gear/")
    assert rows(page).evaluate_all(TITLES) == printed


@pytest.mark.parametrize("name", ["gear/", CHOICE, "gear/?sort=-answer&path=beatmaker#choosing"])
def test_nothing_moves_while_the_table_loads(page: Page, name: str) -> None:
    page.add_init_script(SHIFTS)
    page.goto(name)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts ?? []") == []


def test_on_paper_the_table_says_all(page: Page) -> None:
    page.goto("gear/")
    page.emulate_media(media="print")
    expect(page.locator(".choosing select:visible")).to_have_count(0)
    expect(page.locator("th[data-sort=use]")).to_have_text("For", use_inner_text=True)
    expect(page.locator("th[data-sort=use] > button")).to_be_visible()


def test_without_script_the_table_says_all(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("gear/")
        expect(rows(page).last).to_be_visible()
        expect(page.locator(".choosing :is(select, button):visible")).to_have_count(0)
        expect(page.locator(".choosing caption")).to_contain_text("US dollars of November 2026")


def test_thin_pages_come_first_when_a_column_of_the_coverage_is_sorted(page: Page) -> None:
    page.goto("contributing/coverage/")
    table = page.locator(".coverage table")
    box, shown = table.bounding_box(), table.evaluate("(table) => table.parentElement.clientWidth")
    assert box
    assert box["width"] <= shown
    page.get_by_role("button", name="Gear", exact=True).press("Enter")
    counts = table.locator("tbody tr").evaluate_all("rows => rows.map((r) => r.cells[3].innerText)")
    numbers = [int(count) for count in counts if count != "–"]
    assert numbers == sorted(numbers)
    assert counts[: len(numbers)] == [str(number) for number in numbers]
    first = table.locator("tbody tr").first.locator(".coverage__thin").first
    expect(first).to_have_text("1")
    page.locator("details.more > summary").first.click()
    expect(page.locator("details.more dd a").first).to_be_visible()


def test_pages_of_a_section_are_narrowed_to_a_path_and_that_can_be_shared(page: Page) -> None:
    page.goto("gear/")
    cards = page.locator(".cards [data-item]")
    everything = cards.count()
    page.get_by_label("Beatmaker", exact=True).check()
    shown = page.locator(".cards [data-item]:visible")
    assert 0 < shown.count() < everything
    # A part can be on the path without its whole; what is left empty is gone.
    expect(page.locator(".cards > li:visible:not(:has([data-item]:visible))")).to_have_count(0)
    status = page.locator("list-filter", has=page.locator(".cards")).get_by_role("status")
    expect(status).to_have_text(f"{shown.count()} of {everything} pages")
    assert page.url.endswith("/gear/?path=beatmaker")
    count = shown.count()
    page.reload()
    expect(page.get_by_label("Beatmaker", exact=True)).to_be_checked()
    expect(shown).to_have_count(count)
    page.get_by_label("any", exact=True).check()
    expect(shown).to_have_count(everything)
    assert page.url.endswith("/gear/")
