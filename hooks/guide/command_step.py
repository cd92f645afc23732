"""The command `guide step`."""

from pathlib import Path

import click

from guide.command_options import docs_option
from guide.edits import Edits, Refused, brought_in, id_of, listed, make, sound, tried
from guide.inserting import Asked, around, inserted, slot
from guide.kinds import Kind
from guide.library import Library
from guide.paths import Step, Want
from guide.places import View, figures
from guide.problem import choose_from


@click.command()
@click.argument("path")
@click.option("--page", required=True, help="The page to add, such as stages/demo.")
@click.option("--after", help="The page or choice that it comes behind.")
@click.option("--before", help="The page or choice that it comes before.")
@click.option("--option", help="The option of a choice that it belongs to: room/home.")
@click.option("--because", help="Why it stands there: one sentence to the reader of this path.")
@click.option("--optional", is_flag=True, help="A reader may leave it out.")
@docs_option
def step(
    path: str,
    page: str,
    after: str | None,
    before: str | None,
    option: str | None,
    because: str | None,
    optional: bool,
    docs: Path,
) -> None:
    """Add a step to a path.

    For example: guide step songwriter --page stages/demo --after stages/songwriting --because "It
    is what everybody will ask for."

    Comments and spaces in the file stay as they are. The whole path is checked on every way
    through; if the step would be wrong there, nothing is changed.
    """
    guide = sound(docs, as_a_whole=False)
    library = guide.library
    name = id_of(path, docs).removeprefix(f"{Kind.PATH}/")
    entry = library.paths.get(name)
    if entry is None or entry.path is None:
        raise Refused(f"There is no path '{name}'; {choose_from(name, library.paths)}")
    if after and before:
        raise Refused("Say either --after or --before: one of them says where.")
    asked = Asked(after and id_of(after, docs), before and id_of(before, docs), option)
    place = slot(entry, entry.path, asked)
    if not because:
        raise Refused(
            "Say why the page stands there, in one sentence to the reader of this path:\n"
            '  --because "You cannot choose help that you cannot name."'
        )
    added = Step.model_construct(
        page=id_of(page, docs),
        because=because,
        need=Want.OPTIONAL if optional else Want.REQUIRED,
    )
    file = f"{Kind.PATH}/{name}.yml"
    text, line = inserted((docs / file).read_text(encoding="utf-8"), place, added)
    after_it = tried(docs, Edits({file: text}))
    if new := brought_in(guide, after_it):
        raise Refused(f"With that step the guide would have findings:\n{listed(new)}")
    make(docs, Edits({file: text}))
    on = f", in the option '{place.way}'" if place.way else ""
    click.echo(f"{entry.file}:{line}: the step is in place{on}.\n")
    click.echo("\n".join(["Before:", *around(library, place, added, before=True)]))
    click.echo("\n".join(["After:", *around(after_it.library, place, added, before=False)]))
    click.echo(f"\n{_length(library, after_it.library, name)}")


def _length(before: Library, after: Library, name: str) -> str:
    """How long the path is now, and was before."""
    was, now = _figures(before, name), _figures(after, name)
    title = after.pages[f"{Kind.PATH}/{name}"].title
    return (
        f"{title} has {now['steps']} steps and takes {now['time']}; "
        f"before, {was['steps']} steps and {was['time']}."
    )


def _figures(library: Library, name: str) -> View:
    path = library.paths[name].path
    assert path
    return figures(library, path)
