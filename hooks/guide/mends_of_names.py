"""The right form of names: ids, citations, links and parts of pages, where they are written in
other capitals or signs, or are others now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from guide import spans
from guide.addresses import file_at, link_to
from guide.kinds import Kind
from guide.library import Library
from guide.pages import link_fields, model_for
from guide.patches import Patch, document, scalars, targets
from guide.problem import Problem
from guide.prose import BLOCK_NAME
from guide.yaml_source import Location

_SKILLS = ("teaches", "skill", "assumes", "outcomes")
Patches = Iterator[Patch]


class Spot(NamedTuple):
    """A finding in the text of its file: the file's name inside docs, and the offset."""

    library: Library
    name: str
    text: str
    problem: Problem
    at: int


@dataclass(frozen=True)
class Value:
    """The value of a YAML document that a finding is about."""

    location: Location
    node: yaml.ScalarNode
    start: int
    end: int

    def patch(self, new: str) -> Patch:
        return Patch(self.start, self.end, new)


def value_at(spot: Spot) -> Value | None:
    """The value that stands where a finding is told."""
    found = document(spot.name, spot.text)
    for location, node in scalars(found.source.root) if found else ():
        start, end = found.span(node) if found else (0, 0)
        if start == spot.at:
            return Value(location, node, start, end)
    return None


def of_id(spot: Spot) -> Patches:
    """An id with other capitals or signs than its own, or one that is another now: in a value, in
    a citation, or above a block for readers."""
    value = value_at(spot)
    if value is not None:
        yield from _id_in_data(spot, value)
        return
    line = spot.text[spot.at : spot.text.find("\n", spot.at)]
    cited = spans.CITATION.match(line)
    if cited:
        right = _one(cited["source"], spot.library.sources)
        if right:
            first, last = cited.span("source")
            yield Patch(spot.at + first, spot.at + last, right)
    block = re.match(rf"///+ *{BLOCK_NAME} *\| *(?P<path>\S[^\n]*?) *$", line)
    if block:
        right = _one(block["path"], spot.library.paths)
        if right:
            first, last = block.span("path")
            yield Patch(spot.at + first, spot.at + last, right)


def _id_in_data(spot: Spot, value: Value) -> Patches:
    library, key = spot.library, str(value.location[0])
    kind: Kind | None = None
    if spot.name.endswith(".md"):
        kind = dict(link_fields(model_for(spot.name.removesuffix(".md")))).get(key)
    words = [part for part in value.location if isinstance(part, str)]
    written, anchor, part = value.node.value.partition("#")
    right: str | None
    if kind:
        name = re.sub(rf"^(docs/)?{kind}/|\.md$", "", written)
        names = [page.rpartition("/")[2] for page in library.pages if page.startswith(f"{kind}/")]
        now = library.aliases.get(f"{kind}/{name}", "")
        right = now.rpartition("/")[2] if now.startswith(f"{kind}/") else _one(name, names)
    elif words[-1] in _SKILLS:
        right = _one(written, library.skills)
    elif words[-1] == "sources":
        right = _one(written, library.sources)
    elif words[-1] == "path":
        right = _one(written, library.paths)
    else:
        page = re.sub(r"^docs/|\.md$", "", written)
        right = library.aliases.get(page) or _one(page, library.pages)
        if right is None and "/" not in page:
            same = [known for known in library.pages if known.endswith(f"/{page}")]
            right = same[0] if len(same) == 1 else None
    if right and right != written and not _is_there(spot, value, right + anchor + part):
        raw = spot.text[value.start : value.end]
        at = raw.find(written)
        if at >= 0:
            yield Patch(value.start + at, value.start + at + len(written), right)


def _is_there(spot: Spot, value: Value, right: str) -> bool:
    """Whether a list holds the right word already: then somebody has to choose."""
    found = document(spot.name, spot.text)
    around = value.location[:-1]
    return any(
        location[:-1] == around and node.value == right
        for location, node in (scalars(found.source.root) if found else ())
    )


def _one(written: str, names: Iterable[str]) -> str | None:
    """The one name that is written so when capitals, spaces and underscores do not count."""
    wanted = _bare(written)
    found = [name for name in names if _bare(name) == wanted]
    return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    return re.sub(r"[\s_]+", "-", name.strip().casefold())


def of_link(spot: Spot) -> Patches:
    """A link by an address, an absolute path, other capitals or an old id, or to a part whose id
    has other capitals."""
    page = spot.library.pages.get(spot.name.removesuffix(".md"))
    place = (spot.problem.line, spot.problem.column)
    links = [link for link in page.prose.links if link.place == place] if page else []
    for link, start, end in targets(spot.text, links):
        file, anchor, part = link.target.partition("#")
        leads = file_at(spot.name, file) if file else spot.name
        right = leads if leads == spot.name else _file(spot.library, leads, file)
        if right is None:
            continue
        known = spot.library.pages.get(right.removesuffix(".md"))
        part = _one(part, known.prose.anchors) or part if known and part else part
        now = link_to(spot.name, right) if file else ""
        yield Patch(start, end, now + anchor + part)


def _file(library: Library, leads: str, written: str) -> str | None:
    """The file that a link means, by its name inside the docs folder."""
    if written.startswith("/"):
        leads = written.strip("/")
    pages = {f"{page}.md" for page in library.pages}
    if leads in pages:
        return leads
    bare = re.sub(r"(/index)?(\.html?|\.md)?$", "", leads.rstrip("/"))
    for candidate in (f"{bare}.md", f"{bare}/index.md"):
        if candidate in pages:
            return candidate
    if bare in library.aliases:
        return f"{library.aliases[bare]}.md"
    twins = [file for file in (*pages, *library.assets) if file.casefold() == leads.casefold()]
    return twins[0] if len(twins) == 1 else None


def of_anchor(spot: Spot) -> Patches:
    """A part of a page by its id in other capitals: in the text, or in a value."""
    value = value_at(spot)
    if value is None:
        yield from of_link(spot)
        return
    written, _, part = value.node.value.partition("#")
    page = spot.library.pages.get(written or spot.name.removesuffix(".md"))
    right = _one(part, page.prose.anchors) if page else None
    at = spot.text.find(f"#{part}", value.start, value.end)
    if right and at >= 0:
        yield Patch(at + 1, at + 1 + len(part), right)


def of_renamed(spot: Spot) -> Patches:
    """A page by its id of before, in a value or in a link."""
    yield from (of_id if value_at(spot) else of_link)(spot)
