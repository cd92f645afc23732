"""The tools that there are. Each is a page, `docs/tools/<id>.md`, with its rules and texts as data
beside it, `docs/tools/<id>.yml`, in a form of its own."""

from dataclasses import dataclass

from guide import tool_producer, tool_royalties
from guide.fields import Strict
from guide.yaml_source import Location, Source

MODELS: dict[str, type[Strict]] = {
    "do-you-need-a-producer": tool_producer.Rules,
    "royalties": tool_royalties.Royalties,
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
