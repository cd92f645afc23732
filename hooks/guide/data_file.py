"""The data file beside a page of a kind that has one: a tool's, a lab's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guide.fields import Grounded, Strict
from guide.yaml_source import Location, Source


@dataclass
class DataFile:
    """Its id, where its values stand, its data. `data` is None if it is broken."""

    id: str
    file: str
    data: Strict | None
    source: Source | None

    def at(self, location: Location, of_key: bool = False) -> tuple[str, int, int]:
        """File, line and column of a value, or of its key."""
        return self.file, *(self.source.place(location, of_key) if self.source else (1, 1))

    @property
    def anchors(self) -> list[str]:
        """The parts of its page that are printed from the data, and links can lead to."""
        found: list[str] = getattr(self.data, "anchors", [])
        return found

    @property
    def cited(self) -> list[str]:
        """The sources that its data stand on, each once, in the order of the data."""
        return list(dict.fromkeys(name for _, one in grounded(self.data) for name in one.sources))


def grounded(value: Any, at: Location = ()) -> Iterator[tuple[Location, Grounded]]:
    """Everything in the data that stands on sources or is explained, with its place."""
    if isinstance(value, Grounded):
        yield at, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from grounded(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from grounded(one, (*at, index))
