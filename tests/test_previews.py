"""Previews of pull requests: what is put up, what is refused, and what is said of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from publish import previews
from tests.trees import ROOT

PULLS = [{"number": 7, "headRefOid": "abc"}, {"number": 8, "headRefOid": "def"}]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "preview").mkdir(parents=True)
    (folder / "index.html").write_text("New.")
    for name in (
        "stages-mixing_360_light.jpg",
        "x' onerror='_360_light.jpg",
        "home_1280_light.jpg",
    ):
        (folder / "preview" / name).write_bytes(b"")
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "previews"
    for number in (3, 7, 8):
        (folder / f"pr-{number}").mkdir(parents=True)
        (folder / f"pr-{number}" / "old.html").write_text("Old.")
    return folder


def run(site: Path, clone: Path, head: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "publish.previews", site, clone, "https://p.example", head],
        input=json.dumps(PULLS),
        env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))


def test_a_preview_takes_the_place_of_the_last_one_and_closed_ones_go(
    site: Path, clone: Path
) -> None:
    assert run(site, clone, "abc") == (
        0,
        "7\n"
        "Preview of the last commit: <https://p.example/pr-7/>\n"
        "\n"
        "Pages that change, as [pictures](https://p.example/pr-7/preview/):\n"
        "\n"
        '<img src="https://p.example/pr-7/preview/stages-mixing_360_light.jpg" width="180" '
        'alt="stages-mixing">\n',
        "",
    )
    assert names(clone) == ["pr-7/index.html", "pr-8/old.html"]


def test_a_commit_that_is_no_longer_the_last_one_changes_nothing(site: Path, clone: Path) -> None:
    assert run(site, clone, "123") == (
        1,
        "",
        "No open pull request ends with this commit: something newer was sent since.\n",
    )
    assert names(clone) == ["pr-3/old.html", "pr-7/old.html", "pr-8/old.html"]


def test_a_site_without_pictures_is_a_preview_too(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    assert previews.comment(tmp_path, "https://p.example/pr-7/") == (
        "Preview of the last commit: <https://p.example/pr-7/>\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_leads_out_of_the_folder_is_refused(site: Path, clone: Path) -> None:
    (site / "passwords").symlink_to("/etc/passwd")
    assert run(site, clone, "abc") == (1, "", "Not put up: passwords is no plain file.\n")
    assert "pr-7/old.html" in names(clone)


def test_a_repository_inside_the_site_is_refused(site: Path, clone: Path) -> None:
    (site / "a" / ".git").mkdir(parents=True)
    assert run(site, clone, "abc")[2] == "Not put up: it holds a .git folder.\n"


def test_too_large_a_site_is_refused(
    site: Path, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "MOST", 3)
    with pytest.raises(previews.Refused, match="bytes, and 3 are the most"):
        previews.put(site, clone, 7, {7})
