"""Rules about paths. Shape first; the routes of a path are examined only when its shape is right
and all its pages can be read."""

from collections.abc import Iterator

from guide.kinds import Kind, is_index, kind_of
from guide.library import Library, PathFile
from guide.paths import Path, choices_of, steps_of
from guide.problem import Code, Problem, choose_from
from guide.soundness import Again, Missed, Route, Unready, examine


def halves(library: Library) -> Iterator[Problem]:
    """A path has its data and its page. Two halves under different names are one slip."""
    alone = [
        page
        for page in library.pages.values()
        if page.kind is Kind.PATH
        and not is_index(page.id)
        and page.id.rpartition("/")[2] not in library.paths
    ]
    for entry in library.paths.values():
        if f"{Kind.PATH}/{entry.id}" not in library.pages:
            told = f"the path '{entry.id}' has no page"
            fix = f"write {library.shown}/paths/{entry.id}.md, which introduces it"
            if alone:
                other = alone.pop(0)
                fix = f"give it and {other.path}, which has no data, the same name"
            yield Problem(*entry.at(()), Code.HALF_A_PATH, told, fix)
    for page in alone:
        name = page.id.rpartition("/")[2]
        told = f"the page '{page.id}' introduces a path that has no data"
        fix = f"write {library.shown}/paths/{name}.yml, with its steps"
        yield Problem(*page.at(()), Code.HALF_A_PATH, told, fix)


def shape(library: Library) -> Iterator[Problem]:
    """A path has steps; a choice has two options or more, each with steps or a reason."""
    for entry in library.paths.values():
        if entry.path:
            yield from _shape(entry, entry.path)


def _shape(entry: PathFile, path: Path) -> Iterator[Problem]:
    if not path.steps:
        fix = "write 'steps:' with at least one '- page: …'"
        yield Problem(*entry.at(("steps",)), Code.NO_STEPS, "the path has no steps", fix)
    chosen: set[str] = set()
    for choice, location in choices_of(path):
        if choice.choose in chosen:
            told = f"a second choice with the id '{choice.choose}'"
            fix = "give it an id of its own; progress refers to it"
            yield Problem(*entry.at((*location, "choose")), Code.SAME_ID, told, fix)
        chosen.add(choice.choose)
        if len(choice.options) < 2:
            told = f"the choice '{choice.choose}' has {len(choice.options) or 'no'} option"
            fix = "give it a second option, or put its steps in its place"
            yield Problem(*entry.at((*location, "choose")), Code.ONE_OPTION, told, fix)
        options: set[str] = set()
        for number, option in enumerate(choice.options):
            here = (*location, "options", number, "id")
            if option.id in options:
                told = f"a second option '{option.id}' of the choice '{choice.choose}'"
                fix = "give it an id of its own; progress refers to it"
                yield Problem(*entry.at(here), Code.SAME_ID, told, fix)
            options.add(option.id)
            if not option.steps and not option.nothing_to_do:
                told = f"the option '{option.id}' of the choice '{choice.choose}' has no steps"
                fix = "write its steps, or why none are needed: 'nothing_to_do: …'"
                yield Problem(*entry.at(here), Code.EMPTY_OPTION, told, fix)


def names(library: Library) -> Iterator[Problem]:
    """Pages, skills and paths that a path names exist, and a step is a page of the guide."""
    known = {*library.skills}
    for page in library.pages.values():
        known.update(page.teaches, page.needs)
    for entry in library.paths.values():
        path = entry.path
        if path is None:
            continue
        for step, location in steps_of(path):
            yield from _page(library, entry, step.page, (*location, "page"), of_step=True)
        for choice, location in choices_of(path):
            if choice.help is not None:
                yield from _page(library, entry, choice.help, (*location, "help"), of_step=False)
        for field, skills in (("assumes", path.assumes), ("outcomes", path.outcomes)):
            for index, skill in enumerate(skills):
                # One that a page names too is told there.
                if skill not in known and library.skills.whole:
                    told = f"unknown skill '{skill}'"
                    fix = choose_from(skill, library.skills)
                    yield Problem(*entry.at((field, index)), Code.UNKNOWN_ID, told, fix)
        for index, other in enumerate(path.not_for):
            place = entry.at(("not_for", index, "path"))
            if other.path == entry.id:
                told, fix = f"'{other.path}' is this path itself", "name the better one"
                yield Problem(*place, Code.ITSELF, told, fix)
            elif other.path not in library.paths:
                fix = choose_from(other.path, library.paths)
                yield Problem(*place, Code.UNKNOWN_ID, f"unknown path '{other.path}'", fix)


