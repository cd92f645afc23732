"""YAML that knows the line and column of each key and value.

Read in two steps: `compose` makes nodes and refuses what authors never need (anchors, aliases,
merge keys, tags, depth), before anything is expanded; `plain` makes values of them. The dialect
is YAML 1.1, as everywhere in Python: there `no` is false and `1:30` is ninety.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from guide.problem import Code
from guide.yaml_slips import explain

Place = tuple[int, int]
"""Line and column, both from 1."""
Report = Callable[[Place, Code, str, str], None]
Location = tuple[int | str, ...]
"""Keys and indexes from the root of a document to one of its values."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_NOUNS = {"timestamp": "date", "int": "whole number", "float": "number"}
_DEEPEST = 100
_MOST = 20_000
"""Lines and commas: reading takes time for each value, and this is half a second's worth."""
_BLOCK = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Begins with signs that are rare, and looks back from them: ten times as quick.
_ODD_INDENT = re.compile(
    r"^(?P<before>[ -]*)(?P<sign>[\u00a0\u2000-\u200a\u202f\u3000])", re.MULTILINE
)
_FEATURE = re.compile(
    r"[&*!<%](?:(?<=[&*!])(?<![^\s\[{,:].)\S|(?<=<)<|(?<=^%))", re.MULTILINE | re.DOTALL
)
_KEYS = re.compile(r"(?:(?:[a-z][a-z_]*:(?: .*)?| +\S.*|- .*|#.*)\n)+---[ \t]*(?:\n|\Z)")


def unheard(place: Place, code: Code, message: str, fix: str) -> None:
    """A report of what was told before."""


@dataclass(frozen=True)
class Source:
    """A YAML document: its nodes, and the line of the file that its first line stands on."""

    root: yaml.MappingNode
    first_line: int

    def place(self, location: Location, of_key: bool = False) -> Place:
        """Where the value at `location` stands (or its key); where the nearest one around it
        stands if there is no such value."""
        mark = self.root.start_mark
        for key, node in self._reached(location):
            mark = (key if of_key and key else node).start_mark
        return mark.line + self.first_line, mark.column + 1

    def written(self, location: Location) -> str | None:
        """The scalar at `location` as its author wrote it, or None where no scalar stands."""
        reached = [self.root, *(node for _, node in self._reached(location))]
        node = reached[-1] if len(reached) > len(location) else None
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def _reached(self, location: Location) -> Iterator[tuple[yaml.Node | None, yaml.Node]]:
        """The values on the way to `location`, as far as there are any; those of keys with them."""
        node: yaml.Node = self.root
        for step in location:
            key = None
            if isinstance(node, yaml.MappingNode):
                key, node = next((p for p in node.value if p[0].value == step), (None, node))
                if key is None:
                    return
            elif isinstance(node, yaml.SequenceNode) and step in range(len(node.value)):
                node = node.value[step]
            else:
                return
            yield key, node


@dataclass(frozen=True)
class Markdown:
    """A Markdown file in its two parts. `matter` is None when there is no front matter."""

    matter: str | None
    body: str
    body_line: int


def split(text: str, report: Report) -> Markdown:
    """Part front matter from body. A missing or an unclosed one is reported, and nothing else is
    read: what is front matter and what is text cannot be told apart."""
    block = _BLOCK.match(text)
    if block is None:
        if text.startswith("---"):
            report(
                (1, 1),
                Code.NOT_CLOSED,
                "front matter opens here and is never closed",
                "write '---' on a line of its own after its last key",
            )
        else:
            report(
                (1, 1),
                Code.NO_FRONT_MATTER,
                "the page has no front matter",
                "start the file with '---', then 'title: …' and 'summary: …', then '---'",
            )
        return Markdown(None, "", 1)
    body = text[block.end() :]
    body_line = text.count("\n", 0, block.end()) + 1
    if _KEYS.match(body):
        report(
            (body_line - 1, 1),
            Code.SECOND_BLOCK,
            "front matter ends here, and more of it follows",
            "take this line out: '---' stands behind the last key",
        )
        return Markdown(None, "", 1)
    second = _BLOCK.match(body.lstrip("\n"))
    if second and re.match(r"[\w-]+:(\s|$)", second[1]):
        blank = len(body) - len(body.lstrip("\n"))
        report(
            (body_line + blank, 1),
            Code.SECOND_BLOCK,
            "a second block of front matter would be printed as text",
            "move its keys into the first block",
        )
        body = "\n" * (blank + second[0].count("\n")) + body.lstrip("\n")[second.end() :]
    return Markdown(block[1], body, body_line)


