"""How soon `make serve` shows an edit."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench import content
from tests.trees import ROOT, write


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
