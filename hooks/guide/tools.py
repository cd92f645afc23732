"""The tools that there are. Each is a page, `docs/tools/<id>.md`, with its rules and texts as data
beside it, `docs/tools/<id>.yml`, in a form of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guide import (
    tool_agreement,
    tool_budget,
    tool_calculators,
    tool_producer,
    tool_royalties,
    tool_splits,
    tool_vetting,
)
from guide.fields import Grounded, Strict
from guide.yaml_source import Location, Source

MODELS: dict[str, type[Strict]] = {
    "agreement": tool_agreement.Agreement,
    "budget": tool_budget.Budget,
    "calculators": tool_calculators.Calculators,
    "do-you-need-a-producer": tool_producer.Rules,
    "royalties": tool_royalties.Royalties,
    "split-sheet": tool_splits.SplitSheet,
    "vetting-sheet": tool_vetting.Sheet,
}
"""The model of each tool's data, by the tool's id."""


@dataclass
class ToolFile:
    """A tool: its id, where its values stand, its data. `data` is None if it is broken."""

    id: str
    file: str
    data: Strict | None
    source: Source | None

    def at(self, location: Location, of_key: bool = False) -> tuple[str, int, int]:
        """File, line and column of a value, or of its key."""
        return self.file, *(self.source.place(location, of_key) if self.source else (1, 1))

    @property
    def anchors(self) -> list[str]:
        """The parts of its page that the tool prints, and links can lead to."""
        return self.data.anchors if isinstance(self.data, tool_calculators.Calculators) else []

    @property
    def cited(self) -> list[str]:
        """The sources that its data stand on, each once, in the order of the data."""
        return list(dict.fromkeys(name for _, one in grounded(self.data) for name in one.sources))


def grounded(value: Any, at: Location = ()) -> Iterator[tuple[Location, Grounded]]:
    """Everything in the data of a tool that stands on sources or is explained, with its place."""
    if isinstance(value, Grounded):
        yield at, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from grounded(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from grounded(one, (*at, index))
