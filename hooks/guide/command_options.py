"""Options that several commands have."""

from pathlib import Path

import click

docs_option = click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the pages.",
)
