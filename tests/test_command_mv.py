"""`guide mv`: a page under another name, with everything that names it; all or nothing."""

import shutil
from pathlib import Path

import pytest

from guide import moving
from guide.edits import make
from guide.kept import KeptPages
from guide.kinds import Kind
from guide.load import Guide, load
from tests.conftest import Run
from tests.test_edits import held
from tests.trees import ROOT, Tree, small_guide, write

PAGES = {
    "decide/what-it-costs": "decide/the-price",
    "roles/mixing-engineer": "roles/mixer",
    "stages/mixing": "stages/mixdown",
    "working-together/splits": "working-together/shares",
    "gear/daw": "gear/workstation",
    "genres/r-and-b": "genres/rhythm-and-blues",
    "learn/hearing": "learn/the-ear",
    "paths/songwriter": "paths/writer",
    "contributing/looks": "contributing/appearance",
}
"""A page of each kind, named by as many files as can be, and another name for it."""


def guide_that_names(page: str) -> Tree:
    """A guide in which every kind of file names a page in every way."""
    tree = small_guide()
    tree["stages/mixing.md"] = (
        tree["stages/mixing.md"]
        .replace(
            "gear: [microphone]  ",
            "",
        )
        .replace(
            "---\n\n",
            "questions:\n"
            "  - ask: Which of the two do you take tonight?\n"
            "    right: {answer: This one, because: It is the one that works.}\n"
            "    wrong:\n"
            f'      - {{answer: That one, because: It is not that one., see: "{page}#need"}}\n'
            f"related: [decide/deciding]\n"
            "---\n\n",
            1,
        )
        .replace(
            "\nText.\n",
            f"\nA [microphone](../{page}.md), [its need](<../{page}.md#need> "
            f'"A title") and `../{page}.md`.\n\nThe words {page} stay.\n',
            1,
        )
    )
    tree["glossary.yml"] = (
        "# Words.\n"
        f"Text: {{says: 'What stands on a page, in words.', page: '{page}#need'}} # a comment\n"
    )
    tree["choosing.yml"] = (
        "one: {choose: One for the voice, piece: microphone, uses: [singing], budget: small, "
        f"rule: It is the one that works., page: {page}}}\n"
    )
    return tree


TOLD = """\
docs/gear/microphone.md is now docs/gear/mic.md.
Its old address leads there: 'aliases' on the page holds 'gear/microphone'.
Its title is 'Microphone', as before.

6 other files name it, and now by its new name:
  docs/choosing.yml
  docs/genres/rock.md
  docs/glossary.yml
  docs/paths/band.yml
  docs/roles/singer.md
  docs/stages/mixing.md
  and 1 more

The guide has no findings. See all that changed: git diff
"""


def test_everything_that_names_it_is_changed_and_nothing_else(tmp_path: Path, run: Run) -> None:
    tree = guide_that_names("gear/microphone")
    tree["published.yml"] += "gear/microphone: 2026-01\n"
    docs = write(tree, tmp_path)
    assert run("check") == (0, "docs: 8 pages and 1 path, no findings\n", "")
    expected = {
        name.replace("gear/microphone.md", "gear/mic.md"): text.replace(
            "gear/microphone", "gear/mic"
        ).replace("gear: [microphone]", "gear: [mic]")
        for name, text in tree.items()
    }
    expected["published.yml"] = tree["published.yml"]
    expected["stages/mixing.md"] = (
        expected["stages/mixing.md"]
        .replace("`../gear/mic.md`", "`../gear/microphone.md`")
        .replace("words gear/mic stay", "words gear/microphone stay")
    )
    expected["gear/mic.md"] = expected["gear/mic.md"].replace(
        "\n---\n", "\naliases: [gear/microphone]\n---\n", 1
    )
    assert run("mv", "gear/microphone", "mic") == (
        0,
        TOLD.replace("  and 1 more\n", "")
        .replace(
            "  docs/stages/mixing.md\n", "  docs/stages/mixing.md\n  docs/stages/recording.md\n"
        )
        .replace("6 other", "7 other"),
        "",
    )
    assert held(docs) == {name: text.encode() for name, text in expected.items()}
    assert run("check")[0] == 0
    back = run("mv", "docs/gear/mic.md", "docs/gear/microphone.md")
    assert (back.code, back.out.splitlines()[:2]) == (
        0,
        [
            "docs/gear/mic.md is now docs/gear/microphone.md.",
            "Its old address was never published, so nothing has to lead on from there.",
        ],
    )
    assert held(docs) == {name: text.encode() for name, text in tree.items()}


