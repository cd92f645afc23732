"""The command `guide mv`."""

from pathlib import Path

import click

from guide import moving
from guide.command_options import docs_option
from guide.edits import Refused, id_of, listed, make, sound, tried
from guide.figures import counted

_MOST = 10


@click.command()
@click.argument("old")
@click.argument("new")
@docs_option
def mv(old: str, new: str, docs: Path) -> None:
    """Give a page another name: guide mv gear/mic gear/microphone.

    The file moves, and every page, path and data file that names it says the new name. Its old
    address leads to the new one for ever. All of that is done, or nothing.
    """
    library = sound(docs).library
    move = moving.meant(library, id_of(old, docs), id_of(new, docs))
    edits = moving.edits(library, docs, move)
    problems = tried(docs, edits).problems
    if problems:
        raise Refused(f"As '{move.new}' it would bring findings:\n{listed(problems)}")
    make(docs, edits)
    page, folder = library.pages[move.old], docs.as_posix()
    click.echo(f"{page.path} is now {folder}/{move.new}.md.")
    if move.leads_on:
        click.echo(f"Its old address leads there: 'aliases' on the page holds '{move.old}'.")
    else:
        click.echo("Its old address was never published, so nothing has to lead on from there.")
    click.echo(f"Its title is '{page.title}', as before.")
    own = {f"{move.new}.md", f"{move.new}.yml"}
    others = [f"{folder}/{name}" for name in sorted(edits.texts) if name not in own]
    names = "names" if len(others) == 1 else "name"
    _list(f"{counted(len(others), 'other file')} {names} it, and now by its new name:", others)
    _list("By their names, these were parts of it, and are no longer:", moving.parts(library, move))
    _list(
        "Code and texts about the project name it too. Change them by hand:",
        moving.named_elsewhere(docs.parent, move),
    )
    click.echo("\nThe guide has no findings. See all that changed: git diff")


def _list(about: str, places: list[str]) -> None:
    """Places that a person may want to look at, the first of them."""
    more = len(places) - _MOST
    if places:
        shown = [*places[:_MOST], *([f"and {more} more"] if more > 0 else [])]
        click.echo(f"\n{about}\n" + "\n".join(f"  {place}" for place in shown))
