"""A whole path in one picture: options run side by side, and no two stations in one place."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guide.lanes import width
from guide.load import Guide
from guide.overview import LANE, ROW, overview
from guide.paths import Choice, Path, Step, walk

Items = list[Step | Choice]


def made(*items: dict[str, Any]) -> Items:
    return Path.model_validate(
        {"for": ["You are a reader."], "outcomes": ["a"], "steps": list(items)}
    ).steps


def step(page: str, **more: str) -> dict[str, Any]:
    return {"page": f"stages/{page}", "because": "It is the next one.", **more}


def choice(name: str, *options: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "choose": name,
        "question": f"Which {name}?",
        "options": [
            {"id": f"o{n}", "title": f"Way {n}", "when": "You like it.", "steps": steps}
            for n, steps in enumerate(options)
        ],
    }


def drawn(items: Items) -> dict[str, Any]:
    return overview(
        items,
        lambda step: {"title": step.page, "href": f"/{step.page}"},
        lambda choice: f"#{choice.choose}",
    )


def test_steps_stand_below_each_other_on_one_line() -> None:
    assert drawn(made(step("a"), step("b", need="optional"))) == {
        "lines": [{"d": "M9 8V24", "of": ""}],
        "stations": [
            {
                "kind": "step",
                "page": "stages/a",
                "x": 9,
                "y": 8,
                "of": "",
                "title": "stages/a",
                "href": "/stages/a",
            },
            {
                "kind": "optional",
                "page": "stages/b",
                "x": 9,
                "y": 24,
                "of": "",
                "title": "stages/b",
                "href": "/stages/b",
            },
        ],
        "end": None,
        "width": 85,
        "height": 32,
    }


def test_options_run_side_by_side_and_rejoin_below_the_longest() -> None:
    found = drawn(made(choice("one", [step("a"), step("b")], []), step("c")))
    assert [(s["kind"], s["x"], s["y"], s["of"]) for s in found["stations"]] == [
        ("choice", 9, 8, ""),
        ("step", 9, 40, "one:o0"),
        ("step", 9, 56, "one:o0"),
        ("step", 9, 88, ""),
    ]
    assert found["lines"] == [
        {"d": "M9 40V56", "of": "one:o0"},
        {"d": "M9 8C9 24 9 24 9 40M9 56V56C9 72 9 72 9 88", "of": "one:o0"},
        {"d": "M9 8C9 24 27 24 27 40M27 40V56C27 72 9 72 9 88", "of": "one:o1"},
    ]
    assert found["end"] is None
    assert [s["title"] for s in found["stations"] if s["kind"] == "choice"] == ["Which one? 2 ways"]


def test_a_path_that_ends_with_a_choice_has_an_end_of_its_own() -> None:
    found = drawn(made(choice("one", [step("a")], [])))
    assert (found["end"], found["height"]) == (72, 80)


def _items(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.just(step("a")) | st.just(step("b", need="optional"))
    if depth:
        inside = st.lists(_items(depth - 1) | st.just([]), min_size=2, max_size=4)
        one |= inside.map(lambda options: choice("one", *options))
    return st.lists(one, min_size=1, max_size=4)


@given(_items(2))
def test_no_station_stands_on_another_and_every_line_begins_and_ends_inside(
    items: list[dict[str, Any]],
) -> None:
    steps = made(*items)
    found = drawn(steps)

    places = [(station["x"], station["y"]) for station in found["stations"]]
    assert len(places) == len(set(places)) == len(list(walk(steps)))
    assert max(x for x, _ in places) < width(steps) * LANE
    ends = [*places, *([(LANE // 2, found["end"])] if found["end"] else [])]
    for line in found["lines"]:
        numbers = [int(number) for number in re.findall(r"\d+", line["d"])]
        assert max(numbers) < max(found["width"], found["height"])
    assert max(y for _, y in ends) + ROW // 2 == found["height"]


def test_the_real_paths_are_drawn_with_each_step_once(real: Guide) -> None:
    for entry in real.library.paths.values():
        assert entry.path
        found = drawn(entry.path.steps)
        pages = [s["page"] for s in found["stations"] if s["kind"] != "choice"]
        steps = [item.page for item, _, _ in walk(entry.path.steps) if isinstance(item, Step)]
        assert pages == steps
