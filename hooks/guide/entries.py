"""The data files that pages refer to: skills, sources, and the ids published so far."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import Field, RootModel

from guide.fields import Address, Meaning, Month, Name, OldId, Sentence, Skill, Strict, Term
from guide.yaml_source import Source

Value = TypeVar("Value")


class SourceEntry(Strict):
    """A source that pages cite. Without `url` it is named, not linked."""

    title: Annotated[str, Field(min_length=2, max_length=200)]
    publisher: Annotated[str, Field(min_length=2, max_length=120)]
    url: Address | None = None
    note: Sentence | None = Field(default=None, description="How far it can be relied on.")


class SkillsFile(RootModel[dict[Name, Skill]]):
    """docs/skills.yml: what a reader can do afterwards, by id."""


class SourcesFile(RootModel[dict[Name, SourceEntry]]):
    """docs/sources.yml: the sources that pages cite, by id."""


class GlossaryEntry(Strict):
    """What a term means, and where a reader learns most about it."""

    says: Meaning = Field(description="One or two sentences, for somebody who never heard it.")
    page: str = Field(
        description="The whole id of a page, a heading's id on it after '#': stages/mixing#balance."
    )
    also: list[Term] = Field(default=[], description="Other forms of the term that pages use.")
    found_by: list[Term] = Field(
        default=[], description="Other words that readers search by, whether pages use them or not."
    )
    unmarked: list[Term] = Field(
        default=[],
        description="Forms that are not marked in texts: words with another sense there too.",
    )


def term_anchor(term: str) -> str:
    """The id of a term on the page of the glossary: 'term-side-chain-compression'."""
    return "-".join(["term", *re.findall(r"\w+", term.casefold())])


class GlossaryFile(RootModel[dict[Term, GlossaryEntry]]):
    """docs/glossary.yml: what words mean that pages use, by term."""


class PublishedFile(RootModel[dict[OldId, Month]]):
    """docs/published.yml: every id that was ever published, with the month it first was."""


class Entries(dict[str, Value]):
    """The entries of a data file by id, with where each stands. `whole` is False when something
    in the file could not be read."""

    def __init__(
        self,
        entries: Mapping[str, Value] = MappingProxyType({}),
        path: str = "",
        source: Source | None = None,
        whole: bool = True,
    ) -> None:
        super().__init__(entries)
        self.path = path
        self.source = source
        self.whole = whole

    def at(self, entry: str, *inside: int | str) -> tuple[str, int, int]:
        """Path, line and column of the key of an entry, or of a value inside it."""
        location = (entry, *inside)
        return self.path, *(self.source.place(location, not inside) if self.source else (1, 1))
