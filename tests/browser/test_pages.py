"""What holds on every page of the built site, on a phone and on a desktop, light and dark."""

import gzip
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import axe
from tests.browser.document import Document
from tests.browser.reader import PHONE, browsing, on_paper, unlike

NO_WORKER = "Service Worker registration blocked by Playwright"
"""What the tour itself prints, as it goes without the worker (test_offline.py is about it)."""
PAPER = {"light": "rgb(255, 253, 248)", "dark": "rgb(25, 20, 17)"}


MEASURED = (axe.CONTRAST, axe.ENHANCED, "link-in-text-block")
"""Rules that would take three quarters of its time: test_looks.py measures the contrast of every
page in both schemes, and links in text are known by their line, as tested below."""
TARGETS = "target-size"
"""A third of the rest: test_looks.py measures how high is what can be pressed, on every page."""
LONG = 50
"""Milliseconds at which a task is long: what is pressed meanwhile seems not to answer."""
MOST_WORK = 100
"""Milliseconds of processor time for the same: neighbours on a machine take caches and half a core,
so that the same work counts up to twice."""
# An observer is told of what came before it, too.
WATCH = """
window.met = { shifts: [], largest: "", longest: 0 };
const watch = (type, see) => {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(see));
  observer.observe({ type, buffered: true });
};
watch("layout-shift", ({ value }) => met.shifts.push(value));
watch("largest-contentful-paint", ({ url, element }) => {
  met.largest = url || element?.textContent || "";
});
watch("longtask", ({ duration }) => { met.longest = Math.max(met.longest, duration); });
"""
SHIFTS = """new Promise((done) =>
  requestAnimationFrame(() => setTimeout(() => done(met.shifts), 50)))"""
# Once a page is painted and that is told.
MET = """async () => {
  const end = performance.now() + 10_000;
  do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  while (!met.largest && performance.now() < end);
  const isPlain = (link) => link.checkVisibility() &&
    [...link.parentNode.childNodes].some((node) => /\\p{L}/u.test(node.data ?? "")) &&
    !getComputedStyle(link).textDecorationLine.includes("underline");
  return {
    plain: [...document.querySelectorAll(
      "main :is(p, li, dt, dd, td, caption, figcaption) > a[href]:not(.cite)",
    )].filter(isPlain).map(({ outerHTML }) => outerHTML),
    width: document.documentElement.scrollWidth,
    paper: getComputedStyle(document.body).backgroundColor,
    ...met,
  };
}"""


class Visit(NamedTuple):
    """What a browser met on a page."""

    other_hosts: list[str]
    errors: list[str]
    width: int
    paper: str
    plain: list[str]
    """Links in running text that have no line; numbers of sources stand above it."""
    shifts: list[float]
    largest: str
    """The text, or the address, of what is painted largest."""
    longest: float
    """Milliseconds of the longest task while the page loads; 0 if none is long."""
    findings: list[str]
    """What axe finds, if it is asked."""


