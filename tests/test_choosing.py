"""The table by which readers choose gear: its data checked like any other, and what is printed."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from guide.choosing import Budget, Piece, Room, Use
from guide.choosing_table import told
from guide.fields import Family
from guide.load import Guide, load
from guide.views import Views
from tests.trees import Tree, findings, page, small_guide, write

CHOOSING = """\
close:
  choose: Dynamic microphone, close
  piece: microphone
  uses: [singing, rap]
  rooms: [shared-flat]
  styles: [rock, blues and jazz]
  budget: small
  rule: Near the mouth a voice is louder than the room.
  page: gear/microphone#choose
  sources: [a-book]
  example:
    model: Model A
    year: 2017
    told: 1.85 mV at 94 dB
    sources: [a-book]
borrowed:
  choose: A borrowed one
  piece: microphone
  budget: nothing
  rule: One evening with it tells more than its sheet does.
  page: gear/microphone
"""


@pytest.fixture
def tree() -> Tree:
    return small_guide() | {"choosing.yml": CHOOSING, "gear/index.md": page("gear/index")}


def test_each_answer_is_a_row_with_all_that_it_holds_for(tree: Tree, tmp_path: Path) -> None:
    guide = load(write(tree, tmp_path))
    assert guide.problems == []
    view = Views(guide.library).page("gear/index")
    close, borrowed = view["choosing"]["rows"]
    source = {"id": "a-book", "title": "A book"}
    assert close == {
        "choose": "Dynamic microphone, close",
        "piece": "microphone",
        "uses": "singing, rap",
        "rooms": "shared flat",
        "styles": "rock, blues and jazz",
        "budget": "up to $200",
        "place_of_budget": 1,
        "rule": "Near the mouth a voice is louder than the room.",
        "page": "Microphone",
        "href": "../gear/microphone/#choose",
        "sources": [source],
        "example": {
            "model": "Model A",
            "year": 2017,
            "told": "1.85 mV at 94 dB",
            "sources": [source],
        },
        "values": {
            "piece": "microphone",
            "use": "singing rap",
            "room": "shared-flat",
            "style": "rock blues-and-jazz",
            "budget": "small middle large",
        },
    }
    assert (borrowed["uses"], borrowed["rooms"], borrowed["styles"]) == ("any", "any", "any")
    assert borrowed["values"]["use"].split() == list(Use)
    assert borrowed["values"]["budget"].split() == list(Budget)
    assert [found["id"] for found in view["sources"]] == ["a-book"]


def test_a_filter_offers_what_its_rows_can_have(real: Guide) -> None:
    table = Views(real.library).page("gear/index")["choosing"]
    for filter_ in table["filters"]:
        offered = {option["value"] for option in filter_["options"]}
        had = {one for row in table["rows"] for one in row["values"][filter_["name"]].split()}
        assert offered == had - {Budget.LARGE}


def test_classes_of_budgets_join_each_other() -> None:
    assert [told(budget) for budget in Budget] == [
        "nothing",
        "up to $200",
        "$200 to $500",
        "over $500",
    ]


def test_without_answers_no_table_is_printed(tree: Tree, tmp_path: Path) -> None:
    del tree["choosing.yml"]
    guide = load(write(tree, tmp_path))
    assert guide.problems == []
    view = Views(guide.library).page("gear/index")
    assert (view["choosing"], view["sources"]) == (None, [])


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "page: gear/microphone#choose",
            "page: gear/microfone#choose",
            "docs/choosing.yml:9:9: G203 unknown page 'gear/microfone'\n"
            "    fix: did you mean 'gear/microphone'? allowed: decide/deciding, gear/index, "
            "gear/microphone, genres/rock, index, paths/band, roles/singer, stages/mixing, "
            "stages/recording",
        ),
        (
            "page: gear/microphone#choose",
            "page: gear/microphone#chose",
            "docs/choosing.yml:9:9: L402 'gear/microphone.md' has no anchor 'chose'\n"
            "    fix: did you mean 'choose'? allowed: care, chain, choose, need, set-up, specs",
        ),
        (
            "rooms: [shared-flat]",
            "rooms: [shared-flats]",
            "docs/choosing.yml:5:11: M109 unknown value 'shared-flats' for 'rooms'\n"
            "    fix: did you mean 'shared-flat'? allowed: on-the-move, rehearsal-room, "
            "shared-flat, treated-room, untreated-bedroom",
        ),
        (
            "rooms: [shared-flat]",
            "rooms: []",
            "docs/choosing.yml:5:10: M109 'rooms' has fewer than 1 entries\n"
            "    fix: add to the list",
        ),
        (
            "uses: [singing, rap]",
            "uses: [singing, singing]",
            "docs/choosing.yml:4:9: M109 'singing' stands twice\n    fix: name it once",
        ),
        (
            "choose: A borrowed one",
            "choose: dynamic microphone, close",
            "docs/choosing.yml:16:1: M113 'dynamic microphone, close' is the answer of 'close' "
            "too\n    fix: make one of both: a list holds several uses, rooms and styles",
        ),
        (
            "    sources: [a-book]\n",
            "    sources: [a-bok]\n",
            "docs/choosing.yml:15:15: G203 unknown source 'a-bok'\n"
            "    fix: declare it in docs/sources.yml; did you mean 'a-book'?",
        ),
        (
            "  sources: [a-book]\n  example",
            "  sources: [nowhere]\n  example",
            "docs/choosing.yml:10:13: G203 unknown source 'nowhere'\n"
            "    fix: declare it in docs/sources.yml; no declared one looks like it",
        ),
        (
            "    year: 2017\n",
            "",
            "docs/choosing.yml:12:5: M107 the key 'year' is missing\n"
            "    fix: add 'year: …': The year in which its source says so.",
        ),
        (
            "    sources: [a-book]\n",
            "    sources: []\n",
            "docs/choosing.yml:15:14: M109 'sources' has fewer than 1 entries\n"
            "    fix: add to the list",
        ),
        (
            "budget: nothing",
            "budget: 200",
            "docs/choosing.yml:19:11: M109 unknown value '200' for 'budget'\n"
            "    fix: allowed: large, middle, nothing, small",
        ),
    ],
)
def test_a_slip_is_one_finding(
    tree: Tree, tmp_path: Path, old: str, new: str, finding: str
) -> None:
    assert tree["choosing.yml"].count(old) == 1
    tree["choosing.yml"] = tree["choosing.yml"].replace(old, new)
    assert findings(tree, tmp_path) == [finding]


def test_a_page_of_gear_that_no_answer_leads_to(tree: Tree, tmp_path: Path) -> None:
    tree["gear/tape.md"] = page("gear/tape", teaches="microphone")
    tree["roles/singer.md"] = page("roles/singer", "gear: [microphone, tape]\n")
    tree["stages/mixing.md"] = page("stages/mixing", "gear: [tape, microphone]\nroles: [singer]\n")
    tree["genres/rock.md"] = tree["genres/rock.md"].replace(
        "gear: [microphone]", "gear: [microphone, tape]"
    )
    assert findings(tree, tmp_path) == [
        "docs/gear/tape.md:2:1: G211 no answer in docs/choosing.yml leads to 'gear/tape'\n"
        "    fix: write one there that it explains, with 'page: gear/tape#choose'"
    ]


def test_a_source_of_the_table_alone_is_used(tree: Tree, tmp_path: Path) -> None:
    tree["sources.yml"] += "b-book: {title: B book, publisher: A house}\n"
    tree["choosing.yml"] = tree["choosing.yml"].replace(
        "  sources: [a-book]\n  e", "  sources: [b-book]\n  e"
    )
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "kind"), [("piece", Piece), ("use", Use), ("room", Room), ("style", Family)]
)
def test_every_kind_of_gear_use_room_and_style_has_answers_of_its_own(
    real: Guide, name: str, kind: type[StrEnum]
) -> None:
    """Not only those that hold for any."""
    answers: list[Any] = list(real.library.choosing.values())
    field = {"use": "uses", "room": "rooms", "style": "styles"}.get(name)
    listed = [getattr(a, field) if field else [a.piece] for a in answers]
    met = {one for values in listed if len(values) < len(kind) for one in values}
    assert met == set(kind)
