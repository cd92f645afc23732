"""Rules about the guide as a whole, each with the whole of what is printed."""

from pathlib import Path

import pytest

from guide.load import load
from guide.path_checks import can_be_walked, routes
from tests.trees import Tree, findings, page, small_guide, write


def changed(file: str, old: str, new: str) -> Tree:
    tree = small_guide()
    assert old in tree[file]
    tree[file] = tree[file].replace(old, new, 1)
    return tree


def test_needs_that_run_in_a_circle_are_told_once_with_the_chain(tmp_path: Path) -> None:
    tree = changed(
        "stages/recording.md",
        "roles: [singer]",
        "needs: [{skill: mixing, because: It goes round in a circle.}]\nroles: [singer]",
    )
    assert findings(tree, tmp_path) == [
        "docs/stages/mixing.md:12:17: G209 needs run in a circle: this page needs 'recording', "
        "taught by 'stages/recording', which needs 'mixing', taught by 'stages/mixing'\n"
        "    fix: drop the need that is only a habit, or teach its skill on a page before both"
    ]


def test_a_circle_is_broken_by_another_page_that_teaches_one_of_its_skills(tmp_path: Path) -> None:
    tree = changed(
        "stages/recording.md",
        "roles: [singer]",
        "needs: [{skill: mixing, because: It goes round in a circle.}]\nroles: [singer]",
    )
    tree["decide/other.md"] = page("decide/other", teaches="mixing")
    tree["paths/band.yml"] = tree["paths/band.yml"].replace(
        "  - page: decide/deciding\n    because: It comes first here.\n",
        "  - page: decide/deciding\n    because: It comes first here.\n"
        "  - page: decide/other\n    because: It teaches what is needed.\n",
    )
    assert findings(tree, tmp_path) == []


def test_a_page_that_meets_no_page_of_another_kind_is_a_hole(tmp_path: Path) -> None:
    tree = changed("genres/rock.md", "gear: [microphone]", "gear: []")
    tree["roles/singer.md"] = page("roles/singer")
    assert findings(tree, tmp_path) == [
        "docs/genres/rock.md:2:1: G211 'genres/rock' is linked with no gear page, "
        "from neither end\n    fix: name one under 'gear' of this page",
        "docs/roles/singer.md:2:1: G211 'roles/singer' is linked with no gear page, "
        "from neither end\n    fix: name one under 'gear' of this page",
    ]


def test_a_page_that_nothing_leads_to_is_an_orphan(tmp_path: Path) -> None:
    tree = small_guide() | {"decide/alone.md": page("decide/alone", teaches="rock")}
    assert findings(tree, tmp_path) == [
        "docs/decide/alone.md:2:1: G210 'decide/alone' is on no path, and no page links to it\n"
        "    fix: make it a step of a path, or link to it where a reader would want it"
    ]


def test_a_link_in_a_text_is_enough_to_be_found(tmp_path: Path) -> None:
    tree = small_guide() | {"decide/alone.md": page("decide/alone", teaches="rock")}
    tree["index.md"] = page("index", body="[Alone](decide/alone.md)")
    assert findings(tree, tmp_path) == []


def test_two_pages_cannot_claim_one_alias(tmp_path: Path) -> None:
    tree = changed("stages/mixing.md", "title: Mixing\n", "title: Mixing\naliases: [stages/mix]\n")
    tree["roles/singer.md"] = tree["roles/singer.md"].replace(
        "title: Singer\n", "title: Singer\naliases: [stages/mix]\n"
    )
    assert findings(tree, tmp_path) == [
        "docs/stages/mixing.md:3:11: G201 the alias 'stages/mix' is claimed by 'roles/singer' too\n"
        "    fix: keep it on the page that took over the old one's subject"
    ]


def test_a_renamed_page_is_named_by_its_new_id_wherever_the_old_one_stands(tmp_path: Path) -> None:
    tree = changed(
        "roles/singer.md", "title: Singer\n", "title: Singer\naliases: [roles/vocalist]\n"
    )
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("[singer]", "[vocalist]")
    tree["decide/deciding.md"] = tree["decide/deciding.md"].replace(
        "A claim.", "Ask a [vocalist](../roles/vocalist.md)."
    )
    tree["paths/band.yml"] = tree["paths/band.yml"].replace("decide/deciding", "roles/vocalist")
    tree["index.md"] = page("index", body="[Deciding](decide/deciding.md)")
    assert findings(tree, tmp_path) == [
        "docs/decide/deciding.md:10:7: G207 'roles/vocalist' has another id now\n"
        "    fix: write '../roles/singer.md'",
        "docs/paths/band.yml:4:11: G207 'roles/vocalist' has another id now\n"
        "    fix: write 'roles/singer'",
        "docs/stages/mixing.md:10:9: G207 the role 'vocalist' has another id now\n"
        "    fix: write 'singer'",
    ]


def test_a_vanished_id_is_kept_by_an_alias(tmp_path: Path) -> None:
    tree = changed("stages/mixing.md", "title: Mixing\n", "title: Mixing\naliases: [stages/mix]\n")
    tree["published.yml"] = "stages/mix: 2026-01\n"
    assert findings(tree, tmp_path) == []


