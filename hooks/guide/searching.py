"""What search needs of the guide: marks on each page, by which its index files it, and the words
that readers may search by, `search.json` and `search-more.json`. The index itself is made of the
built pages (hooks/publish/search.py)."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from guide.entries import term_anchor
from guide.kinds import Kind
from guide.library import Library
from guide.listings import A_TO_Z, BY_PATH, COVERAGE, MY_PATH, indexes
from guide.page_file import PageFile
from guide.places import Places, steps_on
from guide.terms import GLOSSARY, sound

View = dict[str, Any]

_LISTS = frozenset({A_TO_Z, BY_PATH, MY_PATH, COVERAGE, GLOSSARY})
"""Pages that hold titles of others, and nothing to be found. Terms of the glossary are looked up by
themselves, in `search.json`."""
_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that a reader may mistype: a shorter one is as near to many."""


def marks(library: Library, page: PageFile, places: Places) -> View | None:
    """How the index files a page: by kind, by the paths that it is on and by the genres that it is
    linked with, each a filter of its own (of those with several values, Pagefind writes the values
    in another order each time). None for a page that is not to be found."""
    if not _is_found(page):
        return None
    steps = steps_on(places, page.id)
    if page.kind is Kind.PATH and not page.is_index:
        steps = {_name(page.id): ""}
    genres = sorted(
        _name(other) for other in {page.id, *library.linked(page.id)} if _is_genre(library, other)
    )
    filed = [f"kind-{page.kind}"] if page.kind is not Kind.SITE else []
    filed += [f"path-{path}" for path in steps]
    filed += [f"genre-{genre}" for genre in genres]
    return {
        "filed": filed,
        "kind": page.kind.value,
        "steps": "; ".join(f"{path} {step}" for path, step in steps.items() if step),
    }


def _is_found(page: PageFile) -> bool:
    """Not a draft, nor what is for those who write the guide: it is none of what the guide says."""
    of_writers = page.kind in (Kind.CONTRIBUTING, Kind.FINDING)
    return not (page.draft or page.id in _LISTS or of_writers)


def write(library: Library, site: Path) -> None:
    """Write what a search fetches into a built site."""
    for name, data in (("search.json", words(library)), ("search-more.json", more(library))):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (site / name).write_text(text, encoding="utf-8")


def words(library: Library) -> View:
    """What each search needs: what the marks on pages are called, and terms, with the other words
    for the same. Its shape is declared where it is read, in overrides/assets/javascripts/search.js,
    as is that of `more`."""
    terms = sound(library)
    return {
        "kinds": {kind.value: kind.section for kind, _ in indexes(library)},
        "paths": _titles(library, Kind.PATH),
        "terms": [
            [term_anchor(term), term, *entry.also, *entry.found_by]
            for term, entry in terms.items()
            if GLOSSARY in library.published
        ],
    }


def more(library: Library) -> View:
    """What only some searches need: genres, to choose from; and the words of titles, headings and
    terms, the most frequent first, to tell a slip from a word."""
    return {"genres": _titles(library, Kind.GENRE), "words": " ".join(_words(library))}


def _words(library: Library) -> list[str]:
    texts = [form for term, entry in sound(library).items() for form in (term, *entry.found_by)]
    for page in filter(_is_found, library.published.values()):
        texts += (page.title, *(heading.text for heading in page.prose.headings))
    counted = Counter(word for text in texts for word in _WORD.findall(text.casefold()))
    return sorted(counted, key=lambda word: (-counted[word], word))


def _titles(library: Library, kind: Kind) -> dict[str, str]:
    return {_name(page.id): page.title for page in library.of_kind(kind)}


def _is_genre(library: Library, page_id: str) -> bool:
    page = library.published[page_id]
    return page.kind is Kind.GENRE and not page.is_index


def _name(page_id: str) -> str:
    return page_id.rpartition("/")[2]
