"""Budget: the printed sums, and a second computation for the script's."""

import random
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.trees import ROOT, findings, page, small_guide

Row = dict[str, Any]
PAGE, DATA = "tools/budget.md", "tools/budget.yml"
DATA_OF: Row = yaml.safe_load((ROOT / f"docs/{DATA}").read_text("utf-8"))
WAYS = {way["id"]: way for way in DATA_OF["ways"]}
PER = {price["id"]: price["per"] for price in DATA_OF["prices"]}


def rounded(amount: Fraction) -> int:
    """Half up."""
    return floor(amount + Fraction(1, 2))


def rates(way: Row, budget: Row, end: int) -> dict[str, Fraction]:
    """Cents once, each year and for each song, and own hours for each song."""
    sums = dict.fromkeys(("once", "year", "song"), Fraction(0))
    for price in way.get("hires", ()):
        cents = Fraction((budget["prices"][price] or [0, 0])[end])
        if PER[price] == "hour":
            hours = sum(Fraction(budget["hours"][step][end], 100) for step in way["hired_for"])
            sums["song"] += rounded(cents * hours)
        else:
            sums[PER[price]] += cents
    own = sum(Fraction(budget["hours"][step][end], 100) for step in way["does"])
    return sums | {"hours": own * Fraction(budget["factor"], 100)}


def cost(way: Row, budget: Row, end: int) -> Row:
    of, songs = rates(way, budget, end), budget["songs"]
    fees = of["year"] * budget["years"] + of["song"] * songs
    reserve = rounded((of["once"] + fees) * Fraction(budget["reserve"], 10_000))
    return {
        "once": int(of["once"]),
        "fees": int(fees),
        "reserve": reserve,
        "sum": int(of["once"] + fees) + reserve,
        "hours": rounded(of["hours"] * songs * 100),
    }


def break_even(way: Row, other: Row, budget: Row, end: int) -> int | None:
    """By solving: fixed + songs × each ≤ the same of the other, for songs of 1 to 100."""
    fixed, each = [], []
    for one in (way, other):
        of = rates(one, budget, end)
        fixed.append(of["once"] + of["year"] * budget["years"])
        each.append(of["song"] + of["hours"] * budget["worth"])
    more, saved = fixed[0] - fixed[1], each[1] - each[0]
    if more + each[0] <= each[1]:
        return 1
    if saved <= 0:
        return None
    songs = ceil(more / saved)
    return songs if songs <= 100 else None


def random_budget(roll: random.Random) -> Row:
    def ends(most: int) -> list[int]:
        return sorted(roll.randint(0, most) for _ in range(2))

    most = roll.choice([500, 50_000, 10_000_000])
    return {
        "songs": roll.randint(1, 30),
        "years": roll.randint(1, 5),
        "factor": roll.choice([100, 160, roll.randint(10, 1_000)]),
        "worth": roll.choice([0, 2_500, roll.randint(0, 100_000)]),
        "reserve": roll.choice([0, 1_000, roll.randint(0, 10_000)]),
        "hours": {step["id"]: ends(roll.choice([300, 100_000])) for step in DATA_OF["steps"]},
        "prices": {
            price: None if roll.random() < 0.1 else ends(most if per != "hour" else 9_000)
            for price, per in PER.items()
        },
    }


def cases() -> list[Row]:
    """Budgets with what each way costs, and where each pair breaks even, for the script."""
    roll = random.Random(4)
    found = []
    for _ in range(600):
        budget = random_budget(roll)
        costs = {id: [cost(way, budget, end) for end in (0, 1)] for id, way in WAYS.items()}
        ids = list(WAYS)
        pairs = [(one, other) for n, one in enumerate(ids) for other in ids[n + 1 :]]
        even = [
            [one, other, *(break_even(WAYS[one], WAYS[other], budget, end) for end in (0, 1))]
            for one, other in pairs
        ]
        found.append({"budget": budget, "costs": costs, "even": even})
    return found


def cents(text: str) -> int:
    return int(Decimal(text.replace(",", "")) * 100)


def printed(songs: int = 1, worth: str = "0") -> Row:
    """The budget that the printed US figures make."""
    seen = {
        price["id"]: next(one["range"] for one in price["seen"] if one["country"] == "US")
        for price in DATA_OF["prices"]
    }
    return {
        "songs": songs,
        "years": 1,
        "factor": 100,
        "worth": cents(worth),
        "reserve": 1_000,
        "hours": {one["id"]: [cents(end) for end in one["hours"]] for one in DATA_OF["steps"]},
        "prices": {id: [cents(end) for end in ends] for id, ends in seen.items()},
    }


