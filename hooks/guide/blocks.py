"""The lines of a Markdown text: fences and comments, and what the engine makes of lines that start
or stand in another way than an author would think.

Each has a plainer form that says the same, so a page is refused here rather than read like the
engine would read it.
"""

import re
from itertools import groupby

from guide.problem import Code, Lines
from guide.yaml_source import Place, Report

# The engine wants both fences alike and equally indented, and no line between indented less. An
# empty line fits one of the two ways only: with n of them, two would be tried in 2^n orders.
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<options>[^`\n]*)\n"
    r"(?:(?:(?:(?P=indent)[^\n]*|(?!(?P=indent))[ \t]*)\n)*?(?P=indent)(?P=fence)[ \t]*$"
    r"|(?P<unclosed>.*\Z))",
    re.S | re.M,
)
# Only at the start of a line does the engine keep one whole. Browsers end it at '--!>' too, and
# take '<!-->' for a whole one.
COMMENT = re.compile(r"^<!--(?!-?>).*?(?:--!?>|(?P<unclosed>\Z))", re.S | re.M)
_LANGUAGE = re.compile(r"\s*[\w+-]*\s*")
_INDENT = re.compile(r" {4}| {0,3}\t")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:(?P<bullet>[-*+])|\d+\.)[ \t]")
_ITEM = re.compile(r"\n(?P<indent> *)(?P<sign>[-*+]|\d+\.)[ \t]")
_QUOTE_SIGN = re.compile("(?:> ?)+")
_DEEPEST = 10
_STARTS = ("#", "///")
_TABLE_RULE = re.compile(r"\n[ >]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*(?=\n|\Z)")
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_HEADING_INSIDE = re.compile(r"^(?!#)[ \t>]*(?:(?:[-*+]|\d+\.)[ \t][ \t>]*)*#", re.M)
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")

MOST_FENCES = 200
"""A page with more takes the engine time that grows with their square."""


def unclosed(pattern: re.Pattern[str], text: str, lines: Lines, report: Report) -> None:
    """A fence or a comment that swallows the rest of the text."""
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


def fences(text: str, lines: Lines, report: Report) -> None:
    """A fence of code names its language and says no more; and there are not too many."""
    for number, found in enumerate(FENCE.finditer(text)):
        if number == MOST_FENCES:
            told = f"the page has more than {MOST_FENCES} fences of code"
            fix = "split it into pages that can each be read in one sitting"
            report(lines.place(found.start()), Code.TOO_LARGE, told, fix)
        if not _LANGUAGE.fullmatch(found["options"]):
            told = f"a fence takes a language, and not '{found['options'].strip()[:40]}'"
            place = lines.place(found.start("options"))
            report(place, Code.ACTIVE_HTML, told, "write the language alone, or nothing")


def indented(text: str, whole: str, lines: Lines, report: Report) -> str:
    """Indented text outside lists is printed as code, which authors seldom mean. The text comes
    back without it. `whole` is the text with its comments: what stands behind one is not
    indented."""
    kept = []
    offset, after_empty, in_list, in_code = 0, True, False, False
    for line, written in zip(text.split("\n"), whole.split("\n"), strict=True):
        if not line.strip(" \t>"):
            after_empty = True
        elif _INDENT.match(written):
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
            elif after_empty:
                in_list = False
            in_code, after_empty = False, line[0] == "#" or not line.strip(" *_-")
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


def lists(text: str, lines: Lines, report: Report) -> None:
    """Lists that the engine reads otherwise than they look, those in quotations too."""
    _lists(text, lines, report)
    if text.startswith(">") or "\n>" in text:
        _quoted_lists(text, lines, report)


def _lists(text: str, lines: Lines, report: Report) -> None:
    """Lists that the engine reads otherwise than they look: an item right below a text or an item
    of the other kind is part of it, and one indented by less than four spaces is on no level of
    its own. Only the first is told."""
    for item in _ITEM.finditer(text):
        indent = len(item["indent"])
        if indent % 4 or indent // 4 >= _DEEPEST:
            told = "an item that is not indented by four spaces a level"
            fix = f"indent it by four spaces below another item, {_DEEPEST} levels at most"
        elif not indent and _is_below_text(text, item.start(), item["sign"]):
            told = "an item right below a text or another kind of list is read as part of it"
            fix = "leave a line empty above it; for the sign itself write \\- or 1\\."
        else:
            continue
        report(lines.place(item.start("sign")), Code.INDENTED, told, fix)
        return


def _quoted_lists(text: str, lines: Lines, report: Report) -> None:
    """Each run of lines that are quoted equally deep is read as a text of its own."""
    number, _ = lines.place(0)
    quoted = [(line, _QUOTE_SIGN.match(line)) for line in text.split("\n")]
    for depth, run in groupby(quoted, lambda found: found[1][0].count(">") if found[1] else 0):
        found = list(run)
        if depth:
            signs = [len(sign[0]) if sign else 0 for _, sign in found]
            inside = [line[sign:] for (line, _), sign in zip(found, signs, strict=True)]

            def moved(
                place: Place,
                code: Code,
                message: str,
                fix: str,
                first: int = number,
                signs: list[int] = signs,
            ) -> None:
                line, column = place
                report((line, column + signs[line - first]), code, message, fix)

            _lists("\n".join(inside), Lines("\n".join(inside), number), moved)
        number += len(found)


def _is_below_text(text: str, end: int, sign: str) -> bool:
    """Whether an item with this sign, behind `end`, stands in a block that is no list of its kind.
    A block starts behind an empty line, a heading or a fence of ours."""
    start = text.rfind("\n", 0, end) + 1
    above = _LIST_ITEM.match(text, start, end)
    if above:
        return (above["bullet"] is None) != sign.endswith(".")
    if not text[start:end].strip() or text.startswith(_STARTS, start):
        return False
    empty = text.rfind("\n\n", 0, end)
    start = empty + 2 if empty >= 0 else 0
    for first in _STARTS:
        behind = text.rfind(f"\n{first}", start, end)
        start = text.find("\n", behind + 1) + 1 if behind >= 0 else start
    return not _LIST_ITEM.match(text, start) and (sign in "-*+" or sign == "1.")


def tables(text: str, lines: Lines, report: Report) -> None:
    """What looks like a table and is printed as a text."""
    for rule in _TABLE_RULE.finditer(text):
        start = text.rfind("\n", 0, rule.start()) + 1
        head, above = text[start : rule.start()], text[:start].rsplit("\n", 2)[-2:-1]
        cells, dashes = _cells(head), _cells(rule[0])
        if "|" not in rule[0] or not head.strip(" >"):
            continue
        if above and above[0].strip(" >") and not above[0].startswith("#"):
            told, fix = "a table right below a text is printed as one", "leave a line empty above"
        elif cells != dashes:
            told = f"a table with {cells} cells in its head and {dashes} in the line below"
            fix = "write as many dashes between bars as there are cells"
        else:
            continue
        report(lines.place(start), Code.INDENTED, told, fix)


def _cells(row: str) -> int:
    return len(_CELL_ENDS.split(row.strip(" >\n").removeprefix("|").removesuffix("|")))
