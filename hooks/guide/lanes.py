"""A route drawn as a transit map: one lane for each way that runs beside others, in the order in
which the route's nested list is read, so that the list itself is the map.

A lane is a number from 0. Drawings are in units of their own, UNIT to a lane; styles scale them.
"""

from collections.abc import Mapping

from guide.paths import Choice, Step

Items = list[Step | Choice]
Through = Mapping[int, str]
"""Lanes, and the option that each belongs to, as 'choice:option'; '' for the path's own lane."""
Line = dict[str, str]
"""A lane in a drawing: `d` is SVG path data, `of` is the option that it belongs to."""

UNIT = 14
"""Width of a lane in a drawing."""
ROW = 20
"""Height of the drawing of a row; styles stretch it to its text."""
BEND = 36
"""Height of the part of a drawing where lanes part or rejoin."""
MOST = 16
"""More lanes than this do not fit beside their text; such a route is a list and no map."""


def width(items: Items) -> int:
    """How many lanes a part of a route needs: the options of a choice run side by side."""
    return max(
        (
            sum(width(option.steps) for option in item.options)
            for item in items
            if isinstance(item, Choice)
        ),
        default=1,
    )


def of_options(choice: Choice, lane: int) -> dict[int, str]:
    """The lanes of the options of a choice that stands on `lane`; the first one goes on on it."""
    lanes = {}
    for option in choice.options:
        lanes[lane] = f"{choice.choose}:{option.id}"
        lane += width(option.steps)
    return lanes


def centre(lane: int) -> int:
    """Where a lane runs, from the left edge."""
    return lane * UNIT + UNIT // 2


def straight(through: Through, height: int = ROW) -> list[Line]:
    """Lanes that pass from top to bottom."""
    return [
        {"d": f"M{centre(lane)} 0V{height}", "of": option}
        for lane, option in sorted(through.items())
    ]


def parting(lane: int, to: Through) -> list[Line]:
    """One lane that becomes several."""
    return [{"d": _bend(centre(lane), centre(other)), "of": option} for other, option in to.items()]


def rejoining(origins: Through, lane: int) -> list[Line]:
    """Several lanes that become one."""
    return [
        {"d": _bend(centre(other), centre(lane)), "of": option} for other, option in origins.items()
    ]


def _bend(start: int, end: int) -> str:
    middle = BEND // 2
    return f"M{start} 0C{start} {middle} {end} {middle} {end} {BEND}"
