"""What `serve` shows already is not written again: to write a thousand pages takes longer than all
else that an edit asks for."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.structure.files import Files, InclusionLevel

from guide.library import Library

_ASIDE = ".aside"
"""The engine empties the folder before each build, but for hidden entries."""
_ANEW = "assets"
"""What publishing replaces by something else of the same name is copied each time."""


class Served:
    """The folder that is served, from one build to the next. As long as the same files make up the
    guide, what is written stays, and is written over where it changed."""

    is_on = False
    """Whether the engine serves at all. If not, nothing is done here."""

    def __init__(self) -> None:
        self._names: tuple[frozenset[str], ...] = ()
        self._shown: Mapping[str, str] = {}
        self._next: Mapping[str, str] = {}
        self.papers: dict[str, bytes] = {}
        """What the paper of each path that stands in the folder was made of."""

    def set_aside(self, site: Path, library: Library) -> None:
        """Before the engine empties the folder."""
        files = library.pages, library.published, library.assets
        names = tuple(map(frozenset, files))
        if names != self._names:
            self._names, self._shown = names, {}
        if not self._shown:
            self.papers = {}
        else:
            (site / _ASIDE).mkdir(exist_ok=True)  # a build may have failed before it was put back
            for entry in site.iterdir():
                if not entry.name.startswith(".") and entry.name != _ANEW:
                    entry.rename(site / _ASIDE / entry.name)

    def put_back(self, site: Path) -> None:
        """After it did."""
        if self._shown:
            for entry in (site / _ASIDE).iterdir():
                entry.rename(site / entry.name)
            (site / _ASIDE).rmdir()

    def leave_out(self, files: Files, keys: Mapping[str, str]) -> None:
        """Spare the engine pages whose key, by the names of their files, is that of what is shown.
        Until `is_written`, nothing counts as shown: a build may fail."""
        for name, key in keys.items():
            if self._shown.get(name) == key:
                files.src_uris[name].inclusion = InclusionLevel.EXCLUDED
        self._shown, self._next = {}, keys

    def is_written(self) -> None:
        """The build is at its end."""
        if self.is_on:
            self._shown = self._next
