"""The table by which readers choose gear, as it is printed: what each answer is for, and the
filters that narrow it. Every row tells all values that it holds for, so that a filter only
compares."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from guide.addresses import href
from guide.choosing import BUDGETS_OF, Answer, Budget, Piece, Room, Use
from guide.fields import Family
from guide.library import Library

View = dict[str, Any]

PRICES = "gear/home-studio-budgets"
"""Where prices stand with their dates."""
_FILTERS: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("piece", "Gear", Piece),
    ("use", "For", Use),
    ("room", "Where", Room),
    ("style", "Style", Family),
)


def choosing_table(library: Library, origin: str) -> View | None:
    """Rows and filters of the table on the page `origin`, or None if there are no answers."""
    if not library.choosing:
        return None
    prices = library.published.get(PRICES)
    filters = [
        (name, title, [(_value(value), words(value)) for value in kind])
        for name, title, kind in _FILTERS
    ]
    bounded = [(b.value, f"${b.most}" if b.most else b.value) for b in Budget if b.most is not None]
    filters.append(("budget", "Costs at most", bounded))
    return {
        "filters": [
            {
                "name": name,
                "title": title,
                "options": [{"value": value, "title": said} for value, said in options],
            }
            for name, title, options in filters
        ],
        "rows": [_row(library, origin, answer) for answer in library.choosing.values()],
        "month": BUDGETS_OF,
        "prices": {"title": prices.title, "href": href(origin, PRICES)} if prices else None,
    }


def cited(library: Library) -> list[str]:
    """Sources of the table, in the order in which they are met."""
    return [name for answer in library.choosing.values() for name in answer.cited]


def told(budget: Budget) -> str:
    """A class of budgets in words: 'up to $200', '$200 to $500', 'over $500'."""
    below = [b.most for b in Budget if b.most and (not budget.most or b.most < budget.most)]
    match budget:
        case Budget.NOTHING:
            return "nothing"
        case _ if budget.most is None:
            return f"over ${below[-1]}"
        case _:
            return f"${below[-1]} to ${budget.most}" if below else f"up to ${budget.most}"


def _row(library: Library, origin: str, answer: Answer) -> View:
    budgets = list(Budget)
    target, _, anchor = answer.page.partition("#")
    return {
        "choose": answer.choose,
        "piece": words(answer.piece),
        "uses": _listed(answer.uses, Use),
        "rooms": _listed(answer.rooms, Room),
        "styles": _listed(answer.styles, Family),
        "budget": told(answer.budget),
        "place_of_budget": budgets.index(answer.budget),
        "rule": answer.rule,
        "page": library.pages[target].title,
        "href": href(origin, target) + (f"#{anchor}" if anchor else ""),
        "sources": _sources(library, answer.sources),
        "example": {
            **answer.example.model_dump(include={"model", "year", "told"}),
            "sources": _sources(library, answer.example.sources),
        }
        if answer.example
        else None,
        "values": {
            "piece": _value(answer.piece),
            "use": " ".join(map(_value, answer.uses)),
            "room": " ".join(map(_value, answer.rooms)),
            "style": " ".join(map(_value, answer.styles)),
            "budget": " ".join(budgets[budgets.index(answer.budget) :]),
        },
    }


def _sources(library: Library, names: Iterable[str]) -> list[View]:
    known = library.sources
    return [{"id": name, "title": known[name].title} for name in names if name in known]


def _listed(values: Iterable[StrEnum], kind: type[StrEnum]) -> str:
    listed = [words(one) for one in values]
    return "any" if len(listed) == len(kind) else ", ".join(listed)


def words(value: StrEnum) -> str:
    """A value as people read it."""
    return value.value if isinstance(value, Family) else value.replace("-", " ")


def _value(value: StrEnum) -> str:
    """A value as it stands in an address."""
    return value.lower().replace(" ", "-")