def test_drafts_are_checked_but_not_linked(tmp_path: Path) -> None:
    tree = small_guide() | {
        "decide/alone.md": page("decide/alone", "draft: true\n", "[No](nope.md)", teaches="rock")
    }
    tree["index.md"] = page("index", "related: [decide/alone]\n", "[Alone](decide/alone.md)")
    tree["paths/band.yml"] = tree["paths/band.yml"].replace("decide/deciding", "decide/alone")
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "\nText.", "\nSee [deciding](../decide/deciding.md)."
    )
    assert findings(tree, tmp_path) == [
        "docs/decide/alone.md:11:1: L401 there is no file 'decide/nope.md'\n"
        "    fix: take the link out",
        "docs/index.md:5:11: G206 the page 'decide/alone' is a draft\n"
        "    fix: publish it first, or take 'decide/alone' out of 'related'",
        "docs/index.md:8:1: L404 'decide/alone.md' is a draft\n"
        "    fix: publish the draft first, or take the link out",
        "docs/paths/band.yml:4:11: G206 the page 'decide/alone' is a draft\n"
        "    fix: publish it first, or take the step out",
    ]


def test_a_skill_must_be_taught_unless_a_path_assumes_it(tmp_path: Path) -> None:
    tree = changed("stages/mixing.md", "skill: recording", "skill: hearing")
    tree["skills.yml"] += "hearing: Hear the thing that is meant here.\n"
    assert findings(tree, tmp_path / "a") == [
        "docs/paths/band.yml:26:11: P307 'Mixing' needs 'hearing', not taught before it\n"
        "    fix: no page teaches it: write one, or list it under 'assumes'",
        "docs/stages/mixing.md:12:17: G208 'hearing' is needed here and taught on no page\n"
        "    fix: add it to 'teaches' of the page that teaches it, or write that page",
    ]
    tree["paths/band.yml"] = "assumes: [hearing]\n" + tree["paths/band.yml"]
    assert findings(tree, tmp_path / "b") == []


def test_a_path_is_two_files(tmp_path: Path) -> None:
    tree = small_guide()
    del tree["paths/band.md"]
    assert findings(tree, tmp_path / "a") == [
        "docs/paths/band.yml:1:1: P309 the path 'band' has no page\n"
        "    fix: write docs/paths/band.md, which introduces it",
    ]
    tree = small_guide() | {"paths/solo.md": page("paths/solo")}
    assert findings(tree, tmp_path / "b") == [
        "docs/paths/solo.md:2:1: P309 the page 'paths/solo' introduces a path that has no data\n"
        "    fix: write docs/paths/solo.yml, with its steps",
    ]


def test_a_path_without_steps_says_so(tmp_path: Path) -> None:
    tree = small_guide()
    tree["paths/band.yml"] = tree["paths/band.yml"].partition("steps:")[0] + "steps: []\n"
    assert findings(tree, tmp_path)[-1] == (
        "docs/paths/band.yml:3:8: P301 the path has no steps\n"
        "    fix: write 'steps:' with at least one '- page: …'"
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("paths/band.yml", "id: studio", "id: home"),
        ("paths/band.yml", "page: genres/rock", "page: genres/rok"),
        ("genres/rock.md", "title:", "draft: true\ntitle:"),
        ("genres/rock.md", "title: Rock", "title: [Rock"),
    ],
)
def test_a_path_with_a_slip_is_not_walked(file: str, old: str, new: str, tmp_path: Path) -> None:
    for tree, walked in ((small_guide(), True), (changed(file, old, new), False)):
        library = load(write(tree, tmp_path / str(walked))).library
        assert can_be_walked(library, library.paths["band"]) is walked
        assert list(routes(library)) == []


def test_a_step_on_an_index_is_no_step(tmp_path: Path) -> None:
    tree = changed(
        "paths/band.yml",
        "  - page: genres/rock",
        "  - page: index\n    because: It is where you began.\n  - page: genres/rock",
    )
    assert findings(tree, tmp_path) == [
        "docs/paths/band.yml:23:11: P306 'index' teaches nothing that can be judged, "
        "so it is no step\n    fix: choose a page of the guide proper"
    ]


def test_all_findings_come_in_one_run(tmp_path: Path) -> None:
    tree = changed("stages/mixing.md", "roles: [singer]", "roles: [singr]")
    tree["genres/rock.md"] = tree["genres/rock.md"].replace("tempo: 100", "tempo: 0")
    tree["decide/deciding.md"] = tree["decide/deciding.md"].replace("A claim.", "[A](b.md)")
    del tree["skills.yml"]
    assert [finding.split(" ")[1] for finding in findings(tree, tmp_path)] == [
        "L401",
        "M109",
        "F012",
        "G203",
    ]


def test_a_page_that_cannot_be_read_still_counts_as_there(tmp_path: Path) -> None:
    tree = changed("stages/mixing.md", "title: Mixing\n", "title: [Mixing\n")
    assert [finding.split(" ")[1] for finding in findings(tree, tmp_path)] == ["M103"]
