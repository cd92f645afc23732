"""Texts changed in a few places, so that all else stays as its author wrote it: comments, quotes,
line breaks."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import yaml

from guide.prose import Link
from guide.yaml_source import Location, Source, compose, split, unheard


class Patch(NamedTuple):
    """What stands between two offsets of a text afterwards."""

    start: int
    end: int
    text: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """The text with the patches, which do not overlap. Those at one place come in their order."""
    parts: list[str] = []
    end = 0
    for patch in sorted(patches, key=lambda patch: (patch.start, patch.end)):
        parts += [text[end : patch.start], patch.text]
        end = patch.end
    return "".join([*parts, text[end:]])


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, both from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


class Document(NamedTuple):
    """A YAML document in a file: its nodes, and the offset in the file's text where it begins."""

    source: Source
    offset: int

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """The offsets between which a node stands in the file."""
        return node.start_mark.index + self.offset, node.end_mark.index + self.offset


def document(name: str, text: str) -> Document | None:
    """The data of a file or the front matter of a page; None if it cannot be read."""
    if name.endswith(".md"):
        matter = split(text, unheard).matter
        source = compose(matter, 2, unheard) if matter is not None else None
        return Document(source, text.index("\n") + 1) if source else None
    source = compose(text, 1, unheard)
    return Document(source, 0) if source else None


def scalars(node: yaml.Node, location: Location = ()) -> Iterator[tuple[Location, yaml.ScalarNode]]:
    """Every value of a document that is no list and has no keys, with where it stands."""
    if isinstance(node, yaml.ScalarNode):
        yield location, node
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from scalars(item, (*location, index))
    elif isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            yield from scalars(item, (*location, key.value))


def targets(text: str, links: Iterable[Link]) -> Iterator[tuple[Link, int, int]]:
    """Where the targets of links stand in the text of a file. One that is not found, since it is
    written in a way that nothing else uses, is left out."""
    taken: set[int] = set()
    for link in links:
        pattern = re.compile(rf"\]\([ \n]?<?(?P<target>{re.escape(link.target)})(?=[>\s)])")
        for found in pattern.finditer(text, offset_of(text, *link.place)):
            if found.start() not in taken:
                taken.add(found.start())
                yield link, *found.span("target")
                break
