"""A page as it is read for the first time: by all processors, where many are new."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guide import prose, yaml_source
from guide.kept import Packed, Read
from guide.kinds import Kind, kind_of
from guide.pages import model_for
from guide.problem import Code, Problem
from guide.typed import typed
from guide.workers import spread
from guide.yaml_source import Place, Source


class Reading(NamedTuple):
    """What was read of a page, what is wrong with it by itself, and the kind that it says it is of,
    if it stands in the folder of another."""

    read: Read
    problems: list[Problem]
    meant: Kind | None


class _Sent(NamedTuple):
    """A reading on its way from the process that read."""

    read: Packed[Read]
    problems: list[Problem]
    meant: Kind | None


def read_all(texts: Mapping[str, str], shown: str) -> Iterator[tuple[str, Reading, Packed[Read]]]:
    """Read pages, given by the names of their files; each with what is kept of it. One on which our
    own code fails is left out: to read it again tells why."""
    names = list(texts)

    def tried(name: str) -> _Sent | None:
        try:
            made = read(name.removesuffix(".md"), f"{shown}/{name}", texts[name])
        except Exception:
            return None
        return _Sent(Packed(made.read), made.problems, made.meant)

    for name, sent in zip(names, spread(tried, names), strict=True):
        if sent:
            yield name, Reading(sent.read.value, sent.problems, sent.meant), sent.read


def read(page_id: str, path: str, text: str) -> Reading:
    """Read one page; `path` is how findings call its file."""
    problems: list[Problem] = []

    def report(place: Place, code: Code, message: str, fix: str) -> None:
        problems.append(Problem(path, *place, code, message, fix))

    parted = yaml_source.split(text, report)
    source = yaml_source.compose(parted.matter, 2, report) if parted.matter is not None else None
    meant = _kind_by_keys(page_id, source) if source else None
    if meant:
        folder = page_id.rpartition("/")[0]
        says = f"says what a {meant.noun} says of itself, and stands in '{folder}'"
        report((1, 1), Code.UNKNOWN_FOLDER, says, f"move it to '{meant}'")
    page = typed(model_for(page_id), source, report) if source and not meant else None
    body = prose.read(parted.body, parted.body_line, report)
    return Reading(Read(page, body, len(parted.body)), problems, meant)


def _kind_by_keys(page_id: str, source: Source) -> Kind | None:
    """The one other kind whose keys these are, when they are not those of the page's own."""
    keys = {key.value for key, _ in source.root.value if isinstance(key.value, str)}
    if keys <= model_for(page_id).model_fields.keys():
        return None
    kinds = [
        kind
        for kind in Kind
        if kind != kind_of(page_id)
        and keys <= (fields := model_for(f"{kind}/page").model_fields).keys()
        and all(name in keys for name, field in fields.items() if field.is_required())
    ]
    return kinds[0] if len(kinds) == 1 else None
