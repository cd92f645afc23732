"""A reader follows a path: chooses, continues, changes their mind, comes to its end."""

import json
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browser.reader import (
    DESKTOP,
    PATH_IDS,
    PHONE,
    browsing,
    counts,
    first_way,
    keep,
    kept,
    marks,
    path_items,
    progress,
    required,
    route,
    taken,
    title,
)

SONG, BEAT = "paths/songwriter/", "paths/beatmaker/"


def fold(page: Page, path: str) -> Locator:
    return page.locator(f"path-fold[data-path={path}] > details.strip")


def option(page: Page, name: str) -> Locator:
    """An option of a choice on the map."""
    return page.locator(f"path-map [data-option={name}]")


def test_the_own_strip_is_open_and_the_others_are_folded(page: Page) -> None:
    page.goto("stages/mixing/")
    strips = page.locator("path-fold:has(> details.strip)")
    others = strips.evaluate_all("all => all.map((one) => one.dataset.path)")
    others.remove("beatmaker")
    assert others[0] == "songwriter"
    # As long as nothing is followed, the first shows what is in them.
    expect(strips.locator("> details[open]")).to_have_count(1)
    expect(fold(page, "songwriter")).to_have_attribute("open", "")
    expect(fold(page, "adult-learner").locator("summary")).to_contain_text("Adult learner Step ")
    fold(page, "beatmaker").locator("summary").click()
    page.click("path-strip[data-path=beatmaker] [data-follow]")
    assert kept(page)["path"] == "beatmaker"
    page.reload()
    expect(fold(page, "beatmaker")).to_have_attribute("open", "")
    for path in others:
        expect(fold(page, path)).not_to_have_attribute("open", "")
    fold(page, "songwriter").locator("summary").click()
    expect(page.locator("#path-songwriter .stand__place").first).to_be_visible()


def test_a_link_to_a_folded_strip_opens_it(page: Page) -> None:
    page.goto("stages/mixing/")
    page.click(".page-head__paths a[href='#path-beatmaker']")
    page.click("path-strip[data-path=beatmaker] [data-follow]")
    page.reload()
    page.click(".page-head__paths a[href='#path-songwriter']")
    expect(page.locator("#path-songwriter .stand__place").first).to_be_visible()


def test_blocks_for_one_kind_of_reader_fold_for_the_others(page: Page) -> None:
    page.goto("stages/beat-making/")
    blocks = page.locator("path-fold:has(> details.for-reader)")
    count = blocks.count()
    assert count > 1
    expect(page.locator("details.for-reader[open]")).to_have_count(count)
    page.click("path-strip[data-path=songwriter] [data-follow]")
    page.reload()
    opened = page.locator("path-fold:has(> details.for-reader[open])")
    expect(opened).to_have_count(1)
    expect(opened).to_have_attribute("data-path", "songwriter")
    expect(page.locator("details.for-reader > summary:visible")).to_have_count(count)


def test_of_several_places_on_a_path_those_off_the_chosen_way_are_hidden(
    context: BrowserContext,
) -> None:
    keep(context, progress(path="songwriter", choices={"songwriter": taken(who_produces="hybrid")}))
    page = context.new_page()
    page.goto("stages/mixing/")
    stands = page.locator("#path-songwriter .stand")
    trails = [stand.get_attribute("data-trail") or "" for stand in stands.all()]
    seen = [stand.get_attribute("data-trail") for stand in stands.all() if stand.is_visible()]
    assert seen == [trail for trail in trails if "who-produces:hybrid" in trail.split()]
    assert 0 < len(seen) < len(trails)


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


def test_a_choice_can_be_taken_back(page: Page) -> None:
    page.goto(SONG)
    pop = option(page, "pop")
    pop.locator("[data-take]").first.click()
    pop.get_by_role("button", name="✓ Your way: Pop").click()
    expect(pop.locator(".choice__said").first).to_have_text(
        "This choice is open again. It drops Pop; what you have done there stays noted."
    )
    expect(pop.get_by_role("button", name="Take this way: Pop")).to_be_visible()
    assert kept(page)["choices"] == {}
    expect(page.locator(".map-bar__said")).to_contain_text("2 choices still open")


