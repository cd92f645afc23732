"""What lets the site be read without a network: a list of its files with their hashes, a service
worker that keeps them, and a manifest for those who put the site on the first screen of a phone."""

import json
import os
from hashlib import sha256
from pathlib import Path

Listed = dict[str, tuple[str, int]]
"""Files by their addresses in the site: what stands for what is in each, and its bytes."""
WORKER, LIST, MANIFEST = "service-worker.js", "offline.json", "manifest.webmanifest"
LARGE = 400_000
"""Bytes of a file that is only kept when a reader has opened it: booklets, above all."""
_VERSION = 'const VERSION = "";'
_CORE = ("404.html", "a-z/", "assets/", "my-path/", "paths.json", "search.json", "search-more.json")
"""Beginnings of what every page needs, beside the home page."""
_LEFT_OUT = (WORKER, LIST, MANIFEST, "_headers", "_server/", "sitemap.xml", "guide.json", "LICENSE")
"""What no page asks for, and so is not kept."""
_LEFT_OUT_ENDS = ("card.png", "feed.xml", "-licence.txt", ".schema.json")
_RARE = (".csv", ".mid")
"""What is for other programs: kept when a reader has fetched it."""


def write_manifest(site: Path, name: str, colours: tuple[str, str], icons: dict[str, int]) -> None:
    """Write the web app manifest. `colours` are those of the bar above the site and of its paper,
    `icons` square pictures by their addresses, with the pixels of a side."""
    manifest = {
        "name": name,
        "short_name": name,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": colours[0],
        "background_color": colours[1],
        "icons": [
            {"src": icon, "sizes": f"{side}x{side}", "type": "image/png", "purpose": "any maskable"}
            for icon, side in icons.items()
        ],
    }
    (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def listed(site: Path, part: str = "", without: str = "") -> Listed:
    """What a reader may keep of a built site, or of a folder of it; `without` the folder that is
    still being written."""
    files: Listed = {}
    for folder, folders, names in os.walk(site / part):
        if without in folders:
            folders.remove(without)
        for file in (Path(folder, name) for name in names):
            name = file.relative_to(site).as_posix()
            if name.startswith(_LEFT_OUT) or name.endswith(_LEFT_OUT_ENDS):
                continue
            data = file.read_bytes()
            if name == "index.html" or name.endswith("/index.html"):
                name = name.removesuffix("index.html")
            files[name] = sha256(data).hexdigest()[:16], len(data)
    return files


def write(site: Path, files: Listed) -> None:
    """Write the list of what may be kept of a built site, and the worker that keeps it. The last
    step: any later change of a file would make it another than the one that was listed."""
    files = dict(sorted(files.items()))
    core = [name for name in files if not name or name.startswith(_CORE)]
    rest = [
        name
        for name, (_, size) in files.items()
        if name not in core and size <= LARGE and not name.endswith(_RARE)
    ]
    version = sha256(json.dumps([core, rest, files]).encode()).hexdigest()[:16]
    told = {"version": version, "core": core, "rest": rest, "files": files}
    (site / LIST).write_text(json.dumps(told, separators=(",", ":")), "utf-8")
    source = (Path(__file__).parent / WORKER).read_text("utf-8")
    assert _VERSION in source
    script = source.replace(_VERSION, f'const VERSION = "{version}";')
    (site / WORKER).write_text(script, "utf-8", newline="\n")
