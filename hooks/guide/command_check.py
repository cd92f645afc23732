"""The commands `guide check` and `guide explain`: every finding, and what each code means."""

import sys
from pathlib import Path

import click

from guide.command_options import docs_option
from guide.drafts import in_drafts
from guide.figures import counted
from guide.load import load
from guide.printed import summary


@click.command()
@click.option("--merge", is_flag=True, help="Tell prompts in drafts too: what stops a merge.")
@docs_option
def check(merge: bool, docs: Path) -> None:
    """Check all pages, paths and data files, and print every finding."""
    guide = load(docs, docs.as_posix())
    problems = [*guide.problems, *(in_drafts(guide.library) if merge else ())]
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"\n{summary(problems)}", err=True)
        sys.exit(1)
    pages = counted(len(guide.library.published), "page")
    paths = counted(len(guide.library.published_paths), "path")
    drafts = len(guide.library.pages) - len(guide.library.published)
    beside = f"; {counted(drafts, 'draft')} beside them" if drafts else ""
    click.echo(f"{docs.as_posix()}: {pages} and {paths}, no findings{beside}")
