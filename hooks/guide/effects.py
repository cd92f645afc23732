"""What a change does to readers: the guide as it was beside the guide as it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from guide.entries import Entries
from guide.kinds import Kind
from guide.library import Library, PathFile
from guide.page_file import PageFile
from guide.pages import link_fields
from guide.path_checks import can_be_walked
from guide.paths import Choice, Path, Step, Want, choices_of, steps_of
from guide.places import figures

_TARGET = re.compile(r"(?<=\]\()[^)]+")
_DATA = (("skills", "skill"), ("sources", "source"), ("glossary", "term"), ("choosing", "answer"))


@dataclass(frozen=True)
class OfPath:
    """What changes on one path. `figures` are steps, time and routes, before and after, where they
    differ; each line of `told` is one thing that a reader of the path could notice."""

    title: str
    figures: dict[str, tuple[str, str]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        """Whether anything changes."""
        return bool(self.figures or self.told)


@dataclass(frozen=True)
class Effect:
    """What changes on paths, on pages, and beside them. Lines for people."""

    paths: list[OfPath]
    pages: list[str]
    data: list[str]

    @property
    def is_any(self) -> bool:
        """Whether readers could notice anything."""
        return bool(self.paths or self.pages or self.data)


def effect(before: Library, after: Library) -> Effect:
    """Everything that readers could notice. Drafts are not seen, so nothing in them counts."""
    paths = [_of_path(before, after, name) for name in _names(before, after)]
    return Effect(
        [path for path in paths if path.is_any], [*_pages(before, after)], [*_data(before, after)]
    )


def _names(before: Library, after: Library) -> list[str]:
    """All paths, those that are there now first."""
    return [*dict.fromkeys([*after.published_paths, *before.published_paths])]


def _of_path(before: Library, after: Library, name: str) -> OfPath:
    was, now = before.published_paths.get(name), after.published_paths.get(name)
    title = (after if now else before).pages[f"{Kind.PATH}/{name}"].title
    if now is None:
        if f"{Kind.PATH}/{name}" in after.aliases:  # told with its new id
            return OfPath(title)
        return OfPath(title, told=["it is gone"])
    if was is None:
        old = [id for id in _aliases(after, now) if id in before.published_paths]
        if not old:
            return OfPath(title, _differing({}, _figures(after, now)), ["it is new"])
        was = before.published_paths[old[0]]
    if was.path is None or now.path is None:
        return OfPath(title, told=["it has findings, and cannot be compared"])
    told = [*_steps(before, after, was.path, now.path), *_choices(was.path, now.path)]
    if can_be_walked(before, was) and can_be_walked(after, now):
        told += _skills(before, after, was.path, now.path)
    return OfPath(title, _differing(_figures(before, was), _figures(after, now)), told)


def _aliases(library: Library, entry: PathFile) -> list[str]:
    page = library.pages[f"{Kind.PATH}/{entry.id}"].page
    return [alias.rpartition("/")[2] for alias in page.aliases] if page else []


def _figures(library: Library, entry: PathFile) -> dict[str, str]:
    if entry.path is None or not can_be_walked(library, entry):
        return {}
    return {name: str(figure) for name, figure in figures(library, entry.path).items()}


def _differing(was: dict[str, str], now: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {
        name: (was.get(name, "–"), figure)
        for name, figure in now.items()
        if was.get(name) != figure
    }


def _steps(before: Library, after: Library, was: Path, now: Path) -> Iterator[str]:
    """Steps that are new, gone, or optional where they were not. A page that moved is the same."""
    old = {after.aliases.get(page, page): wants for page, wants in _wants(was).items()}
    new = _wants(now)
    for page in new:
        if page not in old:
            yield f"new step: {_title(after, page)}{_optional(new[page])}"
        elif (Want.OPTIONAL in new[page]) != (Want.OPTIONAL in old[page]):
            is_now = "optional now" if Want.OPTIONAL in new[page] else "no longer optional"
            yield f"{is_now}: {_title(after, page)}"
    for page in old:
        if page not in new:
            yield f"no longer a step: {_title(before if page in before.pages else after, page)}"
    if not (old.keys() ^ new.keys()) and list(old) != list(new):
        yield "its steps stand in another order"


def _wants(path: Path) -> dict[str, set[Want]]:
    """The pages that are steps, with whether they may be left out."""
    found: dict[str, set[Want]] = {}
    for step, _ in steps_of(path):
        found.setdefault(step.page, set()).add(step.need)
    return found


def _optional(wants: set[Want]) -> str:
    return " (optional)" if wants == {Want.OPTIONAL} else ""


def _choices(was: Path, now: Path) -> Iterator[str]:
    """Choices and options that are new or gone; what readers chose there is forgotten."""
    old, new = _options(was), _options(now)
    for option in new:
        if option not in old:
            yield f"new option: {option}"
    for option in old:
        if option not in new:
            yield f"option gone, with what readers chose there: {option}"


def _options(path: Path) -> dict[str, None]:
    return {
        f"{choice.choose}: {option.id}": None
        for choice, _ in choices_of(path)
        for option in choice.options
    }


def _skills(before: Library, after: Library, was: Path, now: Path) -> Iterator[str]:
    """Skills that every route taught, or only some, and does or do not any more."""
    old = _taught(was.steps, lambda page: before.pages[page].teaches)
    new = _taught(now.steps, lambda page: after.pages[page].teaches)
    for skill in sorted(new[0] - old[0]):
        yield f"every route now teaches: {after.skills.get(skill, skill)}"
    for skill in sorted(new[1] - old[1] - new[0]):
        yield f"some routes now teach: {after.skills.get(skill, skill)}"
    for skill in sorted(old[0] - new[0]):
        only = "only some routes teach" if skill in new[1] else "no route teaches"
        yield f"{only} any more: {before.skills.get(skill, skill)}"
    for skill in sorted(old[1] - old[0] - new[1]):
        yield f"no route teaches any more: {before.skills.get(skill, skill)}"


def _taught(
    items: list[Step | Choice], teaches: Callable[[str], list[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The skills that every route surely teaches, and those that any route can teach."""
    surely: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    for item in items:
        if isinstance(item, Step):
            skills = frozenset(teaches(item.page))
            perhaps |= skills
            surely |= skills if item.need is Want.REQUIRED else frozenset()
        else:
            ways = [_taught(option.steps, teaches) for option in item.options]
            surely |= frozenset.intersection(*(way[0] for way in ways))
            perhaps |= frozenset.union(*(way[1] for way in ways))
    return surely, perhaps


