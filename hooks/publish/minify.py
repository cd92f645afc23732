"""Scripts without comments and spaces.

`rjsmin` takes the first backquote in a template for its end, also where that begins a template
inside it, and then takes spaces out of text. So templates that hold others are put aside.
"""

import re

import rjsmin

_PASSED = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = re.compile(r"(?:^|[-(,=:\[!&|?{};+*%~^<>]|\b(?:return|typeof|case|of|in))\s*$")
"""What stands before a slash that divides nothing."""
_ASIDE = "$_template_{}_"


def minified(text: str) -> str:
    """The same script, smaller."""
    aside: list[str] = []
    kept, done = [], 0
    for start, end in _nests(text):
        kept += [text[done:start], _ASIDE.format(len(aside))]
        aside.append(text[start:end])
        done = end
    small = str(rjsmin.jsmin("".join([*kept, text[done:]])))
    for number, template in enumerate(aside):
        small = small.replace(_ASIDE.format(number), template)
    return small


def _nests(text: str) -> list[tuple[int, int]]:
    """Where templates begin and end that hold other templates."""
    found: list[tuple[int, int]] = []
    _code(text, 0, found, 0)
    return found


def _code(text: str, at: int, found: list[tuple[int, int]], depth: int) -> tuple[int, bool]:
    """Read from a place on to the end, or inside a template to the brace that closes the code
    there: behind that, and whether a template was met."""
    open_braces, has_template = 0, False
    while at < len(text):
        sign = text[at]
        if passed := _PASSED.match(text, at):
            at = passed.end()
        elif sign == "/" and _BEFORE_REGEX.search(text[max(0, at - 50) : at]):
            regex = _REGEX.match(text, at)
            at = regex.end() if regex else at + 1
        elif sign == "`":
            has_template, start = True, at
            at, is_nest = _template(text, at + 1, found, depth + 1)
            if is_nest and not depth:
                found.append((start, at))
        elif sign == "}" and depth and not open_braces:
            return at + 1, has_template
        else:
            open_braces += (sign == "{") - (sign == "}")
            at += 1
    return at, has_template


def _template(text: str, at: int, found: list[tuple[int, int]], depth: int) -> tuple[int, bool]:
    """Read from the begin of a template's text: behind its end, and whether it holds another."""
    is_nest = False
    while at < len(text) and text[at] != "`":
        if text[at] == "\\":
            at += 2
        elif text.startswith("${", at):
            at, met = _code(text, at + 2, found, depth)
            is_nest |= met
        else:
            at += 1
    return at + 1, is_nest
