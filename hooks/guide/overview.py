"""A whole path in one picture: time runs down, and the options of a choice run side by side. The
list of the route says the same, and more."""

from collections.abc import Callable
from typing import Any

from guide.figures import counted
from guide.lanes import Items, width
from guide.paths import Choice, Step, Want

View = dict[str, Any]

LANE, ROW = 18, 16
"""Width of a lane and height of a row, in pixels."""
BEND = 2
"""Rows in which lanes part or rejoin."""
LETTER = 7.2
"""Pixels that a letter of a name takes at most."""


def overview(
    items: Items, page: Callable[[Step], View], choice_href: Callable[[Choice], str]
) -> View:
    """Lines, and the stations on them: steps, and choices where lines part. `page` gives the title
    and address of a step, `choice_href` the address of a choice, which is named with the number of
    its ways. A station of the path's own lane is named, since nothing runs beside it."""
    drawing = _Drawing(page, choice_href)
    last = drawing.draw(items, 0, 0, "")
    names = [s["x"] + LANE + len(s["title"]) * LETTER for s in drawing.stations if not s["of"]]
    return {
        "lines": drawing.lines,
        "stations": drawing.stations,
        "end": _y(last) if isinstance(items[-1], Choice) else None,
        "width": round(max(width(items) * LANE, *names)),
        "height": (last + 1) * ROW,
    }


def outline(items: Items) -> View:
    """The lines alone, as one path of an SVG: the shape by which a path is told from others."""
    drawing = _Drawing(lambda step: {}, lambda choice: "")
    last = drawing.draw(items, 0, 0, "")
    return {
        "d": "".join(line["d"] for line in drawing.lines),
        "width": width(items) * LANE,
        "height": (last + 1) * ROW,
    }


def _x(lane: int) -> int:
    return lane * LANE + LANE // 2


def _y(row: int) -> int:
    return row * ROW + ROW // 2


def _bend(lane: int, row: int, to: int) -> str:
    """How a line goes on from a lane to another one."""
    middle = _y(row) + BEND * ROW // 2
    return f"C{_x(lane)} {middle} {_x(to)} {middle} {_x(to)} {_y(row + BEND)}"


class _Drawing:
    def __init__(self, page: Callable[[Step], View], choice_href: Callable[[Choice], str]) -> None:
        self.lines: list[View] = []
        self.stations: list[View] = []
        self._page = page
        self._choice_href = choice_href

    def draw(self, items: Items, lane: int, row: int, option: str) -> int:
        """Draw items on a lane from a row on, and return the row in which they end. `option` is
        the one that they belong to, as 'choice:option'; '' for the path's own lane."""
        begin = end = row
        for item in items:
            at = {"x": _x(lane), "y": _y(row), "of": option}
            if isinstance(item, Step):
                kind = "optional" if item.need is Want.OPTIONAL else "step"
                self.stations.append({"kind": kind, "page": item.page, **at, **self._page(item)})
                end, row = row, row + 1
            else:
                href = self._choice_href(item)
                title = f"{item.question} {counted(len(item.options), 'way')}"
                self.stations.append({"kind": "choice", "title": title, "href": href, **at})
                self._straight(lane, begin, row, option)
                begin = end = row = self._choice(item, lane, row)
        self._straight(lane, begin, end, option)
        return end

    def _straight(self, lane: int, start: int, end: int, option: str) -> None:
        if end > start:
            self.lines.append({"d": f"M{_x(lane)} {_y(start)}V{_y(end)}", "of": option})

    def _choice(self, choice: Choice, lane: int, row: int) -> int:
        """Draw the options of a choice side by side, and return the row in which they rejoin."""
        drawn = []
        start = lane
        for option in choice.options:
            key = f"{choice.choose}:{option.id}"
            drawn.append((key, start, self.draw(option.steps, start, row + BEND, key)))
            start += width(option.steps)
        bottom = max(end for _, _, end in drawn)
        for key, own, end in drawn:
            parts = f"M{_x(lane)} {_y(row)}{_bend(lane, row, own)}"
            rejoins = f"M{_x(own)} {_y(end)}V{_y(bottom)}{_bend(own, bottom, lane)}"
            self.lines.append({"d": parts + rejoins, "of": key})
        return bottom + BEND
