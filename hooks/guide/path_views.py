"""What is printed of paths: a page's place on each of them, and the whole route of one."""

from typing import Any

from guide import lanes, routes
from guide.addresses import href
from guide.figures import Range, duration, place, span
from guide.kinds import Kind
from guide.library import Library, PathFile
from guide.overview import outline, overview
from guide.paths import Choice, Path, Step, Taken, Want, steps_of
from guide.places import Places
from guide.routes import After, Stand

View = dict[str, Any]


def strips(library: Library, page_id: str, places: Places) -> list[View]:
    """A page's place on each path it is a step of, with what comes before and after it there."""
    found = []
    for path_id, stands in places.stands.get(page_id, {}).items():
        entry = library.paths[path_id]
        printer = _Printer(library, entry, page_id)
        found.append(
            {
                "id": path_id,
                "title": library.pages[_page_of(entry)].title,
                "href": href(page_id, _page_of(entry)),
                "stands": [printer.stand(stand, places.steps[path_id]) for stand in stands],
            }
        )
    return found


def titles(library: Library, page_id: str, places: Places) -> str:
    """The paths that a page is a step of, as words in a sentence."""
    named = [
        library.pages[f"{Kind.PATH}/{path_id}"].title for path_id in places.stands.get(page_id, {})
    ]
    return " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))


def path(library: Library, page_id: str, places: Places) -> View | None:
    """A path's page: who it is for, and the whole route as nested steps and choices. None for
    a path that cannot be walked."""
    entry = library.paths.get(page_id.rpartition("/")[2])
    if entry is None or entry.path is None or entry.id not in places.figures:
        return None
    printer = _Printer(library, entry, page_id)
    wide = lanes.width(entry.path.steps)
    return {
        "id": entry.id,
        **places.figures[entry.id],
        "for": entry.path.for_,
        "not_for": [
            {"if": other.if_, "title": page.title, "href": href(page_id, page.id)}
            for other in entry.path.not_for
            if (page := library.published.get(f"{Kind.PATH}/{other.path}"))
        ],
        "assumes": [library.skills.get(skill, skill) for skill in entry.path.assumes],
        "outcomes": [library.skills.get(skill, skill) for skill in entry.path.outcomes],
        "questions": _questions(library, entry.path),
        "first": printer.next(After(entry.path.steps, 0)),
        "lanes": wide if wide <= lanes.MOST else 0,
        "unit": lanes.UNIT,
        "bend": lanes.BEND,
        "items": printer.items(entry.path.steps, (0, 0), 0, {0: ""}),
        "outline": outline(entry.path.steps),
        "overview": overview(entry.path.steps, printer.page, printer.choice_href),
    }


def doors(library: Library, origin: str, places: Places) -> list[View]:
    """One entry for each path, to choose by."""
    return [
        {
            "title": page.title,
            "href": href(origin, page.id),
            "for": entry.path.for_[0],
            "outline": outline(entry.path.steps),
            **places.figures[entry.id],
        }
        for page in library.of_kind(Kind.PATH)
        if (entry := library.paths.get(page.id.rpartition("/")[2]))
        and entry.path
        and entry.id in places.figures
    ]


def _page_of(entry: PathFile) -> str:
    return f"{Kind.PATH}/{entry.id}"


def _questions(library: Library, path: Path) -> int:
    """How many questions there are on the pages of a path."""
    pages = {step.page: library.pages[step.page].lesson for step, _ in steps_of(path)}
    return sum(len(lesson.questions) for lesson in pages.values() if lesson)


