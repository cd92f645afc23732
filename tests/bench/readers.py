"""What readers fetch of a built site, and what a million of them a day come to: `python -m
tests.bench.readers SITE` counts and computes what docs/contributing/publishing.md tells."""

import gzip
import json
import sys
from pathlib import Path

from publish import offline

NEW, BACK = 200_000, 800_000
"""A million readers a day, one in five of them new to the browser."""
_PACKED_ALREADY = (".woff2", ".png", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")


def packed(file: Path) -> tuple[bytes, bool]:
    """A file as a server with gzip sends it, and whether that packs it."""
    data = file.read_bytes()
    is_packed = file.suffix in (*_PACKED_ALREADY, ".pagefind")
    return (data, False) if is_packed else (gzip.compress(data, 6, mtime=0), True)


def sent(file: Path) -> int:
    """Bytes of a file as a server with gzip sends it."""
    return len(packed(file)[0])


def rows(site: Path) -> list[tuple[str, int, int]]:
    """What is fetched, with requests and bytes: by one reader after the first page, and by the new
    ones of a day."""
    listed = json.loads((site / offline.LIST).read_text("utf-8"))
    core, rest = (
        [
            sent(site / (f"{name}index.html" if name.endswith("/") or not name else name))
            for name in names
        ]
        for names in (listed["core"], listed["rest"])
    )
    core += [sent(site / name) for name in (offline.WORKER, offline.LIST)]
    both = len(core) + len(rest), sum(core) + sum(rest)
    return [
        ("the worker, its list, and what all pages need", len(core), sum(core)),
        ("all other pages and the search", len(rest), sum(rest)),
        (f"{NEW:,} new readers a day", NEW * both[0], NEW * both[1]),
    ]


def main(site: Path) -> None:
    """Print what the page tells."""
    files = [file for file in site.rglob("*") if file.is_file()]
    largest = max(file.stat().st_size for file in files)
    print(f"{len(files):,} files, the largest of {largest / 1e6:.1f} MB")
    for what, requests, size in rows(site):
        print(f"{what}: {requests:,} requests, {size / 1e6:,.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
