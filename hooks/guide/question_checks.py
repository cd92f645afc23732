"""Rules about what sends readers to a page or a part of one: wrong answers, and the glossary."""

from collections.abc import Iterator

from guide.entries import GlossaryEntry, term_anchor
from guide.library import Library, PageFile
from guide.problem import Code, Problem, choose_from
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
            assert library.glossary.source
            line, column = library.glossary.source.place((term, "page"))
            yield Problem(library.glossary.path, line, column, *told)


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


QUESTION_RULES = (answers_lead_on, terms_lead_on, terms_stand_once, unmarked_forms)
