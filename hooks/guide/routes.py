"""Where pages stand on a path, and how long its routes are. Every figure is a range over all
routes, counted without listing them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

from guide.figures import Range
from guide.paths import Choice, Step, Taken, Want

Items = list[Step | Choice]


@dataclass(frozen=True, slots=True)
class After:
    """What comes after a step: the rest of its own list, then the rest of the lists around it."""

    items: Items
    index: int
    around: "After | None" = None

    @property
    def item(self) -> Step | Choice | None:
        """The next step or choice, or None at the end of the path."""
        if self.index < len(self.items):
            return self.items[self.index]
        return self.around.item if self.around else None


@dataclass(frozen=True, slots=True)
class Stand:
    """A step where it stands: the options that lead to it, how many steps come before it (least
    and most), and what comes before and after (None at the ends of the path)."""

    step: Step
    trail: tuple[Taken, ...]
    before: Range
    previous: Step | Choice | None
    after: After

    @property
    def number(self) -> Range:
        """Which step of its path it is, at least and at most."""
        return self.before[0] + 1, self.before[1] + 1


def stands(items: Items) -> Iterator[Stand]:
    """Every step of a path, in the order in which it is declared."""
    return _stands(items, (0, 0), (), None, None)


def _stands(
    items: Items,
    before: Range,
    trail: tuple[Taken, ...],
    previous: Step | Choice | None,
    around: After | None,
) -> Iterator[Stand]:
    for index, item in enumerate(items):
        after = After(items, index + 1, around)
        if isinstance(item, Step):
            yield Stand(item, trail, before, previous, after)
        else:
            for option in item.options:
                taken = (*trail, Taken(item, option))
                yield from _stands(option.steps, before, taken, previous, after)
        before = _add(before, steps([item]))
        previous = item


def steps(items: Items) -> Range:
    """How many steps routes have, least and most; optional ones count, since they are printed."""
    return _sum(items, lambda step: (1, 1))


def minutes(items: Items, of_page: Callable[[str], Range]) -> Range:
    """How long routes take. Steps that may be left out count in the longer time only."""

    def of_step(step: Step) -> Range:
        least, most = of_page(step.page)
        return (0 if step.need is Want.OPTIONAL else least), most

    return _sum(items, of_step)


def count(items: Items) -> int:
    """How many routes there are, choice by choice; optional steps make no routes of their own."""
    return prod(
        sum(count(option.steps) for option in item.options)
        for item in items
        if isinstance(item, Choice)
    )


def _sum(items: Items, of_step: Callable[[Step], Range]) -> Range:
    total = (0, 0)
    for item in items:
        if isinstance(item, Step):
            total = _add(total, of_step(item))
        else:
            ways = [_sum(option.steps, of_step) for option in item.options]
            total = _add(total, (min(way[0] for way in ways), max(way[1] for way in ways)))
    return total


def _add(one: Range, other: Range) -> Range:
    return one[0] + other[0], one[1] + other[1]
