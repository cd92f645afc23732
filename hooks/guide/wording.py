"""What a value does not fit, in words for its author: from pydantic's kinds of errors to a code,
a message and a fix."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from guide.problem import Code, choose_from, guess
from guide.yaml_source import Location

Told = tuple[Code, str, str]

UNION_MARK = "@"
"""First letter of the tags that tell the members of a union apart; they are no part of a place."""

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-23",
    "list_type": "a list",
    "dict_type": "'key: value' lines",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
}


def explain(model: type[BaseModel], error: ErrorDetails, key: str, written: str | None) -> Told:
    """One error of a model in words. `key` is the nearest key to where it stands, `written` the
    value as its author wrote it, if it is a single one."""
    kind, read, context = error["type"], error["input"], error.get("ctx", {})
    owner = owner_of(model, error["loc"])
    if kind == "extra_forbidden":
        allowed = list(fields_of(owner))
        told, likely = f"unknown key '{key[:60]}'", meant(key, allowed)
        if likely and key.startswith(likely):
            return Code.UNKNOWN_KEY, told, f"write ': ' behind '{likely}'"
        if read is None and " " in key:
            return Code.UNKNOWN_KEY, told, "put the value before it in quotes: a comma ends it"
        return Code.UNKNOWN_KEY, told, choose_from(key, allowed)
    if error["loc"][-1:] == ("[key]",):
        allowed = _listed(context.get("expected", ""))
        return Code.UNKNOWN_KEY, f"unknown key '{read}'", choose_from(str(read), allowed)
    if kind in _WANTED:
        inner = owner_of(model, (*error["loc"], ""))
        required = (
            [f.alias or n for n, f in inner.model_fields.items() if f.is_required()]
            if (inner and "model" in kind)
            else []
        )
        return Code.WRONG_TYPE, *_wrong_type(key, kind, read, written, required)
    return Code.WRONG_VALUE, *_out_of_bounds(key, kind, error["msg"], context, read)


def missing(model: type[BaseModel], error: ErrorDetails, keys: list[str]) -> Told:
    """Keys that one value lacks, in words; `error` is about the first of them."""
    about = fields_of(owner_of(model, error["loc"]))[keys[0]].description
    fix = "add " + " and ".join(f"'{key}: …'" for key in keys)
    if len(keys) > 1:
        listed = "', '".join(keys)
        return Code.MISSING_KEY, f"the keys '{listed}' are missing", fix
    told = f"the key '{keys[0]}' is missing"
    return Code.MISSING_KEY, told, fix + (f": {about}" if about else "")


def meant(key: str, names: Iterable[str]) -> str | None:
    """The name that a key is meant to be: one that looks alike, or that it begins with when the
    sign behind it is not ': '."""
    word = re.split(r"[\s:]", key, maxsplit=1)[0]
    return word if word != key and word in names else guess(key, names)


def fields_of(owner: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """The fields of a model by their keys."""
    return {f.alias or name: f for name, f in owner.model_fields.items()} if owner else {}


def _wrong_type(
    key: str, kind: str, read: Any, written: str | None, required: list[str]
) -> tuple[str, str]:
    wanted = _WANTED[kind]
    if read is None:
        return f"'{key}' wants {wanted}, and is empty", f"write {wanted} after the colon"
    shown = f"'{written}'" if written else "this"
    message = f"'{key}' wants {wanted}, and {shown} was read as {_read_as(read)}"
    if kind == "string_type" and written:
        return message, f'put it in quotes: "{written}"'
    if kind == "list_type" and isinstance(read, str):
        return message, f"write {key}: [{written}]"
    if required:
        return message, f"write keys with their values: {', '.join(required)}"
    return message, f"write {wanted}, or delete the line"


def _read_as(read: Any) -> str:
    match read:
        case bool():
            return str(read).lower()
        case int() | float():
            return f"the number {read}"
        case datetime.date():
            return "a date"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "'key: value' lines"


def _out_of_bounds(
    key: str, kind: str, message: str, context: dict[str, Any], read: Any
) -> tuple[str, str]:
    """Message and fix for a value of the right type that its model does not take."""
    match kind:
        case "string_too_long":
            return (
                f"'{key}' has {len(read)} characters, and {context['max_length']} fit where it "
                "is printed",
                "say it shorter; the page's text has room for the rest",
            )
        case "string_too_short":
            return (
                f"'{key}' has {len(read)} characters, and {context['min_length']} are the least "
                "that say something",
                "say more",
            )
        case "too_long":
            return f"'{key}' has more than {context['max_length']} entries", "shorten the list"
        case "too_short":
            least = context["min_length"]
            return f"'{key}' has fewer than {least} entries", "add to the list"
        case "greater_than_equal":
            return f"'{key}' is {read}, and {context['ge']} is the least", "write a larger number"
        case "less_than_equal":
            return f"'{key}' is {read}, and {context['le']} is the most", "write a smaller number"
        case "enum" | "literal_error":
            fix = choose_from(str(read), _listed(context["expected"]))
            return f"unknown value '{read}' for '{key}'", fix
        case "string_pattern_mismatch":
            return f"'{key}' is not written as it should be", f"match {context['pattern']}"
        case "rule":
            return context["told"], context["fix"]
        case _:
            return f"'{key}': {message[0].lower()}{message[1:]}", "mend the value"


def _listed(expected: str) -> list[str]:
    """The names in pydantic's "'a', 'b' or 'c'"."""
    return re.findall(r"'([^']*)'", expected)


def owner_of(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that holds the key at the end of `location`, which is pydantic's: with the tags
    of union members in it."""
    owner: Any = model
    for step in location[:-1]:
        if isinstance(step, int):
            continue
        if step.startswith(UNION_MARK):
            owner = next(
                (m for m in models_of(owner) if getattr(m, "union_mark", "") == step), None
            )
        else:
            owner = _field_type(owner, step)
        if owner is None:
            return None
    members = models_of(owner)
    return members[0] if members else None


def _field_type(owner: Any, key: str) -> Any:
    for member in models_of(owner):
        if issubclass(member, RootModel):
            return member.model_fields["root"].annotation
        for name, field in member.model_fields.items():
            if key in (name, field.alias):
                return field.annotation
    return None


def models_of(annotation: Any) -> list[type[BaseModel]]:
    """The models named anywhere inside a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in models_of(part)]
