"""What we ask of MkDocs beside its events: templates that stay compiled, and what it counted."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

if TYPE_CHECKING:  # a server of the library takes long to import
    from mkdocs.livereload import LiveReloadServer as LiveReloadServer

_THRESHOLD = gc.get_threshold()


class OurAbort(Abort):
    """The build ends by a fault of ours, not by findings."""

    exit_code = 2


@contextmanager
def much_is_made() -> Iterator[None]:
    """Look for no garbage while many small objects are made that all stay: it took longer than to
    make them. After that, look seldom, until `nothing_is_kept`."""
    gc.disable()
    gc.set_threshold(50_000, 20, 100_000)
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def nothing_is_kept() -> None:
    """Look for garbage as ever."""
    gc.unfreeze()
    gc.set_threshold(*_THRESHOLD)


def nothing_is_looked_through() -> None:
    """At the end of the process, leave all to the system: to look through a thousand pages for
    garbage takes half a second."""
    gc.freeze()


def leave_out_the_theme(config: MkDocsConfig) -> None:
    """Look for templates only among ours, and for MkDocs' own sitemap: the engine walks all folders
    of templates for files to publish, and those of the theme hold ten thousand icons."""
    config.theme.dirs = [config.theme.dirs[0], config.theme.dirs[-1]]


def keep_compiled(env: Environment, cache: Path) -> None:
    """Keep templates compiled from one build to the next: on a small site, compiling them takes a
    third of a build. A folder that cannot be written to keeps nothing. Within a build they stay as
    they are: there is no need to look at their files at each use."""
    env.auto_reload = False
    compiled = cache / "templates" / version("jinja2")
    with suppress(OSError):
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))


def look_often(server: "LiveReloadServer", *watched: str) -> None:
    """Look for changed files every fifth of a second, not every half. `watched` is what the server
    was told to watch so far."""
    from watchdog.observers.polling import PollingObserver

    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.2)
    for path in watched:
        server.watch(path)


def will_refuse(config: MkDocsConfig) -> bool:
    """Whether MkDocs will end a strict build for its warnings, which it does when all is written.
    The last of its counters is that of this build."""
    counts = [c for c in logging.getLogger("mkdocs").handlers if isinstance(c, CountHandler)]
    return config.strict and bool(counts and counts[-1].get_counts())
