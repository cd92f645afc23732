"""Lines in the head of each page that are known when all pages are built."""

from pathlib import Path

_AFTER = b'<meta charset="utf-8">'


def add(site: Path, line: str, manifest: str) -> None:
    """Write a line into the head of every page of a built site, before anything that the page asks
    for, and a link to the web app manifest, which is known by its address in the site. The page for
    readers who are lost is shown at any address, and can have no such link. Each page is whole at
    any time: the index is made of it meanwhile."""
    for page in list(site.rglob("*.html")):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        is_lost = page == site / "404.html"
        link = "" if is_lost else f'\n<link rel="manifest" href="{up}{manifest}">'
        html = page.read_bytes()
        half = page.with_suffix(".half")
        half.write_bytes(html.replace(_AFTER, _AFTER + f"\n{line}{link}".encode(), 1))
        half.replace(page)
