"""Edits to the docs folder: tried on a copy first, then made all together or not at all."""

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.load import Guide, load
from guide.printed import summary
from guide.problem import Code, Problem


class Refused(Exception):
    """Why nothing was changed, in words for the person who asked for it."""


@dataclass(frozen=True)
class Edits:
    """What files hold afterwards, and which are gone, by their names inside the docs folder."""

    texts: dict[str, str]
    gone: frozenset[str] = field(default_factory=frozenset)


_OF_THE_WHOLE = {
    *(Code.NOT_TAUGHT, Code.NEEDS_CYCLE, Code.ORPHAN, Code.COVERAGE_HOLE, Code.UNUSED),
    *(Code.NEED_NOT_TAUGHT, Code.TWICE_ON_ROUTE, Code.OUTCOME_MISSED, Code.UNEXPLAINED),
}
"""Findings that are looked for when there are no others. So where there are only these, all rules
were applied."""


def sound(docs: Path, as_a_whole: bool = True) -> Guide:
    """The guide as it stands. Raises Refused if it has findings: what a change does to it could
    not be judged then. Those about the guide as a whole may be left in, if a change is to mend
    one."""
    guide = load(docs, docs.as_posix())
    found = [p for p in guide.problems if as_a_whole or p.code not in _OF_THE_WHOLE]
    if found:
        raise Refused(
            f"The guide has {summary(found)}, and a change can be judged only when it has "
            f"none.\nThe first of them:\n{found[0]}\n"
            "See all with ./guide check; ./guide fix mends what has one right form."
        )
    return guide


def tried(docs: Path, edits: Edits) -> Guide:
    """The guide as it would be after the edits; the folder itself stays as it is."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy, symlinks=True)
        make(copy, edits)
        return load(copy, docs.as_posix())


def brought_in(before: Guide, after: Guide) -> list[Problem]:
    """The findings that were not there before, wherever they stand now."""
    old = {(problem.path, problem.code, problem.message) for problem in before.problems}
    return [p for p in after.problems if (p.path, p.code, p.message) not in old]


def make(docs: Path, edits: Edits) -> None:
    """Make all the edits. What fails raises OSError, and then all is as it was before."""
    names = [*edits.texts, *sorted(edits.gone)]
    before = {name: (docs / name).read_bytes() for name in names if (docs / name).exists()}
    try:
        for name, text in edits.texts.items():
            _write(docs / name, text.encode("utf-8"))
        for name in edits.gone:
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


def id_of(word: str, docs: Path) -> str:
    """The id that a person means by an id or by the name of a file."""
    name = word.replace("\\", "/").removeprefix("./").removeprefix(f"{docs.as_posix()}/")
    return re.sub(r"\.(md|yml)$", "", name.removeprefix("docs/")).strip("/")


def listed(problems: list[Problem], most: int = 5) -> str:
    """Findings as a refusal shows them: the first ones, and how many there are more."""
    shown = [str(problem) for problem in problems[:most]]
    more = len(problems) - len(shown)
    return "\n".join([*shown, *([f"and {more} more"] if more else [])])
