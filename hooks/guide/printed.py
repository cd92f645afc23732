"""Findings as they are printed."""

from pathlib import Path
from traceback import extract_tb

from guide.figures import counted
from guide.problem import Code, OurFault, Problem


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
