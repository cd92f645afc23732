"""What is printed of labs: on their own pages, and in the texts that show them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from guide.addresses import href
from guide.fields import Instrument
from guide.kinds import Kind
from guide.lab_beats import BeatGrid
from guide.lab_data import POSITIONS, Lab, Material, Slider
from guide.library import Library
from guide.markup import LAB_PLACE
from guide.pages import Genre
from guide.tool_calculators import Calculators

View = dict[str, Any]
_PLACE = re.compile(LAB_PLACE)


def lab(library: Library, origin: str, shown: str, number: int = 1) -> View | None:
    """A lab as its `number`-th place on the page `origin` prints it; `shown` is its id, and behind
    a '#' the preset to begin with. None for a lab that could not be read."""
    lab_id, _, preset = shown.partition("#")
    found = library.labs.get(lab_id)
    if found is None or not isinstance(found.data, Lab):
        return None
    data = found.data.model_dump(mode="json", by_alias=True)
    controls = found.data.controls
    begin = {name: control.starts for name, control in controls.items()}
    sets = {one.id: {**begin, **one.set} for one in found.data.presets}
    material = found.data.material
    values: Mapping[str, Any] = sets.get(preset, begin)
    for group in data["groups"]:
        for control in group["controls"]:
            one = controls[control["id"]]
            control["value"] = values[control["id"]]
            control["said"] = one.said(control["value"])
            if isinstance(one, Slider):
                control["position"] = one.position(control["value"])
    for one in data["presets"]:
        one["sound"] = next(m.label for m in Material if m == one["material"])
        one["said"] = [
            {
                "title": group.title,
                "values": [
                    f"{control.label}: {control.said(one['set'][control.id])}"
                    for control in group.controls
                    if control.id in one["set"]
                ],
            }
            for group in found.data.groups
            if any(control.id in one["set"] for control in group.controls)
        ]
    page_id = f"{Kind.LAB}/{lab_id}"
    services = _services(library) if lab_id == "loudness" else {}
    data.update(services)
    told = json.dumps(
        found.data.model_dump(mode="json", by_alias=True, exclude={"listen_for", "tries"})
        | services,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    page = library.pages.get(page_id)
    more = _beats(library, found.data, preset) if isinstance(found.data, BeatGrid) else {}
    return {
        **more,
        "id": lab_id,
        "key": f"lab-{number}",
        "title": page.title if page else lab_id,
        "href": href(origin, page_id),
        "is_own": origin == page_id,
        "preset": preset,
        "material": next((p.material for p in found.data.presets if p.id == preset), material),
        "materials": [{"id": one.value, "label": one.label} for one in Material],
        "positions": POSITIONS,
        "data": data,
        "json": told,
    }


def _services(library: Library) -> View:
    """What services do with a level: the calculators have it, once for all pages."""
    tool = library.tools.get("calculators")
    if tool is None or not isinstance(tool.data, Calculators):
        return {"services": [], "ceiling": 0}
    services = [one.model_dump(mode="json") for one in tool.data.services]
    return {"services": services, "ceiling": tool.data.peak}


def _beats(library: Library, data: BeatGrid, preset: str) -> View:
    """What the beat grid prints besides: its first rows, and the grooves of all genres."""
    steps = data.grids.get(preset, data.start)
    grooves = [
        {"title": page.title, **groove.model_dump(mode="json")}
        for page in library.of_kind(Kind.GENRE)
        if isinstance(page.page, Genre)
        for groove in page.page.grooves
    ]
    return {
        "length": len(next(iter(steps.values()))),
        "rows": [
            {"id": name.value, "name": spoken(name), "steps": list(row)}
            for name, row in steps.items()
        ],
        "parts": [{"id": name.value, "name": spoken(name)} for name in Instrument],
        "grooves": grooves,
        "grooves_json": json.dumps(grooves, ensure_ascii=False, separators=(",", ":")),
    }


def spoken(instrument: Instrument) -> str:
    """An instrument as people say it."""
    return instrument.replace("-", " ")


def shown(library: Library, origin: str, html: str) -> list[View | None]:
    """The labs in the text of a page, in their order."""
    return [lab(library, origin, one, n) for n, one in enumerate(_PLACE.findall(html), 2)]


def pieces(library: Library, origin: str, html: str) -> list[View]:
    """The text of a page in pieces: `html`, and the `lab` that stands behind it or None."""
    labs = [*shown(library, origin, html), None]
    texts = _PLACE.split(html)[::2]
    return [{"html": text, "lab": one} for text, one in zip(texts, labs, strict=True)]