def test_examples_are_right_by_the_second_computation() -> None:
    told = {(one["way"], one["songs"]) for one in DATA_OF["examples"]}
    assert told == {(way, one["songs"]) for way in WAYS for one in DATA_OF["projects"]}
    for one in DATA_OF["examples"]:
        low, high = (cost(WAYS[one["way"]], printed(one["songs"]), end) for end in (0, 1))
        assert [low["sum"], high["sum"]] == [cents(end) for end in one["range"]]
        assert one["hours"] == f"{low['hours'] // 100} to {high['hours'] // 100}"
    for one in DATA_OF["break_even"]:
        budget = printed(worth=one["worth"])
        way, other = WAYS[one["way"]], WAYS[one["other"]]
        assert [break_even(way, other, budget, end) or 0 for end in (0, 1)] == one["songs"]


def test_figures_are_those_of_the_pages() -> None:
    pages = {
        name: (ROOT / f"docs/{name}.md").read_text("utf-8")
        for name in ("decide/what-it-costs", "decide/the-hybrid-way")
    }
    table = pages["decide/what-it-costs"]
    for step in DATA_OF["steps"][:-1]:
        assert f"| {step['title']} | {' to '.join(step['hours'])} |" in table
    lows, highs = ({way: rates(WAYS[way], printed(), end) for way in WAYS} for end in (0, 1))
    assert f"| Sum | {lows['myself']['hours']} to {highs['myself']['hours']} |" in table
    # The hours of a producer at the low end of US rates, as that page has them.
    assert f"${lows['full']['song'] / 100}" in table
    assert f"${int(highs['full']['song'] / 100):,}" in table
    # What the hybrid way leaves, and its hand-over of two or three hours.
    assert "| 12 to 28 |" in pages["decide/the-hybrid-way"]
    assert lows["hybrid"]["hours"] == 12 + 2
    assert highs["hybrid"]["hours"] == 28 + 3
    for price in DATA_OF["prices"]:
        for seen in price["seen"]:
            for see in seen["see"]:
                text = (ROOT / f"docs/{see.partition('#')[0]}.md").read_text("utf-8")
                assert all(f"[^{source}]" in text for source in seen["sources"]), see


def test_no_country_stands_twice_at_a_price() -> None:
    for price in DATA_OF["prices"]:
        countries = [seen["country"] for seen in price["seen"]]
        assert len(countries) == len(set(countries))


RULES = """\
hours_told: These are hours for one song.
projects: [{id: single, title: Single, songs: 1}]
steps: [{id: record, title: Recording, hours: ["1", "2"]}]
prices: [{id: room, title: Room, per: hour, seen: [
  {country: US, range: ["1.00", "2.00"], told: Seen once in a shop window.}]}]
ways:
  - {id: one, title: One, when: You do all of it alone., does: [record], hires: [room]}
  - {id: two, title: Two, when: You do none of it alone., does: [record], hired_for: [record]}
examples: [{way: one, songs: 1, hours: 1 to 2, range: ["1", "2"], worked: One is one}]
break_even: [{worth: "0", way: one, other: two, songs: [1, 1], worked: One is one}]
"""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "hires: [room]",
            "hires: [rom]",
            "7:82: G203 unknown price 'rom'\n    fix: did you mean 'room'? allowed: room",
        ),
        (
            "does: [record]",
            "does: [recor]",
            "7:65: G203 unknown step 'recor'\n    fix: did you mean 'record'? allowed: record",
        ),
        (
            "examples: [{way: one",
            "examples: [{way: onee",
            "9:18: G203 unknown way 'onee'\n    fix: did you mean 'one'? allowed: one, two",
        ),
        (
            'worth: "0", way: one',
            'worth: "0", way: onee',
            "10:32: G203 unknown way 'onee'\n    fix: did you mean 'one'? allowed: one, two",
        ),
        (
            "hired_for: [record]",
            "hired_for: [recor]",
            "8:87: G203 unknown step 'recor'\n    fix: did you mean 'record'? allowed: record",
        ),
        (
            "other: two",
            "other: too",
            "10:44: G203 unknown way 'too'\n    fix: did you mean 'two'? allowed: one, two",
        ),
        (
            '["1.00", "2.00"]',
            '["3.00", "2.00"]',
            "5:24: M109 the range runs backwards, from 3.00 to 2.00\n    fix: put the less first",
        ),
    ],
)
def test_what_authors_get_wrong(old: str, new: str, finding: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[PAGE] = page("tools/budget", "answers: [What it costs]\n", teaches="deciding")
    tree["index.md"] = page("index", body="[Tool](tools/budget.md)")
    assert old in RULES
    tree[DATA] = RULES.replace(old, new, 1)
    assert findings(tree, tmp_path) == [f"docs/{DATA}:{finding}"]
