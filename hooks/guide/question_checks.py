"""Rules about what sends readers to a page or a part of one: wrong answers, the glossary, the table
by which they choose gear, and tools."""

from collections.abc import Iterator

from guide.choosing import Answer
from guide.data_file import grounded
from guide.entries import GlossaryEntry, term_anchor
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.problem import Code, Problem, choose_from, guess
from guide.yaml_source import Location

Told = tuple[Code, str, str]


def answers_lead_on(library: Library) -> Iterator[Problem]:
    """A wrong answer leads to a published page, or a part of one, that teaches the right one."""
    for page in library.pages.values():
        for number, question in enumerate(page.lesson.questions if page.lesson else ()):
            for index, wrong in enumerate(question.wrong):
                told = _fault(library, wrong.see, page)
                location: Location = ("questions", number, "wrong", index, "see")
                if told:
                    yield Problem(*page.at(location), *told)


def terms_lead_on(library: Library) -> Iterator[Problem]:
    """A term of the glossary leads to a published page, or a part of one."""
    for term, entry in library.glossary.items():
        told = _fault(library, entry.page) if isinstance(entry, GlossaryEntry) else None
        if told:
            yield Problem(*library.glossary.at(term, "page"), *told)


def terms_stand_once(library: Library) -> Iterator[Problem]:
    """No form of a term is explained twice, and no two terms have one address."""
    first: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for term, entry in library.glossary.items():
        other = addresses.setdefault(term_anchor(term), term)
        if other not in (term, first.get(term.casefold())):
            told = f"'{term}' has the address of '{other}', since signs do not count in it"
            yield Problem(*library.glossary.at(term), Code.ID_TAKEN, told, "name one differently")
        for form in (term, *entry.also) if isinstance(entry, GlossaryEntry) else ():
            other = first.setdefault(form.casefold(), term)
            if other != term:
                told = f"'{form}' is explained under '{other}' too"
                yield Problem(
                    *library.glossary.at(term), Code.REPEATED, told, "keep it in one place"
                )


def found_by_stands_once(library: Library) -> Iterator[Problem]:
    """A word that readers search a term by is none of its forms, and is named once."""
    for term, entry in library.glossary.items():
        forms = [term, *entry.also, *entry.found_by] if isinstance(entry, GlossaryEntry) else []
        seen: set[str] = set()
        for at, word in enumerate(map(str.casefold, forms)):
            if word in seen and (index := at - 1 - len(entry.also)) >= 0:
                assert library.glossary.source
                line, column = library.glossary.source.place((term, "found_by", index))
                told = f"'{forms[at]}' finds '{term}' already"
                yield Problem(
                    library.glossary.path, line, column, Code.REPEATED, told, "leave it out here"
                )
            seen.add(word)


def unmarked_forms(library: Library) -> Iterator[Problem]:
    """Only forms that an entry has can be left unmarked."""
    for term, entry in library.glossary.items():
        for form in entry.unmarked if isinstance(entry, GlossaryEntry) else ():
            if form not in (term, *entry.also):
                assert library.glossary.source
                line, column = library.glossary.source.place((term, "unmarked"))
                told = f"'{form}' is no form of '{term}'"
                fix = choose_from(form, [term, *entry.also])
                yield Problem(library.glossary.path, line, column, Code.UNKNOWN_ID, told, fix)


def choices_lead_on(library: Library) -> Iterator[Problem]:
    """An answer of the table of gear leads to a published page, or a part of one, and its sources
    are declared."""
    entries = library.choosing
    for name, answer in entries.items():
        told = _fault(library, answer.page) if isinstance(answer, Answer) else None
        if told:
            yield Problem(*entries.at(name, "page"), *told)
        for location, source in _cited(answer) if isinstance(answer, Answer) else ():
            if told := _undeclared(library, source):
                yield Problem(*entries.at(name, *location), *told)


def records_are_traced(library: Library) -> Iterator[Problem]:
    """What the records of a page stand on is declared."""
    for page in library.pages.values():
        for n, record in enumerate(page.records):
            for index, source in enumerate(record.sources):
                if told := _undeclared(library, source):
                    yield Problem(*page.at(("listen", n, "sources", index)), *told)


