"""A path on paper: a booklet with all its pages, a sheet to tick off, and question cards for Anki.

A page's part of a booklet is its own HTML, moved: its ids get the page's name in front, its
headings go down a level, and its links lead to other parts of the booklet where they can.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path as FolderPath
from typing import Any, NamedTuple

from pydantic_core import to_json

from guide.addresses import url
from guide.kept import digest
from guide.kinds import Kind
from guide.library import Library
from guide.paths import steps_of
from guide.views import Views

View = dict[str, Any]
Print = Callable[[str, View], str]
"""Prints a template, given by its name, with values."""

ROOT = "../../.."
"""From a booklet or a sheet to the root of the site."""
_ANCHOR_LINK = re.compile(r'<a class="headerlink"[^<>]*>[^<]*</a>')
_HEADING = re.compile(r"</?h[1-5]\b")
_DEEPER = {f"<{end}h{n}": f"<{end}h{n + 1}" for end in ("", "/") for n in range(1, 6)}
# Both begin with signs that are rare in a text, and look back from them: that is quicker.
_OWN_ID = re.compile(
    r'="(?:(?<= id=")|(?<= aria-labelledby=")|(?<= aria-describedby="))(?=[^"]*"[^<>]*>)'
)
_ADDRESS = re.compile(r'="(?:(?<= href=")|(?<= src="))(?!https?:)([^"]*)"(?=[^<>]*>)')
_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
# A character for private use, as in markup.py.
_PLACE = "\ue000"
PRINTED = ("id", "title", "summary", "lesson", "tool", "lab", "sources")
"""What is printed of a page's view."""
_PARTIALS = "partials/guide"
_LETTERS = "ABCD"
_CARD_HEAD = "#separator:Comma\n#html:true\n#columns:Question,Answer,Page,Tags\n#tags column:4\n"


class Link(NamedTuple):
    """Where a link of a page leads: `page` is a step's id if it is one's, `inside` the address in a
    booklet that holds this page, `outside` the one in all others."""

    page: str
    inside: str
    outside: str


class Part(NamedTuple):
    """A page's HTML for any booklet: between its pieces stand the addresses of its links. As bytes,
    since it is written many times."""

    pieces: list[bytes]
    links: list[Link]

    def within(self, pages: Mapping[str, object]) -> bytes:
        """The HTML for a booklet that holds these pages."""
        placed = [self.pieces[0]]
        for link, piece in zip(self.links, self.pieces[1:], strict=True):
            address = link.inside if link.page in pages else link.outside
            placed += (f'="{address}"'.encode(), piece)
        return b"".join(placed)


def anchor(page_id: str, inside: str = "") -> str:
    """The id of a page's part of a booklet, or of something inside that part."""
    part = page_id.replace("/", "-")
    return f"{part}--{inside}" if inside else part


def part(page_id: str, html: str) -> Part:
    """Move the HTML of a page, once for all booklets that it is in."""
    html = _ANCHOR_LINK.sub("", html)
    html = _HEADING.sub(lambda found: _DEEPER[found[0]], html)
    html = _OWN_ID.sub(f'="{anchor(page_id)}--', html)
    # Between the pieces stand the addresses.
    pieces = _ADDRESS.split(html)
    links = [_link(url(page_id), address) for address in pieces[1::2]]
    return Part([piece.encode() for piece in pieces[::2]], links)


def _link(folder: str, written: str) -> Link:
    """A link on the page that is published in `folder`."""
    if _WHOLE.match(written):
        return Link("", "", written)
    address, hash_, inside = written.partition("#")
    while address.startswith("../"):
        address = address[3:]
        folder = folder[: folder.rfind("/", 0, -1) + 1]
    target = folder + address
    page = target[:-1] if target.endswith("/") else target
    return Link(page, f"#{anchor(page, inside)}", f"{ROOT}/{target}{hash_}{inside}")


class Lesson:
    """What a page leaves on paper, made once for all paths that it is on, of its view and text."""

    def __init__(self, view: View, text: str, print_: Print) -> None:
        values = {"guide": {key: view.get(key) for key in PRINTED}, "page": {"content": text}}
        self.done_when: list[str] = view["lesson"]["done_when"]
        self.text = part(view["id"], print_(f"{_PARTIALS}/part.html", values))
        self.answers: Part | None = None
        if view["lesson"]["questions"]:
            self.answers = part(view["id"], print_(f"{_PARTIALS}/answers.html", values))
        cards = io.StringIO()
        csv.writer(cards, lineterminator=_PLACE).writerows(
            [_front(question), _back(question), escape(view["title"])]
            for question in view["lesson"]["questions"]
        )
        self.cards = cards.getvalue()


