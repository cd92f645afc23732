"""`guide step`: a step goes into a path where it is asked for, and nothing else changes."""

from pathlib import Path as FolderPath
from typing import Any

import pytest
import yaml

from guide.inserting import Slot, inserted
from guide.paths import Path, Step, Want
from tests.conftest import Run
from tests.test_edits import held
from tests.trees import PATH, ROOT, Tree, page, skills, small_guide, write

BECAUSE = ("--because", "You will want it here.")
TOLD = """\
docs/paths/band.yml:15: the step is in place, in the option 'room: home'.

Before:
    Microphone (gear/microphone)
    Recording (stages/recording)
After:
    Microphone (gear/microphone)
  + Cable (gear/cable), optional
    Recording (stages/recording)

Band has 4–6 steps and takes under an hour to 2 h; before, 4–5 steps and 33–105 min.
"""


def guide_with_a_cable() -> Tree:
    tree = small_guide()
    tree["gear/cable.md"] = page("gear/cable", body="Text of it. [M](microphone.md)")
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "gear: [microphone]", "gear: [microphone, cable]"
    )
    for name in ("roles/singer.md", "genres/rock.md"):
        tree[name] = tree[name].replace("gear: [microphone]", "gear: [microphone, cable]")
    tree["skills.yml"] += skills("cable")
    return tree


def test_a_step_goes_in_and_the_place_is_shown(tmp_path: FolderPath, run: Run) -> None:
    docs = write(guide_with_a_cable(), tmp_path)
    words = ("--page", "gear/cable", "--after", "gear/microphone", "--optional", *BECAUSE)
    assert run("step", "band", *words) == (0, TOLD, "")
    assert (docs / "paths/band.yml").read_text("utf-8") == PATH.replace(
        "            because: You need one at home.\n",
        "            because: You need one at home.\n"
        "          - page: gear/cable\n"
        "            because: You will want it here.\n"
        "            need: optional\n",
    )
    assert run("check")[0] == 0


def test_a_page_that_was_on_no_path_is_put_on_one(tmp_path: FolderPath, run: Run) -> None:
    """The finding that asks for a step does not stand in its way; one that hides others does."""
    tree = small_guide()
    tree["learn/care.md"] = page("learn/care")
    tree["skills.yml"] += skills("care")
    docs = write(tree, tmp_path)
    assert run("check")[0] == 1
    words = ("step", "band", "--page", "learn/care", "--after", "room", *BECAUSE)
    assert run(*words)[0] == 0
    assert run("check")[0] == 0
    write(tree, tmp_path)
    (docs / "index.md").write_text("no front matter", encoding="utf-8")
    assert run(*words).err.startswith("The guide has 1 finding in 1 file, and a change can be")


@pytest.mark.parametrize(
    ("words", "line", "before"),
    [
        (("--before", "decide/deciding"), 4, "  - page: decide/deciding\n"),
        (("--before", "room"), 6, "  - choose: room\n"),
        (("--after", "room"), 23, "  - page: genres/rock\n"),
        (("--after", "docs/stages/mixing.md"), 28, ""),
        (("--option", "room/studio"), 23, "  - page: genres/rock\n"),
        (
            ("--before", "stages/recording", "--option", "room/studio"),
            21,
            "          - page: stages/recording\n            because: You watch how it is done.\n",
        ),
    ],
    ids=[
        "at the start",
        "before a choice",
        "behind a choice",
        "at the end",
        "at the end of an option",
        "before a step of one option",
    ],
)
def test_places(
    words: tuple[str, ...], line: int, before: str, tmp_path: FolderPath, run: Run
) -> None:
    docs = write(guide_with_a_cable(), tmp_path)
    ran = run("step", "docs/paths/band.yml", "--page", "docs/gear/cable.md", *words, *BECAUSE)
    assert (ran.code, ran.out.partition(": ")[0]) == (0, f"docs/paths/band.yml:{line}")
    text = (docs / "paths/band.yml").read_text("utf-8")
    at = text.index("- page: gear/cable")
    indent = " " * (at - text.rindex("\n", 0, at) - 1)
    added = f"{indent}- page: gear/cable\n{indent}  because: You will want it here.\n"
    head, _, tail = text.partition(added)
    assert head + tail == PATH
    assert tail.startswith(before)


TRICKY = """\
# A path.
for: [You play in a band and want a record.]
outcomes: [mixing]
steps:   # not read by anybody
  # First of all.
  - page: decide/deciding
    because: >
      It comes first here,
      # and this is no comment

  # Then a choice.

  - choose: room
    question: "Where do
      you record?"
    options:
    - id: home
      title: At home
      when: You have a room for it.
      steps:
      - {page: gear/microphone, because: You need one at home.}   # for now

      # behind
      - page: stages/recording
        because: |
          You do it yourself.
    # between
    - id: studio
      title: In a studio
      when: You have no room for it.
      steps:
      -
        page: stages/recording
        because: 'You watch how it is done.'
        need: required
  # the end
"""


BAND = (ROOT / "docs/paths/band-in-a-room.yml").read_text("utf-8")


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def places(items: list[Any], location: tuple[int | str, ...] = ("steps",)) -> list[Slot]:
    """Every place in the data of a path."""
    found = [Slot([], location, index, "") for index in range(len(items) + 1)]
    for index, item in enumerate(items):
        for number, option in enumerate(item.get("options", ())):
            if option.get("steps"):
                here = (*location, index, "options", number, "steps")
                found += places(option["steps"], here)
    return found


