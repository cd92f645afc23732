"""What building costs, beside the same site without our hook and beside other engines: `make bench`
measures, prints a table, and writes it to docs/contributing/bench.md.

All builds of a round are run one after the other, each in a process of its own, and rounds are
repeated: a machine's speed drifts, so medians count, and ratios say more than seconds. `PAGES`
names the sizes, `ROUNDS` how often each is measured; engines that write a link to each page into
each page are left out above 1,000 pages.
"""

import datetime
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench import content, peers
from tests.trees import ROOT, write

PAGE = ROOT / "docs/contributing/bench.md"
SIZES = [int(size) for size in os.environ.get("PAGES", "1000").split()]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
QUADRATIC = 1_000
WITHOUT, PAGES, CHANGED = "ours without the hook", "ours, pages", "ours, one page changed"
WHOLE, WHOLE_CHANGED = "ours, all that is published", "ours, one page changed, published"
REAL = "the guide itself"


class Run(NamedTuple):
    """What a build took: seconds on the clock and of all processors, and the most memory that its
    largest process held, in MiB."""

    wall: float
    processor: float
    memory: float


class Target(NamedTuple):
    """A ratio to hold, or seconds, with what was measured."""

    what: str
    most: float
    measured: float


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
            for name in ("pages", "texts", "rendered"):
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


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """`make serve` for the pages of a folder; the address that it answers at."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"\nnav:\n(  .*\n)+", "\n", settings)
    settings = settings.replace("hooks/events.py", f"{ROOT}/hooks/events.py")
    settings = settings.replace("[overrides]", "[]").replace(": overrides", f": {ROOT}/overrides")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    words = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place]
    env = {**os.environ, "GUIDE_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT / "hooks")}
    server = subprocess.Popen(words, cwd=folder, env=env, stderr=subprocess.DEVNULL)
    try:
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait()


def shown_after(url: str, text: str, seconds: float = 300) -> float:
    """Seconds until a page holds a text."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            with urllib.request.urlopen(url, timeout=seconds) as answer:
                if text in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{url} never showed {text!r}")


def edits(size: int, folder: Path) -> tuple[float, float]:
    """Seconds until a server that was just started answers, and until an edit shows: the median of
    some."""
    docs = write(content.ours(size), folder)
    file = docs / "stages/page-1.md"
    text, taken = file.read_text("utf-8"), []
    with serving(folder) as address:
        first = shown_after(f"{address}/stages/page-1/", "</html>")
        time.sleep(2)
        for number in range(5):
            file.write_text(text.replace("title: Page 1", f"title: Edit {number}"), "utf-8")
            taken.append(shown_after(f"{address}/stages/page-1/", f"<h1>Edit {number}</h1>"))
            time.sleep(0.5)
    return first, median(taken)


def ratio(of: list[Run], to: list[Run]) -> float:
    """The median of the ratios of neighbours, by the clock."""
    return median(one.wall / other.wall for one, other in zip(of, to, strict=True))


def targets(
    runs: dict[int, dict[str, list[Run]]], real: dict[str, list[Run]], edit: dict[int, float]
) -> Iterator[Target]:
    """What there is to hold, as far as it was measured."""
    yield Target(
        f"{REAL}: our hook, of the same site without it", 1.06, ratio(real[PAGES], real[WITHOUT])
    )
    for size, of_size in runs.items():
        here = f"{size:,} pages: "
        if size >= QUADRATIC:
            hook = ratio(of_size[PAGES], of_size[WITHOUT])
            yield Target(f"{here}our hook, of the same site without it", 1.06, hook)
        material = next((runs for name, runs in of_size.items() if "Material" in name), None)
        if material and size == QUADRATIC:
            for name, most in ((PAGES, 0.14), (WHOLE, 0.22), (CHANGED, 0.07)):
                told = f"{here}{name}, of Material as it comes"
                yield Target(told, most, ratio(of_size[name], material))
    if {1_000, 5_000} <= runs.keys():
        more = median(r.wall for r in runs[5_000][PAGES]) / median(
            r.wall for r in runs[1_000][PAGES]
        )
        yield Target("5,000 pages, of 1,000 pages", 5.3, more)
    for size, seconds in edit.items():
        yield Target(
            f"{size:,} pages: seconds until `make serve` shows an edit",
            1 if size < 1_000 else 2,
            seconds,
        )


