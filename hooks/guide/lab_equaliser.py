"""The data of the equaliser lab: beside what every lab has, places for its exercise."""

from typing import Annotated

from pydantic import Field

from guide.fields import Name, Phrase, Strict
from guide.lab_data import Lab


class Place(Strict):
    """A frequency to know by ear."""

    id: Name
    label: Phrase = Field(description="The frequency, as a reader says it.")
    frequency: Annotated[float, Field(ge=20, le=20_000)] = Field(description="In Hz.")
    sounds: Phrase = Field(description="What too much of it tends to sound like.")


class Problem(Strict):
    """The boost that is to be found: a bell at one of the places."""

    gain: Annotated[int, Field(ge=3, le=15)] = Field(description="In dB.")
    q: Annotated[float, Field(ge=0.3, le=12)]
    places: Annotated[list[Place], Field(min_length=3)]


class Equaliser(Lab):
    """docs/labs/equaliser.yml"""

    problem: Problem
