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
from playwright.sync_api import Browser
from tests.browser.document import Document
from tests.browser.reader import PHONE, browsing, unlike

PAPER = {"light": "rgb(255, 253, 248)", "dark": "rgb(25, 20, 17)"}


class Visit(NamedTuple):
    """What a browser met on a page."""

    other_hosts: list[str]
    errors: list[str]
    width: int
    paper: str


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
    width: int
    scheme: Literal["light", "dark"]
    width, scheme = request.param
    requested: list[str] = []
    errors: list[str] = []
    visits = {}
    with browser.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        for name in unlike(pages):
            page.goto(name)
            scroll_width, paper = page.evaluate(
                "[document.documentElement.scrollWidth,"
                " getComputedStyle(document.body).backgroundColor]"
            )
            other_hosts = [url for url in requested if not url.startswith((address, "data:"))]
            visits[name] = Visit(other_hosts, errors.copy(), scroll_width, paper)
            requested.clear()
            errors.clear()
    return Tour(width, scheme, visits)


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
    """What a reader who comes for the first time waits for. A lab brings along what makes sound; a
    booklet is a whole path on purpose."""
    loads = {
        name: fetched(site, name, page)
        for name, page in pages.items()
        if not name.endswith("/print/")
    }
    sizes = {file: sent(file) for file in set().union(*loads.values())}
    heavy = {}
    for name, files in loads.items():
        weight = sum(sizes[file] for file in files)
        most = (125_000, 11) if pages[name].has_lab else (100_000, 8)
        if weight > most[0] or len(files) > most[1]:
            heavy[name] = weight, len(files)
    assert heavy == {}


@pytest.mark.parametrize("name", ["", "paths/songwriter/", "genres/house/", "tools/budget/"])
def test_a_browser_fetches_what_is_counted(
    browser: Browser, address: str, site: Path, pages: dict[str, Document], name: str
) -> None:
    asked: list[str] = []
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
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
