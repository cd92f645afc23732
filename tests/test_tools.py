"""Tools: their two halves, what their data name, and what is printed of them."""

import json
import re
from pathlib import Path

import pytest

from guide.load import Guide, load
from guide.tools import MODELS
from guide.views import Views
from tests.trees import ROOT, Tree, findings, page, small_guide, write

PAGE, DATA = "tools/do-you-need-a-producer.md", "tools/do-you-need-a-producer.yml"
RULES = """\
questions:
  - id: have
    ask: What do you have?
    answers:
      - id: song
        says: A song
        path: band
        moves:
          - {to: myself, points: 2, because: You have come this far alone.}
      - id: nothing
        says: Nothing
        moves:
          - {to: wait, points: 3, because: There is nothing to record.}
        rules_out:
          outcomes: [myself]
          because: There is nothing to record.
outcomes:
  - id: myself
    title: Do it yourself
    means: You do all of it alone.
    first: Sing it once into a phone.
    page: stages/recording
    ways:
      - {path: band, for: you play in one, choices: {room: home}}
  - id: wait
    title: Not yet
    means: You write it to its end.
    first: Write the second verse.
    page: stages/mixing
    ways:
      - {path: band, for: you play in one}
"""


def with_tool() -> Tree:
    tree = small_guide()
    tool = page(PAGE.removesuffix(".md"), "answers: [Do I need one]\n", teaches="deciding")
    tree["index.md"] = page("index", body="[Tool](tools/do-you-need-a-producer.md)")
    return tree | {PAGE: tool, DATA: RULES}


def test_a_tool_with_both_halves_has_no_findings(tmp_path: Path) -> None:
    assert findings(with_tool(), tmp_path) == []


@pytest.mark.parametrize(
    ("missing", "finding"),
    [
        (
            PAGE,
            "docs/tools/do-you-need-a-producer.yml:1:1: T601 the tool 'do-you-need-a-producer' has "
            "no page\n"
            "    fix: write docs/tools/do-you-need-a-producer.md, which says what it is for",
        ),
        (
            DATA,
            "docs/tools/do-you-need-a-producer.md:2:1: T601 the page 'tools/do-you-need-a-producer'"
            " shows a tool that has no data\n"
            "    fix: write docs/tools/do-you-need-a-producer.yml, with its rules and texts",
        ),
    ],
)
def test_half_a_tool(missing: str, finding: str, tmp_path: Path) -> None:
    tree = with_tool()
    tree["index.md"] = page("index")
    del tree[missing]
    assert findings(tree, tmp_path) == [finding]


def test_data_of_a_tool_that_there_is_not(tmp_path: Path) -> None:
    tree = with_tool() | {"tools/do-you-need-a-produce.yml": RULES}
    (finding,) = findings(tree, tmp_path)
    guess = f"did you mean 'do-you-need-a-producer'? allowed: {', '.join(sorted(MODELS))}"
    assert finding == (
        "docs/tools/do-you-need-a-produce.yml:1:1: G203 no tool is called 'do-you-need-a-produce'\n"
        f"    fix: {guess}; a new one needs a model, in hooks/guide/tools.py"
    )


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "id: nothing\n",
            "id: song\n",
            "10:13: P304 a second answer 'song'\n    fix: give it an id of its own; links hold it",
        ),
        (
            "choices: {room: home}}\n",
            "choices: {room: home}}\n"
            "  - {id: myself, title: Again, means: The same again., first: Do it again.,\n"
            "     page: stages/mixing, ways: [{path: band, for: you do}]}\n",
            "25:10: P304 a second outcome 'myself'\n"
            "    fix: give it an id of its own; links hold it",
        ),
        (
            "to: myself",
            "to: mysef",
            "9:18: G203 unknown outcome 'mysef'\n"
            "    fix: did you mean 'myself'? allowed: myself, wait",
        ),
        (
            "outcomes: [myself]",
            "outcomes: [wait]",
            "15:22: M113 the answer 'nothing' names the outcome 'wait' twice\n"
            "    fix: keep the stronger of the two",
        ),
        (
            "points: 2",
            "points: 0",
            "9:34: M109 0 points move nothing\n    fix: write 1 to 3, or -1 to -3",
        ),
        (
            "page: stages/recording",
            "page: stages/recordin",
            "22:11: G203 unknown page 'stages/recordin'\n"
            "    fix: did you mean 'stages/recording'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, index, paths/band, roles/singer, stages/mixing, stages/recording, "
            "tools/do-you-need-a-producer",
        ),
        (
            "path: band\n",
            "path: bond\n",
            "7:15: G203 unknown path 'bond'\n    fix: did you mean 'band'? allowed: band",
        ),
        (
            "{path: band, for: you play in one, choices",
            "{path: bond, for: you play in one, choices",
            "24:16: G203 unknown path 'bond'\n    fix: did you mean 'band'? allowed: band",
        ),
        (
            "room: home",
            "rom: home",
            "24:54: G203 the path 'band' has no choice 'rom'\n"
            "    fix: did you mean 'room'? allowed: room",
        ),
        (
            "room: home",
            "room: hom",
            "24:60: G203 the choice 'room' has no option 'hom'\n"
            "    fix: did you mean 'home'? allowed: home, studio",
        ),
    ],
)
def test_what_authors_of_the_rules_get_wrong(
    old: str, new: str, finding: str, tmp_path: Path
) -> None:
    tree = with_tool()
    assert old in RULES
    tree[DATA] = RULES.replace(old, new, 1)
    assert findings(tree, tmp_path) == [f"docs/{DATA}:{finding}"]


