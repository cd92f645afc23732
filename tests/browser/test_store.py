"""What a reader notes stays in their browser: in every tab, through damage, and where the browser
refuses to keep anything."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.browser.reader import (
    ASIDE,
    KEY,
    SINCE,
    keep,
    kept,
    marks,
    progress,
)

MIXING = "stages/mixing/"
CAN = "page-state [data-state=can]"


def notice(page: Page) -> Any:
    return page.locator("store-notice")


def test_a_state_is_kept_by_the_id_of_its_page_with_the_time(page: Page) -> None:
    page.goto(MIXING)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "false")
    page.click(CAN)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    mark = kept(page)["pages"].pop("stages/mixing")
    assert mark["state"] == "can"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", mark["since"])

    page.reload()
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".page-state__said")).to_contain_text(
        "It counts on Songwriter, Beatmaker, Adult learner, "
    )
    page.click("page-state [data-state=later]")
    assert kept(page)["pages"]["stages/mixing"]["state"] == "later"
    page.click("page-state [data-state=later]")
    assert kept(page)["pages"] == {}
    expect(page.locator(".page-state__said")).to_be_empty()


def test_reading_and_leaving_a_page_by_next_notes_nothing(page: Page) -> None:
    page.goto(MIXING)
    page.locator(".strip a[rel=next]").first.click()
    page.wait_for_url(re.compile("/(?!stages/mixing/)"))
    assert kept(page) is None


def test_a_note_is_kept(page: Page) -> None:
    page.goto(MIXING)
    page.click("page-state summary")
    page.fill("page-state textarea", "Vocal too loud in the bridge.")
    page.locator("page-state textarea").blur()
    assert kept(page)["notes"]["stages/mixing"]["text"] == "Vocal too loud in the bridge."
    page.reload()
    expect(page.locator("page-state textarea")).to_have_value("Vocal too loud in the bridge.")


def test_a_note_is_kept_while_it_is_written(context: BrowserContext) -> None:
    page, other = context.new_page(), context.new_page()
    for tab in (page, other):
        tab.goto(MIXING)
        tab.click("page-state summary")
    page.locator("page-state textarea").press_sequentially("Too loud")
    expect(other.locator("page-state textarea")).to_have_value("Too loud")
    page.goto("about:blank")
    page.goto(MIXING)
    page.click("page-state summary")
    expect(page.locator("page-state textarea")).to_have_value("Too loud")


def test_a_copy_is_offered_where_steps_are_done_and_can_be_declined(
    context: BrowserContext,
) -> None:
    names = ("stages/songwriting", "stages/release", "stages/editing", "gear/daw")
    keep(context, progress(pages=marks(*names)))
    page = context.new_page()
    page.goto(MIXING)
    offer = page.locator(".page-state__copy")
    expect(offer).to_be_hidden()
    page.click(CAN)
    expect(offer).to_be_visible()
    expect(offer.get_by_role("link", name="Keep a copy")).to_have_attribute(
        "href", "../../my-path/#copy"
    )
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_be_hidden()
    page.reload()
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    expect(offer).to_be_hidden()


def shows_states(page: Page, states: dict[str, str]) -> None:
    """Wait until a tab knows these states, no more and no less: what another tab wrote reaches it a
    few milliseconds later."""
    page.wait_for_function(
        """([key, states]) => {
            const { pages } = JSON.parse(localStorage.getItem(key));
            const found = Object.entries(pages).map(([page, mark]) => page + " " + mark.state);
            return found.sort().join() === states.join();
        }""",
        arg=[KEY, sorted(f"{name} {state}" for name, state in states.items())],
        timeout=5000,
    )


def test_tabs_agree_and_lose_nothing_of_each_other(context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(MIXING)
    other.goto(MIXING)
    one.click(CAN)
    expect(other.locator(CAN)).to_have_attribute("aria-pressed", "true")
    other.goto("stages/editing/")
    one.click("page-state [data-state=knew]")
    shows_states(other, {"stages/mixing": "knew"})
    other.click(CAN)
    shows_states(one, {"stages/mixing": "knew", "stages/editing": "can"})


def test_a_choice_in_one_tab_is_seen_in_the_others(context: BrowserContext) -> None:
    one, other, mine = context.new_page(), context.new_page(), context.new_page()
    one.goto("paths/songwriter/")
    other.goto("paths/songwriter/")
    mine.goto("my-path/")
    one.locator("path-map [data-option=pop] [data-take]").first.click()
    pop = other.locator("path-map [data-option=pop] > .route__row [data-take]")
    expect(pop).to_have_attribute("aria-pressed", "true")
    expect(other.locator("path-map [data-follow]")).to_contain_text("Your path")
    expect(mine.locator("[data-part=paths]")).to_contain_text("stand beside? Pop")
    other.locator("path-map [data-option=rock] > .route__row [data-take]").click()
    expect(mine.locator("[data-part=paths]")).to_contain_text("stand beside? Rock")
    expect(one.locator("path-map [data-option=rock] > .route__row [data-take]")).to_contain_text(
        "Your way"
    )


def test_an_element_that_is_put_into_a_page_later_works_and_hears_a_press_once(
    page: Page,
) -> None:
    """As where a script changes pages without loading them."""
    page.goto(MIXING)
    page.evaluate(
        """() => {
            const state = document.querySelector("page-state");
            const copy = document.createElement("div");
            copy.innerHTML = state.outerHTML;
            state.replaceWith(copy);
            document.querySelector("h1").after(copy.firstChild);
        }"""
    )
    page.click(CAN)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.body.append(document.querySelector('page-state'))")
    page.click("page-state [data-state=knew]")
    expect(page.locator("page-state [data-state=knew]")).to_have_attribute("aria-pressed", "true")
    assert kept(page)["pages"]["stages/mixing"]["state"] == "knew"


BLOCKED = """
Object.defineProperty(window, "localStorage", { get() {
    throw new DOMException("denied", "SecurityError");
} });
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.mark.parametrize(
    ("script", "told"),
    [(BLOCKED, "keeps nothing for this site"), (FULL, "no room left for this site")],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_kept_the_site_works_and_says_so_once(
    context: BrowserContext, script: str, told: str
) -> None:
    context.add_init_script(script)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.goto(MIXING)
    expect(notice(page)).to_be_hidden()
    page.click(CAN)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    expect(notice(page)).to_contain_text(told)
    notice(page).get_by_role("button").click()
    page.click("page-state [data-state=knew]")
    expect(page.locator("page-state [data-state=knew]")).to_have_attribute("aria-pressed", "true")
    expect(notice(page)).to_be_hidden()
    page.goto("paths/songwriter/")
    page.click("path-map [data-follow]")
    expect(page.locator("path-map [data-follow]")).to_contain_text("Your path")
    # The theme's own scripts do not expect a browser that keeps nothing.
    assert [stack for stack in errors if "/elements/" in stack or "/store.js" in stack] == []


def test_a_storage_that_others_have_filled_leaves_what_was_kept(context: BrowserContext) -> None:
    keep(context, progress(pages=marks("stages/editing")))
    page = context.new_page()
    page.goto(MIXING)
    page.evaluate("""() => {
        for (let size = 2 ** 22; size >= 1; size /= 2) {
            for (let go = true; go;) {
                const key = `of others ${size} ${localStorage.length}`;
                try { localStorage.setItem(key, "x".repeat(size)); }
                catch { go = false; }
            }
        }
    }""")
    page.click(CAN)
    expect(notice(page)).to_contain_text("no room left")
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    assert kept(page) == progress(pages=marks("stages/editing"))


def test_what_is_damaged_is_set_aside_and_told(context: BrowserContext) -> None:
    keep(context, '{"version": 1, "pages": {')
    page = context.new_page()
    page.goto(MIXING)
    expect(notice(page)).to_contain_text("could not be read")
    assert json.loads(page.evaluate(f"localStorage.getItem('{ASIDE}')")) == [
        '{"version": 1, "pages": {'
    ]
    page.click(CAN)
    assert list(kept(page)["pages"]) == ["stages/mixing"]
    page.reload()
    expect(notice(page)).to_be_hidden()
    page.goto("my-path/")
    expect(page.locator("[data-part=aside] pre")).to_have_text('{"version": 1, "pages": {')


def test_of_what_is_damaged_in_part_the_rest_is_kept(context: BrowserContext) -> None:
    damaged = progress(pages=marks("stages/mixing") | {"stages/editing": {"state": "did"}})
    keep(context, damaged)
    page = context.new_page()
    page.goto(MIXING)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    assert kept(page) == progress(pages=marks("stages/mixing"))
    (aside,) = json.loads(page.evaluate(f"localStorage.getItem('{ASIDE}')"))
    assert json.loads(aside) == damaged


def test_what_an_older_version_wrote_is_brought_up_to_date(context: BrowserContext) -> None:
    notes = {"stages/editing": {"text": "Mine.", "since": SINCE}}
    old = progress(version=1, path="beatmaker", pages=marks("stages/editing"), notes=notes)
    del old["declined"], old["ears"], old["settings"]["colours"]
    keep(context, old)
    page = context.new_page()
    page.goto(MIXING)
    page.click(CAN)
    now = kept(page)
    assert now["pages"].pop("stages/mixing")["state"] == "can"
    assert now == progress(path="beatmaker", pages=marks("stages/editing"), notes=notes)
    expect(notice(page)).to_be_hidden()
    assert page.evaluate(f"localStorage.getItem('{ASIDE}')") is None


def test_what_a_newer_version_wrote_is_left_alone(context: BrowserContext) -> None:
    keep(context, {"version": 99, "everything": "else"})
    page = context.new_page()
    page.goto(MIXING)
    page.click(CAN)
    expect(notice(page)).to_contain_text("newer version")
    assert kept(page) == {"version": 99, "everything": "else"}


def test_progress_follows_a_page_to_its_new_id(context: BrowserContext) -> None:
    keep(
        context,
        progress(
            pages=marks("stages/balancing"),
            notes={"stages/balancing": {"text": "Mine.", "since": SINCE}},
        ),
    )

    def renamed(route: Route) -> None:
        body = route.fetch().text()
        body = body.replace('data-aliases=""', 'data-aliases="stages/levelling stages/balancing"')
        route.fulfill(body=body, content_type="text/html")

    page = context.new_page()
    page.route("**/stages/mixing/", renamed)
    page.goto(MIXING)
    expect(page.locator(CAN)).to_have_attribute("aria-pressed", "true")
    assert kept(page) == progress(
        pages=marks("stages/mixing"), notes={"stages/mixing": {"text": "Mine.", "since": SINCE}}
    )


def test_progress_is_carried_over_wherever_the_data_is_read(context: BrowserContext) -> None:
    keep(context, progress(path="songwriter", pages=marks("stages/balancing")))

    def with_alias(route: Route) -> None:
        data = route.fetch().json()
        data["aliases"] = {"stages/balancing": "stages/mixing"}
        route.fulfill(json=data)

    page = context.new_page()
    page.route("**/paths.json", with_alias)
    page.goto("my-path/")
    expect(page.locator("[data-part=log] li li")).to_contain_text("Mixing")
    assert kept(page)["pages"] == marks("stages/mixing")


def test_nothing_but_our_keys_is_written(page: Page) -> None:
    page.goto("paths/songwriter/")
    page.click("path-map [data-follow]")
    page.goto(MIXING)
    page.click(CAN)
    assert page.evaluate("Object.keys(localStorage)") == [KEY]
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.context.cookies() == []
