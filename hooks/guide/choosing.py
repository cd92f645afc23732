"""The table by which readers choose gear: answers, each with what it is for, where, in which style,
for how much, and the rule that makes it one."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from guide.fields import Family, FamilyName, Name, Phrase, Sentence, Strict, once


class Piece(StrEnum):
    """A kind of gear."""

    MICROPHONE = "microphone"
    INTERFACE = "interface"
    HEADPHONES = "headphones"
    MONITORS = "monitors"
    ROOM = "room"
    KEYBOARD = "keyboard"
    PADS = "pads"
    SOUNDS = "sounds"
    PROGRAM = "program"
    COMPUTER = "computer"
    SMALL_PARTS = "small-parts"


class Use(StrEnum):
    """What readers do with it."""

    SINGING = "singing"
    RAP = "rap"
    ACOUSTIC_GUITAR = "acoustic-guitar"
    ACOUSTIC_INSTRUMENTS = "acoustic-instruments"
    ELECTRIC_GUITAR = "electric-guitar"
    DRUMS = "drums"
    BAND = "band"
    KEYS = "keys"
    BEATS = "beats"
    IDEAS = "ideas"
    MIXING = "mixing"


class Room(StrEnum):
    """Where they do it."""

    UNTREATED_BEDROOM = "untreated-bedroom"
    SHARED_FLAT = "shared-flat"
    TREATED_ROOM = "treated-room"
    REHEARSAL_ROOM = "rehearsal-room"
    ON_THE_MOVE = "on-the-move"


class Budget(StrEnum):
    """What an answer costs, new and before tax; `most` is in whole US dollars of November 2026.

    The classes are this guide's own. They lie so that the dated prices of
    gear/home-studio-budgets fall where readers would look: an interface with two inputs, a small
    keyboard, a dynamic microphone under the first bound, a laptop over the last.
    """

    most: int | None

    def __new__(cls, name: str, most: int | None) -> "Budget":
        """Attach the bound to the name."""
        budget = str.__new__(cls, name)
        budget._value_ = name
        budget.most = most
        return budget

    NOTHING = "nothing", 0
    SMALL = "small", 200
    MIDDLE = "middle", 500
    LARGE = "large", None


BUDGETS_OF = "November 2026"
"""The month whose dollars bound the classes of budgets."""


PieceName = Annotated[Piece, Field(strict=False)]
UseName = Annotated[Use, Field(strict=False)]
RoomName = Annotated[Room, Field(strict=False)]
BudgetName = Annotated[Budget, Field(strict=False)]


class Example(Strict):
    """A model that shows what an answer is like: no advice to buy it, so dated and with sources."""

    model: Phrase
    year: Annotated[int, Field(ge=1950, le=2100)] = Field(
        description="The year in which its source says so."
    )
    told: Phrase = Field(description="Its specs, as the source has them.")
    sources: Annotated[list[str], Field(min_length=1)] = Field(
        description="Ids of docs/sources.yml."
    )


class Answer(Strict):
    """What to choose, and when. A list that is left out means: any."""

    choose: Phrase = Field(description="A kind of thing, or to wait; never a brand.")
    piece: PieceName
    uses: Annotated[list[UseName], Field(min_length=1), AfterValidator(once)] = Field(
        default=[*Use], description="What it is for."
    )
    rooms: Annotated[list[RoomName], Field(min_length=1), AfterValidator(once)] = Field(
        default=[*Room], description="Where it is the answer."
    )
    styles: Annotated[list[FamilyName], Field(min_length=1), AfterValidator(once)] = Field(
        default=[*Family], description="Families of genres in which it is."
    )
    budget: BudgetName = Field(description="The least class in which it can be had.")
    rule: Sentence = Field(description="Why it is the answer, in one sentence.")
    page: str = Field(
        description="What explains it: the whole id of a page, a heading's id on it after '#'."
    )
    sources: Annotated[list[str], AfterValidator(once)] = Field(
        default=[], description="Ids of docs/sources.yml, where the rule is a fact of others."
    )
    example: Example | None = None

    @property
    def cited(self) -> list[str]:
        """Ids of all its sources."""
        return [*self.sources, *(self.example.sources if self.example else ())]


class ChoosingFile(RootModel[dict[Name, Answer]]):
    """docs/choosing.yml: what to choose for which use, room, style and budget, by id."""
