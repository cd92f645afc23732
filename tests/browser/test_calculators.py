"""Small calculators: a reader's own numbers, what is no number, and paper."""

from pathlib import Path

import yaml
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

TOOL = "tools/calculators/"
KEPT = "localStorage.getItem('signal-path.tool.calculators')"
DATA = yaml.safe_load((Path(__file__).parents[2] / "docs/tools/calculators.yml").read_text("utf-8"))
BROKEN = "a number above is missing or wrong"


def line(page: Page, sum_: str, what: str) -> Locator:
    lines = page.locator(f"[data-sum={sum_}] .calc__lines > div")
    return lines.filter(has=page.locator("dt", has_text=what)).first.locator("dd")


def test_own_numbers_are_worked_out_and_kept(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(f"{TOOL}#delay")
        expect(page.locator("#delay")).to_be_in_viewport()
        tempo = page.locator("#tool-delay-bpm")
        tempo.fill("92,5")
        quarter = line(page, "delay", "Quarter note")
        expect(quarter).to_have_text("60,000 ÷ 92.5 = 649 ms")
        said = page.locator("[data-sum=delay] [role=status]")
        expect(said).to_be_empty()
        page.keyboard.press("Tab")  # Said once the field is left.
        expect(said).to_contain_text("Quarter note: 649 ms")
        page.reload()
        expect(tempo).to_have_value("92,5")
        expect(quarter).to_have_text("60,000 ÷ 92.5 = 649 ms")
        assert "649" not in page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.get_by_role("button", name="Erase my numbers").click()
        expect(tempo).to_have_value("92")
        expect(quarter).to_have_text("60,000 ÷ 92 = 652 ms")
        assert page.evaluate(KEPT) is None


def test_what_is_no_number_is_told_beside_its_field(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        rate, told = page.locator("#tool-latency-rate"), page.locator("#tool-latency-rate-wrong")
        rate.fill("44,1")
        one = line(page, "latency", "One buffer")
        expect(one).to_have_text("128 ÷ 44.1 = 2.9 ms")
        rate.fill("44.1")
        expect(one).to_have_text("128 ÷ 44.1 = 2.9 ms")
        for typed, sentence in {
            "": "A number is missing here.",
            "fast": "“fast” is no number. Write it as 12 or 1.5.",
            "0": "The least here is 8.",
            "1e9": "“1e9” is no number. Write it as 12 or 1.5.",
        }.items():
            rate.fill(typed)
            expect(told).to_have_text(sentence)
            expect(rate).to_have_attribute("aria-invalid", "true")
            expect(one).to_have_text(BROKEN)
        expect(line(page, "delay", "Quarter note")).to_have_text("60,000 ÷ 92 = 652 ms")
        page.locator("#tool-latency-samples").fill("12.5")
        expect(page.locator("#tool-latency-samples-wrong")).to_have_text(
            "Only a whole number fits here."
        )
        text = page.locator("section.tool").inner_text()
        assert not [word for word in ("NaN", "Infinity", "undefined", "null") if word in text]
        # What was kept may be anything.
        for kept in ("[1]", '{"delay": 3}', '{"delay": {"bpm": {"a": 1}}}', "no JSON"):
            page.evaluate(
                "kept => localStorage.setItem('signal-path.tool.calculators', kept)", kept
            )
            page.reload()
            expect(line(page, "delay", "Quarter note")).to_have_text("60,000 ÷ 92 = 652 ms")


def test_every_field_can_be_reached_by_keyboard(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.get_by_role("button", name="Erase my numbers").focus()
        met: list[str] = []
        for _ in range(120):
            page.keyboard.press("Tab")
            met.append(page.evaluate("document.activeElement.id"))
        fields = [
            f"tool-{one['id']}-{f['id']}" for one in DATA["calculators"] for f in one["fields"]
        ]
        assert [found for found in met if found in fields] == fields


def test_without_script_formulas_and_examples_are_there(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(TOOL)
        expect(page.get_by_text("Put your own numbers into its formula.")).to_be_visible()
        expect(page.get_by_role("button", name="Erase my numbers")).to_be_hidden()
        text = page.locator("section.tool").inner_text()
        for one in DATA["calculators"]:
            assert [it for it in [*one["formula"], one["ground"]] if it not in text] == []
            for row in one["example"]:
                assert row["told"] in text
        for service in DATA["services"]:
            assert service["told"] in text
        sources = page.locator("#sources + ol").inner_text()
        assert "Speed of Sound in Air" in sources


def test_numbers_and_results_go_onto_paper(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.locator("#tool-weeks-hours").fill("20")
        page.emulate_media(media="print")
        expect(line(page, "weeks", "Weeks of work")).to_have_text("20 ÷ 3 = 7 weeks")
        expect(page.locator("#tool-weeks-hours")).to_be_visible()
        expect(page.get_by_role("button", name="Erase my numbers")).to_be_hidden()
