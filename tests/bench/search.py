"""What a first search costs: bytes over the network and seconds until the first page is shown, in
Chromium on a phone's screen, for a reader whose browser has kept nothing but what the open page
needs."""

import json
import re
from collections import Counter
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple

from tests.bench import content
from tests.bench.readers import packed
from tests.browser.conftest import Handler, launched, serving
from tests.browser.reader import PHONE

PAGES, MOST_BYTES, MOST_SECONDS = 5_000, 200_000, 0.5
"""What it may cost at so many pages, and in the guide as it is."""


class Asked(StrEnum):
    """What is looked for."""

    RARE = "a rare word"
    TERM = "a term"
    TWO = "two words"
    FREQUENT = "a frequent word"


class Part(StrEnum):
    """What a search fetches."""

    ENGINE = "engine"
    NAMES = "names of pages"
    INDEX = "index"
    OURS = "ours, and the page"


OF_THE_GUIDE = {
    Asked.RARE: "vibrato",
    Asked.TERM: "headroom",
    Asked.TWO: "phantom power",
    Asked.FREQUENT: "sound",
}
_PARTS = (
    (re.compile(r"/pagefind/(pagefind[\w-]*\.js|wasm\.)"), Part.ENGINE),
    (re.compile(r"/pagefind/pagefind.*(json|pf_meta)"), Part.NAMES),
    (re.compile(r"/pagefind/index/"), Part.INDEX),
)
_SENT = "/sent"
"""Where the server tells how many bytes it has sent."""
_SHOWN = """
([query, sent]) => new Promise((done, fail) => {
  const start = performance.now();
  const look = () => {
    const field = document.querySelector("dialog[open] [role=combobox]");
    if (field && !field.value) {
      field.value = query;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const shown = document.querySelector("#search-pages > [role=option]");
    if (!shown && performance.now() - start < 20_000) return;
    const seconds = (performance.now() - start) / 1000;
    clearInterval(often);
    changes.disconnect();
    if (!shown) return fail(`nothing is shown for '${query}'`);
    const asked = new XMLHttpRequest();
    asked.open("GET", sent, false); // Nothing else goes on until it is answered.
    asked.send();
    done([seconds, JSON.parse(asked.responseText)]);
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { subtree: true, childList: true });
  const often = setInterval(look, 10);
  document.querySelector("site-search button").click();
})
"""
"""A reader opens the search and has typed at once."""


class Cost(NamedTuple):
    """What a first search costs: its query, the bytes that were sent, heads and bodies, by what
    they are, and the seconds."""

    query: str
    sent: dict[Part, int]
    seconds: float

    @property
    def bytes(self) -> int:
        """All of them."""
        return sum(self.sent.values())


class _Counting(Handler):
    """Serves a folder packed, and counts what it sends."""

    sent: ClassVar[Counter[Part]] = Counter()

    def handle(self) -> None:
        with suppress(ConnectionError):  # A reader leaves while more is on its way.
            super().handle()

    def do_GET(self) -> None:
        if self.path == _SENT:
            self._answer(json.dumps(_Counting.sent).encode(), {})
            return
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data, by_us = packed(file)
        encoding = {"Content-Encoding": "gzip"} if by_us else {}
        self._answer(data, {"Content-Type": self.guess_type(str(file)), **encoding})

    def _answer(self, data: bytes, heads: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {**heads, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self._count(len(data))

    def flush_headers(self) -> None:
        self._count(sum(map(len, getattr(self, "_headers_buffer", []))))
        super().flush_headers()

    def _count(self, number: int) -> None:
        of = next((part for path, part in _PARTS if path.match(self.path)), Part.OURS)
        _Counting.sent[of] += number


def queries(pages: int) -> dict[Asked, str]:
    """What generated pages are asked for: words that one of them has."""
    vocabulary, _ = content._words()
    places = {word: place for place, word in enumerate(vocabulary)}
    text = content._text("stages/page-1", 1, content._ids(pages))
    said = {word for word in re.findall(r"[a-z]+", text) if len(word) > 4 and word in places}
    ordered = sorted(said, key=places.__getitem__)
    return {
        Asked.RARE: ordered[-1],
        Asked.TERM: vocabulary[content._TERMS][0],
        Asked.TWO: f"{ordered[10]} {ordered[-10]}",
        Asked.FREQUENT: ordered[0],
    }


def costs(site: Path, asked: dict[Asked, str]) -> dict[Asked, Cost]:
    """What these first searches of a built site cost, each by a reader of their own."""
    found = {}
    width, height = PHONE
    with serving(site, _Counting) as address, launched() as browser:
        for what, query in asked.items():
            with browser.new_context(
                viewport={"width": width, "height": height}, service_workers="block"
            ) as context:
                page = context.new_page()
                page.goto(f"{address}stages/", wait_until="networkidle")
                _Counting.sent.clear()
                seconds, sent = page.evaluate(_SHOWN, [query, _SENT])
                found[what] = Cost(query, {Part(part): n for part, n in sent.items()}, seconds)
    return found