@pytest.mark.parametrize(
    "text",
    [PATH, TRICKY, TRICKY.rstrip("\n"), PATH.rstrip("\n"), BAND],
    ids=["plain", "with comments", "without a last line end", "plain without one", "real"],
)
def test_at_every_place_all_else_stays(text: str) -> None:
    """What is read afterwards is the list with one step more; what is written, the same lines."""
    step = Step(page="a/b", because='It\'s "right": here # now.', need=Want.OPTIONAL)
    every = places(read(text)["steps"])
    for place in every if len(every) < 20 else every[::9]:
        now, line = inserted(text, place, step)
        lines = now.splitlines()
        expected = read(text)
        steps = expected
        for part in place.location:
            steps = steps[part]
        steps.insert(place.index, {"page": "a/b", "because": step.because, "need": "optional"})
        assert read(now) == expected
        assert lines[: line - 1] + lines[line + 2 :] == text.splitlines()
        assert lines[line - 1].lstrip() == "- page: a/b"
        Path.model_validate(read(now))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("bandd", "--after", "room", *BECAUSE),
            "There is no path 'bandd'; did you mean 'band'? allowed: band",
        ),
        (("band", *BECAUSE), "Say where: --after or --before, with the id of a page or a choice."),
        (
            ("band", "--after", "room", "--before", "room", *BECAUSE),
            "Say either --after or --before: one of them says where.",
        ),
        (
            ("band", "--after", "stages/recording", *BECAUSE),
            "'stages/recording' stands in 2 places. Say in which one:\n"
            "  --option room/home\n"
            "  --option room/studio",
        ),
        (
            ("band", "--after", "stages/mixin", *BECAUSE),
            "'stages/mixin' is no step or choice of the path 'band'; did you mean "
            "'stages/mixing'? allowed: decide/deciding, gear/microphone, genres/rock, room, "
            "stages/mixing, stages/recording",
        ),
        (
            ("band", "--after", "genres/rock", "--option", "room/home", *BECAUSE),
            "'genres/rock' is no step or choice of the option 'room/home' of the path 'band'; "
            "allowed: gear/microphone, stages/recording",
        ),
        (
            ("band", "--option", "room/flat", *BECAUSE),
            "The path 'band' has no option 'room/flat'. Did you mean 'room/studio'? It has:\n"
            "  --option room/home\n"
            "  --option room/studio",
        ),
        (
            ("band", "--after", "room"),
            "Say why the page stands there, in one sentence to the reader of this path:\n"
            '  --because "You cannot choose help that you cannot name."',
        ),
        (
            ("band", "--after", "room", "--because", "Why not"),
            "With that step the guide would have findings:\n"
            "docs/paths/band.yml:24:14: M109 'because' has 7 characters, and 10 are the least that "
            "say something\n    fix: say more",
        ),
        (
            ("band", "--before", "decide/deciding", "--page", "stages/mixing", *BECAUSE),
            "With that step the guide would have findings:\n"
            "docs/paths/band.yml:4:11: P307 'Mixing' needs 'recording', not taught before it\n"
            "    fix: put a step before it that teaches the skill (stages/recording), or assume "
            "it\n"
            "docs/paths/band.yml:28:11: P305 'Mixing' stands here a second time\n"
            "    fix: keep the step where it is needed first",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    words: tuple[str, ...], told: str, tmp_path: FolderPath, run: Run
) -> None:
    docs = write(guide_with_a_cable(), tmp_path)
    before = held(docs)
    if "--page" not in words:
        words = (*words, "--page", "gear/cable")
    ran = run("step", *words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"{told}\nNothing was changed.\n"
    assert held(docs) == before


def test_lists_that_cannot_take_a_step(tmp_path: FolderPath, run: Run) -> None:
    tree = guide_with_a_cable()
    nothing = "nothing_to_do: You have it all already.\n"
    step = (
        "        steps:\n          - page: stages/recording\n"
        "            because: You watch how it is done.\n"
    )
    assert step in tree["paths/band.yml"]
    tree["paths/band.yml"] = (
        tree["paths/band.yml"]
        .replace(step, f"        {nothing}")
        .replace(
            "  - page: genres/rock", "  - page: stages/mixing\n    because: It stands here.\n#"
        )
    )
    tree["paths/band.yml"] = PATH.replace(step, f"        {nothing}").replace(
        "outcomes: [mixing]", "assumes: [recording]\noutcomes: [mixing]"
    )
    docs = write(tree, tmp_path)
    ran = run("step", "band", "--option", "room/studio", "--page", "gear/cable", *BECAUSE)
    assert ran.err == (
        "The option 'room/studio' has no steps yet (docs/paths/band.yml:18). Write its first one "
        "there by hand, below 'when', and take 'nothing_to_do' out:\n"
        "  steps:\n    - page: …\n      because: …\nNothing was changed.\n"
    )
    text = tree["paths/band.yml"]
    flow = "        steps: [{page: gear/microphone, because: You need one at home.}]\n"
    start, end = text.index("        steps:\n"), text.index("      - id: studio")
    (docs / "paths/band.yml").write_text(text[:start] + flow + text[end:], encoding="utf-8")
    ran = run("step", "band", "--option", "room/home", "--page", "gear/cable", *BECAUSE)
    assert ran.err == (
        "The steps in line 13 stand in brackets. Write them as '- page: …'.\nNothing was changed.\n"
    )
