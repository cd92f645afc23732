"""A new site is built beside the old one, and takes its place when it is whole: whatever ends a
build before that, somebody who reads or uploads the old site finds it as it was."""

import shutil
from pathlib import Path

_NEW, _OLD = ".new", ".old"


def begin(site: Path) -> Path:
    """The folder in which to build what will be `site`. If a build was killed while it changed the
    two, the old site is put back first."""
    site = site.resolve()
    old = site.with_name(site.name + _OLD)
    if old.exists() and not site.exists():
        old.rename(site)
    return site.with_name(site.name + _NEW)


def end(new: Path) -> Path:
    """Put a new site in place of the old one, and return where it stands."""
    site = new.with_name(new.name.removesuffix(_NEW))
    old = site.with_name(site.name + _OLD)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return site
