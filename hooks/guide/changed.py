"""What a change touches, as git tells it: files, lines, and the folder as it was before."""

import os
import re
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

_HUNK = re.compile(r"^(?:\+\+\+ (?:b/(.+?)\t?|/dev/null)|@@ \S+ \+(\d+)(?:,(\d+))? @@.*)$", re.M)


class NoComparison(Exception):
    """Git cannot say what changed; the message tells a person why, and what to do."""


@dataclass(frozen=True)
class Changes:
    """What differs from the commit `base`, commits and unsaved work alike: lines by file, named
    from the folder that one works in."""

    base: str
    lines: dict[str, list[range]]

    def touches(self, path: str, line: int) -> bool:
        """Whether a line of a file is new or changed."""
        return any(line in lines for lines in self.lines.get(path, ()))


def changes(docs: Path) -> Changes:
    """What changed in a folder since it left the main branch. Raises NoComparison outside git, and
    where git knows no such branch."""
    base = began(docs)
    diff = "-c", "core.quotePath=off", "diff", "--relative", "--no-renames", "--no-ext-diff"
    changed = _names(_git(docs, *diff, "-z", "--name-only", base))
    new = _names(_git(docs, "ls-files", "-z", "--others", "--exclude-standard"))
    lines: dict[str, list[range]] = {f"{docs.as_posix()}/{name}": [] for name in changed}
    name = ""
    for found in _HUNK.finditer(
        (_git(docs, *diff, "--no-color", "-U0", base) or b"").decode(errors="replace")
    ):
        if found[2] is None:
            name = f"{docs.as_posix()}/{found[1]}"
        elif name in lines:
            lines[name].append(range(int(found[2]), int(found[2]) + int(found[3] or 1)))
    whole = [range(1, 1_000_000)]
    return Changes(base, lines | {f"{docs.as_posix()}/{name}": whole for name in new})


def before(changes: Changes, docs: Path, folder: Path) -> None:
    """Write the docs folder as it was into `folder`; nothing if there was none."""
    archive = _git(docs, "archive", "--format=tar", changes.base)
    if archive:
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(folder, filter="tar")


def began(docs: Path, with_: str | None = None) -> str:
    """The commit at which this work left the main branch, or another branch or commit. Raises
    NoComparison where git cannot tell."""
    if _git(docs, "rev-parse", "--is-inside-work-tree") is None:
        raise NoComparison("this folder is not in a git repository, or git is not installed")
    target = os.environ.get("GITHUB_BASE_REF")
    mains = [f"origin/{target}"] if target else []
    mains += ["upstream/main", "origin/HEAD", "origin/main", "main", "master"]
    for name in [with_] if with_ else mains:
        commit = _git(docs, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        found = _git(docs, "merge-base", commit.decode().strip(), "HEAD") if commit else None
        if found:
            return found.decode().strip()
    if with_:
        raise NoComparison(f"git finds no '{with_}' that this work began on; fetch it")
    raise NoComparison(
        "git finds no main branch that this work began on; fetch it with its history"
    )


def _names(listed: bytes | None) -> list[str]:
    return [name for name in os.fsdecode(listed or b"").split("\0") if name]


def _git(folder: Path, *words: str) -> bytes | None:
    """What git says in a folder; None if it fails or is not there."""
    try:
        run = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout
