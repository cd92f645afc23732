"""Pages as the last build read them: one that was sound, and is the same to the last letter, is not
read again. A cache in one file; without it, or when any code of the guide has changed, all is read.
"""

import pickle
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path as FolderPath
from typing import NamedTuple

import pydantic
import yaml

from guide.pages import Page
from guide.prose import Prose


class Read(NamedTuple):
    """What is kept of a page: its front matter, its text, and the length of its body."""

    page: Page | None
    prose: Prose
    body: int


class KeptPages:
    """The pages of one file of the cache."""

    def __init__(self, file: FolderPath) -> None:
        """Whatever is wrong with the file, it counts as empty."""
        self._file = file
        self._before: dict[str, tuple[bytes, bytes]] = {}
        self._now: dict[str, tuple[bytes, bytes]] = {}
        with suppress(Exception):
            version, pages = pickle.loads(file.read_bytes())
            if version == _version():
                self._before = pages

    def get(self, name: str, text: str) -> Read | None:
        """A page that is as it was."""
        kept = self._before.get(name)
        if kept is None or kept[0] != _digest(text):
            return None
        self._now[name] = kept
        found: Read = pickle.loads(kept[1])
        return found

    def put(self, name: str, text: str, read: Read) -> None:
        """Keep a page in which nothing is wrong."""
        self._now[name] = _digest(text), pickle.dumps(read)

    def save(self) -> None:
        """Write what there is now; a folder that cannot be written to keeps nothing."""
        if self._now == self._before:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            half = self._file.with_suffix(".half")
            half.write_bytes(pickle.dumps((_version(), self._now)))
            half.replace(self._file)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@cache
def _version() -> bytes:
    """What a page is read by: this code, the libraries, Python."""
    files = sorted(FolderPath(__file__).parent.glob("*.py"))
    versions = f"{pydantic.VERSION} {yaml.__version__} {sys.version}"
    return blake2b(b"".join(f.read_bytes() for f in files) + versions.encode()).digest()
