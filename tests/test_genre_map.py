"""The map of genres: nothing lies over anything else, and the drawing says what the list says."""

from pathlib import Path
from typing import Any

import pytest

from guide.genre_map import DOT, LETTER, ROW, genre_map
from guide.kinds import Kind
from guide.load import Guide, load
from guide.pages import Genre
from guide.views import Views
from tests.trees import page, small_guide, write

INDEX = "genres/index"


def drawn(guide: Guide) -> dict[str, Any]:
    found = genre_map(guide.library, INDEX)
    assert found
    return found


@pytest.fixture
def two(tmp_path: Path) -> dict[str, Any]:
    tree = small_guide()
    punk = page("genres/punk", "roles: [singer]\nstages: [mixing]\ngear: [microphone]\n")
    punk = punk.replace("since: 1970", "since: 1976\nparents: [rock]")
    return drawn(load(write(tree | {"genres/punk.md": punk}, tmp_path)))


def test_a_genre_stands_at_its_year_and_a_line_leads_to_what_grew_from_it(
    two: dict[str, Any],
) -> None:
    rock, punk = two["dots"]
    assert punk["x"] - rock["x"] == 6 * 8
    assert two["lines"] == [
        f"M{rock['x']} {rock['y']:g}C{rock['x'] + ROW} {rock['y']:g} "
        f"{punk['x'] - ROW} {punk['y']:g} {punk['x']} {punk['y']:g}"
    ]
    assert two["lanes"][0]["name"] == "rock"
    assert [decade["year"] for decade in two["decades"]][:1] == [1970]


def test_the_list_says_the_same(two: dict[str, Any]) -> None:
    (family,) = two["families"]
    assert [(it["since"], it["parents"]) for it in family["genres"]] == [(1970, ""), (1976, "Rock")]


def test_two_of_one_year_and_title_stand_below_each_other(tmp_path: Path) -> None:
    tree = small_guide()
    again = page("genres/again", "roles: [singer]\nstages: [mixing]\ngear: [microphone]\n")
    tree["genres/again.md"] = again.replace("title: Again", "title: Rock")
    one, other = drawn(load(write(tree, tmp_path)))["dots"]
    assert (one["title"], one["x"]) == (other["title"], other["x"]) == ("Rock", one["x"])
    assert one["y"] != other["y"]


def test_no_name_of_the_real_map_lies_over_another(real: Guide) -> None:
    found = drawn(real)
    boxes = [
        (dot["y"], dot["x"] - DOT / 2, dot["x"] + DOT + len(dot["title"]) * LETTER, dot["title"])
        for dot in found["dots"]
    ]
    over = [
        (one[3], other[3])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
    ]
    assert over == []
    assert all(right <= found["width"] for _, _, right, _ in boxes)


def test_the_real_map_has_each_genre_and_each_parent_once(real: Guide) -> None:
    found = drawn(real)
    genres = [p.page for p in real.library.of_kind(Kind.GENRE) if isinstance(p.page, Genre)]
    assert len(found["dots"]) == len(genres) == sum(len(f["genres"]) for f in found["families"])
    assert len(found["lines"]) == sum(len(genre.parents) for genre in genres)


def test_nothing_grew_from_what_is_younger(real: Guide) -> None:
    pages = real.library.published
    younger = [
        (page.id, parent)
        for page in pages.values()
        if isinstance(page.page, Genre)
        for parent in page.page.parents
        if isinstance(grew_from := pages[f"genres/{parent}"].page, Genre)
        and grew_from.since > page.page.since
    ]
    assert younger == []


def test_the_page_that_opens_the_section_prints_it(real: Guide) -> None:
    assert Views(real.library).page(INDEX)["genre_map"] == drawn(real)
    assert Views(real.library).page("roles/index")["genre_map"] is None
