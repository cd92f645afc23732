"""The command `guide`. Exit codes: 0 clean, 1 findings, 2 a fault of ours."""

import datetime
import sys
import traceback
from pathlib import Path

import click

from guide import exports, snippets
from guide.load import load
from guide.problem import Code, OurFault, Problem

_REGISTRY_HEAD = """\
# Every id that was ever published, with the month in which it first was. An id never leaves this
# list: a page that moves keeps its old id under 'aliases'. Written by: guide register
# yaml-language-server: $schema=../schemas/published.schema.json
"""


@click.group()
def cli() -> None:
    """Check the guide, and make what is generated from it."""


@cli.command()
@click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder to check.",
)
def check(docs: Path) -> None:
    """Check all pages, paths and data files, and print every finding."""
    guide = load(docs, docs.as_posix())
    for problem in guide.problems:
        click.echo(str(problem))
    if guide.problems:
        click.echo(f"\n{summary(guide.problems)}", err=True)
        sys.exit(1)
    pages = counted(len(guide.library.published), "page")
    paths = counted(len(guide.library.paths), "path")
    click.echo(f"{docs.as_posix()}: {pages} and {paths}, no findings")


@cli.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if one is stale.")
def schema(only_check: bool) -> None:
    """Write what editors use, from the types that read the data: JSON Schemas and snippets."""
    made = {f"schemas/{name}": text for name, text in exports.schemas().items()}
    made[snippets.FILE] = snippets.text()
    stale = {name: text for name, text in made.items() if _differs(Path(name), text)}
    for name, text in stale.items():
        if not only_check:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{name}: " + ("stale; run: guide schema" if only_check else "written"))
    sys.exit(1 if only_check and stale else 0)


@cli.command()
@click.option("--month", default=lambda: f"{datetime.date.today():%Y-%m}", help="As 2026-11.")
def register(month: str) -> None:
    """Add the ids of new pages to docs/published.yml. Run it when they are published: from then
    on an id that goes away without an alias is a finding."""
    library = load(Path("docs")).library
    new = [page for page in library.published if page not in library.published_before]
    known = {**library.published_before, **dict.fromkeys(new, month)}
    lines = [f"{page}: {known[page]}\n" for page in sorted(known)]
    Path("docs/published.yml").write_text(_REGISTRY_HEAD + "".join(lines), encoding="utf-8")
    click.echo(f"docs/published.yml: {counted(len(new), 'new id')}")


def _differs(file: Path, text: str) -> bool:
    return not file.exists() or file.read_text(encoding="utf-8") != text


def summary(problems: list[Problem]) -> str:
    """How many findings there are, in how many files."""
    files = {problem.path for problem in problems}
    return f"{counted(len(problems), 'finding')} in {counted(len(files), 'file')}"


def counted(number: int, noun: str) -> str:
    """A number of things: '1 page', '2 pages'."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def our_fault(error: Exception) -> Problem:
    """An exception in our own code as a finding: the file it was busy with, and where it broke."""
    cause = error.__cause__ if isinstance(error, OurFault) and error.__cause__ else error
    frame = traceback.extract_tb(cause.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} ({frame.name})"
    return Problem(
        error.path if isinstance(error, OurFault) else "docs",
        1,
        1,
        Code.OUR_FAULT,
        f"this is a fault of the site, not of your page: {type(cause).__name__}: {cause}",
        f"report it with this line and the page: {where}",
    )


def main() -> None:
    """Run the command; an exception of ours becomes a finding and exit code 2."""
    try:
        cli()
    except Exception as error:
        click.echo(str(our_fault(error)), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
