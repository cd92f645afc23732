"""The cover of a genre: the first groove of its page as a drawing, a row an instrument."""

from guide.page_parts import Groove
from guide.pages import Genre, Page

SIDE, EDGE = 96, 10
"""Units that a cover is wide and high, and that stay free around what is drawn."""
HEIGHTS = {"X": 1.0, "x": 0.62, "o": 0.25}
"""How much of its row a hit fills: an accent, a normal hit, a ghost note."""
SHARE = 0.72
"""How much of its step a hit is wide, and of its row high, at most."""


def cover(page: Page | None) -> str:
    """The path of an SVG that draws a genre's first groove; empty for what is no genre."""
    return drawn(page.grooves[0]) if isinstance(page, Genre) and page.grooves else ""


def drawn(groove: Groove) -> str:
    """One bar from left to right; each hit stands on the floor of its row."""
    step = (SIDE - 2 * EDGE) / groove.length
    row = (SIDE - 2 * EDGE) / len(groove.steps)
    wide = step * SHARE
    hits = []
    for place, steps in enumerate(groove.steps.values()):
        floor = EDGE + row * (place + 0.5 + SHARE / 2)
        for at, hit in enumerate(steps):
            if hit in HEIGHTS:
                left, high = EDGE + step * at + (step - wide) / 2, row * SHARE * HEIGHTS[hit]
                hits.append(f"M{left:.4g} {floor:.4g}h{wide:.4g}v-{high:.4g}h-{wide:.4g}z")
    return "".join(hits)
