"""Tables of the text: each cell is told the heading of its column, so that a style sheet can show a
row of a wide table as a card where a screen is narrow."""

import re
from html import escape, unescape
from itertools import zip_longest

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_OPENING = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]*>")
NARROW, WIDEST = 2, 36
"""Columns that always fit a phone, and characters that may stand beside each other in more."""


def labelled(html: str) -> str:
    """The HTML of a text with its tables in a box of their own, and the cells of wide ones
    labelled."""
    return _TABLE.sub(_labelled, html) if "<table>" in html else html


def _labelled(table: re.Match[str]) -> str:
    texts = [[_text(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table[1])]
    widths = [max(map(len, column)) for column in zip_longest(*texts, fillvalue="")]
    if len(widths) <= NARROW or sum(widths) <= WIDEST:
        return f'<div class="table">{table[0]}</div>'
    names = [escape(name) for name in texts[0]]

    def row(found: re.Match[str]) -> str:
        columns = iter(names)
        cells = _OPENING.sub(lambda _: f'<td data-of="{next(columns, "")}"', found[1])
        return f"<tr>{cells}</tr>"

    return f'<div class="table table--long"><table>{_ROW.sub(row, table[1])}</table></div>'


def _text(cell: str) -> str:
    """What a cell says. Most hold no sign that means something, and are quick to read."""
    text = _TAG.sub("", cell) if "<" in cell else cell
    return (unescape(text) if "&" in text else text).strip()