def test_going_on_by_the_link_of_an_option_takes_it(context: BrowserContext) -> None:
    keep(context, progress(path="songwriter"))
    page = context.new_page()
    page.goto("decide/what-a-producer-does/")
    choice = page.locator("#path-songwriter path-choice[data-choice=sound]")
    choice.get_by_role("link", name="Next: Rock").click()
    expect(page.locator("h1")).to_have_text("Rock")
    assert kept(page)["choices"]["songwriter"]["sound"]["option"] == "rock"
    page.go_back()
    choice.get_by_role("link", name="Next: Pop").click()
    expect(page.locator("h1")).to_have_text("Pop")
    assert kept(page)["choices"]["songwriter"]["sound"]["option"] == "rock"


def test_a_look_at_an_option_of_a_path_that_is_not_followed_chooses_nothing(page: Page) -> None:
    page.goto("decide/what-a-producer-does/")
    page.click("#path-songwriter path-choice[data-choice=sound] [data-option=rock] .next a")
    expect(page.locator("h1")).to_have_text("Rock")
    assert kept(page) is None


@pytest.mark.parametrize(
    ("at", "button", "folds"),
    [
        (SONG, "[data-option=hybrid] > .route__row [data-take]", "[data-option=myself] > .route"),
        ("stages/mixing/", "path-strip[data-path=adult-learner] [data-follow]", "#path-songwriter"),
    ],
    ids=["map", "strips"],
)
def test_what_is_pressed_stays_where_it_is_seen(
    page: Page, at: str, button: str, folds: str
) -> None:
    page.goto(at)
    for unfold in page.locator("[data-option=myself] > .route__row [data-unfold]").all():
        unfold.click()
    for summary in page.locator("path-fold > details.strip:not([open]) > summary").all()[::-1]:
        summary.click()
    pressed, folded = page.locator(button), page.locator(folds)
    pressed.scroll_into_view_if_needed()
    expect(folded).to_be_visible()
    y = "(element) => element.getBoundingClientRect().top"
    before = pressed.evaluate(y)
    pressed.click()
    expect(folded).to_be_hidden()
    expect(pressed).to_have_attribute("aria-pressed", "true")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert abs(pressed.evaluate(y) - before) <= 2


def test_steps_have_the_numbers_of_the_own_way(
    context: BrowserContext, browser: Browser, address: str
) -> None:
    numbers = "path-map li[data-page] > p > .route__number"
    with browser.new_context(base_url=address, java_script_enabled=False) as still:
        page = still.new_page()
        page.goto(SONG)
        printed = page.locator(numbers).all_text_contents()
        page.goto("stages/release/")
        place = page.locator("#path-songwriter .stand__place strong").inner_text()
    items = path_items("songwriter")
    chosen = first_way(items)
    page = context.new_page()
    page.goto(SONG)
    expect(page.locator("path-map li[data-next]")).to_have_count(1)
    assert page.locator(numbers).all_text_contents() == printed
    assert any("–" in number for number in printed)
    assert place.startswith("Step ")
    assert " to " in place
    keep(context, progress(path="songwriter", choices={"songwriter": taken(**chosen)}))
    page = context.new_page()
    page.goto(SONG)
    own = page.locator("path-map li[data-page]:visible > p > .route__number")
    last = own.count()
    assert own.all_inner_texts() == [f"{number}" for number in range(1, last + 1)]
    page.goto("stages/release/")
    expect(page.locator("#path-songwriter .stand__place strong")).to_have_text(
        f"Step {[step['page'] for step in route(items, chosen)].index('stages/release') + 1} "
        f"of {last}."
    )


def test_whoever_begins_a_path_follows_it(page: Page) -> None:
    page.goto(SONG)
    begin = page.get_by_role("link", name="Begin with Songwriting")
    expect(begin).to_have_count(2)
    expect(begin.first).to_be_in_viewport()
    begin.first.click()
    expect(page.locator("h1")).to_have_text("Songwriting")
    assert kept(page)["path"] == "songwriter"
    page.goto(BEAT)
    page.click("path-map [data-continue]")
    page.wait_for_url(lambda url: not url.endswith(BEAT))
    assert kept(page)["path"] == "songwriter"


