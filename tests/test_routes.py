"""Figures of paths, compared with a list of every route. The list, and the random paths, serve
test_soundness.py too."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import count, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide import routes
from guide.paths import Choice, Option, Path, Step, Taken, Want
from guide.routes import After
from guide.yaml_source import Location

Item = Step | Choice

PAGES = "pqrs"
SKILL_LISTS = [text.split() for text in ("", "a", "b", "c", "a b", "b c", "c a")]
MOST_CHOICES, DEEPEST = 5, 3


def examples(number: int) -> settings:
    return settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def step(page: str, need: Want = Want.REQUIRED, because: str = "It comes first here.") -> Step:
    return Step(page=page, because=because, need=need)


def choice(name: str, *ways: list[Item]) -> Choice:
    """A choice whose options are called o0, o1 and so on, in each choice alike."""
    options = [
        Option(id=f"o{number}", title=f"Way {number}", when="You want it so.", steps=way)
        for number, way in enumerate(ways)
    ]
    return Choice(choose=name, question="Which way?", options=options)


def path_of(items: list[Item], outcomes: list[str], assumes: list[str]) -> Path:
    return Path.model_validate(
        {"for": ["You want a path."], "assumes": assumes, "outcomes": outcomes, "steps": items}
    )


some_skills = st.sampled_from(SKILL_LISTS)
outcomes = st.sampled_from(SKILL_LISTS[1:])
page_and_need = st.sampled_from([*product(PAGES, Want)])


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Few pages, choices in choices, empty options, options that are alone. The choices have ids
    of their own, the steps reasons of their own, so that no two are equal."""
    choice_names = (f"c{number}" for number in range(MOST_CHOICES))
    reasons = (f"It is step {number}." for number in count())

    def item(depth: int) -> Item:
        if depth < DEEPEST and draw(st.booleans()) and (name := next(choice_names, None)):
            return choice(name, *(items(depth + 1, 0, 2) for _ in range(draw(st.integers(1, 3)))))
        return step(*draw(page_and_need), because=next(reasons))

    def items(depth: int, least: int, most: int) -> list[Item]:
        return [item(depth) for _ in range(draw(st.integers(least, most)))]

    return path_of(items(0, 2, 4), draw(outcomes), draw(some_skills))


@dataclass(frozen=True)
class Met:
    """What a route meets: a step; a choice, with the option that it takes; the choice again where
    its options rejoin, with none."""

    item: Item
    location: Location
    taken: Taken | None = None

    @property
    def rejoins(self) -> bool:
        return isinstance(self.item, Choice) and self.taken is None


def every_route(items: list[Item], location: Location = ("steps",)) -> list[list[Met]]:
    found: list[list[Met]] = [[]]
    for index, item in enumerate(items):
        here = (*location, index)
        ways = [[Met(item, here)]]
        if isinstance(item, Choice):
            ways = [
                [Met(item, here, Taken(item, option)), *way, Met(item, here)]
                for number, option in enumerate(item.options)
                for way in every_route(option.steps, (*here, "options", number, "steps"))
            ]
        found = [[*route, *way] for route in found for way in ways]
    return found


def steps_met(route: list[Met]) -> list[tuple[Step, Location]]:
    return [(met.item, met.location) for met in route if isinstance(met.item, Step)]


def taken_on(route: list[Met]) -> list[Taken]:
    return [met.taken for met in route if met.taken]


def led_there(met_before: list[Met]) -> tuple[Taken, ...]:
    """The options in which a route stands after what it has met."""
    inside: list[Taken] = []
    for met in met_before:
        if met.taken:
            inside.append(met.taken)
        elif met.rejoins:
            inside.pop()
    return tuple(inside)


def last_left(met_before: list[Met]) -> Item | None:
    """The last step passed or choice rejoined."""
    return next((met.item for met in reversed(met_before) if not met.taken), None)


def still_to_come(met_after: list[Met]) -> list[Item]:
    """The steps and choices after a place, without what stands in the options of these."""
    found: list[Item] = []
    depth = 0
    for met in met_after:
        if met.rejoins:
            depth = max(depth - 1, 0)
            continue
        if depth == 0:
            found.append(met.item)
        if met.taken:
            depth += 1
    return found


def all_of(after: After | None) -> list[Item]:
    return [*after.items[after.index :], *all_of(after.around)] if after else []


