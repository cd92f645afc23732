"""What a build keeps for the next one, in a folder that can be deleted at any time."""

import atexit
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

SWITCH, OFF = "GUIDE_CACHE", "off"
"""The setting that names another folder, and its value for none."""


def folder(usual: Path) -> Path:
    """Where to keep things: what the environment names, else the usual place. If it says off, a new
    folder that is deleted when the process ends: a build then starts from nothing."""
    named = os.environ.get(SWITCH)
    if named != OFF:
        return Path(named or usual)
    made = Path(mkdtemp())
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def kept(cache: Path, depends_on: str, make: Callable[[], bytes]) -> bytes:
    """What was made before from the same, else what is made now. `depends_on` holds all that a
    change of shows in what is made."""
    file = cache / sha256(depends_on.encode()).hexdigest()
    if file.exists():
        return file.read_bytes()
    made = make()
    cache.mkdir(parents=True, exist_ok=True)
    half = cache / f"{file.name}.{os.getpid()}"
    half.write_bytes(made)
    half.replace(file)  # a build that is killed meanwhile keeps nothing, not half of it
    return made
