"""Changes to the docs folder: tried on a copy first, then made all together or not at all."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.load import Guide, load
from guide.printed import summary
from guide.problem import Problem


class Refused(Exception):
    """Why nothing was changed, in words for the person who asked for it."""


@dataclass(frozen=True)
class Changes:
    """What files hold afterwards, and which are gone, by their names inside the docs folder."""

    texts: dict[str, str]
    gone: frozenset[str] = field(default_factory=frozenset)


def sound(docs: Path) -> Guide:
    """The guide as it stands. Raises Refused if it has findings: what a change does to it could
    not be judged then."""
    guide = load(docs, docs.as_posix())
    if guide.problems:
        raise Refused(
            f"The guide has {summary(guide.problems)}, and a change can be judged only when it has "
            f"none.\nThe first of them:\n{guide.problems[0]}\n"
            "See all with ./guide check; ./guide fix mends what has one right form."
        )
    return guide


def tried(docs: Path, changes: Changes) -> Guide:
    """The guide as it would be after the changes; the folder itself stays as it is."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy, symlinks=True)
        make(copy, changes)
        return load(copy, docs.as_posix())


def make(docs: Path, changes: Changes) -> None:
    """Make all the changes. What fails raises OSError, and then all is as it was before."""
    names = [*changes.texts, *sorted(changes.gone)]
    before = {name: (docs / name).read_bytes() for name in names if (docs / name).exists()}
    try:
        for name, text in changes.texts.items():
            _write(docs / name, text.encode("utf-8"))
        for name in changes.gone:
            (docs / name).unlink()
    except BaseException:
        for name in names:
            if name in before:
                _write(docs / name, before[name])
            else:
                with suppress(FileNotFoundError):
                    (docs / name).unlink()
        raise


def _write(file: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it meanwhile sees all of it, old or new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.half")
    try:
        half.write_bytes(data)
        if file.exists():
            shutil.copymode(file, half)
        os.replace(half, file)
    finally:
        with suppress(FileNotFoundError):
            half.unlink()


def listed(problems: list[Problem], most: int = 5) -> str:
    """Findings as a refusal shows them: the first ones, and how many there are more."""
    shown = [str(problem) for problem in problems[:most]]
    more = len(problems) - len(shown)
    return "\n".join([*shown, *([f"and {more} more"] if more else [])])
