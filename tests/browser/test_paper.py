"""Paths on paper: narrowed to the reader's way, in black on white, without what only a screen can
do."""

import re
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing, keep, marks, progress, taken

PATHS = Path(__file__).parents[2] / "docs" / "paths"
CHOSEN = [
    {"sound": "rock", "who-produces": "hybrid", "hand-over": "producer-for-a-day"},
    {
        "sound": "folk",
        "who-produces": "myself",
        "what-it-may-cost": "a-sum",
        "first-source": "keys-and-programming",
        "who-mixes": "hire-a-mixer",
    },
    {"who-produces": "producer"},
    {"sound": "gone", "kind-of-producer": "from-the-beat"},
]
"""Whole ways, open choices, an option that the path no longer has, a choice not on the way."""
BOOKLET, SHEET = "paths/songwriter/print/", "paths/songwriter/sheet/"
SHOWN = "[...document.querySelectorAll({!r})].filter((found) => found.checkVisibility())"
Items = list[dict[str, Any]]


def songwriter() -> Items:
    found: Items = yaml.safe_load((PATHS / "songwriter.yml").read_text("utf-8"))["steps"]
    return found


def way(items: Items, chosen: dict[str, str]) -> list[str]:
    """The pages of a way, those of all options where a choice is open."""
    pages: list[str] = []
    for item in items:
        if "page" in item:
            pages.append(item["page"])
        else:
            ids = [option["id"] for option in item["options"]]
            mine = chosen.get(item["choose"])
            for option in item["options"]:
                if mine not in ids or option["id"] == mine:
                    pages += way(option.get("steps", []), chosen)
    return pages


def parts(page: Page) -> list[str]:
    """The pages of the steps that are shown."""
    found: list[str] = page.evaluate(f"{SHOWN.format('.part')}.map((part) => part.dataset.page)")
    return found


def texts(page: Page) -> list[str]:
    """The pages whose text is shown."""
    found: list[str] = page.evaluate(
        f"{SHOWN.format('.part__text')}.map((text) => text.closest('.part').dataset.page)"
    )
    return found


def numbers(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        f"{SHOWN.format('.part .number')}.map((number) => number.textContent)"
    )
    return found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with browsing(browser, address, DESKTOP) as context:
        yield context


def opened(context: BrowserContext, at: str, chosen: dict[str, str], *done: str) -> Page:
    choices = taken(**{choice.replace("-", "_"): option for choice, option in chosen.items()})
    keep(context, progress(choices={"songwriter": choices}, pages=marks(*done)))
    page = context.new_page()
    page.goto(at)
    return page


@pytest.mark.parametrize("at", [BOOKLET, SHEET])
@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: "-".join(chosen.values()))
def test_only_the_steps_of_the_chosen_way_are_printed(
    context: BrowserContext, at: str, chosen: dict[str, str]
) -> None:
    page = opened(context, at, chosen)
    mine = way(songwriter(), chosen)

    assert parts(page) == mine
    assert texts(page) == list(dict.fromkeys(mine))
    if at == BOOKLET:
        asked = f"{SHOWN.format('.questions')}.map((found) => found.closest('.part').dataset.page)"
        answers = f"{SHOWN.format('[data-answers]')}.map((found) => found.dataset.answers)"
        assert page.evaluate(answers) == page.evaluate(asked) != []
        contents = f"{SHOWN.format('nav [data-page]')}.map((found) => found.dataset.page)"
        assert page.evaluate(contents) == mine


@pytest.mark.parametrize("chosen", CHOSEN[:2], ids=lambda chosen: "-".join(chosen.values()))
def test_steps_of_a_whole_way_are_counted(context: BrowserContext, chosen: dict[str, str]) -> None:
    page = opened(context, BOOKLET, chosen)
    count = len(way(songwriter(), chosen))
    assert numbers(page) == [f"{number}" for number in range(1, count + 1)]
    assert page.locator(".paper__said").inner_text() == f"Your way: {count} steps."


