"""What is printed of tools: their data, with the addresses that they lead to."""

import json
from typing import Any

from guide.addresses import href
from guide.kinds import Kind
from guide.library import Library
from guide.paths import choices_of
from guide.tool_agreement import Agreement, pieces
from guide.tool_producer import Outcome, Rules, Way

View = dict[str, Any]

_WRITES = ("id", "title", "blanks", "choice", "pieces")
"""Of a clause of an agreement, what the text is made from; the rest is printed, and no script needs
it a second time."""


def tool(library: Library, page_id: str) -> View | None:
    """A tool for its page: its id, its `data` for templates, and the same as `json` for its script,
    which may do without what is only printed. None for a tool that could not be read."""
    found = library.tools.get(page_id.rpartition("/")[2])
    if found is None or found.data is None:
        return None
    data = _addressed(library, page_id, found.data.model_dump(mode="json", by_alias=True))
    if isinstance(found.data, Rules):
        data["outcomes"] = [_outcome(library, page_id, it) for it in found.data.outcomes]
    elif isinstance(found.data, Agreement):
        blanks = [blank for clause in data["clauses"] for blank in clause["blanks"]]
        labels = {blank["id"]: blank["label"] for blank in blanks}
        for clause in data["clauses"]:
            options = clause["choice"]["options"] if clause["choice"] else []
            for one in (clause, *options):
                one["pieces"] = pieces(one["text"], labels)
    told = data
    if isinstance(found.data, Agreement):
        needed = [{key: clause[key] for key in _WRITES} for clause in data["clauses"]]
        told = {**data, "clauses": needed}
    told_json = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return {"id": found.id, "data": data, "json": told_json}


def _addressed(library: Library, origin: str, value: Any, key: str = "") -> Any:
    """Data with titles and addresses where ids of pages and sources stood: hooks/guide/fields.py,
    Grounded."""
    if isinstance(value, dict):
        return {name: _addressed(library, origin, one, name) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    if key == "sources":
        known = [(name, library.sources.get(name)) for name in value]
        return [{"id": name, "title": source.title} for name, source in known if source]
    if key == "see":
        return [_seen(library, origin, one) for one in value]
    return [_addressed(library, origin, one) for one in value]


def _seen(library: Library, origin: str, see: str) -> View:
    target, hash_, anchor = see.partition("#")
    page = library.published.get(target)
    title = page.title if page else target
    return {"title": title, "href": f"{href(origin, target)}{hash_}{anchor}"}


def _outcome(library: Library, origin: str, outcome: Outcome) -> View:
    page = library.published.get(outcome.page)
    return {
        "id": outcome.id,
        "title": outcome.title,
        "means": outcome.means,
        "first": outcome.first,
        "page": {"title": page.title, "href": href(origin, page.id)} if page else None,
        "ways": [_way(library, origin, way) for way in outcome.ways],
    }


def _way(library: Library, origin: str, way: Way) -> View:
    """A path with choices made: `href` carries them, `takes` says them."""
    entry, page = library.paths.get(way.path), library.published.get(f"{Kind.PATH}/{way.path}")
    options = {
        (choice.choose, option.id): option.title
        for choice, _ in (choices_of(entry.path) if entry and entry.path else ())
        for option in choice.options
    }
    made = ",".join(f"{choice}:{option}" for choice, option in way.choices.items())
    to = href(origin, page.id) if page else ""
    return {
        "path": way.path,
        "for": way.for_,
        "title": page.title if page else way.path,
        "href": f"{to}#way={made}" if made else to,
        "takes": [options.get(taken, taken[1]) for taken in way.choices.items()],
    }
