"""From YAML to typed values. What does not fit its model becomes findings, at the place where it
stands, with what was read and what was meant."""

import datetime
import re
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from guide.files import INVISIBLE
from guide.problem import Code, choose_from, guess
from guide.yaml_source import Location, Report, Source, plain

Model = TypeVar("Model", bound=BaseModel)

UNION_MARK = "@"
"""First letter of the tags that tell the members of a union apart; they are no part of a place."""

_ACTIVE = re.compile(
    r"</?\s*(script|style|title|iframe|object|embed|link|meta|base|form|svg|math)\b[^>]*>?"
    r"|<[^>]*\son\w+\s*="
    r"|\b(javascript|vbscript)\s*:|\bdata:\w+/",
    re.IGNORECASE,
)
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-23",
    "list_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
}
_READ_AS: dict[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "nothing",
    datetime.date: "a date",
    str: "text",
    list: "a list",
    dict: "'key: value' lines",
}


def typed(model: type[Model], source: Source, report: Report) -> Model | None:
    """The document as `model`, or None after a report of everything that does not fit.

    A key that is misspelt is reported once, not again as missing under its right name.
    """
    clean = True

    def fault(location: Location, code: Code, message: str, fix: str, of_key: bool = False) -> None:
        nonlocal clean
        clean = False
        report(source.place(location, of_key), code, message, fix)

    def broken(place: tuple[int, int], code: Code, message: str, fix: str) -> None:
        nonlocal clean
        clean = False
        report(place, code, message, fix)

    values = plain(source, broken)
    for location, text in _texts(values, ()):
        _check_text(location, text, fault)
    try:
        made = model.model_validate(values)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        misspelt = _misspelt(model, errors)
        for error in errors:
            location = tuple(step for step in error["loc"] if not str(step).startswith(UNION_MARK))
            if error["type"] == "missing" and location in misspelt:
                continue
            fault(*_explained(model, source, location, error))
        return None
    return made if clean else None


def _texts(value: Any, location: Location) -> list[tuple[Location, str]]:
    if isinstance(value, str):
        return [(location, value)]
    items: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        items = enumerate(value)
    return [text for key, item in items for text in _texts(item, (*location, key))]


def _check_text(location: Location, text: str, fault: Any) -> None:
    active = _ACTIVE.search(text)
    if active:
        fault(
            location,
            Code.ACTIVE_CONTENT,
            f"'{active[0][:40]}' is something a browser would run",
            "write what it means in plain words; brackets as in <live> are fine",
        )
    invisible = INVISIBLE.search(text)
    if invisible:
        fault(
            location,
            Code.INVISIBLE_CHARACTER,
            f"the text holds an invisible character, U+{ord(invisible[0]):04X}",
            "delete it, or its escape such as \\u202e",
        )


def _misspelt(model: type[BaseModel], errors: list[ErrorDetails]) -> set[Location]:
    """Missing keys that stand there under a name which looks like theirs."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    found: set[Location] = set()
    for error in errors:
        if error["type"] != "extra_forbidden":
            continue
        *around, name = error["loc"]
        names = [str(loc[-1]) for loc in missing if list(loc[:-1]) == around]
        likely = guess(str(name), names)
        if likely:
            found.add(tuple(s for s in (*around, likely) if not str(s).startswith(UNION_MARK)))
    return found


def _explained(
    model: type[BaseModel], source: Source, location: Location, error: ErrorDetails
) -> tuple[Location, Code, str, str, bool]:
    """Where, code, message, fix, and whether the key rather than the value is meant."""
    kind, read, context = error["type"], error["input"], error.get("ctx", {})
    name = str(location[-1]) if location else ""
    owner = _owner(model, error["loc"])
    if kind == "extra_forbidden":
        keys = owner.model_fields if owner else {}
        allowed = [field.alias or key for key, field in keys.items()]
        return location, Code.UNKNOWN_KEY, f"unknown key '{name}'", choose_from(name, allowed), True
    if kind == "missing":
        about = ""
        if owner:
            fields = {field.alias or key: field for key, field in owner.model_fields.items()}
            about = (fields[name].description or "") if name in fields else ""
        fix = f"add '{name}: …'" + (f": {about}" if about else "")
        return location, Code.MISSING_KEY, f"the key '{name}' is missing", fix, False
    if name == "[key]":
        told, fix = _out_of_bounds("a key", kind, error["msg"], context, read)
        return location[:-1], Code.UNKNOWN_KEY, told, fix, True
    if kind in _WANTED:
        return _wrong_type(source, location, name, kind, read)
    return (
        location,
        Code.WRONG_VALUE,
        *_out_of_bounds(name, kind, error["msg"], context, read),
        False,
    )


def _wrong_type(
    source: Source, location: Location, name: str, kind: str, read: Any
) -> tuple[Location, Code, str, str, bool]:
    written = source.written(location)
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), name)
    shown = f"'{written}'" if written else "this"
    was = _READ_AS.get(type(read), type(read).__name__)
    message = f"'{key}' wants {_WANTED[kind]}, and {shown} was read as {was}"
    if kind == "string_type" and written:
        fix = f'put it in quotes: "{written}"'
        fix = f'write {key}: "{written}"' if location and location[-1] == key else fix
    elif kind == "list_type" and written:
        fix = f"write {key}: [{written}]"
    else:
        fix = f"write {_WANTED[kind]}, or leave the key out"
    return location, Code.WRONG_TYPE, message, fix, False


def _out_of_bounds(
    name: str, kind: str, message: str, context: dict[str, Any], read: Any
) -> tuple[str, str]:
    """Message and fix for a value of the right type that its model does not take."""
    match kind:
        case "string_too_long":
            most = context["max_length"]
            return (
                f"'{name}' has {len(read)} characters, at most {most} fit where it is printed",
                "say it shorter; the page's text has room for the rest",
            )
        case "string_too_short":
            least = context["min_length"]
            return (
                f"'{name}' has {len(read)} characters, at least {least} say something",
                "say more",
            )
        case "too_long" | "too_short":
            bound = context.get("max_length", context.get("min_length"))
            way = "at most" if kind == "too_long" else "at least"
            return (
                f"'{name}' has {context['actual_length']} entries, {way} {bound} are wanted",
                "shorten the list" if kind == "too_long" else "add to the list",
            )
        case "enum" | "literal_error":
            allowed = [part.strip("' ") for part in re.split(r",| or ", context["expected"])]
            return f"'{read}' is not one of the values for '{name}'", choose_from(
                str(read), allowed
            )
        case "string_pattern_mismatch":
            return f"'{read}' is not written as '{name}' is", f"it must match {context['pattern']}"
        case "rule":
            return context["told"], context["fix"]
        case _:
            return f"'{name}': {message[0].lower()}{message[1:]} (read: {read!r})", "mend the value"


def _owner(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that holds the key at the end of `location`."""
    owner: Any = model
    for step in location[:-1]:
        if isinstance(step, int):
            continue
        if str(step).startswith(UNION_MARK):
            owner = next((m for m in _models(owner) if getattr(m, "union_mark", "") == step), None)
            continue
        owner = _field_type(owner, str(step))
        if owner is None:
            return None
    members = _models(owner)
    return members[0] if members else None


def _field_type(owner: Any, key: str) -> Any:
    for member in _models(owner):
        if issubclass(member, RootModel):
            return member.model_fields["root"].annotation
        for name, field in member.model_fields.items():
            if key in (name, field.alias):
                return field.annotation
    return None


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models named anywhere inside a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
