"""The command `guide effect`."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from guide.changed import Changes, NoComparison, began
from guide.changed import before as unpack
from guide.command_options import docs_option
from guide.effects import Effect, OfPath, effect
from guide.load import load
from guide.printed import summary

_NOTHING = "Nothing changes for readers."


@click.command("effect")
@click.option("--base", help="The state to compare with: a branch or a commit.  [default: main]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="For a terminal, or for the summary of a pull request.",
)
@docs_option
def effect_(base: str | None, form: str, docs: Path) -> None:
    """Show what your change does to readers: to every path, every page, and what lies beside.

    Paths: steps, time and routes, skills gained and lost, choices that go away. Pages: new, moved,
    changed, gone. Compared is the folder as it is now, saved or not, with the state on which your
    work began.
    """
    try:
        commit = began(docs, base)
    except NoComparison as error:
        raise click.ClickException(f"Nothing can be compared: {error}.") from None
    guide = load(docs, docs.as_posix())
    with TemporaryDirectory() as folder:
        unpack(Changes(commit, {}), docs, Path(folder))
        before = load(Path(folder), docs.as_posix())
    found = effect(before.library, guide.library)
    click.echo(_markdown(found) if form == "markdown" else _text(found, commit))
    for when, problems in (("now", guide.problems), ("before", before.problems)):
        if problems:
            told = f"The guide has {summary(problems)} {when}: what they concern is left out."
            click.echo(f"\n{told}", err=True)


def _text(found: Effect, commit: str) -> str:
    since = f"Compared with {commit[:7]}, on which this work began:"
    if not found.is_any:
        return f"{since}\n\n{_NOTHING}"
    parts = [(f"Path: {path.title}", [*_figures(path), *path.told]) for path in found.paths]
    parts += [("Pages", found.pages), ("Beside them", found.data)]
    return "\n".join(
        [since, *(line for about, told in parts if told for line in _part(about, told))]
    )


def _part(about: str, told: list[str]) -> list[str]:
    return ["", about, *(f"  {line}" for line in told)]


def _figures(path: OfPath) -> list[str]:
    return [f"{name}: {now}, before {was}" for name, (was, now) in path.figures.items()]


def _markdown(found: Effect) -> str:
    """The same for a pull request. Titles come from a stranger's text, so signs that mean
    something are escaped."""
    lines = ["### What changes for readers"]
    if not found.is_any:
        return "\n\n".join([*lines, _NOTHING])
    counted = [path for path in found.paths if path.figures]
    if counted:
        names = ("steps", "time", "routes")
        lines += ["", f"| path | {' | '.join(names)} |", "|---|---|---|---|"]
        lines += [
            f"| {_plain(path.title)} | "
            + " | ".join(_arrow(path.figures.get(name)) for name in names)
            + " |"
            for path in counted
        ]
    parts = [(f"Path: {path.title}", path.told) for path in found.paths]
    for about, told in [*parts, ("Pages", found.pages), ("Beside them", found.data)]:
        if told:
            lines += ["", f"**{_plain(about)}**", "", *(f"- {_plain(line)}" for line in told)]
    return "\n".join(lines)


def _arrow(figures: tuple[str, str] | None) -> str:
    return f"{figures[0]} → {figures[1]}" if figures else ""


def _plain(text: str) -> str:
    text = escape(text, quote=False)
    return "".join(f"\\{sign}" if sign in "\\|`*_[]#@" else sign for sign in text)
