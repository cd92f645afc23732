"""`guide fix`: what has one right form is mended, and pages say the same as before."""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from guide.cleaning import cleaned
from guide.command_fix import fix_all
from guide.load import load
from tests import test_bad_inputs as bad
from tests.conftest import Run
from tests.test_edits import held
from tests.trees import ROOT, Tree, small_guide, write

MIXING, ROCK, BAND, GLOSSARY = (
    "stages/mixing.md",
    "genres/rock.md",
    "paths/band.yml",
    "glossary.yml",
)


class Slip(NamedTuple):
    """What somebody wrote in place of the right text, and what is told when it is mended."""

    name: str
    file: str
    right: str
    wrong: str
    told: str


def sound_guide() -> Tree:
    """The small guide with all that a name can stand in."""
    tree = small_guide()
    tree[MIXING] = (
        tree[MIXING]
        .replace("reviewed:", "aliases: [stages/mixdown]\nrelated: [decide/deciding]\nreviewed:")
        .replace(
            "\nText.\n",
            "\nRead [microphones](../gear/microphone.md#need) and [the steps](#steps), "
            "a claim.[^a-book]\n\n"
            "- one\n- two\n\n/// for | band\nText.\n///\n\n"
            "| a | b |\n| --- | --- |\n| c | d |\n\n[Rock](../genres/rock.md).\n",
            1,
        )
    )
    tree[GLOSSARY] = (
        "Text: {says: 'What stands on a page, in words.', page: 'stages/mixing#steps'}\n"
    )
    return tree


SLIPS = [
    Slip(
        "an id in capitals",
        MIXING,
        "roles: [singer]",
        "roles: [Singer]",
        "12: 'Singer' is now 'singer'",
    ),
    Slip(
        "an id with its folder",
        MIXING,
        "gear: [microphone]",
        "gear: [gear/microphone]",
        "13: 'gear/microphone' is now 'microphone'",
    ),
    Slip(
        "an id as a file",
        MIXING,
        "related: [decide/deciding]",
        "related: [decide/deciding.md]",
        "5: 'decide/deciding.md' is now 'decide/deciding'",
    ),
    Slip(
        "a list without brackets",
        ROCK,
        "roles: [singer]",
        "roles: singer",
        "20: 'singer' is now '[singer]'",
    ),
    Slip(
        "an id of before",
        ROCK,
        "stages: [mixing, recording]",
        "stages: [mixdown, recording]",
        "21: 'mixdown' is now 'mixing'",
    ),
    Slip(
        "a skill with a space",
        MIXING,
        "teaches: [mixing]",
        "teaches: [ Mixing ]",
        "7: 'Mixing' is now 'mixing'",
    ),
    Slip("a word in capitals", ROCK, "family: rock", "family: Rock", "18: 'Rock' is now 'rock'"),
    Slip(
        "a number in quotes", ROCK, "since: 1970", 'since: "1970"', "19: '\"1970\"' is now '1970'"
    ),
    Slip("a key in capitals", ROCK, "tempo: [90", "Tempo: [90", "9: 'Tempo:' is now 'tempo:'"),
    Slip(
        "no space behind a colon",
        ROCK,
        "since: 19",
        "since:19",
        "19: 'since:1970' is now 'since: 1970'",
    ),
    Slip(
        "a link to an address",
        MIXING,
        "(../genres/rock.md)",
        "(../genres/rock/)",
        "31: '../genres/rock/' is now '../genres/rock.md'",
    ),
    Slip(
        "an absolute link",
        MIXING,
        "(../gear/microphone.md#need)",
        "(/gear/microphone.md#need)",
        "18: '/gear/microphone.md#need' is now '../gear/microphone.md#need'",
    ),
    Slip("a part in capitals", MIXING, "(#steps)", "(#Steps)", "18: '#Steps' is now '#steps'"),
    Slip(
        "a source in capitals",
        MIXING,
        "[^a-book]",
        "[^A-Book]",
        "18: '^A-Book' is now '^a-book'",
    ),
    Slip(
        "a path in capitals", MIXING, "/// for | band", "/// for | Band", "23: 'Band' is now 'band'"
    ),
    Slip(
        "no empty line above a list",
        MIXING,
        "[^a-book]\n\n- one",
        "[^a-book]\n- one",
        "20: an empty line stands above it now",
    ),
    Slip(
        "a step by its old id",
        BAND,
        "page: stages/mixing",
        "page: stages/mixdown",
        "26: 'stages/mixdown' is now 'stages/mixing'",
    ),
    Slip(
        "a term that leads to an old id",
        GLOSSARY,
        "'stages/mixing#steps'",
        "'stages/mixdown#steps'",
        "1: ''stages/mixdown#steps'' is now ''stages/mixing#steps''",
    ),
]


