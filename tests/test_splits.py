"""Split sheets: even splits, sums and tables, computed a second time for the script."""

import csv
import io
import random
from decimal import Decimal
from typing import Any

from guide.load import Guide
from guide.tool_splits import SplitSheet

Row = dict[str, Any]
HEAD = ["song", "right", "legal name", "known as", "society", "ipi", "part", "share %"]
NAMES = ["Ana", "Ben, the elder", 'Cy "C" Lind', "=1+1", "+44", "-", "@dee", "Ἑλένη", "", "O'Neil"]


def evenly(people: int) -> list[Decimal]:
    """Hundredths handed out one by one, to each in turn, until 100.00 are gone."""
    shares = [Decimal(0)] * people
    for hundredth in range(10_000):
        shares[hundredth % people] += Decimal("0.01")
    return shares


def as_typed(share: Decimal, roll: random.Random) -> str:
    """A share as people write it."""
    text = f"{share:.2f}"
    if roll.random() < 0.5:
        text = text.rstrip("0").rstrip(".")
    if roll.random() < 0.5:
        text = text.replace(".", ",")
    return text + roll.choice(["", "%", " %"])


def table(title: str, people: list[Row], shares: dict[str, list[Decimal]]) -> str:
    """The table as Python's own module writes it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEAD)
    for right, part in (("song", "wrote"), ("recording", "played")):
        for person, share in zip(people, shares[right], strict=True):
            if share:
                cells = [person[name] for name in ("name", "known_as", "society", "ipi", part)]
                row = [title, right, *cells]
                rows.writerow(
                    [f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell for cell in row]
                    + [f"{share:.2f}"]
                )
    return out.getvalue()


def case(roll: random.Random) -> Row:
    """A sheet as it is typed, with what it comes to."""
    count = roll.randint(1, 9)
    shares: dict[str, list[Decimal]] = {}
    for right in ("song", "recording"):
        if roll.random() < 0.5:
            shares[right] = roll.sample(evenly(count), count)
        else:
            cuts = sorted(roll.randint(0, 10_000) for _ in range(count - 1))
            ends = zip([0, *cuts], [*cuts, 10_000 + roll.choice([0, 0, -1, 1])], strict=True)
            shares[right] = [Decimal(min(max(end - start, 0), 10_000)) / 100 for start, end in ends]
    people = [
        {
            "name": roll.choice(NAMES),
            "known_as": roll.choice(NAMES),
            "society": roll.choice(["PRS", "GEMA", ""]),
            "ipi": roll.choice(["00123456789", ""]),
            "wrote": roll.choice(["Words, melody", "Riff", ""]),
            "played": roll.choice(["Artist", ""]),
            **{right: as_typed(shares[right][n], roll) for right in shares},
        }
        for n in range(count)
    ]
    title = roll.choice(["Paper Boats", "", "= not a sum", "Čau, světe"])
    sums = {right: sum(shares[right]) for right in shares}
    named = bool(title) and all(person["name"] for person in people)
    return {
        "sheet": {"title": title, "finished": "", "samples": "", "royalty": "", "people": people},
        "sums": {right: int(total * 100) for right, total in sums.items()},
        "closed": named and all(total == 100 for total in sums.values()),
        "table": table(title, people, shares),
    }


def cases() -> Row:
    """Even splits by how many share, and sheets with what they come to."""
    roll = random.Random(100)
    return {
        "even": [[int(share * 100) for share in evenly(people)] for people in range(1, 65)],
        "sheets": [case(roll) for _ in range(800)],
    }


def test_examples_are_right_by_the_second_computation(real: Guide) -> None:
    data = real.library.tools["split-sheet"].data
    assert isinstance(data, SplitSheet)
    for example in data.even:
        shares = [f"{share:.2f}" for share in evenly(len(example.names))]
        assert example.shares == shares
        assert f"{len(shares)} × {shares[-1]} = {len(shares) * Decimal(shares[-1])}" in (
            example.worked
        )


def test_the_cases_hold_closed_sheets_and_open_ones() -> None:
    sheets = cases()["sheets"]
    closed = [one for one in sheets if one["closed"]]
    assert 50 < len(closed) < len(sheets) - 200
    assert any(one["sums"]["song"] == 9_999 for one in sheets)
    assert any(one["sums"]["recording"] == 10_001 for one in sheets)
