"""Style sheets as they are published: one for all pages, without comments."""

from pathlib import Path

import rcssmin

SITE = "site.css"
FLOORS = ("tokens", "base", "layout", "components", "paths", "pictures", "print")
"""The sheets that every page needs, from the ground up: what comes later wins."""


def merge(folder: Path) -> None:
    """Put one sheet in place of those that every page needs, and make the others as small."""
    files = [folder / f"{floor}.css" for floor in FLOORS]
    merged = "\n".join(file.read_text("utf-8") for file in files)
    for file in files:
        file.unlink()
    (folder / SITE).write_text(merged, "utf-8")
    for file in sorted(folder.glob("*.css")):
        small = str(rcssmin.cssmin(file.read_text("utf-8")))
        file.write_text(small + "\n", "utf-8", newline="\n")
