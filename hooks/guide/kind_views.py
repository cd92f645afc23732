"""What only pages of one kind print: what comes into a stage, the chain of gear, grooves."""

from typing import Any
from urllib.parse import urlencode

from guide import grooves
from guide.addresses import href
from guide.covers import cover
from guide.fields import ChainPlace
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.page_parts import Groove
from guide.pages import Gear, Genre, Lab, Role, Stage, Tool

View = dict[str, Any]


def facts(library: Library, page: PageFile) -> View:
    """What a page of its kind says beside its text; nothing for kinds that have only the text."""
    match page.page:
        case Role() as role:
            lists = [
                ("Hire one for", role.hire_for),
                ("You get", role.delivers),
                ("Paid by", role.paid_by),
            ]
        case Stage() as stage:
            lists = [("Comes in", stage.comes_in), ("Goes out", stage.goes_out)]
        case Lab() as lab:
            lists = [("You hear", lab.hears)]
        case Tool() as tool:
            lists = [("It answers", tool.answers)]
        case Gear() as gear:
            return {
                "chain": [
                    {"name": place.value, "here": place in gear.chain} for place in ChainPlace
                ],
                "specs": [{"name": spec.name, "text": spec.matters} for spec in gear.specs],
            }
        case Genre() as genre:
            return {
                "cover": cover(genre),
                "facts": [
                    {"name": "Tempo", "values": [f"{genre.tempo[0]}–{genre.tempo[1]} BPM"]},
                    {"name": "From", "values": [genre.origin.place]},
                    {"name": "Years", "values": [genre.origin.years]},
                ],
                "grooves": [
                    {
                        "name": groove.name,
                        "tempo": groove.tempo,
                        "swing": groove.swing,
                        "length": groove.length,
                        "file": grooves.name(page.id, number),
                        "json": groove.model_dump_json(),
                        "open": _in_grid(library, page, groove),
                        "rows": [
                            {"name": name.replace("-", " "), "steps": list(row)}
                            for name, row in groove.steps.items()
                        ],
                    }
                    for number, groove in enumerate(genre.grooves, 1)
                ],
                "listen": [
                    {
                        **record.model_dump(exclude={"sources"}),
                        "sources": [
                            {"id": name, "number": page.sources.index(name) + 1}
                            for name in record.sources
                        ],
                    }
                    for record in genre.listen
                ],
            }
        case _:
            lists = []
    return {"facts": [{"name": name, "values": values} for name, values in lists]}


def _in_grid(library: Library, page: PageFile, groove: Groove) -> str:
    """The address of the beat grid lab with this groove in it; none without that lab."""
    grid = f"{Kind.LAB}/beat-grid"
    if grid not in library.published:
        return ""
    rows = {f"row-{name}": row for name, row in groove.steps.items()}
    state = {"tempo": f"{groove.tempo}", "swing": f"{groove.swing}", **rows}
    return f"{href(page.id, grid)}#{urlencode(state)}"
