"""Rules about labs: that what their data name is there, and that texts show labs that there are."""

from collections.abc import Iterator

from guide.data_file import DataFile
from guide.kinds import Kind
from guide.lab_beats import BeatGrid
from guide.lab_data import Lab
from guide.library import Library
from guide.problem import Code, Problem, choose_from
from guide.prose import LAB_BLOCK
from guide.yaml_source import Location


def settings(library: Library) -> Iterator[Problem]:
    """Controls and presets of a lab stand once, and every value fits its control."""
    for lab in library.labs.values():
        if isinstance(lab.data, Lab):
            yield from _twice(lab, lab.data)
            yield from _values(lab, lab.data)
            known = [preset.id for preset in lab.data.presets]
            for name in lab.data.grids if isinstance(lab.data, BeatGrid) else ():
                if name not in known:
                    told, fix = f"unknown preset '{name}'", choose_from(name, known)
                    place = lab.at(("grids", name), of_key=True)
                    yield Problem(*place, Code.UNKNOWN_ID, told, fix)
            for n, one in enumerate(lab.data.tries):
                if one.preset is not None and one.preset not in known:
                    told, fix = f"unknown preset '{one.preset}'", choose_from(one.preset, known)
                    yield Problem(*lab.at(("tries", n, "preset")), Code.UNKNOWN_ID, told, fix)


def _twice(lab: DataFile, data: Lab) -> Iterator[Problem]:
    ids: list[tuple[Location, str, str]] = [
        (("groups", n, "controls", m, "id"), "control", control.id)
        for n, group in enumerate(data.groups)
        for m, control in enumerate(group.controls)
    ]
    ids += [(("presets", n, "id"), "preset", one.id) for n, one in enumerate(data.presets)]
    seen: set[tuple[str, str]] = set()
    for location, noun, name in ids:
        if (noun, name) in seen:
            told, fix = f"a second {noun} '{name}'", "give it an id of its own; links hold it"
            yield Problem(*lab.at(location), Code.SAME_ID, told, fix)
        seen.add((noun, name))


def _values(lab: DataFile, data: Lab) -> Iterator[Problem]:
    for n, group in enumerate(data.groups):
        for m, control in enumerate(group.controls):
            if fault := control.fault(control.starts):
                place = lab.at(("groups", n, "controls", m, "starts"))
                yield Problem(*place, Code.WRONG_VALUE, *fault)
    for n, preset in enumerate(data.presets):
        for name, value in preset.set.items():
            here: Location = ("presets", n, "set", name)
            if name not in data.controls:
                told, fix = f"unknown control '{name}'", choose_from(name, data.controls)
                yield Problem(*lab.at(here, of_key=True), Code.UNKNOWN_ID, told, fix)
            elif fault := data.controls[name].fault(value):
                yield Problem(*lab.at(here), Code.WRONG_VALUE, *fault)


def shown(library: Library) -> Iterator[Problem]:
    """A text shows labs that there are, with presets that they have."""
    for page in library.pages.values():
        for block in page.prose.blocks:
            if block.name != LAB_BLOCK:
                continue
            name, hash_, preset = block.argument.partition("#")
            lab, its = library.labs.get(name), library.pages.get(f"{Kind.LAB}/{name}")
            if lab is None:
                told, fix = f"unknown lab '{name}'", choose_from(name, library.labs)
                yield Problem(page.path, *block.place, Code.UNKNOWN_ID, told, fix)
            elif its and its.draft and not page.draft:
                told, fix = f"the lab '{name}' is a draft", "publish it first, or name another"
                yield Problem(page.path, *block.place, Code.DRAFT, told, fix)
            elif hash_ and isinstance(lab.data, Lab):
                known = [one.id for one in lab.data.presets]
                if preset not in known:
                    told = f"the lab '{name}' has no preset '{preset}'"
                    fix = choose_from(preset, known)
                    yield Problem(page.path, *block.place, Code.UNKNOWN_ID, told, fix)


NAMES_OF_LABS = (settings, shown)
"""Rules about each lab, and the names in its data and in texts that show it."""
