"""From YAML to typed values. What does not fit its model becomes findings, at the place where it
stands, with what was read and what was meant."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from guide.files import INVISIBLE
from guide.problem import Code
from guide.strays import Stray, bare, strays
from guide.wording import explain, meant, missing
from guide.yaml_source import Location, Place, Report, Source, plain

Model = TypeVar("Model", bound=BaseModel)
MOST = 50
"""Findings about one document: each costs a guess at what was meant."""
LONGEST = 200
"""A longer value is not repeated in a finding."""

_ACTIVE = re.compile(
    r"</?\s*(script|style|title|iframe|object|embed|link|meta|base|form|svg|math)\b[^>]*>?"
    r"|<[^>]*\son\w+\s*="
    r"|\b(javascript|vbscript)\s*:|\bdata:\w+/",
    re.IGNORECASE,
)


def typed(model: type[Model], source: Source, report: Report) -> Model | None:
    """The document as `model`, or None after a report of everything that does not fit.

    A slip is reported once: a misspelt key is not reported again as missing under its right name.
    """
    told: set[Place] = set()
    codes: set[Code] = set()

    def fault(place: Place, code: Code, message: str, fix: str) -> None:
        told.add(place)
        codes.add(code)
        report(place, code, message, fix)

    values = plain(source, fault)
    for location, text in _texts(values, ()):
        for code, message, fix in _text_faults(text):
            fault(source.place(location), code, message, fix)
    try:
        made = model.model_validate(values)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        more = len(errors) - MOST
        del errors[MOST:]
        items = strays(model, values, errors)
        for stray in items:
            if stray.told:
                at = (*stray.item, stray.key) if stray.key else stray.item
                fault(source.place(at, of_key=bool(stray.key)), *stray.told)
        effects = _effects(errors)
        if items or Code.DUPLICATE_KEY in codes:
            effects |= _of_lost_lines(errors)
        lacking = _lacking(errors, effects)
        told_before = told.copy()
        for error in errors:
            unknown = error["type"] == "extra_forbidden"
            *around, last = error["loc"] or ("",)
            # An unknown key stands for itself, even if it looks like a mark.
            location = (*bare(tuple(around)), last) if unknown else bare(error["loc"])
            of_key = unknown or error["loc"][-1:] == ("[key]",)
            place = source.place(location, of_key)
            if place in told_before or location in effects or _is_inside(location, items):
                continue
            if error["type"] == "missing" and str(last) != lacking[tuple(around)][0]:
                continue
            key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
            written = source.written(location)
            short = written if len(written or "") <= LONGEST else None
            code, message, fix = (
                (Code.WRONG_VALUE, error["ctx"]["told"], error["ctx"]["fix"])
                if error["type"] == "rule"
                else missing(model, error, lacking[tuple(around)])
                if error["type"] == "missing"
                else explain(model, error, key, short)
            )
            if error is errors[-1] and more > 0:
                message += f" (and {more:,} more in this file)"
            fault(place, code, message, fix)
        return None
    return None if told else made


def _texts(value: Any, location: Location) -> list[tuple[Location, str]]:
    if isinstance(value, str):
        return [(location, value)]
    items: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        items = enumerate(value)
    return [text for key, item in items for text in _texts(item, (*location, key))]


def _text_faults(text: str) -> Iterator[tuple[Code, str, str]]:
    active = _ACTIVE.search(text) if "<" in text or ":" in text else None
    if active:
        yield (
            Code.ACTIVE_CONTENT,
            f"'{active[0][:40]}' is something a browser would run",
            "write what it means in plain words; brackets as in <live> are fine",
        )
    invisible = None if text.isprintable() else INVISIBLE.search(text)
    if invisible:
        yield (
            Code.INVISIBLE_CHARACTER,
            f"the text holds an invisible character, U+{ord(invisible[0]):04X}",
            "delete it, or its escape such as \\u202e",
        )


def _effects(errors: list[ErrorDetails]) -> set[Location]:
    """What is wrong only because something else is: a key is missing that stands there under a
    name which looks like its own, or in the wrong item; a value is too short because a comma in
    braces ends it, and makes a key of its rest."""
    absent = [error["loc"] for error in errors if error["type"] == "missing"]
    found: set[Location] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            *around, name = error["loc"]
            names = [str(location[-1]) for location in absent if [*location[:-1]] == around]
            likely = meant(str(name), names)
            if likely:
                found.add(bare((*around, likely)))
            found.update(bare(location) for location in absent if location[-1] == name)
            if error["input"] is None:
                found.update(
                    bare(other["loc"])
                    for other in errors
                    if other["type"] == "string_too_short" and [*other["loc"][:-1]] == around
                )
    return found


def _of_lost_lines(errors: list[ErrorDetails]) -> set[Location]:
    """What is wrong only because an item lost a line: it lacks the key, or a list an item."""
    kinds = ("missing", "too_short", "too_long")
    return {bare(error["loc"]) for error in errors if error["type"] in kinds}


def _is_inside(location: Location, items: list[Stray]) -> bool:
    return any(location[: len(stray.item)] == stray.item for stray in items)


def _lacking(errors: list[ErrorDetails], effects: set[Location]) -> dict[Location, list[str]]:
    """The keys that are missing, by the place of what lacks them."""
    found: dict[Location, list[str]] = {}
    for error in errors:
        if error["type"] == "missing" and bare(error["loc"]) not in effects:
            found.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    return found
