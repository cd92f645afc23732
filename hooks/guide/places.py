"""Where every page stands on every path, and what each path comes to."""

from dataclasses import dataclass, field
from typing import Any

from guide import routes
from guide.figures import Range, duration, span
from guide.kinds import Kind
from guide.library import Library
from guide.path_checks import can_be_walked
from guide.paths import Path, Want
from guide.routes import Stand

View = dict[str, Any]


@dataclass
class Places:
    """Where every page stands on every path that can be walked: by page, then by path; how many
    steps each of the paths has; and its figures: steps, time, routes."""

    stands: dict[str, dict[str, list[Stand]]] = field(default_factory=dict)
    steps: dict[str, Range] = field(default_factory=dict)
    figures: dict[str, View] = field(default_factory=dict)


def places(library: Library) -> Places:
    """Walk every path once, for all pages."""
    found = Places()
    for page in library.of_kind(Kind.PATH):
        entry = library.paths.get(page.id.rpartition("/")[2])
        if entry and entry.path and can_be_walked(library, entry):
            found.steps[entry.id] = routes.steps(entry.path.steps)
            found.figures[entry.id] = figures(library, entry.path)
            for stand in routes.stands(entry.path.steps):
                found.stands.setdefault(stand.step.page, {}).setdefault(entry.id, []).append(stand)
    return found


def steps_on(places: Places, page_id: str) -> dict[str, str]:
    """Which step a page is of each path that it is on: '6', '16–18 or 19', 'optional' behind."""
    return {path: _numbers(stands) for path, stands in places.stands.get(page_id, {}).items()}


def _numbers(stands: list[Stand]) -> str:
    found = {span(stand.number): stand.step.need is Want.OPTIONAL for stand in stands}
    return " or ".join(
        f"{step}, optional" if optional else step for step, optional in found.items()
    )


def figures(library: Library, path: Path) -> View:
    """Steps, time and routes of a path that can be walked, as people say them."""
    minutes = routes.minutes(path.steps, lambda page: library.pages[page].minutes)
    return {
        "steps": span(routes.steps(path.steps)),
        "time": duration(minutes),
        "routes": f"{routes.count(path.steps):,}",
    }
