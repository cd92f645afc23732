"""The reader's own page: what they can do next, what they noted, a copy to take along, erasing."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Route, expect
from tests.browser.reader import (
    ASIDE,
    KEY,
    PHONE,
    SINCE,
    browsing,
    keep,
    kept,
    marks,
    path_items,
    progress,
    required,
    taken,
    title,
)

MINE = "my-path/"
FULL = progress(
    path="songwriter",
    pages=marks("stages/songwriting", "stages/mixing")
    | marks("genres/pop", state="knew")
    | marks("gear/daw", state="later"),
    notes={"stages/mixing": {"text": "Vocal\nup.", "since": SINCE}},
    choices={"songwriter": taken(sound="pop", who_produces="myself")},
    settings={"times": True, "hours": 3, "colours": "dark"},
)


def opened(context: BrowserContext, what: dict[str, Any] | None = None) -> Page:
    if what:
        keep(context, what)
    page = context.new_page()
    page.goto(MINE)
    expect(page.locator("my-path")).to_have_attribute("data-shown", "")
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part={name}]")


def accept(dialog: Dialog) -> None:
    dialog.accept()


def test_a_reader_who_noted_nothing_is_told_how_to_begin(context: BrowserContext) -> None:
    page = opened(context)
    expect(part(page, "nothing")).to_be_visible()
    for name in (
        "paths",
        "ready",
        "changed",
        "later",
        "notes",
        "ears",
        "log",
        "backup",
        "aside",
        "offer",
    ):
        expect(part(page, name)).to_be_hidden()


def test_a_reader_who_follows_no_path_is_shown_to_the_paths(context: BrowserContext) -> None:
    page = opened(context, progress(pages=marks("stages/mixing")))
    expect(part(page, "nothing")).to_be_hidden()
    part(page, "pathless").get_by_role("link").click()
    page.locator(".doors").get_by_role("link").first.click()
    page.click("path-map [data-follow]")
    page.goto(MINE)
    expect(part(page, "ready")).to_be_visible()
    expect(part(page, "pathless")).to_be_hidden()


def test_what_was_noted_stands_there_with_its_dates(context: BrowserContext) -> None:
    page = opened(context, FULL)
    mine = part(page, "paths").locator("> ul > li")
    expect(mine).to_contain_text("Songwriter (your path)")
    chosen = mine.get_by_role("list", name="What you chose").locator("li")
    expect(chosen).to_have_text(
        [
            f"{choice['question']} {option['title']}"
            for choice in path_items("songwriter")
            for option in choice.get("options", ())
            if option["id"] in ("pop", "myself")
        ]
    )
    expect(chosen.first.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"/paths/songwriter/#choice-sound$")
    )
    expect(part(page, "paths").get_by_role("link", name="Go on with")).to_have_text(
        f"Go on with {title(required(path_items('songwriter'))[1])}"
    )
    expect(part(page, "later").locator("li")).to_have_text("DAW")
    expect(part(page, "notes").locator("li")).to_contain_text("Mixing, 20 November 2026")
    expect(part(page, "notes").locator(".my-path__note")).to_have_text("Vocal\nup.")
    expect(part(page, "log").locator("ul > li:has(li)")).to_have_count(1)
    expect(part(page, "log").locator("ul > li:has(li)")).to_contain_text("20 November 2026")
    log = part(page, "log").locator("li li").all_inner_texts()
    assert sorted(line.rpartition(" Erase")[0] for line in log) == [
        "DAW … for later",
        "Mixing ✓ you can do this",
        "Pop ★ you knew it",
        "Songwriting ✓ you can do this",
    ]


def test_what_can_be_done_now_has_all_its_needs_met(context: BrowserContext) -> None:
    page = opened(context, FULL)
    data = page.evaluate("fetch('../paths.json').then((answer) => answer.json())")
    pages = {one["id"]: one for one in data["pages"]}
    done = {"stages/songwriting", "stages/mixing", "genres/pop"}
    known = {skill for name in done for skill in pages[name]["teaches"]}
    links = part(page, "ready").locator("li a")
    assert links.count() == 3
    for link in links.all():
        name = (link.get_attribute("href") or "").partition("/my-path")[0]
        page_id = "/".join(name.rstrip("/").rsplit("/", 2)[-2:])
        assert page_id not in done
        assert set(pages[page_id]["needs"]) <= known


def test_pages_that_changed_since_they_were_done_are_told(context: BrowserContext) -> None:
    def revised(route: Route) -> None:
        data = route.fetch().json()
        for page in data["pages"]:
            if page["id"] in ("stages/mixing", "gear/daw"):
                page["revised"] = [
                    {"on": "2026-11-19", "what": "Before it was done."},
                    {"on": "2026-11-22", "what": "A section on mono."},
                ]
        route.fulfill(json=data)

    context.route("**/paths.json", revised)
    page = opened(context, FULL)
    expect(part(page, "changed").locator("li")).to_contain_text(
        "Mixing, 22 November 2026: A section on mono."
    )
    part(page, "changed").get_by_role("button", name="I still can do Mixing").click()
    expect(part(page, "changed")).to_be_hidden()
    assert kept(page)["pages"]["stages/mixing"]["since"] > "2026-11-22"


def everything(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({ ...localStorage })")
    return found


def test_a_file_holds_every_key_and_brings_it_back(context: BrowserContext, tmp_path: Path) -> None:
    keep(context, json.dumps(["{broken"]), key=ASIDE)
    page = opened(context, FULL)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    before = everything(page)
    assert set(before) == {KEY, ASIDE}
    copy = json.loads(file.read_text("utf-8"))
    assert copy == {"signal-path": json.loads(before[KEY]), "set-aside": json.loads(before[ASIDE])}

    page.on("dialog", accept)
    page.get_by_role("button", name="Erase everything").click()
    assert everything(page) == {}
    expect(part(page, "nothing")).to_be_visible()

    page.set_input_files("[type=file]", file)
    expect(part(page, "offer")).to_contain_text("This file holds 4 pages, 1 note and 2 choices.")
    expect(page.locator("[data-do=add]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "log").locator("li li")).to_have_count(4)
    after = everything(page)
    assert json.loads(after[ASIDE]) == json.loads(before[ASIDE])
    assert json.loads(after[KEY]) == json.loads(before[KEY])


def test_a_link_takes_it_to_another_browser_and_unticks_nothing(
    context: BrowserContext, browser: Browser, address: str
) -> None:
    page = opened(context, FULL)
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("my-path [role=status]")).to_have_text("The link is copied.")
    expect(page.locator("my-path [role=status]")).to_be_in_viewport()
    expect(page.locator("[data-link]")).to_be_visible()
    link = page.locator("[data-link]").input_value()
    assert link.startswith(f"{address}my-path/#copy=")

    with browsing(browser, address, PHONE) as elsewhere:
        other = progress(pages=marks("gear/daw") | marks("stages/mixing", state="later"))
        keep(elsewhere, other)
        page = elsewhere.new_page()
        page.goto(link)
        expect(part(page, "offer")).to_contain_text(
            "This link holds 4 pages, 1 note and 2 choices."
        )
        assert kept(page) == other
        assert page.url == f"{address}my-path/"
        page.get_by_role("button", name="Add it to mine").click()
        states = {name: mark["state"] for name, mark in kept(page)["pages"].items()}
        assert states == {
            "gear/daw": "can",
            "stages/mixing": "can",
            "stages/songwriting": "can",
            "genres/pop": "knew",
        }
        assert kept(page)["notes"] == FULL["notes"]


def test_a_link_can_be_left_alone_and_a_broken_one_changes_nothing(
    context: BrowserContext,
) -> None:
    page = opened(context, FULL)
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("[data-link]")).to_have_value(re.compile("#copy="))
    link = page.locator("[data-link]").input_value()
    before = kept(page)
    page.goto("about:blank")
    page.goto(link)
    page.get_by_role("button", name="Leave it").click()
    expect(part(page, "offer")).to_be_hidden()
    assert kept(page) == before
    page.goto("about:blank")
    page.goto(link[:-20])
    expect(page.locator("my-path [role=status]")).to_have_text(
        "It holds no copy that this site can read. Nothing was changed."
    )
    assert kept(page) == before


def test_where_a_link_cannot_be_copied_it_stands_there_to_be_copied(
    context: BrowserContext,
) -> None:
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    page = opened(context, FULL)
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("my-path [role=status]")).to_have_text("Copy the link from the field.")
    expect(page.locator("[data-link]")).to_be_visible()
    assert "#copy=" in page.evaluate("getSelection().toString()")


def test_a_copy_that_an_older_version_made_is_read(context: BrowserContext) -> None:
    old = {**FULL, "version": 1}
    del old["declined"], old["ears"]
    text = json.dumps({"signal-path": old, "set-aside": []}).encode()
    page = opened(context)
    file = {"name": "old.json", "mimeType": "application/json", "buffer": text}
    page.set_input_files("[type=file]", file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add it to mine").click()
    expect(part(page, "log").locator("li li")).to_have_count(4)
    assert kept(page) == FULL
    expect(part(page, "aside")).to_be_hidden()


def test_one_step_can_be_erased(context: BrowserContext) -> None:
    page = opened(context, FULL)
    erase = part(page, "log").get_by_role("button")
    expect(erase).to_have_count(4)
    page.get_by_role("button", name="Erase Songwriting").press("Enter")
    expect(erase).to_have_count(3)
    assert "stages/songwriting" not in kept(page)["pages"]
    assert kept(page)["notes"] == FULL["notes"]
    expect(erase.first).to_be_focused()


def test_a_note_is_erased_only_when_that_is_confirmed(context: BrowserContext) -> None:
    page = opened(context, FULL)
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.get_by_role("button", name="Erase Mixing").click()
    page.get_by_role("button", name="Erase the note on Mixing").click()
    assert kept(page) == FULL
    assert ["note" in message for message in asked] == [True, True]
    page.remove_listener("dialog", refuse)
    page.on("dialog", accept)
    page.get_by_role("button", name="Erase the note on Mixing").click()
    expect(part(page, "notes")).to_be_hidden()
    assert kept(page)["notes"] == {}
    assert kept(page)["pages"] == FULL["pages"]
    page.get_by_role("button", name="Erase Mixing").click()
    assert "stages/mixing" not in kept(page)["pages"]


def test_one_path_can_be_erased_but_not_what_others_share(context: BrowserContext) -> None:
    both = {**FULL, "choices": FULL["choices"] | {"beatmaker": taken(some="way")}}
    page = opened(context, both)
    data = page.evaluate("fetch('../paths.json').then((answer) => answer.json())")

    def every(items: list[Any]) -> set[str]:
        inside = [option["steps"] for item in items for option in item.get("options", ())]
        own = {item["page"] for item in items if item["type"] == "step"}
        return own.union(*(every(steps) for steps in inside))

    of = {path["id"]: every(path["steps"]) for path in data["paths"]}
    shared = set().union(*(pages for path, pages in of.items() if path != "songwriter"))
    page.on("dialog", accept)
    page.get_by_role("button", name="Erase my way on Songwriter").click()
    left = kept(page)
    assert left["path"] is None
    assert list(left["choices"]) == ["beatmaker"]
    assert set(left["pages"]) == {name for name in FULL["pages"] if name in shared}


def test_where_nothing_can_be_kept_a_copy_can_still_be_taken(context: BrowserContext) -> None:
    context.add_init_script("""Object.defineProperty(window, "localStorage", { get() {
        throw new DOMException("denied", "SecurityError");
    } });""")
    page = opened(context)
    expect(part(page, "nothing")).to_be_visible()
    file = {"name": "copy.json", "mimeType": "application/json"}
    text = json.dumps({"signal-path": FULL, "set-aside": []}).encode()
    page.set_input_files("[type=file]", {**file, "buffer": text})  # type: ignore[arg-type]
    page.get_by_role("button", name="Add it to mine").click()
    expect(part(page, "log").locator("li li")).to_have_count(4)
    expect(page.locator("store-notice")).to_contain_text("keeps nothing for this site")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))["signal-path"]
    assert saved["pages"] == FULL["pages"]


def test_erasing_is_asked_for_first(context: BrowserContext) -> None:
    page = opened(context, FULL)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Erase everything").click()
    assert kept(page) == FULL


def test_a_copy_is_offered_after_some_steps_and_no_more_once_taken(
    context: BrowserContext,
) -> None:
    names = ("stages/songwriting", "stages/mixing", "stages/editing", "gear/daw", "genres/pop")
    page = opened(context, progress(path="songwriter", pages=marks(*names)))
    expect(part(page, "backup")).to_be_visible()
    part(page, "backup").get_by_role("link", name="Take a copy").click()
    page.get_by_role("button", name="Make a link").click()
    expect(part(page, "backup")).to_be_hidden()


def test_the_offer_of_a_copy_can_be_declined(context: BrowserContext) -> None:
    names = ("stages/songwriting", "stages/mixing", "stages/editing", "gear/daw", "genres/pop")
    page = opened(context, progress(path="songwriter", pages=marks(*names)))
    page.get_by_role("button", name="Not now").click()
    expect(part(page, "backup")).to_be_hidden()
    page.reload()
    expect(page.locator("my-path")).to_have_attribute("data-shown", "")
    expect(part(page, "backup")).to_be_hidden()


def test_without_the_data_of_the_paths_the_page_says_so(context: BrowserContext) -> None:
    context.route("**/paths.json", lambda route: route.abort())
    keep(context, FULL)
    page = context.new_page()
    page.goto(MINE)
    expect(page.locator("my-path [role=status]")).to_contain_text("could not be loaded")
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