def compose(text: str, first_line: int, report: Report) -> Source | None:
    """Nodes of a YAML text, or None after a report of the first thing that is wrong with it."""
    parts = text.count("\n") + text.count(",")
    if parts > _MOST:
        told = f"holds {parts:,} lines and commas; {_MOST:,} are the most"
        fix = "take out what was put here by mistake, or what no page needs"
        report((first_line, 1), Code.TOO_LARGE, told, fix)
        return None
    written = text.rstrip("\n").split("\n")
    odd = None if text.isascii() else _ODD_INDENT.search(text)
    if odd:
        line = text.count("\n", 0, odd.start("sign")) + first_line
        told = f"a space that is none (U+{ord(odd['sign']):04X}) indents this line"
        report(
            (line, len(odd["before"]) + 1), Code.YAML_SYNTAX, told, "indent it with plain spaces"
        )
        return None
    try:
        refused = _refused(text)
        if refused:
            mark, what = refused
            place = mark.line + first_line, mark.column + 1
            fix = "write the value out where it is used, plainly"
            report(place, Code.YAML_FEATURE, what, fix)
            return None
        lost = _lost(text, written)
        if lost:
            (line, column), what = lost
            report(
                (line + first_line, column + 1),
                Code.YAML_SYNTAX,
                f"'{what[:40]}' is read as a comment, and dropped",
                "put the value in double quotes; a comment stands on a line of its own",
            )
            return None
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        (line, column), reason, fix = explain(error, written)
        report((line + first_line, column + 1), Code.YAML_SYNTAX, reason, fix)
        return None
    except yaml.YAMLError as error:
        report((first_line, 1), Code.YAML_SYNTAX, f"not YAML: {error}", "retype the line")
        return None
    if not isinstance(root, yaml.MappingNode):
        what = "no key stands here" if root is None else "what stands here has no keys"
        report((first_line, 1), Code.WRONG_TYPE, what, "write 'key: value' lines, one key a line")
        return None
    return Source(root, first_line)


def plain(source: Source, report: Report) -> dict[str, Any]:
    """The document as dicts, lists and scalars; a scalar that means nothing is left out."""

    def at(node: yaml.Node) -> Place:
        return node.start_mark.line + source.first_line, node.start_mark.column + 1

    def value(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [value(item) for item in node.value]
        try:
            return _scalar(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            kind = node.tag.removeprefix(_TAG)
            report(
                at(node),
                Code.WRONG_VALUE,
                f"'{node.value}' is no {_NOUNS.get(kind, kind)}",
                "write a day that exists, as 2026-11-23; or put text in quotes"
                if kind == "timestamp"
                else "write a number in digits; or put text in quotes",
            )
            return None

    def mapping(node: yaml.MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        doubled = False
        for key, item in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                told, fix = "a key that is no word", "write a word before the colon"
                report(at(key), Code.YAML_FEATURE, told, fix)
            elif name in found and not doubled:
                # Only the first: where an item lost its beginning, all its keys stand twice.
                doubled = True
                report(
                    at(key),
                    Code.DUPLICATE_KEY,
                    f"'{name}' stands here a second time",
                    "keep one of the two: the other would be dropped in silence",
                )
            if name and found.get(name) is None:
                found[name] = value(item)
        return found

    return mapping(source.root)


def _lost(text: str, written: list[str]) -> tuple[Place, str] | None:
    """What stands behind a plain value and a '#', with its line and column from 0."""
    if " #" not in text and "\t#" not in text:
        return None
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            line, column = token.end_mark.line, token.end_mark.column
            behind = written[line][column:] if line < len(written) else ""
            if behind[:1] in (" ", "\t") and behind.lstrip(" \t").startswith("#"):
                return (line, len(written[line]) - len(behind.lstrip(" \t"))), behind.strip()
    return None


def _scalar(node: yaml.Node) -> Any:
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "str":
        return text
    if kind == "null":
        return None
    if kind == "timestamp" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.date.fromisoformat(text)
    if kind == "timestamp" or (kind == "int" and len(text) > 30):
        return text
    return yaml.constructor.SafeConstructor().construct_object(node)


def _refused(text: str) -> tuple[Any, str] | None:
    """A feature of YAML that we do not take, and its mark. Scanning costs, so it is done only
    for texts with a character that such a feature needs."""
    indented = re.search(rf"^[-? ]{{{_DEEPEST}}}", text, re.MULTILINE)
    deep = indented or text.count("[") + text.count("{") > 500
    if not deep and not _FEATURE.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            return event.start_mark, f"an alias, '*{event.anchor}'"
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            return event.start_mark, f"an anchor, '&{event.anchor}'"
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
            return event.start_mark, "a merge key, '<<'"
        tag = getattr(event, "tag", None)
        if tag:
            return event.start_mark, f"a tag, '{tag}'"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return event.start_mark, f"nested deeper than {_DEEPEST} levels"
    return None
