"""Rules about tools: that each has its two halves, and that what their data name is there."""

from collections.abc import Iterator

from guide.data_file import DataFile
from guide.library import Library
from guide.paths import Path, choices_of
from guide.problem import Code, Problem, choose_from
from guide.tool_agreement import HUNDRED, Agreement, places
from guide.tool_budget import Budget
from guide.tool_producer import Rules, Way
from guide.tool_royalties import Royalties
from guide.yaml_source import Location


def halves(library: Library) -> Iterator[Problem]:
    """A tool or a lab has its data and its page."""
    for kind, files in library.data.items():
        for one in files.values():
            if one.data is not None and f"{kind}/{one.id}" not in library.pages:
                told = f"the {kind.noun} '{one.id}' has no page"
                fix = f"write {library.shown}/{kind}/{one.id}.md, which says what it is for"
                yield Problem(*one.at(()), Code.HALF_A_TOOL, told, fix)
    for page in library.pages.values():
        if page.kind in library.data and not page.is_index and not library.data_of(page):
            told = f"the page '{page.id}' shows a {page.kind.noun} that has no data"
            fix = f"write {library.shown}/{page.id}.yml, with its rules and texts"
            yield Problem(*page.at(()), Code.HALF_A_TOOL, told, fix)


def producer(library: Library) -> Iterator[Problem]:
    """What the rules of "Do you need a producer?" name is there, and no id stands twice."""
    for tool in library.tools.values():
        if isinstance(tool.data, Rules):
            yield from _twice(tool, tool.data)
            yield from _outcomes(tool, tool.data)
            yield from _pages(library, tool, tool.data)


def _twice(tool: DataFile, rules: Rules) -> Iterator[Problem]:
    groups: list[tuple[Location, list[str], str]] = [
        (("questions",), [question.id for question in rules.questions], "question"),
        (("outcomes",), [outcome.id for outcome in rules.outcomes], "outcome"),
        *(
            (("questions", n, "answers"), [answer.id for answer in question.answers], "answer")
            for n, question in enumerate(rules.questions)
        ),
    ]
    for location, ids, noun in groups:
        for index, name in enumerate(ids):
            if name in ids[:index]:
                told, fix = f"a second {noun} '{name}'", "give it an id of its own; links hold it"
                yield Problem(*tool.at((*location, index, "id")), Code.SAME_ID, told, fix)


def _outcomes(tool: DataFile, rules: Rules) -> Iterator[Problem]:
    """Answers move and rule out outcomes that there are, each of them once."""
    known = list(dict.fromkeys(outcome.id for outcome in rules.outcomes))
    for n, question in enumerate(rules.questions):
        for m, answer in enumerate(question.answers):
            here: Location = ("questions", n, "answers", m)
            out = answer.rules_out.outcomes if answer.rules_out else []
            named: list[tuple[Location, str]] = [
                *(((*here, "moves", i, "to"), move.to) for i, move in enumerate(answer.moves)),
                *(((*here, "rules_out", "outcomes", i), name) for i, name in enumerate(out)),
            ]
            seen: set[str] = set()
            for location, name in named:
                if name not in known:
                    told, fix = f"unknown outcome '{name}'", choose_from(name, known)
                    yield Problem(*tool.at(location), Code.UNKNOWN_ID, told, fix)
                elif name in seen:
                    told = f"the answer '{answer.id}' names the outcome '{name}' twice"
                    fix = "keep the stronger of the two"
                    yield Problem(*tool.at(location), Code.REPEATED, told, fix)
                seen.add(name)


def _pages(library: Library, tool: DataFile, rules: Rules) -> Iterator[Problem]:
    """The next steps are there: a page, and ways through paths."""
    for n, outcome in enumerate(rules.outcomes):
        if outcome.page not in library.published:
            told = f"unknown page '{outcome.page}'"
            fix = choose_from(outcome.page, library.published)
            yield Problem(*tool.at(("outcomes", n, "page")), Code.UNKNOWN_ID, told, fix)
        for m, way in enumerate(outcome.ways):
            yield from _way(library, tool, way, ("outcomes", n, "ways", m))
    for n, question in enumerate(rules.questions):
        for m, answer in enumerate(question.answers):
            if answer.path and answer.path not in library.paths:
                told = f"unknown path '{answer.path}'"
                fix = choose_from(answer.path, library.paths)
                place = tool.at(("questions", n, "answers", m, "path"))
                yield Problem(*place, Code.UNKNOWN_ID, told, fix)


def _way(library: Library, tool: DataFile, way: Way, here: Location) -> Iterator[Problem]:
    if way.path not in library.paths:
        told, fix = f"unknown path '{way.path}'", choose_from(way.path, library.paths)
        yield Problem(*tool.at((*here, "path")), Code.UNKNOWN_ID, told, fix)
        return
    path = library.paths[way.path].path
    options = _options(path) if path else {}
    for choice, option in way.choices.items() if path else ():
        place = tool.at((*here, "choices", choice), of_key=choice not in options)
        if choice not in options:
            told = f"the path '{way.path}' has no choice '{choice}'"
            yield Problem(*place, Code.UNKNOWN_ID, told, choose_from(choice, options))
        elif option not in options[choice]:
            told = f"the choice '{choice}' has no option '{option}'"
            yield Problem(*place, Code.UNKNOWN_ID, told, choose_from(option, options[choice]))


