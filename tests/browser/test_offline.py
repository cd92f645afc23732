"""Reading without a network: what is kept, what an update may do, and what goes wrong."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import Handler

from publish import offline

SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"
NO_WORKER = "Object.defineProperty(navigator, 'serviceWorker', {get() { throw new Error('no') }});"
ASK = """
(names) => new Promise(async (resolve) => {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  active.postMessage({ type: "state", names }, [port2]);
})
"""
NAMES = "async (key) => (await (await fetch('/offline.json')).json())[key]"
MINUTE = 60_000
NO_SEARCH = (
    "There is no network, and your device has kept neither the search nor the list of all pages."
    " This page stays. Try again when there is a network."
)


class Server:
    """Serves a folder, which can be changed for another, and can go away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_gone = False
        self.address = ""

    @contextmanager
    def running(self) -> Iterator["Server"]:
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            self.address = f"http://127.0.0.1:{server.server_port}/"
            yield self
            server.shutdown()


class _Handler(Handler):
    def __init__(self, server: Server, *args: Any) -> None:
        self.state = server
        super().__init__(*args, directory=str(server.folder))

    def do_GET(self) -> None:
        if self.state.is_gone:
            self.close_connection = True
            return
        self.directory = str(self.state.folder)
        # It tells files apart by the second in which they were made: two versions of one may agree.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def end_headers(self) -> None:
        # As GitHub Pages has it. A browser may take from its own cache what is not as old as that.
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def do_HEAD(self) -> None:
        if self.state.is_gone:
            self.close_connection = True
            return
        super().do_HEAD()


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with Server(site).running() as server:
        yield server


