"""The command `guide`, as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide import labs, tools
from guide.lab_data import Lab
from tests.trees import ROOT, small_guide, write


def guide(folder: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    run = subprocess.run(
        [sys.executable, "-m", "guide.cli", *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": "", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_a_sound_guide_exits_0(tmp_path: Path) -> None:
    write(small_guide(), tmp_path)
    assert guide(tmp_path, "check") == (0, "docs: 8 pages and 1 path, no findings\n", "")


def test_findings_exit_1(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    (docs / "published.yml").write_text("stages/gone: 2026-01\n")
    assert guide(tmp_path, "check") == (
        1,
        "docs/published.yml:1:1: G202 'stages/gone' was published, and no page has this\n"
        "    id or alias any more\n"
        "    1 | stages/gone: 2026-01\n"
        "      | ^\n"
        "    fix: write 'aliases: [stages/gone]' on the page that took over its subject\n"
        "    why: docs/contributing/findings/g202.md\n\n",
        "1 finding in 1 file\nWhy, with an example: ./guide explain G202\n",
    )


def test_another_folder_is_called_as_it_was_named(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path / "else")
    (docs / "published.yml").write_text("stages/gone: 2026-01\n")
    code, out, _ = guide(tmp_path, "check", "--docs", "else/docs")
    assert (code, out.partition(" ")[0]) == (1, "else/docs/published.yml:1:1:")


def test_a_folder_that_is_not_there_exits_2_without_a_traceback(tmp_path: Path) -> None:
    code, out, err = guide(tmp_path, "check")
    assert (code, out) == (2, "")
    assert err.endswith("Error: Invalid value for '--docs': Directory 'docs' does not exist.\n")


def test_a_fault_of_ours_exits_2_with_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from guide import cli

    def broken(*_: object) -> None:
        raise KeyError("a fault")

    write(small_guide(), tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("guide.checks.ids_taken.__code__", broken.__code__)
    monkeypatch.setattr(sys, "argv", ["guide", "check"])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith(
        "docs:1:1: E900 this is a fault of the site, not of your page: KeyError: 'a fault'\n"
        "    fix: report it with this line and the page: "
    )
    assert "Traceback" not in error


IN_GIT = {"PATH": os.environ["PATH"]}


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a guide that has one finding on its main branch."""
    folder = tmp_path / "clone"
    tree = small_guide()
    tree["gear/microphone.md"] = tree["gear/microphone.md"].replace("[source, ", "[sound, ")
    write(tree, folder)
    git(folder, "init", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Begin")
    git(folder, "switch", "-c", "mine")
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def places(out: str) -> list[str]:
    return [line.partition(" ")[0] for line in out.splitlines() if line.startswith("docs/")]


def test_of_a_change_only_what_it_brings_in_is_told(clone: Path) -> None:
    assert places(guide(clone, "check")[1]) == ["docs/gear/microphone.md:8:9:"]
    assert guide(clone, "check", "--changed", **IN_GIT) == (
        0,
        "docs: 0 changed files, no findings; 1 finding was there before\n",
        "",
    )
    spoil(clone, "docs/stages/mixing.md", "[singer]", "[singr]")
    git(clone, "commit", "-am", "Committed work counts")
    (clone / "docs/learn").mkdir()
    (clone / "docs/learn/new.md").write_text("Text.\n")
    code, out, err = guide(clone, "check", "--changed", **IN_GIT)
    assert (code, places(out)) == (1, ["docs/learn/new.md:1:1:", "docs/stages/mixing.md:10:9:"])
    assert err.startswith("2 findings in 2 files\n")


def test_what_a_change_breaks_elsewhere_is_told_too(clone: Path) -> None:
    spoil(clone, "docs/index.md", "Text.", "[Mix](stages/mixing.md#steps)")
    git(clone, "commit", "-am", "A link")
    git(clone, "branch", "-f", "main")
    spoil(clone, "docs/stages/mixing.md", "{#steps}", "{#step}")
    out = guide(clone, "check", "--changed", **IN_GIT)[1]
    assert places(out) == ["docs/index.md:8:1:", "docs/stages/mixing.md:14:1:"]
    absolute = str(clone / "docs")
    out = guide(clone.parent, "check", "--changed", "--docs", absolute, **IN_GIT)[1]
    assert len([line for line in out.splitlines() if line.startswith(absolute)]) == 2


def test_without_git_a_change_cannot_be_told(tmp_path: Path) -> None:
    write(small_guide(), tmp_path)
    code, out, err = guide(tmp_path, "check", "--changed")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        "Error: --changed cannot tell what changed: this folder is not in a git repository, or "
        "git is not installed. Leave it out to see all findings."
    )