@examples(400)
@given(paths())
def test_a_step_stands_where_all_routes_to_it_meet_it(path: Path) -> None:
    met_there = defaultdict(list)
    for route in every_route(path.steps):
        for index, met in enumerate(route):
            if isinstance(met.item, Step):
                met_there[met.location].append((route[:index], met.item, route[index + 1 :]))
    found = routes.stands(path.steps)
    for stand, location in zip(found, sorted(met_there), strict=True):
        numbers = [len(steps_met(before)) for before, _, _ in met_there[location]]
        assert stand.before == (min(numbers), max(numbers))
        for before, here, after in met_there[location]:
            assert stand.step == here
            assert stand.trail == led_there(before)
            assert stand.previous == last_left(before)
            assert all_of(stand.after) == still_to_come(after)
            assert stand.after.item == next(iter(still_to_come(after)), None)


page_minutes = st.fixed_dictionaries(
    {page: st.sampled_from([(5, 10), (1, 30), (7, 7), (20, 60)]) for page in PAGES}
)


@examples(300)
@given(paths(), page_minutes)
def test_figures_are_those_of_all_routes(path: Path, of_page: dict[str, tuple[int, int]]) -> None:
    every = every_route(path.steps)
    on_routes = [[step for step, _ in steps_met(route)] for route in every]
    numbers = [len(steps) for steps in on_routes]
    least = [
        sum(of_page[step.page][0] for step in steps if step.need is Want.REQUIRED)
        for steps in on_routes
    ]
    most = [sum(of_page[step.page][1] for step in steps) for steps in on_routes]
    assert routes.steps(path.steps) == (min(numbers), max(numbers))
    assert routes.minutes(path.steps, of_page.__getitem__) == (min(least), max(most))
    assert routes.count(path.steps) == len({tuple(map(str, taken_on(route))) for route in every})


def test_the_list_of_every_route_is_right_where_it_can_be_read() -> None:
    inner = choice("inner", [step("r")], [])
    items: list[Item] = [step("p"), choice("outer", [step("q"), inner], []), step("s")]
    assert [
        (" ".join(step.page for step, _ in steps_met(route)), [str(t) for t in taken_on(route)])
        for route in every_route(items)
    ] == [
        ("p q r s", ["outer: o0", "inner: o0"]),
        ("p q s", ["outer: o0", "inner: o1"]),
        ("p s", ["outer: o1"]),
    ]


def test_steps_in_a_row_have_a_step_on_either_side() -> None:
    first, second = step("p"), step("q")
    items: list[Item] = [first, second]
    one, two = routes.stands(items)
    assert (one.step, one.before, one.previous, one.after.item) == (first, (0, 0), None, second)
    assert (two.step, two.before, two.previous, two.after.item) == (second, (1, 1), first, None)


def test_an_option_begins_after_what_stands_before_its_choice_and_rejoins_after_it() -> None:
    way = choice("way", [step("q")], [step("r"), step("s")])
    items: list[Item] = [step("p"), way, step("q")]
    found = {
        stand.step.page + "".join(map(str, stand.trail)): (
            stand.before,
            stand.previous,
            stand.after.item,
        )
        for stand in routes.stands(items)
    }
    assert found == {
        "p": ((0, 0), None, way),
        "qway: o0": ((1, 1), items[0], items[2]),
        "rway: o1": ((1, 1), items[0], step("s")),
        "sway: o1": ((2, 2), step("r"), items[2]),
        "q": ((2, 3), way, None),
    }


def test_a_step_that_may_be_left_out_is_counted_but_takes_no_time_in_the_least() -> None:
    items: list[Item] = [step("p"), step("q", Want.OPTIONAL)]
    assert routes.steps(items) == (2, 2)
    assert routes.minutes(items, lambda page: (10, 20)) == (10, 40)
    assert routes.count(items) == 1


def test_least_and_most_may_come_from_different_options() -> None:
    items: list[Item] = [choice("way", [step("p"), step("p")], [step("q")])]
    of_page = {"p": (1, 5), "q": (8, 30)}
    assert routes.steps(items) == (1, 2)
    assert routes.minutes(items, of_page.__getitem__) == (2, 30)


def test_choices_in_a_row_multiply_and_choices_inside_add() -> None:
    row: list[Item] = [choice("first", [], []), choice("then", [], [], [])]
    assert routes.count(row) == 6
    assert routes.count([choice("outer", row, [step("p")])]) == 7


def test_a_path_of_nothing_has_one_empty_route() -> None:
    assert routes.count([]) == 1
    assert routes.steps([]) == (0, 0)
    assert routes.minutes([], lambda page: (10, 20)) == (0, 0)
    assert list(routes.stands([])) == []


def test_routes_too_many_to_list_are_counted_exactly() -> None:
    items: list[Item] = [choice(f"c{n}", [step("p"), step("q")], [step("r")]) for n in range(60)]
    items.append(step("s"))
    *_, last = routes.stands(items)
    assert routes.count(items) == 2**60
    assert routes.steps(items) == (61, 121)
    assert routes.minutes(items, lambda page: (1, 10)) == (61, 1210)
    assert last.before == (60, 120)
