"""The values that models of pages and paths are made of, and what they must fit."""

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from guide.kinds import Kind

Value = TypeVar("Value", bound=str)


class ChainPlace(StrEnum):
    """Where sound passes, in the order in which it passes."""

    SOURCE = "source"
    MICROPHONE = "microphone"
    INTERFACE = "interface"
    COMPUTER = "computer"
    MONITORS = "monitors"
    EARS = "ears"


class Instrument(StrEnum):
    """A row of a groove."""

    KICK = "kick"
    SNARE = "snare"
    RIM = "rim"
    CLAP = "clap"
    CLOSED_HAT = "closed-hat"
    OPEN_HAT = "open-hat"
    RIDE = "ride"
    CRASH = "crash"
    SHAKER = "shaker"
    TAMBOURINE = "tambourine"
    COWBELL = "cowbell"
    CLAVES = "claves"
    GUIRO = "guiro"
    TRIANGLE = "triangle"
    LOW_TOM = "low-tom"
    MID_TOM = "mid-tom"
    HIGH_TOM = "high-tom"
    BONGO = "bongo"
    CONGA = "conga"
    TIMBALE = "timbale"


class Family(StrEnum):
    """The family that a genre is nearest to: a lane on the map of genres."""

    FOLK = "folk"
    BLUES_AND_JAZZ = "blues and jazz"
    GOSPEL_AND_SOUL = "gospel and soul"
    ROCK = "rock"
    POP = "pop"
    HIP_HOP = "hip-hop"
    ELECTRONIC = "electronic"
    CARIBBEAN_AND_LATIN = "Caribbean and Latin"
    AFRICAN = "African"
    CLASSICAL = "classical and score"


_ADDRESS = r"^https?://[^\s<>\"']+$"
_SKILL = r"^[A-Z][a-z]+\b.*\.$"
_MONTH = r"^20\d\d-(0[1-9]|1[0-2])$"
"""Patterns that editors are told too, in the schemas."""


def rule(told: str, fix: str) -> PydanticCustomError:
    """A value of the right type that breaks a rule of its model."""
    return PydanticCustomError("rule", "{told}", {"told": told, "fix": fix})


def once(value: list[Value]) -> list[Value]:
    """A list without repeats."""
    twice = next((one for at, one in enumerate(value) if one in value[:at]), None)
    if twice:
        raise rule(f"'{twice}' stands twice", "name it once")
    return value


def filled(value: str) -> str:
    """More than spaces and signs."""
    if not any(map(str.isalnum, value)):
        raise rule("no letter or digit stands here", "write it out, or take the key away")
    return value


