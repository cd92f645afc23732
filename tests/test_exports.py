"""guide.json against its own schema, and the schemas against the types. Data files are checked
against theirs in test_editors.py."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from guide import exports
from guide.library import Library
from guide.load import Guide
from tests.trees import ROOT

Json = dict[str, Any]


def schema(name: str) -> Json:
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    made: Json = json.loads(text)
    Draft202012Validator.check_schema(made)
    return made


@pytest.fixture(scope="module")
def data(real: Guide) -> Json:
    made: Json = json.loads(json.dumps(exports.guide(real.library)))
    return made


def test_the_schemas_in_the_repository_are_those_of_the_types() -> None:
    written = {file.name: file.read_text("utf-8") for file in (ROOT / "schemas").iterdir()}
    assert written == exports.schemas()


def test_the_real_guide_fits_its_schema(data: Json) -> None:
    assert list(Draft202012Validator(schema("guide")).iter_errors(data)) == []


@pytest.mark.parametrize(
    ("at", "value"),
    [("version", 2), ("pages", {}), ("skills", [{"id": "x"}]), ("other", [])],
)
def test_the_schema_refuses_another_form(data: Json, at: str, value: object) -> None:
    assert list(Draft202012Validator(schema("guide")).iter_errors(data | {at: value}))


def test_every_published_page_path_and_skill_is_in_it(data: Json, real: Guide) -> None:
    library = real.library
    assert [page["id"] for page in data["pages"]] == list(library.published)
    assert [path["id"] for path in data["paths"]] == list(library.paths)
    assert {skill["id"]: skill["text"] for skill in data["skills"]} == dict(library.skills)


def test_links_and_backlinks_are_two_ends_of_the_same(data: Json) -> None:
    links = {(p["id"], link["page"], link["type"]) for p in data["pages"] for link in p["links"]}
    back = {(link["page"], p["id"], link["type"]) for p in data["pages"] for link in p["backlinks"]}
    assert links == back
    assert len(links) > 200


def test_every_id_that_it_names_is_in_it(data: Json) -> None:
    pages = {page["id"] for page in data["pages"]}
    skills = {skill["id"] for skill in data["skills"]}
    for page in data["pages"]:
        assert {link["page"] for link in page["links"] + page["backlinks"]} <= pages
        assert {*page["teaches"], *page["needs"]} <= skills
    for skill in data["skills"]:
        assert {*skill["taught_by"], *skill["needed_by"]} <= pages
    for path in data["paths"]:
        assert pages_of(path["steps"]) <= pages
        assert {*path["assumes"], *path["outcomes"]} <= skills


def pages_of(items: list[Json]) -> set[str]:
    return {
        page
        for item in items
        for page in (
            [item["page"]]
            if item["type"] == "step"
            else [page for option in item["options"] for page in pages_of(option["steps"])]
        )
    }


def test_an_empty_guide_is_a_guide_too() -> None:
    assert exports.guide(Library("docs")) == {
        "version": 1,
        "pages": [],
        "paths": [],
        "skills": [],
    }
