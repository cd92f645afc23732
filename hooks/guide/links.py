"""Addresses outside the site: which of them work, and how often one failed in a row.

One failure proves little: a server rests, a line breaks. So strikes are counted from week to week,
and only the third makes a link broken. What is counted is kept in the text of the report itself.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from guide.library import Library

STRIKES = 3
"""Failures in a row after which a link is called broken."""
_ROW = re.compile(r"^\| (\d{1,3}) \| <(https?://[^\s<>]+)> \|", re.M)


class State(Enum):
    """What an answer says of a link."""

    WORKS = "works"
    FAILS = "fails"
    UNCLEAR = "unclear"


class Answer(NamedTuple):
    """What came back from an address, in a word or two for a person."""

    state: State
    told: str


def answered(status: int) -> Answer:
    """What an HTTP status says (RFC 9110, section 15). A server that turns programs away, or asks
    them to wait, says nothing about what a reader's browser would see."""
    if status < 400:
        return Answer(State.WORKS, f"{status}")
    if status in (401, 402, 403, 405, 406, 408, 425, 429, 451, 503, 999):
        return Answer(State.UNCLEAR, f"turned away, {status}")
    return Answer(State.FAILS, f"{status}")


def addresses(library: Library) -> dict[str, list[str]]:
    """All addresses that sources and texts link to, each with the ids of its sources and pages."""
    found: dict[str, list[str]] = {}
    for name, source in library.sources.items():
        if source.url:
            found.setdefault(source.url.partition("#")[0], []).append(name)
    for page in library.published.values():
        for link in page.prose.links:
            if link.target.startswith(("https://", "http://")):
                found.setdefault(link.target.partition("#")[0], []).append(page.id)
    return found


def strikes(report: str) -> dict[str, int]:
    """How often each address had failed in a row, as an earlier report says."""
    return {address: int(number) for number, address in _ROW.findall(report)}


def report(
    places: Mapping[str, list[str]], answers: Mapping[str, Answer], before: Mapping[str, int]
) -> str:
    """The report as Markdown: broken links first, then those that failed lately. A link that works
    loses its strikes; one whose answer is unclear keeps them."""
    rows: list[tuple[int, str]] = []
    for address, answer in answers.items():
        count = before.get(address, 0) + (answer.state is State.FAILS)
        if count and answer.state is not State.WORKS:
            ids = ", ".join(f"`{name}`" for name in places[address])
            rows.append((count, f"| {count} | <{address}> | {answer.told} | {ids} |"))
    rows.sort(key=lambda row: (-row[0], row[1]))
    broken = [row for count, row in rows if count >= STRIKES]
    lately = [row for count, row in rows if count < STRIKES]
    states = [answer.state for answer in answers.values()]
    lines = [
        "## Links out of the guide",
        "",
        f"{len(answers)} addresses asked, {states.count(State.WORKS)} worked, "
        f"{states.count(State.UNCLEAR)} turned the program away.",
    ]
    for heading, table in (
        (f"Broken: {STRIKES} failures in a row or more", broken),
        ("Failed lately, perhaps by chance", lately),
    ):
        if table:
            head = ["| failures in a row | address | last answer | in |", "|---|---|---|---|"]
            lines += ["", f"### {heading}", "", *head, *table]
    return "\n".join(lines) + "\n"
