"""Whether every route of a path is sound: nothing needed before it is taught, no page twice, no
outcome missed.

Routes multiply with each choice, so they are never listed. Since options nest and rejoin, one
pass answers for all of them, as a compiler's definite-assignment analysis does (Java Language
Specification, chapter 16): after a choice only what all its options taught is known, and any
page that one of its options holds may have been passed. Choices do not depend on each other, so
both answers are exact; a test compares them with a list of every route.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from guide.paths import Choice, Path, Step, Taken, Want
from guide.yaml_source import Location

Items = list[Step | Choice]
MOST = 200
"""Faults of one path: to find a route for each takes time."""
Route = tuple[Taken, ...]
"""The options that make a route go wrong; choices that make no difference are left out."""
Skills = Callable[[str], list[str]]
"""From the id of a page to skills: those it teaches, or those it needs."""


@dataclass(frozen=True, slots=True)
class Unready:
    """A step whose page needs a skill that a route to it has not surely taught."""

    step: Step
    location: Location
    skill: str
    route: Route


@dataclass(frozen=True, slots=True)
class Again:
    """A step whose page stands earlier on a route to it."""

    step: Step
    location: Location
    route: Route


@dataclass(frozen=True, slots=True)
class Missed:
    """An outcome that a route does not surely teach."""

    skill: str
    index: int
    route: Route


@dataclass(frozen=True, slots=True)
class Reached:
    """What holds at a point of the path: skills that every route to it has taught, and pages that
    some route to it has passed."""

    known: frozenset[str]
    passed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Around:
    """An option that leads to a point, with the items before its choice."""

    before: Items
    taken: Taken


def examine(path: Path, teaches: Skills, needs: Skills) -> list[Unready | Again | Missed]:
    """All faults of all routes of a path, each once, with a route that shows it; of very many the
    first."""
    return _Examination(path, teaches, needs).faults


class _Examination:
    def __init__(self, path: Path, teaches: Skills, needs: Skills) -> None:
        self._teaches = teaches
        self._needs = needs
        self.faults: list[Unready | Again | Missed] = []
        start = Reached(frozenset(path.assumes), frozenset())
        end = self._pass(path.steps, start, ("steps",), ())
        for index, skill in enumerate(path.outcomes):
            if skill not in end.known:
                self.faults.append(Missed(skill, index, self._without(path.steps, skill) or ()))

    def _pass(
        self, items: Items, reached: Reached, location: Location, around: tuple[Around, ...]
    ) -> Reached:
        for index, item in enumerate(items):
            here = (*location, index)
            if isinstance(item, Step):
                reached = self._step(item, reached, here, items[:index], around)
            elif item.options:
                ends = [
                    self._pass(
                        option.steps,
                        reached,
                        (*here, "options", number, "steps"),
                        (*around, Around(items[:index], Taken(item, option))),
                    )
                    for number, option in enumerate(item.options)
                ]
                reached = Reached(
                    frozenset.intersection(*(end.known for end in ends)),
                    frozenset.union(*(end.passed for end in ends)),
                )
        return reached

    def _step(
        self,
        step: Step,
        reached: Reached,
        here: Location,
        before: Items,
        around: tuple[Around, ...],
    ) -> Reached:
        def route(find: Callable[[Items], Route | None]) -> Route:
            outer = [taken for part in around for taken in (*(find(part.before) or ()), part.taken)]
            return (*outer, *(find(before) or ()))

        told_enough = len(self.faults) >= MOST
        if step.page in reached.passed and not told_enough:
            self.faults.append(Again(step, here, _again(before, around, step.page)))
        for skill in self._needs(step.page):
            if skill not in reached.known and not told_enough:
                way = route(lambda items, skill=skill: self._without(items, skill))  # type: ignore[misc]
                self.faults.append(Unready(step, here, skill, way))
        surely = self._teaches(step.page) if step.need is Want.REQUIRED else ()
        return Reached(reached.known.union(surely), reached.passed | {step.page})

    def _without(self, items: Items, skill: str) -> Route | None:
        """A route through `items` that never surely teaches `skill`; None if each route does."""
        route: Route = ()
        for item in items:
            if isinstance(item, Step):
                if item.need is Want.REQUIRED and skill in self._teaches(item.page):
                    return None
                continue
            ways = [(option, self._without(option.steps, skill)) for option in item.options]
            open_ways = [(option, way) for option, way in ways if way is not None]
            if not open_ways:
                return None
            if len(open_ways) < len(ways) or any(way for _, way in open_ways):
                option, way = open_ways[0]
                route = (*route, Taken(item, option), *way)
        return route


def _again(before: Items, around: tuple[Around, ...], page: str) -> Route:
    """A route to a point that passes `page` before it, by as few choices as can be."""
    ways = [_through(items, page) for items in (*(part.before for part in around), before)]
    lengths = [len(way) if way is not None else sys.maxsize for way in ways]
    shortest = lengths.index(min(lengths))
    route: Route = ()
    for level, part in enumerate(around):
        if level == shortest:
            route += ways[level] or ()
        route = (*route, part.taken)
    return route if shortest < len(around) else route + (ways[-1] or ())


def _through(items: Items, page: str) -> Route | None:
    """The fewest choices by which a route through `items` passes `page`; None if no route does."""
    shortest: Route | None = None
    for item in items:
        if isinstance(item, Step):
            if item.page == page:
                return ()
            continue
        ways = [(option, _through(option.steps, page)) for option in item.options]
        if ways and all(way == () for _, way in ways):
            return ()
        for option, way in ways:
            if way is not None and (shortest is None or len(way) + 1 < len(shortest)):
                shortest = (Taken(item, option), *way)
    return shortest