class _Printer:
    """Prints parts of one path for one page."""

    def __init__(self, library: Library, entry: PathFile, origin: str) -> None:
        self._library = library
        self._path_id = entry.id
        self._path_page = _page_of(entry)
        self._origin = origin

    def stand(self, stand: Stand, steps: Range) -> View:
        """One place of a page on the path, which has so many steps."""
        is_last = stand.after.item is None
        return {
            "on": " ".join(f"{at.choice.choose}:{at.option.id}" for at in stand.trail),
            "step": span(stand.number),
            "place": place(stand.number, steps, is_last=is_last),
            "is_last": is_last,
            "optional": stand.step.need is Want.OPTIONAL,
            "because": stand.step.because,
            "trail": [_taken(taken) for taken in stand.trail],
            "previous": self._previous(stand.previous),
            "next": self.next(stand.after),
        }

    def _previous(self, item: Step | Choice | None) -> View | None:
        if item is None:
            return None
        if isinstance(item, Choice):
            return {"title": item.question, "href": self.choice_href(item), "choice": True}
        return {**self.page(item), "choice": False}

    def next(self, after: After) -> View:
        """What comes next: a step, a choice with where each option leads, or the end. After a
        step that may be left out, what must come then is told too."""
        item = after.item
        if item is None:
            return {"kind": "end", "href": href(self._origin, self._path_page)}
        rest = _behind(after)
        if isinstance(item, Step):
            optional = item.need is Want.OPTIONAL
            view = {"kind": "step", **self.page(item), "optional": optional}
            return {**view, "then": self._beyond(rest)} if optional else view
        return {
            "kind": "choice",
            "path": self._path_id,
            "id": item.choose,
            "question": item.question,
            "help": self._help(item),
            "href": self.choice_href(item),
            "options": [
                {
                    "id": option.id,
                    "title": option.title,
                    "time": duration(self._minutes(option.steps)) if option.steps else "",
                    "when": option.when,
                    "nothing_to_do": option.nothing_to_do,
                    "next": self.next(After(option.steps, 0, rest))
                    if option.steps
                    else self._rejoin(rest),
                }
                for option in item.options
            ],
        }

    def _beyond(self, after: After) -> View:
        """What comes when this and all following steps that may be left out are left out."""
        while isinstance(after.item, Step) and after.item.need is Want.OPTIONAL:
            after = _behind(after)
        return self._rejoin(after)

    def _rejoin(self, after: After) -> View:
        """Where an option without steps leads, or leaving steps out. A choice that follows is not
        told here with all its options: choices in a row would multiply."""
        item = after.item
        if isinstance(item, Choice):
            return {"kind": "rejoin", "title": item.question, "href": self.choice_href(item)}
        return self.next(after)

    def items(
        self, items: list[Step | Choice], before: Range, lane: int, through: lanes.Through
    ) -> list[View]:
        """The whole route: steps with their numbers, choices with all that their options hold.
        `lane` is the one that the items stand on, `through` are all that pass beside them."""
        views = []
        for item in items:
            drawn = {
                "lanes": lanes.straight(through),
                "wide": max(through) + 1,
                "x": lanes.centre(lane),
            }
            if isinstance(item, Step):
                page = self._library.pages[item.page]
                views.append(
                    {
                        "kind": "step",
                        "page": item.page,
                        **self.page(item),
                        **drawn,
                        "number": span((before[0] + 1, before[1] + 1)),
                        "because": item.because,
                        "optional": item.need is Want.OPTIONAL,
                        "time": duration(page.minutes),
                    }
                )
            else:
                views.append({**self._choice(item, before, lane, through), **drawn})
            more = routes.steps([item])
            before = before[0] + more[0], before[1] + more[1]
        return views

    def _choice(self, choice: Choice, before: Range, lane: int, through: lanes.Through) -> View:
        own = lanes.of_options(choice, lane)
        beside = {other: option for other, option in through.items() if other != lane}
        inside = {**beside, **own}
        return {
            "kind": "choice",
            "path": self._path_id,
            "id": choice.choose,
            "question": choice.question,
            "help": self._help(choice),
            "parting": lanes.straight(beside, lanes.BEND) + lanes.parting(lane, own),
            "rejoining": lanes.straight(beside, lanes.BEND) + lanes.rejoining(own, lane),
            "bend_wide": max(inside) + 1,
            "options": [
                {
                    "id": option.id,
                    "title": option.title,
                    "when": option.when,
                    "nothing_to_do": option.nothing_to_do,
                    "time": duration(self._minutes(option.steps)),
                    "steps": span(routes.steps(option.steps)),
                    "lanes": lanes.straight(inside),
                    "wide": max(inside) + 1,
                    "x": lanes.centre(start),
                    "items": self.items(option.steps, before, start, inside),
                }
                for option, start in zip(choice.options, own, strict=True)
            ],
        }

    def _minutes(self, items: list[Step | Choice]) -> Range:
        return routes.minutes(items, lambda page: self._library.pages[page].minutes)

    def page(self, step: Step) -> View:
        """Title and address of a step."""
        page = self._library.pages[step.page]
        return {"title": page.title, "href": href(self._origin, page.id)}

    def _help(self, choice: Choice) -> View | None:
        page = self._library.published.get(choice.help or "")
        if page is None or page.id == self._origin:
            return None
        return {"title": page.title, "href": href(self._origin, page.id)}

    def choice_href(self, choice: Choice) -> str:
        """Address of a choice in the list of the whole route."""
        return f"{href(self._origin, self._path_page)}#choice-{choice.choose}"


def _taken(taken: Taken) -> View:
    return {"question": taken.choice.question, "title": taken.option.title}


def _behind(after: After) -> After:
    """What comes after the item that `after` begins with."""
    while after.index >= len(after.items):
        assert after.around is not None
        after = after.around
    return After(after.items, after.index + 1, after.around)
