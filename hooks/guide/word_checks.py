"""Rules about words: terms that no page uses, and abbreviations that nobody explains."""

import re
from collections.abc import Iterator
from itertools import chain

from guide import blocks, forms
from guide.entries import GlossaryEntry
from guide.library import Library
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
        for hidden in (blocks.FENCE, blocks.COMMENT, forms.CODE):
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


WHOLE_OF_WORDS = (terms_used, abbreviations)
