"""What every page leads to: the sections, the pages near it in its own, and the foot."""

from functools import cached_property
from typing import Any

from guide.addresses import up, url
from guide.kinds import Kind
from guide.library import Library
from guide.listings import A_TO_Z, FOOT, MY_PATH, indexes
from guide.page_file import PageFile

View = dict[str, Any]

NEAR = 15
"""How many pages of its section the navigation of a page lists before it and after it. A longer
list would not be read, and would make the site's size grow with the square of its pages."""


class Navigation:
    """The navigation of one guide."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._shared: dict[tuple[Kind, bool], View] = {}

    def everywhere(self, root: str) -> View:
        """What each page has. Addresses begin with `root`, which leads to the root of the site."""
        return {
            "home": root or "./",
            "data": f"{root}guide.json",
            "a_z": root + url(A_TO_Z),
            "sections": [
                {"title": kind.section, "href": root + url(index)} for kind, index in self._indexes
            ],
            "foot": [self._link(root, page) for page in FOOT if page in self._library.published],
        }

    def of(self, page: PageFile) -> View:
        """All sections, and the pages of this one that are near. What all pages of a section
        share, their addresses too, is made once."""
        shared = page.kind, page.is_index
        if shared not in self._shared:
            root = up(page.id)
            view = self.everywhere(root)
            for section, (kind, _) in zip(view["sections"], self._indexes, strict=True):
                section["current"] = kind is page.kind
            self._shared[shared] = {
                **view,
                "mine": root + url(MY_PATH),
                "pages": [
                    {**self._link(root, other.id), "id": other.id}
                    for other in self._library.of_kind(page.kind)
                    if page.kind is not Kind.SITE
                ],
            }
        navigation = self._shared[shared]
        pages: list[View] = navigation["pages"]
        if len(pages) <= 2 * NEAR + 1:
            return navigation
        place = self._numbers.get(page.id, 0)
        return {**navigation, "pages": pages[max(0, place - NEAR) : place + NEAR + 1]}

    def lists(self, kind: Kind) -> bool:
        """Whether the section of a kind is among those that each page leads to."""
        return any(kind is listed for listed, _ in self._indexes)

    def _link(self, root: str, page_id: str) -> View:
        title = self._library.pages[page_id].title
        return {"title": title, "href": root + url(page_id) or "./"}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Which of its section each page is: asked for each page, it is not counted anew."""
        sections = map(self._library.of_kind, Kind)
        return {page.id: n for section in sections for n, page in enumerate(section)}

    @cached_property
    def _indexes(self) -> list[tuple[Kind, str]]:
        return indexes(self._library)
