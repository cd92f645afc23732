"""The data of the beat grid: the rows that its settings begin with, beside the controls that all
labs have."""

from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import InstrumentName, Row, equally_long
from guide.lab_data import Lab

Steps = Annotated[
    dict[InstrumentName, Row], Field(min_length=1, max_length=8), AfterValidator(equally_long)
]


class BeatGrid(Lab):
    """docs/labs/beat-grid.yml"""

    start: Steps = Field(description="The bar as at the start, by instrument.")
    grids: dict[str, Steps] = Field(
        default={}, description="The bars of settings, by their ids; the others keep the first."
    )
