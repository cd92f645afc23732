"""Rules about the text of pages: the parts they owe, their links, citations and reader blocks."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from guide.addresses import file_at, link_to
from guide.files import better_name
from guide.library import Library
from guide.page_file import PageFile
from guide.pages import model_for
from guide.problem import Code, Problem, choose_from, guess
from guide.prose import BLOCK_NAME, LAB_BLOCK, Link

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
Told = tuple[Code, str, str]


class _Parted(NamedTuple):
    """A link taken apart: its scheme, "" for none; its file as it is written, %20 for a space; its
    anchor; and whether it names a host."""

    scheme: str
    file: str
    anchor: str
    has_host: bool


def parts(library: Library) -> Iterator[Problem]:
    """Each page has the parts that its kind owes its reader."""
    for page in library.pages.values():
        for part in model_for(page.id).parts:
            if page.page and not page.prose.is_cut and part not in page.prose.anchors:
                yield Problem(
                    page.path,
                    page.prose.first_line,
                    1,
                    Code.MISSING_PART,
                    f"the part '{part}' is missing, which each {page.kind.noun} owes its reader",
                    f"write a section for it: '## … {{#{part}}}', worded for this page",
                )


def names(library: Library) -> Iterator[Problem]:
    """Cited sources and the readers of blocks are declared. A source that is not declared is told
    where it is met first."""
    known = {*library.sources}
    for page in library.pages.values():
        for cited in page.prose.citations:
            if cited.name not in known and library.sources.whole:
                known.add(cited.name)
                yield Problem(
                    page.path,
                    *cited.place,
                    Code.UNKNOWN_ID,
                    f"unknown source '{cited.name}'",
                    f"declare it in {library.sources.path}; {_likely_source(cited.name, library)}",
                )
        for block in page.prose.blocks:
            if block.name not in (BLOCK_NAME, LAB_BLOCK):
                told = f"unknown block '{block.name}'"
                fix = choose_from(block.name, [BLOCK_NAME, LAB_BLOCK])
                yield Problem(page.path, *block.place, Code.UNKNOWN_ID, told, fix)
            elif block.name == BLOCK_NAME and block.argument not in library.paths:
                told = f"unknown path '{block.argument}'"
                fix = choose_from(block.argument, library.paths)
                yield Problem(page.path, *block.place, Code.UNKNOWN_ID, told, fix)


def _likely_source(name: str, library: Library) -> str:
    """A guess among sources; there are too many to list."""
    likely = guess(name, library.sources)
    return f"did you mean '{likely}'?" if likely else "no declared one looks like it"


def links(library: Library) -> Iterator[Problem]:
    """Each link in the text leads somewhere that is published."""
    by_path = {f"{page.id}.md": page for page in library.pages.values()}
    for page in library.pages.values():
        for link in page.prose.links:
            told = _fault(library, by_path, page, link)
            if told:
                code, message, fix = told
                yield Problem(page.path, *link.place, code, message, fix)


def _fault(
    library: Library, by_path: dict[str, PageFile], page: PageFile, link: Link
) -> Told | None:
    try:
        parted = _parted(link.target)
    except ValueError:
        return Code.LINK_MISSING, f"'{link.target}' is no address", "retype it"
    if parted.scheme:
        return None if parted.scheme.lower() in _SAFE_SCHEMES else _scheme(parted.scheme)
    if not link.target:
        fix = "write the page's file, as in [mixing](../stages/mixing.md)"
        return Code.LINK_MISSING, "the link leads nowhere", fix
    path, anchor = unquote(parted.file), parted.anchor
    if not path and not parted.has_host:
        return _anchor(page, page, anchor) if anchor else None
    target = file_at(page.id, parted.file)
    if path.startswith(("/", "\\")) or parted.has_host:
        return _outside(page, link, "is absolute", _nearest(by_path, path.strip("/")))
    if target.startswith(".."):
        return _outside(page, link, "leads out of the docs folder", _nearest(by_path, target))
    if target in library.assets or (library.misnamed and better_name(target) in library.misnamed):
        return None
    if target.removesuffix(".md") in library.vanished:
        return None
    if target not in by_path:
        return _missing(library, by_path, page, link, target)
    if by_path[target].draft and not page.draft:
        fix = "publish the draft first, or take the link out"
        return Code.LINK_TO_DRAFT, f"'{target}' is a draft", fix
    return _anchor(page, by_path[target], anchor) if anchor else None


@lru_cache(maxsize=50_000)
def _parted(target: str) -> _Parted:
    """A link taken apart, as most are on several pages, and at each edit. Raises ValueError."""
    parted, scheme = urlsplit(target), _SCHEME.match(target)
    anchor = unquote(parted.fragment)
    return _Parted(scheme[1] if scheme else "", parted.path, anchor, bool(parted.netloc))


def _scheme(scheme: str) -> Told:
    return (
        Code.LINK_SCHEME,
        f"a link with '{scheme}:' is not published",
        f"use one of {', '.join(_SAFE_SCHEMES)}, or a file of the guide",
    )


def _outside(page: PageFile, link: Link, why: str, nearest: str | None) -> Told:
    fix = "link to a file by its path from this one"
    if nearest:
        fix += f": '{link_to(page.id, nearest)}'"
    return Code.LINK_OUTSIDE, f"'{link.target}' {why}", fix


def _missing(
    library: Library, by_path: dict[str, PageFile], page: PageFile, link: Link, target: str
) -> Told:
    bare = re.sub(r"(/index)?(\.html?|\.md)?$", "", target.rstrip("/"))
    for candidate in (f"{bare}.md", f"{bare}/index.md"):
        if candidate in by_path:
            told = f"'{link.target}' names an address, not a file"
            return Code.LINK_FORM, told, f"write '{link_to(page.id, candidate)}'"
    everything = {*by_path, *library.assets}
    twin = next((name for name in everything if name.casefold() == target.casefold()), None)
    if twin:
        told = f"'{link.target}' differs from the file in upper and lower case"
        return Code.LINK_CASE, told, f"write '{link_to(page.id, twin)}'"
    if bare in library.aliases:
        now = f"{library.aliases[bare]}.md"
        told = f"'{bare}' has another id now"
        return Code.RENAMED, told, f"write '{link_to(page.id, now)}'"
    others = {name: other for name, other in by_path.items() if other is not page}
    nearest = _nearest(others, target) or _alike(target, library.assets)
    fix = f"did you mean '{link_to(page.id, nearest)}'?" if nearest else "take the link out"
    return Code.LINK_MISSING, f"there is no file '{target}'", fix


def _nearest(by_path: dict[str, PageFile], target: str) -> str | None:
    bare = target.removesuffix(".md").removesuffix(".html").strip("./")
    if f"{bare}.md" in by_path:
        return f"{bare}.md"
    return _alike(target, by_path)


def _alike(target: str, files: Iterable[str]) -> str | None:
    """The file whose own name, its folder left aside, looks most like that of `target`."""
    wanted, ending = posixpath.splitext(posixpath.basename(target))
    by_name = {
        posixpath.splitext(posixpath.basename(file))[0]: file
        for file in files
        if file.endswith(ending)
    }
    likely = guess(wanted, by_name)
    return by_name[likely] if likely else None


def _anchor(page: PageFile, target: PageFile, anchor: str) -> Told | None:
    if anchor in target.prose.anchors or target.page is None or target.prose.is_cut:
        return None
    where = "this page" if page is target else f"'{target.id}.md'"
    return (
        Code.ANCHOR_MISSING,
        f"{where} has no anchor '{anchor}'",
        choose_from(anchor, target.prose.anchors),
    )


TEXT_RULES = (parts, names, links)
