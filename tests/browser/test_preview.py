"""What reviewers of a pull request see: files that changed, and pictures of their pages."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Browser
from tests.browser.preview import WIDTHS, changed, picture
from tests.trees import ROOT, small_guide, write

from guide.load import load


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_what_changed_is_told_from_where_the_work_began(tmp_path: Path) -> None:
    docs = write(small_guide(), tmp_path)
    git(tmp_path, "init", "--initial-branch", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--message", "Begin")
    git(tmp_path, "switch", "--create", "work")
    (docs / "stages/mixing.md").rename(docs / "stages/müxing it.md")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--message", "Work")
    git(tmp_path, "switch", "main")
    (docs / "skills.yml").write_text("other: Somebody else changed this meanwhile.\n")
    git(tmp_path, "commit", "--all", "--message", "Meanwhile")
    git(tmp_path, "switch", "work")
    assert changed("main", tmp_path) == ["docs/stages/mixing.md", "docs/stages/müxing it.md"]


def test_pictures_are_shown_together(browser: Browser, address: str, tmp_path: Path) -> None:
    page = load(ROOT / "docs").library.pages["contributing/review"]
    picture(browser, address, [page], tmp_path)
    shown = re.findall(r'<img src="([^"]+)"', (tmp_path / "index.html").read_text("utf-8"))
    assert shown == [f"contributing-review_{width}_light.jpg" for width in WIDTHS]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in shown)
