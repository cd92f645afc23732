"""The data of the agreement builder: clauses, each with what it means, what each side wants,
warning signs, what the law says in three places, blanks to fill in, and its text.

A text holds `{blank}` where what a reader typed goes, and `{choice}` where the text of the option
goes that was taken. What nobody filled in is named as missing, never made up. A blank of the kind
`rest` is not typed: it is the first of what it names less the others, so that payments add up to
the fee to the cent. `hundred` is 100 %.
"""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from guide.fields import Grounded, Name, Phrase, Sentence, Strict, Title

Passage = Annotated[str, Field(min_length=5, max_length=900)]
HUNDRED = "hundred"
_PLACE = re.compile(r"\{([a-z0-9-]+)\}")


class Type(StrEnum):
    """What stands in a blank."""

    TEXT = "text"
    LONG = "long"
    MONEY = "money"
    WHOLE = "whole"
    PERCENT = "percent"
    REST = "rest"


class Country(StrEnum):
    """Where a note holds."""

    US = "us"
    UK = "uk"
    EU = "eu"


class Blank(Strict):
    """Something to fill in."""

    id: Name = Field(description="Unique in this tool, and kept: browsers hold it.")
    label: Phrase
    hint: Sentence | None = None
    kind: Annotated[Type, Field(strict=False)] = Type.TEXT
    rest_of: list[Name] = Field(default=[], description="For the kind rest: the whole, less these.")


class Option(Strict):
    """One way to agree something."""

    id: Name
    label: Phrase
    text: Passage


class Choice(Strict):
    """Something that can be agreed in several ways."""

    id: Name = Field(description="Unique in this tool, and kept: browsers hold it.")
    ask: Phrase
    options: list[Option] = Field(min_length=2)


class Note(Grounded):
    """What the law says in one place."""

    country: Annotated[Country, Field(strict=False)]
    text: Passage


class Clause(Grounded):
    """One point of an agreement."""

    id: Name
    title: Title
    means: Passage
    artist: Sentence = Field(description="What the artist usually wants.")
    producer: Sentence = Field(description="What the producer usually wants.")
    warnings: list[Sentence] = Field(min_length=1)
    notes: list[Note] = Field(default=[])
    choice: Choice | None = None
    blanks: list[Blank] = Field(default=[])
    text: Passage


class Agreement(Strict):
    """docs/tools/agreement.yml"""

    heading: Title
    notice: Passage
    clauses: list[Clause] = Field(min_length=1)


def places(text: str) -> list[str]:
    """The ids in a text, each time that they stand there."""
    return _PLACE.findall(text)


def pieces(text: str, labels: dict[str, str]) -> list[dict[str, str]]:
    """A text taken apart: `{"text": …}` as it stands, `{"id": …}` where something goes, for a blank
    with its label."""
    made = []
    for index, part in enumerate(_PLACE.split(text)):
        if index % 2:
            made.append({"id": part} | ({"label": labels[part]} if part in labels else {}))
        elif part:
            made.append({"text": part})
    return made
