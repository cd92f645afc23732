"""Tables as Markdown makes them, labelled for narrow screens."""

import re

import pytest
from markdown import Markdown

from guide.tables import labelled

WIDE = """
| What | When & where | "Who" |
|---|---:|---|
| Mix | **later**, when the ears have had a night of rest, or two | you |
| Cut | | |
"""


def rendered(text: str) -> str:
    return labelled(Markdown(extensions=["tables"]).convert(text)).replace("\n", "")


def test_cells_of_a_wide_table_name_their_columns() -> None:
    html = rendered(WIDE)
    assert html.startswith(
        '<div class="table table--long"><table><thead><tr><th scope="col">What</th>'
    )
    assert '<td data-of="What">Mix</td><td data-of="When &amp; where"' in html
    assert html.count('data-of="&quot;Who&quot;"') == 2
    assert html.endswith("</table></div>")


@pytest.mark.parametrize(
    ("head", "row", "cells"),
    [
        ("Week | Is it? | ", "1–3 | yes | –", ['"Week" data-number', '"Is it?"', "data-nothing"]),
        ("Time | | So", "0:40 | two | ", ['"Time" data-number', "", '"So" data-nothing']),
        ("Track | A | B", "1 dB | – or + | −", ['"Track"', '"A"', '"B"']),
        ("A | B | C", " | b | c", ['"A" data-nothing', '"B"', '"C"']),
    ],
)
def test_a_card_names_a_number_and_leaves_out_what_is_not(
    head: str, row: str, cells: list[str]
) -> None:
    html = rendered(f"| {head} |\n|---|---|---|\n| {row} |\n| {'wide ' * 20} | | |")
    opened = re.findall(r"<td ?([^>]*)>", html.partition("<tbody>")[2])
    assert [cell.removeprefix("data-of=") for cell in opened[:3]] == cells


def test_a_narrow_table_stays_a_table() -> None:
    html = rendered("| A | B |\n|---|---|\n| 1 | 2 |")
    assert html == (
        '<div class="table"><table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr>'
        "</thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>"
    )


def test_figures_beside_each_other_stay_a_table() -> None:
    html = rendered("| BPM | Quarter | Eighth |\n|---|---|---|\n| 70 | 857 | 429 |")
    assert '<div class="table"><table>' in html
    assert "data-of" not in html


@pytest.mark.parametrize(
    ("head", "cell", "is_table"),
    [
        ("C", "thirty letters on just 2 lines", True),
        ("C", "thirty-one letters are too many", False),
        ("C", "a straightforward word of sixteen", False),
        ("C", "straight-forward broken there", True),
        ("a head of forty-five letters on three lines..", "1", True),
        ("a head of forty-six letters is one too many...", "1", False),
    ],
)
def test_a_table_stays_one_if_no_cell_wraps_too_often(head: str, cell: str, is_table: bool) -> None:
    # Two columns of 10 characters and their gaps leave 15 and a gap.
    row = "0123456789 | 0123456789"
    html = rendered(f"| A | B | {head} |\n|--|--|--|\n| {row} | {cell} |")
    assert ('<div class="table"><table>' in html) is is_table


def test_a_table_is_named_by_the_heading_over_it() -> None:
    table = "<table><tbody></tbody></table>"
    named = [
        re.findall(r"<table[^>]*>", labelled(html))
        for html in (
            f'{table}<h2 id="one">One</h2><p>…</p>{table}<h3 id="two">Two</h3>{table}{table}',
            f"<h2>Without an id</h2>{table}",
        )
    ]
    assert named == [
        [
            "<table>",
            '<table aria-labelledby="one">',
            '<table aria-labelledby="two">',
            '<table aria-labelledby="two">',
        ],
        ["<table>"],
    ]


def test_an_empty_corner_is_no_heading() -> None:
    html = rendered("| | A |\n|---|---|\n| 1 | 2 |")
    assert '<thead><tr><td></td><th scope="col">A</th></tr></thead>' in html


def test_text_without_a_table_is_left_alone() -> None:
    assert labelled("<p>5 &lt; 6</p>") == "<p>5 &lt; 6</p>"
