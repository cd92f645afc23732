"""Tables of the text: each cell is told the heading of its column, so that a style sheet can show a
row of a wide table as a card where a screen is narrow."""

import re
from html import escape, unescape
from itertools import zip_longest
from math import ceil

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_OPENING = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^ \n/–-]*[/–-]?")  # a browser may break a line behind the last three
NARROW = 2
"""Columns that always fit a phone."""
WIDEST, GAP = 38, 1
"""Characters that stand beside each other on a phone of 360 pixels, the gap behind each column
counted as one: small text, 7 pixels a character, 328 in all. Measured on the pages of 2026."""
LINES, LINES_OF_HEAD = 2, 3
"""Lines to which a cell may wrap before its row is read more easily as a card."""


def labelled(html: str) -> str:
    """The HTML of a text with its tables in a box of their own, and the cells of wide ones
    labelled."""
    return _TABLE.sub(_labelled, html) if "<table>" in html else html


def _labelled(table: re.Match[str]) -> str:
    texts = [[_text(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table[1])]
    columns = list(zip_longest(*texts, fillvalue=""))
    if len(columns) <= NARROW or sum(_width(*column) + GAP for column in columns) <= WIDEST:
        return f'<div class="table">{table[0]}</div>'
    names = [escape(name) for name in texts[0]]

    def row(found: re.Match[str]) -> str:
        columns = iter(names)
        cells = _OPENING.sub(lambda _: f'<td data-of="{next(columns, "")}"', found[1])
        return f"<tr>{cells}</tr>"

    return f'<div class="table table--long"><table>{_ROW.sub(row, table[1])}</table></div>'


def _width(head: str, *cells: str) -> int:
    """Characters that a column must have at least, for no cell to wrap to too many lines."""
    return max(_wrapped(head, LINES_OF_HEAD), *(_wrapped(cell, LINES) for cell in cells), 0)


def _wrapped(text: str, lines: int) -> int:
    """How wide a text is on so many lines, or its longest word if that is wider."""
    return max(ceil(len(text) / lines), *map(len, _WORD.findall(text)))


def _text(cell: str) -> str:
    return unescape(_TAG.sub("", cell)).strip()
