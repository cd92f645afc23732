"""A path on paper: a booklet with all its pages, a sheet to tick off, and question cards for Anki.

A page's part of a booklet is its own HTML, moved: its ids get the page's name in front, its
headings go down a level, and its links lead to other parts of the booklet where they can.
"""

import csv
import io
import posixpath
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path as FolderPath
from typing import Any, NamedTuple

from guide import path_views
from guide.addresses import url
from guide.kinds import Kind
from guide.paths import steps_of
from guide.views import Views

View = dict[str, Any]
Print = Callable[[str, View], str]
"""Prints a template, given by its name, with values."""

ROOT = "../../.."
"""From a booklet or a sheet to the root of the site."""
_MOVED = re.compile(
    r'<a class="headerlink".*?</a>'
    r"|<(?P<heading>/?h)(?P<level>[1-5])\b"
    r'|(?<=\s)(?P<name>id|aria-labelledby|href|src)="(?P<value>[^"]*)"(?=[^<>]*>)'
)
_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
# A character for private use, as in markup.py.
_PLACE = "\ue000"
_LETTERS = "ABCD"
_CARD_HEAD = "#separator:Comma\n#html:true\n#columns:Question,Answer,Page,Tags\n#tags column:4\n"


class Link(NamedTuple):
    """Where a link of a page leads: `page` is a step's id if it is one's, `inside` the address in a
    booklet that holds this page, `outside` the one from the root of the site. A link to another
    site has neither page nor an address outside."""

    page: str
    inside: str
    outside: str


class Part(NamedTuple):
    """A page's HTML for any booklet: between its pieces stand the addresses of its links."""

    pieces: list[str]
    links: list[Link]

    def within(self, pages: Mapping[str, object]) -> str:
        """The HTML for a booklet that holds these pages."""
        placed = [self.pieces[0]]
        for link, piece in zip(self.links, self.pieces[1:], strict=True):
            placed += (_address(link, pages), piece)
        return "".join(placed)


def anchor(page_id: str, inside: str = "") -> str:
    """The id of a page's part of a booklet, or of something inside that part."""
    part = page_id.replace("/", "-")
    return f"{part}--{inside}" if inside else part


def part(page_id: str, html: str) -> Part:
    """Move the HTML of a page: one pass for all booklets that the page is in."""
    links: list[Link] = []

    def moved(found: re.Match[str]) -> str:
        heading, level, name, value = found.groups()
        if heading:
            return f"<{heading}{int(level) + 1}"
        if name is None:
            return ""
        if name in ("href", "src"):
            links.append(_link(page_id, value))
            return f'{name}="{_PLACE}"'
        return f'{name}="{anchor(page_id, value)}"'

    return Part(_MOVED.sub(moved, html).split(_PLACE), links)


def _link(origin: str, written: str) -> Link:
    if _WHOLE.match(written):
        return Link("", written, "")
    address, _, inside = written.partition("#")
    target = posixpath.normpath(posixpath.join(url(origin), address)) if address else origin
    to = url(origin) if not address else target + "/" * address.endswith("/")
    return Link(target, f"#{anchor(target, inside)}", f"{to}#{inside}" if inside else to)


def _address(link: Link, pages: Mapping[str, object]) -> str:
    return link.inside if not link.page or link.page in pages else f"{ROOT}/{link.outside}"


def write(views: Views, texts: Mapping[str, str], print_: Print, site: FolderPath) -> None:
    """Write what is on paper of each path that can be walked. `texts` are the pages' own, as HTML
    by the names of their files."""
    library = views.library
    parts: dict[str, Part] = {}
    answers: dict[str, Part] = {}
    for path_id, entry in library.paths.items():
        path_page = f"{Kind.PATH}/{path_id}"
        path = path_views.path(library, path_page)
        if entry.path is None or path is None:
            continue
        lessons = {step.page: views.part(step.page) for step, _ in steps_of(entry.path)}
        for page, lesson in lessons.items():
            if page not in parts:
                values = {"guide": lesson, "page": {"content": texts[f"{page}.md"]}}
                parts[page] = part(page, print_("partials/guide/part.html", values))
                if lesson["lesson"]["questions"]:
                    answers[page] = part(page, print_("partials/guide/answers.html", values))
        paper = {
            **path,
            "title": library.pages[path_page].title,
            "summary": library.pages[path_page].summary,
            "items": _Route(path_page, lessons, parts).items(path["items"], []),
            "answers": [
                {"page": page, "html": answers[page].within(lessons)}
                for page in lessons
                if page in answers
            ],
        }
        folder = site / url(path_page)
        for name, template in (("print", "booklet.html"), ("sheet", "sheet.html")):
            (folder / name).mkdir(parents=True, exist_ok=True)
            html = print_(template, {"paper": paper})
            (folder / name / "index.html").write_text(html, encoding="utf-8")
        if paper["answers"]:
            (folder / "cards.csv").write_text(cards(path_id, lessons), encoding="utf-8")


class _Route:
    """The items of a path's view with the parts of their pages."""

    def __init__(
        self, path_page: str, lessons: Mapping[str, View], parts: Mapping[str, Part]
    ) -> None:
        self._path_page = path_page
        self._lessons = lessons
        self._parts = parts
        self._printed: set[str] = set()

    def items(self, items: list[View], trail: list[str]) -> list[View]:
        """Steps and choices, after the options named in `trail`."""
        return [
            self._step(item) if item["kind"] == "step" else self._choice(item, trail)
            for item in items
        ]

    def _step(self, step: View) -> View:
        """A page that stands on several branches is printed in full at its first place."""
        page = step["page"]
        is_first = page not in self._printed
        self._printed.add(page)
        return {
            **step,
            "anchor": anchor(page),
            "html": self._parts[page].within(self._lessons) if is_first else "",
            "done_when": self._lessons[page]["lesson"]["done_when"] if is_first else [],
        }

    def _choice(self, choice: View, trail: list[str]) -> View:
        options = []
        for option in choice["options"]:
            here = [*trail, option["title"]]
            options.append({**option, "trail": here, "items": self.items(option["items"], here)})
        help_ = choice["help"]
        if help_:
            link = _link(self._path_page, help_["href"])
            help_ = {**help_, "href": _address(link, self._lessons)}
        return {**choice, "help": help_, "options": options}


def cards(path_id: str, lessons: Mapping[str, View]) -> str:
    """The questions of a path's pages as Anki imports them (its manual: Text Files, File Headers).
    Anki knows a note by its first field, so the answers stand there with their question."""
    made = io.StringIO()
    made.write(_CARD_HEAD)
    rows = csv.writer(made, lineterminator="\n")
    for page_id, view in lessons.items():
        tags = f"signal-path path::{path_id} page::{page_id}"
        for question in view["lesson"]["questions"]:
            rows.writerow([_front(question), _back(question), escape(view["title"]), tags])
    return made.getvalue()


def _front(question: View) -> str:
    answers = "".join(f"<li>{escape(answer['text'])}</li>" for answer in question["answers"])
    return f'<p>{escape(question["ask"])}</p><ol type="A">{answers}</ol>'


def _back(question: View) -> str:
    """The right answer first, then what is wrong with the others."""
    lettered = sorted(
        zip(_LETTERS, question["answers"], strict=False), key=lambda one: not one[1]["right"]
    )
    return "".join(
        f"<p><b>{'' if answer['right'] else 'Not '}{letter}: {escape(answer['text'])}</b><br>"
        f"{escape(answer['because'])}</p>"
        for letter, answer in lettered
    )
