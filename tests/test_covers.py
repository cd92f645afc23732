"""The covers of genres: their first grooves, drawn."""

import re

from guide.covers import EDGE, SIDE, cover, drawn
from guide.load import Guide
from guide.page_parts import Groove
from guide.pages import Genre

GROOVE = Groove.model_validate(
    {"name": "Half a bar of noise", "tempo": 90, "steps": {"kick": "X" + "." * 14 + "o"}}
)


def test_each_hit_stands_on_the_floor_of_its_row_as_high_as_it_is_loud() -> None:
    # A row of 76 units; a step of 4.75, of which a hit is 72 % wide.
    assert drawn(GROOVE) == "M10.66 75.36h3.42v-54.72h-3.42zM81.92 75.36h3.42v-13.68h-3.42z"


def test_every_genre_has_a_cover_of_its_own_that_stays_inside_its_square(real: Guide) -> None:
    covers = [
        cover(page.page) for page in real.library.published.values() if isinstance(page.page, Genre)
    ]
    assert len(covers) == len(set(covers)) > 20
    for path in covers:
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path):
            assert EDGE <= float(x) <= SIDE - EDGE
            assert EDGE <= float(y) <= SIDE - EDGE


def test_other_pages_have_none(real: Guide) -> None:
    assert cover(real.library.pages["stages/mixing"].page) == ""
    assert cover(None) == ""