def steps(library: Library) -> dict[str, None]:
    """The pages that are on paper of a path."""
    paths = [entry.path for entry in library.paths.values() if entry.path]
    return dict.fromkeys(step.page for path in paths for step, _ in steps_of(path))


def write(
    views: Views,
    lesson: Callable[[str], Lesson],
    print_: Print,
    site: FolderPath,
    keys: Mapping[str, str],
    written: dict[str, bytes],
) -> None:
    """Write what is on paper of each path that can be walked, with what each `lesson` leaves. What
    stands in the site already is not written again: `keys` are those of pages, by their files, and
    `written` notes of each path what its paper was made of."""
    around_booklet = print_("paper.html", {"paper": {"place": _PLACE, "is_sheet": False}})
    around_sheet = print_("paper.html", {"paper": {"place": _PLACE, "is_sheet": True}})
    for path_id, entry in views.library.paths.items():
        path_page = f"{Kind.PATH}/{path_id}"
        path = views.path(path_page)
        if entry.path is None or path is None:
            continue
        page = views.library.pages[path_page]
        pages = dict.fromkeys(step.page for step, _ in steps_of(entry.path))
        depends_on = [path, page.title, page.summary, [keys[f"{it}.md"] for it in pages]]
        made_of = digest(to_json(depends_on))
        if written.get(path_id) == made_of:
            continue
        lessons = {page_id: lesson(page_id) for page_id in pages}
        paper = {
            **path,
            "title": page.title,
            "summary": page.summary,
            "place": _PLACE,
            "items": _Route(path_page, lessons).items(path["items"], []),
            "answers": [page for page, lesson in lessons.items() if lesson.answers],
        }
        parts = [lesson.text.within(lessons) for lesson in lessons.values()]
        answers = [lesson.answers.within(lessons) for lesson in lessons.values() if lesson.answers]
        title = escape(paper["title"]).encode()
        booklet = _filled(print_(f"{_PARTIALS}/booklet.html", {"paper": paper}), [*parts, *answers])
        sheet = print_(f"{_PARTIALS}/sheet.html", {"paper": paper}).encode()
        folder = site / url(path_page)
        _publish(folder / "print", _filled(around_booklet, [title, booklet]))
        _publish(folder / "sheet", _filled(around_sheet, [title, sheet]))
        if path["questions"]:
            (folder / "cards.csv").write_bytes(_cards(path_id, lessons).encode())
        written[path_id] = made_of


def _publish(folder: FolderPath, page: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(page)


def _filled(html: str, texts: list[bytes]) -> bytes:
    """A page with texts in their places: they would pass through every block of the template."""
    pieces = html.encode().split(_PLACE.encode())
    placed = [pieces[0]]
    for text, piece in zip(texts, pieces[1:], strict=True):
        placed += (text, piece)
    return b"".join(placed)


class _Route:
    """The items of a path's view with the parts of their pages."""

    def __init__(self, path_page: str, lessons: Mapping[str, Lesson]) -> None:
        self._path_page = path_page
        self._lessons = lessons
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
        done_when = self._lessons[page].done_when if is_first else []
        return {**step, "anchor": anchor(page), "is_first": is_first, "done_when": done_when}

    def _choice(self, choice: View, trail: list[str]) -> View:
        options = []
        for option in choice["options"]:
            here = [*trail, option["title"]]
            options.append({**option, "trail": here, "items": self.items(option["items"], here)})
        help_ = choice["help"]
        if help_:
            link = _link(url(self._path_page), help_["href"])
            is_here = link.page in self._lessons
            help_ = {**help_, "href": link.inside if is_here else link.outside}
        return {**choice, "help": help_, "options": options}


def _cards(path_id: str, lessons: Mapping[str, Lesson]) -> str:
    """The questions of a path's pages as Anki imports them (its manual: Text Files, File Headers).
    Anki knows a note by its first field, so the answers stand there with their question."""
    rows = [
        lesson.cards.replace(_PLACE, f",signal-path path::{path_id} page::{page_id}\n")
        for page_id, lesson in lessons.items()
    ]
    return _CARD_HEAD + "".join(rows)


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
