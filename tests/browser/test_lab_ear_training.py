"""Ear training as readers use it: by keyboard, with results that stay, go along, and are erased."""

import json

import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.browser.reader import DOCS, kept

LAB = "labs/ear-training/"


DAY, A, B = "2026-11-27", "A is louder", "B is louder"
# What dsp/ear-training.js draws for that day, anywhere.
RIGHT = [A, B, A, A, B]


def asked(lab: Locator) -> Locator:
    return lab.get_by_role("group", name="The question")


def test_a_day_s_set_by_keyboard(context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(f"{DAY}T12:00:00")
    page.goto(f"{LAB}#preset=louder")
    lab = page.locator(".lab")
    question = asked(lab)
    verdict = question.get_by_role("status")
    answers = question.locator("[data-answers] button")
    expect(question.locator("[data-ask]")).to_have_text(
        "Question 1 of 5 today. Which of the two is louder?"
    )
    expect(answers).to_have_text(["A is louder", "B is louder"])
    expect(answers.first).to_be_disabled()
    lab.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(lab.locator(".lab__status")).to_have_text("Playing: All together.")
    expect(answers.first).to_be_enabled()
    before = set()
    for number, right in enumerate(RIGHT):
        said = {A: B, B: A}[right] if number == 2 else right
        expect(answers.first).to_be_enabled()
        expect(question.locator("[data-ask]")).to_contain_text(f"Question {number + 1} of 5")
        before.add(question.inner_html().replace(f"Question {number + 1}", "Question"))
        expect(question.get_by_role("button", name="Next question")).to_be_disabled()
        expect(verdict).to_have_text("Listen to both, as often as you like. Then answer.")
        question.get_by_role("button", name="Listen to A").focus()
        page.keyboard.press("b")
        expect(question.get_by_role("button", name="Listen to B")).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(answers.first).to_be_enabled()
        page.keyboard.press("1" if said == A else "2")
        expect(verdict).to_contain_text(f"{'Yes' if said == right else 'No'}: {right}.")
        expect(verdict).to_contain_text("Difference: ")
        expect(answers.first).to_be_disabled()
        following = question.get_by_role("button", name="Next question")
        expect(following).to_be_focused()
        if number < 4:
            page.keyboard.press("Enter")
    assert len(before) == 1, (
        "before it is answered, a question whose answer is A looks as any other"
    )
    expect(verdict).to_contain_text("That was today's set: 4 of 5 right.")
    expect(lab.get_by_role("img")).to_have_accessible_description(
        # 6 dB; 4 after two right ones, 5 after a wrong one, 4.5 after two more.
        "Today 4 of 5 right; in all 4 of 5 on 1 day, where guessing gives about 1 of 2. "
        "Now difference: 4.5\u00a0dB."
    )
    lab.get_by_role("button", name="Link to these settings").press("Enter")
    link = lab.locator("[data-link]").input_value()
    assert "answer" not in link
    assert "amount" not in link
    ear = kept(page)["ears"]["louder"]
    assert list(ear["days"].values()) == [{"asked": 5, "right": 4, "level": 4.5}]
    # What is kept goes on after a reload, goes along in a copy, and is erased.
    page.goto("about:blank")
    page.goto(f"{LAB}#preset=louder")
    expect(question.locator("[data-ask]")).to_contain_text("Question 6 today.")
    page.goto("my-path/")
    own = page.locator("[data-part=ears]")
    expect(own).to_contain_text("Ear training lab, 4 of 5 right on 1 day")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    copy = json.loads(download.value.path().read_text("utf-8"))
    assert copy["signal-path"]["ears"]["louder"] == ear
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase the results in ear training").press("Enter")
    expect(own).to_be_hidden()
    assert kept(page)["ears"] == {}


def test_every_exercise_asks_and_tells(page: Page) -> None:
    page.goto(LAB)
    lab = page.locator(".lab")
    question = asked(lab)
    lab.get_by_role("button", name="Play", exact=True).click()
    for exercise in ("band", "compressed", "pan", "mono"):
        lab.get_by_label("Question", exact=True).select_option(exercise)
        first = question.locator("[data-answers] button").first
        expect(first).to_be_enabled()
        first.click()
        expect(question.get_by_role("status")).to_contain_text("of 1 right today.")
        expect(question.get_by_role("status")).to_contain_text(": ")
    assert set(kept(page)["ears"]) == {"band", "compressed", "pan", "mono"}


def test_the_exercises_are_those_of_the_control() -> None:
    data = yaml.safe_load((DOCS / "labs/ear-training.yml").read_text("utf-8"))
    (group,) = data["groups"]
    (control,) = group["controls"]
    assert [one["id"] for one in control["options"]] == [one["id"] for one in data["exercises"]]
