"""What a pull request changes, for those who review it: the site is built, and pictures of the
pages that it touches are put into it, beside a summary in Markdown. Run: make preview, which
compares with the branch `origin/main`, or make preview BASE=…
"""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser
from tests.browser.conftest import launched
from tests.browser.pictures import ROOT, View, camera, served, shown, take

from guide.addresses import url
from guide.load import load
from guide.page_file import PageFile
from guide.touched import told, touched

FOLDER = "preview"
"""Where the pictures and the summary stand in the site."""
PICTURED = 10
"""Pages that pictures are taken of, the first ones: each takes some seconds."""
WIDTHS = (360, 1280)
HIGHEST = 6_000


def changed(base: str, root: Path = ROOT) -> list[str]:
    """Files that differ from where this work left the branch `base`, named from the root."""
    words = ["git", "diff", "-z", "--name-only", "--no-renames", f"{base}...HEAD"]
    run = subprocess.run(words, cwd=root, capture_output=True, check=True)
    return [name for name in os.fsdecode(run.stdout).split("\0") if name]


def picture(browser: Browser, address: str, pages: list[PageFile], folder: Path) -> None:
    """Take pictures of pages, and write a page that shows them."""
    views = [View(url(page.id), width, "light") for page in pages for width in WIDTHS]
    with camera(browser, address) as page:
        for view in views:
            (folder / view.file).write_bytes(take(page, view, highest=HIGHEST))
    (folder / "index.html").write_text(shown(views), encoding="utf-8")


def main() -> None:
    """Build into a folder, and take pictures of what changed since a branch."""
    site, base = Path(sys.argv[1]), sys.argv[2]
    files = changed(base)
    pages = touched(load(ROOT / "docs").library, files)
    with served(ROOT / "docs", site) as address, launched() as browser:
        (site / FOLDER).mkdir(exist_ok=True)
        picture(browser, address, pages[:PICTURED], site / FOLDER)
    hint = "\nRead it in the artifact `site`; pictures stand in its `preview/index.html`.\n"
    (site / FOLDER / "summary.md").write_text(told(pages, files) + hint, encoding="utf-8")
    print(f"{site / FOLDER / 'index.html'} shows {len(pages[:PICTURED])} of {len(pages)} pages")


if __name__ == "__main__":
    main()
