"""The data of the arrangement lab: sections, parts, and who plays where."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import Name, Phrase, Strict, rule
from guide.lab_data import Lab


class Part(StrEnum):
    """What plays: made in overrides/assets/javascripts/labs/arrangement.js."""

    VOICE = "voice"
    DOUBLES = "doubles"
    CHORDS = "chords"
    BASS = "bass"
    DRUMS = "drums"
    SHAKER = "shaker"


PartName = Annotated[Part, Field(strict=False)]


class TitledPart(Strict):
    """A row of the map."""

    id: PartName
    title: Phrase


def equally_long(value: dict[Part, str]) -> dict[Part, str]:
    """Rows of one map, each with as many sections."""
    if len({len(row) for row in value.values()}) > 1:
        raise rule("rows of one map have different numbers of sections", "give all of them as many")
    return value


Row = Annotated[str, Field(pattern=r"^[x.]{2,8}$")]
Map = Annotated[dict[PartName, Row], Field(min_length=1), AfterValidator(equally_long)]


class Arrangement(Lab):
    """docs/labs/arrangement.yml"""

    sections: Annotated[list[Phrase], Field(min_length=2, max_length=8)] = Field(
        description="Titles, in order. Each has four bars."
    )
    parts: Annotated[list[TitledPart], Field(min_length=2)]
    start: Map = Field(description="The map as at the start, by part: x plays, . is silent.")
    grids: dict[Name, Map] = Field(
        default={}, description="The maps of settings, by their ids; the others keep the first."
    )