class Tour(NamedTuple):
    """A visit to each page with a screen of one width and one colour scheme."""

    width: int
    scheme: str
    visits: dict[str, Visit]


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Document]:
    """Every HTML file of the site by its address, as the root's is ''."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): Document(
            file.read_text("utf-8")
        )
        for file in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(documents: dict[str, Document]) -> dict[str, Document]:
    """Those that people read; the others lead on from an old address."""
    return {name: document for name, document in documents.items() if not document.leads_on}


@pytest.fixture(
    scope="module", params=[(320, "light"), (1280, "dark")], ids=["phone-light", "desktop-dark"]
)
def tour(
    request: pytest.FixtureRequest, browser: Browser, address: str, pages: dict[str, Document]
) -> Tour:
    """On a phone axe is asked about every page. On a desktop the words and how they are tied
    together are the same; what is shown, and how large, follows from what a page is built of: there
    it is asked about each page that has an element of a kind not met before, and everywhere about
    sizes only then."""
    width: int
    scheme: Literal["light", "dark"]
    width, scheme = request.param
    requested: list[str] = []
    errors: list[str] = []
    visits = {}
    met_before: set[tuple[str, ...]] = set()
    with browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        service_workers="block",
    ) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda line: errors.append(line.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        some = unlike(pages)
        for name in pages:
            if name not in some and (scheme == "dark" or on_paper(name)):
                continue
            page.goto(name)
            met = page.evaluate(MET)
            if pages[name].has_lab:
                met["shifts"] = shifts_to_labs(page)
            is_new = not pages[name].built_of <= met_before
            met_before |= pages[name].built_of
            without = MEASURED if is_new else (*MEASURED, TARGETS)
            met["findings"] = (
                axe.findings(page, without=without) if scheme == "light" or is_new else []
            )
            met["errors"] = [error for error in errors if error != NO_WORKER]
            met["other_hosts"] = [
                url for url in requested if not url.startswith((address, "data:"))
            ]
            visits[name] = Visit(**met)
            requested.clear()
            errors.clear()
    return Tour(width, scheme, visits)


def shifts_to_labs(page: Page) -> list[float]:
    """What has moved on a page once a reader has come near each of its labs, and to it."""
    for lab in page.locator(".lab").all():
        lab.evaluate("lab => scrollBy(0, lab.getBoundingClientRect().top - 1.5 * innerHeight)")
        lab.locator(":scope:defined").wait_for()
        lab.scroll_into_view_if_needed()
    found: list[float] = page.evaluate(SHIFTS)
    return found


def work(page: Page, name: str) -> float:
    """Milliseconds of processor time that the longest task takes when a page is opened."""
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=["-*", "disabled-by-default-devtools.timeline"])
    page.goto(name)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    return max(
        float(event.get("tdur", 0)) / 1000
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) in main
    )


def test_the_pages_are_those_of_the_guide_and_the_one_for_lost_readers(
    site: Path, pages: dict[str, Document]
) -> None:
    guide = json.loads((site / "guide.json").read_text("utf-8"))
    paper = {f"paths/{path['id']}/{on}/" for path in guide["paths"] for on in ("print", "sheet")}
    assert set(pages) == {page["url"] for page in guide["pages"]} | paper | {"404.html"}


def test_a_page_has_one_main_heading(pages: dict[str, Document]) -> None:
    headings = {name: page.tags["h1"] for name, page in pages.items()}
    assert {name: number for name, number in headings.items() if number != 1} == {}


def test_headings_leave_no_level_out(pages: dict[str, Document]) -> None:
    gaps = {
        name: [levels for levels in pairwise([0, *page.headings]) if levels[1] > levels[0] + 1]
        for name, page in pages.items()
    }
    assert {name: levels for name, levels in gaps.items() if levels} == {}


def test_a_page_says_its_language_and_has_one_main_part(pages: dict[str, Document]) -> None:
    said = {name: (page.language, page.tags["main"]) for name, page in pages.items()}
    assert said == dict.fromkeys(said, ("en", 1))


def test_navigations_are_told_apart_by_their_names(pages: dict[str, Document]) -> None:
    repeated = {
        name: [
            label for label, times in Counter(page.navigations).items() if times > 1 or not label
        ]
        for name, page in pages.items()
    }
    assert {name: labels for name, labels in repeated.items() if labels} == {}


def test_a_table_has_a_name_and_headings_that_say_what_they_head(
    pages: dict[str, Document],
) -> None:
    def is_right(table: Counter[str]) -> bool:
        return table["named"] == 1 and table["col"] > 0 and not table[""]

    wrong = {
        name: [dict(table) for table in page.tables if not is_right(table)]
        for name, page in pages.items()
    }
    assert {name: tables for name, tables in wrong.items() if tables} == {}


def test_a_picture_says_what_it_shows_or_is_decoration(pages: dict[str, Document]) -> None:
    mute = {name: page.mute for name, page in pages.items()}
    assert {name: pictures for name, pictures in mute.items() if pictures} == {}


def test_without_script_no_control_is_shown_that_needs_one(pages: dict[str, Document]) -> None:
    """Tools are forms on paper then: their own tests say what they show."""
    idle = {name: page.idle for name, page in pages.items() if not name.startswith("tools/")}
    assert {name: controls for name, controls in idle.items() if controls} == {}
    assert any(page.idle for page in pages.values())


def test_an_id_stands_once_on_a_page(documents: dict[str, Document]) -> None:
    repeated = {
        name: [key for key, times in document.ids.items() if times > 1]
        for name, document in documents.items()
    }
    assert {name: ids for name, ids in repeated.items() if ids} == {}


def test_no_element_carries_style_or_script_in_an_attribute(
    documents: dict[str, Document],
) -> None:
    found = {name: document.inline for name, document in documents.items()}
    assert {name: inline for name, inline in found.items() if inline} == {}


def test_only_links_that_a_reader_follows_name_another_host(
    documents: dict[str, Document],
) -> None:
    assert [
        f"{name}: <{tag}> {address}"
        for name, document in documents.items()
        for tag, address in document.addresses
        if tag != "a" and urlsplit(address).netloc
    ] == []


def test_every_internal_address_and_fragment_resolves(
    site: Path, documents: dict[str, Document]
) -> None:
    def resolves(page: str, address: str) -> bool:
        target = urlsplit(urljoin(f"http://site/{page}", address))
        if target.netloc != "site":
            return True
        path, fragment = unquote(target.path).removeprefix("/"), unquote(target.fragment)
        if path in documents and fragment.startswith("way="):  # choices of a path
            taken = [choice.partition(":")[0] for choice in fragment[4:].split(",")]
            return all(documents[path].ids[f"choice-{choice}"] for choice in taken)
        if path == "labs/beat-grid/" and "&" in fragment:  # a groove: times and rows
            names = [part.partition("=")[0] for part in fragment.split("&")]
            rows = [name for name in names if name not in ("tempo", "swing")]
            return bool(rows) and all(name.startswith("row-") for name in rows)
        if path in documents:
            return not fragment or fragment in documents[path].ids
        return (site / path).is_file()

    assert [
        f"{name}: {address}"
        for name, document in documents.items()
        for _, address in document.addresses
        if not resolves(name, address)
    ] == []


def fetched(site: Path, name: str, page: Document) -> set[Path]:
    """The files that a browser fetches to show a page: it and what it names, the modules that its
    scripts import, and the typeface for letters that few pages have. The worker fetches more,
    when nothing else is to do."""
    own = site / name if name.endswith(".html") else site / name / "index.html"
    files = {own}
    wanted = [
        (site if address.startswith("/") else own.parent) / address.removeprefix("/")
        for address in page.loads
    ]
    if re.search("[\u0100-\u017f]", page.text):
        wanted.append(site / "assets/fonts/manrope-extended.woff2")
    while wanted:
        file = wanted.pop().resolve()
        if file not in files and file.suffix == ".js":
            imported = re.findall(r'^import .*?"([^"]+)";$', file.read_text("utf-8"), re.MULTILINE)
            wanted += [file.parent / address for address in imported]
        files.add(file)
    return files


def sent(file: Path) -> int:
    """Bytes of a file as a server sends it."""
    data = file.read_bytes()
    return len(data) if file.suffix in (".woff2", ".png") else len(gzip.compress(data, mtime=0))


def test_a_first_page_is_light(site: Path, pages: dict[str, Document]) -> None:
    """What a reader who comes for the first time waits for. What a lab needs comes when it is
    near; a booklet is a whole path on purpose."""
    loads = {
        name: fetched(site, name, page)
        for name, page in pages.items()
        if not name.endswith("/print/")
    }
    sizes = {file: sent(file) for file in set().union(*loads.values())}
    heavy = {}
    for name, files in loads.items():
        weight = sum(sizes[file] for file in files)
        if weight > 100_000 or len(files) > 8:
            heavy[name] = weight, len(files)
    assert heavy == {}


@pytest.mark.parametrize(
    "name", ["", "paths/songwriter/", "stages/recording/", "genres/house/", "tools/budget/"]
)
def test_a_browser_fetches_what_is_counted(
    browser: Browser, address: str, site: Path, pages: dict[str, Document], name: str
) -> None:
    asked: list[str] = []
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        with page.expect_request("**/favicon.svg"):  # Chromium asks for it when it finds the time
            page.goto(name, wait_until="networkidle")
    files = [site / url.removeprefix(address) for url in asked]
    found = {file / "index.html" if file.is_dir() else file for file in files}
    assert found == fetched(site, name, pages[name])


def test_no_page_asks_another_host_for_anything(tour: Tour) -> None:
    asked = {name: visit.other_hosts for name, visit in tour.visits.items()}
    assert {name: urls for name, urls in asked.items() if urls} == {}


def test_no_page_prints_an_error_to_the_console(tour: Tour) -> None:
    printed = {name: visit.errors for name, visit in tour.visits.items()}
    assert {name: errors for name, errors in printed.items() if errors} == {}


def test_no_page_scrolls_sideways(tour: Tour) -> None:
    widths = {name: visit.width for name, visit in tour.visits.items()}
    assert {name: width for name, width in widths.items() if width != tour.width} == {}


def test_every_page_wears_the_colours_asked_for(tour: Tour) -> None:
    worn = {name: visit.paper for name, visit in tour.visits.items()}
    assert worn == dict.fromkeys(worn, PAPER[tour.scheme])


def test_links_in_text_are_underlined(tour: Tour) -> None:
    plain = {name: visit.plain for name, visit in tour.visits.items()}
    assert {name: links for name, links in plain.items() if links} == {}


def test_axe_finds_nothing(tour: Tour) -> None:
    found = {name: visit.findings for name, visit in tour.visits.items()}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_what_is_painted_largest_stands_in_the_html(tour: Tour, pages: dict[str, Document]) -> None:
    painted = {name: " ".join(visit.largest.split()) for name, visit in tour.visits.items()}
    late = {
        name: text for name, text in painted.items() if text not in pages[name].text or not text
    }
    assert late == {}


def test_nothing_moves_while_a_page_loads(tour: Tour) -> None:
    moved = {name: visit.shifts for name, visit in tour.visits.items()}
    assert {name: shifts for name, shifts in moved.items() if shifts} == {}


def test_an_element_of_another_kind_is_met_as_new() -> None:
    met = Document('<p class="a">One</p><input type="text">').built_of
    assert Document('<p class="a">Two</p><input type="text">').built_of == met
    new = {("p", "a", "", "", "class", "id"), ("input", "", "", "range", "type")}
    assert Document('<p class="a" id="b">One</p><input type="range">').built_of == new


LATE = """<!doctype html><title>Late</title><p>There</p><script>
let work = 1;
for (let turn = 0; turn < 3e7; turn++) work = (work * 31 + turn) | 0;
document.body.append(Object.assign(document.createElement("h1"), { textContent: "Made later" }));
</script>"""


def test_what_comes_late_would_be_met(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.route("**/late/", lambda route: route.fulfill(body=LATE, content_type="text/html"))
        page.goto("late/")
        met = page.evaluate(MET)
        assert met["largest"] == "Made later"
        assert met["largest"] not in Document(LATE).text
        # On a busy machine that is told after what is painted.
        page.wait_for_function("most => met.longest > most", arg=LONG)
        assert work(page, "late/") > MOST_WORK


def test_a_page_answers_while_it_loads(
    tour: Tour, browser: Browser, address: str, pages: dict[str, Document]
) -> None:
    """No task is long, outside the pages of labs and booklets. By the clock, every task is on a
    busy machine: where one was, the processor's time counts."""
    long = [
        name
        for name, visit in tour.visits.items()
        if visit.longest > LONG and not name.startswith("labs/") and not on_paper(name)
    ]
    with browsing(browser, address, (tour.width, 800)) as context:
        page = context.new_page()
        page.goto("")
        taken = {name: [work(page, name)] for name in long}
        for name, times in taken.items():
            while min(times) > MOST_WORK and len(times) < 4:
                times.append(work(page, name))
    assert {name: times for name, times in taken.items() if min(times) > MOST_WORK} == {}
