"""Where what a page says is written, and how a reader gets there: links to edit it, and to report
a mistake. They need the address of the repository, on GitHub; without one there are none."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.terms import GLOSSARY

View = dict[str, str]

BRANCH = "main"
REPORT = "mistake.yml"
"""The issue form for mistakes, in .github/ISSUE_TEMPLATE; its field `page` is filled in."""


class Origin(NamedTuple):
    """What of a page stands where: a file or, with a slash at its end, a folder in the docs."""

    what: str
    path: str


_COMPUTED = {
    "a-z": Origin("the pages it is computed from", ""),
    "contributing/coverage": Origin("the pages it is computed from", ""),
    "pages-by-path": Origin("the paths it is computed from", "paths/"),
    GLOSSARY: Origin("the terms", "glossary.yml"),
    "gear/index": Origin("the table", "choosing.yml"),
}
"""What is printed on pages of their own from somewhere else."""


def origins(library: Library, page: PageFile) -> list[Origin]:
    """All places where what a page says is written, its own text first."""
    found = [Origin("this page", f"{page.id}.md")]
    name = page.id.rpartition("/")[2]
    if page.kind is Kind.PATH and name in library.paths:
        found.append(Origin("its route", f"paths/{name}.yml"))
    if library.data_of(page):
        found.append(Origin("the data it shows", f"{page.id}.yml"))
    if page.is_index and page.kind is not Kind.SITE:
        found.append(Origin("the pages it lists", f"{page.kind}/"))
    if page.id in _COMPUTED:
        found.append(_COMPUTED[page.id])
    return found


def links(library: Library, page: PageFile, repository: str) -> list[View]:
    """Links to edit what a page says, and to report a mistake with the page filled in; none
    without the address of the repository."""
    if not repository:
        return []
    root = repository.rstrip("/")
    made = [
        {
            "text": f"{'See' if path.endswith('/') or not path else 'Edit'} {what}",
            "href": f"{root}/{'tree' if path.endswith('/') or not path else 'edit'}/{BRANCH}/"
            + quote(f"{library.shown}/{path}"),
        }
        for what, path in origins(library, page)
    ]
    asked = urlencode({"template": REPORT, "title": f"{page.title}: ", "page": page.id})
    return [*made, {"text": "Report a mistake", "href": f"{root}/issues/new?{asked}"}]
