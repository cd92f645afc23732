"""The lists that index pages and the computed pages print."""

from typing import Any

from guide import path_views
from guide.addresses import href
from guide.choosing_table import choosing_table
from guide.covers import cover
from guide.entries import term_anchor
from guide.fields import ChainPlace
from guide.figures import duration
from guide.genre_map import genre_map
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.pages import Gear, Genre, Lab, Page, Role, Stage, Tool
from guide.places import Places, steps_on
from guide.terms import GLOSSARY, sound

View = dict[str, Any]

HOME, A_TO_Z, BY_PATH, MY_PATH = "index", "a-z", "pages-by-path", "my-path"
DOORS = 3
"""Paths that the home page names: with the question for those who know none, a phone's screen."""
HELP = "tools/do-you-need-a-producer"
"""Where the home page sends those who know no path for themselves."""
COVERAGE = "contributing/coverage"
FOOT = (MY_PATH, A_TO_Z, GLOSSARY, BY_PATH, "contributing/index", COVERAGE)
"""Pages that the foot of each page leads to."""
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
    Kind.LAB,
    Kind.TOOL,
)


def listings(library: Library, page: PageFile, places: Places) -> View:
    """The lists of one page, by name; nothing for a page that prints none."""
    if page.id == HOME:
        return {
            "home": {
                "paths": path_views.doors(library, page.id, places)[:DOORS],
                "all_paths": _card_of(library, page.id, f"{Kind.PATH}/index"),
                "help": _card_of(library, page.id, HELP),
                "stages": [
                    {**card(library, page.id, stage.id), "ends_with": stage.page.goes_out[0]}
                    for stage in library.of_kind(Kind.STAGE)
                    if isinstance(stage.page, Stage) and not library.whole_of(stage)
                ],
                "sections": _doors(library, page),
            }
        }
    if page.id == f"{Kind.PATH}/index":
        return {"paths": path_views.doors(library, page.id, places)}
    if page.id == A_TO_Z:
        return {"letters": _letters(library, page)}
    if page.id == GLOSSARY:
        return {"terms": _terms(library, page)}
    if page.id == BY_PATH:
        return {"by_path": _by_path(library, page, places)}
    if page.id == COVERAGE:
        return {"coverage": _coverage(library, page)}
    if page.is_index:
        return {
            **_section(library, page, places),
            "genre_map": genre_map(library, page.id) if page.kind is Kind.GENRE else None,
            "choosing": choosing_table(library, page.id) if page.kind is Kind.GEAR else None,
        }
    return {}


def card(library: Library, origin: str, target: str) -> View:
    """A link from one page to another."""
    return {"title": library.pages[target].title, "href": href(origin, target)}


def _card_of(library: Library, origin: str, target: str) -> View | None:
    """A link to a page that a guide need not have."""
    return card(library, origin, target) if target in library.published else None


def indexes(library: Library) -> list[tuple[Kind, str]]:
    """The sections that have an index, in their order, each with its id."""
    found = [(kind, f"{kind}/index") for kind in _SECTIONS]
    return [(kind, index) for kind, index in found if index in library.published]


def _section(library: Library, page: PageFile, places: Places) -> View:
    """The pages of a section, each with what helps to choose it and the paths that it is on. What
    is a part of another page stands with that one."""
    pages = library.of_kind(page.kind)
    shown = {other.id: _choice(library, page, other, places) for other in pages}
    whole: list[View] = []
    for other in pages:
        top = other
        while part_of := library.whole_of(top):
            top = part_of
        (whole if top is other else shown[top.id]["parts"]).append(shown[other.id])
    met = {path for other in pages for path in places.stands.get(other.id, ())}
    return {
        "pages": whole,
        "count": len(pages),
        "filters": [
            {"id": path.id.rpartition("/")[2], "title": path.title}
            for path in library.of_kind(Kind.PATH)
            if path.id.rpartition("/")[2] in met
        ],
    }


def _choice(library: Library, page: PageFile, other: PageFile, places: Places) -> View:
    return {
        **card(library, page.id, other.id),
        "summary": other.summary,
        "reading": other.reading,
        "practice": duration(tuple(other.lesson.practice.minutes)) if other.lesson else "",
        "tells": _tells(other.page),
        "tempo": f"{other.page.tempo[0]}–{other.page.tempo[1]} BPM"
        if isinstance(other.page, Genre)
        else "",
        "chain": [place in other.page.chain for place in ChainPlace]
        if isinstance(other.page, Gear)
        else [],
        "cover": cover(other.page),
        "paths": " ".join(places.stands.get(other.id, ())),
        "parts": [],
    }


