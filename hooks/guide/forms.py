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

# The engine wants both fences alike and equally indented, and no line between indented less.
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<options>[^`\n]*)\n"
    r"(?:(?:(?:(?P=indent)[^\n]*|[ \t]*)\n)*?(?P=indent)(?P=fence)[ \t]*$|(?P<unclosed>.*\Z))",
    re.S | re.M,
)
# Only at the start of a line does the engine keep one whole. Browsers end it at '--!>' too, and
# take '<!-->' for a whole one.
COMMENT = re.compile(r"^<!--(?!-?>).*?(?:--!?>|(?P<unclosed>\Z))", re.S | re.M)
# Code on one line: over several, the engine may end a heading, an item or a paragraph inside it.
# Three backticks are the most, else many of different length would take long.
CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)[^\n]+?(?<!`)\1(?!`)")

_LANGUAGE = re.compile(r"\s*[\w+-]*\s*")
_TAG = re.compile(r"</?(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^<>]*)>?")
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
ADDRESS = re.compile(r"<(?:(?P<target>(?:https?://|mailto:)[^\s<>\"'`]+)|[\w.+-]+@[\w.-]+)>")
_TARGET_OPENS = re.compile(r"(?<!\\)\]\(\Z")
_HIDDEN = re.compile(r"<[!?]")
_STRAY_BACKTICK = re.compile(r"(?<!\\)`+")
# Up to the last brace, as the engine reads them.
_BRACES = re.compile(r"\{:?[ ]*(?P<inside>[^{\n]*)\}")
_BEHIND_HEADING = re.compile(r"#{1,6}[^\n]*[ \t]")
_REFERENCE = re.compile(r"(?<!\\)\]\[(?!\^)[^\]\n]*\]|^[ >\t]*\[(?!\^)[^\]\n]+\]:", re.M)
_INDENT = re.compile(r" {4}| {0,3}\t")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d+\.)[ \t]")
_HEADING_INSIDE = re.compile(r"^(?!#)[ \t>]*(?:(?:[-*+]|\d+\.)[ \t][ \t>]*)*#", re.M)
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")

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


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces in place of what is found."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def unclosed(pattern: re.Pattern[str], text: str, lines: Lines, report: Report) -> bool:
    """Whether a fence or a comment swallows the rest of the text, which is told."""
    what, fix = (
        ("a comment", "write '-->' where it ends")
        if pattern is COMMENT
        else (
            "a fence of code",
            "write the same fence, indented alike, on a line of its own where it ends",
        )
    )
    for found in pattern.finditer(text):
        if found["unclosed"] is not None:
            told = f"{what} opens here and is never closed"
            report(lines.place(found.start()), Code.BLOCK_NOT_CLOSED, told, fix)
            return True
    return False


def stray_backtick(text: str, lines: Lines, report: Report) -> None:
    """A backtick that is left when code is taken out. Only the first is told: one that is missing
    leaves many."""
    found = _STRAY_BACKTICK.search(text)
    if found:
        report(
            lines.place(found.start()),
            Code.BLOCK_NOT_CLOSED,
            "code opens here and is not closed on its line",
            "write as many backticks where it ends, three at most; for the sign itself write \\`",
        )


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
        elif _INDENT.match(line):
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


def headings(text: str, lines: Lines, report: Report) -> None:
    """A heading in a quotation or a list, or behind spaces, is in no table of contents or is none
    at all; and what is underlined is one thing or another by what stands around it."""
    for found in _HEADING_INSIDE.finditer(text):
        is_indented = not found[0].rstrip("#").strip()
        what = "behind spaces" if is_indented else "inside a quotation or a list"
        report(
            lines.place(found.end() - 1),
            Code.HEADING_FORM,
            f"a heading {what}",
            "write it at the start of a line; for the sign itself write \\#",
        )
    for found in _UNDERLINE.finditer(text):
        above = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if above.strip(" \t>") and above[0] != "#":
            sign = found[0].strip(" \t>\n")
            report(
                lines.place(found.start() + found[0].index(sign[0])),
                Code.HEADING_FORM,
                "a line that can make a heading of the line above",
                "write a heading as '## Title'; leave a line empty above one of dashes",
            )


def escaped_citation(text: str, lines: Lines, report: Report) -> None:
    """The engine takes the backslash away, and what is left is a citation."""
    report(
        lines.place(text.index("\\[^")),
        Code.LINK_FORM,
        "a citation behind a backslash is printed as one, unchecked",
        "write its signs as code, between backticks",
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
    """Elements and attributes that a text may not hold, and what opens and hides the rest."""
    hidden = _HIDDEN.search(text)
    if hidden:
        report(
            lines.place(hidden.start()),
            Code.ACTIVE_HTML,
            f"'{hidden[0]}' hides what follows from some browsers and not from others",
            "start a comment at the start of a line, '<!-- … -->'; for the sign itself write &lt;",
        )
        text = text[: hidden.start()]
    open_tags: dict[str, list[int]] = {}
    for tag in _TAG.finditer(text):
        # The target of a link, [text](<file.md>), or an address as it stands.
        if _TARGET_OPENS.search(text, max(tag.start() - 3, 0), tag.start()) or ADDRESS.match(
            tag[0]
        ):
            continue
        name = tag["name"].lower()
        names = [found[1].lower() for found in _ATTRIBUTE.finditer(tag["attributes"])]
        refused = [key for key in names if key not in ATTRIBUTES]
        if name not in ELEMENTS:
            what, allowed = f"element <{name}>", tuple(sorted(ELEMENTS))
        elif refused:
            what, allowed = f"attribute '{refused[0]}'", ATTRIBUTES
        elif "[^" in tag["attributes"]:
            place = lines.place(tag.start() + tag[0].index("[^"))
            told, fix = "a citation inside a tag", "write it behind the element"
            report(place, Code.LINK_FORM, told, fix)
            continue
        else:
            if not tag[0].startswith("</"):
                open_tags.setdefault(name, []).append(tag.start())
            elif open_tags.get(name):
                open_tags[name].pop()
            continue
        if not tag[0].startswith("</"):
            report(
                lines.place(tag.start()),
                Code.ACTIVE_HTML,
                f"the {what} in a text: it could run code, or link unchecked",
                f"write it in Markdown; taken as HTML are {', '.join(allowed)}",
            )
    if hidden:
        return
    for name, starts in open_tags.items():
        if name != "br" and starts:
            told, fix = f"<{name}> opens here and is never closed", f"write </{name}> where it ends"
            report(lines.place(starts[-1]), Code.BLOCK_NOT_CLOSED, told, fix)


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
        elif sum(word[0] == "#" for word in words) > 1:
            told, fix = "a heading with two ids", "keep one: the engine takes only the last"
        else:
            continue
        report(lines.place(listed.start()), Code.ATTRIBUTES, told, fix)
