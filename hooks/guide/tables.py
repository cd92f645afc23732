"""Tables of the text: each is named by the heading that it stands under, and each cell is told the
heading of its column, so that a style sheet can show a row of a wide table as a card where a screen
is narrow. A card needs a title that says something by itself, and has no room for what is not."""

import re
from html import escape, unescape
from itertools import zip_longest
from math import ceil

_PART = re.compile(r'<h[2-6] id="(?P<id>[^"]*)"|<table>(?P<rows>.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_HEADING = re.compile(r"<th\b")
_OPENING = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"\d[\d\s:.,%–]*")
_NOTHING = ("", "–")
_WORD = re.compile(r"[^ \n/–-]*[/–-]?")  # a browser may break a line behind the last three
NARROW = 2
"""Columns that always fit a phone."""
WIDEST, GAP = 38, 1
"""Characters that stand beside each other on a phone of 360 pixels, the gap behind each column
counted as one: small text, 7 pixels a character, 328 in all. Measured on the pages of 2026."""
LINES, LINES_OF_HEAD = 2, 3
"""Lines to which a cell may wrap before its row is read more easily as a card."""


def labelled(html: str) -> str:
    """The HTML of a text with its tables named and in a box of their own, and the cells of wide
    ones labelled."""
    if "<table>" not in html:
        return html
    opening = "<table>"

    def part(found: re.Match[str]) -> str:
        nonlocal opening
        if found["rows"] is None:
            opening = f'<table aria-labelledby="{found["id"]}">'
            return found[0]
        table = _labelled(opening, _HEADING.sub('<th scope="col"', found["rows"]))
        return table.replace('<th scope="col"></th>', "<td></td>")  # a corner heads nothing

    return _PART.sub(part, html)


def _labelled(opening: str, rows: str) -> str:
    texts = [[_text(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(rows)]
    if _is_narrow(list(zip_longest(*texts, fillvalue=""))):
        return f'<div class="table">{opening}{rows}</table></div>'
    names = [f' data-of="{escape(name)}"' if name else "" for name in texts[0]]
    told = iter(texts)

    def row(found: re.Match[str]) -> str:
        cells = next(told)
        marks = [" data-nothing" if text in _NOTHING else "" for text in cells]
        marks[:1] = [" data-number" if _NUMBER.fullmatch(text) else marks[0] for text in cells[:1]]
        openings = map("<td{}{}".format, names, marks)
        return f"<tr>{_OPENING.sub(lambda _: next(openings, '<td'), found[1])}</tr>"

    return f'<div class="table table--long">{opening}{_ROW.sub(row, rows)}</table></div>'


def _is_narrow(columns: list[tuple[str, ...]]) -> bool:
    """Whether columns can stand beside each other on a phone, no cell of them in too many lines."""
    room = WIDEST - GAP * len(columns)
    widths = [
        max(ceil(len(head) / LINES_OF_HEAD), ceil(max(map(len, cells), default=0) / LINES))
        for head, *cells in columns
    ]
    if len(columns) <= NARROW or sum(widths) > room:  # most tables: their words need no look
        return len(columns) <= NARROW
    words = [
        max(len(word) for text in column for word in _WORD.findall(text)) for column in columns
    ]
    return sum(map(max, widths, words)) <= room


def _text(cell: str) -> str:
    """What a cell says. Most hold no sign that means something, and are quick to read."""
    text = _TAG.sub("", cell) if "<" in cell else cell
    return (unescape(text) if "&" in text else text).strip()
