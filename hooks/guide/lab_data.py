"""The data of an audio lab: what to listen for, its controls, settings to try, and what each of
them does to the sound.

A lab with more than that has a model of its own, which extends `Lab`.
"""

from enum import StrEnum
from math import log
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Discriminator, Field, Tag

from guide.fields import Grounded, Name, Phrase, Sentence, Strict, Term, Title, rule

SLIDER, CHOICE = "@slider", "@choice"
POSITIONS = 300
"""Steps of a logarithmic slider from end to end, as in elements/labs/controls.js."""


class Material(StrEnum):
    """What a lab plays: synthesised in overrides/assets/javascripts/audio/material.js."""

    label: str

    def __new__(cls, name: str, label: str) -> "Material":
        """Attach what readers see."""
        material = str.__new__(cls, name)
        material._value_ = name
        material.label = label
        return material

    DRUMS = "drums", "Drums"
    BASS = "bass", "Bass"
    CHORDS = "chords", "Chords"
    VOICE = "voice", "Lead, like a voice"
    SONG = "song", "All together"
    NOISE = "noise", "Pink noise"


class Scale(StrEnum):
    """How far a slider moves for a change of its value."""

    LINEAR = "linear"
    LOG = "log"


class Slider(Strict):
    """A control with a number."""

    union_mark: ClassVar[str] = SLIDER

    id: Name = Field(description="Unique in its lab, and kept: links hold it.")
    label: Phrase
    unit: str = Field(default="", max_length=12, description="Said behind the number.")
    least: float
    most: float
    step: float = Field(default=1, gt=0, description="Of a linear slider.")
    scale: Annotated[Scale, Field(strict=False)] = Scale.LINEAR
    signed: bool = Field(default=False, description="Whether a plus is said: +3 dB.")
    starts: float

    def position(self, value: float) -> float:
        """Where the slider stands for a value."""
        if self.scale is Scale.LINEAR:
            return value
        return round(POSITIONS * log(value / self.least) / log(self.most / self.least))

    def fault(self, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value for it, and how to mend that."""
        if isinstance(value, str):
            return f"'{value[:40]}' is no number", f"write {self.least:g} to {self.most:g}"
        if not self.least <= value <= self.most:
            told = f"'{self.id}' goes from {self.least:g} to {self.most:g}, not to {value:g}"
            return told, "choose a value in between"
        return None

    def said(self, value: Any) -> str:
        """A value in words: '2,500 Hz', '−3 dB'. elements/labs/controls.js says it alike."""
        sign = "−" if value < 0 else "+" if self.signed and value > 0 else ""
        return f"{sign}{float(f'{abs(value):.6g}'):,}".removesuffix(".0") + (
            f"\u00a0{self.unit}" if self.unit else ""
        )


class Option(Strict):
    """A state of a choice."""

    id: Name = Field(description="Unique in its choice, and kept: links hold it.")
    label: Term


class Choice(Strict):
    """A control with a few states, one of which holds."""

    union_mark: ClassVar[str] = CHOICE

    id: Name = Field(description="Unique in its lab, and kept: links hold it.")
    label: Phrase
    options: list[Option] = Field(min_length=2)
    starts: str = Field(description="The id of the option that holds at first.")

    def fault(self, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value for it, and how to mend that."""
        known = [option.id for option in self.options]
        if value in known:
            return None
        return f"'{self.id}' has no option '{value}'", f"allowed: {', '.join(known)}"

    def said(self, value: Any) -> str:
        """An option in words."""
        return next(option.label for option in self.options if option.id == value)


def _slider_or_choice(control: Any) -> str:
    keys = control if isinstance(control, dict) else vars(control) if control else {}
    return CHOICE if "options" in keys else SLIDER


Control = Annotated[
    Annotated[Slider, Tag(SLIDER)] | Annotated[Choice, Tag(CHOICE)],
    Discriminator(_slider_or_choice),
]


class Group(Strict):
    """Controls that belong together, as those of one band."""

    title: Title
    controls: list[Control] = Field(min_length=1)


def setting(value: Any) -> Any:
    """A number, or the id of an option."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise rule("no value of a control stands here", "write a number, or the id of an option")
    return value


Setting = Annotated[Any, AfterValidator(setting)]


class Preset(Strict):
    """A state of the lab that is worth hearing. What it does not set is as at the start."""

    id: Name = Field(description="Unique in its lab, and kept: links hold it.")
    title: Title
    says: Sentence = Field(description="What to hear in it.")
    material: Annotated[Material, Field(strict=False)] = Material.SONG
    set: dict[str, Setting] = Field(
        json_schema_extra={"additionalProperties": {"type": ["number", "string"]}},
        description="Values by the ids of controls.",
    )


class Try(Strict):
    """Something to do with the lab."""

    do: Sentence
    hear: Sentence = Field(description="What one should hear then.")
    preset: str | None = Field(default=None, description="The id of a preset to begin with.")


class Lab(Grounded):
    """docs/labs/<id>.yml"""

    picture: Phrase = Field(description="What its picture shows, for those who do not see it.")
    listen_for: Annotated[list[Sentence], Field(min_length=1, max_length=4)]
    makes_sound: bool = Field(
        default=False,
        description="Whether it makes its own sound: no material is chosen then, nor compared.",
    )
    compared: bool = Field(
        default=True, description="Whether what plays can be heard without what the lab does to it."
    )
    material: Annotated[Material, Field(strict=False)] = Field(
        default=Material.SONG, description="What it plays first."
    )
    matched: bool = Field(
        default=False, description="Whether both sides of a comparison can be made equally loud."
    )
    groups: list[Group] = Field(min_length=1)
    presets: list[Preset] = Field(min_length=2)
    tries: Annotated[list[Try], Field(min_length=3, max_length=3)]

    @property
    def controls(self) -> dict[str, Slider | Choice]:
        """All controls by id; of two with one id the first."""
        found: dict[str, Slider | Choice] = {}
        for group in self.groups:
            for control in group.controls:
                found.setdefault(control.id, control)
        return found

    @property
    def anchors(self) -> list[str]:
        """The parts of its page that links can lead to."""
        return [f"preset={preset.id}" for preset in self.presets]
