"""The data of the vetting sheet: what to listen for, what to ask on the first call and of artists
who know somebody, red flags, and what points are given for.

A candidate's points are the sum of points times weight over all criteria, as on
working-together/finding-a-producer#score; with one criterion open there is no sum. Red flags are
counted apart: no points outweigh them.
"""

from typing import Annotated

from pydantic import Field

from guide.fields import Grounded, Name, Phrase, Sentence, Strict, Title


class Item(Grounded):
    """Something to hear or to ask, or a red flag."""

    id: Name = Field(description="Unique in this tool, and kept: browsers hold it.")
    says: Phrase
    tells: Sentence = Field(description="What an answer tells.")


class Group(Strict):
    """Items that belong together."""

    id: Name
    title: Title
    how: Sentence
    items: list[Item] = Field(min_length=1)


class Criterion(Strict):
    """Something that points are given for."""

    id: Name = Field(description="Unique in this tool, and kept: browsers hold it.")
    title: Phrase
    weight: Annotated[int, Field(ge=1, le=10)] = Field(description="Where the reader sets none.")


class Sheet(Grounded):
    """docs/tools/vetting-sheet.yml"""

    groups: list[Group] = Field(min_length=1)
    flags: list[Item] = Field(min_length=1)
    one_flag: Sentence
    more_flags: Phrase = Field(description="What follows the number of two flags or more.")
    criteria: list[Criterion] = Field(min_length=1)
    most: Annotated[int, Field(ge=1)] = Field(description="Points for one criterion.")
