"""The glossary: checked like any other data, and printed by letters."""

from pathlib import Path

import pytest

from guide.load import load
from guide.views import Views
from tests.trees import Tree, page, small_guide, write

GLOSSARY = """\
headroom:
  says: The space between the loudest peak and the ceiling.
  page: stages/recording
808:
  says: A drum machine of 1980, and the long bass note that it is known for.
  page: genres/rock#sound
  also: [TR-808]
"""


@pytest.fixture
def tree() -> Tree:
    body = "Leave headroom for the TR-808."
    return small_guide() | {
        "stages/recording.md": page(
            "stages/recording", "roles: [singer]\ngear: [microphone]\n", body
        ),
        "glossary.yml": GLOSSARY.replace("808:", '"808":', 1),
        "glossary.md": page("glossary"),
    }


def findings(tree: Tree, folder: Path) -> list[str]:
    return [str(problem) for problem in load(write(tree, folder)).problems]


def test_terms_stand_by_letters_with_their_page(tree: Tree, tmp_path: Path) -> None:
    guide = load(write(tree, tmp_path))
    assert [str(problem) for problem in guide.problems] == []
    figures, letters = Views(guide.library).page("glossary")["terms"]
    assert (figures["letter"], letters["letter"]) == ("0–9", "H")
    (term,) = figures["terms"]
    assert (term["id"], term["also"], term["href"]) == (
        "term-808",
        "TR-808",
        "../genres/rock/#sound",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "page: stages/recording",
            "page: stages/recordin",
            "docs/glossary.yml:3:9: G203 unknown page 'stages/recordin'\n"
            "    fix: did you mean 'stages/recording'? allowed: decide/deciding, gear/microphone, "
            "genres/rock, glossary, index, paths/band, roles/singer, stages/mixing, "
            "stages/recording",
        ),
        (
            "#sound",
            "#sounds",
            "docs/glossary.yml:6:9: L402 'genres/rock.md' has no anchor 'sounds'\n"
            "    fix: did you mean 'sound'? allowed: exercise, ingredients, kit, neighbours, "
            "origins, people, production, sound",
        ),
        (
            "[TR-808]",
            "[Headroom]",
            "docs/glossary.yml:4:1: M113 'Headroom' is explained under 'headroom' too\n"
            "    fix: keep it in one place",
        ),
        (
            "  page: stages/recording\n",
            "  page: stages/recording\n  unmarked: [head room]\n",
            "docs/glossary.yml:4:13: G203 'head room' is no form of 'headroom'\n"
            "    fix: did you mean 'headroom'? allowed: headroom",
        ),
        (
            "  page: stages/recording\n",
            "  page: stages/recording\n  found_by: [reserve, Headroom]\n",
            "docs/glossary.yml:4:23: M113 'Headroom' finds 'headroom' already\n"
            "    fix: leave it out here",
        ),
        (
            "  also: [TR-808]\n",
            "  also: [TR-808]\n  found_by: [tr-808]\n",
            "docs/glossary.yml:8:14: M113 'tr-808' finds '808' already\n    fix: leave it out here",
        ),
        (
            '"808":',
            "HEAD-ROOM: {says: It is high., page: stages/mixing}\n"
            "head room: {says: It is high., page: stages/mixing}\n"
            '"808":',
            "docs/glossary.yml:5:1: G201 'head room' has the address of 'HEAD-ROOM',"
            " since signs do not count in it\n    fix: name one differently",
        ),
        (
            "the ceiling.",
            "the ceiling. It is space. Leave some.",
            "docs/glossary.yml:2:9: M109 3 sentences\n"
            "    fix: say it in one or two whole sentences; the page of the term can say more",
        ),
        (
            "the ceiling.",
            "the ceiling",
            "docs/glossary.yml:2:9: M109 the sentence has no end\n"
            "    fix: say it in one or two whole sentences; the page of the term can say more",
        ),
        (
            "says: The space",
            "sais: The space",
            "docs/glossary.yml:2:3: M106 unknown key 'sais'\n    fix: did you mean 'says'? "
            "allowed: also, found_by, page, says, unmarked",
        ),
    ],
)
def test_a_slip_is_one_finding(tree: Tree, tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in tree["glossary.yml"]
    tree["glossary.yml"] = tree["glossary.yml"].replace(old, new, 1)
    assert findings(tree, tmp_path) == [told]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "aliases: [stages/taking]\n",
            "docs/glossary.yml:3:9: G207 'stages/taking' has another id now\n"
            "    fix: write 'stages/recording'",
        ),
        (
            "draft: true\n",
            "docs/glossary.yml:3:9: G206 the page 'stages/recording' is a draft\n"
            "    fix: publish it first, or name another",
        ),
    ],
)
def test_a_term_leads_to_what_readers_see(
    tree: Tree, tmp_path: Path, fields: str, told: str
) -> None:
    name = "stages/recording.md"
    tree[name] = tree[name].replace("---\n", f"---\n{fields}", 1)
    if "aliases" in fields:
        tree["glossary.yml"] = tree["glossary.yml"].replace("stages/recording", "stages/taking")
    found = findings(tree, tmp_path)
    assert [finding for finding in found if "glossary" in finding] == [told]