def data_lead_on(library: Library) -> Iterator[Problem]:
    """What the data of tools and labs stand on is declared, and what explains it is published."""
    for file in (file for files in library.data.values() for file in files.values()):
        for here, one in grounded(file.data):
            told = [(("sources", n), _undeclared(library, it)) for n, it in enumerate(one.sources)]
            told += [(("see", n), _fault(library, it)) for n, it in enumerate(one.see)]
            for location, fault in told:
                if fault:
                    yield Problem(*file.at((*here, *location)), *fault)


def _undeclared(library: Library, source: str) -> Told | None:
    if source in library.sources or not library.sources.whole:
        return None
    likely = guess(source, library.sources)
    ask = f"did you mean '{likely}'?" if likely else "no declared one looks like it"
    fix = f"declare it in {library.sources.path}; {ask}"
    return Code.UNKNOWN_ID, f"unknown source '{source}'", fix


def _cited(answer: Answer) -> Iterator[tuple[Location, str]]:
    """The sources of an answer, with where they stand in it."""
    for index, source in enumerate(answer.sources):
        yield ("sources", index), source
    for index, source in enumerate(answer.example.sources if answer.example else ()):
        yield ("example", "sources", index), source


def choices_stand_once(library: Library) -> Iterator[Problem]:
    """No two answers of the table of gear say the same."""
    first: dict[str, str] = {}
    for name, answer in library.choosing.items():
        if isinstance(answer, Answer):
            other = first.setdefault(answer.choose.casefold(), name)
            if other != name:
                yield Problem(
                    *library.choosing.at(name),
                    Code.REPEATED,
                    f"'{answer.choose}' is the answer of '{other}' too",
                    "make one of both: a list holds several uses, rooms and styles",
                )


def gear_is_chosen(library: Library) -> Iterator[Problem]:
    """The table of gear leads to each page of gear: each owes its reader how to choose."""
    led_to = {answer.page.partition("#")[0] for answer in library.choosing.values()}
    for page in library.of_kind(Kind.GEAR) if library.choosing else ():
        if page.id not in led_to:
            yield Problem(
                *page.at(()),
                Code.COVERAGE_HOLE,
                f"no answer in {library.choosing.path} leads to '{page.id}'",
                f"write one there that it explains, with 'page: {page.id}#choose'",
            )


def _fault(library: Library, see: str, page: PageFile | None = None) -> Told | None:
    """What is wrong with the address of a page or a part of one, told on `page`."""
    target, _, anchor = see.partition("#")
    there = library.pages.get(target) if target or page is None else page
    if there is None and target in library.aliases:
        fix = f"write '{library.aliases[target]}'"
        return Code.RENAMED, f"'{target}' has another id now", fix
    if there is None:
        known = f"{target}.md" in library.misnamed or target in library.vanished
        fix = choose_from(target, library.published)
        return None if known else (Code.UNKNOWN_ID, f"unknown page '{target}'", fix)
    if there.draft and not (page and page.draft):
        return Code.DRAFT, f"the page '{target}' is a draft", "publish it first, or name another"
    if there is page and not anchor:
        fix = "name the part that teaches it, such as '#steps'"
        return Code.ITSELF, "a wrong answer leads back to its own page", fix
    if anchor and there.page and anchor not in there.prose.anchors:
        told = f"'{there.id}.md' has no anchor '{anchor}'"
        return Code.ANCHOR_MISSING, told, choose_from(anchor, there.prose.anchors)
    return None


NAMES_OF_QUESTIONS = (
    answers_lead_on,
    terms_lead_on,
    terms_stand_once,
    found_by_stands_once,
    unmarked_forms,
    choices_lead_on,
    records_are_traced,
    choices_stand_once,
    data_lead_on,
)
"""Rules about single answers and terms, and what they name."""
WHOLE_OF_QUESTIONS = (gear_is_chosen,)
"""Rules about all of them together."""
