"""Rules that a page keeps or breaks by itself, whatever stands on others."""

from collections.abc import Callable, Iterator
from functools import wraps

from guide.library import Library
from guide.page_file import PageFile
from guide.problem import Problem


def of_each_page(
    rule: Callable[[PageFile], Iterator[Problem]],
) -> Callable[[Library], Iterator[Problem]]:
    """A rule about all pages, made of one about a page. What it found is remembered as long as the
    page stays as it is written: a process that serves asks again after each edit, and of a thousand
    pages one has changed."""
    known: dict[str, tuple[str, list[Problem]]] = {}

    @wraps(rule)
    def of_all(library: Library) -> Iterator[Problem]:
        for page in library.pages.values():
            text, found = known.get(page.path, ("", []))
            if text != page.text:
                found = list(rule(page))
                known[page.path] = page.text, found
            yield from found

    return of_all
