"""A page as it was read: its front matter typed, its text taken apart."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from guide.addresses import file_at
from guide.kinds import Kind, is_index, kind_of
from guide.page_parts import Recording
from guide.pages import Genre, Lesson, Page
from guide.prose import LAB_BLOCK, Prose
from guide.yaml_source import Location, Source, compose, split, unheard

WORDS_PER_MINUTE = 200
"""Reading speed for times. The average for silent reading of non-fiction in English is 238
(Brysbaert, 2019, Journal of Memory and Language 109); pages that one tries out take longer."""


@dataclass
class PageFile:
    """A page: its id, its front matter and text taken apart, the body and the whole file as they
    are written. `page` is None if it is broken."""

    id: str
    path: str
    page: Page | None
    prose: Prose
    body: str = ""
    text: str = ""

    @cached_property
    def kind(self) -> Kind:
        """What the page is."""
        return kind_of(self.id)

    @cached_property
    def is_index(self) -> bool:
        """Whether the page opens its section."""
        return is_index(self.id)

    @cached_property
    def lesson(self) -> Lesson | None:
        """The page as a lesson, if it is a sound one."""
        return self.page if isinstance(self.page, Lesson) else None

    @cached_property
    def _source(self) -> Source | None:
        matter = split(self.text, unheard).matter
        return compose(matter, 2, unheard) if matter is not None else None

    def at(self, location: Location) -> tuple[str, int, int]:
        """Path, line and column of a value of the front matter, read once more for that: most
        pages are never asked."""
        return self.path, *(self._source.place(location) if self._source else (1, 1))

    @property
    def draft(self) -> bool:
        return self.page is not None and self.page.draft

    @property
    def title(self) -> str:
        """Its title, or for a broken page its name."""
        if self.page:
            return self.page.title
        return self.id.rpartition("/")[2].replace("-", " ").capitalize()

    @property
    def place_in_section(self) -> tuple[int, str]:
        """Pages of a section are listed by this."""
        return self.page.order if self.page else 99, self.title.casefold()

    @property
    def summary(self) -> str:
        """Its summary; nothing for a broken page."""
        return self.page.summary if self.page else ""

    @property
    def reading(self) -> int:
        """Minutes to read it, rounded up."""
        return max(1, ceil(self.prose.words / WORDS_PER_MINUTE))

    @property
    def minutes(self) -> tuple[int, int]:
        """Minutes to read and practise it, at least and at most."""
        practice = self.lesson.practice.minutes if self.lesson else (0, 0)
        return self.reading + practice[0], self.reading + practice[1]

    @property
    def teaches(self) -> list[str]:
        """Skills that the page teaches; none if it is broken or no lesson."""
        return self.lesson.teaches if self.lesson else []

    @property
    def needs(self) -> list[str]:
        """Skills that the page needs."""
        return [need.skill for need in self.lesson.needs] if self.lesson else []

    @property
    def records(self) -> list[Recording]:
        """The records that it names to be heard."""
        return self.page.listen if isinstance(self.page, Genre) else []

    @cached_property
    def sources(self) -> list[str]:
        """Ids of all sources that it cites, in the order of their numbers: those of its text, then
        those of its records."""
        of_records = [source for record in self.records for source in record.sources]
        return list(dict.fromkeys([*self.prose.sources, *of_records]))

    @property
    def leads_to(self) -> set[str]:
        """Ids of the pages that its text links to or shows, whether or not they exist."""
        files = {file_at(self.id, link.target) for link in self.prose.links}
        labs = [block.argument for block in self.prose.blocks if block.name == LAB_BLOCK]
        return {f"{Kind.LAB}/{shown.partition('#')[0]}" for shown in labs} | {
            file.removesuffix(".md") for file in files if file.endswith(".md")
        }
