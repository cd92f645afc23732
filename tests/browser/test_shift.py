"""Nothing jumps: what a script fills in has its place before anything is seen."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route
from tests.browser.conftest import Handler, serving
from tests.browser.reader import DESKTOP, PHONE, browsing, keep, marks, progress, taken

PAGES = (
    "",
    "paths/songwriter/",
    "paths/songwriter/#route",
    "paths/songwriter/#choice-who-produces",
    "paths/beatmaker/#route",
    "stages/mixing/",
    "stages/mixing/#path-songwriter",
    "stages/mixing/#practice",
    "stages/beat-making/",
    "tools/do-you-need-a-producer/#have=song&money=nothing",
    "tools/agreement/",
    "tools/budget/",
    "tools/royalties/",
    "tools/split-sheet/",
    "tools/calculators/#latency",
    "labs/equaliser/#preset=mud",
    "stages/mixing-equaliser/",
    "tools/vetting-sheet/",
    "paths/songwriter/#way=who-produces:hybrid",
    "my-path/",
    "contributing/coverage/",
)
SHIFTS = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) (window.shifts ??= []).push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
AFTER = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"
PAINTED = "() => performance.getEntriesByType('paint').length > 0"
RETURNING = progress(
    path="songwriter",
    pages=marks("stages/songwriting", "stages/mixing", "stages/editing"),
    notes={"stages/mixing": {"text": "Mine.", "since": "2026-11-20T10:00:00.000Z"}},
    choices={"songwriter": taken(sound="pop", who_produces="hybrid")},
    settings={"times": True, "hours": 3},
)


def _later(route: Route) -> None:
    """A script that comes when the page could have been shown without it."""
    time.sleep(0.2)
    route.continue_()


# A new reader whose scripts come soon opens all pages in test_pages.py.
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("what", "late"),
    [(None, True), (RETURNING, False), (RETURNING, True)],
    ids=["new-late", "returning-soon", "returning-late"],
)
def test_layout_does_not_shift_while_a_page_loads(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    what: dict[str, object] | None,
    late: bool,
) -> None:
    with browsing(browser, address, size) as context:
        if what:
            keep(context, what)
        if late:
            context.route("**/*.js", _later)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        shifted = {}
        for name in PAGES:
            page.goto("about:blank")  # To another part of the same page would load nothing.
            page.goto(name)
            page.wait_for_load_state("networkidle")
            page.evaluate(AFTER)
            shifted[name] = page.evaluate("window.shifts ?? []")
        assert shifted == {name: [] for name in PAGES}


@pytest.mark.parametrize(
    ("name", "what", "is_shown"),
    [
        ("stages/mixing/", None, True),
        ("labs/equaliser/", None, True),
        ("stages/mixing/#practice", None, False),
        ("stages/mixing/", RETURNING, False),
        ("tools/budget/", None, True),
        ("tools/budget/", RETURNING, False),
        ("paths/songwriter/", None, False),
        ("my-path/", None, False),
    ],
)
def test_a_page_is_shown_before_its_scripts_to_who_has_kept_nothing(
    browser: Browser, address: str, name: str, what: dict[str, object] | None, is_shown: bool
) -> None:
    with browsing(browser, address, PHONE) as context:
        if what:
            keep(context, what)
        page = context.new_page()
        held: list[Route] = []
        page.route("**/*.js", lambda route: held.append(route))
        page.goto(name, wait_until="commit")
        if is_shown:
            page.wait_for_function(PAINTED)
        else:
            page.wait_for_timeout(1_000)  # it waits for nothing else on this machine
            assert not page.evaluate(PAINTED)
        page.route("**/*.js", lambda route: route.continue_())
        for route in held:
            route.continue_()
        page.wait_for_function(PAINTED)


class _InPieces(Handler):
    """Sends a page up to somewhere, and the rest when the first could have been shown."""

    until = b""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path)) / "index.html"
        html = file.read_bytes() if file.is_file() else b""
        if self.until not in html:
            super().do_GET()
            return
        first = html.index(self.until) + len(self.until)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html[:first])
        time.sleep(0.2)
        self.wfile.write(html[first:])


@pytest.mark.parametrize("size", [(320, 640), DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "until", ['<details class="menu">', "</h1>", 'id="tool-country"', 'scope="col">9</th>']
)
def test_layout_does_not_shift_when_a_page_comes_in_pieces(
    browser: Browser, site: Path, size: tuple[int, int], until: str
) -> None:
    handler = type("UpTo", (_InPieces,), {"until": until.encode()})
    with serving(site, handler) as address, browsing(browser, address, size) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        shifted = {}
        for name in ("", "stages/mixing/", "tools/budget/", "genres/indie/"):
            page.goto(name)
            page.evaluate(AFTER)
            shifted[name] = page.evaluate("window.shifts ?? []")
        assert not any(shifted.values()), shifted


def test_a_shift_would_be_seen(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.goto("stages/mixing/")
        page.wait_for_load_state("networkidle")
        page.evaluate(
            "document.querySelector('h1').before(Object.assign(document.createElement('p'),"
            " { textContent: 'Late.' }))"
        )
        page.wait_for_function("() => (window.shifts ?? []).length > 0")
