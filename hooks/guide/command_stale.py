"""The command `guide stale`."""

import datetime
from pathlib import Path

import click

from guide.command_options import docs_option
from guide.figures import counted
from guide.kinds import Kind
from guide.library import Library
from guide.load import load
from guide.page_file import PageFile

_KINDS = [kind.value for kind in Kind if kind.value]


@click.command()
@click.option("--most", default=3, show_default=True, type=click.IntRange(1), help="Of each kind.")
@click.option("--kind", type=click.Choice(_KINDS), help="Pages of one kind alone.")
@docs_option
def stale(most: int, kind: str | None, docs: Path) -> None:
    """List the pages that nobody has checked for longest, kind by kind.

    What counts is 'reviewed', the day on which somebody last checked the whole page.
    """
    library, today = load(docs, docs.as_posix()).library, datetime.date.today()
    for one in Kind:
        pages = oldest(library, one, most) if kind in (None, one) else []
        if pages:
            click.echo(f"{one.section}:")
        for page in pages:
            assert page.page
            day = page.page.reviewed
            age = counted(max(0, (today - day).days), "day")
            click.echo(f"  {day}  {age:>9}  {page.path}")
    click.echo("\nChecked one, all of it, its sources too? Write today's date behind 'reviewed:'.")


def oldest(library: Library, kind: Kind, most: int) -> list[PageFile]:
    """The published pages of a kind that were checked longest ago, the oldest first."""
    pages = [page for page in library.published.values() if page.kind is kind and page.page]
    return sorted(pages, key=lambda page: (page.page and page.page.reviewed, page.id))[:most]