def _options(path: Path) -> dict[str, list[str]]:
    return {
        choice.choose: [option.id for option in choice.options] for choice, _ in choices_of(path)
    }


def royalties(library: Library) -> Iterator[Problem]:
    """Examples of royalties stand once, begin their deals, and pay as often as there are
    statements."""
    for tool in library.tools.values():
        if not isinstance(tool.data, Royalties):
            continue
        ids = [example.id for example in tool.data.examples]
        for n, example in enumerate(tool.data.examples):
            here: Location = ("examples", n)
            if example.id in ids[:n]:
                told, fix = f"a second example '{example.id}'", "give it an id of its own"
                yield Problem(*tool.at((*here, "id")), Code.SAME_ID, told, fix)
            pays, told_of = len(example.pays), len(example.given.statements)
            if pays != told_of:
                told = f"'{example.id}' pays {pays} times, and has {told_of} statements"
                fix = "write one payment for each statement, 0.00 where nothing is paid"
                yield Problem(*tool.at((*here, "pays")), Code.WRONG_VALUE, told, fix)
        for n, deal in enumerate(tool.data.deals):
            its = [one.id for one in tool.data.examples if one.given.deal is deal.id]
            if deal.begin not in its:
                told = f"the deal '{deal.id}' has no example '{deal.begin}'"
                place = tool.at(("deals", n, "begin"))
                yield Problem(*place, Code.UNKNOWN_ID, told, choose_from(deal.begin, its))


def agreement(library: Library) -> Iterator[Problem]:
    """Texts of an agreement name blanks and choices that there are, and every blank is used."""
    for tool in library.tools.values():
        if isinstance(tool.data, Agreement):
            yield from _blanks(tool, tool.data)


def _blanks(tool: DataFile, data: Agreement) -> Iterator[Problem]:
    known: dict[str, Location] = {}
    named: list[tuple[Location, str]] = []
    rests: list[tuple[Location, str]] = []
    for n, clause in enumerate(data.clauses):
        here: Location = ("clauses", n)
        named += [((*here, "text"), name) for name in places(clause.text)]
        ids: list[tuple[Location, str]] = []
        for m, blank in enumerate(clause.blanks):
            there: Location = (*here, "blanks", m)
            ids.append(((*there, "id"), blank.id))
            rests += [((*there, "rest_of", i), it) for i, it in enumerate(blank.rest_of)]
        if clause.choice:
            ids.append(((*here, "choice", "id"), clause.choice.id))
            for m, option in enumerate(clause.choice.options):
                there = (*here, "choice", "options", m, "text")
                named += [(there, name) for name in places(option.text)]
        for location, name in ids:
            if name in known:
                told, fix = f"a second blank or choice '{name}'", "give it an id of its own"
                yield Problem(*tool.at(location), Code.SAME_ID, told, fix)
            known[name] = location
    for location, name in named + [one for one in rests if one[1] != HUNDRED]:
        if name not in known:
            told = f"unknown blank '{name}'"
            yield Problem(*tool.at(location), Code.UNKNOWN_ID, told, choose_from(name, known))
    for name in known.keys() - {name for _, name in named}:
        told = f"no text holds the blank '{name}'"
        fix = f"write {{{name}}} where it belongs, or take the blank away"
        yield Problem(*tool.at(known[name]), Code.UNUSED, told, fix)


def budget(library: Library) -> Iterator[Problem]:
    """Ways of making a song name steps and prices that there are, and examples name ways."""
    for tool in library.tools.values():
        if not isinstance(tool.data, Budget):
            continue
        steps = [step.id for step in tool.data.steps]
        prices = [price.id for price in tool.data.prices]
        ways = [way.id for way in tool.data.ways]
        named: list[tuple[Location, str, str, list[str]]] = []
        for n, way in enumerate(tool.data.ways):
            for key, noun, ids, known in (
                ("does", "step", way.does, steps),
                ("hires", "price", way.hires, prices),
                ("hired_for", "step", way.hired_for, steps),
            ):
                named += [(("ways", n, key, i), noun, name, known) for i, name in enumerate(ids)]
        for n, example in enumerate(tool.data.examples):
            named.append((("examples", n, "way"), "way", example.way, ways))
        for n, one in enumerate(tool.data.break_even):
            named.append((("break_even", n, "way"), "way", one.way, ways))
            named.append((("break_even", n, "other"), "way", one.other, ways))
        for here, noun, name, known in named:
            if name not in known:
                told, fix = f"unknown {noun} '{name}'", choose_from(name, known)
                yield Problem(*tool.at(here), Code.UNKNOWN_ID, told, fix)


NAMES_OF_TOOLS = (halves, producer, royalties, agreement, budget)
"""Rules about each tool, and the names in its data."""
