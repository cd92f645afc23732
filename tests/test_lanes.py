"""The map of a route: lanes beside each other, never across a text."""

from typing import Any

from guide import lanes
from guide.kinds import Kind
from guide.load import Guide
from guide.paths import Choice, Path
from guide.views import Views


def choice(*options: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "choose": "one",
        "question": "Which one?",
        "options": [
            {"id": f"o{n}", "title": f"Way {n}", "when": "You like it.", "steps": steps}
            for n, steps in enumerate(options)
        ],
    }


def items(*steps: dict[str, Any]) -> list[Any]:
    made = Path.model_validate(
        {"for": ["You are a reader."], "outcomes": ["a"], "steps": list(steps)}
    )
    return made.steps


STEP = {"page": "stages/mixing", "because": "It is the next one."}


def test_a_route_without_choices_is_one_lane() -> None:
    assert lanes.width(items(STEP, STEP)) == 1


def test_options_run_side_by_side_and_choices_in_a_row_use_the_same_lanes() -> None:
    assert lanes.width(items(choice([STEP], [STEP], []), STEP, choice([STEP], []))) == 3


def test_a_nested_choice_widens_its_option() -> None:
    (outer,) = items(choice([choice([STEP], [STEP])], [STEP], [choice([], [], [])]))
    assert isinstance(outer, Choice)
    assert lanes.width([outer]) == 6
    assert lanes.of_options(outer, 2) == {2: "one:o0", 4: "one:o1", 5: "one:o2"}


def test_lanes_are_drawn_at_their_centres() -> None:
    both = {2: "one:b", 0: ""}
    assert lanes.straight(both) == [
        {"d": "M7 0V20", "of": ""},
        {"d": "M35 0V20", "of": "one:b"},
    ]
    assert lanes.parting(0, both) == [
        {"d": "M7 0C7 18 35 18 35 36", "of": "one:b"},
        {"d": "M7 0C7 18 7 18 7 36", "of": ""},
    ]
    assert lanes.rejoining(both, 0) == [
        {"d": "M35 0C35 18 7 18 7 36", "of": "one:b"},
        {"d": "M7 0C7 18 7 18 7 36", "of": ""},
    ]


def test_every_mark_of_the_real_maps_stands_on_a_lane_that_is_drawn(real: Guide) -> None:
    marks = 0
    for page in real.library.of_kind(Kind.PATH):
        view = Views(real.library).page(page.id)["path"]
        for row in rows(view["items"]):
            drawn = [int(lane["d"].removeprefix("M").split()[0]) for lane in row["lanes"]]
            assert row["x"] in drawn
            assert max(drawn) == lanes.centre(row["wide"] - 1)
            marks += 1
    assert marks > 100


def rows(items: list[Any]) -> list[Any]:
    return [
        row
        for item in items
        for row in [
            item,
            *(
                inner
                for option in item.get("options", ())
                for inner in [option, *rows(option["items"])]
            ),
        ]
    ]
