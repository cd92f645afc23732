"""The command `guide`. Exit codes: 0 clean, 1 findings, 2 a fault of ours."""

import datetime
import sys
from pathlib import Path

import click

from guide import (
    command_check,
    command_effect,
    command_fix,
    command_links,
    command_mv,
    command_new,
    command_stale,
    command_step,
    exports,
    snippets,
)
from guide.edits import Refused
from guide.figures import counted
from guide.load import load
from guide.printed import our_fault

_REGISTRY_HEAD = """\
# Every id that was ever published, with the month in which it first was. An id never leaves this
# list: a page that moves keeps its old id under 'aliases'. Written by: guide register
# yaml-language-server: $schema=../schemas/published.schema.json
"""


@click.group()
def cli() -> None:
    """Check the guide, and make what is generated from it."""


for part in (
    command_check.check,
    command_check.explain,
    command_effect.effect_,
    command_fix.fix,
    command_links.links,
    command_mv.mv,
    command_new.new,
    command_stale.stale,
    command_step.step,
):
    cli.add_command(part)


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


def main() -> None:
    """Run the command; an exception of ours becomes a finding and exit code 2."""
    try:
        cli()
    except Refused as reason:
        click.echo(f"{reason}\nNothing was changed.", err=True)
        sys.exit(1)
    except Exception as error:
        click.echo(str(our_fault(error)), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
