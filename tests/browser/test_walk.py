"""Somebody whose script is switched off goes every way through each path by its printed links
alone."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.reader import PATH_IDS, path_items

# What is printed after a place: the link to go on by, or a choice, and what is printed after each
# of its options. Read in one go: to ask for piece after piece took minutes. `place` is an item of
# the whole route's list, or the part of a page that tells of one place on the path.
PRINTED = """
(function printed(place) {
  const links = [...document.links];
  const title = (option) =>
    option.querySelector(":scope > p > strong, :scope > .route__option > p > strong").innerText;
  const choice = (id, options, after) => ({
    choice: id,
    options: Object.fromEntries([...options].map((option) => [title(option), after(option)])),
  });
  const onward = (link) => ({ link: links.indexOf(link), text: link.innerText });
  if (place.matches(".route > li")) {
    const options = place.querySelectorAll(":scope > path-choice > .route__options > li");
    if (!options.length) return onward(place.querySelector(":scope > p > a"));
    return choice(place.id.replace("choice-", ""), options, (option) => {
      let next = option.querySelector(":scope > .route > li");
      for (let at = place; !next; at = at.parentElement) {
        if (at.matches("li.route__choice")) next = at.nextElementSibling;
      }
      return printed(next);
    });
  }
  const question = place.querySelector(":scope > .choice > .choice__question > a");
  if (question) {
    const options = place.querySelectorAll(":scope > .choice > ul > li");
    return choice(question.hash.replace("#choice-", ""), options, printed);
  }
  return onward(place.querySelector(
    ":scope > [data-continue], :scope > .next > [rel=next], :scope > .next--end > a"
  ));
})
"""
START = f"{PRINTED}(document.querySelector('.facts__begin'))"
CHOICE = f"(id) => {PRINTED}(document.getElementById(id))"
PLACES = f"""
(path) =>
  [...document.querySelectorAll(`.strip nav[data-path='${{path}}'] .stand`)].map((place) => [
    [...place.querySelectorAll(".stand__trail em")].map((em) => em.innerText), {PRINTED}(place),
  ])
"""
UNFOLD = """(path) => document.querySelector(`path-fold[data-path='${path}'] > details.strip`)
  ?.setAttribute("open", "")"""
"""Without script a reader presses the line that tells of their path."""
END = "The path ends here. See the whole of it"

Item = dict[str, Any]
Printed = dict[str, Any]
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


def pages_of(items: list[Item]) -> set[str]:
    """Every page that is a step, of whichever option."""
    found = set()
    for item in items:
        found |= {item["page"]} if "page" in item else set()
        for option in item.get("options", []):
            found |= pages_of(option.get("steps", []))
    return found


class Reader:
    """Takes the options that they mean to take, and remembers what was printed, and where each link
    led: no page is read twice, and no link followed twice, however many ways share it."""

    def __init__(self, page: Page, address: str, path: str) -> None:
        self._page = page
        self._address = address
        self._path = path
        self._read: dict[str, Any] = {}
        self._led: dict[tuple[str, int], str] = {}
        self.offered: set[Taken] = set()

    def walk(self, meant: dict[str, str]) -> Route:
        """From the path's first step to its end: what was visited, and which options taken."""
        walked = Route([], [])
        home = at = f"paths/{self._path}/"
        link, text = self._onward(self._printed(at, START), meant, walked.taken)
        while text != END:
            at = self._follow(at, link)
            if at.startswith(f"{home}#choice-"):
                printed = self._printed(at, CHOICE, at.partition("#")[2])
            else:
                walked.pages.append(at.removesuffix("/"))
                printed = self._place(at, walked.taken)
            link, text = self._onward(printed, meant, walked.taken)
        assert self._follow(at, link) == home
        return walked

    def _open(self, at: str) -> None:
        if self._page.url != self._address + at:
            self._page.goto(at, wait_until="domcontentloaded")
        self._page.evaluate(UNFOLD, self._path)

    def _printed(self, at: str, script: str, argument: str | None = None) -> Any:
        """What a script reads on a page; its address is from the root of the site."""
        if at not in self._read:
            self._open(at)
            self._read[at] = self._page.evaluate(script, argument)
        return self._read[at]

    def _follow(self, at: str, link: int) -> str:
        """Follow a link of a page by its key, and say where it led, from the root of the site."""
        if (at, link) not in self._led:
            self._open(at)
            found = self._page.locator("a[href]").nth(link)
            target = urljoin(self._page.url, found.get_attribute("href"))
            found.press("Enter")
            self._page.wait_for_url(target, wait_until="domcontentloaded")
            self._led[at, link] = target.removeprefix(self._address)
        return self._led[at, link]

    def _place(self, at: str, taken: list[Taken]) -> Printed:
        """What a page prints at its one place on the path that the options taken lead to."""
        titles = {title for _, title in taken}
        places = self._printed(at, PLACES, self._path)
        found: list[Printed] = [printed for trail, printed in places if titles.issuperset(trail)]
        assert len(found) == 1, f"{len(found)} places on {at} after {taken}"
        return found[0]

    def _onward(
        self, printed: Printed, meant: dict[str, str], taken: list[Taken]
    ) -> tuple[int, str]:
        """The link to go on by, beyond the choices that are printed before it."""
        while "choice" in printed:
            choice, options = printed["choice"], printed["options"]
            self.offered |= {(choice, title) for title in options}
            assert meant[choice] in options
            taken.append((choice, meant[choice]))
            printed = options[meant[choice]]
        return printed["link"], printed["text"]


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
    planned = routes(steps)
    reader = Reader(page, address, path)

    walked = [reader.walk(dict(route.taken)) for route in planned]

    assert walked == planned
    assert {page for route in walked for page in route.pages} == pages_of(steps)
    assert {taken for route in walked for taken in route.taken} == reader.offered
