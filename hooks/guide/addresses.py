"""Where pages are published, and how one page points at another. Addresses are relative, so the
site works in any folder of any host."""

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
