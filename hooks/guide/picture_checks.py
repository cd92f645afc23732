"""Rules about drawings and the pages that show them."""

import posixpath
import re
from collections.abc import Iterator
from xml.parsers import expat

from guide.addresses import file_at
from guide.files import LICENCE
from guide.library import Library
from guide.page_file import PageFile
from guide.page_rules import of_each_page
from guide.pictures import CLASSES, DRAWING, FOLDER
from guide.problem import Code, Problem, choose_from
from guide.prose import Link

WIDEST = 360
"""In units. A phone is as many pixels wide, so that what is written there has its size."""
SHAPES = ("circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "text", "tspan")
PLACES = frozenset(
    {"class", "cx", "cy", "d", "dx", "dy", "height", "points", "r", "rx", "ry", "transform"}
    | {"width", "x", "x1", "x2", "y", "y1", "y2"}
)
"""Attributes that say where something stands."""
_OTHERS = {
    "svg": frozenset({"viewBox", "xmlns"}),
    "title": frozenset[str](),
    "desc": frozenset[str](),
}
_LOOKS = re.compile(r"style|color|opacity|(?:fill|stroke|font|text|letter|marker)(?:-[a-z-]+)?")
_REFERS = re.compile(r"(?:xlink:)?href|src")
_VIEW = re.compile(r"0 0 (?P<width>\d+(?:\.\d+)?) \d+(?:\.\d+)?")
_MOVED = re.compile(r"(?:\s*(?:translate|rotate)\([^()]*\)\s*)*")
_ALONE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^()]*\)[ \t]*")
Told = tuple[Code, str, str]


