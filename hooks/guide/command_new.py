"""The command `guide new`."""

import datetime
from pathlib import Path

import click

from guide import drafts, new_page
from guide.addresses import url
from guide.command_options import docs_option
from guide.edits import Refused, make
from guide.figures import counted
from guide.kinds import Kind
from guide.load import load

_LESSON = """\
1. Open {file} in an editor and search for {sign}
   There are {prompts}. Each asks for something: write it in its place, and take the prompt away.
2. See the page as it will look: make serve, then http://127.0.0.1:8000/{url}
3. When no prompt is left, take out the line 'draft: true' and run ./guide check
   It tells what the guide still misses, such as a page that links to this one.
4. Put the page on a path, if it belongs on one: ./guide step --help says how.
"""
_PATH = """\
1. Open {file} and {data} in an editor and search for {sign}
   There are {prompts}. Each asks for something: write it in its place, and take the prompt away.
2. Add steps: ./guide step {name} --after {first} --page … --because "…"
   Each time the whole path is checked, on every way through.
3. See it as it will look: make serve, then http://127.0.0.1:8000/{url}
4. When no prompt is left, take out the line 'draft: true' and run ./guide check
"""


@click.command()
@click.argument("kind")
@click.argument("title")
@click.option("--id", "name", help="Its name in the address, if the title makes no good one.")
@click.option("--anyway", is_flag=True, help="Write it, though a page with a name like it exists.")
@docs_option
def new(kind: str, title: str, name: str | None, anyway: bool, docs: Path) -> None:
    """Begin a page: guide new genre "Bossa nova".

    KIND is decide, roles, stages, working-together, gear, genres, learn or paths. The page is a
    draft with prompts that tell you what to write, and passes guide check as it is. Nothing that
    exists is overwritten.
    """
    meant = new_page.kind_named(kind)
    name = new_page.name_of(name or title)
    guide = load(docs, docs.as_posix())
    edits = new_page.start(guide, meant, title, name, datetime.date.today())
    close = new_page.alike(guide.library, title, name)
    if close and not anyway:
        known = "\n".join(f"  {page.path}: {page.title}" for page in close[:5])
        raise Refused(
            f"There is a page with a name like '{title}':\n{known}\n"
            "If it is about the same, change that page. If not, say it again with --anyway."
        )
    new_page.checked(docs, guide, edits)
    make(docs, edits)
    file, *data = [f"{docs.as_posix()}/{made}" for made in edits.texts]
    click.echo(f"{' and '.join([file, *data])}: begun as a draft, which readers do not see.")
    told = _PATH if meant is Kind.PATH else _LESSON
    prompts = sum(text.count(drafts.SIGN) for text in edits.texts.values())
    first = new_page.first_step(guide.library)
    click.echo(
        "\nWhat to do next:\n\n"
        + told.format(
            file=file,
            data=data[0] if data else "",
            sign=drafts.SIGN,
            prompts=counted(prompts, "prompt"),
            url=url(f"{meant}/{name}"),
            name=name,
            first=first.id if first else "",
        ),
        nl=False,
    )