def test_a_page_of_each_kind_goes_there_and_back(tmp_path: Path, real: Guide) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    before = held(docs)
    for old, new in PAGES.items():
        make(docs, moving.edits(real.library, docs, moving.meant(real.library, old, new)))
        moved = load(docs, kept=KeptPages(tmp_path / "kept"))
        assert moved.problems == []
        make(docs, moving.edits(moved.library, docs, moving.meant(moved.library, new, old)))
        assert held(docs) == before


def test_a_path_moves_with_its_data_its_blocks_and_those_who_name_it(
    tmp_path: Path, run: Run
) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] += "\n/// for | band\nText.\n///\n\n[It](../paths/band.md)\n"
    tree["paths/duo.md"] = tree["paths/band.md"].replace("Band", "Duo")
    tree["paths/duo.yml"] = tree["paths/band.yml"] + (
        "not_for: [{if: You are more than two people., path: band}]\n"
    )
    docs = write(tree, tmp_path)
    assert run("mv", "paths/band", "paths/group")[0] == 0
    del tree["paths/band.md"], tree["paths/band.yml"]
    after = held(docs)
    assert (
        after["paths/duo.yml"]
        == tree["paths/duo.yml"].replace("path: band", "path: group").encode()
    )
    assert (
        after["stages/mixing.md"]
        == (
            tree["stages/mixing.md"]
            .replace("| band", "| group")
            .replace("paths/band", "paths/group")
        ).encode()
    )
    assert {"paths/group.md", "paths/group.yml"} < after.keys()
    assert not {"paths/band.md", "paths/band.yml"} & after.keys()


