"""A reader follows a path: chooses, continues, changes their mind, comes to its end."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browser.reader import (
    DESKTOP,
    PHONE,
    browsing,
    keep,
    kept,
    marks,
    progress,
    taken,
)

SONG, BEAT = "paths/songwriter/", "paths/beatmaker/"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def context(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[BrowserContext]:
    with browsing(browser, address, request.param) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def fold(page: Page, path: str) -> Locator:
    return page.locator(f"path-fold[data-path={path}] > details.strip")


def option(page: Page, name: str) -> Locator:
    """An option of a choice on the map."""
    return page.locator(f"path-map [data-option={name}]")


def test_the_own_strip_is_open_and_the_others_are_folded(page: Page) -> None:
    page.goto("stages/mixing/")
    for path in ("songwriter", "beatmaker", "adult-learner"):
        expect(fold(page, path)).to_have_attribute("open", "")
    page.click("path-strip[data-path=beatmaker] [data-follow]")
    assert kept(page)["path"] == "beatmaker"
    page.reload()
    expect(fold(page, "beatmaker")).to_have_attribute("open", "")
    expect(fold(page, "songwriter")).not_to_have_attribute("open", "")
    expect(fold(page, "adult-learner")).not_to_have_attribute("open", "")
    fold(page, "songwriter").locator("summary").click()
    expect(page.locator("#path-songwriter .stand__place").first).to_be_visible()


def test_a_link_to_a_folded_strip_opens_it(page: Page) -> None:
    page.goto("stages/mixing/")
    page.click("path-strip[data-path=beatmaker] [data-follow]")
    page.reload()
    page.click(".page-head__paths a[href='#path-songwriter']")
    expect(page.locator("#path-songwriter .stand__place").first).to_be_visible()


def test_blocks_for_one_kind_of_reader_fold_for_the_others(page: Page) -> None:
    page.goto("stages/beat-making/")
    blocks = page.locator("path-fold:has(> details.for-reader)")
    assert blocks.count() == 3
    expect(page.locator("details.for-reader[open]")).to_have_count(3)
    page.click("path-strip[data-path=songwriter] [data-follow]")
    page.reload()
    opened = page.locator("path-fold:has(> details.for-reader[open])")
    expect(opened).to_have_count(1)
    expect(opened).to_have_attribute("data-path", "songwriter")
    expect(page.locator("details.for-reader > summary")).to_have_count(3)


def test_of_several_places_on_a_path_those_off_the_chosen_way_are_hidden(
    context: BrowserContext,
) -> None:
    keep(context, progress(path="songwriter", choices={"songwriter": taken(who_produces="hybrid")}))
    page = context.new_page()
    page.goto("stages/mixing/")
    stands = page.locator("#path-songwriter .stand")
    assert stands.count() == 3
    trails = [stand.get_attribute("data-trail") for stand in stands.all() if stand.is_visible()]
    assert trails == [
        "who-produces:hybrid hand-over:producer-for-a-day",
        "who-produces:hybrid hand-over:voice-in-a-studio",
    ]


def test_a_page_off_the_chosen_way_says_so_and_shows_where_it_stands(
    context: BrowserContext,
) -> None:
    choices = {"songwriter": taken(who_produces="producer")}
    keep(context, progress(path="songwriter", choices=choices))
    page = context.new_page()
    page.goto("stages/mixing/")
    expect(page.locator("#path-songwriter .strip__off")).to_be_visible()
    assert all(stand.is_visible() for stand in page.locator("#path-songwriter .stand").all())


def test_a_choice_is_made_where_it_is_met_and_says_what_it_adds(page: Page) -> None:
    page.goto("decide/what-a-producer-does/")
    choice = page.locator("#path-songwriter path-choice[data-choice=sound]")
    pop = choice.locator("[data-option=pop]")
    expect(pop.locator(".route__time")).to_have_text("1–3 h")
    pop.get_by_role("button", name="Take this way: Pop").click()
    expect(pop.get_by_role("button", name="✓ Your way: Pop")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(pop.locator(".choice__said")).to_have_text("This adds Pop.")
    assert kept(page)["choices"]["songwriter"]["sound"]["option"] == "pop"
    assert kept(page)["path"] == "songwriter"


def test_a_choice_can_be_changed_and_says_what_that_adds_and_drops(page: Page) -> None:
    page.goto(SONG)
    option(page, "folk").locator("[data-take]").first.click()
    rock = option(page, "rock")
    rock.get_by_role("button", name="Change to this: Rock").click()
    expect(rock.locator(".choice__said").first).to_have_text(
        "This adds Rock. It drops Folk and singer-songwriter; what you have done there stays noted."
    )
    expect(option(page, "folk").locator(".choice__said").first).to_be_empty()
    assert kept(page)["choices"]["songwriter"]["sound"]["option"] == "rock"


def test_the_map_shows_states_in_words_and_the_next_step(context: BrowserContext) -> None:
    pages = (
        marks("stages/songwriting")
        | marks("genres/pop", state="knew")
        | marks("decide/what-it-costs", state="later")
    )
    keep(context, progress(path="songwriter", pages=pages))
    page = context.new_page()
    page.goto(SONG)
    for name, said in (
        ("stages/songwriting", "✓ you can do this"),
        ("genres/pop", "★ you knew it"),
        ("decide/what-it-costs", "… for later"),
        ("stages/release", ""),
    ):
        row = page.locator(f"path-map [data-page='{name}']").first
        expect(row.locator(".route__state")).to_have_text(said)
    current = page.locator("path-map [aria-current=step]")
    expect(current).to_have_text("What a producer does")
    expect(page.locator("[data-continue]")).to_have_text("Go on with What a producer does")
    page.click("[data-continue]")
    expect(page.locator("h1")).to_have_text("What a producer does")


def test_the_way_that_was_taken_stands_out_and_all_ways_can_be_shown(page: Page) -> None:
    page.goto(SONG)
    other = option(page, "producer").locator(".route").first
    expect(other).to_be_visible()
    option(page, "hybrid").locator("[data-take]").first.click()
    expect(other).to_be_hidden()
    assert page.locator("path-map [data-of='who-produces:producer'][data-off]").count() > 0
    assert page.locator("path-map [data-of='who-produces:hybrid'][data-off]").count() == 0
    page.click("button[data-all]")
    expect(other).to_be_visible()
    expect(page.locator("button[data-all]")).to_have_attribute("aria-pressed", "true")


def test_an_open_choice_is_what_comes_next(context: BrowserContext) -> None:
    pages = marks("stages/songwriting", "decide/what-a-producer-does")
    keep(context, progress(path="songwriter", pages=pages))
    page = context.new_page()
    page.goto(SONG)
    link = page.locator("[data-continue]")
    expect(link).to_have_text("Choose: Which records should yours stand beside?")
    link.click()
    expect(page.locator("#choice-sound")).to_be_in_viewport()


def test_progress_comes_to_all_and_to_no_more(context: BrowserContext, page: Page) -> None:
    page.goto(SONG)
    expect(page.locator(".map-bar__said")).to_have_text(
        "0 of 14–22 required steps done, 2 choices still open."
    )
    choices = {
        "songwriter": taken(sound="pop", who_produces="producer", kind_of_producer="from-the-song")
    }
    every = page.evaluate("fetch('../../paths.json').then((answer) => answer.json())")["pages"]
    everything = progress(
        path="songwriter", choices=choices, pages=marks(*(one["id"] for one in every))
    )
    page.evaluate(f"localStorage.setItem('signal-path', {json.dumps(json.dumps(everything))})")
    page.reload()
    expect(page.locator(".map-bar__said")).to_have_text(
        "All 14 required steps done, 2 optional ones too."
    )
    expect(page.locator("path-map progress")).to_have_attribute("value", "100")
    expect(page.locator("[data-continue]")).to_be_hidden()


def test_time_left_is_shown_when_asked_for_and_kept(page: Page) -> None:
    page.goto(SONG)
    output = page.locator("path-map output")
    expect(output).to_be_hidden()
    page.click("path-map summary")
    expect(output).to_contain_text("of reading and doing are left.")
    page.fill("path-map input", "4")
    expect(output).to_contain_text("At 4 hours a week:")
    assert kept(page)["settings"] == {"times": True, "hours": 4}
    page.click("path-map [data-follow]")
    page.goto("stages/mixing/")
    expect(page.locator("#path-songwriter .strip__progress")).to_contain_text("h left.")
    page.goto(SONG)
    expect(page.locator("path-map input")).to_have_value("4")
    page.click("path-map summary")
    page.wait_for_function("!JSON.parse(localStorage.getItem('signal-path')).settings.times")
    page.goto("stages/mixing/")
    expect(page.locator("#path-songwriter .strip__progress")).to_contain_text("required steps")
    expect(page.locator("#path-songwriter .strip__progress")).not_to_contain_text("left")


def test_another_path_says_what_is_shared_new_and_done(context: BrowserContext) -> None:
    keep(context, progress(path="songwriter", pages=marks("stages/mixing", "gear/daw")))
    page = context.new_page()
    page.goto(BEAT)
    data = page.evaluate("fetch('../../paths.json').then((answer) => answer.json())")
    by_id = {path["id"]: path for path in data["paths"]}

    def certain(items: list[dict]) -> set[str]:  # type: ignore[type-arg]
        return {item["page"] for item in items if item["type"] == "step"}

    def every(items: list[dict]) -> set[str]:  # type: ignore[type-arg]
        inside = [option["steps"] for item in items for option in item.get("options", ())]
        return certain(items).union(*(every(steps) for steps in inside))

    here, shared = every(by_id["beatmaker"]["steps"]), certain(by_id["songwriter"]["steps"])
    done = {"stages/mixing", "gear/daw"} & here
    expect(page.locator(".map-bar__compare")).to_have_text(
        f"You follow Songwriter. Of the {len(here)} pages on this path, {len(here & shared)} are "
        f"on your way there too and {len(here - shared)} are new; {len(done)} are done already. "
        "Nothing is lost when you switch."
    )
    page.get_by_role("button", name="Switch to this path").click()
    assert kept(page)["path"] == "beatmaker"
    expect(page.locator(".map-bar__compare")).to_be_hidden()


def test_needs_show_whether_the_reader_has_them(context: BrowserContext) -> None:
    keep(context, progress(pages=marks("stages/arrangement")))
    page = context.new_page()
    page.goto("stages/mixing/")
    said = page.locator("have-skill").all_inner_texts()
    assert said.count("✓ you can do this.") == 1
    assert len(said) == 3
    expect(page.locator("dd:has(have-skill)").first.get_by_role("link")).to_have_text("Arrangement")


def test_the_home_page_leads_on_where_the_reader_stopped(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    expect(page.locator("continue-path")).to_be_hidden()
    keep(context, progress(path="songwriter", pages=marks("stages/songwriting")))
    page = context.new_page()
    page.goto("")
    block = page.locator("continue-path")
    expect(block).to_contain_text("You follow Songwriter. 1 of 14–22 required steps done")
    block.get_by_role("link", name="Go on with What a producer does").click()
    expect(page.locator("h1")).to_have_text("What a producer does")


def test_a_question_answers_each_of_its_answers(page: Page) -> None:
    page.goto("gear/microphone/")
    first = page.locator(".questions li").first
    for answer in first.locator("details").all():
        expect(answer.locator("p")).to_be_hidden()
        answer.locator("summary").click()
        expect(answer.locator("p")).to_be_visible()
    verdicts = first.locator("details p strong").all_inner_texts()
    assert sorted(verdicts) == ["No.", "No.", "Yes."]
    for wrong in first.locator("details:has(a)").all():
        href = wrong.locator("a").get_attribute("href") or ""
        assert "#" in href
