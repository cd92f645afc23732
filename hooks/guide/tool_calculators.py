"""The data of the calculators: for each its formula, its fields, where the formula comes from, and
a worked example on what the fields begin with, which the page prints.

The sums themselves are in overrides/assets/javascripts/tools/calculators.js; each gives the rows of
the worked example for the numbers that the fields begin with.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import Grounded, Month, Name, Phrase, Sentence, Strict, Title, rule


class Sum(StrEnum):
    """A calculator: there is a function for each."""

    DELAY = "delay"
    LENGTH = "length"
    LATENCY = "latency"
    SIZE = "size"
    MODES = "modes"
    REFLECTION = "reflection"
    QUARTER = "quarter"
    LOUDNESS = "loudness"
    WEEKS = "weeks"


class Quiet(StrEnum):
    """What a service does with a song that is quieter than its reference."""

    TO_PEAK = "to-peak"
    NEVER = "never"
    UNKNOWN = "unknown"


class Row(Strict):
    """A line of a result."""

    what: Phrase
    sum: Phrase = Field(description="The sum on the reader's numbers, without its result.")
    told: Phrase = Field(description="The result with its unit.")


class NumberField(Strict):
    """A field for a number."""

    id: Name = Field(description="Unique in its calculator, and kept: browsers hold it.")
    label: Phrase
    unit: str = Field(default="", max_length=20)
    starts: str = Field(description="What stands in it at first, as a reader would type it.")
    least: float
    most: float
    whole: bool = Field(default=False, description="Whether only whole numbers fit.")


class Calculator(Grounded):
    """One sum, or a few that belong together."""

    id: Annotated[Sum, Field(strict=False)]
    title: Title
    answers: Phrase = Field(description="What it is for, as a question.")
    formula: list[Phrase] = Field(min_length=1)
    ground: Sentence = Field(description="Where the formula comes from, and where it ends.")
    fields: list[NumberField] = Field(min_length=1)
    example: list[Row] = Field(min_length=1, description="The result on what the fields hold.")


class SpeedOfSound(Grounded):
    """Metres a second, in air."""

    metres: int
    told: Sentence
    read: Month


class Note(Strict):
    """A note value: its length in beats, as a fraction."""

    name: Phrase
    beats: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]


class Service(Grounded):
    """A service that plays songs at a loudness of its own."""

    name: Phrase
    reference: int = Field(description="In LUFS.")
    quiet: Annotated[Quiet, Field(strict=False)]
    told: Sentence
    read: Month


class Mp3(Strict):
    """A compressed copy, for comparison."""

    kilobits: int = Field(description="A second.")


def once(value: list[Calculator]) -> list[Calculator]:
    """Every sum, each once."""
    ids = [calculator.id for calculator in value]
    for sum_ in Sum:
        if ids.count(sum_) != 1:
            told = f"the calculator '{sum_}' stands {ids.count(sum_)} times"
            raise rule(told, f"let each stand once: {', '.join(Sum)}")
    return value


class Calculators(Strict):
    """docs/tools/calculators.yml"""

    speed_of_sound: SpeedOfSound
    mp3: Mp3
    peak: int = Field(description="The true peak up to which songs are turned up, in dBTP.")
    notes: list[Note]
    services: list[Service]
    calculators: Annotated[list[Calculator], AfterValidator(once)]

    @property
    def anchors(self) -> list[str]:
        """The parts of its page that links can lead to."""
        return [calculator.id.value for calculator in self.calculators]
