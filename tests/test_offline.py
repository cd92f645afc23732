"""What lets the site be read without a network: the list of its files, the worker, the manifest."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish import offline

FILES = {
    "index.html": "home",
    "404.html": "lost",
    "a-z/index.html": "list",
    "stages/mixing/index.html": "Mixing",
    "stages/mixing/card.png": "card",
    "paths/band/print/index.html": "x" * (offline.LARGE + 1),
    "genres/rock/rock-1.mid": "groove",
    "assets/main.js": "script",
    "assets/fonts/a-licence.txt": "licence",
    "pagefind/index/a.pf_index": "index",
    "search.json": "{}",
    "search-more.json": "{}",
    "guide.json": "{}",
    "feed.xml": "feed",
    "_headers": "headers",
    "_server/nginx.conf": "nginx",
}


def written(folder: Path, files: dict[str, str]) -> dict[str, Any]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    offline.write(folder, offline.listed(folder))
    listed: dict[str, Any] = json.loads((folder / "offline.json").read_text("utf-8"))
    return listed


def test_what_every_page_needs_comes_first_and_what_none_asks_for_is_left_out(
    tmp_path: Path,
) -> None:
    listed = written(tmp_path, FILES)
    assert listed["core"] == [
        "",
        "404.html",
        "a-z/",
        "assets/main.js",
        "search-more.json",
        "search.json",
    ]
    assert listed["rest"] == ["pagefind/index/a.pf_index", "stages/mixing/"]
    rare = {"genres/rock/rock-1.mid", "paths/band/print/"}
    assert listed["files"].keys() == {*listed["core"], *listed["rest"], *rare}
    assert listed["files"]["stages/mixing/"] == [sha256(b"Mixing").hexdigest()[:16], 6]


def test_the_version_is_that_of_what_is_kept(tmp_path: Path) -> None:
    first = written(tmp_path, FILES)
    worker = (tmp_path / "service-worker.js").read_text("utf-8")
    assert f'const VERSION = "{first["version"]}";' in worker
    assert written(tmp_path, FILES) == first  # what was written is no part of it
    assert written(tmp_path, {"guide.json": "[]"}) == first
    second = written(tmp_path, {"stages/mixing/index.html": "Balance"})
    assert second["version"] != first["version"]
    assert (tmp_path / "service-worker.js").read_text("utf-8") != worker


def test_the_manifest_names_the_site_and_its_icons(tmp_path: Path) -> None:
    offline.write_manifest(tmp_path, "Signal Path", ("#000000", "#ffffff"), {"a.png": 192})
    assert json.loads((tmp_path / offline.MANIFEST).read_text("utf-8")) == {
        "name": "Signal Path",
        "short_name": "Signal Path",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": "#000000",
        "background_color": "#ffffff",
        "icons": [
            {"src": "a.png", "sizes": "192x192", "type": "image/png", "purpose": "any maskable"}
        ],
    }
