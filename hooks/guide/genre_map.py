"""The map of genres: families as lanes, time from left to right, and lines from each genre to those
that grew from it. The same is told as a list, for phones, paper and screen readers."""

from typing import Any

from guide.addresses import href
from guide.fields import Family
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.pages import Genre

View = dict[str, Any]

YEAR, ROW, GAP, HEAD = 8, 26, 14, 30
"""Units that a year is wide, a row is high, lanes are apart, and the years on top take."""
EARLIEST = 1900
"""What is older stands at the left edge, with its year."""
EDGE, DOT, LETTER = 12, 10, 7.2
"""Units beside the map, between a dot and its name, and that a letter of a name takes at most."""


def genre_map(library: Library, origin: str) -> View | None:
    """Dots, lines and lanes in units of an SVG, and the list that says the same."""
    genres = [(p, p.page) for p in library.of_kind(Kind.GENRE) if isinstance(p.page, Genre)]
    if not genres:
        return None
    start = max(EARLIEST, min(genre.since for _, genre in genres) // 10 * 10)
    top, lanes = HEAD, []
    dots: dict[str, View] = {}
    for family in Family:
        own = sorted(
            (
                (genre.since, page.title + f" ({genre.since})" * (genre.since < start), page)
                for page, genre in genres
                if genre.family is family
            ),
            key=lambda found: found[:2],
        )
        if not own:
            continue
        ends: list[float] = []
        for since, title, page in own:
            x = EDGE + max(0, since - start) * YEAR
            row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
            ends[row:] = [x + DOT + len(title) * LETTER + EDGE, *ends[row + 1 :]]
            dots[page.id] = {
                "title": title,
                "href": href(origin, page.id),
                "x": x,
                "y": top + ROW * (row + 1.5),
                "width": round(8 + DOT + len(title) * LETTER),
            }
        height = ROW * (len(ends) + 1)
        lanes.append({"name": family.value, "y": top, "height": height})
        top += height + GAP
    lines = [
        _line(dots[f"{Kind.GENRE}/{parent}"], dots[page.id])
        for page, genre in genres
        for parent in genre.parents
        if f"{Kind.GENRE}/{parent}" in dots
    ]
    width = max(dot["x"] + DOT + len(dot["title"]) * LETTER for dot in dots.values()) + EDGE
    return {
        "width": round(width),
        "height": top,
        "decades": [
            {"year": year, "x": EDGE + (year - start) * YEAR}
            for year in range(start, start + int(width / YEAR), 10)
        ],
        "lanes": lanes,
        "lines": lines,
        "dots": list(dots.values()),
        "families": _listed(library, origin, genres),
    }


def _line(one: View, other: View) -> str:
    """A line from a genre to one that grew from it, which leaves and arrives level."""
    (x1, y1), (x2, y2) = (one["x"], one["y"]), (other["x"], other["y"])
    bend = max(abs(x2 - x1) / 2, ROW)
    return f"M{x1} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2} {y2:g}"


def _listed(library: Library, origin: str, genres: list[tuple[PageFile, Genre]]) -> list[View]:
    families: dict[Family, list[View]] = {}
    for page, genre in sorted(genres, key=lambda found: (found[1].since, found[0].title)):
        parents = [library.published.get(f"{Kind.GENRE}/{parent}") for parent in genre.parents]
        families.setdefault(genre.family, []).append(
            {
                "title": page.title,
                "href": href(origin, page.id),
                "since": genre.since,
                "parents": ", ".join(parent.title for parent in parents if parent),
            }
        )
    return [{"name": it.value, "genres": families[it]} for it in Family if it in families]
