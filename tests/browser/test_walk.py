"""Somebody whose script is switched off goes through each path by its printed links alone."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.browser.reader import PATH_IDS, path_items

OPTIONS_OF_MAP = ":scope > path-choice > .route__options > li"
END = "The path ends here. See the whole of it"

Item = dict[str, Any]
Taken = tuple[str, str]
"""A choice's id and the title of one of its options."""


class Route(NamedTuple):
    """One way through a path, its optional steps among it."""

    pages: list[str]
    taken: list[Taken]


def routes(items: list[Item]) -> list[Route]:
    """Every way through, listed by brute force."""
    found = [Route([], [])]
    for item in items:
        ways = (
            [
                Route(way.pages, [(item["choose"], option["title"]), *way.taken])
                for option in item["options"]
                for way in routes(option.get("steps", []))
            ]
            if "choose" in item
            else [Route([item["page"]], [])]
        )
        found = [Route(a.pages + b.pages, a.taken + b.taken) for a in found for b in ways]
    return found


def covering(ways: list[Route]) -> list[Route]:
    """A few of the ways, which together take every option."""
    left = {taken for way in ways for taken in way.taken}
    picked = []
    while left:
        best = max(ways, key=lambda way: len(left.intersection(way.taken)))
        left.difference_update(best.taken)
        picked.append(best)
    return picked


def pages_of(items: list[Item]) -> set[str]:
    """Every page that is a step, of whichever option."""
    found = set()
    for item in items:
        found |= {item["page"]} if "page" in item else set()
        for option in item.get("options", []):
            found |= pages_of(option.get("steps", []))
    return found


class Reader:
    """Takes the options that they mean to take, and remembers which were printed."""

    def __init__(self, page: Page, address: str, path: str) -> None:
        self._page = page
        self._address = address
        self._path = path
        self.offered: set[Taken] = set()

    def walk(self, meant: dict[str, str]) -> Route:
        """From the path's first step to its end: what was visited, and which options taken."""
        walked = Route([], [])
        self._page.goto(f"paths/{self._path}/")
        link = self._onward(self._page.locator(".path:has(#for-whom)"), meant, walked.taken)
        while link.inner_text() != END:
            here = self._follow(link)
            if here.startswith(f"paths/{self._path}/#choice-"):
                choice = self._page.locator(f"[id='{here.partition('#')[2]}']")
                link = self._onward_in_list(choice, meant, walked.taken)
            else:
                walked.pages.append(here.removesuffix("/"))
                link = self._onward(self._stand(walked.taken), meant, walked.taken)
        assert self._follow(link) == f"paths/{self._path}/"
        return walked

    def _follow(self, link: Locator) -> str:
        """Follow a link by its key, and say where it led, from the root of the site."""
        target = urljoin(self._page.url, link.get_attribute("href"))
        link.press("Enter")
        self._page.wait_for_url(target)
        return target.removeprefix(self._address)

    def _stand(self, taken: list[Taken]) -> Locator:
        """The one place of this page on the path that the options taken lead to."""
        titles = {title for _, title in taken}
        stands = [
            stand
            for stand in self._page.locator(f".strip nav[data-path='{self._path}'] .stand").all()
            if all(em.inner_text() in titles for em in stand.locator(".stand__trail em").all())
        ]
        assert len(stands) == 1, f"{len(stands)} places on {self._page.url} after {taken}"
        return stands[0]

    def _onward(self, scope: Locator, meant: dict[str, str], taken: list[Taken]) -> Locator:
        """The link to go on by, beyond the choices that are printed before it."""
        while (choice := scope.locator(":scope > .choice")).count():
            question = choice.locator(":scope > .choice__question > a").first
            choice_id = (question.get_attribute("href") or "").partition("#choice-")[2]
            taken.append((choice_id, meant[choice_id]))
            scope = self._option(choice_id, choice.locator(":scope > ul > li"), meant)
        return scope.locator(":scope > .next > a[rel=next], :scope > .next--end > a")

    def _onward_in_list(self, item: Locator, meant: dict[str, str], taken: list[Taken]) -> Locator:
        """The same in the list of the whole route, from one of its choices on."""
        while (options := item.locator(OPTIONS_OF_MAP)).count():
            choice_id = (item.get_attribute("id") or "").removeprefix("choice-")
            taken.append((choice_id, meant[choice_id]))
            inside = self._option(choice_id, options, meant).locator(":scope > .route > li")
            behind = item.locator(
                "xpath=(ancestor-or-self::li[contains(@class, 'route__choice')]"
                "[following-sibling::li])[last()]/following-sibling::li[1]"
            )
            item = inside.first if inside.count() else behind
        return item.locator(":scope > p > a")

    def _option(self, choice_id: str, options: Locator, meant: dict[str, str]) -> Locator:
        titled = {
            option.locator(
                ":scope > p > strong, :scope > .route__option > p > strong"
            ).first.inner_text(): option
            for option in options.all()
        }
        self.offered |= {(choice_id, title) for title in titled}
        assert meant[choice_id] in titled
        return titled[meant[choice_id]]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(
        base_url=address, viewport={"width": 360, "height": 640}, java_script_enabled=False
    ) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


@pytest.mark.parametrize("path", PATH_IDS)
def test_every_option_of_a_path_leads_to_its_end_by_printed_links(
    page: Page, address: str, path: str
) -> None:
    steps = path_items(path)
    planned = covering(routes(steps))
    reader = Reader(page, address, path)

    walked = [reader.walk(dict(route.taken)) for route in planned]

    assert walked == planned
    assert {page for route in walked for page in route.pages} == pages_of(steps)
    assert {taken for route in walked for taken in route.taken} == reader.offered
