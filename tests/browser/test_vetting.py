"""Vetting sheet: three people asked the same, side by side, and on one sheet."""

from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

TOOL = "tools/vetting-sheet/"
KEPT = "localStorage.getItem('signal-path.tool.vetting-sheet')"
DATA = yaml.safe_load(
    (Path(__file__).parents[2] / "docs/tools/vetting-sheet.yml").read_text("utf-8")
)
CRITERIA = [one["id"] for one in DATA["criteria"]]


def score(page: Page, letter: str, points: str) -> None:
    for name, value in zip(CRITERIA, points, strict=True):
        page.locator(f"#tool-{letter}-{name}").fill(value)


def cell(page: Page, row: str, column: int) -> str:
    return page.locator(f"[data-row={row}] td").nth(column).inner_text()


def test_three_people_are_compared_and_kept_on_the_device(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.locator("#tool-b-name").fill("Bo <i>Berg</i>")
        page.locator("#tool-b-voice").fill("near, on all four")
        assert cell(page, "voice", 1) == "near, on all four"
        expect(page.locator(".vet__sheet thead th").nth(2)).to_have_text("Bo <i>Berg</i>")
        score(page, "a", "52434")
        score(page, "b", "34545")
        page.locator("#tool-c-name").focus()
        said = page.locator(".vet__said")
        expect(said).to_contain_text("Most points: Bo <i>Berg</i>, 41 of 50.")
        assert cell(page, "total", 0) == "5 × 2 + 2 × 2 + 4 × 2 + 3 × 3 + 4 × 1 = 35"
        assert cell(page, "total", 2) == ""
        test = page.locator("#tool-b-test")
        test.fill("6")
        expect(page.locator("#tool-b-test-wrong")).to_have_text("The most here is 5.")
        assert cell(page, "total", 1) == ""
        test.fill("2,5")
        expect(page.locator("#tool-b-test-wrong")).to_have_text("Only a whole number fits here.")
        test.fill("2")
        page.keyboard.press("Tab")
        expect(said).to_contain_text("Equal: Candidate A and Bo <i>Berg</i>, 35 of 50 each.")
        tick = page.locator("#tool-b-tonight")
        tick.focus()
        page.keyboard.press("Space")
        expect(page.locator(".vet__warned")).to_contain_text(DATA["one_flag"])
        page.locator("#tool-b-paper").check()
        expect(page.locator(".vet__warned")).to_contain_text(f"2 {DATA['more_flags']}")
        assert cell(page, "total", 1).endswith("= 35")
        page.reload()
        expect(tick).to_be_checked()
        assert cell(page, "voice", 1) == "near, on all four"
        assert "Berg" not in page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        text = page.locator("section.tool").inner_text()
        assert not [word for word in ("NaN", "undefined", "null") if word in text]
        page.get_by_role("button", name="Erase what I typed").click()
        expect(tick).not_to_be_checked()
        expect(page.locator("#tool-weight-test")).to_have_value("3")
        assert cell(page, "voice", 1) == ""
        assert page.evaluate(KEPT) is None


def test_the_comparison_prints_by_itself(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.evaluate("print = () => { window.seen = document.documentElement.dataset.prints; }")
        page.get_by_role("button", name="Print the comparison").click()
        assert page.evaluate("window.seen") == "deed"
        page.evaluate("document.documentElement.dataset.prints = 'deed'")
        page.emulate_media(media="print")
        expect(page.locator(".vet__sheet")).to_be_visible()
        for other in ("h1", ".vet", "#how", "footer"):
            expect(page.locator(other).first).to_be_hidden()
        assert 1 <= page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") <= 2


def test_without_script_it_is_a_sheet_for_a_pen(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(TOOL)
        expect(page.get_by_text("print it, and write into its boxes")).to_be_visible()
        expect(page.locator("#tool-a-name")).to_be_hidden()
        expect(page.locator(".vet__sheet")).to_be_visible()
        text = page.locator("section.tool").inner_text()
        items = [item for group in DATA["groups"] for item in group["items"]] + DATA["flags"]
        assert [it["says"] for it in items if text.count(it["says"]) < 2] == []
        assert [it["tells"] for it in items if it["tells"] not in text] == []
        for one in DATA["criteria"]:
            assert f"{one['title']} × {one['weight']}" in text
