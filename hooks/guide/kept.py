"""What the last build made of texts, for those that are the same to the last letter: a cache in one
file. Without it, or when anything else that counts has changed, all is made again.

Pages as they were read are kept so: one that was sound is not read again."""

import pickle
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path as FolderPath
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

import pydantic
import yaml

from guide.pages import Page
from guide.prose import Prose

Value = TypeVar("Value")


class Packed(Generic[Value]):
    """A value as it is kept, and as it comes from one process to another: packed once, where it was
    made, and unpacked only by who wants it."""

    def __init__(self, value: Value) -> None:
        self.data = pickle.dumps(value)

    @property
    def value(self) -> Value:
        """What was packed, made anew."""
        found: Value = pickle.loads(self.data)
        return found


class Read(NamedTuple):
    """What is kept of a page: its front matter, its text, and the length of its body."""

    page: Page | None
    prose: Prose
    body: int


class _Memory(NamedTuple):
    """What a process that lives on has of a file of the cache."""

    version: bytes
    pickled: dict[str, tuple[bytes, bytes]]
    values: dict[str, tuple[bytes, Any]]


class Kept(Generic[Value]):
    """What was made of texts by their names, in one file of the cache. `version` stands for all
    else that it depends on. Nobody changes a value that was got."""

    lives_on: ClassVar[bool] = False
    """Whether the process will ask for the same again: it keeps the values themselves, too."""
    _memory: ClassVar[dict[FolderPath, _Memory]] = {}

    def __init__(self, file: FolderPath, version: bytes) -> None:
        """Whatever is wrong with the file, it counts as empty."""
        self._file, self._version = file, version
        self._before: dict[str, tuple[bytes, bytes]] = {}
        self._now: dict[str, tuple[bytes, bytes]] = {}
        self._values: dict[str, tuple[bytes, Value]] = {}
        if (known := self._memory.get(file)) and known.version == version:
            _, self._before, self._values = known
            return
        with suppress(Exception):
            of_version, values = pickle.loads(file.read_bytes())
            if of_version == version:
                self._before = values

    def holds(self, name: str, text: str) -> bool:
        """Whether there is what was made of a text that is as it was; it is kept on then."""
        kept = self._now.get(name) or self._before.get(name)
        if kept is None or kept[0] != _of(text):
            return False
        self._now[name] = kept
        return True

    def get(self, name: str, text: str) -> Value | None:
        """What was made of a text that is as it was."""
        if not self.holds(name, text):
            return None
        of_text, pickled = self._now[name]
        known = self._values.get(name)
        if known and known[0] == of_text:
            return known[1]
        found: Value = pickle.loads(pickled)
        if self.lives_on:
            self._values[name] = of_text, found
        return found

    def put(self, name: str, text: str, packed: Packed[Value]) -> None:
        """Keep what was made of a text in which nothing is wrong."""
        self._now[name] = _of(text), packed.data

    def note(self, name: str, text: str, packed: Packed[Value] | None) -> None:
        """Keep what was made of a text now, or go on keeping what is there."""
        if packed is not None:
            self.put(name, text, packed)
        elif name not in self._now:  # a double of this process has looked for it
            self.holds(name, text)

    def save(self) -> None:
        """Write what there is now; a folder that cannot be written to keeps nothing. A process that
        lives on writes once: what it makes anew after that, it has itself."""
        known = self._memory.get(self._file)
        if self.lives_on:
            self._memory[self._file] = _Memory(self._version, self._now, self._values)
        if self._now == self._before or (known and known.version == self._version):
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            half = self._file.with_suffix(".half")
            with half.open("wb") as file:
                pickle.dump((self._version, self._now), file)
            half.replace(self._file)


class KeptPages(Kept[Read]):
    """The pages of one file of the cache."""

    def __init__(self, file: FolderPath) -> None:
        super().__init__(file, code())


def digest(*data: bytes) -> bytes:
    """What stands for data. SHA-256, since most processors have it in hardware."""
    return sha256(b"".join(data)).digest()


def _of(text: str) -> bytes:
    return digest(text.encode("utf-8", "surrogatepass"))


@cache
def code() -> bytes:
    """What pages are read by: this code, the libraries, Python."""
    files = sorted(FolderPath(__file__).parent.glob("*.py"))
    versions = f"{pydantic.VERSION} {yaml.__version__} {sys.version}"
    return digest(*(f.read_bytes() for f in files), versions.encode())
