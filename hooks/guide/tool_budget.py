"""The data of the tool "Budget": hours, prices and the ways of making a song.

A way costs gear once, fees for each song and for each year, and hours of one's own. A range is
carried as its low and its high end, and the ends are never mixed. A way breaks even with another
one at the first number of songs for which it costs no more, at that end. A reserve, a part of all
money, comes on top at the end. Source: decide/what-it-costs, whose sums this repeats.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import Grounded, Name, Phrase, Sentence, Strict, Title, rule


class Country(StrEnum):
    """Where a price was seen, and with it its currency."""

    US = "US"
    UK = "UK"
    EU = "EU"


class Per(StrEnum):
    """How often a price is paid."""

    HOUR = "hour"
    SONG = "song"
    YEAR = "year"
    ONCE = "once"


def ordered(value: list[str]) -> list[str]:
    """A range of amounts whose ends are in order."""
    low, high = (float(one.replace(",", "")) for one in value)
    if low > high:
        raise rule(f"the range runs backwards, from {value[0]} to {value[1]}", "put the less first")
    return value


Amount = Annotated[str, Field(pattern=r"^\d{1,3}(,\d{3})*(\.\d{1,2})?$")]
Ends = Annotated[list[Amount], Field(min_length=2, max_length=2), AfterValidator(ordered)]


class Project(Strict):
    """How much is made."""

    id: Name
    title: Title
    songs: int = Field(ge=1, le=30)


class Step(Strict):
    """A part of the work on one song."""

    id: Name
    title: Title
    hours: Ends = Field(description="For one small song, by people who know the work.")


class Seen(Grounded):
    """A price that somebody named, with year and country."""

    country: Annotated[Country, Field(strict=False)]
    range: Ends
    told: Sentence = Field(description="Who named it, where and when.")


class Price(Strict):
    """Something that is paid for."""

    id: Name
    title: Title
    per: Annotated[Per, Field(strict=False)]
    seen: list[Seen] = Field(description="At most one for a country; none: the field is empty.")


class Way(Strict):
    """A way of making a song."""

    id: Name
    title: Title
    when: Sentence
    does: Annotated[list[Name], Field(min_length=1)] = Field(
        description="Steps on which the reader's own hours go, paid help or not."
    )
    hires: list[Name] = Field(default=[], description="Prices that are paid.")
    hired_for: list[Name] = Field(default=[], description="Steps that an hourly price is paid for.")


class Example(Strict):
    """What a way costs by the figures of the first country, worked by hand."""

    way: Name
    songs: int = Field(ge=1, le=30)
    hours: Phrase
    range: Ends
    worked: Phrase


class BreakEven(Strict):
    """Where a way breaks even with another one, by the same figures, worked by hand."""

    worth: Amount = Field(description="Of an hour of one's own.")
    way: Name
    other: Name
    songs: Annotated[list[int], Field(min_length=2, max_length=2)] = Field(
        description="At the low and at the high end; 0 for never."
    )
    worked: Phrase


class Budget(Grounded):
    """docs/tools/budget.yml"""

    projects: Annotated[list[Project], Field(min_length=1)]
    hours_told: Sentence
    steps: Annotated[list[Step], Field(min_length=1)]
    prices: Annotated[list[Price], Field(min_length=1)]
    ways: Annotated[list[Way], Field(min_length=2)] = Field(
        description="Those with more gear first: each is compared with those that come after it."
    )
    examples: Annotated[list[Example], Field(min_length=1)]
    break_even: Annotated[list[BreakEven], Field(min_length=1)]
