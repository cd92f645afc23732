"""One build of a guide in a process of its own: `python -m tests.bench.build DOCS SITE HOW`. With
`without` the hook is left out; with `pages`, what only a published site has."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import publish
from tests.trees import ROOT


def main(docs: str, site: str, how: str) -> None:
    """Build with our own settings, as far as the pages of the navigation are there."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2].partition("\n\n")[0]
    nav = [page for page in yaml.safe_load(text) if (Path(docs) / page).exists()]
    changed: dict[str, Any] = {"hooks": []} if how == "without" else {"strict": True}
    if how == "pages":
        publish.finished = nullcontext  # type: ignore[assignment]
    settings = str(ROOT / "mkdocs.yml")
    config = load_config(settings, docs_dir=docs, site_dir=site, nav=nav, **changed)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