def _pages(before: Library, after: Library) -> Iterator[str]:
    """Pages that are new, moved, gone or changed, in the order of their sections."""
    moved = _moved(before, after)
    came_from = {now: old for old, now in moved.items()}
    for page in after.published.values():
        old = before.published.get(page.id) or before.published.get(came_from.get(page.id, ""))
        if old is None:
            yield f"new page: {page.title} ({page.id})"
            continue
        if old.id != page.id:
            yield f"another id: {old.id} is {page.id} now, and leads there"
        if changed := _changed(old, page, moved):
            yield f"changed: {page.title} ({page.id}): {', '.join(changed)}"
    for old in before.published.values():
        if old.id in after.pages and old.id not in after.published:
            yield f"no longer published, a draft now: {old.title} ({old.id})"
        elif old.id not in after.pages and old.id not in after.aliases:
            yield f"gone without an alias, so that links to it break: {old.title} ({old.id})"


def _moved(before: Library, after: Library) -> dict[str, str]:
    """Ids that pages had before, and have another now."""
    return {o: now for o, now in after.aliases.items() if o in before.pages and now in after.pages}


def _changed(was: PageFile, now: PageFile, moved: dict[str, str]) -> list[str]:
    """What of a page is another one now. That it names moved pages by their new ids is nothing
    that readers see."""
    if was.page is None or now.page is None:
        return ["it has findings, and cannot be compared"] if was.text != now.text else []
    told = [f"the title was '{was.title}'"] if was.title != now.title else []
    by_name = moved | {_name(old): _name(now) for old, now in moved.items()}
    links = dict(link_fields(type(was.page)))
    old = {
        key: _renamed(value, by_name if key in links else moved)
        for key, value in was.page.model_dump().items()
    }
    new = now.page.model_dump()
    told += [
        f"'{name}'"
        for name in {**old, **new}
        if old.get(name) != new.get(name) and name not in ("title", "aliases", "draft")
    ]
    if _TARGET.sub(lambda found: _target(found[0], moved), was.body) != now.body:
        told.append("text")
    if was.minutes != now.minutes:
        told.append(f"{_minutes(now)} to read and do, {_minutes(was)} before")
    return told


def _target(target: str, moved: dict[str, str]) -> str:
    """The target of a link, with the new names of files."""
    for before, after in moved.items():
        target = target.replace(f"{_name(before)}.md", f"{_name(after)}.md")
    return target


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """A value as plain data, with new ids in place of old ones."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, dict):
        return {key: _renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, str):
        return value
    id, anchor, part = value.partition("#")
    return names.get(id, id) + anchor + part


def _name(page_id: str) -> str:
    return page_id.rpartition("/")[2]


def _minutes(page: PageFile) -> str:
    return f"{page.minutes[0]}–{page.minutes[1]} min"


def _data(before: Library, after: Library) -> Iterator[str]:
    """What changes beside pages and paths: data files, tools, drawings."""
    moved = _moved(before, after)

    def differs(was: Any, now: Any) -> bool:
        return bool(_renamed(was, moved) != _renamed(now, {}))

    for name, noun in _DATA:
        old: Entries[Any] = getattr(before, name)
        new: Entries[Any] = getattr(after, name)
        for words, ids in (
            (f"new {noun}", [id for id in new if id not in old]),
            (f"{noun} gone", [id for id in old if id not in new]),
            (f"{noun} changed", [id for id in new if id in old and differs(old[id], new[id])]),
        ):
            if ids:
                more = f" and {len(ids) - 10} more" if len(ids) > 10 else ""
                yield f"{words}: {', '.join(ids[:10])}{more}"
    for id, tool in after.tools.items():
        old_tool = before.tools.get(id)
        if old_tool is None or differs(old_tool.data, tool.data):
            yield f"{'tool changed' if old_tool else 'new tool'}: {id}"
    for drawing, text in after.drawings.items():
        if before.drawings.get(drawing, "") != text:
            known = drawing in before.drawings
            yield f"{'drawing changed' if known else 'new drawing'}: {drawing}"


def _title(library: Library, page: str) -> str:
    return f"{library.pages[page].title} ({page})" if page in library.pages else page
