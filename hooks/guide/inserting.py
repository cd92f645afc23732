"""A new step of a path, put into its data file so that all else stays as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from guide.edits import Refused
from guide.library import Library, PathFile
from guide.patches import Document, Patch, document, patched, scalars
from guide.paths import Choice, Path, Step, walk
from guide.problem import choose_from, guess
from guide.yaml_source import Location

Items = list[Step | Choice]


@dataclass(frozen=True)
class Slot:
    """A place between the steps of a list: `index` items of it come before. `way` are the choices
    that lead to the list, as 'room: home'."""

    items: Items
    location: Location
    index: int
    way: str


@dataclass(frozen=True)
class Asked:
    """Where a person wants the step: behind or before a page or a choice, in an option."""

    after: str | None
    before: str | None
    option: str | None


def slot(entry: PathFile, path: Path, asked: Asked) -> Slot:
    """The place that is meant. Raises Refused if there is none, or more than one."""
    lists = [*_lists(path)]
    if asked.option is not None:
        lists = [_option(lists, asked.option, entry)]
    neighbour = asked.after or asked.before
    if neighbour is None:
        if asked.option is None or not lists[0].items:
            raise Refused("Say where: --after or --before, with the id of a page or a choice.")
        return lists[0]
    behind = asked.after is not None
    found = [
        Slot(place.items, place.location, index + behind, place.way)
        for place in lists
        for index, item in enumerate(place.items)
        if neighbour == _id(item)
    ]
    if not found:
        ids = [_id(item) for place in lists for item in place.items]
        inside = f"the option '{asked.option}' of " if asked.option else ""
        raise Refused(
            f"'{neighbour}' is no step or choice of {inside}the path '{entry.id}'; "
            f"{choose_from(neighbour, dict.fromkeys(ids))}"
        )
    if len(found) > 1:
        ways = "".join(
            f"\n  --option {_last(place.way)}" if place.way else "\n  on all routes"
            for place in found
        )
        raise Refused(f"'{neighbour}' stands in {len(found)} places. Say in which one:{ways}")
    return found[0]


def _lists(path: Path) -> Iterator[Slot]:
    """Every list of steps, as the place at its end."""
    yield Slot(path.steps, ("steps",), len(path.steps), "")
    for choice, location, trail in walk(path.steps):
        if isinstance(choice, Choice):
            for number, option in enumerate(choice.options):
                way = " → ".join([*map(str, trail), f"{choice.choose}: {option.id}"])
                here = (*location, "options", number, "steps")
                yield Slot(option.steps, here, len(option.steps), way)


def _option(lists: list[Slot], asked: str, entry: PathFile) -> Slot:
    named = {_last(place.way): place for place in lists if place.way}
    place = named.get(asked)
    if place is None:
        likely = guess(asked, named)
        meant = f"Did you mean '{likely}'? " if likely else ""
        all_of_it = "".join(f"\n  --option {name}" for name in named)
        raise Refused(f"The path '{entry.id}' has no option '{asked}'. {meant}It has:{all_of_it}")
    if not place.items:
        _, line, _ = entry.at(place.location)
        raise Refused(
            f"The option '{asked}' has no steps yet ({entry.file}:{line}). Write its first one "
            "there by hand, below 'when', and take 'nothing_to_do' out:\n"
            "  steps:\n    - page: …\n      because: …"
        )
    return place


def _last(way: str) -> str:
    """The last choice of a way, as it is typed: 'room/home'."""
    return way.rpartition(" → ")[2].replace(": ", "/")


def _id(item: Step | Choice) -> str:
    return item.page if isinstance(item, Step) else item.choose


def written(step: Step, indent: str) -> str:
    """A step as it stands in a file."""
    because = yaml.safe_dump(step.because, width=10_000, allow_unicode=True).partition("\n")[0]
    lines = [f"- page: {step.page}", f"  because: {because}"]
    if step.need.value == "optional":
        lines.append("  need: optional")
    return "".join(f"{indent}{line}\n" for line in lines)


def inserted(text: str, place: Slot, step: Step) -> tuple[str, int]:
    """The text of the path's file with the step, and the line on which it begins. Raises Refused
    for a list in brackets."""
    read = document("path.yml", text)
    assert read
    key, steps = _reached(read, place.location)
    if steps.flow_style or not isinstance(steps, yaml.SequenceNode):
        line = steps.start_mark.line + 1
        raise Refused(f"The steps in line {line} stand in brackets. Write them as '- page: …'.")
    indent = " " * steps.start_mark.column
    before = steps.value[place.index - 1] if place.index else key
    _, last = [*scalars(before)][-1]
    start, end = read.span(last)
    # A text over several lines ends where the next value begins, behind empty lines.
    end = start + len(text[start:end].rstrip())
    at = text.find("\n", end) + 1
    if not at:
        text, at = f"{text}\n", len(text) + 1
    added = written(step, indent)
    return patched(text, [Patch(at, at, added)]), text.count("\n", 0, at) + 1


def _reached(read: Document, location: Location) -> tuple[Any, Any]:
    """The key of a list, and the list."""
    node: Any = read.source.root
    key: Any = None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            key, node = next(pair for pair in node.value if pair[0].value == part)
        else:
            node = node.value[part]
    return key, node


def around(library: Library, place: Slot, step: Step, before: bool) -> list[str]:
    """The list around the place as lines, two items on either side: as it was before, or with the
    step, which is marked."""
    shown = [("  ", item) for item in place.items]
    if not before:
        shown.insert(place.index, ("+ ", step))
    first, last = max(0, place.index - 2), place.index + (2 if before else 3)
    lines = [f"  {mark}{_told(library, item)}" for mark, item in shown[first:last]]
    return [
        *(["    …"] if first else []),
        *lines,
        *(["    …"] if last < len(shown) else []),
    ]


def _told(library: Library, item: Step | Choice) -> str:
    if isinstance(item, Choice):
        return f"{item.question} (a choice, {item.choose})"
    page = library.pages.get(item.page)
    optional = ", optional" if item.need.value == "optional" else ""
    return f"{page.title if page else item.page} ({item.page}){optional}"
