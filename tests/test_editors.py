"""What editors are told: schemas for every data file, snippets for every kind of page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from guide import snippets
from guide.kinds import Kind
from tests.trees import ROOT, findings, small_guide

DATA = sorted((ROOT / "docs").rglob("*.yml"))
MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)


def commented_json(name: str) -> Any:
    """A file as VS Code reads it: JSON with comments on lines of their own."""
    text = (ROOT / ".vscode" / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))


SCHEMAS: dict[str, str] = commented_json("settings.json")["yaml.schemas"]


def as_schema(data: Any) -> Any:
    """Data as JSON has it: a key is text, also one that YAML takes for a number."""
    if isinstance(data, dict):
        return {str(key): as_schema(value) for key, value in data.items()}
    return [as_schema(item) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_each_data_file_is_checked_as_it_is_typed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    named = MODELINE.findall(text)
    # The line in the file decides; of the settings, the one that names the file is the last.
    fitting = [ROOT / schema for schema, files in SCHEMAS.items() if file.match(files)]
    assert [(file.parent / name).resolve() for name in named] == fitting[-1:]
    schema = json.loads((file.parent / named[0]).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator, data = Draft202012Validator(schema), as_schema(yaml.safe_load(text))
    assert [error.message for error in validator.iter_errors(data)] == []
    assert list(validator.iter_errors(data | {"a-typo": ["x"]})), "refuses what it does not know"


def inserted(body: list[str]) -> str:
    """A snippet as an editor inserts it: places filled in as proposed, the first of each choice."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-01-31")


LACKS = {
    Kind.PATH: {"P309"},
    Kind.CONTRIBUTING: set[str](),
    Kind.FINDING: set[str](),
    Kind.LAB: {"G203", "T601"},
    Kind.TOOL: {"G203", "T601"},
}
"""Findings that a snippet leaves beside names that lead nowhere yet: its data file is missing."""


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.value], ids=lambda kind: kind.noun)
def test_a_snippet_as_inserted_lacks_only_names(kind: Kind, tmp_path: Path) -> None:
    made = json.loads(snippets.text())[f"Page: {kind.noun}"]
    assert made["prefix"] == f"page-{kind.value}"
    tree = small_guide() | {f"{kind.value}/a-new-page.md": inserted(made["body"])}
    found = [line.split()[1] for line in findings(tree, tmp_path) if "a-new-page.md:" in line]
    assert set(found) == LACKS.get(kind, {"G203"})


def test_places_to_fill_in_are_numbered_in_order() -> None:
    for made in json.loads(snippets.text()).values():
        numbers = [int(n) for n in re.findall(r"\$\{(\d+)", "\n".join(made["body"]))]
        assert numbers == list(range(1, len(numbers) + 1))


def test_lists_to_choose_from_hold_all_that_the_model_takes() -> None:
    genre = "\n".join(json.loads(snippets.text())["Page: genre"]["body"])
    choices = {choice for found in re.findall(r"\|([^|]*)\|", genre) for choice in found.split(",")}
    assert {"classical and score", "kick", "high-tom"} <= choices


def test_the_file_of_snippets_is_current() -> None:
    assert (ROOT / snippets.FILE).read_text(encoding="utf-8") == snippets.text()
