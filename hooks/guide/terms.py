"""Terms of the glossary in the text of lessons: each is marked where it first stands, as a link to
its entry that carries what the entry says.

Marked is running text alone, paragraphs and items of lists, and in it no link, no code, nothing
that stands out by itself. Words are looked up rather than searched for: to try hundreds of terms at
each word of each page would take several times as long.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from guide.addresses import href, up, url
from guide.entries import GlossaryEntry, term_anchor
from guide.library import Library, PageFile

GLOSSARY = "glossary"
"""The page that prints all terms."""
MOST = 12
"""Marks on a page: a text full of them would be no easier to read."""
_LINE = re.compile(r"\n<(?:(?:p|li)>(?P<running>.*)|(?P<fold>path-fold)|/details></path-fold>)")
_STANDS_OUT = (
    *(("<a ", "</a>"), ("<code>", "</code>")),
    *(("<em>", "</em>"), ("<strong>", "</strong>")),
)
_BEGINNINGS = (">", ". ", "? ", "! ", ": ", '"')
_WORDS = bytes(
    byte if (byte < 128 and chr(byte).isalnum()) or chr(byte) == "-" else 32 for byte in range(256)
).lower()
"""Leaves the words of a text, in lower case, with spaces for all else. A table for bytes works ten
times as fast as one for characters."""


class _Form(NamedTuple):
    """A way to write a term, as HTML has it."""

    written: str
    is_begun: bool
    """Whether its capital is that of a sentence's first word."""
    term: str


class _Mark(NamedTuple):
    """A term that stands from `start` to `stop`."""

    start: int
    stop: int
    term: str


class Terms:
    """The terms of one guide, ready to be found."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._forms: dict[bytes, list[_Form]] = {}
        self._keys: dict[str, set[bytes]] = {}
        self._own: dict[str, list[str]] = {}
        self._openings: dict[str, tuple[str, str]] = {}
        self._entries = sound(library) if GLOSSARY in library.published else {}
        self._uses = Counter(_words(" ".join(entry.says for entry in self._entries.values())))
        for term, entry in self._entries.items():
            self._own.setdefault(entry.page.partition("#")[0], []).append(term)
            for form in (term, *entry.also):
                if form not in entry.unmarked:
                    self._add(form, term)
        self._all = frozenset(self._forms)

    def _add(self, form: str, term: str) -> None:
        """Note a form under its rarest word, so that few lines are looked at in vain. What is rare
        is known from the glossary's own sentences."""
        html = escape(form, quote=False)
        words = _words(html)
        rarest = min(words, key=lambda word: (self._uses[word], -len(word)))
        forms = [_Form(html, False, term)]
        if html[0].islower():
            forms.append(_Form(html[0].upper() + html[1:], True, term))
        for key in {rarest, rarest + b"s"} if rarest == words[-1] else {rarest}:
            self._forms.setdefault(key, []).extend(forms)
            self._keys.setdefault(term, set()).add(key)

    def marked(self, html: str, page: PageFile) -> str:
        """The HTML of a lesson with its terms marked, but those that it is itself the page of.
        A term that the text explains where it first stands, in italics by itself or with brackets
        behind it, is not marked at all. What is folded for most readers comes last."""
        if not self._forms or not page.lesson:
            return html
        marks: list[_Mark] = []
        done, waiting = set[str](), set(self._all)
        for term in self._own.get(page.id, ()):
            self._finish(term, done, waiting)
        for start, line in _running(f"\n{html}"):
            words = _words(line)
            if not self._may_stand(waiting.intersection(words), line):
                continue
            for mark in self._standings(line, self._all.intersection(words)):
                if mark.term in done:
                    continue
                is_explained = _is_explained(line, mark)
                if is_explained or _is_plain(line[: mark.start]):
                    self._finish(mark.term, done, waiting)
                    if not is_explained and len(marks) < MOST:
                        marks.append(_Mark(start + mark.start, start + mark.stop, mark.term))
            if len(marks) == MOST:
                break
        return self._with(sorted(marks), html, page)

    def _finish(self, term: str, done: set[str], waiting: set[bytes]) -> None:
        """Look no more for a term: for its words, if they are no other's."""
        done.add(term)
        for key in self._keys.get(term, ()):
            if all(form.term in done for form in self._forms[key]):
                waiting.discard(key)

    def _may_stand(self, keys: set[bytes], line: str) -> bool:
        """Whether a form with one of these keys is in a line, as a part of a word at least."""
        for key in keys:
            for form in self._forms[key]:
                if form.written in line:
                    return True
        return False

    def _standings(self, line: str, keys: frozenset[bytes]) -> list[_Mark]:
        """Where terms stand in a line, in its order; of two that overlap, the longer."""
        found = [
            mark
            for key in keys
            for form in self._forms[key]
            if form.written in line
            for mark in _whole(line, form)
        ]
        if len(found) > 1:
            found.sort(key=lambda mark: (mark.start, -mark.stop))
            end = 0
            for mark in [*found]:
                if mark.start < end:
                    found.remove(mark)
                end = max(end, mark.stop)
        return found

    def _with(self, marks: list[_Mark], html: str, page: PageFile) -> str:
        """The HTML with links to the glossary in place of what is marked."""
        pieces, end = [], 0
        to_glossary, to_root = href(page.id, GLOSSARY), up(page.id)
        for start, stop, term in marks:
            middle, rest = self._opening(term)
            pieces += [
                html[end:start],
                f'<a class="term" href="{to_glossary}{middle}{to_root}{rest}',
            ]
            pieces += [html[start:stop], "</a>"]
            end = stop
        return "".join([*pieces, html[end:]])

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


def _running(html: str) -> list[tuple[int, str]]:
    """The lines of running text, those folded for most readers last, each with its place. Markdown
    begins a line with each paragraph and item; `html` has one more line in front of it."""
    shown: list[tuple[int, str]] = []
    folded: list[tuple[int, str]] = []
    here = shown
    for line in _LINE.finditer(html):
        text = line["running"]
        if text is None:
            here = folded if line["fold"] else shown
        else:
            here.append((line.start("running") - 1, text))
    return shown + folded


def _whole(line: str, form: _Form) -> Iterator[_Mark]:
    """Where a form stands as whole words, in the plural too. A capital within a sentence is that of
    a name."""
    start = line.find(form.written)
    while start >= 0:
        stop = start + len(form.written)
        if line.startswith("s", stop):
            stop += 1
        if not (_goes_on(line[start - 1 : start]) or _goes_on(line[stop : stop + 1])) and (
            not form.is_begun or not start or line.endswith(_BEGINNINGS, 0, start)
        ):
            yield _Mark(start, stop, form.term)
        start = line.find(form.written, stop)


def _goes_on(sign: str) -> bool:
    return sign.isalnum() or sign in ("-", "_", "/")


def _is_explained(line: str, mark: _Mark) -> bool:
    alone = line.endswith("<em>", 0, mark.start) and line.startswith("</em>", mark.stop)
    return alone or line.startswith((" (", "</em> (", "</strong> ("), mark.stop)


def _is_plain(before: str) -> bool:
    """Whether what comes behind this part of a line stands in no tag, and in nothing that stands
    out."""
    return before.rfind("<") <= before.rfind(">") and all(
        before.rfind(opened) <= before.rfind(closed) for opened, closed in _STANDS_OUT
    )
