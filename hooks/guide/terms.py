"""Terms of the glossary in the text of lessons: each is marked where it first stands, as a link to
its entry that carries what the entry says.

Marked is running text alone, paragraphs and items of lists, and in it no link, no code, nothing
that stands out by itself. Words are looked up rather than searched for: to try hundreds of terms at
each word of each page would take several times as long.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import accumulate
from typing import NamedTuple

from guide.addresses import href, up, url
from guide.entries import GlossaryEntry, term_anchor
from guide.library import Library
from guide.page_file import PageFile

GLOSSARY = "glossary"
"""The page that prints all terms."""
MOST = 12
"""Marks on a page: a text full of them would be no easier to read."""
_LINE = re.compile(rb"^<(?:(?:p|li)>(.+)|(path-fold)|/details></path-fold>)", re.M)
_STANDS_OUT = (
    *((b"<a ", b"</a>"), (b"<code>", b"</code>")),
    *((b"<em>", b"</em>"), (b"<strong>", b"</strong>")),
)
_JOINS = b"/_"
_BEGINNINGS = (b"\n", b">", b". ", b"? ", b"! ", b": ", b'"')
_WORDS = bytes(
    byte if (byte < 128 and chr(byte).isalnum()) or chr(byte) == "-" else 32 for byte in range(256)
).lower()
"""Leaves the words of a text, in lower case, with spaces for all else. A table for bytes works ten
times as fast as one for characters."""


Mark = tuple[int, int, str]
"""Where a term starts and stops, and the term."""
Link = tuple[int, int, str]
"""Where a link starts and stops, and its opening tag."""


class _Form(NamedTuple):
    """A way to write a term. All is bytes of UTF-8, as HTML has it."""

    term: str
    written: bytes
    begun: bytes
    """The same as the first words of a sentence."""
    sought: bytes
    """What to look for among plain words."""
    words: frozenset[bytes]
    """The words that must be there, but for the last one, which may be a plural."""
    wider: list[tuple[bytes, int]]
    """Plain forms that hold this one, with where in them it begins."""


class Terms:
    """The terms of one guide, ready to be found."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._forms: dict[bytes, list[_Form]] = {}
        self._own: dict[str, list[str]] = {}
        self._openings: dict[str, tuple[str, str]] = {}
        self._entries = sound(library) if GLOSSARY in library.published else {}
        self._uses = Counter(_words(" ".join(entry.says for entry in self._entries.values())))
        for term, entry in self._entries.items():
            self._own.setdefault(entry.page.partition("#")[0], []).append(term)
            for form in (term, *entry.also):
                if form not in entry.unmarked:
                    self._add(form, term)
        self._nest()
        others = (form.words for found in self._forms.values() for form in found)
        self._all = frozenset(self._forms).union(*others)

    def _add(self, form: str, term: str) -> None:
        """Note a form under its rarest word, so that few are looked for in vain. What is rare is
        known from the glossary's own sentences."""
        html = escape(form, quote=False)
        written = html.encode()
        begun = (html[0].upper() + html[1:]).encode() if html[0].islower() else written
        sought = b" " + written.translate(_WORDS)
        words = sought.split()
        rarest = min(words, key=lambda word: (self._uses[word], -len(word)))
        found = _Form(term, written, begun, sought, frozenset(words[:-1]), [])
        for key in {rarest, rarest + b"s"} if rarest == words[-1] else {rarest}:
            self._forms.setdefault(key, []).append(found)

    def _nest(self) -> None:
        """Tell each form the wider ones that hold it, as "mix" stands in "rough mix"."""
        forms = {form.sought: form for found in self._forms.values() for form in found}
        for sought in forms:
            spaces = [*(at for at, sign in enumerate(sought) if sign == ord(" ")), len(sought)]
            for number, start in enumerate(spaces):
                for stop in spaces[number + 1 :]:
                    inner = forms.get(sought[start:stop])
                    if inner and stop - start < len(sought):
                        inner.wider.append((sought, start))

    @property
    def depends_on(self) -> str:
        """All by which terms are found, beside the text itself."""
        return repr(self._entries)

    def standing(self, html: str, page: PageFile) -> list[Mark]:
        """Where terms stand in the HTML of a lesson, as bytes of UTF-8: each where it first does,
        but for those that it is itself the page of. A term that the text explains there, in italics
        by itself or with brackets behind it, is not marked at all. What is folded for most readers
        comes last."""
        if not self._forms or not page.lesson:
            return []
        lines = _running(html.encode())
        text = b"\n".join([b"", *(line for _, line in lines)])
        plain = text.translate(_WORDS)
        there = self._all.intersection(plain.split())
        own = self._own.get(page.id, ())
        first: dict[str, tuple[int, int, bool]] = {}
        likely = {form.sought: form for key in there for form in self._forms.get(key, ())}
        for form in likely.values():
            if form.words <= there and form.term not in own:
                standing = _standing(text, plain, form)
                if standing:
                    first[form.term] = min(standing, first.get(form.term, standing))
        marks = sorted(
            (start, stop, term) for term, (start, stop, is_told) in first.items() if not is_told
        )
        return sorted(_moved(marks[:MOST], lines))

    def links(self, marks: list[Mark], page: PageFile) -> list[Link]:
        """The links to the glossary that stand in place of what is marked."""
        if not marks:
            return []
        to_glossary, to_root = href(page.id, GLOSSARY), up(page.id)
        openings = ((start, stop, self._opening(term)) for start, stop, term in marks)
        return [
            (start, stop, f'<a class="term" href="{to_glossary}{middle}{to_root}{rest}')
            for start, stop, (middle, rest) in openings
        ]

    def _opening(self, term: str) -> tuple[str, str]:
        """What the link to a term's entry says on every page: between the address of the glossary
        and the way to the root of the site, and behind that."""
        if term not in self._openings:
            entry = self._entries[term]
            target, hash_, anchor = entry.page.partition("#")
            title = escape(self._library.pages[target].title)
            self._openings[term] = (
                f'#{term_anchor(term)}" title="{escape(entry.says)}" data-page="',
                f'{url(target)}{hash_}{anchor}" data-title="{title}">',
            )
        return self._openings[term]


