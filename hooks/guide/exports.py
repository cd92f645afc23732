"""The guide as files for others to build on: `guide.json`, its schema and the schemas of the data
files, and a page at each address that a page had before."""

import json
from enum import StrEnum
from html import escape
from pathlib import Path as FolderPath
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from guide import labs, routes, tools
from guide.addresses import href, url
from guide.choosing import ChoosingFile
from guide.entries import GlossaryFile, PublishedFile, SkillsFile, SourcesFile
from guide.lab_data import Lab
from guide.library import Library, PathFile
from guide.page_file import PageFile
from guide.path_checks import can_be_walked
from guide.paths import Choice, Path, Step
from guide.printed import Findings

_closed = with_config(extra="forbid")


class LinkType(StrEnum):
    """The field of front matter that declares a link."""

    ROLES = "roles"
    STAGES = "stages"
    GEAR = "gear"
    GENRES = "genres"
    PARENTS = "parents"
    RELATED = "related"


@_closed
class ExportedLink(TypedDict):
    """A typed link. In `links`, `page` is where it leads; in `backlinks`, where it comes from."""

    type: LinkType
    page: str


@_closed
class ExportedMinutes(TypedDict):
    """Minutes: for reading, and for reading and practice together, least and most."""

    reading: int
    least: int
    most: int


@_closed
class ExportedPage(TypedDict):
    """A published page."""

    id: str
    url: str
    kind: str
    title: str
    summary: str
    teaches: list[str]
    needs: list[str]
    links: list[ExportedLink]
    backlinks: list[ExportedLink]
    aliases: list[str]
    minutes: ExportedMinutes


@_closed
class ExportedStep(TypedDict):
    """A page on a path."""

    type: Literal["step"]
    page: str
    because: str
    optional: bool


@_closed
class ExportedOption(TypedDict):
    """One way to go on at a choice."""

    id: str
    title: str
    when: str
    steps: "list[ExportedItem]"


@_closed
class ExportedChoice(TypedDict):
    """A question with one answer; all options rejoin after it."""

    type: Literal["choice"]
    id: str
    question: str
    options: list[ExportedOption]


ExportedItem = Annotated[ExportedStep | ExportedChoice, Field(discriminator="type")]


@_closed
class ExportedPath(TypedDict):
    """A learning path; `routes` counts the ways through it, choice by choice."""

    id: str
    page: str
    title: str
    assumes: list[str]
    outcomes: list[str]
    steps: list[ExportedItem]
    minutes: tuple[int, int]
    routes: int


@_closed
class ExportedSkill(TypedDict):
    """What a reader can do, and the pages that teach and need it."""

    id: str
    text: str
    taught_by: list[str]
    needed_by: list[str]


@_closed
class ExportedGuide(TypedDict):
    """The whole guide as data."""

    version: Annotated[
        Literal[1], Field(description="Raised when a key goes away or changes its meaning.")
    ]
    pages: list[ExportedPage]
    paths: list[ExportedPath]
    skills: list[ExportedSkill]


def guide(library: Library) -> ExportedGuide:
    """The published part of a guide as data."""
    return ExportedGuide(
        version=1,
        pages=[_page(library, page) for page in library.published.values()],
        paths=[
            _path(library, entry, entry.path)
            for entry in library.published_paths.values()
            if entry.path and can_be_walked(library, entry)
        ],
        skills=[
            ExportedSkill(
                id=skill,
                text=text,
                taught_by=library.taught_by[skill],
                needed_by=library.needed_by[skill],
            )
            for skill, text in library.skills.items()
        ],
    )


def _page(library: Library, page: PageFile) -> ExportedPage:
    least, most = page.minutes
    return ExportedPage(
        id=page.id,
        url=url(page.id),
        kind=page.kind.value or "site",
        title=page.title,
        summary=page.page.summary if page.page else "",
        teaches=page.teaches,
        needs=page.needs,
        links=_links(library.links[page.id]),
        backlinks=_links(library.backlinks[page.id]),
        aliases=page.page.aliases if page.page else [],
        minutes=ExportedMinutes(reading=page.reading, least=least, most=most),
    )


def _links(links: dict[str, str]) -> list[ExportedLink]:
    return [ExportedLink(type=LinkType(name), page=page) for page, name in links.items()]


def _path(library: Library, entry: PathFile, path: Path) -> ExportedPath:
    page = library.pages[f"paths/{entry.id}"]
    return ExportedPath(
        id=entry.id,
        page=page.id,
        title=page.title,
        assumes=path.assumes,
        outcomes=path.outcomes,
        steps=_items(path.steps),
        minutes=routes.minutes(path.steps, lambda page: library.pages[page].minutes),
        routes=routes.count(path.steps),
    )


def _items(items: list[Step | Choice]) -> list[ExportedStep | ExportedChoice]:
    return [
        ExportedStep(
            type="step", page=item.page, because=item.because, optional=item.need == "optional"
        )
        if isinstance(item, Step)
        else ExportedChoice(
            type="choice",
            id=item.choose,
            question=item.question,
            options=[
                ExportedOption(
                    id=option.id,
                    title=option.title,
                    when=option.when,
                    steps=_items(option.steps),
                )
                for option in item.options
            ],
        )
        for item in items
    ]


_SCHEMAS: dict[str, tuple[Any, str]] = {
    "path": (Path, "A learning path: docs/paths/<id>.yml"),
    "skills": (SkillsFile, "Skills: docs/skills.yml"),
    "sources": (SourcesFile, "Sources: docs/sources.yml"),
    "glossary": (GlossaryFile, "Glossary: docs/glossary.yml"),
    "published": (PublishedFile, "Ids published so far: docs/published.yml"),
    "choosing": (ChoosingFile, "Gear by use, room, style and budget: docs/choosing.yml"),
    "guide": (ExportedGuide, "The guide as data: guide.json"),
    "findings": (Findings, "What guide check --format json prints"),
    "lab": (Lab, "An audio lab: docs/labs/<id>.yml"),
    **{
        f"lab-{id}": (model, f"An audio lab: docs/labs/{id}.yml")
        for id, model in labs.MODELS.items()
        if model is not Lab
    },
    **{f"tool-{id}": (model, f"A tool: docs/tools/{id}.yml") for id, model in tools.MODELS.items()},
}


def schemas() -> dict[str, str]:
    """The schemas as files by name, generated from the types that read and write the data."""
    return {f"{name}.schema.json": _schema(*made) for name, made in _SCHEMAS.items()}


def _schema(model: Any, title: str) -> str:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(model).json_schema(),
        "title": title,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(library: Library, site: FolderPath) -> None:
    """Write the exports into a built site."""
    data = json.dumps(guide(library), ensure_ascii=False, separators=(",", ":"))
    (site / "guide.json").write_text(data, encoding="utf-8")
    schema = _schema(*_SCHEMAS["guide"])  # all of them would take a quarter of a second
    (site / "guide.schema.json").write_text(schema, encoding="utf-8")
    for old, now in library.aliases.items():
        if now in library.published:
            moved = site / url(old) / "index.html"
            moved.parent.mkdir(parents=True, exist_ok=True)
            moved.write_text(_moved(old, library.published[now]), encoding="utf-8")


def _moved(old: str, page: PageFile) -> str:
    """A page at an old address. It leads on by itself, without script."""
    to, title = escape(href(old, page.id)), escape(page.title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="canonical" href="{to}">'
        f'<meta http-equiv="refresh" content="0; url={to}"></head>'
        f'<body><p>This page is now <a href="{to}">{title}</a>.</p></body></html>\n'
    )
