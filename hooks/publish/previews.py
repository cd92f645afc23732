"""Previews of pull requests: a repository of built sites, one folder for each that is open.

A preview is what somebody sent, scripts too. So nothing of it is run here, and it must be served
from another origin than the site itself, where it could read what readers keep in their browsers.
Run: python -m publish.previews SITE PREVIEWS ADDRESS HEAD < pulls.json, where SITE is the built
site, PREVIEWS a clone of the repository of previews, ADDRESS where that is served, HEAD the commit
that was built, and pulls.json what `gh pr list --json number,headRefOid` says.
"""

import json
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

MOST = 300_000_000
"""Bytes that one preview may have: a host of static files takes about 1 GB in all."""
PICTURES = "preview"
"""Where pictures of changed pages stand in a site; tests/browser/preview.py puts them there."""
SHOWN = 6
"""Pictures in the comment."""


class Refused(Exception):
    """Why a preview is not put up."""


def put(site: Path, previews: Path, number: int, still_open: set[int]) -> None:
    """Make a site the preview of pull request `number`, and take those of closed ones away.
    Raises Refused for what a static site never holds."""
    size = 0
    for file in site.rglob("*"):
        if file.is_symlink() or not (file.is_file() or file.is_dir()):
            raise Refused(f"{file.relative_to(site)} is no plain file")
        if ".git" in file.relative_to(site).parts:
            raise Refused("it holds a .git folder")
        size += file.stat().st_size
    if size > MOST:
        raise Refused(f"it has {size:,} bytes, and {MOST:,} are the most")
    for old in previews.glob("pr-*"):
        if old.name not in {f"pr-{pull}" for pull in still_open - {number}}:
            shutil.rmtree(old)
    shutil.copytree(site, previews / f"pr-{number}")
    (previews / ".nojekyll").touch()  # else GitHub Pages leaves out what begins with _
    (previews / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")


def comment(site: Path, address: str) -> str:
    """What is said below the pull request. Of what was sent it holds names of pictures, and those
    only if they are plain."""
    pictures = [
        file.name
        for file in sorted((site / PICTURES).glob("*_360_light.jpg"))
        if re.fullmatch(r"[a-z0-9-]+_360_light\.jpg", file.name)
    ]
    lines = [f"Preview of the last commit: <{address}>"]
    if pictures:
        lines += ["", f"Pages that change, as [pictures]({address}{PICTURES}/):", ""]
        lines += [
            f'<img src="{address}{PICTURES}/{quote(name)}" width="180" alt="{name[:-14]}">'
            for name in pictures[:SHOWN]
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put up one preview; print the number of its pull request, and the comment behind it."""
    site, previews, address, head = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    pulls = json.load(sys.stdin)
    numbers = [int(pull["number"]) for pull in pulls if pull["headRefOid"] == head]
    if not numbers:
        sys.exit("No open pull request ends with this commit: something newer was sent since.")
    try:
        put(site, previews, numbers[0], {int(pull["number"]) for pull in pulls})
    except Refused as refused:
        sys.exit(f"Not put up: {refused}.")
    print(numbers[0])
    print(comment(site, f"{address.rstrip('/')}/pr-{numbers[0]}/"), end="")


if __name__ == "__main__":
    main()
