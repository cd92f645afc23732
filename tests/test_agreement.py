"""The text of an agreement, written a second time: the oracle of tests/scripts/agreement_test.js.
And what authors of its clauses get wrong."""

import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.trees import ROOT, findings, page, small_guide

DATA: dict[str, Any] = yaml.safe_load((ROOT / "docs/tools/agreement.yml").read_text("utf-8"))
BLANKS = {blank["id"]: blank for one in DATA["clauses"] for blank in one.get("blanks", ())}
CHOICES = {one["choice"]["id"]: one["choice"] for one in DATA["clauses"] if "choice" in one}
NUMBERS = {"money", "whole", "percent"}
WORDS = [
    "none",
    "Ana Ruiz",
    "5 * 3",
    "a_b_c",
    "Łódź <b>",
    "two\nlines\n\n",
    "  spaced   out ",
    "{fee}",
]


def number(text: str) -> Decimal | None:
    """What was typed as a number here: only forms that `some_number` gives."""
    plain = text.strip().replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def shown(value: Decimal, money: bool) -> str:
    text = f"{value:,.2f}"
    return text.removesuffix(".00") if money else text.rstrip("0").rstrip(".")


def put(blank: dict[str, Any], typed: dict[str, str]) -> str | None:
    """What stands in a blank, or None."""
    kind = blank.get("kind", "text")
    if kind == "rest":
        whole, *parts = [
            Decimal(100) if it == "hundred" else number(typed.get(it, ""))
            for it in blank["rest_of"]
        ]
        if whole is None or None in parts:
            return None
        left = whole - sum(part for part in parts if part is not None)
        return None if left < 0 else shown(left, blank["rest_of"][0] != "hundred")
    text = typed.get(blank["id"], "")
    if kind not in NUMBERS:
        lines = [" ".join(line.split()) for line in text.split("\n")]
        return "; ".join(line for line in lines if line) or None
    value = number(text)
    return None if value is None else shown(value, kind == "money")


def escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~&" else sign for sign in text)


def markdown(typed: dict[str, str]) -> tuple[str, list[str]]:
    """The whole text, and what it lacks."""
    missing: list[str] = []
    lacking: set[str] = set()
    clauses: list[str] = []
    for place, clause in enumerate(DATA["clauses"], 1):
        lacks: dict[str, str] = {}

        def fill(found: re.Match[str], lacks: dict[str, str] = lacks) -> str:
            name = found[1]
            if name in CHOICES:
                taken = [o for o in CHOICES[name]["options"] if o["id"] == typed.get(name)]
                if taken:
                    return re.sub(r"\{([a-z-]+)\}", fill, taken[0]["text"])
                label = CHOICES[name]["ask"]
            else:
                told = put(BLANKS[name], typed)
                if told is not None:
                    return escaped(told)
                label = BLANKS[name]["label"]
            lacks[name] = label
            return f"**[missing: {label}]**"

        broken = clause["text"].replace("\n", "  \n   ")  # a line that is broken, in Markdown
        text = re.sub(r"\{([a-z-]+)\}", fill, broken)
        clauses.append(f"{place}. **{clause['title']}.** {text}")
        new = {name: label for name, label in lacks.items() if name not in lacking}
        missing += [f"{clause['title']}: {label}" for label in new.values()]
        lacking |= new.keys()
    head = [f"# {DATA['heading']}", f"> {DATA['notice']}"]
    if missing:
        head.append(f"**Missing in this text: {len(missing)}**")
        head.append("\n".join(f"- {one}" for one in missing))
    return "\n\n".join(head + clauses) + "\n", missing


def some_number(roll: random.Random, kind: str) -> str:
    match kind:
        case "whole":
            return str(roll.randint(0, 400))
        case "percent":
            return roll.choice(["3", "2,5", "33.33", "0", "100", "101", "1.234", "three"])
        case _:
            cents = roll.randint(0, 200_000)
            return roll.choice([f"{cents // 100}", f"{cents / 100:.2f}", f"{cents // 100},5", "x"])


def cases() -> list[dict[str, Any]]:
    """Forms filled in from nothing to all, with their texts."""
    roll = random.Random(5)
    made: list[dict[str, Any]] = []
    for part in [0.0, 1.0, *(roll.random() for _ in range(598))]:
        typed = {}
        for name, blank in BLANKS.items():
            kind = blank.get("kind", "text")
            if kind != "rest" and roll.random() < part:
                typed[name] = some_number(roll, kind) if kind in NUMBERS else roll.choice(WORDS)
        for name, choice in CHOICES.items():
            if roll.random() < part:
                typed[name] = roll.choice(choice["options"])["id"]
        percents = [n for n, blank in BLANKS.items() if blank.get("kind") == "percent"]
        bad = [n for n in percents if typed.get(n) in ("101", "1.234")]
        read = {name: text for name, text in typed.items() if name not in bad}
        text, missing = markdown(read)
        made.append({"typed": typed, "markdown": text, "missing": missing})
    return made


FEES = [
    # working-together/agreements: 40 %, 30 % and the rest
    ("725.00", "290.00", "217,50", "217.50"),
    ("1000", "333.33", "333.33", "333.34"),
    ("600", "600", "0", "0"),
    ("1.200,10", "400.05", "400,04", "400.01"),
    ("0.10", "0.03", "0.03", "0.04"),
    ("100", "60", "50", None),
]
"""Fee, on signing, when recorded, and what is then left; None where it is more than the fee."""


PAGE, FILE = "tools/agreement.md", "tools/agreement.yml"
CLAUSES = """\
heading: Agreement
notice: Not legal advice.
clauses:
  - id: fee
    title: Fee
    means: What is paid.
    artist: To pay little for it.
    producer: To get much for it.
    warnings: [Nothing is written.]
    choice:
      id: paid
      ask: Is it paid?
      options:
        - {id: one, label: At once, text: "Paid at once, {fee}."}
        - {id: two, label: In parts, text: "Paid in parts, {rest} last."}
    blanks:
      - {id: fee, label: The fee, kind: money}
      - {id: rest, label: The rest, kind: rest, rest_of: [fee]}
    text: "How: {paid}"
"""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        (
            "{rest} last",
            "{rest} or {rost} last",
            "15:44: G203 unknown blank 'rost'\n"
            "    fix: did you mean 'rest'? allowed: fee, paid, rest",
        ),
        (
            "rest_of: [fee]",
            "rest_of: [fea]",
            "18:59: G203 unknown blank 'fea'\n"
            "    fix: did you mean 'fee'? allowed: fee, paid, rest",
        ),
        (
            "      - {id: fee, label: The fee, kind: money}\n",
            "      - {id: fee, label: The fee, kind: money}\n      - {id: fee, label: Again}\n",
            "18:14: P304 a second blank or choice 'fee'\n    fix: give it an id of its own",
        ),
        (
            "How: {paid}",
            "How: paid",
            "11:11: G212 no text holds the blank 'paid'\n"
            "    fix: write {paid} where it belongs, or take the blank away",
        ),
    ],
)
def test_what_authors_of_clauses_get_wrong(
    old: str, new: str, finding: str | None, tmp_path: Path
) -> None:
    assert old in CLAUSES
    tree = small_guide()
    tree["index.md"] = page("index", body="[Agreement](tools/agreement.md)")
    tree[PAGE] = page("tools/agreement", "answers: [What is agreed]\n", teaches="deciding")
    tree[FILE] = CLAUSES.replace(old, new, 1)
    told = [one for one in findings(tree, tmp_path) if FILE in one]
    assert told == ([f"docs/{FILE}:{finding}"] if finding else [])
