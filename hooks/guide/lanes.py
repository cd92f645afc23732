"""A route drawn as a transit map: one lane for each way that runs beside others, in the order in
which the route's nested list is read, so that the list itself is the map.

A lane is a number from 0. Drawings are in units of their own, UNIT to a lane; styles scale them.
"""

from guide.paths import Choice, Step

Items = list[Step | Choice]

UNIT = 14
"""Width of a lane in a drawing."""
BEND = 20
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


def of_options(choice: Choice, lane: int) -> list[int]:
    """The lanes of the options of a choice that stands on `lane`; the first one goes on on it."""
    lanes = []
    for option in choice.options:
        lanes.append(lane)
        lane += width(option.steps)
    return lanes


def centre(lane: int) -> int:
    """Where a lane runs, from the left edge."""
    return lane * UNIT + UNIT // 2


def straight(lanes: frozenset[int], height: int = BEND) -> str:
    """Lanes that pass from top to bottom, as SVG path data."""
    return "".join(f"M{centre(lane)} 0V{height}" for lane in sorted(lanes))


def parting(lane: int, to: list[int]) -> str:
    """One lane that becomes several, as SVG path data."""
    return "".join(_bend(centre(lane), centre(other)) for other in to)


def rejoining(origins: list[int], lane: int) -> str:
    """Several lanes that become one, as SVG path data."""
    return "".join(_bend(centre(other), centre(lane)) for other in origins)


def _bend(start: int, end: int) -> str:
    middle = BEND // 2
    return f"M{start} 0C{start} {middle} {end} {middle} {end} {BEND}"
