"""What the reader's browser needs to follow paths, `paths.json`: no more than that, since readers
fetch it. `guide.json` (exports.py) has everything, for others to build on."""

import json
from pathlib import Path
from typing import Any

from guide.addresses import url
from guide.library import Library
from guide.page_file import PageFile
from guide.path_checks import can_be_walked
from guide.paths import Choice, Step, Want, steps_of

Data = dict[str, Any]


def write(library: Library, site: Path) -> None:
    """Write `paths.json` into a built site."""
    (site / "paths.json").write_text(paths_json(library), encoding="utf-8")


def paths_json(library: Library) -> str:
    """All paths that can be walked, the pages on them, and the ids that pages had before.
    Its shape is declared where it is read, in overrides/assets/javascripts/guide-data.js."""
    walked = [entry for entry in library.published_paths.values() if can_be_walked(library, entry)]
    pages = {step.page: None for entry in walked if entry.path for step, _ in steps_of(entry.path)}
    data = {
        "pages": [_page(library.pages[page]) for page in pages],
        "paths": [
            {
                "id": entry.id,
                "url": url(f"paths/{entry.id}"),
                "title": library.pages[f"paths/{entry.id}"].title,
                "assumes": entry.path.assumes,
                "steps": [item_data(item) for item in entry.path.steps],
            }
            for entry in walked
            if entry.path
        ],
        "aliases": library.aliases,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _page(page: PageFile) -> Data:
    least, most = page.minutes
    return {
        "id": page.id,
        "url": url(page.id),
        "title": page.title,
        "least": least,
        "most": most,
        "teaches": page.teaches,
        "needs": page.needs,
        "revised": [
            {"on": revision.on.isoformat(), "what": revision.what}
            for revision in (page.lesson.revised if page.lesson else ())
        ],
    }


def item_data(item: Step | Choice) -> Data:
    """A step or a choice with all that its options hold."""
    if isinstance(item, Step):
        return {"type": "step", "page": item.page, "optional": item.need is Want.OPTIONAL}
    return {
        "type": "choice",
        "id": item.choose,
        "question": item.question,
        "options": [
            {
                "id": option.id,
                "title": option.title,
                "steps": [item_data(inner) for inner in option.steps],
            }
            for option in item.options
        ],
    }
