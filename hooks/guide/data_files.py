"""All that a built site holds of the guide beside its pages."""

from pathlib import Path

from guide import exports, feeds, following, grooves, searching
from guide.library import Library


def write(library: Library, site: Path, base: str) -> None:
    """Write them into a built site. `base` is the address that it is published at, or empty."""
    for data in (exports, following, grooves, searching):
        data.write(library, site)
    feeds.write(library, site, base)
