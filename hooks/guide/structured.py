"""What search engines and other programs read of a page: its kind, its place, what it teaches, in
the words of schema.org, as JSON-LD. Only a site that knows its own address can say it."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from guide.addresses import url
from guide.kinds import Kind, is_index
from guide.library import Library
from guide.page_file import PageFile
from guide.paths import steps_of

Node = dict[str, Any]

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
_STEPS = re.compile(r"^## [^\n]*\{#steps\}\n(.*?)(?=^## |\Z)", re.M | re.S)
_STEP = re.compile(r"^\d+\. \*\*(.+?)\*\*", re.M)
_CODES = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[\[`*]")
"""Citations, the targets of links, and the signs of Markdown."""


def structured(library: Library, page: PageFile, base: str, paths: Iterable[str]) -> str:
    """The JSON-LD of a page that is a step of `paths`, of a site at the address `base`. Safe to
    stand in an element <script>: no text in it can end the element."""
    part_of = [{"@id": base + url(f"{Kind.PATH}/{path}")} for path in paths]
    nodes = [
        _page(library, page, base) | ({"isPartOf": part_of} if part_of else {}),
        *_trail(library, page, base),
    ]
    if steps := _how_to(page):
        here = f"{base}{url(page.id)}#steps"
        nodes.append({"@type": "HowTo", "name": page.title, "url": here, "step": steps})
    made = {"@context": "https://schema.org", "@graph": nodes}
    return to_json(made).decode().replace("<", "\\u003c")


def _page(library: Library, page: PageFile, base: str) -> Node:
    node: Node = {
        "@type": _type(page),
        "@id": base + url(page.id),
        "url": base + url(page.id),
        "name": page.title,
        "description": page.summary,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENCE,
    }
    if page.page:
        node["dateModified"] = page.page.reviewed.isoformat()
    entry = library.published_paths.get(page.id.rpartition("/")[2])
    if page.kind is Kind.PATH and entry and entry.path:
        steps = dict.fromkeys(step.page for step, _ in steps_of(entry.path))
        node["provider"] = {"@type": "Organization", "name": "Signal Path", "url": base}
        node["teaches"] = [library.skills.get(skill, skill) for skill in entry.path.outcomes]
        node["hasPart"] = [{"@id": base + url(step)} for step in steps]
        if entry.path.assumes:
            brought = [library.skills.get(skill, skill) for skill in entry.path.assumes]
            node["coursePrerequisites"] = brought
    elif page.lesson and not page.is_index:
        node["learningResourceType"] = page.kind.noun
        node["teaches"] = [library.skills.get(skill, skill) for skill in page.teaches]
    return node


def _type(page: PageFile) -> str:
    if page.id == "index":
        return "WebSite"
    if page.is_index:
        return "CollectionPage"
    if page.kind is Kind.PATH:
        return "Course"
    return "LearningResource" if page.lesson else "WebPage"


def _trail(library: Library, page: PageFile, base: str) -> list[Node]:
    """The way to the page from the beginning; none to the beginning itself."""
    if page.id == "index":
        return []
    whole = library.whole_of(page)
    section = f"{page.kind}/index"
    ids = ["index", section, whole.id if whole else "", page.id]
    names = {"index": "Signal Path", section: page.kind.section}
    trail = [one for one in dict.fromkeys(ids) if one in library.published]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": names.get(one, library.pages[one].title),
                    "item": base + url(one),
                }
                for position, one in enumerate(trail, 1)
            ],
        }
    ]


def _how_to(page: PageFile) -> list[Node]:
    """The steps of a stage, by their names: the items of its section `{#steps}`."""
    section = (
        _STEPS.search(page.body) if page.kind is Kind.STAGE and not is_index(page.id) else None
    )
    return [
        {"@type": "HowToStep", "position": position, "name": _CODES.sub("", name).rstrip(".:")}
        for position, name in enumerate(_STEP.findall(section[1]) if section else (), 1)
    ]
