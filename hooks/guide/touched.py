"""What a change of files shows on: the published pages that a reviewer should look at."""

from collections.abc import Iterable

from guide.addresses import url
from guide.library import Library
from guide.origins import origins
from guide.page_file import PageFile
from guide.pictures import FOLDER

MOST = 20
"""How many pages a summary names; more than that are not looked at one by one."""


def touched(library: Library, files: Iterable[str]) -> list[PageFile]:
    """Published pages of which a part stands in one of the files; these are named from the
    repository's root, as git does. Lists computed from all pages are left out, and so are skills
    and sources, which pages of all kinds print."""
    docs = f"{library.shown}/"
    changed = {file.removeprefix(docs) for file in files if file.startswith(docs)}
    drawings = {file for file in changed if file.startswith(f"{FOLDER}/")}
    return [
        page
        for page in library.published.values()
        if changed & {origin.path for origin in origins(library, page)}
        or any(drawing in page.body for drawing in drawings)
    ]


def told(pages: list[PageFile], files: Iterable[str], site: str = "") -> str:
    """The pages as Markdown, and the files that are no pages. `site` is the address at which they
    can be read, with a slash at its end; without one they are named alone."""
    lines = ["## What readers will see", ""]
    lines += ["| page | where |", "|---|---|"] if pages else ["No page changes by its own file."]
    lines += [f"| {_plain(page.title)} | {_where(url(page.id), site)} |" for page in pages[:MOST]]
    lines += _more(len(pages))
    others = sorted(file for file in files if not file.endswith(".md"))
    if others:
        lines += ["", "Files behind pages, or behind all of them:", ""]
        lines += [f"- {_plain(file)}" for file in others[:MOST]]
        lines += _more(len(others))
    return "\n".join(lines) + "\n"


def _where(at: str, site: str) -> str:
    return f"[/{at}]({site}{at})" if site else f"/{at}"


def _more(number: int) -> list[str]:
    return ["", f"… and {number - MOST} more."] if number > MOST else []


def _plain(text: str) -> str:
    """A text of an author in which no sign means anything to Markdown."""
    words = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|~#&@" else sign for sign in words)
