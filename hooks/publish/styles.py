"""Style sheets as they are published: one for all pages, without comments."""

import re
from pathlib import Path

SITE = "site.css"
FLOORS = ("tokens", "base", "layout", "components", "paths", "pictures", "print")
"""The sheets that every page needs, from the ground up: what comes later wins."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s+")


def merge(folder: Path) -> None:
    """Put one sheet in place of those that every page needs, and take comments and indents
    out of all. No more: spaces mean something before `:is(`, and a minifier took them."""
    files = [folder / f"{floor}.css" for floor in FLOORS]
    merged = "\n".join(file.read_text("utf-8") for file in files)
    for file in files:
        file.unlink()
    (folder / SITE).write_text(merged, "utf-8")
    for file in sorted(folder.glob("*.css")):
        bare = _COMMENT.sub("", file.read_text("utf-8"))
        file.write_text(_INDENT.sub("\n", bare).lstrip(), "utf-8", newline="\n")
