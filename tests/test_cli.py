"""The command `guide`, as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from guide.tools import MODELS
from tests.trees import ROOT, small_guide, write


def guide(folder: Path, *words: str) -> tuple[int, str, str]:
    run = subprocess.run(
        [sys.executable, "-m", "guide.cli", *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""},
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
        "docs/published.yml:1:1: G202 'stages/gone' was published, and no page has this id or "
        "alias any more\n    fix: write 'aliases: [stages/gone]' on the page that took over its "
        "subject\n",
        "\n1 finding in 1 file\n",
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


def test_schemas_and_snippets_are_written_and_checked(tmp_path: Path) -> None:
    names = ["path", "skills", "sources", "glossary", "published", "choosing", "guide"]
    files = [f"schemas/{name}.schema.json" for name in [*names, *(f"tool-{id}" for id in MODELS)]]
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
