"""All pages by id, their links both ways, and the skills, sources and paths they refer to.

A page that could not be read as its kind still counts as existing, so that one slip is one
finding: it is `broken`, and rules about the whole pass it over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from guide.choosing import Answer
from guide.data_file import DataFile
from guide.entries import Entries, GlossaryEntry, SourceEntry
from guide.kinds import Kind, is_index
from guide.page_file import PageFile
from guide.pages import link_fields, model_for, values
from guide.paths import Path, steps_of
from guide.yaml_source import Location, Source


@dataclass
class PathFile:
    """A path: its id, where its values stand, its data. `path` is None if it is broken."""

    id: str
    file: str
    path: Path | None
    source: Source | None

    def at(self, location: Location) -> tuple[str, int, int]:
        """File, line and column of a value."""
        return self.file, *(self.source.place(location) if self.source else (1, 1))


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A link declared in front matter, before it is known to lead anywhere."""

    owner: str
    field: str
    kind: Kind | None
    written: str
    location: Location

    @property
    def target(self) -> str:
        return f"{self.kind}/{self.written}" if self.kind else self.written


@dataclass
class Library:
    """The whole guide. `pages` holds broken pages and drafts too; `misnamed` are files that stand
    under another name than these, which they should have."""

    shown: str
    pages: dict[str, PageFile] = field(default_factory=dict)
    skills: Entries[str] = field(default_factory=Entries)
    sources: Entries[SourceEntry] = field(default_factory=Entries)
    glossary: Entries[GlossaryEntry] = field(default_factory=Entries)
    choosing: Entries[Answer] = field(default_factory=Entries)
    paths: dict[str, PathFile] = field(default_factory=dict)
    tools: dict[str, DataFile] = field(default_factory=dict)
    labs: dict[str, DataFile] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    drawings: dict[str, str] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)
    published_before: Entries[str] = field(default_factory=Entries)

    @property
    def whole(self) -> bool:
        """Whether every page, path and data file could be read: else no rule about all holds."""
        of_kinds = [file.data for files in self.data.values() for file in files.values()]
        data = (*(p.path for p in self.paths.values()), *of_kinds)
        entries = (self.skills, self.sources, self.glossary, self.choosing)
        read = None not in data and all(page.page for page in self.pages.values())
        return read and not self.misnamed and all(e.whole for e in entries)

    @property
    def data(self) -> dict[Kind, dict[str, DataFile]]:
        """The data files beside pages, by the kinds that have them."""
        return {Kind.LAB: self.labs, Kind.TOOL: self.tools}

    def data_of(self, page: PageFile) -> DataFile | None:
        """The data file beside a page."""
        return self.data.get(page.kind, {}).get(page.id.rpartition("/")[2])

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Ids that pages had before, and the ids they have now. The first claim counts."""
        found: dict[str, str] = {}
        for page in self.pages.values():
            for alias in page.page.aliases if page.page else ():
                found.setdefault(alias, page.id)
        return found

    @cached_property
    def vanished(self) -> set[str]:
        """Ids that were published, and that no page has or had. That is told once, and not at
        each link to them."""
        known = {*self.pages, *self.aliases, *(name.removesuffix(".md") for name in self.misnamed)}
        return {old for old in self.published_before if old not in known}

    @cached_property
    def published(self) -> dict[str, PageFile]:
        """All pages that readers see, in the order of their sections, the index first."""
        kinds = list(Kind)
        order = sorted(
            (page for page in self.pages.values() if not page.draft),
            key=lambda page: (
                kinds.index(page.kind),
                not page.is_index,
                page.place_in_section,
            ),
        )
        return {page.id: page for page in order}

    @cached_property
    def published_paths(self) -> dict[str, PathFile]:
        """The paths that readers see: those whose page is no draft."""
        return {n: path for n, path in self.paths.items() if f"{Kind.PATH}/{n}" in self.published}

    def of_file(self, name: str) -> PageFile | None:
        """The page of a Markdown file of the docs folder; none for a name that was not read."""
        return self.pages.get(name.removesuffix(".md")) if name.endswith(".md") else None

    def of_kind(self, kind: Kind) -> list[PageFile]:
        """The published pages of one section, without its index, by title."""
        return self._sections.get(kind, [])

    @cached_property
    def _sections(self) -> dict[Kind, list[PageFile]]:
        found: dict[Kind, list[PageFile]] = {}
        for page in self.published.values():
            if not is_index(page.id):
                found.setdefault(page.kind, []).append(page)
        return found

    def whole_of(self, page: PageFile) -> PageFile | None:
        """The page that this one is a part of, as stages/mixing-balance is one of stages/mixing:
        its id begins with the whole one's."""
        name = page.id
        while "-" in name.rpartition("/")[2]:
            name = name.rpartition("-")[0]
            if name in self.published:
                return self.published[name]
        return None

    def typed_links(self, page: PageFile) -> Iterator[TypedLink]:
        """The links in a page's front matter, as declared."""
        if page.page is None:
            return
        for name, kind in link_fields(model_for(page.id)):
            for index, written in enumerate(values(page.page, name)):
                yield TypedLink(page.id, name, kind, written, (name, index))

    @cached_property
    def links(self) -> dict[str, dict[str, str]]:
        """Typed links that lead to a published page: from, to, and the field that declares it."""
        return {
            page.id: {
                link.target: link.field
                for link in self.typed_links(page)
                if link.target in self.published
            }
            for page in self.published.values()
        }

    @cached_property
    def backlinks(self) -> dict[str, dict[str, str]]:
        """The same links from their other end: to, from, and the field."""
        found: dict[str, dict[str, str]] = {page: {} for page in self.published}
        for origin, targets in self.links.items():
            for target, name in targets.items():
                found[target][origin] = name
        return found

    def linked(self, page_id: str) -> set[str]:
        """Published pages that have a typed link with a page, from either end."""
        return {*self.links[page_id], *self.backlinks[page_id]}

    @cached_property
    def taught_by(self) -> dict[str, list[str]]:
        """For each skill, the published pages that teach it."""
        found: dict[str, list[str]] = {skill: [] for skill in self.skills}
        for page in self.published.values():
            for skill in page.teaches:
                found.setdefault(skill, []).append(page.id)
        return found

    @cached_property
    def needed_by(self) -> dict[str, list[str]]:
        """For each skill, the published pages that need it."""
        found: dict[str, list[str]] = {skill: [] for skill in self.skills}
        for page in self.published.values():
            for skill in page.needs:
                found.setdefault(skill, []).append(page.id)
        return found

    @cached_property
    def never_ready(self) -> dict[str, list[str]]:
        """Pages that no order of learning reaches, with the skills that they wait for.

        A page can be read when all its needs can be had, a skill when a page that teaches it can
        be read. What never becomes readable stands on a circle of needs, or hangs on one.
        """
        waiting = {page.id: page for page in self.published.values() if page.lesson}
        missing = {skill for skill in self.skills if self.taught_by[skill]}
        while True:
            ready = [page for page in waiting.values() if missing.isdisjoint(page.needs)]
            if not ready:
                break
            for page in ready:
                missing.difference_update(page.teaches)
                del waiting[page.id]
        return {
            page.id: [skill for skill in page.needs if skill in missing]
            for page in waiting.values()
        }

    @cached_property
    def on_paths(self) -> dict[str, list[str]]:
        """For each page, the published paths that it is a step of."""
        found: dict[str, list[str]] = {}
        for entry in self.published_paths.values():
            for step, _ in steps_of(entry.path) if entry.path else ():
                known = found.setdefault(step.page, [])
                if entry.id not in known:
                    known.append(entry.id)
        return found
