"""The colours: as the page about them says, and never so near to each other that text cannot be
read."""

import re

import pytest

from tests.trees import ROOT

STYLES = ROOT / "overrides/assets/stylesheets"
LOOKS = ROOT / "docs/contributing/looks.md"
SCHEMES = {"light": 0, "dark": 1}
KINDS = (
    "decide",
    "roles",
    "stages",
    "working-together",
    "gear",
    "genres",
    "learn",
    "labs",
    "tools",
)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name."""
    text = (STYLES / "tokens.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", text)
    return {name: colours[SCHEMES[scheme]] for name, *colours in pairs}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


PAPERS = ("page", "paper")
PAIRS = [
    *((7.0, "ink", paper) for paper in (*PAPERS, "warn")),
    *((7.0, "ink-soft", paper) for paper in PAPERS),
    *((7.0, "link", paper) for paper in PAPERS),
    (7.0, "on-press", "press"),
    (7.0, "on-foot", "foot"),
    (4.5, "page", "hit"),
    (7.0, "white-key", "black-key"),
    (4.5, "ink", "hit-soft"),
    *((4.5, "page", kind) for kind in KINDS),
    *((3.0, "line", paper) for paper in PAPERS),
    *((3.0, kind, paper) for kind in KINDS for paper in PAPERS),
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_stands_on_each_other_can_be_told_apart(scheme: str) -> None:
    colours = tokens(scheme)
    near = {
        (front, back): round(contrast(colours[front], colours[back]), 2)
        for least, front, back in PAIRS
        if contrast(colours[front], colours[back]) < least
    }
    assert near == {}


def test_the_page_about_looks_names_every_colour_with_its_value() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| `(#\w+)` \| `(#\w+)` \|", LOOKS.read_text("utf-8"), re.M)
    for scheme, column in SCHEMES.items():
        assert {row[0]: row[1 + column] for row in rows} == tokens(scheme)


def test_no_other_style_sheet_names_a_colour() -> None:
    found = {
        sheet.name: re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", sheet.read_text("utf-8"))
        for sheet in STYLES.glob("*.css")
        if sheet.name not in ("tokens.css", "print.css")
    }
    assert {name: colours for name, colours in found.items() if colours} == {}
