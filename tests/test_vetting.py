"""Three candidates, counted a second time: the oracle of tests/scripts/vetting_test.js."""

import random
import re
from typing import Any

import yaml

from tests.trees import ROOT

DATA: dict[str, Any] = yaml.safe_load((ROOT / "docs/tools/vetting-sheet.yml").read_text("utf-8"))
ITEMS = [item for group in DATA["groups"] for item in group["items"]]
WEIGHTS = {one["id"]: one["weight"] for one in DATA["criteria"]}


def whole(text: str, most: int) -> int | None:
    found = re.fullmatch(r"\s*(\d+)([.,]0)?\s*", text)
    return int(found[1]) if found and int(found[1]) <= most else None


def candidate(letter: str, typed: dict[str, str]) -> dict[str, Any]:
    mine = {key[2:]: text.strip() for key, text in typed.items() if key.startswith(f"{letter}-")}
    total: int | None = 0
    for name, weight in WEIGHTS.items():
        own = typed.get(f"weight-{name}", "").strip()
        by = whole(own, 10) if own else weight
        points = whole(mine.get(name, ""), DATA["most"])
        total = None if None in (total, by, points) else total + by * points  # type: ignore[operator]
    return {
        "name": mine.get("name") or f"Candidate {letter.upper()}",
        "open": [item["says"] for item in ITEMS if not mine.get(item["id"])],
        "flags": [flag["says"] for flag in DATA["flags"] if mine.get(flag["id"]) == "yes"],
        "points": total,
    }


def first(three: list[dict[str, Any]]) -> list[str]:
    """Names of those with the most points, if two have points at least."""
    scored = sorted((one["points"] for one in three if one["points"] is not None), reverse=True)
    if len(scored) < 2:
        return []
    return [one["name"] for one in three if one["points"] == scored[0]]


def some_sheet(roll: random.Random) -> dict[str, str]:
    part = roll.choice([0.3, 0.8, 1.0, 1.0])
    typed = {
        f"weight-{name}": roll.choice(["0", "4", "10"]) for name in WEIGHTS if roll.random() < 0.2
    }
    if roll.random() < 0.1:
        typed["weight-test"] = roll.choice(["11", "heavy", "-1", " "])
    for letter in "abc":
        given = {"name": roll.choice(["Ana", "Ben", "  ", "Łukasz"])}
        given |= {item["id"]: roll.choice(["yes", "no word", " "]) for item in ITEMS}
        given |= {flag["id"]: "yes" for flag in DATA["flags"] if roll.random() < 0.2}
        given |= {name: roll.choice("012345") for name in WEIGHTS}
        if roll.random() < 0.1:
            given["test"] = roll.choice(["6", "2.5", "x", "3,0"])
        typed |= {f"{letter}-{id_}": text for id_, text in given.items() if roll.random() < part}
    return typed


def cases() -> list[dict[str, Any]]:
    roll = random.Random(3)
    made = []
    for _ in range(500):
        typed = some_sheet(roll)
        three = [candidate(letter, typed) for letter in "abc"]
        made.append({"typed": typed, "three": three, "first": first(three)})
    return made


WORKED: dict[str, list[int]] = {"a": [5, 2, 4, 3, 4], "b": [3, 4, 5, 4, 5], "c": [4, 4, 2, 5, 2]}
"""working-together/finding-a-producer#score: 35, 41 and 37, of 50."""


def test_the_worked_example_of_the_page() -> None:
    typed = {
        f"{letter}-{name}": str(points)
        for letter, given in WORKED.items()
        for name, points in zip(WEIGHTS, given, strict=True)
    }
    three = [candidate(letter, typed) for letter in "abc"]
    assert [one["points"] for one in three] == [35, 41, 37]
    assert first(three) == ["Candidate B"]
    assert sum(WEIGHTS.values()) * DATA["most"] == 50


def test_no_two_places_on_the_sheet_have_one_id() -> None:
    ids = [one["id"] for one in [*ITEMS, *DATA["flags"], *DATA["criteria"]]]
    assert len(ids) == len({*ids, "name", "total"}) - 2
