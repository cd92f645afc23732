"""docs/contributing/commands.md shows what each command says of itself."""

import re

import pytest
from click.testing import CliRunner

from guide.cli import cli
from tests.trees import ROOT

FILE = ROOT / "docs/contributing/commands.md"
FOR_AUTHORS = set(cli.commands) - {"schema", "register", "links"}


def usage(command: str) -> str:
    return CliRunner().invoke(cli, [command, "--help"], prog_name="guide").output


def shown() -> dict[str, str]:
    fences = re.findall(r"```text\n(Usage: guide (\S+) .*?)```", FILE.read_text("utf-8"), re.S)
    return {command: text for text, command in fences}


@pytest.mark.parametrize("command", sorted(FOR_AUTHORS))
def test_its_usage_stands_on_the_page(command: str) -> None:
    assert shown().get(command) == usage(command)


def test_no_other_command_stands_there() -> None:
    assert shown().keys() == FOR_AUTHORS


if __name__ == "__main__":  # python -m tests.test_commands_page writes them anew
    page = FILE.read_text(encoding="utf-8")
    page = re.sub(
        r"(?<=```text\n)Usage: guide (\S+) .*?(?=```)", lambda m: usage(m[1]), page, flags=re.S
    )
    FILE.write_text(page, encoding="utf-8")
