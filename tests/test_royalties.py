"""Royalties: examples that agree with the pages, and a second computation for the script's."""

import random
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from guide.load import Guide
from guide.tool_royalties import Royalties
from tests.trees import ROOT, findings, page, small_guide

Row = dict[str, Any]


def rounded(amount: Fraction) -> int:
    """Whole cents, half a cent up."""
    return floor(amount + Fraction(1, 2))


def worked(deal: Row) -> list[Row]:
    """The account of a deal, worked from the rules with exact fractions: for each statement what is
    earned so far, paid and left for the artist."""
    points = Fraction(deal["points"], 10_000) * Fraction(deal["made"], deal["tracks"])
    kept = [rounded(Fraction(one * deal["commission"], 10_000)) for one in deal["statements"]]
    rows: list[Row] = []
    royalties: list[int] = []
    reserves: list[int] = []
    for n in range(len(deal["statements"])):
        gross = sum(deal["statements"][: n + 1])
        yours = None
        if deal["kind"] == "own":
            received = gross - sum(kept[: n + 1])
            base = {
                "stores": gross,
                "receipts": received,
                "covered": received if received >= deal["costs"] else 0,
                "above": max(received - deal["costs"], 0),
            }[deal["base"]]
            earned = rounded(points * base)
        elif deal["kind"] == "label":
            all_in = Fraction(deal["allIn"], 10_000)
            counts = all_in - points if deal["countedAt"] == "net" else all_in
            earned = rounded(points * gross) if gross * counts >= deal["costs"] else 0
            owed = rounded(all_in * gross) - deal["costs"]
            if deal["countedAt"] == "net":
                owed -= rounded(points * gross)
            yours = max(owed, 0)
        else:
            royalties.append(rounded(points * gross * deal["price"]))
            new = royalties[n] - (royalties[n - 1] if n else 0)
            reserves.append(rounded(Fraction(new * deal["reserve"], 10_000)))
            earned = royalties[n] - sum(reserves[max(n + 1 - deal["heldFor"], 0) :])
        before = sum(row["paid"] for row in rows)
        paid = max(earned - deal["advance"] - before, 0)
        if yours is not None:
            if deal["countedAt"] == "combined":
                yours -= before + paid
            yours -= sum(row["yours"] for row in rows)
        rows.append({"earned": earned, "paid": paid, "yours": yours or 0})
    return rows


def random_deal(roll: random.Random) -> Row:
    kind = roll.choice(["own", "label", "copies"])
    tracks = roll.randint(1, 14) if kind != "own" else 1
    most = roll.choice([30, 5_000, 2_000_000, 10_000_000_000])
    if kind == "copies":
        most = roll.choice([20, 3_000, 10_000_000])
    points = roll.choice([roll.randint(0, 600), 300, 10_000])
    return {
        "kind": kind,
        "statements": [roll.randint(0, most) for _ in range(roll.randint(1, 12))],
        "points": points,
        "fee": roll.choice([0, roll.randint(0, 100_000)]),
        "advance": roll.choice([0, roll.randint(0, 100_000)]),
        "costs": roll.choice([0, roll.randint(0, most)]) if kind != "copies" else 0,
        "made": roll.randint(1, tracks),
        "tracks": tracks,
        "commission": roll.choice([0, 900, 1_500, roll.randint(0, 10_000)]),
        "base": roll.choice(["stores", "receipts", "covered", "above"]),
        "allIn": roll.randint(points, 10_000),
        "countedAt": roll.choice(["combined", "net"]),
        "price": roll.choice([650, roll.randint(0, 100_000)]),
        "reserve": roll.choice([0, 2_000, roll.randint(0, 10_000)]),
        "heldFor": roll.randint(1, 4),
    }


def cases() -> list[Row]:
    """Deals and what they come to, for the script to come to as well."""
    roll = random.Random(26)
    deals = [random_deal(roll) for _ in range(1_500)]
    return [{"deal": deal, "statements": worked(deal)} for deal in deals]


def cents(text: str) -> int:
    return int(Decimal(text.replace(",", "").replace("−", "-")) * 100)


def hundredths(text: str | None) -> int:
    return int(Decimal(text or "0") * 100)


