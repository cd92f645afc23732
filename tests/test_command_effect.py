"""`guide effect`: what a change does to readers."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_command_mv import guide_that_names
from tests.trees import Tree, page, skills, small_guide, write


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def base(tmp_path: Path) -> str:
    """The small guide in a repository, on a branch that left main; the commit, short."""
    write(small_guide(), tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    git(tmp_path, "switch", "-q", "-c", "work")
    return git(tmp_path, "rev-parse", "HEAD")[:7]


def changed() -> Tree:
    """The guide with a page, a step, an option and a skill more, another id, and a page gone."""
    tree = small_guide()
    tree["skills.yml"] += skills("care")
    tree["gear/cable.md"] = page("gear/cable", body="[R](../genres/rock.md)", teaches="care")
    for name in ("roles/singer.md", "genres/rock.md", "stages/mixing.md"):
        tree[name] = tree[name].replace("gear: [microphone]", "gear: [microphone, cable]")
    tree["decide/choosing.md"] = tree.pop("decide/deciding.md").replace(
        "reviewed:", "aliases: [decide/deciding]\nreviewed:"
    )
    tree["paths/band.yml"] = (
        tree["paths/band.yml"]
        .replace("decide/deciding", "decide/choosing")
        .replace(
            "  - page: genres/rock\n    because: It is what you play.\n    need: optional\n",
            "  - page: gear/cable\n    because: You need one as well.\n",
        )
        .replace("- id: studio", "- id: their-studio")
    )
    tree["genres/rock.md"] = tree["genres/rock.md"].replace("\nText.\n", "\nMore text.\n", 1)
    return tree


LINES = """\
Path: Band
  time: 44–105 min, before 33–105 min
  new step: Cable (gear/cable)
  no longer a step: Rock (genres/rock)
  new option: room: their-studio
  option gone, with what readers chose there: room: studio
  every route now teaches: Do the thing that is called care.
  no route teaches any more: Do the thing that is called rock.

Pages
  another id: decide/deciding is decide/choosing now, and leads there
  changed: Singer (roles/singer): 'gear'
  changed: Mixing (stages/mixing): 'gear'
  new page: Cable (gear/cable)
  changed: Rock (genres/rock): 'gear', text

Beside them
  new skill: care
"""


def test_everything_that_readers_could_notice(tmp_path: Path, base: str, run: Run) -> None:
    write(changed(), tmp_path)
    (tmp_path / "docs/decide/deciding.md").unlink()
    assert run("check")[0] == 0
    ran = run("effect")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Compared with {base}, on which this work began:\n\n{LINES}"


MARKDOWN = """\
### What changes for readers

| path | steps | time | routes |
|---|---|---|---|
| Band |  | 33–105 min → 44–105 min |  |

**Path: Band**

- new step: Cable (gear/cable)
- no longer a step: Rock (genres/rock)
"""


def test_the_same_for_a_pull_request(tmp_path: Path, base: str, run: Run) -> None:
    write(changed(), tmp_path)
    (tmp_path / "docs/decide/deciding.md").unlink()
    out = run("effect", "--base", "main", "--format", "markdown").out
    assert out.startswith(MARKDOWN)
    bullets = [line[2:] for line in out.splitlines() if line.startswith("- ")]
    told = [line[2:] for line in LINES.splitlines() if line.startswith("  ")]
    assert bullets == told[1:]


def test_a_strangers_title_means_nothing_in_markdown(tmp_path: Path, base: str, run: Run) -> None:
    file = tmp_path / "docs/roles/singer.md"
    text = file.read_text("utf-8").replace("title: Singer", "title: '*<b>|`@[x](y)'")
    file.write_text(text, encoding="utf-8")
    out = run("effect", "--format", "markdown").out
    assert (
        "- changed: \\*&lt;b&gt;\\|\\`\\@\\[x\\](y) (roles/singer): the title was 'Singer'" in out
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_that_readers_see(form: str, tmp_path: Path, base: str, run: Run) -> None:
    docs = tmp_path / "docs"
    (docs / "skills.yml").write_text(
        "# A comment.\n" + (docs / "skills.yml").read_text("utf-8"), encoding="utf-8"
    )
    (tmp_path / "code.py").write_text("x = 1\n", encoding="utf-8")
    run("new", "genre", "Bossa nova")
    run("new", "path", "Choir")
    head = {
        "text": f"Compared with {base}, on which this work began:",
        "markdown": "### What changes for readers",
    }
    assert run("effect", "--format", form) == (
        0,
        f"{head[form]}\n\nNothing changes for readers.\n",
        "",
    )


@pytest.mark.usefixtures("base")
def test_a_rename_is_one_line(tmp_path: Path, run: Run) -> None:
    tree = guide_that_names("gear/microphone")
    write({**tree, "published.yml": "gear/microphone: 2026-01\n"}, tmp_path)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "y")
    base = git(tmp_path, "rev-parse", "HEAD")[:7]
    assert run("mv", "gear/microphone", "mic")[0] == 0
    assert run("effect", "--base", "HEAD").out == (
        f"Compared with {base}, on which this work began:\n\nPages\n"
        "  another id: gear/microphone is gear/mic now, and leads there\n"
    )


def test_a_page_that_goes_without_an_alias_is_told(tmp_path: Path, base: str, run: Run) -> None:
    (tmp_path / "docs/roles/singer.md").unlink()
    ran = run("effect")
    assert "  gone without an alias, so that links to it break: Singer (roles/singer)\n" in ran.out
    assert ran.err == (
        "\nThe guide has 3 findings in 3 files now: what they concern is left out.\n"
    )


def test_work_that_main_did_meanwhile_is_not_counted(tmp_path: Path, base: str, run: Run) -> None:
    git(tmp_path, "switch", "-q", "main")
    (tmp_path / "docs/roles/singer.md").write_text("---\ntitle: X\n---\n", encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "y")
    git(tmp_path, "switch", "-q", "work")
    assert run("effect").out == (
        f"Compared with {base}, on which this work began:\n\nNothing changes for readers.\n"
    )


def test_what_cannot_be_compared(tmp_path: Path, run: Run) -> None:
    write(small_guide(), tmp_path)
    why = "Error: Nothing can be compared: "
    outside = "this folder is not in a git repository, or git is not installed.\n"
    assert run("effect") == (1, "", why + outside)
    git(tmp_path, "init", "-q", "-b", "other")
    nowhere = "git finds no main branch that this work began on; fetch it with its history.\n"
    assert run("effect") == (1, "", why + nowhere)
    unknown = "git finds no '--output=x' that this work began on; fetch it.\n"
    assert run("effect", "--base", "--output=x") == (1, "", why + unknown)
