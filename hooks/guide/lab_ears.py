"""The data of the ear training lab: its exercises, beside what every lab has."""

from typing import Annotated

from pydantic import Field

from guide.fields import Name, Phrase, Sentence, Strict
from guide.lab_data import Lab

Level = Annotated[float, Field(gt=0)]


class Answer(Strict):
    """Something that can be the case, and that a reader can say."""

    id: Name
    label: Phrase
    sounds: Sentence = Field(description="Said after the answer: how one could hear it.")
    value: float = Field(
        default=0, description="Frequency in Hz, or which way from the centre: -1, 0, 1."
    )


class Exercise(Strict):
    """Questions of one kind, which follow what a listener can hear. A level says how large the
    difference is: the larger, the easier."""

    id: Name = Field(description="An option of the control 'exercise'; results are kept by it.")
    ask: Phrase = Field(description="The question.")
    level: Phrase = Field(description="What its levels are, as in 'boost in dB'.")
    unit: str = Field(max_length=4)
    start: Level = Field(description="The first level.")
    least: Level
    most: Level
    step: Level = Field(description="By which the level first moves; halved at each turn.")
    smallest: Level = Field(description="Step.")
    plain: bool = Field(
        default=False, description="Whether A is always as it was, and only B is asked about."
    )
    answers: Annotated[list[Answer], Field(min_length=2, max_length=9)]


class EarTraining(Lab):
    """docs/labs/ear-training.yml"""

    questions: Annotated[int, Field(ge=3, le=20)] = Field(description="Of one day's set.")
    exercises: Annotated[list[Exercise], Field(min_length=1)]
