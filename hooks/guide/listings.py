"""The lists that index pages and the computed pages print."""

from typing import Any

from guide import path_views
from guide.addresses import href
from guide.kinds import Kind
from guide.library import Library, PageFile

View = dict[str, Any]

HOME, A_TO_Z, BY_PATH, MY_PATH = "index", "a-z", "pages-by-path", "my-path"
COVERAGE = "contributing/coverage"
_MAP = (Kind.ROLE, Kind.STAGE, Kind.GEAR, Kind.GENRE)
_SECTIONS = (
    Kind.PATH,
    Kind.DECIDE,
    Kind.ROLE,
    Kind.STAGE,
    Kind.WORKING_TOGETHER,
    Kind.GEAR,
    Kind.GENRE,
    Kind.LEARN,
)


def listings(library: Library, page: PageFile) -> View:
    """The lists of one page, by name; nothing for a page that prints none."""
    if page.id == HOME:
        return {
            "home": {
                "paths": path_views.doors(library, page.id),
                "stages": [
                    {**card(library, page.id, stage.id), "summary": stage.summary}
                    for stage in library.of_kind(Kind.STAGE)
                ],
                "sections": _doors(library, page),
            }
        }
    if page.id == f"{Kind.PATH}/index":
        return {"paths": path_views.doors(library, page.id)}
    if page.id == A_TO_Z:
        return {"letters": _letters(library, page)}
    if page.id == BY_PATH:
        return {"by_path": _by_path(library, page)}
    if page.id == COVERAGE:
        return {"tables": _tables(library, page)}
    if page.is_index:
        return {
            "pages": [
                {
                    **card(library, page.id, other.id),
                    "summary": other.summary,
                    "reading": other.reading,
                }
                for other in library.of_kind(page.kind)
            ]
        }
    return {}


def card(library: Library, origin: str, target: str) -> View:
    """A link from one page to another."""
    return {"title": library.pages[target].title, "href": href(origin, target)}


def indexes(library: Library) -> list[tuple[Kind, str]]:
    """The sections that have an index, in their order, each with its id."""
    found = [(kind, f"{kind}/index") for kind in _SECTIONS]
    return [(kind, index) for kind, index in found if index in library.published]


def _doors(library: Library, page: PageFile) -> list[View]:
    return [
        {**card(library, page.id, index), "summary": library.published[index].summary}
        for kind, index in indexes(library)
        if kind is not Kind.PATH
    ]


def _letters(library: Library, page: PageFile) -> list[View]:
    letters: dict[str, list[View]] = {}
    pages = [other for other in library.published.values() if other.id != HOME]
    for other in sorted(pages, key=lambda other: other.title.casefold()):
        entry = {
            **card(library, page.id, other.id),
            "section": other.kind.section,
            "summary": other.summary,
        }
        letters.setdefault(other.title[0].upper(), []).append(entry)
    return [{"letter": letter, "pages": found} for letter, found in letters.items()]


def _by_path(library: Library, page: PageFile) -> View:
    """Every lesson, and the steps that it is on each path."""
    places = path_views.places(library)
    return {
        "columns": 1 + len(places.steps),
        "paths": [
            {**card(library, page.id, f"{Kind.PATH}/{path}"), "steps": steps}
            for path, steps in places.steps.items()
        ],
        "sections": [
            {
                "title": kind.section,
                "rows": [
                    {
                        **card(library, page.id, lesson.id),
                        "steps": [
                            path_views.steps_on(places, lesson.id, path) or "–"
                            for path in places.steps
                        ],
                    }
                    for lesson in library.of_kind(kind)
                ],
            }
            for kind, _ in indexes(library)
            if kind is not Kind.PATH
        ],
    }


def _tables(library: Library, page: PageFile) -> list[View]:
    """Which pages of the four kinds are linked, from either end: each pair of kinds once."""
    return [
        {
            "title": f"{down.section} and {across.section.lower()}",
            "rows": [
                {
                    **card(library, page.id, row.id),
                    "linked": [
                        card(library, page.id, other) for other in _met(library, row, across)
                    ],
                }
                for row in library.of_kind(down)
            ],
        }
        for index, down in enumerate(_MAP)
        for across in _MAP[index + 1 :]
    ]


def _met(library: Library, page: PageFile, kind: Kind) -> list[str]:
    """Published pages of a kind that are linked with a page, in the order of their section."""
    linked = [library.pages[other] for other in library.linked(page.id)]
    found = [other for other in linked if other.kind is kind and not other.is_index]
    return [other.id for other in sorted(found, key=lambda other: other.place_in_section)]
