"""The pieces that the models of pages hold."""

from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import (
    Bpm,
    Day,
    InstrumentName,
    Phrase,
    Row,
    Sentence,
    Span,
    Strict,
    equally_long,
    filled,
    once,
)


class Need(Strict):
    """A skill that a reader must have before this page is of use."""

    skill: str = Field(description="An id of docs/skills.yml.")
    because: Sentence = Field(description="Why this page cannot be done without it.")


class Practice(Strict):
    """The thing to do, and the time it takes."""

    minutes: Span = Field(description="A range of whole minutes, such as [30, 60].")
    task: Annotated[str, Field(min_length=10, max_length=300), AfterValidator(filled)] = Field(
        description="What to do tonight or this week, in one or two sentences."
    )


class Right(Strict):
    """The right answer to a question, and why it is."""

    answer: Phrase
    because: Sentence


class Wrong(Strict):
    """An answer that a reader could well give, what is wrong with it, and what to read then."""

    answer: Phrase
    because: Sentence
    see: str = Field(
        description="What teaches it: the whole id of a page, a heading's id on it after '#', "
        "such as stages/mixing#balance; or '#balance' on this page."
    )


class Question(Strict):
    """A question by which readers check themselves."""

    ask: Sentence
    right: Right
    wrong: Annotated[list[Wrong], Field(min_length=1, max_length=3)]


class Revision(Strict):
    """A change that matters to somebody who has finished the page."""

    on: Day
    what: Sentence = Field(description="What is new, in one sentence.")


class Spec(Strict):
    """A property worth comparing when choosing gear."""

    name: Phrase = Field(description="What data sheets call it.")
    matters: Sentence = Field(description="Why it matters to the one who chooses.")


class Origin(Strict):
    """Where and when a genre took shape."""

    place: Phrase = Field(description="The town, the scene, the country.")
    years: Phrase = Field(description="Years or decades, such as Late 1970s.")


class Groove(Strict):
    """One bar of 4/4, in sixteenths or triplets. Swing is Linn's: the share of an eighth note that
    the first of its two sixteenths gets, 50 straight, 67 close to a triplet, 75 the most."""

    name: Phrase = Field(description="What readers call this bar.")
    tempo: Bpm = Field(description="Beats a minute at which it is played here.")
    swing: Annotated[int, Field(ge=50, le=75)] = 50
    steps: Annotated[dict[InstrumentName, Row], Field(min_length=1), AfterValidator(equally_long)]

    @property
    def length(self) -> int:
        """How many steps its bar has."""
        return len(next(iter(self.steps.values())))


class Recording(Strict):
    """A record to hear, and what to listen for."""

    artist: Phrase = Field(description="Who made it.")
    title: Phrase = Field(description="What it is called.")
    year: Annotated[int, Field(ge=1900, le=2100)] = Field(description="Its first release.")
    hear: Sentence = Field(description="What to listen for, and where in it.")
    sources: Annotated[list[str], Field(min_length=1), AfterValidator(once)] = Field(
        description="Ids of docs/sources.yml: who made it, when, and what is heard."
    )
