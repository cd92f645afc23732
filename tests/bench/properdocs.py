"""The guide through another engine: `python -m tests.bench.properdocs` builds a small one by
ProperDocs, which goes on where MkDocs stopped, and compares it with what MkDocs makes.

The adapter is `as_mkdocs`: the hooks ask for modules of MkDocs, and get those of ProperDocs. It is
no part of the locked requirements, so pip puts it into the cache, and no test needs it.
"""

import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.trees import ROOT, small_guide, write

HOME = ROOT / ".cache" / "properdocs"
VERSION = "1.6.7"
PAGE = "paths/band/index.html"


def as_mkdocs() -> None:
    """Let ProperDocs answer to the name of MkDocs, in this process."""
    engine = importlib.import_module("properdocs")
    found = pkgutil.walk_packages(engine.__path__, "properdocs.")
    for name in ["properdocs", *(module.name for module in found if "tests" not in module.name)]:
        if not name.endswith("__main__"):
            sys.modules[name.replace("properdocs", "mkdocs", 1)] = importlib.import_module(name)


def build(docs: str, site: str) -> None:
    """Build a docs folder with our settings, by the engine that answers to the name."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    nav = ["index.md"]
    build(load_config(str(ROOT / "mkdocs.yml"), docs_dir=docs, site_dir=site, nav=nav))


def main() -> int:
    """Build by both engines, and compare; 1 if a page differs."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    wanted = ["--target", str(HOME), f"properdocs=={VERSION}"]
    if subprocess.run([*pip, *wanted], check=False).returncode:
        print("ProperDocs could not be installed here.")
        return 1
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        docs = write(small_guide(), Path(folder))
        for engine in ("mkdocs", "properdocs"):
            site = Path(folder) / engine
            words = [sys.executable, "-m", "tests.bench.properdocs", engine, str(docs), str(site)]
            path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT), str(HOME)])
            env = {**os.environ, "PYTHONPATH": path, "GUIDE_CACHE": "off"}
            subprocess.run(words, cwd=ROOT, env=env, check=True)
            pages.append(
                {file.relative_to(site): file.read_bytes() for file in site.rglob("*.html")}
            )
    different = [str(name) for name in pages[0] if pages[0][name] != pages[1].get(name)]
    print(
        f"{len(pages[0])} pages by MkDocs, {len(pages[1])} by ProperDocs, {len(different)} differ"
    )
    print(f"{PAGE}: {'differs' if PAGE in different else 'the same to the byte'}")
    return int(bool(different) or len(pages[0]) != len(pages[1]))


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    if sys.argv[1] == "properdocs":
        as_mkdocs()
    build(*sys.argv[2:])
