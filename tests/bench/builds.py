"""Builds of generated pages by us and by other engines, each in a process of its own."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench import content, peers
from tests.trees import ROOT, write

ROUNDS = int(os.environ.get("ROUNDS", "3"))
QUADRATIC = 1_000
"""Pages up to which all is measured, in rounds; above, once, and beside Hugo alone."""
WITHOUT, PAGES, CHANGED = "ours without the hook", "ours, pages", "ours, one page changed"
WHOLE, WHOLE_CHANGED = "ours, all that is published", "ours, one page changed, published"


class Run(NamedTuple):
    """What a build took: seconds on the clock and of all processors, and the most memory that its
    largest process held, in MiB."""

    wall: float
    processor: float
    memory: float


def run(words: list[str], folder: Path, **env: str) -> Run:
    """Run a command to its end. Exits with what it says if it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            words, cwd=folder, stdout=log, stderr=log, env={**os.environ, "SITE_URL": "", **env}
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        if status:
            log.seek(0)
            raise SystemExit(f"{words}: {log.read()[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    wall = time.perf_counter() - start
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


class Ours:
    """Our own builds of one docs folder."""

    def __init__(self, docs: Path, folder: Path) -> None:
        self.docs, self.site, self.cache = docs, folder / "site", folder / "cache"

    def build(self, how: str, kept: bool = False) -> Run:
        """One build; without what was `kept` of pages. Typefaces are cut once on a machine."""
        if not kept:
            for name in ("pages", "texts", "bodies", "rendered"):
                (self.cache / name).unlink(missing_ok=True)
        words = [sys.executable, "-m", "tests.bench.build", str(self.docs), str(self.site), how]
        path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT)])
        return run(words, ROOT, GUIDE_CACHE=str(self.cache), PYTHONPATH=path)

    def change(self) -> None:
        """Change a word in the text of one page."""
        file = next(iter(sorted(self.docs.glob("stages/page-*.md"))))
        changed = f"\nChanged at {time.monotonic_ns()}.\n\n## Part exercise"
        file.write_text(re.sub(r"\n[^\n]*\n\n## Part exercise", changed, file.read_text("utf-8")))


def measured(size: int, folder: Path, all_peers: list[peers.Peer]) -> dict[str, list[Run]]:
    """All builds of a size, round by round. One of ours that is not counted fills the caches."""
    runs: dict[str, list[Run]] = defaultdict(list)
    ours = Ours(write(content.ours(size), folder / "ours"), folder / "ours")
    beside = [peer for peer in all_peers if size <= QUADRATIC or peer.name.startswith("Hugo")]
    for peer in beside:
        peer.write(size, folder / peer.name)
    ours.build("pages")
    for _ in range(ROUNDS if size <= QUADRATIC else 1):
        runs[WITHOUT].append(ours.build("without"))
        runs[PAGES].append(ours.build("pages"))
        ours.change()
        runs[CHANGED].append(ours.build("pages", kept=True))
        runs[WHOLE].append(ours.build("whole"))
        ours.change()
        runs[WHOLE_CHANGED].append(ours.build("whole", kept=True))
        for peer in beside:
            runs[peer.name].append(run(peer.command, folder / peer.name))
        print(".", end="", flush=True)
    return runs


def weight(folder: Path) -> float:
    """Megabytes of a folder's files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def ratio(of: list[Run], to: list[Run]) -> float:
    """The median of the ratios of neighbours, by the clock."""
    return median(one.wall / other.wall for one, other in zip(of, to, strict=True))
