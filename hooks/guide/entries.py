"""The data files that pages refer to: skills, sources, and the ids published so far."""

from typing import Annotated

from pydantic import Field, RootModel

from guide.fields import Sentence, Strict

Skill = Annotated[str, Field(min_length=20, max_length=160, pattern=r"^[A-Z][a-z]+\b.*\.$")]
"""A sentence that begins with a verb and can be judged by hearing or looking."""


class SourceEntry(Strict):
    """A source that pages cite. Without `url` it is named, not linked."""

    title: Annotated[str, Field(min_length=2, max_length=200)]
    publisher: Annotated[str, Field(min_length=2, max_length=120)]
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$")] | None = None
    note: Sentence | None = Field(default=None, description="How far it can be relied on.")


class SkillsFile(RootModel[dict[str, Skill]]):
    """docs/skills.yml: what a reader can do afterwards, by id."""


class SourcesFile(RootModel[dict[str, SourceEntry]]):
    """docs/sources.yml: the sources that pages cite, by id."""


class PublishedFile(RootModel[dict[str, str]]):
    """docs/published.yml: every id that was ever published, with the month it first was."""
