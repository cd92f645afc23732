"""Which pages a change of files shows on, and how reviewers are told."""

from pathlib import Path

import pytest

from guide import touched
from guide.load import Guide, load
from guide.page_file import PageFile
from tests.trees import page, small_guide, write


def ids(pages: list[PageFile]) -> list[str]:
    return [page.id for page in pages]


@pytest.mark.parametrize(
    ("file", "pages"),
    [
        ("docs/stages/mixing.md", ["stages/mixing"]),
        ("docs/paths/songwriter.yml", ["paths/songwriter"]),
        ("docs/tools/budget.yml", ["tools/budget"]),
        ("docs/glossary.yml", ["glossary"]),
        ("docs/choosing.yml", ["gear/index"]),
        ("docs/pictures/polar-patterns.svg", ["gear/microphone"]),
        ("docs/skills.yml", []),
        ("hooks/guide/load.py", []),
        ("stages/mixing.md", []),
    ],
)
def test_a_file_shows_on_the_pages_that_it_is_part_of(
    real: Guide, file: str, pages: list[str]
) -> None:
    assert ids(touched.touched(real.library, [file])) == pages


def test_a_draft_is_not_looked_at(tmp_path: Path) -> None:
    tree = small_guide() | {"learn/idea.md": page("learn/idea", "draft: true\n")}
    library = load(write(tree, tmp_path)).library
    assert touched.touched(library, ["docs/learn/idea.md"]) == []


def test_reviewers_are_told_pages_and_the_files_behind_them(real: Guide) -> None:
    files = ["hooks/a_b.py", "docs/stages/mixing.md", "docs/paths/songwriter.yml"]
    pages = touched.touched(real.library, files)
    assert touched.told(pages, files, "https://example.org/pr-7/") == (
        "## What readers will see\n"
        "\n"
        "| page | where |\n"
        "|---|---|\n"
        "| Songwriter | [/paths/songwriter/](https://example.org/pr-7/paths/songwriter/) |\n"
        "| Mixing | [/stages/mixing/](https://example.org/pr-7/stages/mixing/) |\n"
        "\n"
        "Files behind pages, or behind all of them:\n"
        "\n"
        "- docs/paths/songwriter.yml\n"
        "- hooks/a\\_b.py\n"
    )


def test_no_page_of_its_own_is_said_in_a_sentence() -> None:
    assert touched.told([], ["docs/index.md"]) == (
        "## What readers will see\n\nNo page changes by its own file.\n"
    )


def test_only_so_many_pages_are_named(real: Guide) -> None:
    pages = list(real.library.published.values())[: touched.MOST + 3]
    lines = touched.told(pages, []).splitlines()
    assert sum(line.startswith("| ") for line in lines) == touched.MOST + 1
    assert lines[-1] == "… and 3 more."


def test_a_title_cannot_say_anything_to_markdown(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "title: Mixing", "title: '@team <b> ![x](https://x) | [y](z)'"
    )
    library = load(write(tree, tmp_path)).library
    (row,) = [
        line
        for line in touched.told([library.pages["stages/mixing"]], []).splitlines()
        if "team" in line
    ]
    assert row == r"| \@team \<b\> !\[x\](https://x) \| \[y\](z) | /stages/mixing/ |"
