"""Drawings in the text: SVG written by hand in `pictures/`, printed inside the page, so that one
style sheet gives them their colours, on a screen of either kind and on paper.

A drawing says what stands where, by the names of CLASSES; `pictures.css` says how that looks.
"""

import re
from collections.abc import Mapping

FOLDER = "pictures"
CLASSES = {
    "stroke": "what is drawn: boxes, curves, arrows",
    "axis": "axes and the ticks on them",
    "edge": "grids and frames, thin and pale",
    "dashed": "with one of these: what is not there, or is there for comparison",
    "accent": "with `stroke`, `edge` or `text`: what the picture is about",
    "area": "a surface that holds something: a box, a room",
    "soft": "a surface that means something: a range, a body of sound",
    "strong": "a surface that is the point: a bar, a field of a table",
    "mark": "a dot on a curve or a line",
    "text": "words, 12 units high",
    "head": "with `text`: heavier, for the name of a thing",
    "pale": "with `text`: softer, for what stands beside it",
    "on": "with `text`: words on a `strong` surface",
    "mid": "with `text`: centred on its x",
    "end": "with `text`: ends at its x",
}
"""The classes of drawings, and what each is for."""

DRAWING = re.compile(
    r"<svg\b[^>]*?\bviewBox=\"(?P<view>[^\"<>]*)\"[^>]*>\s*<title>(?P<title>[^<]*)</title>\s*"
    r"<desc>(?P<desc>[^<]*)</desc>(?P<drawn>.*)</svg>\s*\Z",
    re.DOTALL,
)
_SHOWN = re.compile(
    r"<p><img alt=\"(?P<alt>[^\"]*)\" src=\"(?:\.\./)*pictures/(?P<name>[a-z0-9-]+)\.svg\""
    r"(?: title=\"(?P<caption>[^\"]*)\")? ?/?></p>"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BETWEEN = re.compile(r">\s*\n\s*<")


def inline(html: str, drawings: Mapping[str, str]) -> str:
    """The HTML of a text with its drawings in place of the pictures that name them; `drawings` are
    their sources by the names of their files. What stands in brackets on the page is what a screen
    reader says first, then comes the drawing's own description."""
    if f"{FOLDER}/" not in html:
        return html
    shown: dict[str, int] = {}

    def figure(found: re.Match[str]) -> str:
        name = found["name"]
        drawing = DRAWING.search(drawings.get(f"{FOLDER}/{name}.svg", ""))
        if drawing is None:  # it has a finding of its own
            return found[0]
        shown[name] = shown.get(name, 0) + 1
        own = f"picture-{name}" + (f"-{shown[name]}" if shown[name] > 1 else "")
        drawn = _BETWEEN.sub("><", _COMMENT.sub("", drawing["drawn"]).strip())
        caption = found["caption"]
        return (
            f'<figure class="picture"><svg viewBox="{drawing["view"]}" role="img"'
            f' aria-labelledby="{own}" aria-describedby="{own}-told">'
            f'<title id="{own}">{found["alt"]}</title>'
            f'<desc id="{own}-told">{" ".join(drawing["desc"].split())}</desc>{drawn}</svg>'
            + (f"<figcaption>{caption}</figcaption>" if caption else "")
            + "</figure>"
        )

    return _SHOWN.sub(figure, html)
