"""Findings where GitHub shows them: as notes on the lines of a pull request, and as the table in
the summary of the run."""

import os
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from guide.changed import Changes
from guide.figures import counted
from guide.printed import page_of, summary
from guide.problem import Problem, shown

MOST_NOTES = 10
"""GitHub shows as many errors of one step, and drops the others without a word.
https://docs.github.com/en/actions/reference/limits"""
_MOST_ROWS = 500
"""A summary may hold a megabyte."""


def by_change(problems: list[Problem], changes: Changes | None) -> list[Problem]:
    """Findings on changed lines first, then those in changed files, then the others."""

    def rank(problem: Problem) -> int:
        if changes is None or problem.path not in changes.lines:
            return 2
        return 0 if changes.touches(problem.path, problem.line) else 1

    return sorted(problems, key=rank)


def notes(problems: list[Problem]) -> list[str]:
    """Workflow commands: one for each of the first findings, the last with how many more there
    are."""
    written = [_note(problem, "") for problem in problems[:MOST_NOTES]]
    more = len(problems) - MOST_NOTES
    if more > 0:
        last = problems[MOST_NOTES - 1]
        written[-1] = _note(last, f"\n\nand {more} more: see the summary of this run")
    return written


def _note(problem: Problem, more: str) -> str:
    values = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code.value,
    }
    told = f"{shown(problem.message)}\nfix: {shown(problem.fix)}\nwhy: {page_of(problem.code)}"
    named = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in values.items())
    return f"::error {named}::{_escaped(told + more, '')}"


def _escaped(text: str, also: str) -> str:
    """A text as workflow commands take it."""
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def table(problems: list[Problem], environment: Mapping[str, str] = os.environ) -> str:
    """All findings as a table in Markdown, each with a link to its line as far as the environment
    names the repository."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    blob = f"{server}/{repository}/blob/{commit}" if repository else "."
    rows = [
        f"| [{_cell(p.path)}:{p.line}]({blob}/{quote(p.path)}?plain=1#L{p.line}) "
        f"| [{p.code.value}]({blob}/{page_of(p.code)}) | {_cell(p.message)} | {_cell(p.fix)} |"
        for p in problems[:_MOST_ROWS]
    ]
    more = len(problems) - _MOST_ROWS
    end = [f"\nand {counted(more, 'finding')} more: run `make check`"] if more > 0 else []
    head = ["| place | code | what is wrong | how to mend it |", "|---|---|---|---|"]
    return "\n".join([f"### {summary(problems)}\n", *head, *rows, *end, ""])


def _cell(text: str) -> str:
    """A text of an author in a cell: no sign of it is read as Markdown or HTML."""
    text = escape(shown(text), quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]\\~@#" else sign for sign in text)
