"""Findings as they are printed for people, and given to other programs."""

import textwrap
from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb
from typing import Annotated, Literal
from unicodedata import combining, east_asian_width

from pydantic import BaseModel, ConfigDict, Field

from guide.figures import counted
from guide.problem import Code, OurFault, Problem, shown

WIDTH = 80
"""Columns of the narrowest terminal that people work in."""
_MARGIN = "{:>5} | "
_ROOM = WIDTH - len(_MARGIN.format(1)) - 2


class Finding(BaseModel):
    """A finding: where, what, how to mend it, and the page that says why."""

    model_config = ConfigDict(extra="forbid")

    path: Annotated[str, Field(description="The file, from the folder that was checked in.")]
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1, description="In characters.")]
    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    message: str
    fix: str
    why: Annotated[str, Field(description="The page about this code.")]


class Findings(BaseModel):
    """What `guide check --format json` prints."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[
        Literal[1], Field(description="Raised when a key goes away or changes its meaning.")
    ]
    findings: list[Finding]


def page_of(code: Code) -> str:
    """The page that says why a code is a finding, and how to mend it."""
    return f"docs/contributing/findings/{code.value.lower()}.md"


def block(problem: Problem, text: str | None) -> str:
    """A finding for people: the place and what is wrong, the line of `text` with a mark below the
    column, how to mend it, and where to read why. Without a text there is no line to show."""
    place = f"{shown(problem.path)}:{problem.line}:{problem.column}"
    lines = [_wrapped(shown(problem.message), f"{place}: {problem.code.value} ", " " * 4)]
    lines += _excerpt(text, problem.line, problem.column) if text else []
    lines.append(_wrapped(shown(problem.fix), "    fix: ", " " * 9))
    lines.append(f"    why: {page_of(problem.code)}")
    return "\n".join(lines)


def _wrapped(text: str, first: str, others: str) -> str:
    """A text in lines that no terminal breaks; its first word stays behind what comes `first`."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _excerpt(text: str, line: int, column: int) -> list[str]:
    """The line and the mark below it; of a long line, what stands around the mark."""
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    if not written.strip():
        return []
    start = max(0, min(column - 1 - _ROOM // 2, len(written) - _ROOM))
    before, behind = written[start : column - 1], written[column - 1 : start + _ROOM]
    cut = "…" if start else ""
    more = "…" if start + _ROOM < len(written) else ""
    seen = cut + shown(before)
    margin = _MARGIN.format(line)
    return [
        margin + seen + shown(behind) + more,
        " " * (len(margin) - 2) + "| " + " " * sum(map(_columns, seen)) + "^",
    ]


def _columns(sign: str) -> int:
    """The columns that a sign takes in a terminal."""
    return 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1


def as_json(problems: Iterable[Problem]) -> str:
    """Findings as data, of the schema schemas/findings.schema.json."""
    found = [
        Finding(
            path=problem.path,
            line=problem.line,
            column=problem.column,
            code=problem.code.value,
            message=problem.message,
            fix=problem.fix,
            why=page_of(problem.code),
        )
        for problem in problems
    ]
    return Findings(version=1, findings=found).model_dump_json(indent=2)


def summary(problems: list[Problem]) -> str:
    """How many findings there are, in how many files."""
    files = {problem.path for problem in problems}
    return f"{counted(len(problems), 'finding')} in {counted(len(files), 'file')}"


def our_fault(error: Exception) -> Problem:
    """An exception in our own code as a finding: the file it was busy with, and where it broke."""
    cause = error.__cause__ if isinstance(error, OurFault) and error.__cause__ else error
    frame = extract_tb(cause.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} ({frame.name})"
    return Problem(
        error.path if isinstance(error, OurFault) else "docs",
        1,
        1,
        Code.OUR_FAULT,
        f"this is a fault of the site, not of your page: {type(cause).__name__}: {cause}",
        f"report it with this line and the page: {where}",
    )
