"""From a built folder to a published one. Knows neither the engine nor the guide."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from publish import cards, fonts, heads, offline, policy, scripts, search, styles

NAME = "Signal Path"


def publish(site: Path, shared: dict[str, cards.Card], cache: Path, whole: bool) -> None:
    """Add to a built site what its pages ask for: typefaces and icons, scripts and styles in few
    files, a card for each page of `shared`, by the page's folder. A `whole` site is finished too:
    one that is served while it is written does without. What takes long is kept in `cache`."""
    with finished(site) if whole else nullcontext():
        # Its head tells the minute of the build; the sitemap itself is small enough.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        scripts.bundle(site / "assets/javascripts")
        styles.merge(site / "assets/stylesheets")
        fonts.write(site, cache / "fonts")
        cards.write_icons(site, cache / "cards")
        cards.write(shared, site, cache / "cards")


@contextmanager
def finished(site: Path) -> Iterator[None]:
    """Add what only a published site needs: the search index, what browsers may do with a page, and
    what lets it be read without a network. What comes later reads what was written before it, but
    for the index: a program of its own makes it meanwhile, of what stays as it is in pages."""
    with search.written(site):
        yield
        heads.add(site, policy.write(site), offline.MANIFEST)
        offline.write_manifest(site, NAME, (cards.PRESS, cards.PAPER), cards.ICONS)
        files = offline.listed(site, without=search.FOLDER)
    offline.write(site, files | offline.listed(site, search.FOLDER))
