"""What a first search costs: bytes over the network, and seconds until pages are shown, in Chromium
on a phone's screen, for a reader whose browser has kept nothing but what the open page needs."""

import re
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench import content
from tests.bench.readers import packed
from tests.browser.conftest import Handler, launched, serving
from tests.browser.reader import PHONE

PAGES, MOST_BYTES, MOST_SECONDS = 5_000, 200_000, 0.5
"""What it may cost at so many pages, and in the guide as it is."""
OF_THE_GUIDE = ("vibrato", "headroom", "phantom power", "sound")
"""A rare word, a term of the glossary, two words, and a frequent one."""
_SHOWN = """
query => new Promise((done, fail) => {
  const start = performance.now();
  const look = () => {
    const field = document.querySelector("dialog[open] [role=combobox]");
    if (field && !field.value) {
      field.value = query;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const shown = document.querySelector("#search-pages > [role=option]");
    if (!shown && performance.now() - start < 20_000) return;
    clearInterval(often);
    shown ? done((performance.now() - start) / 1000) : fail(`nothing is shown for '${query}'`);
  };
  const often = setInterval(look, 10);
  document.querySelector("site-search button").click();
})
"""
"""A reader opens the search and has typed at once."""


class Cost(NamedTuple):
    """What some first searches cost: the most bytes that one of them sent, heads and bodies, and
    its query; the median of the seconds."""

    bytes: int
    query: str
    seconds: float


class _Counting(Handler):
    """Serves a folder packed, and counts what it sends."""

    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data, by_us = packed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if by_us:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        _Counting.sent += len(data)

    def flush_headers(self) -> None:
        _Counting.sent += sum(map(len, getattr(self, "_headers_buffer", [])))
        super().flush_headers()


def queries(pages: int) -> tuple[str, ...]:
    """What generated pages are asked for: as for the guide, of words that one of them has."""
    vocabulary, _ = content._words()
    places = {word: place for place, word in enumerate(vocabulary)}
    text = content._text("stages/page-1", 1, content._ids(pages))
    said = {word for word in re.findall(r"[a-z]+", text) if len(word) > 4 and word in places}
    ordered = sorted(said, key=places.__getitem__)
    return ordered[-1], vocabulary[content._TERMS][0], f"{ordered[10]} {ordered[-10]}", ordered[0]


def cost(site: Path, asked: tuple[str, ...]) -> Cost:
    """What these first searches of a built site cost, each by a reader of their own."""
    bytes_of, seconds = {}, []
    with serving(site, _Counting) as address, launched() as browser:
        for query in asked:
            width, height = PHONE
            with browser.new_context(
                viewport={"width": width, "height": height}, service_workers="block"
            ) as context:
                page = context.new_page()
                page.goto(f"{address}stages/", wait_until="networkidle")
                before = _Counting.sent
                seconds.append(page.evaluate(_SHOWN, query))
                bytes_of[query] = _Counting.sent - before
    dearest = max(bytes_of, key=bytes_of.__getitem__)
    return Cost(bytes_of[dearest], dearest, median(seconds))
