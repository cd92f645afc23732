"""A learning path: steps in order, and choices whose options hold steps and choices of their own.

Declared in `docs/paths/<id>.yml`, introduced by the page `docs/paths/<id>.md`, which has its
title. The options of a choice always rejoin after it, so a path is a series-parallel graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from guide.fields import Name, Phrase, Sentence, Strict
from guide.yaml_source import Location

STEP, CHOICE = "@step", "@choice"


class Want(StrEnum):
    """Whether a route may leave a step out."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Step(Strict):
    """One page, and why it stands here on this path."""

    union_mark: ClassVar[str] = STEP

    page: str = Field(description="The whole id of a page, such as stages/mixing.")
    because: Sentence = Field(description="Why it stands here, for the reader of this path.")
    need: Annotated[Want, Field(strict=False)] = Field(
        default=Want.REQUIRED, description="'optional' for a step that a reader may leave out."
    )


class Option(Strict):
    """One way to go on, with the steps that belong to it alone."""

    id: Name = Field(description="Unique in its choice, and kept: progress refers to it.")
    title: Phrase = Field(description="The way to go, as a reader would say it.")
    when: Sentence = Field(description="For whom it is the right one.")
    steps: "list[Item]" = Field(default=[], description="Steps and choices of this option.")
    nothing_to_do: Sentence | None = Field(
        default=None, description="Why an option without steps is right as it is."
    )


class Choice(Strict):
    """A question with one answer. All options rejoin after it."""

    union_mark: ClassVar[str] = CHOICE

    choose: Name = Field(description="The choice's id, unique in the path, and kept.")
    question: Phrase = Field(description="What the reader decides, as a question.")
    help: str | None = Field(default=None, description="Id of a page that helps to decide.")
    options: list[Option] = Field(description="Two or more.")


def _step_or_choice(item: Any) -> str:
    keys = item if isinstance(item, dict) else vars(item) if isinstance(item, Strict) else {}
    return CHOICE if "choose" in keys or "options" in keys else STEP


Item = Annotated[
    Annotated[Step, Tag(STEP)] | Annotated[Choice, Tag(CHOICE)], Discriminator(_step_or_choice)
]


class Elsewhere(Strict):
    """A reader for whom another path is the better one."""

    if_: Sentence = Field(alias="if", description="How to tell, beginning with You.")
    path: str = Field(description="The id of the better path, such as beatmaker.")


class Path(Strict):
    """The data of a learning path."""

    for_: Annotated[list[Sentence], Field(min_length=1)] = Field(
        alias="for", description="Who should take it, beginning with You."
    )
    not_for: list[Elsewhere] = Field(default=[], description="Who should take another one.")
    assumes: list[str] = Field(default=[], description="Skills that its reader brings.")
    outcomes: Annotated[list[str], Field(min_length=1)] = Field(
        description="Skills that every route has taught at its end."
    )
    steps: list[Item] = Field(description="Steps and choices, in order.")


Option.model_rebuild()


@dataclass(frozen=True, slots=True)
class Taken:
    """An option that a route takes at a choice."""

    choice: Choice
    option: Option

    def __str__(self) -> str:
        return f"{self.choice.choose}: {self.option.id}"


def walk(
    items: list[Step | Choice], location: Location = ("steps",), trail: tuple[Taken, ...] = ()
) -> Iterator[tuple[Step | Choice, Location, tuple[Taken, ...]]]:
    """Every step and choice, with where it is declared and the options that lead to it."""
    for index, item in enumerate(items):
        here = (*location, index)
        yield item, here, trail
        if isinstance(item, Choice):
            for number, option in enumerate(item.options):
                yield from walk(
                    option.steps,
                    (*here, "options", number, "steps"),
                    (*trail, Taken(item, option)),
                )


def steps_of(path: Path) -> Iterator[tuple[Step, Location]]:
    """Every step of a path, with where it is declared."""
    for item, location, _ in walk(path.steps):
        if isinstance(item, Step):
            yield item, location


def choices_of(path: Path) -> Iterator[tuple[Choice, Location]]:
    """Every choice of a path, with where it is declared."""
    for item, location, _ in walk(path.steps):
        if isinstance(item, Choice):
            yield item, location
