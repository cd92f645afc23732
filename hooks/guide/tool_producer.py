"""The data of the tool "Do you need a producer?": questions, answers, and what each answer speaks
for and against.

Each outcome has the sum of the points that the given answers move it by. An answer can also rule
outcomes out; of those that are left the one with the most points comes first, and equal sums are
equal. Nothing else decides. Ours, a starting point: weighed so that decide/do-you-need-a-producer
and the tool say the same.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from guide.fields import Name, Phrase, Sentence, Strict, rule

MOST = 3
"""Points that one answer can move one outcome by, as on the sheet of that page."""


def moving(value: int) -> int:
    """Points that move something."""
    if value == 0:
        raise rule("0 points move nothing", f"write 1 to {MOST}, or -1 to -{MOST}")
    return value


class Move(Strict):
    """What an answer does to one outcome."""

    to: Name = Field(description="The id of an outcome of this tool.")
    points: Annotated[int, Field(ge=-MOST, le=MOST), AfterValidator(moving)] = Field(
        description="1 faint, 3 strong; below 0 it speaks against."
    )
    because: Sentence = Field(description="The reason, in one sentence.")


class RulesOut(Strict):
    """Outcomes that cannot be, whatever the other answers are."""

    outcomes: Annotated[list[Name], Field(min_length=1)]
    because: Sentence = Field(description="The reason, in one sentence.")


class Answer(Strict):
    """One answer to a question."""

    id: Name = Field(description="Unique in its question, and kept: links hold it.")
    says: Phrase = Field(description="The answer, as a reader would say it.")
    with_: Phrase | None = Field(
        default=None,
        alias="with",
        description="How a change to this answer is told, such as 'more than three months'. "
        "Leave it out for what a reader cannot change.",
    )
    moves: list[Move] = Field(default=[], description="The outcomes that it speaks for or against.")
    rules_out: RulesOut | None = None
    path: Name | None = Field(
        default=None, description="The id of the path that then comes first among the next steps."
    )


class Question(Strict):
    """A question with one answer."""

    id: Name = Field(description="Unique, and kept: links hold it.")
    ask: Phrase
    hint: Sentence | None = Field(default=None, description="How to find the answer.")
    answers: Annotated[list[Answer], Field(min_length=2, max_length=7)]


class Way(Strict):
    """A path with some of its choices made."""

    path: Name = Field(description="The id of a path, such as songwriter.")
    for_: Phrase = Field(alias="for", description="For whom, beginning with 'you'.")
    choices: dict[Name, Name] = Field(default={}, description="Options by choice, by their ids.")


class Outcome(Strict):
    """One answer of the tool."""

    id: Name = Field(description="Unique in this tool.")
    title: Phrase = Field(description="What to do, beginning with a verb.")
    means: Sentence = Field(description="What that is, in one sentence.")
    first: Sentence = Field(description="What to do first, tonight or this week.")
    page: str = Field(description="The whole id of the page that says how.")
    ways: Annotated[list[Way], Field(min_length=1)] = Field(description="The paths to go on with.")


class Rules(Strict):
    """docs/tools/do-you-need-a-producer.yml"""

    questions: Annotated[list[Question], Field(min_length=1, max_length=10)]
    outcomes: Annotated[list[Outcome], Field(min_length=2)]