def linked(html: str, links: list[Link]) -> str:
    """The HTML with its links to the glossary."""
    if not links:
        return html
    whole, pieces, end = html.encode(), [], 0
    for start, stop, opening in links:
        pieces += [whole[end:start], opening.encode(), whole[start:stop], b"</a>"]
        end = stop
    return b"".join([*pieces, whole[end:]]).decode()


def _running(html: bytes) -> list[tuple[int, bytes]]:
    """The lines of running text, those folded for most readers last, each with its place. Markdown
    begins a line with each paragraph and item."""
    shown: list[tuple[int, bytes]] = []
    folded: list[tuple[int, bytes]] = []
    here = shown
    for found in _LINE.finditer(html):
        line, fold = found.groups()
        if line:
            here.append((found.start(1), line))
        else:
            here = folded if fold else shown
    return shown + folded


def _moved(marks: list[Mark], lines: list[tuple[int, bytes]]) -> Iterator[Mark]:
    """Marks in the lines, which are put one behind the other, as marks in the HTML."""
    ends = list(accumulate(len(line) + 1 for _, line in lines))
    for start, stop, term in marks:
        number = bisect_left(ends, start)
        before = lines[number][0] - (ends[number] - len(lines[number][1]))
        yield before + start, before + stop, term


def _standing(text: bytes, plain: bytes, form: _Form) -> tuple[int, int, bool] | None:
    """Where a form first stands as whole words, in the plural too, and in nothing that stands out;
    and whether it is explained there. A capital within a sentence is that of a name. `plain` are
    the words of the text, at their places."""
    start = plain.find(form.sought) + 1
    while start:
        stop = start + len(form.written)
        found = text[start:stop]
        if plain[stop : stop + 1] == b"s":
            stop += 1
        if (
            plain[stop : stop + 1] in (b" ", b"")
            and (found == form.written or (found == form.begun and _begins(text, start)))
            and not any(plain.startswith(wider, start - 1 - at) for wider, at in form.wider)
            and not (text[start - 1] in _JOINS or text[stop : stop + 1] in (b"/", b"_"))
        ):
            if text.startswith((b" (", b"</em> (", b"</strong> ("), stop) or (
                text.endswith(b"<em>", 0, start) and text.startswith(b"</em>", stop)
            ):
                return start, stop, True
            line = text.rfind(b"\n", 0, start)
            if text.rfind(b"<", line, start) < 0 or _is_plain(text[line:start]):
                return start, stop, False
        start = plain.find(form.sought, stop) + 1
    return None


def _begins(text: bytes, start: int) -> bool:
    return text.endswith(_BEGINNINGS, 0, start)


def _is_plain(before: bytes) -> bool:
    """Whether what comes behind this part of a line stands in no tag, and in nothing that stands
    out."""
    return before.rfind(b"<") <= before.rfind(b">") and all(
        before.rfind(opened) <= before.rfind(closed) for opened, closed in _STANDS_OUT
    )


def sound(library: Library) -> dict[str, GlossaryEntry]:
    """The entries of the glossary whose page is there. A site that is served while it is written
    shows what it can."""
    return {
        term: entry
        for term, entry in library.glossary.items()
        if isinstance(entry, GlossaryEntry) and entry.page.partition("#")[0] in library.published
    }


def _words(text: str) -> list[bytes]:
    return text.encode().translate(_WORDS).split()