def slipped(*slips: Slip) -> Tree:
    tree = sound_guide()
    for slip in slips:
        assert tree[slip.file].count(slip.right) == 1, slip.name
        tree[slip.file] = tree[slip.file].replace(slip.right, slip.wrong)
    return tree


def test_the_guide_of_these_tests_is_sound(tmp_path: Path, run: Run) -> None:
    write(sound_guide(), tmp_path)
    assert run("fix") == (0, "Nothing to mend.\n", "")


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_mended_and_told(slip: Slip, tmp_path: Path, run: Run) -> None:
    docs = write(slipped(slip), tmp_path)
    assert run("check")[0] == 1
    assert run("fix") == (
        0,
        f"docs/{slip.file}:{slip.told}\n\n1 place mended in 1 file. See them: git diff\n",
        "",
    )
    expected = sound_guide()
    if slip.name == "a skill with a space":
        expected[MIXING] = expected[MIXING].replace("[mixing]\nprac", "[ mixing ]\nprac")
    assert held(docs) == {name: text.encode() for name, text in expected.items()}


NOISE = ["\u200b", "\u00ad", "\x07", "\u202e"]


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each takes a second: no shrinking
)
@given(data=st.data())
def test_any_slips_together_are_mended_once_and_for_all(data: st.DataObject) -> None:
    """However many there are: the right text comes back, and nothing is left to do."""
    chosen = data.draw(st.lists(st.sampled_from(SLIPS), unique=True, max_size=8))
    chosen = [slip for slip in chosen if slip.name != "a skill with a space"]  # a space stays
    if {"a number in quotes", "no space behind a colon"} <= {slip.name for slip in chosen}:
        chosen = [slip for slip in chosen if slip.name != "a number in quotes"]  # one value
    # Two slips in one place are another one.
    assume(
        not any(
            one is not other and one.file == other.file and one.right in other.right
            for one, other in product(chosen, repeat=2)
        )
    )
    tree = {name: text.encode() for name, text in slipped(*chosen).items()}
    for name in data.draw(st.lists(st.sampled_from(sorted(tree)), unique=True, max_size=3)):
        text = tree[name].decode()
        lines = text.split("\n")
        at = data.draw(st.integers(0, len(lines) - 2))
        lines[at] += data.draw(st.sampled_from([*NOISE, " "]))
        text = "\n".join(lines) + data.draw(st.sampled_from(["", "\n\n"]))
        if data.draw(st.booleans()):
            text = text.replace("\n", "\r\n")
        tree[name] = (b"\xef\xbb\xbf" if data.draw(st.booleans()) else b"") + text.encode()
    with TemporaryDirectory() as folder:
        docs = write({}, Path(folder))
        for name, content in tree.items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_bytes(content)
        fixed = fix_all(docs, lambda file: True)
        assert [str(problem) for problem in fixed.guide.problems] == []
        for name, text in fixed.texts.items():
            (docs / name).write_text(text, encoding="utf-8")
        assert held(docs) == {name: text.encode() for name, text in sound_guide().items()}
        assert fix_all(docs, lambda file: True).told == []


