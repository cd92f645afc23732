"""Where a page is edited, and how a mistake on it is reported."""

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from guide import origins
from guide.load import Guide
from guide.views import Views
from tests.trees import ROOT

REPOSITORY = "https://github.com/someone/signal-path"


@pytest.mark.parametrize(
    ("page", "edited"),
    [
        ("stages/mixing", ["this page: stages/mixing.md"]),
        (
            "paths/band-in-a-room",
            ["this page: paths/band-in-a-room.md", "its route: paths/band-in-a-room.yml"],
        ),
        ("tools/budget", ["this page: tools/budget.md", "the data it shows: tools/budget.yml"]),
        (
            "labs/equaliser",
            ["this page: labs/equaliser.md", "the data it shows: labs/equaliser.yml"],
        ),
        ("roles/index", ["this page: roles/index.md", "the pages it lists: roles/"]),
        (
            "gear/index",
            ["this page: gear/index.md", "the pages it lists: gear/", "the table: choosing.yml"],
        ),
        ("glossary", ["this page: glossary.md", "the terms: glossary.yml"]),
        ("pages-by-path", ["this page: pages-by-path.md", "the paths it is computed from: paths/"]),
        ("a-z", ["this page: a-z.md", "the pages it is computed from: "]),
        ("index", ["this page: index.md"]),
    ],
)
def test_what_a_page_says_is_edited_where_it_stands(
    real: Guide, page: str, edited: list[str]
) -> None:
    found = origins.origins(real.library, real.library.pages[page])
    assert [f"{what}: {path}" for what, path in found] == edited


def test_every_origin_of_every_page_is_there(real: Guide) -> None:
    for page in real.library.published.values():
        for origin in origins.origins(real.library, page):
            assert (ROOT / "docs" / origin.path).exists()


def test_each_data_file_that_pages_print_is_edited_from_one_of_them(real: Guide) -> None:
    files = {file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").rglob("*.yml")}
    edited = {
        origin.path
        for page in real.library.published.values()
        for origin in origins.origins(real.library, page)
    }
    # Skills and sources are printed on pages of all kinds, ids on none.
    assert files - edited == {"skills.yml", "sources.yml", "published.yml"}


def test_links_lead_to_the_editor_to_the_folder_and_to_the_form(real: Guide) -> None:
    view = Views(real.library, repository=f"{REPOSITORY}/").page("gear/index")
    assert view["mend"] == [
        {"text": "Edit this page", "href": f"{REPOSITORY}/edit/main/docs/gear/index.md"},
        {"text": "See the pages it lists", "href": f"{REPOSITORY}/tree/main/docs/gear/"},
        {"text": "Edit the table", "href": f"{REPOSITORY}/edit/main/docs/choosing.yml"},
        {
            "text": "Report a mistake",
            "href": f"{REPOSITORY}/issues/new?template=mistake.yml&title=Gear%3A+"
            "&page=gear%2Findex",
        },
    ]


def test_without_an_address_of_the_repository_there_are_no_links(real: Guide) -> None:
    assert Views(real.library).page("gear/index")["mend"] == []


def test_the_form_has_what_the_link_fills_in(real: Guide) -> None:
    link = Views(real.library, repository=REPOSITORY).page("stages/mixing")["mend"][-1]["href"]
    asked = parse_qs(urlsplit(link).query)
    form = yaml.safe_load(
        (ROOT / ".github/ISSUE_TEMPLATE" / asked["template"][0]).read_text("utf-8")
    )
    fields = {field.get("id") for field in form["body"]}
    assert asked.keys() - {"template", "title"} <= fields
