"""The command `guide fix`."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from guide.cleaning import cleaned
from guide.command_options import docs_option
from guide.edits import Edits, make
from guide.figures import counted
from guide.files import LARGEST
from guide.load import Guide, load
from guide.mends import mend
from guide.patches import Patch, line_of, patched
from guide.printed import summary

Told = tuple[str, int, str]
"""File, line, and what was done there."""
_ROUNDS = 20
_LONGEST = 60


@dataclass
class Fixed:
    """The guide after all mends: what files hold then, and what was done."""

    guide: Guide
    texts: dict[str, str]
    told: list[Told]


@click.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@docs_option
def fix(paths: tuple[Path, ...], docs: Path) -> None:
    """Mend what has one right form, in the files and folders at PATH or in all.

    Signs that nobody sees, capitals in names, links to old addresses, a list without an empty line
    above: what is certain is mended, and each place is told. What a person must decide stays, and
    guide check tells it. What the pages say stays the same.
    """
    inside = [path.resolve() for path in paths]
    fixed = fix_all(docs, lambda file: not inside or any(file.is_relative_to(p) for p in inside))
    make(docs, Edits(fixed.texts))
    for name, line, words in fixed.told:
        click.echo(f"{docs.as_posix()}/{name}:{line}: {words}")
    if fixed.told:
        places = counted(len(fixed.told), "place")
        click.echo(f"\n{places} mended in {counted(len(fixed.texts), 'file')}. See them: git diff")
    left = fixed.guide.problems
    if left:
        click.echo(f"{summary(left)} left, for you to decide. See them: ./guide check", err=True)
        sys.exit(1)
    if not fixed.told:
        click.echo("Nothing to mend.")


def fix_all(docs: Path, is_meant: Callable[[Path], bool]) -> Fixed:
    """Mend all that can be, in the files that are meant, on a copy of the folder. What one mend
    brings to light is mended in the next round."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy, symlinks=True)
        meant = [
            name
            for file in sorted(copy.rglob("*"))
            if is_meant(docs.resolve() / (name := file.relative_to(copy).as_posix()))
            and file.suffix in LARGEST
            and file.is_file()
            and not file.is_symlink()
        ]
        texts, told = _clean(copy, meant)
        fixed = Fixed(load(copy, docs.as_posix()), texts, told)
        for _ in range(_ROUNDS):
            if not _round(copy, set(meant), fixed):
                break
            fixed.guide = load(copy, docs.as_posix())
        fixed.told.sort()
        return fixed


def _clean(copy: Path, meant: list[str]) -> tuple[dict[str, str], list[Told]]:
    """Take signs that nobody sees out of the files."""
    texts: dict[str, str] = {}
    told: list[Told] = []
    for name in meant:
        data = (copy / name).read_bytes()
        found = cleaned(name, data) if len(data) <= LARGEST[Path(name).suffix] else None
        if found and found[0].encode("utf-8") != data:
            told += [(name, line, words) for line, words in found[1]]
            texts[name] = found[0]
            (copy / name).write_bytes(found[0].encode("utf-8"))
    return texts, told


def _round(copy: Path, meant: set[str], fixed: Fixed) -> bool:
    """Mend every finding that can be; whether there was any. The last of a file comes first, so
    that the places of the others stay."""
    done = False
    for problem in reversed(fixed.guide.problems):
        name = problem.path.removeprefix(f"{fixed.guide.library.shown}/")
        if name not in meant:
            continue
        text = (copy / name).read_text(encoding="utf-8")
        patch = mend(fixed.guide.library, name, text, problem)
        if patch:
            line = line_of(text, patch.start)
            down = patch.text.count("\n")
            fixed.told = [
                (file, n + down if file == name and n >= line else n, words)
                for file, n, words in fixed.told
            ]
            fixed.told.append((name, line + down, _said(text, patch)))
            fixed.texts[name] = patched(text, [patch])
            (copy / name).write_bytes(fixed.texts[name].encode("utf-8"))
            done = True
    return done


def _said(text: str, patch: Patch) -> str:
    """What a patch does, in words."""
    if patch.text == "\n":
        return "an empty line stands above it now"
    # Whole words: the places that changed, with what stands around them up to a space.
    start = max(text.rfind(sign, 0, patch.start) for sign in " \n([{") + 1
    ends = [found for sign in " \n)]}," if (found := text.find(sign, patch.end)) >= 0]
    end = min(ends, default=len(text))
    was, now = text[start:end], text[start : patch.start] + patch.text + text[patch.end : end]
    return f"'{_short(was)}' is now '{_short(now)}'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