@pytest.fixture(scope="module")
def second(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second version of the site: every page and the script that all load say so."""
    folder = tmp_path_factory.mktemp("second") / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("print", "pagefind"))
    for page in folder.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace(b"</h1>", b" (second)</h1>", 1))
    with (folder / "assets/javascripts/main.js").open("a") as script:
        script.write('document.documentElement.dataset.second = "";\n')
    offline.write(folder, offline.listed(folder))
    return folder


@contextmanager
def reader(browser: Browser, server: Server, *scripts: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=server.address) as context:
        for script in scripts:
            context.add_init_script(script)
        yield context


def wait_until_kept(page: Page, names: list[str]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        now = page.evaluate(ASK, names)
        if now["kept"] == now["of"] == len(names):
            return
        time.sleep(0.2)
    pytest.fail(f"kept {now}")


def version(page: Page) -> str:
    """Which version a page is of; it and its script must be of one."""
    is_second = "(second)" in page.locator("h1").inner_text()
    has_second = page.evaluate("'second' in document.documentElement.dataset")
    assert is_second == has_second
    return "second" if is_second else "first"


def test_after_one_visit_every_page_works_with_the_server_gone(
    browser: Browser, server: Server, site: Path
) -> None:
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto("")
        names = page.evaluate(NAMES, "core") + page.evaluate(NAMES, "rest")
        pages = {f.parent.relative_to(site).as_posix() for f in site.rglob("index.html")}
        assert {f"{name}/" for name in pages if not name.endswith("/print")} <= {"./", *names}
        wait_until_kept(page, names)
        server.is_gone = True

        for name in (
            "stages/mixing/",
            "paths/songwriter/",
            "tools/calculators/",
            "genres/house/",
            "",
        ):
            page.goto(name)
            expect(page.locator("body")).to_have_css("margin", "0px")  # its style sheet is there
            expect(page.locator("h1")).not_to_have_text("No network")
        page.goto("stages/mixing/")
        page.locator(".lab").scroll_into_view_if_needed()
        expect(page.locator(".lab:defined")).to_have_count(1, timeout=MINUTE)
        statuses = page.evaluate(
            "(names) => Promise.all(names.map(async (name) =>"
            "  name + ' ' + (await fetch('/' + name)).status))",
            names,
        )
        assert [told for told in statuses if not told.endswith(" 200")] == []
        page.goto("stages/mixing?from=somewhere#steps")
        expect(page.locator("h1")).to_have_text("Mixing")
        page.goto("stages/mixing/index.html")
        expect(page.locator("h1")).to_have_text("Mixing")
        page.locator("site-search button").click()
        expect(page.get_by_role("combobox", name="Search the guide")).to_be_focused()
        page.keyboard.type("reverb")
        expect(page.locator("#search-pages > *").first).to_contain_text("reverb", timeout=MINUTE)
        ranges = page.evaluate(
            "(ranges) => Promise.all(ranges.map(async (range) => {"
            "  const answer = await fetch('/paths.json', {headers: {range}});"
            "  return [answer.status, (await answer.text()).length]}))",
            ["bytes=0-9", "bytes=5-", "bytes=-7", "bytes=99999999-", "lines=1-2"],
        )
        size = len((site / "paths.json").read_bytes())
        text = len((site / "paths.json").read_text("utf-8"))
        assert ranges[0] == [206, 10]
        assert ranges[1][0] == 206
        assert text - 10 < ranges[1][1] <= size - 5
        assert ranges[2:] == [[206, 7], [416, 0], [200, text]]

        answer = page.goto("paths/songwriter/print/")
        assert answer
        assert answer.status == 503
        expect(page.locator("h1")).to_have_text("No network")
        page.get_by_role("link", name="All pages from A to Z").click()
        expect(page.locator("h1")).to_have_text("A to Z")


def test_who_saves_data_keeps_what_was_read_and_a_path_on_purpose(
    browser: Browser, server: Server
) -> None:
    with reader(browser, server, SAVES_DATA) as context:
        page = context.new_page()
        page.goto("")
        wait_until_kept(page, page.evaluate(NAMES, "core"))
        for name in ("stages/mixing/", "paths/hiring-artist/"):
            page.goto(name)
        part = page.locator("path-keep")
        part.scroll_into_view_if_needed()
        status = part.get_by_role("status")
        expect(status).to_contain_text("of them are", timeout=MINUTE)
        before = status.inner_text()
        assert before.startswith("1 of ")
        part.get_by_role("button", name="Keep this path on my device").click()
        expect(status).to_contain_text("pages of this path are on this device", timeout=MINUTE)
        on_path = page.locator("path-map .route a").first.get_attribute("href")
        server.is_gone = True
        for name, title in (("stages/mixing/", "Mixing"), ("gear/", "No network")):
            page.goto(name)
            expect(page.locator("h1")).to_have_text(title)
        page.goto("paths/hiring-artist/")
        page.goto(page.evaluate("(href) => new URL(href, location).href", on_path))
        expect(page.locator("h1")).not_to_have_text("No network")


def test_an_open_page_goes_on_when_the_server_goes_before_anything_is_kept(
    browser: Browser, server: Server
) -> None:
    def opened(page: Page, name: str) -> None:
        server.is_gone = False
        page.goto(name, wait_until="networkidle")
        server.is_gone = True

    with reader(browser, server, NO_WORKER) as context:
        errors: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        opened(page, "stages/mixing/")
        page.get_by_role("button", name="I can do this").first.click()
        opened(page, "paths/songwriter/")
        page.locator("[data-take]:visible").first.click()
        expect(page.locator("[data-taken=yes]").first).to_be_visible()
        page.locator("path-map details summary").first.click()
        opened(page, "tools/calculators/")
        page.locator("#tool-delay-bpm").fill("120")
        expect(page.locator("[data-sum=delay]")).to_contain_text("60,000 ÷ 120 = 500 ms")
        opened(page, "genres/house/")
        play = page.locator("groove-player button").first
        play.click()
        expect(play).to_have_text("Cannot play now")
        assert (play.get_attribute("aria-label") or "").startswith("Cannot play now: ")
        opened(page, "stages/mixing/")
        expect(page.locator("page-state [aria-pressed=true]").first).to_be_visible()

        # Neither the search nor the list is here: the reader is told, and stays where they are.
        page.keyboard.press("/")
        told = page.get_by_role("dialog", name="Search").get_by_role("status")
        expect(told).to_have_text(NO_SEARCH)
        again = page.get_by_role("button", name="Try again")
        with page.expect_event("requestfailed", lambda failed: failed.url.endswith("/a-z/")):
            again.click()
        expect(told).to_have_text(NO_SEARCH)
        expect(again).to_be_focused()
        server.is_gone = False
        again.click()
        field = page.get_by_role("combobox", name="Search the guide")
        expect(field).to_be_focused()
        options = page.locator("#search-pages > [role=option]")
        field.fill("reverb")
        expect(options.first).to_be_visible()
        server.is_gone = True
        field.fill("zither")  # another piece of the index
        told = page.locator("dialog[open]").get_by_role("status")
        expect(told).to_have_text(
            "There is no network, and not all of the search may be on your device."
        )
        server.is_gone = False
        again.click()
        expect(field).to_be_focused()
        expect(options.first).to_contain_text("zither")
        expect(again).to_be_hidden()
        assert page.url.endswith("stages/mixing/")
        assert errors == []


def test_two_versions_are_never_mixed(browser: Browser, server: Server, second: Path) -> None:
    with reader(browser, server, SAVES_DATA) as context:
        page, other = context.new_page(), context.new_page()
        page.goto("")
        wait_until_kept(page, page.evaluate(NAMES, "core"))
        for tab in (page, other):
            tab.goto("stages/mixing/")
            assert version(tab) == "first"
        server.folder = second
        page.goto("stages/mixing/")
        assert version(page) == "first"  # what was kept, until the reader wants the new one
        page.goto("gear/microphone/")
        assert version(page) == "second"  # was not kept: comes whole, with the new script
        page.goto("a-z/")
        assert version(page) == "first"
        note = page.locator("new-version")
        expect(note.get_by_role("status")).to_have_text(
            "A new version of this guide is here.", timeout=MINUTE
        )
        # What a page of the first version did not keep, it does not get of the second.
        missing = page.evaluate("fetch('/learn/').then(({ok}) => ok, () => 'refused')")
        assert missing == "refused"
        page.evaluate("scrollTo(0, 300)")
        with other.expect_navigation(), page.expect_navigation():
            note.get_by_role("button", name="Reload").click()
        for tab, name in ((page, "a-z/"), (other, "stages/mixing/")):
            expect(tab.locator("h1")).to_contain_text("(second)")
            assert version(tab) == "second"
            assert tab.url.endswith(name)
        caches = page.evaluate("caches.keys()")
        assert len(caches) == 1
        server.is_gone = True  # what the first version had kept, the second has too
        for name in ("stages/mixing/", "a-z/", ""):
            page.goto(name)
            assert version(page) == "second"


def test_a_half_written_site_is_not_taken(
    browser: Browser, server: Server, second: Path, tmp_path: Path
) -> None:
    half = tmp_path / "site"
    shutil.copytree(second, half)
    with (half / "a-z/index.html").open("a") as page_of_another_version:
        page_of_another_version.write("<!-- -->")
    with reader(browser, server, SAVES_DATA) as context:
        page = context.new_page()
        page.goto("")
        wait_until_kept(page, page.evaluate(NAMES, "core"))
        server.folder = half
        page.goto("my-path/")
        page.evaluate(
            "async () => { const registration = await navigator.serviceWorker.ready;"
            " await registration.update().catch(() => null);"
            " const { installing } = registration;"
            " if (installing) await new Promise((done) =>"
            "   installing.addEventListener('statechange', done, {once: true})); }"
        )
        page.goto("a-z/")
        assert version(page) == "first"
        expect(page.locator("new-version")).to_be_hidden()
        server.folder = second
        page.goto("my-path/")
        expect(page.locator("new-version")).to_be_visible(timeout=MINUTE)


@pytest.mark.parametrize("quota", [200_000, 1_500_000])
def test_a_full_device_does_no_harm(browser: Browser, server: Server, quota: int) -> None:
    with reader(browser, server) as context:
        errors: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        context.new_cdp_session(page).send(
            "Storage.overrideQuotaForOrigin",
            {"origin": server.address.removesuffix("/"), "quotaSize": quota},
        )
        for name in ("", "stages/mixing/", "paths/hiring-artist/"):
            page.goto(name)
            page.wait_for_load_state("networkidle")
        assert errors == []
        if quota > 1_000_000:  # room for what every page needs, not for all of them
            part = page.locator("path-keep")
            part.scroll_into_view_if_needed()
            part.get_by_role("button").click(timeout=MINUTE)
            expect(part.get_by_role("status")).to_contain_text("There is no room", timeout=MINUTE)
            server.is_gone = True
            page.goto("")
            expect(page.locator("h1")).to_have_text("Signal Path")
        expect(page.locator("h1")).to_be_visible()


def test_a_browser_that_keeps_nothing_is_told_so(browser: Browser, server: Server) -> None:
    with reader(browser, server, NO_WORKER) as context:
        errors: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("paths/hiring-artist/")
        part = page.locator("path-keep")
        part.scroll_into_view_if_needed()
        expect(part.get_by_role("status")).to_have_text("This browser keeps no pages of this site.")
        expect(part.get_by_role("button")).to_be_disabled()
        assert errors == []
