"""The commands `guide check` and `guide explain`: every finding, and what each code means."""

import sys
from pathlib import Path

import click

from guide.figures import counted
from guide.load import load
from guide.printed import summary


@click.command()
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
