"""What the text of a page holds: headings and their anchors, links, citations, reader blocks, and
what is wrong with it. Read with a few patterns over a copy in which code is blanked out; what they
would not read as the engine does is refused (forms.py), and a test compares both on real pages."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown.extensions.toc import slugify, unique

from guide import blocks, forms, spans
from guide.kinds import FRAME
from guide.problem import Code, Lines
from guide.yaml_source import Place, Report

BLOCK_NAME = "for"
LAB_BLOCK = "lab"

MOST_HEADINGS = 200
"""A page with more is several pages, and takes the engine time that grows with their square."""
MOST_FINDINGS = 1_000
"""A text with more is not read to its end."""
_HIDING = {Code.BLOCK_NOT_CLOSED, Code.HEADING_FORM, Code.ATTRIBUTES, Code.TOO_LARGE}
"""What may keep a heading from being read."""

_HEADING = re.compile(r"#(?<![^\n]#)(#{0,5})(.*)$(?<!\\)", re.M)
_ID_ATTRIBUTE = re.compile(r"#([\w:.-]+)")
_LINK_MIDDLE = re.compile(r"\]\((?<!\\\]\()")
_BLOCK_LINE = re.compile(r"(?P<fence>///(?<![^\n]///)/*)(?P<rest>.*)")


class Heading(NamedTuple):
    """A heading, and the id by which a link finds it."""

    level: int
    text: str
    anchor: str


class Link(NamedTuple):
    """A link or picture as written."""

    target: str
    place: Place


class Named(NamedTuple):
    """The id of a source that the text cites."""

    name: str
    place: Place


class Block(NamedTuple):
    """A block between two fences, `/// name | argument` and `///`, with the lines of both."""

    name: str
    argument: str
    place: Place
    closed: int

    @property
    def opened(self) -> int:
        """The line of its first fence."""
        return self.place[0]


@dataclass
class Prose:
    """The text of one page, taken apart."""

    first_line: int = 1
    words: int = 0
    is_cut: bool = False
    """Whether it may hold headings that were not read: something is never closed, far too long, or
    wrong with a heading."""
    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    citations: list[Named] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    refused: set[Code] = field(default_factory=set)
    """What kinds of findings there are."""

    @property
    def sources(self) -> list[str]:
        """Ids of the cited sources, in the order of their first citation."""
        return list(dict.fromkeys(citation.name for citation in self.citations))


def read(body: str, first_line: int, report: Report) -> Prose:
    """Take the text of a page apart. `first_line` is the line of the file it starts on."""
    prose = Prose(first_line, words=len(body.split()))
    told = 0

    def bounded(place: Place, code: Code, message: str, fix: str) -> None:
        nonlocal told
        told += 1
        line = body.split("\n", place[0] - first_line + 1)[place[0] - first_line]
        prose.refused.add(code)
        prose.is_cut |= code in _HIDING or line.startswith("#")
        if told > MOST_FINDINGS:
            prose.is_cut = True
            raise _Enough
        report(place, code, message, fix)

    with suppress(_Enough):
        _read(prose, body, Lines(body, first_line), bounded)
    return prose


class _Enough(Exception):
    """So much is wrong with a text that its rest is left unread."""


def _read(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    # Fences first, then comments, then code in lines: as the engine takes them out.
    if "```" in text or "~~~" in text:
        blocks.unclosed(blocks.FENCE, text, lines, report)
        blocks.fences(text, lines, report)
        text = forms.blank(blocks.FENCE, text)
    whole = text
    if "<!--" in text:
        blocks.unclosed(blocks.COMMENT, text, lines, report)
        text = forms.blank(blocks.COMMENT, text)
    if "\n    " in text or "\t" in text or text.startswith("    "):
        text = blocks.indented(text, whole, lines, report)
    blocks.headings(text, lines, report)
    blocks.lists(text, lines, report)
    _headings(prose, text, lines, report)
    whole = text
    if "`" in text:
        text = forms.blank(spans.CODE, text)
    if "`" in text:
        forms.stray_backtick(text, lines, report)
    if "\\[^" in text:
        forms.escaped_citation(text, lines, report)
    rest = _links(prose, text, lines, report) if "](" in text else text
    if "|" in text:
        blocks.tables(text, lines, report)
    if "][" in text or "]:" in text:
        forms.references(text, lines, report)
    if "<" in text:
        prose.links += [
            Link(found["target"], lines.place(found.start()))
            for found in spans.ADDRESS.finditer(text)
            if found["target"]
        ]
        forms.html(text, lines, report)
    if "{" in text:
        forms.attribute_lists(text, whole, lines, report)
    if "[" in rest and Code.LINK_FORM not in prose.refused:
        forms.brackets(rest, lines, report)
    if ".md" in rest and Code.LINK_FORM not in prose.refused:
        forms.file_names(rest, lines, report)
    prose.links.sort(key=lambda link: link.place)
    cited = spans.CITATION.finditer(text)
    prose.citations = [Named(found["source"], lines.place(found.start())) for found in cited]
    if "///" in text:
        _blocks(prose, text, lines, report)


def _links(prose: Prose, text: str, lines: Lines, report: Report) -> str:
    """Links and pictures, those inside the text of a link too; the text comes back without them.
    What looks like the middle of one and was read as none is told: the engine might read it."""
    middles: set[int] = set()
    found = list(spans.LINK.finditer(text))
    rest: list[str] = []
    end = 0
    for link in found:
        rest += [text[end : link.start()], " " * len(link[0])]
        end = link.end()
    for outer in list(found):
        if "](" not in outer["text"]:
            continue
        for inner in spans.LINK.finditer(text, *outer.span("text")):
            found.append(inner)
            if text[inner.start() - 1] != "!" or text[outer.start() - 1 : outer.start()] == "!":
                told, fix = "a link inside the text of a link", "write one behind the other"
                report(lines.place(inner.start()), Code.LINK_FORM, told, fix)
    for link in found:
        if "\n\n" in link[0]:
            continue
        middles.add(link.end("text"))
        # A picture starts at its exclamation mark.
        start = link.start() - (text[link.start() - 1 : link.start()] == "!")
        if "[^" not in link["target"]:
            prose.links.append(Link(link["target"], lines.place(start)))
        if "[^" in link[0]:
            place = lines.place(link.start() + link[0].index("[^"))
            told, fix = "a citation inside a link", "write it behind the link"
            report(place, Code.LINK_FORM, told, fix)
    for middle in _LINK_MIDDLE.finditer(text):
        if middle.start() not in middles:
            report(
                lines.place(middle.start()),
                Code.LINK_FORM,
                "a link that cannot be read, in its text or its target",
                "write [text](file.md), without spaces or brackets in the file's name; "
                'a title stands in quotes: [text](file.md "title")',
            )
    return "".join([*rest, text[end:]])


def _headings(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    matches = _HEADING.finditer(text)
    found = [(m.start(), len(m[1]) + 1, m[2].rstrip().rstrip("#").strip()) for m in matches]
    taken: set[str] = set()
    waiting: list[tuple[int, int, str, str | None]] = []
    if len(found) > MOST_HEADINGS:
        told = f"the page has {len(found):,} headings, and {MOST_HEADINGS} are the most"
        fix = "split it into pages that can each be read in one sitting"
        report(lines.place(found[MOST_HEADINGS][0]), Code.TOO_LARGE, told, fix)
    for start, level, words in found[:MOST_HEADINGS]:
        if "[^" in words and spans.CITATION.search(words):
            told, fix = "a citation in a heading", "write it in the text below"
            report(lines.place(start), Code.LINK_FORM, told, fix)
        bare, brace, attributes = words.rpartition("{")
        written = None
        if brace and attributes.endswith("}") and bare.endswith((" ", "\t")):
            words, written = bare.rstrip(), _ID_ATTRIBUTE.search(attributes)
        if written:
            if written[1] in taken:
                report(
                    lines.place(start),
                    Code.ANCHOR_TWICE,
                    f"a second heading with the id '{written[1]}'",
                    "give one of the two another id: a link finds only the first",
                )
            taken.add(written[1])
        if level == 1:
            report(
                lines.place(start),
                Code.HEADING_ONE,
                "a heading of level 1; the title above is the only one",
                f"write '## {words}', or leave it out",
            )
        waiting.append((start, level, words, written[1] if written else None))
    for start, level, words, anchor in waiting:
        anchor = anchor or unique(slugify(spans.as_read(words), "-"), taken)
        if anchor in FRAME:
            told = f"the id '{anchor}' is taken by what stands around the text"
            fix = "give the heading another: {#my-id}"
            report(lines.place(start), Code.ANCHOR_TWICE, told, fix)
        prose.headings.append(Heading(level, words, anchor))
    prose.anchors = taken


def _blocks(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    opened: list[tuple[str, str, Place]] = []
    unclosed: list[Place] = []
    unopened: list[Place] = []
    for line in _BLOCK_LINE.finditer(text):
        place = lines.place(line.start())
        if line["rest"].strip():
            opened.append((line["fence"], line["rest"], place))
        elif line["fence"] in (fence for fence, _, _ in opened):
            while opened[-1][0] != line["fence"]:
                unclosed.append(opened.pop()[2])
            _, rest, start = opened.pop()
            name, _, argument = rest.partition("|")
            prose.blocks.append(Block(name.strip(), argument.strip(), start, place[0]))
        else:
            unopened.append(place)
    if unopened and not (unclosed or opened):
        told, fix = (
            "a block is closed here that never opened",
            "write '/// for | …' where it begins",
        )
        report(unopened[0], Code.BLOCK_NOT_CLOSED, told, fix)
    for place in [*unclosed, *(place for _, _, place in opened)]:
        report(
            place,
            Code.BLOCK_NOT_CLOSED,
            "a block opens here and is never closed",
            "write its slashes again on a line of their own where it ends",
        )
