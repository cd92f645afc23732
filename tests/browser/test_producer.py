"""Ten questions, their answer, and the way that it leads to."""

from pathlib import Path
from urllib.parse import urlencode

import yaml
from playwright.sync_api import Browser, Page, expect
from tests import test_producer
from tests.browser.reader import DESKTOP, browsing, keep, kept, progress, taken

TOOL = "tools/do-you-need-a-producer/"
KEPT = "signal-path.tool.do-you-need-a-producer"
RULES = yaml.safe_load(
    (Path(__file__).parents[2] / "docs/tools/do-you-need-a-producer.yml").read_text("utf-8")
)
ADULT = {
    "have": "song",
    "stuck": "arrangement",
    "want": "friends",
    "skill": "some",
    "ear": "something",
    "money": "some",
    "time": "some",
    "learn": "part",
    "music": "hands",
    "date": "none",
}


def answer(page: Page, answers: dict[str, str]) -> None:
    for question, value in answers.items():
        page.locator(f"input[name={question}][value={value}]").check()


def test_answers_lead_to_a_path_with_its_choices_made(page: Page) -> None:
    page.goto(TOOL)
    said = page.locator(".verdict__said")
    expect(page.locator(".verdict__open")).to_be_visible()
    answer(page, ADULT)
    expect(said).to_have_text("Hire one day of direction, before you record")
    expect(page.locator(".verdict__sum")).to_contain_text("after all 10 answers")
    best = page.locator(".outcomes > li").first
    expect(best).to_have_attribute("data-first", "")
    reasons = best.locator(".outcome__why li strong").all_inner_texts()
    points = int(best.locator(".outcome__points").inner_text().split()[0])
    assert sum(int(reason.replace("−", "-")) for reason in reasons) == points
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.reload()  # What was answered is still there.
    expect(said).to_have_text("Hire one day of direction, before you record")

    page.locator(".verdict__next a").click()
    offer = page.locator("path-way")
    expect(offer).to_contain_text("A producer for a day, before I record")
    assert kept(page) is None, "nothing is changed before the reader says so"
    offer.get_by_role("button", name="Take this way").click()
    expect(offer.locator("[role=status]")).to_contain_text("Your way is set")
    assert "#" not in page.url
    ways = kept(page)["choices"]["songwriter"]
    assert {choice: way["option"] for choice, way in ways.items()} == {
        "who-produces": "hybrid",
        "hand-over": "producer-for-a-day",
    }
    expect(page.locator("#choice-hand-over [data-taken=yes]")).to_have_count(1)


def test_a_way_in_a_link_overwrites_nothing_by_itself(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        mine = progress(path="songwriter", choices={"songwriter": taken(who_produces="myself")})
        keep(context, mine)
        page = context.new_page()
        page.goto("paths/songwriter/#way=who-produces:producer,nothing:here")
        offer = page.locator("path-way")
        expect(offer.locator("li")).to_have_count(1)
        expect(offer.locator("li")).to_contain_text("you have chosen otherwise")
        offer.get_by_role("button", name="No, leave it as it is").click()
        expect(offer).to_be_hidden()
        assert kept(page) == mine
        page.goto("paths/songwriter/#way=nothing:here")
        expect(offer).to_be_hidden()


def test_a_link_carries_the_answers_and_keeps_nothing(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{TOOL}#have=song&stuck=sound&money=nothing&x=%3Cb%3E")
        expect(page.locator(".verdict__linked")).to_be_visible()
        expect(page.locator("input:checked")).to_have_count(3)
        assert page.evaluate(f"localStorage.getItem('{KEPT}')") is None
        out = page.locator("[data-outcome=hire-mix]")
        expect(out.locator(".outcome__points")).to_have_text("ruled out")
        page.get_by_role("button", name="Link to these answers").click()
        field = page.locator("[data-link]")
        expect(field).to_have_value(f"{address}{TOOL}#have=song&stuck=sound&money=nothing")
        answer(page, {"money": "more"})
        expect(page.locator(".verdict__linked")).to_be_hidden()
        assert page.evaluate(f"localStorage.getItem('{KEPT}')")
        page.get_by_role("button", name="Erase my answers").click()
        expect(page.locator("input:checked")).to_have_count(0)
        expect(page.locator(".ask input").first).to_be_focused()
        assert page.evaluate(f"localStorage.getItem('{KEPT}')") is None
        assert "#" not in page.url


def test_ties_are_told_and_all_is_erased_on_my_path(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        answer(page, {"money": "nothing"})
        expect(page.locator(".verdict__said")).to_have_text(
            "Equal: Do it yourself / Do it yourself, with somebody's ears"
        )
        expect(page.locator(".outcomes [data-first]")).to_have_count(2)
        expect(page.locator(".verdict__next a")).to_have_count(2)
        page.goto("my-path/")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Erase everything").click()
        assert page.evaluate(f"localStorage.getItem('{KEPT}')") is None


def test_when_nothing_speaks_for_anything_that_is_said(browser: Browser, address: str) -> None:
    weak = next(
        case["answers"]
        for case in test_producer.cases()
        if len(case["answers"]) == 10 and case["points"][case["first"][0]] <= 0
    )
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{TOOL}#{urlencode(weak)}")
        said = page.locator(".verdict__said")
        expect(said).to_have_text("Nothing has more for it than against it")
        expect(page.locator(".verdict__sum")).to_contain_text("Look at what would change it.")


def test_it_can_be_answered_by_keyboard(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.locator("input[name=have]").first.focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator("input[name=have][value=loops]")).to_be_checked()
        expect(page.locator("input[name=have][value=loops]")).to_be_focused()
        page.keyboard.press("Tab")  # Past what the answers move, to the next question.
        page.keyboard.press("Enter")
        expect(page.locator(".ask__moves").first).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        expect(page.locator("input[name=stuck]").first).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator(".verdict__sum")).to_contain_text("after 2 of 10 answers")


def test_without_script_it_is_a_checklist_with_all_its_rules(
    browser: Browser, address: str
) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(TOOL)
        expect(page.locator(".verdict")).to_be_hidden()
        expect(page.get_by_text("Tick one answer to each question.")).to_be_visible()
        expect(page.locator(".outcomes details[open]")).to_have_count(len(RULES["outcomes"]))
        text = page.locator("section.tool").text_content() or ""
        for question in RULES["questions"]:
            assert question["ask"] in text
            for one in question["answers"]:
                told = [move["because"] for move in one.get("moves", ())]
                told += [one["rules_out"]["because"]] if "rules_out" in one else []
                assert [it for it in [one["says"], *told] if it not in text] == []
        for outcome in RULES["outcomes"]:
            assert outcome["means"] in text
            assert outcome["first"] in text


def test_on_paper_all_is_unfolded(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        answer(page, ADULT)
        page.emulate_media(media="print")
        moves = page.locator(".ask__moves dl")
        assert all(moves.nth(n).is_visible() for n in range(moves.count()))
        expect(page.locator(".verdict__sum")).to_be_visible()
        last = page.locator(".outcomes > li").last.locator(".outcome__ways")
        expect(last).to_be_visible()
