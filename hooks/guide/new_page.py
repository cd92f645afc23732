"""A new page of any kind, as a draft that passes the check: `templates/` says what each kind asks
for. Prompts in it (drafts.py) tell its author what to write."""

import datetime
import json
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path as FolderPath
from string import Template
from unicodedata import combining, normalize

from guide.edits import Edits, Refused, brought_in, listed, tried
from guide.fields import Family
from guide.kinds import Kind
from guide.library import Library
from guide.load import Guide
from guide.page_file import PageFile
from guide.pages import model_for
from guide.problem import guess

TEMPLATES = FolderPath(__file__).parent / "templates"
KINDS = (
    *(Kind.DECIDE, Kind.ROLE, Kind.STAGE, Kind.WORKING_TOGETHER, Kind.GEAR, Kind.GENRE),
    *(Kind.LEARN, Kind.PATH),
)
"""Kinds that anybody may add a page to. A tool needs code beside its page."""
CLOSE = 0.8
"""How alike two names are, from 0 to 1, when a person should look at both: found by trying the
titles of this guide against each other. 'Mixing voices' and 'The voice in a mix' are not found."""


def kind_named(word: str) -> Kind:
    """The kind that is meant by its folder or by what one page of it is called. Raises Refused."""
    named = {name: kind for kind in KINDS for name in (kind.value, kind.noun)}
    found = named.get(word.casefold())
    if found:
        return found
    if word.casefold() in (Kind.TOOL.value, Kind.TOOL.noun):
        raise Refused(
            "A tool needs rules, a template and a script beside its page: "
            "docs/contributing/tools.md says how one is made."
        )
    likely = guess(word, named)
    ask = f" Did you mean '{likely}'?" if likely else ""
    raise Refused(f"'{word}' is no kind of page.{ask} There are: {', '.join(KINDS)}.")


def name_of(title: str) -> str:
    """The name that a title makes in an address: 'R&B' gives 'r-and-b'. Raises Refused for a title
    without a Latin letter or a digit."""
    plain = "".join(sign for sign in normalize("NFKD", title) if not combining(sign))
    words = re.findall(r"[a-z0-9]+", plain.casefold().replace("&", " and ").replace("'", ""))
    if not words:
        raise Refused(f"'{title}' makes no address. Give one: --id my-page")
    return "-".join(words)[:60].strip("-")


def alike(library: Library, title: str, name: str) -> list[PageFile]:
    """Pages whose title, name or former name comes close to a new one, the closest first."""
    found: list[tuple[float, PageFile]] = []
    for page in library.pages.values():
        names = [page.id, *(page.page.aliases if page.page else ())]
        nearest = max(
            _alike(title, page.title), *(_alike(name, other.rpartition("/")[2]) for other in names)
        )
        if nearest >= CLOSE and not page.is_index:
            found.append((nearest, page))
    return [page for _, page in sorted(found, key=lambda pair: (-pair[0], pair[1].id))]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def start(guide: Guide, kind: Kind, title: str, name: str, day: datetime.date) -> Edits:
    """The files of a new page. Raises Refused where one of them is there already."""
    library = guide.library
    taken = library.pages.get(f"{kind}/{name}")
    if taken:
        raise Refused(f"{taken.path} is there already: '{taken.title}'. Change that page.")
    if f"{kind}/{name}" in library.aliases:
        now = library.pages[library.aliases[f"{kind}/{name}"]]
        raise Refused(
            f"'{kind}/{name}' was the address of '{now.title}' once, and still leads to it "
            f"({now.path}). Choose another: --id …"
        )
    for declared in (library.skills, library.sources):
        if not declared:
            raise Refused(f"{declared.path} is empty, and a page needs something declared there.")
    first = first_step(library)
    words = {
        "title": json.dumps(title, ensure_ascii=False),
        "skill": first.teaches[0] if kind is Kind.PATH and first else _skill(library, kind, name),
        "source": next(iter(library.sources)),
        "part": next(iter(model_for(f"{kind}/{name}").parts), ""),
        "families": ", ".join(Family),
        "page": first.id if first else "",
    }
    texts = {f"{kind}/{name}.md": _markdown(kind, words, day)}
    if kind is Kind.PATH:
        if first is None:
            raise Refused("No page that needs nothing could be the first step. Write one first.")
        texts[f"{kind}/{name}.yml"] = _filled("paths.yml", words)
    return Edits(texts)


def _markdown(kind: Kind, words: dict[str, str], day: datetime.date) -> str:
    """The page: what every lesson says of itself, what its kind adds, and the parts it owes."""
    fields, _, body = _filled(f"{kind}.md", words).partition("---\n")
    if kind is not Kind.PATH:
        fields = _filled("lesson.yml", words) + fields
    return f"---\n{fields}reviewed: {day}\ndraft: true\n---\n{body}"


def _filled(template: str, words: dict[str, str]) -> str:
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)


def _skill(library: Library, kind: Kind, name: str) -> str:
    """A skill to begin with: one that sounds like the page, or the one that its kind teaches most
    often. Its author chooses."""
    likely = guess(name, library.skills)
    taught = Counter(skill for page in library.of_kind(kind) for skill in page.teaches)
    usual = taught.most_common(1)
    if kind is Kind.GENRE and usual:
        return usual[0][0]
    return likely or (usual[0][0] if usual else next(iter(library.skills)))


def first_step(library: Library) -> PageFile | None:
    """A page with which a path can begin: it needs nothing."""
    return next((p for p in library.published.values() if p.teaches and not p.needs), None)


def checked(docs: FolderPath, guide: Guide, edits: Edits) -> None:
    """Raises Refused if the edits bring findings that are not there now."""
    new = brought_in(guide, tried(docs, edits))
    if new:
        raise Refused(f"It would bring findings:\n{listed(new)}")
