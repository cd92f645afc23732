"""Agreement builder: what was typed becomes a text, what was not is named, and it prints alone."""

from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

TOOL = "tools/agreement/"
KEPT = "localStorage.getItem('signal-path.tool.agreement')"
DATA = yaml.safe_load((Path(__file__).parents[2] / "docs/tools/agreement.yml").read_text("utf-8"))
NOTICE = DATA["notice"]


def missing(page: Page) -> int:
    return page.locator(".deed__missing li").count()


def test_what_was_typed_stands_in_the_text_and_what_was_not_is_named(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(TOOL)
        expect(page.locator(".page-head .legal")).to_contain_text("Not legal advice.")
        deed = page.locator(".deed")
        expect(deed).to_contain_text(NOTICE)
        at_first = missing(page)
        page.get_by_label("The artist", exact=True).fill("Ana <b>Ruiz</b>")
        expect(deed).to_contain_text("This agreement is between Ana <b>Ruiz</b> (“the artist”)")
        assert missing(page) == at_first - 1
        fee, last = page.locator("#tool-fee"), page.locator("[data-rest=rest] output")
        fee.fill("725")
        page.locator("#tool-signing").fill("290,00")
        page.locator("#tool-recorded").fill("217.5")
        expect(last).to_have_text("217.50")
        fee.fill("seven")
        expect(page.locator("#tool-fee-wrong")).to_contain_text("“seven” is no number")
        expect(deed).to_contain_text("The fee is [missing: Fee in total]")
        fee.fill("500")
        expect(last).to_contain_text("more than the whole")
        fee.fill("725")
        text = page.locator("section.tool").inner_text()
        assert not [word for word in ("NaN", "undefined", "null") if word in text]

        owner = page.get_by_label("Both, in shares")
        owner.focus()
        page.keyboard.press("Space")
        page.locator("#tool-master-artist").fill("66,67")
        expect(deed).to_contain_text("66.67 % to the artist and 33.33 % to the producer")
        expect(page.locator(".agreement__said")).to_contain_text("still missing")
        assert "Ruiz" not in page.url
        page.reload()
        expect(deed).to_contain_text("Ana <b>Ruiz</b>")
        expect(owner).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

        with page.expect_download() as saved:
            page.get_by_role("button", name="Save it as Markdown").click()
        assert saved.value.suggested_filename == "agreement.md"
        saved.value.save_as(tmp_path / "agreement.md")
        text = (tmp_path / "agreement.md").read_text("utf-8")
        assert text.startswith(f"# {DATA['heading']}\n\n> {NOTICE}\n\n**Missing in this text: ")
        assert r"Ana \<b\>Ruiz" in text
        page.get_by_role("button", name="Erase what I typed").click()
        expect(deed).not_to_contain_text("Ruiz")
        expect(fee).to_have_value("")
        assert missing(page) == at_first
        assert page.evaluate(KEPT) is None


def test_the_text_prints_by_itself_on_few_sheets(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        page.locator("#tool-song").fill("House")
        page.evaluate("print = () => { window.seen = document.documentElement.dataset.prints; }")
        page.get_by_role("button", name="Print the text").click()
        assert page.evaluate("window.seen") == "deed"
        assert page.evaluate("document.documentElement.dataset.prints") is None
        page.evaluate("document.documentElement.dataset.prints = 'deed'")
        page.emulate_media(media="print")
        expect(page.locator(".deed")).to_be_visible()
        expect(page.locator(".deed")).to_contain_text(NOTICE)
        for other in ("h1", ".clause", "#how", "#sources", "[data-print]", "footer"):
            expect(page.locator(other).first).to_be_hidden()
        sheets = page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
        assert 1 <= sheets <= 3


def test_without_script_it_is_a_checklist_with_blanks(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(TOOL)
        expect(page.get_by_text("fill in the blanks by hand")).to_be_visible()
        expect(page.locator(".deed")).to_be_hidden()
        expect(page.locator("#tool-fee")).to_be_hidden()
        text = page.locator(".clauses").text_content() or ""
        for clause in DATA["clauses"]:
            told = [clause["means"], clause["artist"], clause["producer"], *clause["warnings"]]
            told += [note["text"] for note in clause.get("notes", ())]
            told += [f"____________ ({it['label']})" for it in clause.get("blanks", ())]
            told += [it["label"] for it in clause.get("choice", {}).get("options", ())]
            assert [one for one in told if one not in text] == []


def test_what_was_kept_may_be_anything(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(TOOL)
        at_first = missing(page)
        put = "kept => localStorage.setItem('signal-path.tool.agreement', kept)"
        for kept in ("[1]", '{"fee": 3, "owner": "nobody"}', "no JSON", '{"rest": "4"}'):
            page.evaluate(put, kept)
            page.reload()
            expect(page.locator(".deed__clauses > li")).to_have_count(len(DATA["clauses"]))
            assert missing(page) == at_first