SUMMARY = (
    "How long a build takes, beside the same site without our hook and beside other engines;"
    " written by make bench."
)
INTRODUCTION = """
`make bench` has measured this and written this page. Seconds hold for one machine on one day; \
ratios hold better. All engines build the same texts of about 900 words, each engine as it comes; \
ours also has their paths, skills, sources and glossary, and Hugo has a template of a few lines. \
Builds are run in turn. Medians count, of as many rounds as the last line says; a ratio is the \
median of the ratios of each round. "Pages" is a build that keeps nothing from the one before, \
but for typefaces; it leaves out search index, content policy and service worker, as `make serve` \
does. Memory is that of the largest process.
"""


def page(parts: list[str], date: datetime.date) -> str:
    """The page of the guide that tells it."""
    matter = f"title: What building costs\nsummary: {SUMMARY}\nreviewed: {date.isoformat()}\n"
    return "\n".join([f"---\n{matter}---", INTRODUCTION, *parts]) + "\n"


def main() -> int:
    """Measure, print, write; 1 if a target is missed."""
    said: list[str] = []
    all_peers = peers.found(said.append)
    runs: dict[int, dict[str, list[Run]]] = {}
    edit: dict[int, float] = {}
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        for size in SIZES:
            folder = Path(made) / str(size)
            runs[size] = measured(size, folder, all_peers)
            sites = {peer.name: folder / peer.name / peer.site for peer in all_peers}
            for name, of_name in runs[size].items():
                wall, processor, memory = (median(one) for one in zip(*of_name, strict=True))
                site = sites.get(
                    name, folder / "ours/site" if name == WHOLE_CHANGED else folder / "-"
                )
                mb = f"{weight(site):.0f}" if site.exists() else ""
                rows.append(
                    f"| {size:,} | {name} | {wall:.1f} | {processor:.1f} | {memory:.0f} | {mb} |"
                )
                print(rows[-1], flush=True)
            shutil.rmtree(folder)
        real: dict[str, list[Run]] = {PAGES: [], WITHOUT: []}
        guide = Ours(ROOT / "docs", Path(made) / "real")
        for _ in range(2 * ROUNDS + 1):
            real[WITHOUT].append(guide.build("without"))
            real[PAGES].append(guide.build("pages"))
        first = {}
        for size in sorted({100, *(size for size in SIZES if size <= QUADRATIC)}):
            first[size], edit[size] = edits(size, Path(made) / f"serve-{size}")
    found = list(targets(runs, real, edit))
    parts = ["## To hold {#targets}\n", "| what | at most | measured | |\n|---|---|---|---|"]
    for one in found:
        kept = "kept" if one.measured <= one.most else "missed"
        parts.append(f"| {one.what} | {one.most:g} | {one.measured:.3g} | {kept} |")
    parts += [
        "\n## Builds {#builds}\n",
        "| pages | build | seconds | of processors | MiB | MB of the site |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    for size, seconds in first.items():
        parts.append(f"A first `make serve` of {size:,} pages answers after {seconds:.1f} s.")
    parts += [
        *said,
        f"\nMeasured on {platform.system()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; rounds: {ROUNDS}; programs that wanted a processor "
        f"in the last quarter of an hour: {os.getloadavg()[2]:.0f}.",
    ]
    text = page(parts, datetime.date.today())
    PAGE.write_text(text, "utf-8")
    print(text)
    return int(any(one.measured > one.most for one in found))


if __name__ == "__main__":
    sys.exit(main())
