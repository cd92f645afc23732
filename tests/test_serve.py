"""`mkdocs serve` with pages that have findings: it goes on serving the rest, and shows them."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.trees import ROOT, small_guide, write

BROKEN = "docs/stages/mixing.md:10:9: G203 unknown role 'singr'"


def eventually(url: str, wanted: str, seconds: float = 60) -> str:
    """The page at `url` as soon as it holds `wanted`. Raises AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    html = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                html = answer.read().decode()
        except OSError:
            html = ""
        if wanted in html:
            return html
        time.sleep(0.1)
    raise AssertionError(f"{url} never held {wanted!r}; it ends with {html[-500:]!r}")


@contextmanager
def serving(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"\nnav:\n(  .*\n)+", "\n", text)
    text = text.replace("hooks/events.py", f"{ROOT}/hooks/events.py")
    text = text.replace("[overrides]", "[]").replace(": overrides", f": {ROOT}/overrides")
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    with (project / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_serve_starts_with_findings_shows_them_and_recovers(tmp_path: Path) -> None:
    tree = small_guide()
    sound = tree["stages/mixing.md"]
    tree["stages/mixing.md"] = sound.replace("[singer]", "[singr]")
    docs = write(tree, tmp_path)
    with serving(tmp_path) as site:
        html = eventually(f"{site}/stages/mixing/", "This page has findings")
        assert BROKEN.replace("'", "&#39;") in html
        assert "This page has findings" not in eventually(f"{site}/genres/rock/", "<h1>Rock</h1>")
        assert BROKEN in (tmp_path / "log").read_text()

        # Cards are for those who share a page: to draw one for each took most of a first build.
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{site}/genres/rock/card.png", timeout=5)

        (docs / "stages/mixing.md").write_text(sound.replace("title: Mixing", "title: Mended"))
        html = eventually(f"{site}/stages/mixing/", "<h1>Mended</h1>")
        assert "This page has findings" not in html

        (docs / "paths/band.yml").write_text("steps: [\n")
        (docs / "gear/microphone.md").write_bytes(b"\xff\xfe")
        html = eventually(f"{site}/gear/microphone/", "This page has findings")
        assert "F001 is UTF-16, not UTF-8" in html
        assert "<h1>Rock</h1>" in eventually(f"{site}/genres/rock/", "<h1>Rock</h1>")
        assert "Traceback" not in (tmp_path / "log").read_text()