def _page(
    library: Library,
    entry: PathFile,
    page_id: str,
    location: tuple[int | str, ...],
    of_step: bool,
) -> Iterator[Problem]:
    page = library.pages.get(page_id)
    if page is None and page_id in library.aliases:
        told, fix = f"'{page_id}' has another id now", f"write '{library.aliases[page_id]}'"
        yield Problem(*entry.at(location), Code.RENAMED, told, fix)
    elif page is None and page_id not in library.vanished:
        ids = [other.id for other in library.pages.values() if _can_be_step(other.id)]
        fix = choose_from(page_id, ids)
        yield Problem(*entry.at(location), Code.UNKNOWN_ID, f"unknown page '{page_id}'", fix)
    elif page and page.draft:
        fix = "publish it first, or take the step out"
        yield Problem(*entry.at(location), Code.DRAFT, f"the page '{page_id}' is a draft", fix)
    elif of_step and not _can_be_step(page_id):
        told = f"'{page_id}' teaches nothing that can be judged, so it is no step"
        yield Problem(
            *entry.at(location), Code.NOT_A_STEP, told, "choose a page of the guide proper"
        )


def _can_be_step(page_id: str) -> bool:
    return not is_index(page_id) and kind_of(page_id) not in (
        Kind.SITE,
        Kind.PATH,
        Kind.CONTRIBUTING,
        Kind.FINDING,
    )


def routes(library: Library) -> Iterator[Problem]:
    """On every route each need is met before it is met with, no page stands twice, and all
    outcomes are taught."""
    for entry in library.paths.values():
        if entry.path is None or not can_be_walked(library, entry):
            continue
        for fault in examine(
            entry.path, lambda page: library.pages[page].teaches, lambda page: _needs(library, page)
        ):
            if not isinstance(fault, Missed) or fault.skill in library.skills:
                yield _told(library, entry, entry.path, fault)


def _needs(library: Library, page: str) -> list[str]:
    """The needs that a path can meet: those on a circle are told as that, unknown ones too."""
    waiting = library.never_ready.get(page, ())
    return [
        skill
        for skill in library.pages[page].needs
        if skill in library.skills and skill not in waiting
    ]


def can_be_walked(library: Library, entry: PathFile) -> bool:
    """Whether a path has the shape of one, and all its pages are published and sound."""
    path = entry.path
    if path is None or any(_shape(entry, path)):
        return False
    return all(
        step.page in library.published and library.pages[step.page].lesson is not None
        for step, _ in steps_of(path)
    )


def _told(
    library: Library, entry: PathFile, path: Path, fault: Unready | Again | Missed
) -> Problem:
    route = _shown(fault.route)
    match fault:
        case Unready(step, location, skill):
            title = library.pages[step.page].title
            on = f"which the route '{route}' has not taught" if route else "not taught before it"
            return Problem(
                *entry.at((*location, "page")),
                Code.NEED_NOT_TAUGHT,
                f"'{title}' needs '{skill}', {on}",
                _how_to_teach(library, path, skill),
            )
        case Again(step, location):
            on = f" on the route '{route}'" if route else ""
            return Problem(
                *entry.at((*location, "page")),
                Code.TWICE_ON_ROUTE,
                f"'{library.pages[step.page].title}' stands here a second time{on}",
                "keep the step where it is needed first",
            )
        case Missed(skill, index):
            on = f"the route '{route}'" if route else "no route"
            told = "does not teach" if route else "surely teaches"
            return Problem(
                *entry.at(("outcomes", index)),
                Code.OUTCOME_MISSED,
                f"{on} {told} the outcome '{skill}'",
                _how_to_teach(library, path, skill),
            )


def _shown(route: Route) -> str:
    return " → ".join(str(taken) for taken in route)


def _how_to_teach(library: Library, path: Path, skill: str) -> str:
    teachers = library.taught_by.get(skill, [])
    here = [step for step, _ in steps_of(path) if step.page in teachers]
    if any(step.need == "optional" for step in here):
        return f"the step '{here[0].page}' teaches it but is optional: make it required"
    if not teachers:
        return "no page teaches it: write one, or list it under 'assumes'"
    return f"put a step before it that teaches the skill ({', '.join(teachers)}), or assume it"


NAMES_OF_PATHS = (halves, shape, names)
"""Rules about the shape of each path, and the names in it."""
WHOLE_OF_PATHS = (routes,)
"""Rules about all routes of a path."""