def test_all_ways_come_back_as_they_were(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as still:
        page = still.new_page()
        page.goto(BOOKLET)
        printed = [page.locator(".part .number").all_inner_texts(), page.locator("[id]").count()]
        assert page.locator(".paper__bar button").is_hidden()
    with browsing(browser, address, DESKTOP) as context:
        page = opened(context, BOOKLET, CHOSEN[0])
        page.get_by_label("Only my way").uncheck()
        assert parts(page) == way(songwriter(), {})
        assert texts(page) == list(dict.fromkeys(way(songwriter(), {})))
        assert numbers(page) == printed[0]
        assert page.locator(".part[id]:not([id=''])").count() == len(set(parts(page)))
        assert page.locator(".part__again:visible").count() == len(parts(page)) - len(texts(page))


def test_without_choices_all_is_printed_and_nothing_can_be_narrowed(
    context: BrowserContext,
) -> None:
    page = opened(context, SHEET, {})
    assert parts(page) == way(songwriter(), {})
    assert page.get_by_label("Only my way").is_hidden()
    told = "on all ways. To print your way alone, choose it on the path's page first."
    assert page.locator(".paper__said").inner_text().endswith(told)


def test_a_link_to_another_way_shows_all_ways(context: BrowserContext) -> None:
    page = opened(context, BOOKLET, {"who-produces": "producer"})
    link = page.locator(".part__text a[href='#gear-daw']:visible").first
    link.click()
    assert not page.get_by_label("Only my way").is_checked()
    assert page.locator("#gear-daw").is_visible()


def test_boxes_are_ticked_by_a_sign(context: BrowserContext) -> None:
    page = opened(context, SHEET, {"sound": "rock"}, "stages/songwriting", "genres/rock")
    ticked = page.locator("li[data-page]:visible:has(> p > [data-done]:text-is('☑'))")
    assert ticked.evaluate_all("all => all.map((one) => one.dataset.page)") == [
        "stages/songwriting",
        "genres/rock",
    ]
    options = page.locator("li[data-of]:visible:has(> p > .box:text-is('☑'))")
    assert options.evaluate_all("all => all.map((one) => one.dataset.of)") == ["sound:rock"]


@pytest.mark.parametrize(
    "at", [BOOKLET, SHEET, "paths/songwriter/", "stages/mixing/", "genres/rock/"]
)
def test_paper_is_white_and_without_controls(browser: Browser, address: str, at: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(at)
        page.emulate_media(media="print", color_scheme="dark")
        colours = "({color, backgroundColor}) => [color, backgroundColor]"
        heading = page.evaluate(f"({colours})(getComputedStyle(document.querySelector('h1')))")
        body = page.evaluate(f"({colours})(getComputedStyle(document.body))")
        assert (heading[0], body[1]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
        controls = ".masthead, footer, .page__margin, button, input, textarea, .paper__bar"
        assert page.evaluate(f"{SHOWN.format(controls)}.map((found) => found.outerHTML)") == []


def test_what_is_folded_on_the_screen_is_unfolded_on_paper(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("decide/do-you-need-a-producer/")
    answers = page.locator(".answer > p")
    assert answers.count() > 3
    assert [answer.is_visible() for answer in answers.all()] == [False] * answers.count()
    page.emulate_media(media="print")
    assert [answer.is_visible() for answer in answers.all()] == [True] * answers.count()


def test_a_path_leads_to_its_papers_and_its_cards(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        for name, at in (("Print the path", BOOKLET), ("Tick sheet", SHEET)):
            page.goto("paths/songwriter/")
            page.get_by_role("link", name=name).click()
            page.wait_for_url(f"**/{at}")
            expect(page.locator(".part:visible, li[data-page]:visible").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.goto("paths/songwriter/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Question cards for Anki").click()
        cards = Path(download.value.path()).read_text("utf-8")
        assert cards.startswith("#separator:")


def test_a_phone_prints_the_own_way_too(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = opened(context, BOOKLET, CHOSEN[0])
        assert parts(page) == way(songwriter(), CHOSEN[0])
        page.get_by_label("Only my way").uncheck()
        assert parts(page) == way(songwriter(), {})


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_takes_a_page_for_many_steps_and_one_way_takes_less_than_all(
    context: BrowserContext, paper: str
) -> None:
    def sheets(page: Page) -> int:
        return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))

    chosen = {"sound": "rock", "who-produces": "producer"}
    mine, everything = (len(way(songwriter(), these)) for these in (chosen, {}))
    page = opened(context, SHEET, chosen)
    assert sheets(page) <= ceil(mine / 12)
    page.get_by_label("Only my way").uncheck()
    assert sheets(page) <= ceil(everything / 12)
    page.goto(BOOKLET)
    own = sheets(page)
    page.get_by_label("Only my way").uncheck()
    whole = sheets(page)
    assert mine < own < whole
    assert whole < 6 * len(set(way(songwriter(), {})))
