"""What is new, for feed readers: one Atom feed for the guide, and one for each path (RFC 4287).
Their dates are those of the pages, never of the build, so a feed changes when the guide does."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zlib import crc32

from guide.addresses import url
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.paths import steps_of

FEED = "feed.xml"
MOST = 50
"""Entries of a feed; readers keep the older ones."""
_ATOM = "http://www.w3.org/2005/Atom"


class News(NamedTuple):
    """Something that changed for readers of a page: on which day, which page, what."""

    on: str
    page: PageFile
    what: str
    is_new: bool


def write(library: Library, site: Path, base: str) -> None:
    """Write the feeds of a site at the address `base` into its folder; none without an address,
    since an entry is known by its own."""
    if not base:
        return
    found = news(library)
    name = "Signal Path"
    (site / FEED).write_text(_feed(name, base, "", found), "utf-8")
    for entry in library.published_paths.values():
        page = library.pages[f"{Kind.PATH}/{entry.id}"]
        steps = {page.id, *(step.page for step, _ in steps_of(entry.path))} if entry.path else set()
        file = site / url(page.id) / FEED
        own = [one for one in found if one.page.id in steps]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_feed(f"{name}: {page.title}", base, url(page.id), own), "utf-8")


def news(library: Library) -> list[News]:
    """All that pages say was revised, and when they first stood in the guide: the month is known,
    so its first day stands for it. The latest is first."""
    found = [
        News(revision.on.isoformat(), page, revision.what, False)
        for page in library.published.values()
        for revision in (page.lesson.revised if page.lesson else ())
    ]
    for page in library.published.values():
        if isinstance(month := library.published_before.get(page.id), str) and page.lesson:
            found.append(News(f"{month}-01", page, page.summary, True))
    return sorted(found, key=lambda one: (one.on, one.page.id), reverse=True)


def _feed(title: str, base: str, place: str, found: Iterable[News]) -> str:
    latest = list(found)[:MOST]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _told(feed, "title", title)
    _told(feed, "id", f"{base}{place}{FEED}")
    ElementTree.SubElement(feed, "link", rel="self", href=f"{base}{place}{FEED}")
    ElementTree.SubElement(feed, "link", href=base + place)
    _told(feed, "updated", _moment(latest[0].on if latest else "2026-01-01"))
    _told(ElementTree.SubElement(feed, "author"), "name", "Signal Path")
    for one in latest:
        entry = ElementTree.SubElement(feed, "entry")
        address = base + url(one.page.id)
        _told(entry, "title", f"New: {one.page.title}" if one.is_new else one.page.title)
        _told(
            entry,
            "id",
            address if one.is_new else f"{address}#{one.on}-{crc32(one.what.encode()):x}",
        )
        ElementTree.SubElement(entry, "link", href=address)
        _told(entry, "updated", _moment(one.on))
        _told(entry, "summary", one.what)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, "unicode") + "\n"


def _told(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _moment(day: str) -> str:
    return f"{datetime.date.fromisoformat(day)}T00:00:00Z"