def name(value: str) -> str:
    """A name that stands in addresses and in what readers' browsers keep."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", value):
        raise rule(
            f"'{value[:40]}' is no name for an address",
            "write lower-case letters, digits and hyphens, such as at-home",
        )
    return value


def month(value: Any) -> Any:
    """A month, as 2026-11."""
    if not re.fullmatch(_MONTH, str(value)):
        raise rule(f"'{str(value)[:40]}' is no month", "write it as 2026-11")
    return value


def address(value: str) -> str:
    """A web address that can be taken apart."""
    try:
        parted = urlsplit(value)
        host = parted.hostname if parted.port != 0 else None
    except ValueError:
        host = None
    if not host or not re.fullmatch(_ADDRESS, value):
        raise rule(f"'{value[:40]}' is no address", "write it as https://example.org/page")
    return value


def skill(value: str) -> str:
    """A sentence that begins with a verb and can be judged by hearing or looking."""
    if not re.fullmatch(_SKILL, value):
        raise rule("a skill is one sentence, which begins with a verb", "write it as Hear a beat.")
    return value


def rising(value: list[int]) -> list[int]:
    """A range whose ends are in order."""
    if value[0] > value[1]:
        raise rule(f"the range runs backwards, from {value[0]} to {value[1]}", "put the less first")
    return value


def past(value: datetime.date) -> datetime.date:
    """A day that has come, anywhere on Earth."""
    if value > datetime.date.today() + datetime.timedelta(days=1):
        raise rule(f"{value} is in the future", "write the day on which the page was last checked")
    return value


def old_id(value: str) -> str:
    """An id that a page can have had: its old address is written into the site."""
    if len(value) > 100 or not re.fullmatch(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*", value):
        raise rule(
            f"'{value[:40]}' can never have been the id of a page", "write it as stages/mixing"
        )
    return value


def row(value: str) -> str:
    """The steps of one bar of a groove: sixteenths, or the triplets of its four beats."""
    if len(value) not in (16, 12) or set(value) - set("Xxo."):
        raise rule(
            f"'{value}' has {len(value)} steps of the kinds {''.join(sorted(set(value)))}",
            "write 16 of X (accent), x (normal), o (ghost) and . (rest), or 12 for triplets",
        )
    return value


def equally_long(value: dict[Instrument, str]) -> dict[Instrument, str]:
    """Rows of one groove, each with as many steps."""
    lengths = sorted({len(row) for row in value.values()})
    if len(lengths) > 1:
        raise rule(
            f"rows of {lengths[0]} and of {lengths[1]} steps stand in one groove",
            "give all of them 16 steps, or all of them 12",
        )
    return value


def in_order(value: list[ChainPlace]) -> list[ChainPlace]:
    """Places of the chain, each once, in the order of the sound."""
    if value != sorted(set(value), key=list(ChainPlace).index):
        raise rule(
            "the places of the chain are out of order, or stand twice",
            f"follow the sound: {', '.join(ChainPlace)}",
        )
    return value


def meaning(value: str) -> str:
    """What a term means, told in a sentence or two."""
    ends = len(re.findall(r"[.!?][\"')]*(?=\s|$)", value))
    if ends > 2 or not re.search(r"[.!?][\"')]*$", value):
        raise rule(
            f"{ends} sentences" if ends > 2 else "the sentence has no end",
            "say it in one or two whole sentences; the page of the term can say more",
        )
    return value


Title = Annotated[str, Field(min_length=2, max_length=60), AfterValidator(filled)]
Phrase = Annotated[str, Field(min_length=2, max_length=120), AfterValidator(filled)]
Sentence = Annotated[str, Field(min_length=10, max_length=200), AfterValidator(filled)]
Meaning = Annotated[Sentence, AfterValidator(meaning)]
Name = Annotated[str, AfterValidator(name)]
Term = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(filled)]
Month = Annotated[str, Field(json_schema_extra={"pattern": _MONTH}), BeforeValidator(month)]
Address = Annotated[str, Field(json_schema_extra={"pattern": _ADDRESS}), AfterValidator(address)]
Skill = Annotated[
    str,
    Field(min_length=20, max_length=160, json_schema_extra={"pattern": _SKILL}),
    AfterValidator(skill),
]
Range = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]
Span = Annotated[Range, AfterValidator(rising)]
Bpm = Annotated[int, Field(ge=20, le=300)]
Day = Annotated[datetime.date, AfterValidator(past)]
OldId = Annotated[str, AfterValidator(old_id)]
Row = Annotated[str, Field(examples=["X...X...X...X..."]), AfterValidator(row)]
ChainName = Annotated[ChainPlace, Field(strict=False)]
InstrumentName = Annotated[Instrument, Field(strict=False)]
FamilyName = Annotated[Family, Field(strict=False)]


class LinksTo:
    """Marks a field as links to pages of one kind, by their names in that folder; or to pages of
    any kind, by their whole ids."""

    def __init__(self, kind: Kind | None) -> None:
        self.kind = kind


Roles = Annotated[list[str], LinksTo(Kind.ROLE)]
Stages = Annotated[list[str], LinksTo(Kind.STAGE)]
Gears = Annotated[list[str], LinksTo(Kind.GEAR)]
Genres = Annotated[list[str], LinksTo(Kind.GENRE)]
Anything = Annotated[list[str], LinksTo(None)]


class Strict(BaseModel):
    """Unknown keys are refused, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Grounded(Strict):
    """Something in the data of a tool that stands on sources, and that pages explain."""

    sources: list[str] = Field(default=[], description="Ids of docs/sources.yml.")
    see: list[str] = Field(
        default=[],
        description="Pages that explain it, by their whole ids, or parts of them: gear/daw#set-up.",
    )
