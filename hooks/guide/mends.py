"""What can be mended by rule: for a finding, the one right form of what stands there, if there is
but one. A guess is left to a person."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from guide import prose
from guide.choosing import ChoosingFile
from guide.entries import GlossaryFile, PublishedFile, SkillsFile, SourcesFile
from guide.kinds import Kind
from guide.library import Library
from guide.mends_of_names import Patches, Spot, of_anchor, of_id, of_link, of_renamed, value_at
from guide.pages import model_for
from guide.patches import Patch, offset_of, patched
from guide.paths import Path
from guide.problem import Code, Problem
from guide.tools import MODELS
from guide.typed import typed
from guide.yaml_source import Place, compose, split

_DATA: dict[str, type[BaseModel]] = {
    "skills.yml": SkillsFile,
    "sources.yml": SourcesFile,
    "published.yml": PublishedFile,
    "glossary.yml": GlossaryFile,
    "choosing.yml": ChoosingFile,
}
_KEY = re.compile(r"(?P<key>[a-z][a-z_]*):(?=[^\s:/])")
_PLAIN = re.compile(r"[ ]*(?:- )*[\w-]+: (?P<value>[^\s\"'\[{|>&*!%@`#].*?)[ ]*$", re.MULTILINE)
_ODD_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")


def mend(library: Library, name: str, text: str, problem: Problem) -> Patch | None:
    """The patch that mends a finding and brings no other; None if no rule says what is right."""
    lines = text.split("\n")
    if problem.line > len(lines) or problem.column > len(lines[problem.line - 1]) + 1:
        return None
    spot = Spot(library, name, text, problem, offset_of(text, problem.line, problem.column))
    before = read(name, text)
    for patch in _MENDS[problem.code](spot) if problem.code in _MENDS else ():
        after = read(name, patched(text, [patch]))
        if _is_better(problem, before, after):
            return patch
    return None


def _is_better(problem: Problem, before: list[Problem], after: list[Problem]) -> bool:
    """Whether a reading of the file alone tells less than before. A text that was no YAML tells
    more once it can be read."""
    if problem.code is Code.YAML_SYNTAX:
        return not any(p.code is Code.YAML_SYNTAX and p.line <= problem.line for p in after)
    old = [(p.code, p.message) for p in before]
    new = [(p.code, p.message) for p in after]
    of_file_alone = (problem.code, problem.message) in old
    return all(new.count(told) <= old.count(told) for told in new) and (
        not of_file_alone or len(new) < len(old)
    )


def read(name: str, text: str) -> list[Problem]:
    """What is told of a file by itself."""
    problems: list[Problem] = []

    def report(place: Place, code: Code, message: str, fix: str) -> None:
        problems.append(Problem(name, *place, code, message, fix))

    stem, _, ending = name.rpartition(".")
    if ending == "md":
        parted = split(text, report)
        source = compose(parted.matter, 2, report) if parted.matter is not None else None
        if source:
            typed(model_for(stem), source, report)
        prose.read(parted.body, parted.body_line, report)
        return problems
    tool = MODELS.get(stem.removeprefix(f"{Kind.TOOL}/"))
    model: Any = Path if stem.startswith(f"{Kind.PATH}/") else _DATA.get(name, tool)
    source = compose(text, 1, report)
    if source and model:
        typed(model, source, report)
    return problems


def _yaml(spot: Spot) -> Patches:
    """A line that is no YAML: no space behind the colon, odd spaces before it, or a second colon
    in a value that wants quotes."""
    start = spot.text.rfind("\n", 0, spot.at) + 1
    end = spot.text.find("\n", start)
    line = spot.text[start : end if end >= 0 else None]
    key = _KEY.match(spot.text, spot.at)
    if key:
        yield Patch(key.end(), key.end(), " ")
    odd = _ODD_SPACES.match(line)
    if odd and odd[0].strip(" "):
        yield Patch(start, start + len(odd[0]), " " * len(odd[0]))
    value = _PLAIN.match(line)
    if value and ": " in value["value"] and '"' not in value["value"] and "\\" not in line:
        first, last = value.span("value")
        yield Patch(start + first, start + last, f'"{value["value"]}"')


def _key(spot: Spot) -> Patches:
    """A key in capitals, or without a space behind its colon."""
    key = re.compile(r"[\w-]+").match(spot.text, spot.at)
    if key:
        small = key[0].casefold().replace("-", "_")
        if small != key[0]:
            yield Patch(*key.span(), small)
        if spot.text[key.end() : key.end() + 1] == ":":
            yield Patch(key.end() + 1, key.end() + 1, " ")


def _type(spot: Spot) -> Patches:
    """A value that wants quotes, brackets, or no quotes around a number."""
    value = value_at(spot)
    if value is None or value.node.style in ("|", ">") or not value.node.value:
        return
    written = spot.text[value.start : value.end]
    if not value.node.style and '"' not in written and "\\" not in written:
        yield value.patch(f'"{written}"')
    if re.fullmatch(r"-?\d+", value.node.value) and value.node.style:
        yield value.patch(value.node.value)
    if "," not in value.node.value:
        yield value.patch(f"[{written}]")


def _word(spot: Spot) -> Patches:
    """One of a few words, with capitals or spaces that it does not have."""
    value = value_at(spot)
    if value and not value.node.style:
        small = value.node.value.casefold()
        yield value.patch(small)
        yield value.patch(re.sub(r"[ _]+", "-", small))


def _above(spot: Spot) -> Patches:
    """An empty line above a list or a table right below a text. A number behind the sign may be
    a sum: that is for a person."""
    start = spot.text.rfind("\n", 0, spot.at) + 1
    if not re.compile(r"\s*(?:[-*+]|\d+\.)\s*[\d$€£]").match(spot.text, start):
        yield Patch(start, start, "\n")


_MENDS: dict[Code, Callable[[Spot], Patches]] = {
    Code.YAML_SYNTAX: _yaml,
    Code.UNKNOWN_KEY: _key,
    Code.WRONG_TYPE: _type,
    Code.WRONG_VALUE: _word,
    Code.UNKNOWN_ID: of_id,
    Code.OTHER_KIND: of_id,
    Code.RENAMED: of_renamed,
    Code.ANCHOR_MISSING: of_anchor,
    Code.LINK_FORM: of_link,
    Code.LINK_CASE: of_link,
    Code.LINK_OUTSIDE: of_link,
    Code.INDENTED: _above,
}
"""By code, the patches to try; the first that makes the file better is taken."""
