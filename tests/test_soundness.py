"""Soundness of paths, compared with a walk along every route."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from guide.paths import Path, Taken, Want
from guide.soundness import Again, Missed, Unready, examine
from guide.yaml_source import Location
from tests.test_routes import (
    PAGES,
    Item,
    Met,
    choice,
    every_route,
    examples,
    path_of,
    paths,
    some_skills,
    step,
    steps_met,
    taken_on,
)

Fault = Unready | Again | Missed
Skills = dict[str, list[str]]
Key = tuple[type[Fault], Location, str]
"""What a fault is, wherever it shows: its type, its place, and the skill if it is about one."""

of_pages = st.fixed_dictionaries(dict.fromkeys(PAGES, some_skills))


def key(fault: Fault) -> Key:
    match fault:
        case Unready():
            return Unready, fault.location, fault.skill
        case Again():
            return Again, fault.location, ""
        case Missed():
            return Missed, ("outcomes", fault.index), fault.skill


def faults_on(route: list[Met], path: Path, teaches: Skills, needs: Skills) -> set[Key]:
    known, passed = set(path.assumes), set()
    found: set[Key] = set()
    for here, location in steps_met(route):
        if here.page in passed:
            found.add((Again, location, ""))
        found |= {(Unready, location, skill) for skill in needs[here.page] if skill not in known}
        passed.add(here.page)
        if here.need is Want.REQUIRED:
            known.update(teaches[here.page])
    return found | {
        (Missed, ("outcomes", index), skill)
        for index, skill in enumerate(path.outcomes)
        if skill not in known
    }


def agrees(route: list[Met], taken: Iterable[Taken]) -> bool:
    """Whether a route takes the options named, wherever it meets their choices."""
    named = {one.choice.choose: one.option.id for one in taken}
    return all(
        named.get(one.choice.choose, one.option.id) == one.option.id for one in taken_on(route)
    )


@examples(600)
@given(paths(), of_pages, of_pages)
def test_a_fault_is_found_if_and_only_if_some_route_has_it(
    path: Path, teaches: Skills, needs: Skills
) -> None:
    every = every_route(path.steps)
    steps_at = {location: here for route in every for here, location in steps_met(route)}
    found = examine(path, teaches.__getitem__, needs.__getitem__)
    keys = [key(fault) for fault in found]
    assert set(keys) == set().union(*(faults_on(route, path, teaches, needs) for route in every))
    assert len(keys) == len(set(keys))
    for fault in found:
        assert isinstance(fault, Missed) or fault.step == steps_at[fault.location]


@examples(500)
@given(paths(), of_pages, of_pages)
def test_every_route_that_agrees_with_the_one_told_has_the_fault(
    path: Path, teaches: Skills, needs: Skills
) -> None:
    walked = [(route, faults_on(route, path, teaches, needs)) for route in every_route(path.steps)]
    for fault in examine(path, teaches.__getitem__, needs.__getitem__):
        agreeing = [(route, has) for route, has in walked if agrees(route, fault.route)]
        assert agreeing
        for route, has in agreeing:
            assert key(fault) in has
            assert [one for one in taken_on(route) if one in fault.route] == [*fault.route]


@examples(350)
@given(paths(), of_pages, of_pages)
def test_no_choice_is_told_that_makes_no_difference(
    path: Path, teaches: Skills, needs: Skills
) -> None:
    every = every_route(path.steps)
    walked = [(route, faults_on(route, path, teaches, needs)) for route in every]
    place = {met.taken.choice.choose: met.location for route in every for met in route if met.taken}
    for fault in examine(path, teaches.__getitem__, needs.__getitem__):
        for taken in fault.route:
            here = place[taken.choice.choose]
            if key(fault)[1][: len(here)] == here:
                continue  # leads to the step
            rest = [one for one in fault.route if place[one.choice.choose][: len(here)] != here]
            assert not all(key(fault) in has for route, has in walked if agrees(route, rest))


def faults(
    items: list[Item],
    needs: Skills | None = None,
    assumes: str = "brought",
    outcomes: Iterable[str] = ("brought",),
) -> list[Fault]:
    """The faults of a path on which each page teaches the skill of its own name."""
    path = path_of(items, [*outcomes], ["brought", assumes])
    return examine(path, lambda page: [page], lambda page: (needs or {}).get(page, []))


MIX = step("mix")
REC = step("rec")
MIX_NEEDS_REC = {"mix": ["rec"]}


def test_a_need_is_met_by_a_step_before_or_by_what_is_assumed() -> None:
    assert faults([REC, MIX], MIX_NEEDS_REC) == []
    assert faults([MIX], MIX_NEEDS_REC, assumes="rec") == []


def test_a_need_is_not_met_by_a_step_after_nor_by_the_page_itself() -> None:
    assert faults([MIX, REC], MIX_NEEDS_REC) == [Unready(MIX, ("steps", 0), "rec", ())]
    assert faults([REC], {"rec": ["rec"]}) == [Unready(REC, ("steps", 0), "rec", ())]


def test_after_a_choice_only_what_all_its_options_taught_is_known() -> None:
    both = choice("way", [REC], [step("edit"), REC])
    one = choice("way", [REC], [step("edit")])
    assert faults([both, MIX], MIX_NEEDS_REC) == []
    assert faults([one, MIX], MIX_NEEDS_REC) == [
        Unready(MIX, ("steps", 1), "rec", (Taken(one, one.options[1]),))
    ]


def test_an_option_does_not_know_what_another_one_teaches() -> None:
    way = choice("way", [REC], [MIX])
    assert faults([way], MIX_NEEDS_REC) == [
        Unready(
            MIX,
            ("steps", 0, "options", 1, "steps", 0),
            "rec",
            (Taken(way, way.options[1]),),
        )
    ]


def test_a_step_that_may_be_left_out_teaches_nothing_for_sure_but_may_be_passed() -> None:
    maybe = step("rec", Want.OPTIONAL)
    assert faults([maybe, MIX], MIX_NEEDS_REC) == [Unready(MIX, ("steps", 1), "rec", ())]
    assert faults([maybe, REC]) == [Again(REC, ("steps", 1), ())]
    assert faults([REC, maybe]) == [Again(maybe, ("steps", 1), ())]
    assert faults([maybe], outcomes=["rec"]) == [Missed("rec", 0, ())]


def test_a_page_may_stand_in_each_option_but_not_after_one() -> None:
    assert faults([choice("way", [REC], [REC])]) == []
    way = choice("way", [MIX], [REC])
    assert faults([way, REC]) == [Again(REC, ("steps", 1), (Taken(way, way.options[1]),))]


def test_an_outcome_is_missed_where_one_option_does_not_teach_it() -> None:
    way = choice("way", [REC], [])
    assert faults([way, MIX], outcomes=["mix", "rec"]) == [
        Missed("rec", 1, (Taken(way, way.options[1]),))
    ]


def test_an_outcome_that_no_route_teaches_is_missed_whatever_is_chosen() -> None:
    assert faults([choice("way", [REC], [])], outcomes=["mix"]) == [Missed("mix", 0, ())]


def test_the_route_told_names_choices_before_around_and_beside_the_step_as_they_are_met() -> None:
    first = choice("first", [REC], [])
    inner = choice("inner", [REC], [])
    outer = choice("outer", [], [inner, MIX])
    assert faults([first, outer], MIX_NEEDS_REC)[-1] == Unready(
        MIX,
        ("steps", 1, "options", 1, "steps", 1),
        "rec",
        (
            Taken(first, first.options[1]),
            Taken(outer, outer.options[1]),
            Taken(inner, inner.options[1]),
        ),
    )


def test_routes_too_many_to_list_are_examined_exactly() -> None:
    names = [f"skill-{number}" for number in range(60)]
    ways = [choice(name, [step(name)], []) for name in names]
    again = step(names[30])
    assert faults([*ways, MIX, again], {"mix": names}, outcomes=names) == [
        *(
            Unready(MIX, ("steps", 60), name, (Taken(way, way.options[1]),))
            for name, way in zip(names, ways, strict=True)
        ),
        Again(again, ("steps", 61), (Taken(ways[30], ways[30].options[0]),)),
        *(
            Missed(name, index, (Taken(way, way.options[1]),))
            for index, (name, way) in enumerate(zip(names, ways, strict=True))
            if index != 30
        ),
    ]


def test_routes_too_many_to_list_are_found_sound() -> None:
    names = [f"skill-{number}" for number in range(60)]
    ways = [choice(name, [step(name)], [step(name), step(f"{name}-more")]) for name in names]
    assert faults([*ways, MIX], {"mix": names}, outcomes=names) == []


def test_a_page_is_told_again_by_the_fewest_choices_that_pass_it_before() -> None:
    either = choice("way", [REC], [REC])
    assert faults([either, REC]) == [Again(REC, ("steps", 1), ())]
    one = choice("way", [REC], [])
    assert faults([one, REC, REC]) == [
        Again(REC, ("steps", 1), (Taken(one, one.options[0]),)),
        Again(REC, ("steps", 2), ()),
    ]
    several = choice("way", [MIX], [REC], [REC])
    assert faults([several, REC]) == [
        Again(REC, ("steps", 1), (Taken(several, several.options[1]),))
    ]
    inner = choice("inner", [REC], [])
    outer = choice("outer", [inner], [REC], [])
    assert faults([outer, REC]) == [Again(REC, ("steps", 1), (Taken(outer, outer.options[1]),))]
    outer = choice("outer", [inner, REC], [])
    assert faults([REC, outer])[-1] == Again(
        REC, ("steps", 1, "options", 0, "steps", 1), (Taken(outer, outer.options[0]),)
    )
