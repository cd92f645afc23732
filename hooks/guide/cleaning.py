"""Signs that nobody sees and that nothing needs: taken out of a text, so that it still says the
same."""

import re
from collections.abc import Iterator

from guide.files import INVISIBLE
from guide.patches import document, line_of
from guide.yaml_source import plain, unheard

Told = tuple[int, str]
"""A line, and what was done there."""
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Breaks inside a paragraph, as writing programs have them."""
_LAST_SPACES = re.compile(r"(?<=[^ \n])(?P<spaces> +)$|^ +$", re.MULTILINE)


def cleaned(name: str, data: bytes) -> tuple[str, list[Told]] | None:
    """The text of a file without such signs, and what was taken out where. None if it is no
    UTF-8: what is meant is not known then."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    told: list[Told] = []
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
        told.append((1, "a byte order mark is gone"))
    if "\r" in text:
        told.append((1, "line ends are those of Unix (LF)"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    told += [
        (line_of(text, found.start()), f"the invisible character U+{ord(found[0]):04X} is gone")
        for found in INVISIBLE.finditer(text)
    ]
    text = INVISIBLE.sub(_visible, text)
    if name.endswith((".md", ".yml")):
        trimmed = _trimmed(name, text)
        told += _trimmed_lines(text, trimmed)
        text = trimmed
    return text, told


def _visible(found: re.Match[str]) -> str:
    """What stands in place of an invisible sign: a space for a break between two words."""
    before = found.string[found.start() - 1 : found.start()]
    behind = found.string[found.end() : found.end() + 1]
    return " " if found[0] in _BREAKS and before.strip() and behind.strip() else ""


def _trimmed(name: str, text: str) -> str:
    """The text without spaces at the ends of lines, and with one line end at its own. Two spaces
    before more text stay: in Markdown they break the line. So does all that a value needs."""
    if not text.strip():
        return text
    trimmed = _LAST_SPACES.sub(lambda found: _kept(name, found), text).rstrip("\n") + "\n"
    return trimmed if _values(name, text) == _values(name, trimmed) else text


def _kept(name: str, found: re.Match[str]) -> str:
    more = found.string[found.end() + 1 : found.end() + 2]
    breaks = len(found["spaces"] or "") > 1 and more.strip() and name.endswith(".md")
    return found[0] if breaks else ""


def _values(name: str, text: str) -> object:
    read = document(name, text)
    return plain(read.source, unheard) if read else None


def _trimmed_lines(before: str, after: str) -> Iterator[Told]:
    if before == after:
        return
    lines, trimmed = before.split("\n"), after.split("\n")
    for number, (line, now) in enumerate(zip(lines, trimmed, strict=False), 1):
        if line != now:
            yield number, "spaces at the end of the line are gone"
    if len(lines) != len(trimmed):
        yield len(trimmed) - 1, "the file ends with one line end"