@pytest.mark.parametrize("case", bad.VALUES, ids=lambda case: case.name)
def test_what_authors_get_wrong_is_never_made_worse(case: bad.Case, tmp_path: Path) -> None:
    """A second time changes nothing; and there are no more findings, but those that a text shows
    which could not be read before."""
    tree = small_guide()
    tree[case.file] = tree[case.file].replace(case.old, case.new, 1)
    docs = write(tree, tmp_path)
    before = load(docs).problems
    fixed = fix_all(docs, lambda file: True)
    unread = any(problem.code.value in ("M103", "M104", "M106", "M107") for problem in before)
    assert len(fixed.guide.problems) <= len(before) or unread
    for name, text in fixed.texts.items():
        (docs / name).write_text(text, encoding="utf-8")
    again = fix_all(docs, lambda file: True)
    assert (again.told, again.texts) == ([], {})
    assert again.guide.problems == fixed.guide.problems


def test_the_real_pages_need_no_mending() -> None:
    fixed = fix_all(ROOT / "docs", lambda file: True)
    assert (fixed.told, fixed.texts) == ([], {})


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "a.md",
            "\ufeffA\r\nb\rc",
            "A\nb\nc\n",
            [
                "1: a byte order mark is gone",
                "1: line ends are those of Unix (LF)",
                "3: the file ends with one line end",
            ],
        ),
        (
            "a.md",
            "one\u2028two \u200b\n",
            "one two\n",
            [
                "1: the invisible character U+2028 is gone",
                "1: the invisible character U+200B is gone",
                "1: spaces at the end of the line are gone",
            ],
        ),
        (
            "a.md",
            "a line  \nthat breaks  \n\nand \n  \nend\n\n\n",
            "a line  \nthat breaks\n\nand\n\nend\n",
            [
                "2: spaces at the end of the line are gone",
                "4: spaces at the end of the line are gone",
                "5: spaces at the end of the line are gone",
                "6: the file ends with one line end",
            ],
        ),
        ("a.yml", "a: |\n  text  \n  more\n", "a: |\n  text  \n  more\n", []),
        (
            "a.yml",
            "a: text  \nb: c\n",
            "a: text\nb: c\n",
            ["1: spaces at the end of the line are gone"],
        ),
        ("a.md", "👩\u200d🎤 \u0645\u200c\u0646\n", "👩\u200d🎤 \u0645\u200c\u0646\n", []),
        ("a.svg", "<svg> \r\n</svg>", "<svg> \n</svg>", ["1: line ends are those of Unix (LF)"]),
    ],
)
def test_signs_that_nobody_sees(name: str, before: str, after: str, told: list[str]) -> None:
    found = cleaned(name, before.encode("utf-8"))
    assert found is not None
    assert (found[0], [f"{line}: {words}" for line, words in found[1]]) == (after, told)
    assert cleaned(name, after.encode("utf-8")) == (after, [])


def test_what_is_no_utf_8_is_left_alone() -> None:
    assert cleaned("a.md", b"caf\xe9 \r\n") is None


def test_what_needs_a_person_stays_and_is_counted(tmp_path: Path, run: Run) -> None:
    tree = slipped(SLIPS[0])
    tree[ROCK] = tree[ROCK].replace("gear: [microphone]", "gear: [mikrofon]")
    docs = write(tree, tmp_path)
    assert run("fix") == (
        1,
        f"docs/{MIXING}:{SLIPS[0].told}\n\n1 place mended in 1 file. See them: git diff\n",
        "1 finding in 1 file left, for you to decide. See them: ./guide check\n",
    )
    assert "mikrofon" in (docs / ROCK).read_text("utf-8")


def test_only_what_is_named_is_mended(tmp_path: Path, run: Run) -> None:
    docs = write(slipped(SLIPS[0], SLIPS[3]), tmp_path)
    assert run("fix", "docs/stages")[1].startswith(f"docs/{MIXING}:{SLIPS[0].told}\n\n1 place")
    assert "roles: singer" in (docs / ROCK).read_text("utf-8")
    assert run("fix", "docs/genres/rock.md")[0] == 0


def test_a_word_that_a_list_holds_already_is_left(tmp_path: Path, run: Run) -> None:
    tree = sound_guide()
    tree[MIXING] = tree[MIXING].replace("roles: [singer]", "roles: [singer, Singer]")
    docs = write(tree, tmp_path)
    assert run("fix")[:2] == (1, "")
    assert held(docs)[MIXING] == tree[MIXING].encode()
