"""Rules about words: what was left over or says nothing, what the site says better by itself, terms
that no page uses, and abbreviations that nobody explains."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from guide import blocks, forms, spans
from guide.entries import GlossaryEntry
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.page_rules import of_each_page
from guide.problem import Code, Lines, Problem

PLAIN = frozenset(
    {"AI", "AM", "CD", "DJ", "EU", "FM", "GB", "GP", "JPEG", "LA", "LP", "MB", "MC"}
    | {"NHS", "OK", "OS", "PC", "PDF", "TB", "TV", "UK", "UN", "US", "USA", "USB", "VAT"}
    | {"WHO", "ZIP"}
    | {"ABBA", "ABC", "BBC", "BTS", "DPA", "EMI", "EMT", "FWD", "MAG", "MPK", "P2J", "RAYE"}
    | {"SA", "SM", "SZA", "TIDAL", "TRP", "UFO", "XRS", "YMCA"}
)
"""What every reader knows, and names that are written in capitals."""
_CAPITALS = bytes(
    byte if byte < 128 and (chr(byte).isupper() or chr(byte).isdigit()) else 32
    for byte in range(256)
)
_ABBREVIATION = re.compile(r"(?<![\w/.@&-])[A-Z][A-Z0-9]{1,5}(?=(?:'?s)?(?![\w&-]))")
_NAME_BEFORE = re.compile(r"(?:[\"*]|[a-z,;] [A-Z]\w+ )\Z")
_NAME_BEHIND = re.compile(r"(?:'?s)?(?:[.-]\w| [A-Z0-9])")
_TOLD_BEFORE = re.compile(r"(?:\(|\| |called |association )[*\"]*\Z")
_TOLD_BEHIND = re.compile(
    r"(?:'?s)?[*\"]*(?: \(|: | \||,? (?:the|a|an|which|short for|that is|is|means|stands for)\b)"
)


_LEFT_OVER = ("TODO", "FIXME", "TBD", "XXX", "Lorem ipsum", "lorem ipsum")
_BY_HAND = ("next lesson", "previous lesson", "next chapter", "previous chapter")
_WHOLE_WORD = r"(?<!\w){}(?!\w)"
_COUNTED = re.compile(r"\b\d+(?:[–-]\d+)? (?:lessons|pages|steps|minutes)\b")
_VAGUE = re.compile(
    r"\[(?P<words>(?:click )?here|this|(?:this )?(?:link|page)|(?:read |learn )?more)\]\(", re.I
)


@of_each_page
def left_over(page: PageFile) -> Iterator[Problem]:
    """No page holds a reminder to its author, or text that only fills its place."""
    for place, word in _words(page, _LEFT_OVER):
        told = f"'{word}' was left over from writing"
        fix = "write what is missing, or take it out and open an issue about it"
        yield Problem(page.path, *place, Code.LEFT_OVER, told, fix)


@of_each_page
def vague_links(page: PageFile) -> Iterator[Problem]:
    """The words of a link say where it leads: people hear links one after the other, alone."""
    for found in _VAGUE.finditer(page.body):
        if not _is_code(page.body, found.start()):
            told = f"a link that only says '{found['words']}'"
            fix = "write what stands behind it: [how to set levels](recording.md#levels)"
            place = Lines(page.body, page.prose.first_line).place(found.start())
            yield Problem(page.path, *place, Code.LINK_WORDS, told, fix)


@of_each_page
def by_hand(page: PageFile) -> Iterator[Problem]:
    """What the site computes stands in no text: the order of lessons, which differs from path to
    path, and how long a path is."""
    for place, words in _words(page, _BY_HAND):
        told = f"'{words}' is another page on each path"
        fix = "name the page, with a link to it; the site prints what comes next"
        yield Problem(page.path, *place, Code.BY_HAND, told, fix)
    if page.kind is Kind.PATH:
        for found in _COUNTED.finditer(page.body):
            told = f"'{found[0]}' is counted by hand, and changes with every step"
            fix = "take it out: the site prints how long the path is"
            place = Lines(page.body, page.prose.first_line).place(found.start())
            yield Problem(page.path, *place, Code.BY_HAND, told, fix)


def _words(page: PageFile, words: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where words stand in the text of a page, code left aside."""
    for word in words:
        if word in page.body:
            lines = Lines(page.body, page.prose.first_line)
            for found in re.finditer(_WHOLE_WORD.format(word), page.body):
                if not _is_code(page.body, found.start()):
                    yield lines.place(found.start()), word


def _is_code(text: str, at: int) -> bool:
    """Whether a place in a text is inside code."""
    return any(
        found.start() <= at < found.end()
        for pattern in (blocks.FENCE, spans.CODE)
        for found in pattern.finditer(text)
    )


def abbreviations(library: Library) -> Iterator[Problem]:
    """An abbreviation is in the glossary, or is explained where it first stands. Which there are
    is seen in a moment; where they stand is only looked for if nobody knows one."""
    if not library.glossary:
        return
    entries = library.glossary.items()
    written = [f for t, e in entries if isinstance(e, GlossaryEntry) for f in (t, *e.also)]
    known = {run for form in written for run in _runs(form)} | {word.encode() for word in PLAIN}
    for page in library.published.values():
        runs = _runs(page.body) - known if page.lesson else ()
        unknown = {run for run in runs if len(run) > 1 and run[:1].isalpha()}
        if not unknown:
            continue
        text = page.body
        for hidden in (blocks.FENCE, blocks.COMMENT, spans.CODE):
            text = forms.blank(hidden, text)
        told: set[str] = set()
        for found in _ABBREVIATION.finditer(text):
            word = found[0]
            if word.encode() not in unknown or word in told or _is_name(text, found):
                continue
            told.add(word)
            if not _is_explained(text, found):
                yield Problem(
                    page.path,
                    *Lines(text, page.prose.first_line).place(found.start()),
                    Code.UNEXPLAINED,
                    f"'{word}' is explained neither here nor in the glossary",
                    f"say what it is where it first stands, '{word} (…)',"
                    f" or add it to {library.glossary.path}",
                )


def terms_used(library: Library) -> Iterator[Problem]:
    """Every term of the glossary stands on some page: mostly on the one that it leads to."""
    pages = library.published
    for term, entry in library.glossary.items():
        written = [term, *entry.also]
        written += [form[0].upper() + form[1:] for form in written]
        own = pages[entry.page.partition("#")[0]]
        bodies = chain([own.body], (page.body for page in pages.values()))
        if not any(form in body for body in bodies for form in written):
            told = f"no page uses the term '{term}'"
            fix = "use it, name the form that pages use under 'also', or delete it"
            yield Problem(*library.glossary.at(term), Code.UNUSED, told, fix)


def _runs(text: str) -> set[bytes]:
    """The runs of capitals and digits in a text, of words in small letters the capital too."""
    return set(text.encode().translate(_CAPITALS).split())


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word in capitals is a name or part of one: a heading, a number of Rome, a model, or
    beside a capital."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return (
        line.startswith("#")
        or not set(found[0]) - set("IVX")
        or sum(map(str.isdigit, found[0])) > 1
        or sum(map(str.isalpha, found[0])) < 2
        or bool(_NAME_BEFORE.search(line[-30:]) or _NAME_BEHIND.match(text, found.end()))
    )


def _is_explained(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 20) : found.start()]
    return bool(_TOLD_BEFORE.search(before) or _TOLD_BEHIND.match(text, found.end()))


NAMES_OF_WORDS = (left_over, vague_links, by_hand)
WHOLE_OF_WORDS = (terms_used, abbreviations)