def test_examples_are_right_by_the_second_computation(real: Guide) -> None:
    data = real.library.tools["royalties"].data
    assert isinstance(data, Royalties)
    for example in data.examples:
        given = example.given
        read = cents if given.deal != "copies" else int
        deal = {
            "kind": given.deal,
            "statements": [read(one) for one in given.statements],
            "points": hundredths(given.points),
            "advance": cents(given.advance),
            "costs": cents(given.costs),
            "made": int(given.made),
            "tracks": int(given.tracks),
            "commission": hundredths(given.commission),
            "base": given.base,
            "allIn": hundredths(given.all_in),
            "countedAt": given.counted_at,
            "price": cents(given.price or "0.00"),
            "reserve": hundredths(given.reserve),
            "heldFor": int(given.held_for),
        }
        rows = worked(deal)
        told = [(cents(one.earned), cents(one.paid), one.yours) for one in example.pays]
        assert [(row["earned"], row["paid"]) for row in rows] == [one[:2] for one in told]
        if given.deal == "label":
            assert [row["yours"] for row in rows] == [cents(one[2] or "") for one in told]
        in_all = sum(row["paid"] for row in rows) + cents(given.fee) + cents(given.advance)
        assert in_all == cents(example.in_all), example.id


ALBUM = "album"
"""The one example whose sum stands on no page: the page has its 0.9 %."""


def test_examples_agree_with_the_pages_to_the_cent(real: Guide) -> None:
    data = real.library.tools["royalties"].data
    assert isinstance(data, Royalties)
    for example in data.examples:
        text = (ROOT / f"docs/{example.see[0].partition('#')[0]}.md").read_text("utf-8")
        sums = {*(one.earned for one in example.pays), example.pays[-1].paid, example.in_all}
        if len(example.pays) > 1:  # The pages tell how much so far, not each payment.
            sums.discard(example.pays[-1].paid)
        named = sums if example.id != ALBUM else {"0.9 %"}
        assert [one for one in named if one.removesuffix(".00") not in text] == [], example.id


DATA, PAGE = "tools/royalties.yml", "tools/royalties.md"
RULES = """\
deals:
  - id: own
    title: Your own
    when: You pay the producer yourself.
    rules: [Earned is the base times the points.]
    begin: one
examples:
  - id: one
    title: One statement
    see: [stages/mixing#steps]
    given: {deal: own, statements: ["100.00"], points: "3"}
    worked: ["100.00 × 3 % = 3.00"]
    pays: [{earned: "3.00", paid: "3.00"}]
    in_all: "3.00"
"""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "begin: one",
            "begin: once",
            "6:12: G203 the deal 'own' has no example 'once'\n"
            "    fix: did you mean 'one'? allowed: one",
        ),
        (
            RULES[RULES.index("  - id: one") :],
            RULES[RULES.index("  - id: one") :] * 2,
            "15:9: P304 a second example 'one'\n    fix: give it an id of its own",
        ),
        (
            'pays: [{earned: "3.00", paid: "3.00"}]',
            "pays: []",
            "13:11: M109 'one' pays 0 times, and has 1 statements\n"
            "    fix: write one payment for each statement, 0.00 where nothing is paid",
        ),
        (
            'earned: "3.00"',
            'earned: "3"',
            "13:21: M109 'earned' is not written as it should be\n"
            r"    fix: match ^\d{1,3}(,\d{3})*\.\d\d$",
        ),
        (
            "see: [stages/mixing#steps]",
            "see: [stages/mixin#steps]",
            "10:11: G203 unknown page 'stages/mixin'\n"
            "    fix: did you mean 'stages/mixing'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, index, paths/band, roles/singer, stages/mixing, stages/recording, "
            "tools/royalties",
        ),
        (
            "see: [stages/mixing#steps]",
            "see: [stages/mixing#step]",
            "10:11: L402 'stages/mixing.md' has no anchor 'step'\n"
            "    fix: did you mean 'steps'? allowed: differences, exercise, mistakes, steps",
        ),
    ],
)
def test_what_authors_get_wrong(old: str, new: str, finding: str, tmp_path: Path) -> None:
    tree = small_guide()
    tree[PAGE] = page("tools/royalties", "answers: [What is paid]\n", teaches="deciding")
    tree["index.md"] = page("index", body="[Tool](tools/royalties.md)")
    assert old in RULES
    tree[DATA] = RULES.replace(old, new, 1)
    assert findings(tree, tmp_path) == [f"docs/{DATA}:{finding}"]