LINES = """
[...document.querySelectorAll(".route-map :is(.lanes, .bend)")]
  .filter((drawing) => drawing.checkVisibility())
  .map((drawing) => {
    const { top, bottom } = drawing.getBoundingClientRect();
    const [line] = drawing.children;
    const { strokeWidth, vectorEffect, strokeLinecap } = getComputedStyle(line);
    const over = strokeLinecap === "square" ? parseFloat(strokeWidth) / 2 : 0;
    return { top: top - over, bottom: bottom + over, width: strokeWidth + vectorEffect };
  })
"""


@pytest.mark.parametrize("path", PATH_IDS)
def test_the_lines_of_a_map_meet_and_are_of_one_width(page: Page, path: str) -> None:
    page.goto(f"paths/{path}/")
    drawn = page.evaluate(LINES)
    assert len(drawn) > 10
    assert len({line["width"] for line in drawn}) == 1
    gaps = [after["top"] - line["bottom"] for line, after in pairwise(drawn)]
    assert max(gaps) < 0


TEXTS = """
[...document.querySelectorAll(".route-map .route__row")]
  .filter((row) => row.checkVisibility())
  .map((row) => row.querySelector("p").clientWidth)
"""


def test_the_lines_of_a_map_leave_a_phone_most_of_its_width(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        for path in PATH_IDS:
            page.goto(f"paths/{path}/")
            widths = page.evaluate(TEXTS)
            assert min(widths) >= 240, path
            assert max(widths) >= 300, path


def test_the_map_is_folded_on_a_phone_alone_and_a_path_begins_without_script(
    browser: Browser, address: str
) -> None:
    for size, folded in ((PHONE, True), (DESKTOP, False)):
        viewport = {"width": size[0], "height": size[1]}
        with browser.new_context(
            base_url=address,
            viewport=viewport,  # type: ignore[arg-type]
            java_script_enabled=False,
        ) as context:
            page = context.new_page()
            page.goto(SONG)
            drawing = page.locator(".overview svg")
            assert drawing.is_visible() is not folded
            if folded:
                page.get_by_text("Show the map").click()
                expect(drawing).to_be_visible()
            page.click("text=Begin with Songwriting")
            expect(page.locator("h1")).to_have_text("Songwriting")


def test_what_lies_inside_a_way_that_was_not_taken_is_not_on_the_way(page: Page) -> None:
    page.goto(SONG)
    option(page, "producer").locator("[data-take]").first.click()
    inside = page.locator("path-map .bend path[data-of^='first-source:']")
    assert inside.count() > 2
    expect(
        page.locator("path-map .bend path[data-of^='first-source:']:not([data-off])")
    ).to_have_count(0)
    expect(
        page.locator("path-map .bend path[data-of='kind-of-producer:from-the-beat']").first
    ).not_to_have_attribute("data-off", "")


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
    for name, state in (("genres/pop", "knew"), ("decide/what-it-costs", "later")):
        station = page.locator(f".overview [data-station='{name}']").first
        expect(station).to_have_attribute("data-state", state)
    after = title(required(path_items("songwriter"))[1])
    expect(page.locator("path-map [aria-current=step]")).to_have_text(after)
    expect(page.locator(".overview [data-next] title")).to_have_text([after])
    expect(page.locator("[data-continue]")).to_have_text([f"Go on with {after}"] * 2)
    page.click(".facts [data-continue]")
    expect(page.locator("h1")).to_have_text(after)


def test_the_way_that_was_taken_stands_out_and_all_ways_can_be_shown(page: Page) -> None:
    page.goto(SONG)
    own, other = (option(page, name).locator("> .route") for name in ("hybrid", "producer"))
    expect(own).to_be_hidden()
    expect(other).to_be_hidden()
    option(page, "hybrid").locator("[data-take]").first.click()
    expect(own).to_be_visible()
    expect(other).to_be_hidden()
    assert page.locator("path-map [data-of='who-produces:producer'][data-off]").count() > 0
    assert page.locator("path-map [data-of='who-produces:hybrid'][data-off]").count() == 0
    page.click("button[data-all]")
    expect(other).to_be_visible()
    expect(page.locator("button[data-all]")).to_have_attribute("aria-pressed", "true")


def test_a_way_is_looked_at_without_taking_it(page: Page) -> None:
    page.goto(SONG)
    way = option(page, "myself")
    unfold = way.locator("> .route__row [data-unfold]")
    expect(way.locator("> .route")).to_be_hidden()
    expect(unfold).to_have_attribute("aria-expanded", "false")
    unfold.press("Enter")
    expect(way.locator("> .route")).to_be_visible()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    assert kept(page) is None
    unfold.press("Enter")
    expect(way.locator("> .route")).to_be_hidden()


def test_an_address_unfolds_the_ways_around_the_choice_that_it_names(page: Page) -> None:
    page.goto(f"{SONG}#choice-what-it-may-cost")
    expect(page.locator("#choice-what-it-may-cost")).to_be_in_viewport()
    page.goto(SONG)
    expect(page.locator("#choice-what-it-may-cost")).to_be_hidden()
    page.evaluate("location.hash = '#choice-what-it-may-cost'")
    expect(page.locator("#choice-what-it-may-cost")).to_be_in_viewport()


def test_an_open_choice_is_what_comes_next(context: BrowserContext) -> None:
    items = path_items("songwriter")
    place = next(place for place, item in enumerate(items) if "choose" in item)
    keep(context, progress(path="songwriter", pages=marks(*required(items[:place]))))
    page = context.new_page()
    page.goto(SONG)
    link = page.locator(".facts [data-continue]")
    expect(link).to_have_text(f"Choose: {items[place]['question']}")
    link.click()
    expect(page.locator(f"#choice-{items[place]['choose']}")).to_be_in_viewport()


def test_progress_comes_to_all_and_to_no_more(context: BrowserContext, page: Page) -> None:
    page.goto(SONG)
    items = path_items("songwriter")
    least, most = counts(items)
    choices_open = sum("choose" in item for item in items)
    assert least < most
    assert choices_open > 1
    expect(page.locator(".map-bar__said")).to_have_text(
        f"0 of {least}–{most} required steps done, {choices_open} choices still open."
    )
    chosen = first_way(items)
    choices = {"songwriter": taken(**chosen)}
    way = route(items, chosen)
    extra = len(way) - len(required(way))
    assert extra > 0
    every = page.evaluate("fetch('../../paths.json').then((answer) => answer.json())")["pages"]
    everything = progress(
        path="songwriter", choices=choices, pages=marks(*(one["id"] for one in every))
    )
    page.evaluate(f"localStorage.setItem('signal-path', {json.dumps(json.dumps(everything))})")
    page.reload()
    expect(page.locator(".map-bar__said")).to_have_text(
        f"All {len(required(way))} required steps done, {extra} optional "
        f"{'one' if extra == 1 else 'ones'} too."
    )
    expect(page.locator("path-map progress")).to_have_attribute("value", "100")
    expect(page.locator("[data-continue]:visible")).to_have_count(0)


def test_time_left_is_shown_when_asked_for_and_kept(page: Page) -> None:
    page.goto(SONG)
    output = page.locator("path-map output")
    expect(output).to_be_hidden()
    page.click("path-map summary")
    expect(output).to_contain_text("of reading and doing are left.")
    page.fill("path-map input", "4")
    expect(output).to_contain_text("At 4 hours a week:")
    assert kept(page)["settings"] == {"times": True, "hours": 4, "colours": "auto"}
    page.click("path-map [data-follow]")
    page.goto("stages/mixing/")
    expect(page.locator("#path-songwriter .strip__progress")).to_contain_text("h left.")
    page.goto(SONG)
    expect(page.locator("path-map input")).to_have_value("4")
    page.click("path-map summary")
    page.wait_for_function("() => !JSON.parse(localStorage.getItem('signal-path')).settings.times")
    page.goto("stages/mixing/")
    expect(page.locator("#path-songwriter .strip__progress")).to_contain_text("required steps")
    expect(page.locator("#path-songwriter .strip__progress")).not_to_contain_text("left")


def every(items: list[Any]) -> set[str]:
    """All pages on any way."""
    inside = [option["steps"] for item in items for option in item.get("options", ())]
    own = {item["page"] for item in items if item["type"] == "step"}
    return own.union(*(every(steps) for steps in inside))


@pytest.mark.parametrize("decided", [False, True], ids=["open", "decided"])
def test_another_path_says_what_is_shared_new_and_done(
    context: BrowserContext, decided: bool
) -> None:
    items = path_items("songwriter")
    chosen = first_way(items)
    choices = {"songwriter": taken(**chosen)} if decided else {}
    pages = marks("stages/mixing", "gear/daw")
    keep(context, progress(path="songwriter", pages=pages, choices=choices))
    page = context.new_page()
    page.goto(BEAT)
    data = page.evaluate("fetch('../../paths.json').then((answer) => answer.json())")
    by_id = {path["id"]: path for path in data["paths"]}
    here, there = every(by_id["beatmaker"]["steps"]), every(by_id["songwriter"]["steps"])
    if decided:
        there = {step["page"] for step in route(items, chosen)}
    done = {"stages/mixing", "gear/daw"} & here
    expect(page.locator(".map-bar__compare")).to_have_text(
        f"You follow Songwriter. Of the {len(here)} pages on Beatmaker, {len(here & there)} "
        f"{'are' if decided else 'can be'} on your way there too and {len(here - there)} are new. "
        f"You have done {len(done)} of them already, and nothing is lost when you switch."
    )
    page.get_by_role("button", name="Switch to this path").click()
    assert kept(page)["path"] == "beatmaker"
    assert list(kept(page)["pages"]) == ["stages/mixing", "gear/daw"]
    expect(page.locator(".map-bar__compare")).to_be_hidden()


def test_needs_show_whether_the_reader_has_them(context: BrowserContext) -> None:
    keep(context, progress(pages=marks("stages/arrangement")))
    page = context.new_page()
    page.goto("stages/mixing/")
    needs = page.locator("li:has(> have-skill)")
    all_of_them = needs.count()
    expect(page.locator("needs-met")).to_have_text(f"you have 1 of {all_of_them}")
    page.click(".needs summary")
    said = needs.locator("have-skill").all_inner_texts()
    assert sorted(said) == ["○ not yet."] * (all_of_them - 1) + ["✓ you can do this."]
    taught = page.locator("li:has(> have-skill:text-is('✓ you can do this.'))")
    expect(taught.get_by_role("link")).to_have_text("Arrangement")


def test_needs_say_nothing_to_those_who_have_not_begun(page: Page) -> None:
    page.goto("stages/mixing/")
    expect(page.locator("needs-met")).to_contain_text("to have")
    assert set(page.locator("have-skill").all_text_contents()) == {""}


def test_a_page_names_all_its_paths_and_the_table_shows_the_same(page: Page) -> None:
    page.goto("pages-by-path/")
    row = page.locator(".by-path tr:has(a[href$='stages/mixing/'])")
    titles = page.locator(".by-path thead a").all_inner_texts()
    steps = row.locator("td").all_inner_texts()
    row.get_by_role("link").click()
    named = page.locator(".page-head__paths a").all_inner_texts()
    there = [
        title
        for title, step in zip(titles, steps, strict=True)
        if any(character.isdigit() for character in step)
    ]
    assert sorted(named) == sorted(there)
    assert len(named) > 1


def test_the_home_page_leads_on_where_the_reader_stopped(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    expect(page.locator("continue-path")).to_be_hidden()
    keep(context, progress(path="songwriter", pages=marks("stages/songwriting")))
    page = context.new_page()
    page.goto("")
    block = page.locator("continue-path")
    items = path_items("songwriter")
    least, most = counts(items)
    expect(block).to_contain_text(f"You follow Songwriter. 1 of {least}–{most} required steps done")
    after = title(required(items)[1])
    block.get_by_role("link", name=f"Go on with {after}").click()
    expect(page.locator("h1")).to_have_text(after)


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
