"""Items of lists that stand where they do not belong, since a line above them is missing or out of
its place. Each of their keys would be a finding of its own; told is the line."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from guide.problem import Code
from guide.wording import UNION_MARK, fields_of, models_of, owner_of
from guide.yaml_source import Location


@dataclass(frozen=True)
class Stray:
    """What is told of an item: where it is told (at its key, or at the item itself), and what."""

    item: Location
    key: str | None
    told: tuple[Code, str, str] | None
    """None where the item above it was told already."""


def strays(
    model: type[BaseModel], values: dict[str, Any], errors: list[ErrorDetails]
) -> list[Stray]:
    """The items that do not belong to their lists, in their order."""
    found: dict[Location, Stray] = {}
    told: set[tuple[Location, str]] = set()
    for error in errors:
        item = _item_of(error)
        if item is None or bare(item) in found:
            continue
        here = bare(item)
        *around, name, _ = here
        value, parent = _at(values, here), _at(values, (*around,))
        field_owner = owner_of(model, item[:-1])
        if field_owner is None:
            continue
        home = _home(field_owner, str(name), value, parent)
        if home and (here[:-1], home) in told:
            found[here] = Stray(here, None, None)
        elif home:
            told.add((here[:-1], home))
            found[here] = Stray(here, None, _of_another_list(str(name), home, parent))
        elif isinstance(value, dict):
            two = _two_in_one(field_owner, str(name), value)
            if two:
                found[here] = Stray(here, *two)
    return [*found.values()]


def bare(location: tuple[int | str, ...]) -> Location:
    """Pydantic's place of an error without the marks that stand for no key of the document."""
    return tuple(step for step in location if not str(step).startswith(UNION_MARK))


def _item_of(error: ErrorDetails) -> tuple[int | str, ...] | None:
    """The item of a list that an error is about, if it is an error of an item that strayed."""
    location = error["loc"]
    if error["type"] == "extra_forbidden":
        location = location[:-1]
        if "".join(map(str, location[-1:])).startswith(UNION_MARK):
            location = location[:-1]
    elif error["type"] not in ("string_type", "model_type", "model_attributes_type"):
        return None
    is_item = len(location) > 1 and isinstance(location[-1], int)
    return location if is_item else None


def _at(values: Any, location: Location) -> Any:
    for step in location:
        values = values[step]
    return values


def _home(owner: type[BaseModel], name: str, value: Any, parent: Any) -> str | None:
    """The list beside this one that an item belongs to: one that takes all its keys; for a text,
    the one list of texts that must be there and is not."""
    fields = fields_of(owner)
    if isinstance(value, dict):
        keys = {*value}
        if any(keys <= fields_of(taking).keys() for taking in models_of(fields[name].annotation)):
            return None
        takers = [
            other
            for other, field in fields.items()
            if other != name
            and any(
                keys <= fields_of(taking).keys() and _needed(taking) & keys
                for taking in models_of(field.annotation)
            )
        ]
        return takers[0] if len(takers) == 1 else None
    lost = [
        other
        for other, field in fields.items()
        if field.is_required() and other not in parent and not models_of(field.annotation)
    ]
    return lost[0] if isinstance(value, str) and len(lost) == 1 else None


def _needed(model: type[BaseModel]) -> set[str]:
    return {name for name, field in fields_of(model).items() if field.is_required()}


def _of_another_list(name: str, home: str, parent: Any) -> tuple[Code, str, str]:
    if home not in parent:
        return Code.MISSING_KEY, f"the line '{home}:' is missing above this item", "write it there"
    told = f"this item belongs to '{home}', and stands in '{name}'"
    return Code.UNKNOWN_KEY, told, f"move it below the line '{home}:'"


def _two_in_one(
    owner: type[BaseModel], name: str, value: dict[str, Any]
) -> tuple[str, tuple[Code, str, str]] | None:
    """Two items that have become one, since the line that begins the second is missing: the key
    that stands first in the second, and what is told there."""
    for one in models_of(fields_of(owner)[name].annotation):
        for other in models_of(fields_of(owner)[name].annotation):
            keys = [*value]
            behind = next((at for at, key in enumerate(keys) if key not in fields_of(one)), 0)
            if behind and {*keys[behind:]} <= fields_of(other).keys():
                begins = next(key for key in fields_of(other) if key not in keys[behind:])
                told = "a new item begins here, and its first line is missing"
                return keys[behind], (Code.MISSING_KEY, told, f"write '- {begins}: …' above it")
    return None
