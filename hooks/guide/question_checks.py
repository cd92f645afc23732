"""Rules about the questions by which readers check themselves."""

from collections.abc import Iterator

from guide.library import Library, PageFile
from guide.problem import Code, Problem, choose_from
from guide.yaml_source import Location

Told = tuple[Code, str, str]


def answers_lead_on(library: Library) -> Iterator[Problem]:
    """A wrong answer leads to a published page, or a part of one, that teaches the right one."""
    for page in library.pages.values():
        for number, question in enumerate(page.lesson.questions if page.lesson else ()):
            for index, wrong in enumerate(question.wrong):
                told = _fault(library, page, wrong.see)
                location: Location = ("questions", number, "wrong", index, "see")
                if told:
                    yield Problem(*page.at(location), *told)


def _fault(library: Library, page: PageFile, see: str) -> Told | None:
    target, _, anchor = see.partition("#")
    there = library.pages.get(target or page.id)
    if there is None and target in library.aliases:
        fix = f"write '{library.aliases[target]}'"
        return Code.RENAMED, f"'{target}' has another id now", fix
    if there is None:
        known = f"{target}.md" in library.misnamed or target in library.vanished
        fix = choose_from(target, library.published)
        return None if known else (Code.UNKNOWN_ID, f"unknown page '{target}'", fix)
    if there.draft and not page.draft:
        return Code.DRAFT, f"the page '{target}' is a draft", "publish it first, or name another"
    if there is page and not anchor:
        fix = "name the part that teaches it, such as '#steps'"
        return Code.ITSELF, "a wrong answer leads back to its own page", fix
    if anchor and there.page and anchor not in there.prose.anchors:
        told = f"'{there.id}.md' has no anchor '{anchor}'"
        return Code.ANCHOR_MISSING, told, choose_from(anchor, there.prose.anchors)
    return None


QUESTION_RULES = (answers_lead_on,)
