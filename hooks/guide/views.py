"""What the template of a page prints, as plain data: dicts, lists, text, numbers.

All thinking is done here, so that templates only print; all values are text as it was written,
so that templates escape it.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from guide import lab_views, origins, path_views, searching, tool_views
from guide.addresses import href
from guide.choosing_table import cited
from guide.entries import SourceEntry
from guide.figures import duration
from guide.kind_views import facts
from guide.kinds import Kind, kind_of
from guide.library import Library
from guide.listings import MY_PATH, card, listings
from guide.navigation import Navigation
from guide.page_file import PageFile
from guide.page_parts import Question
from guide.places import places
from guide.structured import structured

View = dict[str, Any]

_LINK_LABELS: dict[tuple[Kind | None, str], tuple[str, str]] = {
    (Kind.STAGE, "roles"): ("Who works at it", "Stages it works at"),
    (Kind.STAGE, "gear"): ("Gear it uses", "Stages that use it"),
    (Kind.ROLE, "gear"): ("Gear it works with", "Roles that work with it"),
    (Kind.GENRE, "roles"): ("Who shapes it", "Genres it shapes"),
    (Kind.GENRE, "stages"): ("Stages that differ here", "Genres where it differs"),
    (Kind.GENRE, "gear"): ("Gear it needs", "Genres that need it"),
    (Kind.GENRE, "parents"): ("Grew from", "Led to"),
    (None, "roles"): ("Roles", "Also spoken of in"),
    (None, "stages"): ("Stages", "Also spoken of in"),
    (None, "gear"): ("Gear", "Also spoken of in"),
    (None, "genres"): ("Genres", "Also spoken of in"),
    (None, "related"): ("Read next", "Also linked from"),
}
"""What a typed link is called: on the page that declares it, and on the page it leads to."""


class Views:
    """The views of one guide. `findings` are printed on the pages that they are about, each given
    with the file that it names; `repository` is the address of the guide on GitHub, `base` that of
    the site, "" for none."""

    def __init__(
        self,
        library: Library,
        findings: Iterable[tuple[str, str]] = (),
        repository: str = "",
        base: str = "",
    ) -> None:
        self.library = library
        self._repository = repository
        self._base = base
        self._findings: dict[str, list[str]] = {}
        for path, printed in findings:
            self._findings.setdefault(path, []).append(printed)
        self._navigation = Navigation(library)
        self._places = places(library)
        self._paths: dict[str, View | None] = {}

    def page(self, page_id: str, html: str = "") -> View:
        """Everything that the template prints of one page; `html` is its text, as bodies.py made
        it."""
        around = self.around(page_id)
        return around | self.text(around, html)

    def text(self, around: View, html: str) -> View:
        """The text of a page, and the labs on it."""
        pieces = lab_views.pieces(self.library, around["id"], html)
        labs = [around.get("lab"), *(piece["lab"] for piece in pieces)]
        return {"text": pieces, "labs": list(dict.fromkeys(lab["id"] for lab in labs if lab))}

    def around(self, page_id: str) -> View:
        """Everything else that is printed of a page, which does not depend on its text."""
        page = self.library.pages[page_id]
        whole = self.library.whole_of(page)
        view: View = {
            "id": page.id,
            "kind": page.kind.value or "site",
            "title": page.title,
            "summary": page.summary,
            "reading": page.reading,
            "reviewed": page.page.reviewed.isoformat() if page.page else "",
            "is_index": page.is_index,
            "part_of": self._card(page.id, whole.id) if whole else None,
            "apart_in": self._apart_in(page),
            "is_mine": page.id == MY_PATH,
            "nav": self._navigation.of(page),
            "findings": self._findings.get(page.path, []),
            "strips": path_views.strips(self.library, page.id, self._places),
            "on_paths": path_views.titles(self.library, page.id, self._places),
            "links": self._links(page),
            "sources": self._sources(page),
            "search": searching.marks(self.library, page, self._places),
            "structured": structured(
                self.library, page, self._base, self._places.stands.get(page.id, ())
            )
            if self._base
            else "",
            "mend": origins.links(self.library, page, self._repository),
        }
        if page.lesson:
            view["lesson"] = self._lesson(page)
        if page.lesson and page.kind is Kind.TOOL:
            view["tool"] = tool_views.tool(self.library, page.id)
        if page.lesson and page.kind is Kind.LAB:
            view["lab"] = lab_views.lab(self.library, page.id, page.id.rpartition("/")[2])
        if page.page and page.kind is Kind.PATH and not view["is_index"]:
            view["path"] = self.path(page.id)
        view |= listings(self.library, page, self._places)
        return view

    def path(self, page_id: str) -> View | None:
        """The route of a path, for its page and for paper."""
        if page_id not in self._paths:
            self._paths[page_id] = path_views.path(self.library, page_id, self._places)
        return self._paths[page_id]

    def lost(self) -> View:
        """The navigation of the page that is shown where none is. That may be at any address, so
        its links start at the root of the host."""
        return self._navigation.everywhere(urlsplit(self._base).path or "/")

    def _card(self, origin: str, target: str) -> View:
        return card(self.library, origin, target)

    def _apart_in(self, page: PageFile) -> View | None:
        """The index of a section that the navigation does not list, for the pages in it."""
        index = f"{page.kind}/index"
        listed = page.is_index or self._navigation.lists(page.kind)
        is_there = index in self.library.published
        return self._card(page.id, index) if is_there and not listed else None

    def _lesson(self, page: PageFile) -> View:
        lesson = page.lesson
        assert lesson is not None
        skills, taught_by = self.library.skills, self.library.taught_by
        return {
            "legal": lesson.legal,
            "teaches": [skills.get(skill, skill) for skill in lesson.teaches],
            "needs": [
                {
                    "skill": skills.get(need.skill, need.skill),
                    "because": need.because,
                    "taught_by": [
                        self._card(page.id, teacher)
                        for teacher in taught_by.get(need.skill, ())
                        if teacher != page.id
                    ],
                    "teachers": " ".join(taught_by.get(need.skill, ())),
                    "assumed_by": " ".join(self._assumed_by.get(need.skill, ())),
                }
                for need in lesson.needs
            ],
            "task": lesson.practice.task,
            "practice": duration(tuple(lesson.practice.minutes)),
            "done_when": lesson.done_when,
            "questions": [self._question(page, question) for question in lesson.questions],
            "revised": [
                {"on": revision.on.isoformat(), "what": revision.what}
                for revision in sorted(lesson.revised, key=lambda told: told.on, reverse=True)
            ],
            "aliases": " ".join(lesson.aliases),
            **facts(self.library, page),
        }

    @cached_property
    def _assumed_by(self) -> dict[str, list[str]]:
        """The paths that assume a skill."""
        found: dict[str, list[str]] = {}
        for entry in self.library.published_paths.values():
            for skill in entry.path.assumes if entry.path else ():
                found.setdefault(skill, []).append(entry.id)
        return found

    def _question(self, page: PageFile, question: Question) -> View:
        """A question with its answers. The right one stands at any of their places, always at the
        same one for the same question."""
        answers: list[View] = [
            {
                "text": wrong.answer,
                "right": False,
                "because": wrong.because,
                "see": self._seen(page, wrong.see),
            }
            for wrong in question.wrong
        ]
        right = {"text": question.right.answer, "right": True, "because": question.right.because}
        answers.insert(crc32(question.ask.encode()) % (len(answers) + 1), right)
        return {"ask": question.ask, "answers": answers}

    def _seen(self, page: PageFile, see: str) -> View:
        """The link to what teaches what an answer missed."""
        target, _, anchor = see.partition("#")
        there = self.library.published.get(target or page.id, page)
        named = [found.text for found in there.prose.headings if found.anchor == anchor]
        title = ": ".join([there.title] * (there is not page) + named)
        to = "" if there is page else href(page.id, there.id)
        return {"title": title, "href": f"{to}#{anchor}" if anchor else to}

    def _links(self, page: PageFile) -> list[View]:
        """Typed links from this page and to it, grouped under what they are called."""
        if page.id not in self.library.links:
            return []
        groups: dict[str, list[str]] = {}
        for target, field in self.library.links[page.id].items():
            groups.setdefault(_label(page.id, field)[0], []).append(target)
        for origin, field in self.library.backlinks[page.id].items():
            if origin not in self.library.links[page.id]:
                groups.setdefault(_label(origin, field)[1], []).append(origin)
        return [
            {"label": label, "pages": [self._card(page.id, target) for target in targets]}
            for label, targets in groups.items()
        ]

    def _sources(self, page: PageFile) -> list[View]:
        known = self.library.sources
        in_table = cited(self.library) if page.is_index and page.kind is Kind.GEAR else ()
        beside = self.library.data_of(page)
        return [
            {"id": name, **known[name].model_dump()}
            for name in dict.fromkeys([*(beside.cited if beside else ()), *page.sources, *in_table])
            if isinstance(known.get(name), SourceEntry)
        ]


def _label(declared_on: str, field: str) -> tuple[str, str]:
    return _LINK_LABELS.get((kind_of(declared_on), field)) or _LINK_LABELS[(None, field)]
