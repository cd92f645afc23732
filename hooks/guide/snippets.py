"""Snippets for editors: a new page of each kind, as its model says, with lists to choose from.

Editors check data files against the schemas, but not the front matter of Markdown; a snippet is
what they can offer there. Written as VS Code has it: places to fill in are numbered, a list to
choose from stands between bars (https://code.visualstudio.com/docs/editing/userdefinedsnippets).
"""

import json
import re
from typing import Any

from pydantic import TypeAdapter

from guide.kinds import Kind
from guide.pages import Page, link_fields, model_for

FILE = ".vscode/signal-path.code-snippets"
"""Where they stand, from the root of the repository."""

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
Schema = dict[str, Any]


def text() -> str:
    """The file of snippets: one for each kind of page that a section holds."""
    made = {
        f"Page: {kind.noun}": {
            "scope": "markdown",
            "prefix": f"page-{kind.value}",
            "description": f"A new page in docs/{kind.value}/",
            "body": _Snippet(model_for(f"{kind.value}/page")).lines,
        }
        for kind in Kind
        if kind.value
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


class _Snippet:
    """A page with the fields that its model asks for, the links that it may carry to pages of one
    kind, and the headings that it owes."""

    def __init__(self, model: type[Page]) -> None:
        self._schema: Schema = TypeAdapter(model).json_schema()
        self._filled = 0
        links = [field for field, kind in link_fields(model) if kind]
        fields = [*self._schema["required"], *links]
        self.lines = ["---", *self._fields(self._schema, fields), "---", ""]
        for part in model.parts:
            heading = self._fill(part.replace("-", " ").capitalize())
            self.lines += [f"## {heading} {{#{part}}}", "", self._fill("Text"), ""]

    def _fields(self, schema: Schema, names: list[str]) -> list[str]:
        lines: list[str] = []
        for name in names:
            value = self._value(name, schema["properties"][name])
            if isinstance(value, str):
                lines.append(f"{name}: {value}")
            else:
                lines += [f"{name}:", *(f"  {line}" for line in value)]
        return lines

    def _value(self, name: str, schema: Schema) -> str | list[str]:
        """What is written behind a key: on its line, or on lines of its own."""
        schema = self._resolved(schema)
        least: int = schema.get("minItems") or schema.get("minProperties") or 1
        hint = re.split(r"[.:,;](?: |$)", schema.get("description", name))[0]
        match schema["type"]:
            case "object" if "properties" in schema:
                return self._fields(schema, schema["required"])
            case "object":
                return [
                    f"{self._value('name', schema['propertyNames'])}: "
                    f"{self._value(name, schema['additionalProperties'])}"
                    for _ in range(least)
                ]
            case "array":
                item = self._resolved(schema["items"])
                values = [self._value(hint, item) for _ in range(least)]
                if item["type"] == "object" or "minLength" in item:  # text may hold commas
                    return [line for value in values for line in _listed(value)]
                return f"[{', '.join(map(str, values))}]"
            case "integer":
                return self._fill(str(schema["minimum"]))
            case "string" if "enum" in schema:
                choices = ",".join(value.replace(",", r"\,") for value in schema["enum"])
                return self._fill(choices, "|{}|")
            case "string" if schema.get("format") == "date":
                return _TODAY
            case _:
                return self._fill(schema.get("examples", [hint])[0])

    def _fill(self, text: str, form: str = ":{}") -> str:
        """The next place to fill in."""
        self._filled += 1
        return f"${{{self._filled}{form.format(text)}}}"

    def _resolved(self, schema: Schema) -> Schema:
        """A part of the schema, with what it refers to."""
        name = schema.get("$ref", "").rpartition("/")[2]
        return {**self._schema["$defs"][name], **schema} if name else schema


def _listed(value: str | list[str]) -> list[str]:
    """Lines of one item of a list."""
    lines = [value] if isinstance(value, str) else value
    return [("- " if n == 0 else "  ") + line for n, line in enumerate(lines)]
