"""What the text of a page holds: headings and their anchors, links, citations, reader blocks, and
what is wrong with it. Read with a few patterns over a copy in which code is blanked out; a test
compares the anchors and links with what Python-Markdown makes of the real pages."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate

from markdown.extensions.toc import slugify, unique

from guide.problem import Code
from guide.yaml_source import Place, Report

BLOCK_NAME = "for"
CITATION = r"\[\^(?<!\\\[\^)(?P<source>[\w-]+)\]"

_FENCE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^ *(?P=fence)[`~]* *$|\Z)", re.S | re.M
)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HEADING = re.compile(r"#(?<![^\n]#)(#{0,5})(.*)")
_UNDERLINE = re.compile(r"\n(=+|-+)[ \t]*(?=\n|\Z)")
_NO_TITLE = re.compile(r"[ \t]*(?:[-*+>|#]|\d+\.|$)|[ \t]")
_ID_ATTRIBUTE = re.compile(r"#([\w:.-]+)")
_LINK = re.compile(
    r"\[(?<!\\\[)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\([ \n]*<?(?P<target>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?"
    r"(?:[ \n]+(?:\"[^\"]*\"|'[^']*'))?[ \n]*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)", re.M)
_AUTOLINK = re.compile(r"<(?P<target>[a-zA-Z][a-zA-Z+.-]*:[^\s<>]*)>")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*[^{}\n]*?\b(?P<name>on\w+|style)[ ]*=[^{}\n]*\}", re.I)
_BLOCK_LINE = re.compile(r"(?P<fence>///(?<![^\n]///)/*)(?P<rest>.*)")
_CITATION = re.compile(CITATION)

_ACTIVE_TAG = re.compile(
    "script|style|iframe|frame|object|embed|link|meta|base|form|input|button|svg|math|template|"
    "noscript|portal|applet"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the id by which a link finds it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture as written. `raw` ones stand in HTML, which no engine rewrites."""

    target: str
    place: Place
    raw: bool = False


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
    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    citations: list[Named] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """Ids of the cited sources, in the order of their first citation."""
        return list(dict.fromkeys(citation.name for citation in self.citations))


class _Lines:
    """Places in a text, from offsets."""

    def __init__(self, text: str, first_line: int) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._first_line = first_line

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset) - 1
        return line + self._first_line, offset - self._starts[line] + 1


def read(body: str, first_line: int, report: Report) -> Prose:
    """Take the text of a page apart. `first_line` is the line of the file it starts on."""
    prose = Prose(first_line, words=len(body.split()))
    lines = _Lines(body, first_line)
    text = _blank(_COMMENT, body) if "<!--" in body else body
    text = _blank(_FENCE, text) if "```" in text or "~~~" in text else text
    _headings(prose, text, lines, report)
    text = _blank(_CODE, text) if "`" in text else text
    prose.links = [
        Link(found["target"], lines.place(_link_start(text, found)))
        for pattern, sign in ((_LINK, "]("), (_DEFINITION, "]:"), (_AUTOLINK, "<"))
        if sign in text
        for found in pattern.finditer(text)
    ]
    if "<" in text:
        _html(prose, text, lines, report)
    if "=" in text:
        _attribute_lists(text, lines, report)
    prose.links.sort(key=lambda link: link.place)
    prose.citations = [
        Named(found["source"], lines.place(found.start())) for found in _CITATION.finditer(text)
    ]
    if "///" in text:
        _blocks(prose, text, lines, report)
    return prose


def _link_start(text: str, found: re.Match[str]) -> int:
    """A picture starts at its exclamation mark."""
    start = found.start()
    return start - 1 if text[start - 1 : start] == "!" and text[start] == "[" else start


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _headings(prose: Prose, text: str, lines: _Lines, report: Report) -> None:
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
    for start, level, words in sorted(found):
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


def _html(prose: Prose, text: str, lines: _Lines, report: Report) -> None:
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        attributes = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(tag["attributes"])
        }
        active = [key for key in attributes if key.startswith("on") or key in ("style", "srcdoc")]
        if (_ACTIVE_TAG.fullmatch(name) and not tag["close"]) or active:
            what = f"attribute '{active[0]}'" if active else f"element <{name}>"
            report(
                lines.place(tag.start()),
                Code.ACTIVE_HTML,
                f"the {what} could run code or restyle the page",
                "write it in Markdown; what needs more belongs into the templates",
            )
        if "id" in attributes or (name == "a" and "name" in attributes):
            prose.anchors.add(attributes.get("id") or attributes.get("name", ""))
        key = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src"}.get(name)
        if key in attributes:
            prose.links.append(Link(attributes[key], lines.place(tag.start()), raw=True))


def _attribute_lists(text: str, lines: _Lines, report: Report) -> None:
    for listed in _ATTRIBUTE_LIST.finditer(text):
        report(
            lines.place(listed.start()),
            Code.ACTIVE_HTML,
            f"the attribute '{listed['name']}' could run code or restyle the page",
            "give it a class, and style the class",
        )


def _blocks(prose: Prose, text: str, lines: _Lines, report: Report) -> None:
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