def test_in_another_folder_its_own_links_are_written_anew(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    tree["learn/hearing.md"] = tree["decide/deciding.md"]
    tree["contributing/words.md"] = (
        tree["index.md"]
        .replace("Index", "Words")
        .replace(
            "\nText.\n", "\n[A](how.md#x), [b](../learn/hearing.md) and [c](#d).\n\n## D {#d}\n"
        )
    )
    tree["contributing/how.md"] = tree["index.md"] + "\n## X {#x}\n\n[W](words.md)\n"
    tree["learn/hearing.md"] = tree["decide/deciding.md"]
    del tree["learn/hearing.md"]
    tree["contributing/words.md"] = tree["contributing/words.md"].replace("learn/hearing", "index")
    docs = write(tree, tmp_path)
    assert run("check")[0] == 0
    assert run("mv", "contributing/words", "paths/index")[2] == (
        "'paths/index' makes no clean address.\nNothing was changed.\n"
    )
    library = load(docs).library
    move = moving.Move("contributing/words", "paths/words", leads_on=False)
    texts = moving.edits(library, docs, move).texts
    assert "[A](../contributing/how.md#x), [b](../index.md) and [c](#d)." in texts["paths/words.md"]
    assert "[W](../paths/words.md)" in texts["contributing/how.md"]


@pytest.mark.parametrize(
    ("held_before", "held_after"),
    [
        ("aliases: [a/b]\n", "aliases: [a/b, gear/microphone]\n"),
        ("aliases:\n  - a/b\n  - a/c\n", "aliases: [a/b, a/c, gear/microphone]\n"),
        ("aliases: [a/b, gear/mic]\n", "aliases: [a/b, gear/microphone]\n"),
        ("aliases: []\n", "aliases: [gear/microphone]\n"),
    ],
)
def test_ids_it_had_before_stay(
    held_before: str, held_after: str, tmp_path: Path, run: Run
) -> None:
    tree = small_guide()
    tree["published.yml"] += "gear/microphone: 2026-01\n"
    old = tree["gear/microphone.md"]
    tree["gear/microphone.md"] = old.replace("chain:", f"{held_before}chain:")
    docs = write(tree, tmp_path)
    assert run("mv", "gear/microphone", "gear/mic")[0] == 0
    assert (docs / "gear/mic.md").read_text("utf-8") == old.replace("chain:", f"{held_after}chain:")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "gear/mirophone",
            "mic",
            "There is no page 'gear/mirophone'. Did you mean 'gear/microphone'?",
        ),
        ("gear/mike", "mic", "There is no page 'gear/mike'. It is 'gear/microphone' now."),
        ("gear/microphone", "gear/microphone", "'gear/microphone' is its id already."),
        ("gear/microphone", "Mic 1", "'gear/Mic 1' makes no clean address. Try 'gear/mic-1'."),
        (
            "gear/microphone",
            "tool/mic",
            "'tool' is no folder for pages. There are: "
            + ", ".join(kind for kind in Kind if kind)
            + ".",
        ),
        (
            "stages/mixing",
            "recording",
            "'stages/recording' is there already: docs/stages/recording.md.",
        ),
        (
            "stages/mixing",
            "gear/mike",
            "'gear/mike' was the address of 'Microphone' once, and leads to it.",
        ),
        ("index", "home", "'index' has its place in the site's frame, and cannot be moved."),
        (
            "gear/microphone",
            "learn/microphone",
            "As 'learn/microphone' it would bring findings:\n"
            "docs/learn/microphone.md:1:1: F009 says what a gear page says of itself, and stands "
            "in 'learn'\n    fix: move it to 'gear'",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    old: str, new: str, told: str, tmp_path: Path, run: Run
) -> None:
    tree = small_guide()
    tree["gear/microphone.md"] = tree["gear/microphone.md"].replace(
        "chain:", "aliases: [gear/mike]\nchain:"
    )
    docs = write(tree, tmp_path)
    before = held(docs)
    assert run("mv", old, new) == (1, "", f"{told}\nNothing was changed.\n")
    assert held(docs) == before


def test_a_guide_with_findings_is_mended_first(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    tree["roles/singer.md"] = tree["roles/singer.md"].replace("[microphone]", "[mic]")
    write(tree, tmp_path)
    assert run("mv", "stages/mixing", "mixdown") == (
        1,
        "",
        "The guide has 1 finding in 1 file, and a change can be judged only when it has none.\n"
        "The first of them:\n"
        "docs/roles/singer.md:11:8: G203 unknown gear page 'mic'\n"
        "    fix: allowed: microphone\n"
        "See all with ./guide check; ./guide fix mends what has one right form.\n"
        "Nothing was changed.\n",
    )


def test_code_that_names_it_and_parts_of_it_are_told(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    tree["gear/microphone-care.md"] = tree["gear/microphone.md"]
    tree["gear/microphone.md"] += "\n[Care](microphone-care.md)\n"
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "gear: [microphone]", "gear: [microphone, microphone-care]"
    )
    tree["roles/singer.md"] = tree["roles/singer.md"].replace(
        "gear: [microphone]", "gear: [microphone, microphone-care]"
    )
    tree["genres/rock.md"] = tree["genres/rock.md"].replace(
        "gear: [microphone]", "gear: [microphone, microphone-care]"
    )
    write(tree, tmp_path)
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/table.py").write_text('A = 1\nPAGE = "gear/microphone"\n')
    (tmp_path / "hooks/other.py").write_text('PAGE = "gear/microphone-care"\n')
    out = run("mv", "gear/microphone", "mic").out
    assert out[out.index("\nBy their") : out.index("\nThe guide")] == (
        "\nBy their names, these were parts of it, and are no longer:\n"
        "  docs/gear/microphone-care.md\n"
        "\nCode and texts about the project name it too. Change them by hand:\n"
        "  hooks/table.py:2\n"
    )
