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
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench import peers, search, serve
from tests.bench.builds import (
    CHANGED,
    PAGES,
    QUADRATIC,
    ROUNDS,
    WHOLE,
    WHOLE_CHANGED,
    WITHOUT,
    Ours,
    Run,
    measured,
    ratio,
    weight,
)
from tests.trees import ROOT

PAGE = ROOT / "docs/contributing/bench.md"
SIZES = [int(size) for size in os.environ.get("PAGES", "100 1000 5000 10000").split()]
REAL = "the guide itself"
MOST_OF_1_000 = {5_000: 5.3, 10_000: 10.6}
"""How many times as long as 1,000 pages more of them may take."""


class Target(NamedTuple):
    """A ratio to hold, or seconds, with what was measured."""

    what: str
    most: float
    measured: float


def targets(
    runs: dict[int, dict[str, list[Run]]],
    real: dict[str, list[Run]],
    edit: dict[int, float],
    searched: dict[str, dict[search.Asked, search.Cost]],
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
    for size, most in MOST_OF_1_000.items():
        if {1_000, size} <= runs.keys():
            one, other = (median(run.wall for run in runs[n][PAGES]) for n in (size, 1_000))
            yield Target(f"{size:,} pages, of 1,000 pages", most, one / other)
    for name, costs in searched.items():
        for asked, cost in costs.items():
            here = f"{name}: a first search for {asked}, KB"
            yield Target(here, search.MOST_BYTES / 1_000, cost.bytes / 1_000)
        seconds = median(cost.seconds for cost in costs.values())
        yield Target(f"{name}: a first search, seconds", search.MOST_SECONDS, seconds)
    for size, seconds in edit.items():
        yield Target(
            f"{size:,} pages: seconds until `make serve` shows an edit",
            1 if size < 1_000 else 2,
            seconds,
        )


def searches(name: str, costs: dict[search.Asked, search.Cost]) -> Iterator[str]:
    """What the bytes of first searches are, as lines of a table under a heading."""
    id = name.replace(",", "").replace(" ", "-")
    yield f"## What a first search fetches: {name} {{#search-{id}}}\n"
    yield f"| asked for | {' | '.join(f'{part}, KB' for part in search.Part)} | seconds |"
    yield "|---" * (len(search.Part) + 2) + "|"
    for asked, cost in costs.items():
        told = " | ".join(f"{cost.sent.get(part, 0) / 1_000:.1f}" for part in search.Part)
        yield f"| {asked}: '{cost.query}' | {told} | {cost.seconds:.2f} |"
    yield ""


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
does. What `make serve` takes is measured first, before the machine is tired of building: hosts of \
many machines take the processor away from who has used it for long. Memory is that of the largest \
process. Above 1,000 pages all is measured once. "A first \
search" is that of a reader who has only the page that is open, on a phone's screen, from opening \
the search until the first page is shown, without the time that a network takes; its seconds are \
the median of the four searches.
"""


TRIED = """\
## What was tried {#tried}

- *A frequent word at 5,000 pages.* Pagefind keeps the places of a word in one piece, and those \
of a word that stands on every page grow with the pages: they cost more than what is left beside \
the engine and the names of pages, and more than half a second is spent on them in WebAssembly. \
Tried: pieces of the index of 20,000, 8,000, 5,000 and 3,000 words (two words cost 240 KB with \
the largest, on the guide itself); all strategies of zlib (names became a twentieth smaller, the \
engine not at all); to show the first page before the others are fetched. The facade of Pagefind \
holds its engine once more, 13 KB: to do without would save too little, and tie us to what its \
parts tell each other.
- *A clean build.* Of the workers' time, Python-Markdown takes 43 %, templates 24 %, reading 17 \
%. Markdown is asked for less than it does by itself, with the same HTML; what is left is how it \
finds blocks and marks. Of what is published besides, most is Pagefind's, which takes five seconds \
of processors for 1,000 pages, a third of them to copy within its memory; to give it the text of \
pages alone saved it a tenth, pages without ids or attributes or with fewer spaces as little, and \
one thread instead of all made it slower.
- *An edit while serving.* It reads and views all pages anew, checks them but for what a page \
breaks by itself, and prints those that changed. To know which pages an edit cannot reach would \
save a quarter, and be wrong one day. To be told of changes by the system, not to look for them, \
would save less than a tenth, and shared folders and those of another system tell of none.
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
    searched: dict[str, dict[search.Asked, search.Cost]] = {}
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        first = {}
        for size in sorted({100, *(size for size in SIZES if size <= QUADRATIC)}):
            first[size], edit[size] = serve.edits(size, Path(made) / f"serve-{size}")
        for size in SIZES:
            folder = Path(made) / str(size)
            runs[size] = measured(size, folder, all_peers)
            if size == search.PAGES:
                asked = search.queries(size)
                searched[f"{size:,} pages"] = search.costs(folder / "ours/site", asked)
            sites = {peer.name: folder / peer.name / peer.site for peer in all_peers}
            for name, of_name in runs[size].items():
                wall, processor, memory = (median(one) for one in zip(*of_name, strict=True))
                site = sites.get(
                    name, folder / "ours/site" if name == WHOLE_CHANGED else folder / "-"
                )
                mb = f"{weight(site):.0f}" if site.exists() else ""
                rows.append(
                    f"| {name} | {size:,} | {wall:.1f} | {processor:.1f} | {memory:.0f} | {mb} |"
                )
                print(rows[-1], flush=True)
            shutil.rmtree(folder)
        real: dict[str, list[Run]] = {PAGES: [], WITHOUT: []}
        guide = Ours(ROOT / "docs", Path(made) / "real")
        for _ in range(2 * ROUNDS + 1):
            real[WITHOUT].append(guide.build("without"))
            real[PAGES].append(guide.build("pages"))
        guide.build("whole", kept=True)
        searched[REAL] = search.costs(guide.site, search.OF_THE_GUIDE)
    found = list(targets(runs, real, edit, searched))
    parts = ["## To hold {#targets}\n", "| what | at most | measured | result |\n|---|---|---|---|"]
    for one in found:
        kept = "kept" if one.measured <= one.most else "missed"
        parts.append(f"| {one.what} | {one.most:g} | {one.measured:.3g} | {kept} |")
    parts += [
        "\n## Builds {#builds}\n",
        "| build | pages | seconds | of processors | MiB | MB of the site |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    for name, costs in searched.items():
        parts += searches(name, costs)
    for size, seconds in first.items():
        parts.append(f"A first `make serve` of {size:,} pages answers after {seconds:.1f} s.")
    parts += [
        *said,
        "",
        TRIED,
        f"Measured on {platform.system()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; rounds: {ROUNDS}; programs that wanted a processor "
        f"in the last quarter of an hour: {os.getloadavg()[2]:.0f}.",
    ]
    text = page(parts, datetime.date.today())
    PAGE.write_text(text, "utf-8")
    print(text)
    return int(any(one.measured > one.most for one in found))


if __name__ == "__main__":
    sys.exit(main())