def _tells(page: Page | None) -> str:
    """What sets a page apart from the others of its section, in a few words."""
    match page:
        case Genre():
            return page.origin.place
        case Gear():
            return f"In the chain: {', '.join(page.chain)}"
        case Role():
            return f"Hire one for: {page.hire_for[0]}"
        case Stage():
            return f"Ends with: {page.goes_out[0]}"
        case Lab():
            return f"You hear: {page.hears[0]}"
        case Tool():
            return page.answers[0]
        case _:
            return ""


def _doors(library: Library, page: PageFile) -> list[View]:
    return [
        {
            **card(library, page.id, index),
            "summary": library.published[index].summary,
            "kind": kind.value,
        }
        for kind, index in indexes(library)
        if kind is not Kind.PATH
    ]


def _letters(library: Library, page: PageFile) -> list[View]:
    letters: dict[str, list[View]] = {}
    pages = [
        other
        for other in library.published.values()
        if other.id not in (HOME, A_TO_Z)
        and other.kind is not Kind.FINDING  # they have a list of their own
    ]
    for other in sorted(pages, key=lambda other: _sorted_by(other.title)):
        entry = {
            **card(library, page.id, other.id),
            "section": "" if other.is_index else other.kind.section,
            "summary": other.summary,
        }
        letters.setdefault(_sorted_by(other.title)[0].upper(), []).append(entry)
    return [{"letter": letter, "pages": found} for letter, found in letters.items()]


def _sorted_by(title: str) -> str:
    """What a title is looked up by: an article says nothing."""
    return title.casefold().removeprefix("a ").removeprefix("an ").removeprefix("the ")


def _terms(library: Library, page: PageFile) -> list[View]:
    """The glossary by first letters; what begins with a figure comes first."""
    letters: dict[str, list[View]] = {}
    for term, entry in sorted(sound(library).items(), key=lambda found: found[0].casefold()):
        target, _, anchor = entry.page.partition("#")
        to = card(library, page.id, target)
        told = {
            "term": term,
            "id": term_anchor(term),
            "also": ", ".join(entry.also),
            "says": entry.says,
            "title": to["title"],
            "href": to["href"] + (f"#{anchor}" if anchor else ""),
        }
        first = term[0].upper()
        letters.setdefault(first if first.isalpha() else "0–9", []).append(told)
    return [{"letter": letter, "terms": found} for letter, found in letters.items()]


def _by_path(library: Library, page: PageFile, places: Places) -> View:
    """Every lesson, and the steps that it is on each path."""

    def row(lesson: PageFile) -> View:
        steps = steps_on(places, lesson.id)
        told = [steps.get(path, "–") for path in places.figures]
        return {**card(library, page.id, lesson.id), "steps": told}

    sections = [
        (kind.section, [row(lesson) for lesson in library.of_kind(kind)])
        for kind, _ in indexes(library)
        if kind is not Kind.PATH
    ]
    met = [title for title, rows in sections if any(set(row["steps"]) - {"–"} for row in rows)]
    return {
        "columns": 1 + len(places.figures),
        "paths": [
            {**card(library, page.id, f"{Kind.PATH}/{path}"), "steps": figures["steps"]}
            for path, figures in places.figures.items()
        ],
        "sections": [{"title": title, "rows": rows} for title, rows in sections if title in met],
        "without": " or ".join(title.lower() for title, _ in sections if title not in met),
    }


def _coverage(library: Library, page: PageFile) -> View:
    """How many pages of the four kinds each of them is linked with, from either end, and which."""

    def cell(met: list[str], own: bool) -> View:
        return {"count": None if own else len(met), "is_thin": not own and len(met) < 2}

    rows = []
    for kind in _MAP:
        for lesson in library.of_kind(kind):
            met = {other: _met(library, lesson, other) for other in _MAP}
            rows.append(
                {
                    **card(library, page.id, lesson.id),
                    "kind": kind.noun,
                    "cells": [cell(met[other], other is kind) for other in _MAP],
                    "linked": [
                        {
                            "title": other.section,
                            "pages": [card(library, page.id, one) for one in met[other]],
                        }
                        for other in _MAP
                        if other is not kind
                    ],
                }
            )
    counts = [cell["count"] for row in rows for cell in row["cells"] if cell["count"] is not None]
    return {
        "columns": [{"name": kind.value, "title": kind.section} for kind in _MAP],
        "rows": rows,
        "cells": len(counts),
        "empty": counts.count(0),
        "single": counts.count(1),
    }


def _met(library: Library, page: PageFile, kind: Kind) -> list[str]:
    """Published pages of a kind that are linked with a page, in the order of their section."""
    linked = [library.pages[other] for other in library.linked(page.id)]
    found = [other for other in linked if other.kind is kind and not other.is_index]
    return [other.id for other in sorted(found, key=lambda other: other.place_in_section)]