SUMS = "tools/calculators.md", "tools/calculators.yml"


def with_sums(key: str, value: str) -> Tree:
    """The calculators, with one thing that they stand on."""
    data = (ROOT / "docs" / SUMS[1]).read_text("utf-8")
    bare = re.sub(r"^( +)(sources|see): .*$", r"\1\2: []", data, flags=re.M)
    tree = small_guide()
    tree["index.md"] = page("index", body="[Sums](tools/calculators.md#delay)")
    tree[SUMS[0]] = page("tools/calculators", "answers: [How long is it]\n", teaches="deciding")
    tree[SUMS[1]] = bare.replace(f"{key}: []", f"{key}: [{value}]", 1)
    return tree


def test_a_source_of_a_tool_alone_is_used(tmp_path: Path) -> None:
    tree = with_sums("sources", "b-book")
    tree["sources.yml"] += "b-book: {title: B book, publisher: A house}\n"
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    ("key", "value", "finding"),
    [
        ("see", "stages/mixing#steps", None),
        (
            "see",
            "stages/mixin",
            "G203 unknown page 'stages/mixin'\n"
            "    fix: did you mean 'stages/mixing'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, index, paths/band, roles/singer, stages/mixing, stages/recording, "
            "tools/calculators",
        ),
        (
            "see",
            "stages/mixing#stops",
            "L402 'stages/mixing.md' has no anchor 'stops'\n"
            "    fix: did you mean 'steps'? allowed: differences, exercise, mistakes, steps",
        ),
        (
            "sources",
            "nobody",
            "G203 unknown source 'nobody'\n"
            "    fix: declare it in docs/sources.yml; no declared one looks like it",
        ),
    ],
)
def test_what_the_data_of_a_tool_stand_on_is_there(
    key: str, value: str, finding: str | None, tmp_path: Path
) -> None:
    tree = with_sums(key, value)
    rows = tree[SUMS[1]].splitlines()
    line = next(number for number, row in enumerate(rows) if f"{key}: [{value}]" in row)
    column = rows[line].index(value) + 1
    told = [f"docs/{SUMS[1]}:{line + 1}:{column}: {finding}"] if finding else []
    assert findings(tree, tmp_path) == told


def test_a_way_carries_its_choices_and_says_them(tmp_path: Path) -> None:
    views = Views(load(write(with_tool(), tmp_path)).library)
    tool = views.page("tools/do-you-need-a-producer")["tool"]
    assert json.loads(tool["json"]) == tool["data"]
    assert [outcome["ways"] for outcome in tool["data"]["outcomes"]] == [
        [
            {
                "path": "band",
                "for": "you play in one",
                "title": "Band",
                "href": "../../paths/band/#way=room:home",
                "takes": ["At home"],
            }
        ],
        [
            {
                "path": "band",
                "for": "you play in one",
                "title": "Band",
                "href": "../../paths/band/",
                "takes": [],
            }
        ],
    ]


def test_every_tool_has_its_parts(real: Guide) -> None:
    for tool in MODELS:
        parts = [
            f"docs/tools/{tool}.md",
            f"docs/tools/{tool}.yml",
            f"overrides/partials/guide/tools/{tool}.html",
            f"overrides/assets/javascripts/tools/{tool}.js",
            f"overrides/assets/javascripts/elements/tools/{tool}.js",
        ]
        assert [part for part in parts if not (ROOT / part).exists()] == []
    assert real.library.tools.keys() == MODELS.keys()