def test_a_form_is_unmarked_and_found_by_other_words(tree: Tree, tmp_path: Path) -> None:
    tree["glossary.yml"] += '  unmarked: [TR-808, "808"]\n  found_by: [drum box, beat box]\n'
    assert findings(tree, tmp_path) == []
    tree["glossary.yml"] += 'head-room: {says: It is high., page: stages/mixing, also: ["808"]}\n'
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("Text.", "Some head-room.", 1)
    assert findings(tree, tmp_path / "b") == [
        "docs/glossary.yml:10:1: M113 '808' is explained under '808' too\n"
        "    fix: keep it in one place"
    ]


def test_a_page_without_its_data(tree: Tree, tmp_path: Path) -> None:
    del tree["glossary.yml"]
    assert findings(tree, tmp_path) == [
        "docs/glossary.yml:1:1: F012 the file is missing\n"
        "    fix: write it: what words mean that pages use, by term."
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Use XYZW (a kind of driver), then XYZW.",
        "XYZW, the kind of driver. Then XYZW.",
        "A kind of driver (XYZW), then XYZW.",
        "An *XYZW* is a driver.",
        'By XYZW Records, a Shure XYZW, "XYZW". The XY58. XIV.',
        "| Name | What |\n|---|---|\n| XYZW | A driver |\n",
        "In the UK and on `XYZW`, US time.",
        "```\nXYZW\n```\n",
        "By TR-808 and TR.",
        "The X1, the 4K and the IV.",
        "An XYZW-like X/XYZW, a@XYZW.",
        "It is called XYZW: so it is.",
    ],
)
def test_abbreviations_that_are_known_told_or_names(tree: Tree, tmp_path: Path, body: str) -> None:
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("\nText.\n", f"\n{body}\n", 1)
    assert findings(tree, tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        "Then XYZW.",
        "The XYZW's old.",
        "## By XYZW\n\nSo XYZWs go.",
        "`XYZW`\n\nOld XYZW, no XYZW.",
    ],
)
def test_an_abbreviation_that_nobody_explains(tree: Tree, tmp_path: Path, body: str) -> None:
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("\nText.\n", f"\n{body}\n", 1)
    lines = tree["stages/mixing.md"].split("\n")
    line = max(number for number, text in enumerate(lines, 1) if "XYZW" in text)
    column = lines[line - 1].index("XYZW") + 1
    assert findings(tree, tmp_path) == [
        f"docs/stages/mixing.md:{line}:{column}: L415 'XYZW' is explained neither here nor in the"
        " glossary\n    fix: say what it is where it first stands, 'XYZW (…)', or add it to"
        " docs/glossary.yml"
    ]


def test_a_term_is_used_where_it_begins_a_sentence(tree: Tree, tmp_path: Path) -> None:
    tree["stages/recording.md"] = tree["stages/recording.md"].replace("Leave head", "Head")
    assert findings(tree, tmp_path) == []


def test_two_letters_are_an_abbreviation_and_one_is_none(tree: Tree, tmp_path: Path) -> None:
    body = "Then Q and QZ, and QZ."
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("\nText.\n", f"\n{body}\n", 1)
    line = tree["stages/mixing.md"].split("\n").index(body) + 1
    (finding,) = findings(tree, tmp_path)
    assert finding.startswith(f"docs/stages/mixing.md:{line}:12: L415 'QZ' is explained neither")


def test_a_term_that_no_page_uses(tree: Tree, tmp_path: Path) -> None:
    tree["stages/recording.md"] = tree["stages/recording.md"].replace("headroom", "room")
    assert findings(tree, tmp_path) == [
        "docs/glossary.yml:1:1: G212 no page uses the term 'headroom'\n"
        "    fix: use it, name the form that pages use under 'also', or delete it"
    ]
