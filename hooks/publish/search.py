"""The search index of a built site, made by Pagefind of what templates mark with `data-pagefind-…`:
pieces that a browser fetches as it needs them, so that a search costs a reader the same at any
number of pages."""

import gzip
import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from pagefind_bin import get_executable

FOLDER = "pagefind"
_MARK = b"data-pagefind-body"
_PAGES = "{*.html,*/*.html,*/*/*.html}"
"""Where marked pages are. Booklets stand deeper, and would be read whole before they are left out,
which takes longer than the index: they hold all pages again."""
_OPTIONS = ("--silent", "--glob", _PAGES, "--exclude-selectors", ".headerlink, .cite")
"""The sign beside a heading and the number of a source are no words of a text."""
_PIECE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "3000"}
"""Words that a piece of the index holds, each counted once a page. Two words ask for up to four
pieces: in Pagefind's own size, 20,000, they are 30 KB each, in this one 5 KB, of which there are
five times as many. Where Pagefind no longer knows the setting, pieces are larger and all else is
as it was."""
_WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta")
"""What a search of ours fetches, beside the index; the dialogs that come with it are not ours."""


@contextmanager
def written(site: Path) -> Iterator[None]:
    """Index the marked pages of a built site, while something else is done with it: what is marked
    in a page stays as it is, and a page is there at any time. Raises RuntimeError at the end, with
    what Pagefind says, if it fails."""
    made = site / FOLDER
    shutil.rmtree(made, ignore_errors=True)
    if not any(_marked(site)):
        yield  # Pagefind would index all
        return
    run = subprocess.Popen(
        [str(get_executable()), *_OPTIONS, "--site", str(site), "--output-path", str(made)],
        env={**os.environ, **_PIECE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield
        marked = sum(_marked(site))
    finally:
        _, told = run.communicate()
    if run.returncode:
        raise RuntimeError(f"the search index was not made: {told.strip()}")
    found = sum(language["page_count"] for language in _languages(made))
    if found != marked:
        raise RuntimeError(f"the search index holds {found} of {marked} pages: see {_PAGES}")
    _order(made)
    _tidy(made)


def _marked(site: Path) -> Iterator[bool]:
    """Of each page, whether it is marked."""
    return (_MARK in page.read_bytes() for page in site.rglob("*.html"))


def _languages(folder: Path) -> list[dict[str, Any]]:
    """What Pagefind tells of the languages of an index."""
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    return list(entry["languages"].values())


def _order(folder: Path) -> None:
    """Put the list of filters into one order: Pagefind writes it in another each time, and the same
    site should be the same bytes. An entry is a CBOR array of two texts, a filter's name and the
    name of its file, and no byte of them begins an array."""
    entry = folder / "pagefind-entry.json"
    about = entry.read_text("utf-8")
    for meta in folder.glob("*.pf_meta"):
        written = gzip.decompress(meta.read_bytes())
        found = [
            part
            for file in (folder / "filter").glob("*.pf_filter")
            if (part := re.search(rb"\x82[^\x82]+" + file.stem.encode(), written))
        ]
        if not found:
            continue
        start, end = min(part.start() for part in found), max(part.end() for part in found)
        ordered = b"".join(sorted(part[0] for part in found))
        packed = _packed(written[:start] + ordered + written[end:])
        language, _, old = meta.stem.removeprefix("pagefind.").partition("_")
        name = sha256(packed).hexdigest()[: len(old)]
        meta.unlink()
        (folder / f"pagefind.{language}_{name}.pf_meta").write_bytes(packed)
        about = about.replace(f"{language}_{old}", f"{language}_{name}")
    entry.write_text(about, "utf-8")


def _packed(data: bytes) -> bytes:
    """A gzip file without a name or a time. Names of pages, in which little comes again, are a
    twentieth smaller by zlib's strategy for filtered data."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS, 8, zlib.Z_FILTERED)
    return packer.compress(data) + packer.flush()


def _tidy(folder: Path) -> None:
    """Leave out what is not fetched."""
    code = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in _languages(folder)}
    wanted = {file for pattern in (*_WANTED, *code) for file in folder.glob(pattern)}
    for file in folder.iterdir():
        if file.is_file() and file not in wanted:
            file.unlink()
