"""The commands `guide check` and `guide explain`: every finding, and what each code means."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from guide import github
from guide.changed import Changes, NoComparison, before, changes
from guide.command_options import docs_option
from guide.drafts import in_drafts
from guide.figures import counted
from guide.load import Guide, load
from guide.printed import as_json, page_of, summary
from guide.problem import Code, Problem, choose_from


class Format(StrEnum):
    """For whom findings are printed."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


@click.command()
@docs_option
@click.option("--merge", is_flag=True, help="Tell prompts in drafts too: what stops a merge.")
@click.option("--changed", "only_changed", is_flag=True, help="Only what your change brings in.")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="For people, for GitHub's pages, or as data.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
def check(merge: bool, docs: Path, only_changed: bool, form: str, paths: tuple[Path, ...]) -> None:
    """Check all pages, paths and data files, and print every finding: all of them, or those in
    the files and folders at PATH. What is checked is always the whole guide.

    With --changed, those in files that differ from where your work left the main branch, and those
    elsewhere that were not there before."""
    inside = [_inside(path, docs) for path in paths]
    guide = load(docs, docs.as_posix())
    problems = [*guide.problems, *(in_drafts(guide.library) if merge else ())]
    difference = _difference(docs, must=only_changed) if only_changed or form == "github" else None
    found = [problem for problem in problems if _is_in(problem, inside)]
    if only_changed and difference:
        found = _brought_in(found, difference, docs)
    _PRINT[Format(form)](guide, found, difference)
    if found:
        sys.exit(1)
    if form != Format.JSON:
        click.echo(_clean(guide, docs, paths, difference if only_changed else None))


@click.command()
@docs_option
@click.argument("code")
def explain(docs: Path, code: str) -> None:
    """Print what the code of a finding means, why it matters, and how to mend it."""
    codes = [known.value for known in Code]
    if code.upper() not in codes:
        raise click.UsageError(f"no finding has the code '{code}'; {choose_from(code, codes)}")
    page = docs / Path(page_of(Code(code.upper()))).relative_to("docs")
    if not page.exists():
        raise click.UsageError(f"{page.as_posix()} is not there: run it in a clone of the guide")
    _, matter, body = page.read_text(encoding="utf-8").split("---\n", 2)
    title = next(line for line in matter.splitlines() if line.startswith("title:"))
    click.echo(title.removeprefix("title:").strip().strip('"') + "\n" + body.rstrip())


def _difference(docs: Path, must: bool) -> Changes | None:
    try:
        return changes(docs)
    except NoComparison as error:
        if must:
            told = f"--changed cannot tell what changed: {error}. Leave it out to see all findings."
            raise click.UsageError(told) from None
        return None


def _inside(path: Path, docs: Path) -> Path:
    """A path, whole. Raises UsageError if it is not in the folder that is checked."""
    if not path.resolve().is_relative_to(docs.resolve()):
        raise click.UsageError(f"'{path.as_posix()}' is not in {docs.as_posix()}")
    return path.resolve()


def _is_in(problem: Problem, paths: list[Path]) -> bool:
    """Whether a finding is about a file at one of the paths, or there are none."""
    file = Path(problem.path).resolve()
    return not paths or any(file.is_relative_to(path) for path in paths)


def _brought_in(found: list[Problem], difference: Changes, docs: Path) -> list[Problem]:
    """The findings in changed files, and those elsewhere that were not there before."""
    elsewhere = [problem for problem in found if problem.path not in difference.lines]
    old: set[tuple[str, Code, str]] = set()
    if elsewhere:
        with TemporaryDirectory() as folder:
            before(difference, docs, Path(folder))
            told = load(Path(folder), docs.as_posix()).problems
        old = {(problem.path, problem.code, problem.message) for problem in told}
    return [
        problem
        for problem in found
        if problem.path in difference.lines
        or (problem.path, problem.code, problem.message) not in old
    ]


def _print_text(guide: Guide, found: list[Problem], _: Changes | None) -> None:
    for problem in found:
        click.echo(guide.printed(problem) + "\n")
    if found:
        click.echo(summary(found), err=True)
        click.echo(f"Why, with an example: ./guide explain {found[0].code.value}", err=True)


def _print_github(_: Guide, found: list[Problem], difference: Changes | None) -> None:
    found = github.by_change(found, difference)
    for note in github.notes(found):
        click.echo(note)
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if found and file:
        with Path(file).open("a", encoding="utf-8") as step_summary:
            step_summary.write(github.table(found))
    if found:
        click.echo(summary(found), err=True)


def _print_json(_: Guide, found: list[Problem], __: Changes | None) -> None:
    click.echo(as_json(found))


_PRINT: dict[Format, Callable[[Guide, list[Problem], Changes | None], None]] = {
    Format.TEXT: _print_text,
    Format.GITHUB: _print_github,
    Format.JSON: _print_json,
}


def _clean(guide: Guide, docs: Path, paths: tuple[Path, ...], difference: Changes | None) -> str:
    """What is said where there are no findings."""
    if difference:
        told = f"{docs.as_posix()}: {counted(len(difference.lines), 'changed file')}, no findings"
        old = counted(len(guide.problems), "finding")
        were = "was" if len(guide.problems) == 1 else "were"
        return told + (f"; {old} {were} there before" if guide.problems else "")
    if paths:
        return f"{' '.join(path.as_posix() for path in paths)}: no findings"
    pages = counted(len(guide.library.published), "page")
    routes = counted(len(guide.library.published_paths), "path")
    drafts = len(guide.library.pages) - len(guide.library.published)
    beside = f"; {counted(drafts, 'draft')} beside them" if drafts else ""
    return f"{docs.as_posix()}: {pages} and {routes}, no findings{beside}"
