"""Where pages are published, and how one page points at another. Addresses are relative, so the
site works in any folder of any host."""

import posixpath
from functools import lru_cache
from urllib.parse import unquote

from guide.kinds import is_index


def url(page_id: str) -> str:
    """The address of a page inside the site: 'stages/mixing/', '' for the home page."""
    if not is_index(page_id):
        return f"{page_id}/"
    folder = page_id.rpartition("/")[0]
    return f"{folder}/" if folder else ""


def up(page_id: str) -> str:
    """From the address of a page to the root of the site: '../../' or ''."""
    return "../" * url(page_id).count("/")


def href(origin: str, target: str) -> str:
    """What to write on page `origin` to lead to page `target`."""
    return up(origin) + url(target) or "./"


def file_at(page_id: str, link: str) -> str:
    """The name of the file that a link inside the guide leads to, as it is written on a page: of
    '../gear/daw.md#plan' on 'stages/mixing' it is 'gear/daw.md'."""
    return _file_at(page_id.rpartition("/")[0], link)


def link_to(page_id: str, file: str) -> str:
    """The link by which a page leads to a file of the guide: what `file_at` reads."""
    return posixpath.relpath(file, page_id.rpartition("/")[0] or ".")


@lru_cache(maxsize=50_000)
def _file_at(folder: str, link: str) -> str:
    """Each link is asked for by several rules, and again at each edit."""
    return posixpath.normpath(posixpath.join(folder, unquote(link.partition("#")[0])))