def test_without_a_main_branch_a_change_cannot_be_told(clone: Path) -> None:
    git(clone, "branch", "-D", "main")
    code, _, err = guide(clone, "check", "--changed", **IN_GIT)
    assert code == 2
    assert "git finds no main branch that this work began on; fetch it with its history" in err


def test_on_github_changed_lines_come_first_and_all_stand_in_the_summary(clone: Path) -> None:
    spoil(clone, "docs/stages/mixing.md", "[singer]", "[singr]")
    file = clone / "summary.md"
    code, out, err = guide(clone, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(file))
    assert [line.partition(",")[0] for line in out.splitlines()] == [
        "::error file=docs/gear/microphone.md",
        "::error file=docs/stages/mixing.md",
    ]
    assert (code, err) == (1, "2 findings in 2 files\n")
    assert file.read_text("utf-8").count("\n| [docs/") == 2
    out = guide(clone, "check", "--format", "github", **IN_GIT)[1]
    assert out.startswith("::error file=docs/stages/mixing.md,line=10,col=9,title=G203::unknown")


def test_findings_as_data(clone: Path) -> None:
    code, out, err = guide(clone, "check", "--format", "json")
    assert (code, err) == (1, "")
    assert [found["code"] for found in json.loads(out)["findings"]] == ["M109"]
    code, out, err = guide(clone, "check", "--format", "json", "docs/stages")
    assert (code, json.loads(out), err) == (0, {"version": 1, "findings": []}, "")


def test_findings_of_one_place(clone: Path) -> None:
    spoil(clone, "docs/stages/mixing.md", "[singer]", "[singr]")
    mixing = "docs/stages/mixing.md"
    for paths in ([mixing], ["docs/stages"], ["docs/genres", str(clone / mixing)]):
        code, out, _ = guide(clone, "check", *paths)
        assert (code, places(out)) == (1, ["docs/stages/mixing.md:10:9:"])
    assert guide(clone, "check", "docs/genres") == (0, "docs/genres: no findings\n", "")
    code, _, err = guide(clone, "check", "README.md")
    assert (code, err.splitlines()[-1]) == (2, "Error: 'README.md' is not in docs")


def test_schemas_and_snippets_are_written_and_checked(tmp_path: Path) -> None:
    names = ["path", "skills", "sources", "glossary", "published", "choosing"]
    names += ["guide", "findings"]
    own = [f"lab-{id}" for id, model in labs.MODELS.items() if model is not Lab]
    names += ["lab", *own, *(f"tool-{id}" for id in tools.MODELS)]
    files = [f"schemas/{name}.schema.json" for name in names]
    files.append(".vscode/signal-path.code-snippets")
    stale = "".join(f"{file}: stale; run: guide schema\n" for file in files)
    written = "".join(f"{file}: written\n" for file in files)
    assert guide(tmp_path, "schema", "--check") == (1, stale, "")
    assert guide(tmp_path, "schema") == (0, written, "")
    assert guide(tmp_path, "schema", "--check") == (0, "", "")
    assert guide(tmp_path, "schema") == (0, "", "")


def test_registering_adds_new_pages_and_keeps_old_ids(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    assert guide(tmp_path, "register", "--month", "2026-02") == (
        0,
        "docs/published.yml: 7 new ids\n",
        "",
    )
    lines = (docs / "published.yml").read_text().splitlines()
    assert lines[3:] == [
        "decide/deciding: 2026-02",
        "gear/microphone: 2026-02",
        "genres/rock: 2026-02",
        "index: 2026-02",
        "paths/band: 2026-02",
        "roles/singer: 2026-02",
        "stages/mixing: 2026-01",
        "stages/recording: 2026-02",
    ]
    (docs / "decide/deciding.md").unlink()
    assert "G202 'decide/deciding' was published" in guide(tmp_path, "check")[1]
