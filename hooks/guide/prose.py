"""What the text of a page holds: headings and their anchors, links, citations, reader blocks, and
what is wrong with it. Read with a few patterns over a copy in which code is blanked out; a test
compares the anchors and links with what Python-Markdown makes of the real pages. What these
patterns would not read as the engine does is refused (forms.py)."""

import re
from dataclasses import dataclass, field
from html import unescape

from markdown.extensions.toc import slugify, unique

from guide import forms
from guide.forms import Lines
from guide.problem import Code
from guide.yaml_source import Place, Report

BLOCK_NAME = "for"
CITATION = r"\[\^(?<!\\\[\^)(?P<source>[\w-]+)\]"

MOST_HEADINGS = 200
"""A page with more is several pages, and takes the engine time that grows with their square."""

_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_HEADING = re.compile(r"#(?<![^\n]#)(#{0,5})(.*)")
_UNDERLINE = re.compile(r"\n(=+|-+)[ \t]*(?=\n|\Z)")
_NO_TITLE = re.compile(r"[ \t]*(?:[-*+>|#]|\d+\.|$)|[ \t]")
_ID_ATTRIBUTE = re.compile(r"#([\w:.-]+)")
_LINK = re.compile(
    r"\[(?<!\\\[)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\([ \n]?<?(?P<target>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?"
    r"(?:[ \n](?P<title>\"[^\"]*\"|'[^']*'))?[ \n]?\)"
)
_LINK_MIDDLE = re.compile(r"(?<!\\)\]\(")
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z+.-]*:[^\s<>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_LINE = re.compile(r"(?P<fence>///(?<![^\n]///)/*)(?P<rest>.*)")
_CITATION = re.compile(CITATION)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the id by which a link finds it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture as written."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """The id of a source that the text cites."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
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
    """Whether its rest was not read: something is never closed, or it is far too long."""
    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    citations: list[Named] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """Ids of the cited sources, in the order of their first citation."""
        return list(dict.fromkeys(citation.name for citation in self.citations))


def read(body: str, first_line: int, report: Report) -> Prose:
    """Take the text of a page apart. `first_line` is the line of the file it starts on."""
    prose = Prose(first_line, words=len(body.split()))
    lines = Lines(body, first_line)
    text = body
    has_fence = "```" in text or "~~~" in text
    if has_fence or "<!--" in text:
        prose.is_cut = forms.unclosed(text, lines, report)
        forms.fences(text, lines, report)
        text = _blank(forms.FENCE, _blank(forms.COMMENT, text))
    if "\n    " in text or "\t" in text:
        text = forms.indented(text, lines, report)
    forms.headings_inside(text, lines, report)
    _headings(prose, text, lines, report)
    text = _blank(_CODE, text) if "`" in text else text
    if "](" in text:
        _links(prose, text, lines, report)
    if "][" in text or "]:" in text:
        forms.references(text, lines, report)
    if "<" in text:
        prose.links += [
            Link(found["target"], lines.place(found.start())) for found in _AUTOLINK.finditer(text)
        ]
        forms.html(text, lines, report)
    if "{" in text:
        forms.attribute_lists(text, lines, report)
    prose.links.sort(key=lambda link: link.place)
    prose.citations = [
        Named(found["source"], lines.place(found.start())) for found in _CITATION.finditer(text)
    ]
    if "///" in text:
        _blocks(prose, text, lines, report)
    return prose


def _links(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    """Links and pictures, those inside the text of a link too. What looks like the middle of one
    and was read as none is told: the engine might read it."""
    middles: set[int] = set()
    found = list(_LINK.finditer(text))
    for outer in list(found):
        if "](" in outer["text"]:
            found += _LINK.finditer(text, outer.start("text"), outer.end("text"))
    for link in found:
        middles.add(link.end("text"))
        # A picture starts at its exclamation mark.
        start = link.start() - (text[link.start() - 1 : link.start()] == "!")
        prose.links.append(Link(link["target"], lines.place(start)))
        if "[^" in link["text"] or "[^" in (link["title"] or ""):
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


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _headings(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    found = [
        (match.start(), len(match[1]) + 1, match[2].rstrip().rstrip("#").strip())
        for match in _HEADING.finditer(text)
    ]
    for match in _UNDERLINE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        title = text[start : match.start()]
        if not _NO_TITLE.match(title):
            found.append((start, 1 if match[1][0] == "=" else 2, title.strip()))
    taken: set[str] = set()
    waiting: list[tuple[int, str, str | None]] = []
    found.sort()
    if len(found) > MOST_HEADINGS:
        told = f"the page has {len(found):,} headings, and {MOST_HEADINGS} are the most"
        fix = "split it into pages that can each be read in one sitting"
        report(lines.place(found[MOST_HEADINGS][0]), Code.TOO_LARGE, told, fix)
        prose.is_cut = True
    for start, level, words in found[:MOST_HEADINGS]:
        if "[^" in words and _CITATION.search(words):
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
        waiting.append((level, words, written[1] if written else None))
    for level, words, anchor in waiting:
        anchor = anchor or unique(slugify(_as_read(words), "-"), taken)
        prose.headings.append(Heading(level, words, anchor))
    prose.anchors = taken


def _as_read(words: str) -> str:
    """A heading without its markup, as it stands in a table of contents."""
    words = _CITATION.sub("", words)
    words = _LINK.sub(lambda link: link["text"], words)
    words = _TAG.sub("", words)
    words = re.sub(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`+)", "", words)
    return unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", words))


def _blocks(prose: Prose, text: str, lines: Lines, report: Report) -> None:
    opened: list[tuple[str, str, Place]] = []
    unclosed: list[Place] = []
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
    for place in [*unclosed, *(place for _, _, place in opened)]:
        report(
            place,
            Code.BLOCK_NOT_CLOSED,
            "a block opens here and is never closed",
            "write its slashes again on a line of their own where it ends",
        )
