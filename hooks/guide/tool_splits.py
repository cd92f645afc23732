"""The data of the tool "Split sheet": what people can have done, what they sign, and examples.

Shares are whole hundredths of a per cent. An even split gives each the same, and the hundredths
that are left over one each to the first in the list, so that the sum is 100.00 exactly. A sheet is
closed when every person has a legal name and each of its two lines, the song and the recording,
adds up to 100.00. Source: working-together/splits and working-together/ownership-and-royalties.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from guide.fields import Phrase, Sentence, Strict, Term


class Right(StrEnum):
    """The two rights in a recorded song."""

    SONG = "song"
    RECORDING = "recording"


class Part(Strict):
    """What somebody did, as it stands on the sheet."""

    says: Term
    right: Annotated[Right, Field(strict=False)]
    means: Sentence


class Example(Strict):
    """An even split, worked by hand."""

    names: Annotated[list[Term], Field(min_length=1)]
    worked: Phrase
    shares: list[Annotated[str, Field(pattern=r"^\d{1,3}\.\d\d$")]]


class SplitSheet(Strict):
    """docs/tools/split-sheet.yml"""

    parts: Annotated[list[Part], Field(min_length=2)] = Field(description="Offered as one types.")
    signed: Annotated[list[Sentence], Field(min_length=1)] = Field(
        description="What everybody signs, above the signatures."
    )
    even: Annotated[list[Example], Field(min_length=1)]
