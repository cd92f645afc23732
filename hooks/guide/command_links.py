"""The command `guide links`: asks every address outside the site, one at a time per host."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import click

from guide.links import Answer, State, addresses, answered, report, strikes
from guide.load import load

SECONDS = 20
"""How long a server may take."""
PAUSE = 1.0
"""Seconds between two questions to the same host."""
_HEADERS = {"User-Agent": "Signal Path link check, once a week", "Accept": "*/*"}


def ask(address: str) -> Answer:
    """Ask for one address as a reader's browser would, and leave what it sends unread."""
    try:
        with urlopen(Request(address, headers=_HEADERS), timeout=SECONDS) as reply:
            return answered(reply.status)
    except HTTPError as error:
        return answered(error.code)
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Answer(State.FAILS, f"no answer, {type(reason).__name__}")


def ask_all(asked: Iterable[str], pause: float = PAUSE) -> dict[str, Answer]:
    """Ask for all addresses: several hosts at a time, each host one by one."""

    def host(address: str) -> str:
        return urlsplit(address).netloc

    def of_host(mine: list[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for address in mine:
            if found:
                time.sleep(pause)
            found[address] = ask(address)
        return found

    hosts = [list(mine) for _, mine in groupby(sorted(asked, key=host), host)]
    with ThreadPoolExecutor(8) as pool:
        return {
            address: answer for part in pool.map(of_host, hosts) for address, answer in part.items()
        }


@click.command()
@click.option(
    "--before",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The last report: failures are counted on from it.",
)
def links(before: Path | None) -> None:
    """Ask every address outside the site, and print a report as Markdown (minutes)."""
    known = strikes(before.read_text(encoding="utf-8")) if before and before.exists() else {}
    places = addresses(load(Path("docs")).library)
    click.echo(report(places, ask_all(places), known), nl=False)