class _Reading:
    """One drawing, read element by element."""

    def __init__(self, path: str, text: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._depth = 0
        self._children: list[str] = []
        self._words: dict[str, str] = {}
        self._in: str | None = None
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said
        self._parser = parser
        try:
            parser.Parse(text, True)
            self._named()
            if not self.problems and not DRAWING.search(text):
                fix = 'begin with <svg xmlns="…" viewBox="…">, <title> and <desc>, in double quotes'
                self._tell((Code.DRAWING_FORM, "cannot be printed inside a page", fix), (1, 1))
        except expat.ExpatError as error:
            told = f"is no XML that can be read: {expat.ErrorString(error.code)}"
            fix = "close each element, quote each value, and write & as &amp; and < as &lt;"
            self._tell((Code.DRAWING_FORM, told, fix), (error.lineno, error.offset + 1))

    def _tell(self, told: Told, place: tuple[int, int] | None = None) -> None:
        parser = self._parser
        line, column = place or (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        self.problems.append(Problem(self._path, line, column, *told))

    def _said(self, words: str) -> None:
        if self._in:
            self._words[self._in] = self._words.get(self._in, "") + words

    def _closed(self, _: str) -> None:
        self._depth -= 1
        self._in = None

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 0:
            self._sized(attributes)
        elif self._depth == 1:
            self._children.append(name)
        is_named = self._depth == 1 and name in ("title", "desc")
        self._in = name if is_named else None
        if self._depth and not is_named and name not in SHAPES:
            told = f"has an element that pictures do not take: '{name}'"
            self._tell((Code.DRAWING_FORM, told, f"draw with one of {', '.join(SHAPES)}"))
            attributes = {}
        for attribute, value in attributes.items():
            fault = _fault(name, attribute, value)
            if fault:
                self._tell(fault)
        self._depth += 1

    def _sized(self, attributes: dict[str, str]) -> None:
        view = _VIEW.fullmatch(attributes.get("viewBox", ""))
        how = 'write viewBox="0 0 328 200": its width and height, in pixels of a phone'
        if "viewBox" not in attributes:
            self._tell((Code.DRAWING_SIZE, "has no viewBox", how))
        elif view is None:
            told = f"has a viewBox that is no width and height: '{attributes['viewBox']}'"
            self._tell((Code.DRAWING_SIZE, told, how))
        elif float(view["width"]) > WIDEST:
            told = f"is {view['width']} units wide, and {WIDEST} are the most"
            fix = "draw it narrower, or as two pictures: a phone shows one unit as one pixel"
            self._tell((Code.DRAWING_SIZE, told, fix))

    def _named(self) -> None:
        for at, (name, what) in enumerate((("title", "what it is"), ("desc", "all that it shows"))):
            how = f"write <{name}>, {what}, for those who do not see it"
            if name not in self._children:
                self._tell((Code.DRAWING_WORDS, f"has no <{name}>", how), (1, 1))
            elif not self._words.get(name, "").strip():
                self._tell((Code.DRAWING_WORDS, f"has an empty <{name}>", how), (1, 1))
            elif self._children[at] != name and {"title", "desc"} <= {*self._children}:
                told = f"has its <{name}> in another place"
                fix = "begin with <title>, then <desc>, then what is drawn"
                self._tell((Code.DRAWING_WORDS, told, fix), (1, 1))
                break


def _fault(element: str, name: str, value: str) -> Told | None:
    """What is wrong with an attribute of an element."""
    if element == "svg" and name in ("width", "height"):
        fix = "leave it out: the page makes a picture as wide as there is room"
        return Code.DRAWING_SIZE, f"has a size of its own: '{name}'", fix
    if _REFERS.fullmatch(name) or "url(" in value:
        fix = "draw it here: nothing else is loaded with a picture"
        return Code.DRAWING_FORM, f"refers to something else: '{name}'", fix
    if _LOOKS.fullmatch(name):
        fix = "give it a class: pictures.css says how that looks, in light, dark and on paper"
        return Code.DRAWING_LOOKS, f"says itself how it looks: '{name}'", fix
    if name not in _OTHERS.get(element, PLACES):
        told = f"has an attribute that pictures do not take: '{name}'"
        return Code.DRAWING_FORM, told, f"take it out of <{element}>"
    if name == "class":
        unknown = next((one for one in value.split() if one not in CLASSES), None)
        if unknown is not None:
            told = f"has a class that pictures.css does not know: '{unknown}'"
            return Code.DRAWING_LOOKS, told, choose_from(unknown, CLASSES)
    if name == "transform" and not _MOVED.fullmatch(value):
        fix = "use translate and rotate alone, so that words keep their size"
        return Code.DRAWING_SIZE, f"is transformed by '{value}'", fix
    return None


def drawings(library: Library) -> Iterator[Problem]:
    """Each drawing can be read, has words for those who do not see it, fits a phone, and leaves
    its looks to the style sheet."""
    for name, text in library.drawings.items():
        yield from _Reading(f"{library.shown}/{name}", text).problems


@of_each_page
def placed(page: PageFile) -> Iterator[Problem]:
    """Each picture of a text has words, and a drawing stands alone in its paragraph."""
    lines = page.body.split("\n")
    told_in = 0
    for link in page.prose.links:
        told = _misplaced(page, link, lines)
        line, column = link.place
        # Of drawings right below each other the first is told.
        if told and line != told_in + 1:
            yield Problem(page.path, line, column, *told)
        told_in = line if told else told_in


def _misplaced(page: PageFile, link: Link, lines: list[str]) -> Told | None:
    at = link.place[0] - page.prose.first_line
    line = lines[at]
    if line.startswith("![](", link.place[1] - 1):
        fix = "write what it shows between the brackets: ![A voice, from the mouth to the ear](…)"
        return Code.PICTURE_WORDS, "a picture without words for those who do not see it", fix
    if not _drawing(page, link):
        return None
    around = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    if not _ALONE.fullmatch(line) or any(other.strip() for other in around):
        fix = "write ![What it shows](…) on a line of its own, between two empty lines"
        return Code.PICTURE_PLACE, f"'{link.target}' does not stand alone", fix
    return None


def _drawing(page: PageFile, link: Link) -> str | None:
    """The name of the drawing that a link leads to, if it leads to one."""
    name = "" if _is_to_page(link) else file_at(page.id, link.target)
    return name if name.endswith(".svg") and name.startswith(f"{FOLDER}/") else None


def _is_to_page(link: Link) -> bool:
    """Whether a link cannot lead to a picture: most lead to pages, and need not be followed."""
    return link.target.partition("#")[0].endswith(".md")


def shown(library: Library) -> Iterator[Problem]:
    """Each picture is shown by a page, or a page leads to it."""
    used = {
        file_at(page.id, link.target)
        for page in library.pages.values()
        for link in page.prose.links
        if not _is_to_page(link)
    }
    for name in sorted(library.assets - used):
        if posixpath.basename(name) != LICENCE:
            told, fix = "is a picture that no page shows", "show it where it explains, or delete it"
            yield Problem(f"{library.shown}/{name}", 1, 1, Code.UNUSED, told, fix)


NAMES_OF_PICTURES = (drawings, placed)
WHOLE_OF_PICTURES = (shown,)
