"""What is wrong with a text that is no YAML: the line its author must look at, in plain words."""

import re
from typing import Any

import yaml

Told = tuple[tuple[int, int], str, str]
"""Line and column, both from 0, the reason, and how to mend it."""

_NO_COLON = "a line without ': ' after its key"
_ASKEW = "a line that starts further left or right than those it belongs to"
_KEYLESS = re.compile(r" *(?:- +)*(?P<key>[a-z][a-z_]*)(?!: )[\s:：=]+(?P<rest>\S.*)")
_PLAIN_VALUE = re.compile(r"(?P<key>\s*(?:- )*[\w-]+:\s+)(?P<value>\S.*?)\s*$")
_LONGEST = 200
"""A longer line is not repeated in a fix."""


def explain(error: yaml.MarkedYAMLError, written: list[str]) -> Told:
    """Place, reason and fix of an error in the lines of a document."""
    mark, reason = _reason(error, written)
    keyless = _keyless(written, mark.line, reason)
    if keyless:
        return keyless
    fix = _repair(written[mark.line] if mark.line < len(written) else "", reason)
    if mark.line >= len(written):  # Behind the end.
        return (len(written) - 1, len(written[-1])), reason, fix
    return (mark.line, mark.column), reason, fix


def _reason(error: yaml.MarkedYAMLError, written: list[str]) -> tuple[Any, str]:
    """The mark that helps an author most, and the reason."""
    problem, context = error.problem or "", error.context or ""
    mark: Any = error.problem_mark or error.context_mark
    line = written[mark.line] if mark.line < len(written) else ""
    if "quoted scalar" in context and "end of stream" in problem:
        return error.context_mark, "a quote opens here and is never closed"
    if "mapping values are not allowed" in problem:
        return mark, "a second ': ' on this line, or a line indented too far"
    if "simple key" in context:
        return error.context_mark, _NO_COLON
    if "flow" in context:
        return error.context_mark, "a bracket opens here and is not closed as it should be"
    if "cannot start any token" in problem:
        return mark, "a character that no value may start with (a tab, @ or `)"
    if "another document" in problem:
        return mark, "a second document in one file"
    if line.strip() and not line[: mark.column].strip() and "did not find expected" in problem:
        return mark, _ASKEW
    return mark, f"not YAML: {problem}"


def _keyless(written: list[str], number: int, reason: str) -> Told | None:
    """The key on this line or the one before that has no ': ' behind it: it is read as one value
    with what follows."""
    before = _KEYLESS.fullmatch(written[number - 1]) if 0 < number < len(written) else None
    here = _KEYLESS.fullmatch(written[number]) if number < len(written) else None
    if before and "second ': '" in reason:
        found, number = before, number - 1
    elif here and (reason == _NO_COLON or here["rest"][0] in "[{"):
        found = here
    else:
        return None
    rest = found["rest"].strip()
    fix = f"write '{found['key']}: {rest if len(rest) < _LONGEST else '…'}'"
    return (number, found.start("key")), _NO_COLON, fix


def _repair(line: str, reason: str) -> str:
    if "\t" in line:
        return "indent with spaces, two a level, never with tabs"
    if "bracket" in reason:
        return "close it on the same line, with commas between: [one, two]"
    if reason == _ASKEW:
        return "start keys that belong together right below each other"
    found = _PLAIN_VALUE.match(line) if len(line) < _LONGEST else None
    if found:
        value = found["value"].strip("\"'").replace("\\", "\\\\").replace('"', '\\"')
        return f'put the value in quotes: {found["key"].lstrip()}"{value}"'
    return "write 'key: value', and put a value that holds ': ' or ' #' in double quotes"
