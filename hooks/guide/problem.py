"""A finding: what is wrong, where, why, and how to mend it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from itertools import accumulate, groupby


class Code(Enum):
    """Every kind of finding there is. The letter says where it was met: F files, M metadata
    and data files, G ids and typed links, P paths, L the text of a page, D drawings and pictures, T
    tools, E ourselves."""

    NOT_UTF8 = "F001"
    BYTE_ORDER_MARK = "F002"
    INVISIBLE_CHARACTER = "F003"
    FILE_NAME = "F004"
    FILE_TWIN = "F005"
    SYMBOLIC_LINK = "F006"
    EMPTY_FILE = "F007"
    TOO_LARGE = "F008"
    UNKNOWN_FOLDER = "F009"
    FILE_TYPE = "F010"
    LINE_ENDINGS = "F011"
    MISSING_FILE = "F012"
    UNREADABLE = "F013"

    NO_FRONT_MATTER = "M101"
    NOT_CLOSED = "M102"
    YAML_SYNTAX = "M103"
    DUPLICATE_KEY = "M104"
    YAML_FEATURE = "M105"
    UNKNOWN_KEY = "M106"
    MISSING_KEY = "M107"
    WRONG_TYPE = "M108"
    WRONG_VALUE = "M109"
    ACTIVE_CONTENT = "M110"
    SECOND_BLOCK = "M111"
    MISSING_PART = "M112"
    REPEATED = "M113"
    PROMPT = "M114"

    ID_TAKEN = "G201"
    ID_VANISHED = "G202"
    UNKNOWN_ID = "G203"
    OTHER_KIND = "G204"
    ITSELF = "G205"
    DRAFT = "G206"
    RENAMED = "G207"
    NOT_TAUGHT = "G208"
    NEEDS_CYCLE = "G209"
    ORPHAN = "G210"
    COVERAGE_HOLE = "G211"
    UNUSED = "G212"

    NO_STEPS = "P301"
    ONE_OPTION = "P302"
    EMPTY_OPTION = "P303"
    SAME_ID = "P304"
    TWICE_ON_ROUTE = "P305"
    NOT_A_STEP = "P306"
    NEED_NOT_TAUGHT = "P307"
    OUTCOME_MISSED = "P308"
    HALF_A_PATH = "P309"

    LINK_MISSING = "L401"
    ANCHOR_MISSING = "L402"
    LINK_OUTSIDE = "L403"
    LINK_TO_DRAFT = "L404"
    LINK_FORM = "L405"
    LINK_CASE = "L406"
    LINK_SCHEME = "L407"
    ACTIVE_HTML = "L408"
    HEADING_ONE = "L409"
    BLOCK_NOT_CLOSED = "L410"
    ANCHOR_TWICE = "L411"
    ATTRIBUTES = "L412"
    INDENTED = "L413"
    HEADING_FORM = "L414"
    UNEXPLAINED = "L415"
    LEFT_OVER = "L416"
    LINK_WORDS = "L417"
    BY_HAND = "L418"

    HALF_A_TOOL = "T601"

    DRAWING_FORM = "D501"
    DRAWING_SIZE = "D502"
    DRAWING_WORDS = "D503"
    DRAWING_LOOKS = "D504"
    PICTURE_PLACE = "D505"
    PICTURE_WORDS = "D506"
    PICTURE_TELLS = "D507"

    OUR_FAULT = "E900"

    def __lt__(self, other: "Code") -> bool:
        return self.value < other.value


_LONGEST = 800
MOST_OF_A_FILE = 50
"""More findings about one file than this help nobody."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. `path` is relative to the folder that holds `docs/`; `line` and `column`
    count from 1, the column in characters."""

    path: str
    line: int
    column: int
    code: Code
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{shown(self.path)}:{self.line}:{self.column}"
        told, fix = shown(self.message), shown(self.fix)
        return f"{place}: {self.code.value} {told}\n    fix: {fix}"


def bounded(problems: list[Problem]) -> list[Problem]:
    """The first findings of each file, the last of them with how many more there are."""
    bounded: list[Problem] = []
    for _, group in groupby(sorted(set(problems), key=_order), key=lambda problem: problem.path):
        found = list(group)
        kept, more = found[:MOST_OF_A_FILE], len(found) - MOST_OF_A_FILE
        if more > 0:
            last = kept[-1]
            kept[-1] = replace(last, message=f"{last.message} (and {more:,} more in this file)")
        bounded += kept
    return bounded


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    """By place; as a tuple, since ten thousands of findings are quicker to sort by that."""
    code, message, fix = problem.code.value, problem.message, problem.fix
    return problem.path, problem.line, problem.column, code, message, fix


def shown(text: str) -> str:
    """A text of an author as it can be printed: in one line, not too long, with a code in place of
    each sign that cannot be seen."""
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


class Lines:
    """Places in a text, from offsets."""

    def __init__(self, text: str, first_line: int) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._first_line = first_line

    def place(self, offset: int) -> tuple[int, int]:
        """Line in the file and column of an offset in the text."""
        line = bisect_right(self._starts, offset) - 1
        return line + self._first_line, offset - self._starts[line] + 1


class OurFault(Exception):
    """An exception in our own code while it was busy with one file. Its cause is chained."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def guess(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that looks most like `word`, if one looks alike at all."""
    by_folded = {candidate.casefold(): candidate for candidate in allowed}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def choose_from(word: str, allowed: Iterable[str]) -> str:
    """The fix for a word that is not allowed: a guess, and what is allowed if that fits a line."""
    names = sorted(allowed)
    likely = guess(word, names)
    if len(names) > 20:
        return f"did you mean '{likely}'?" if likely else f"none of the {len(names)} looks like it"
    start = f"did you mean '{likely}'? " if likely else ""
    return f"{start}allowed: {', '.join(names) or 'nothing yet'}"
