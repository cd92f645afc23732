"""Forms of Markdown that the guide does not take: what could run code or restyle a page, what the
engine reads in another way than an author would think, and what opens and is never closed.

Each has a plainer form that says the same, so a page is refused here rather than read like a
browser would read it. `hooks/guide/markup.py` looks once more, at what Markdown made of a text.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from guide.problem import Code
from guide.yaml_source import Place, Report

FENCE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})(?P<options>[^`\n]*)\n.*?"
    r"(?:^ *(?P=fence)[`~]* *$|(?P<unclosed>\Z))",
    re.S | re.M,
)
# Browsers end a comment at '--!>' too, and take '<!-->' for a whole one.
COMMENT = re.compile(r"<!--(?!-?>).*?(?:--!?>|(?P<unclosed>\Z))", re.S)

_LANGUAGE = re.compile(r"\s*[\w+-]*\s*")
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^<>]*)>?")
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_BRACES = re.compile(r"\{:?[ ]*(?P<inside>[^{}\n]*)\}")
_BEHIND_HEADING = re.compile(r"#{1,6}[^\n]*[ \t]")
_REFERENCE = re.compile(r"(?<!\\)\]\[(?!\^)[^\]\n]*\]|^[ >\t]*\[(?!\^)[^\]\n]+\]:", re.M)
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d+\.)[ \t]")
_HEADING_INSIDE = re.compile(r"^[ \t]*(?:(?:>|[-*+]|\d+\.)[ \t]+)+#", re.M)

ELEMENTS = frozenset(
    {"abbr", "b", "br", "cite", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"}
    | {"strong", "sub", "sup", "u"}
)
"""HTML that a text may hold: words in another voice, and nothing that links, loads or lays out."""
ATTRIBUTES = ("class", "dir", "lang", "title")


class Lines:
    """Places in a text, from offsets."""

    def __init__(self, text: str, first_line: int) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._first_line = first_line

    def place(self, offset: int) -> Place:
        """Line in the file and column of an offset in the text."""
        line = bisect_right(self._starts, offset) - 1
        return line + self._first_line, offset - self._starts[line] + 1


def unclosed(text: str, lines: Lines, report: Report) -> bool:
    """Whether a fence or a comment swallows the rest of the text; the first that does is told."""
    for pattern, what, close in (
        (COMMENT, "a comment", "write '-->' where it ends"),
        (FENCE, "a fence of code", "write its fence again on a line of its own where it ends"),
    ):
        for found in pattern.finditer(text):
            if found["unclosed"] is not None:
                told = f"{what} opens here and is never closed"
                report(lines.place(found.start()), Code.BLOCK_NOT_CLOSED, told, close)
                return True
    return False


def fences(text: str, lines: Lines, report: Report) -> None:
    """A fence of code names its language and says no more."""
    for found in FENCE.finditer(text):
        if not _LANGUAGE.fullmatch(found["options"]):
            told = f"a fence takes a language, and not '{found['options'].strip()[:40]}'"
            place = lines.place(found.start("options"))
            report(place, Code.ACTIVE_HTML, told, "write the language alone, or nothing")


def indented(text: str, lines: Lines, report: Report) -> str:
    """Indented text outside lists is printed as code, which authors seldom mean. The text comes
    back without it."""
    kept = []
    offset, after_empty, in_list, in_code = 0, True, False, False
    for line in text.split("\n"):
        if not line.strip():
            after_empty = True
        elif line.startswith(("    ", "\t")):
            if after_empty and not in_list and not in_code:
                in_code = True
                report(
                    lines.place(offset),
                    Code.INDENTED,
                    "text indented by four spaces is printed as code",
                    "indent it less; or write code between lines of ```",
                )
            after_empty = False
            line = line if in_list or not in_code else " " * len(line)
        else:
            if _LIST_ITEM.match(line):
                in_list = True
            elif after_empty and not line.startswith(" "):
                in_list = False
            in_code = after_empty = False
        kept.append(line)
        offset += len(line) + 1
    return "\n".join(kept)


def headings_inside(text: str, lines: Lines, report: Report) -> None:
    """A heading in a quotation or a list is in no table of contents."""
    for found in _HEADING_INSIDE.finditer(text):
        report(
            lines.place(found.end() - 1),
            Code.HEADING_INSIDE,
            "a heading inside a quotation or a list",
            "write it at the start of a line; for the sign itself write \\#",
        )


def references(text: str, lines: Lines, report: Report) -> None:
    """Links by reference: a name here, its target elsewhere. Only the first is told."""
    found = _REFERENCE.search(text)
    if found:
        start = found.start() + len(found[0]) - len(found[0].lstrip(" >\t"))
        report(
            lines.place(start),
            Code.LINK_FORM,
            "a link by reference, with its target in another place",
            "write the target beside its text: [text](file.md)",
        )


def html(text: str, lines: Lines, report: Report) -> None:
    """Elements and attributes that a text may not hold."""
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if ":" in name or "@" in tag["attributes"].partition(" ")[0]:
            continue  # An address between angle brackets.
        names = [found[1].lower() for found in _ATTRIBUTE.finditer(tag["attributes"])]
        refused = [key for key in names if key not in ATTRIBUTES]
        if name not in ELEMENTS:
            what, allowed = f"element <{name}>", tuple(sorted(ELEMENTS))
        elif refused:
            what, allowed = f"attribute '{refused[0]}'", ATTRIBUTES
        else:
            continue
        if not tag[0].startswith("</"):
            report(
                lines.place(tag.start()),
                Code.ACTIVE_HTML,
                f"the {what} in a text: it could run code, or link unchecked",
                f"write it in Markdown; taken as HTML are {', '.join(allowed)}",
            )


def attribute_lists(text: str, lines: Lines, report: Report) -> None:
    """Attributes in braces: an id behind a heading, classes anywhere, and nothing else."""
    for listed in _BRACES.finditer(text):
        words = listed["inside"].split()
        if not words or not ("=" in listed["inside"] or all(w[0] in "#." for w in words)):
            continue  # Braces around ordinary words are printed as they stand.
        start = text.rfind("\n", 0, listed.start()) + 1
        behind = _BEHIND_HEADING.fullmatch(text, start, listed.start())
        if "=" in listed["inside"]:
            told, fix = (
                "attributes in braces with values",
                "write an id as {#name}, a class as {.name}",
            )
        elif not behind and any(word[0] == "#" for word in words):
            told = "an id that stands behind no heading"
            fix = "write it behind a heading, with a space before it: ## Title {#name}"
        else:
            continue
        report(lines.place(listed.start()), Code.ATTRIBUTES, told, fix)
