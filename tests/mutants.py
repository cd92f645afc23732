"""Whether the tests would see it if a check were wrong: each check is changed in one place after
another, and the tests that run that place must fail. `make mutants`; not part of `make test`.

    python -m tests.mutants [--part 1/3] [--seed 1] [MODULE[:LINE]…]

Of each module named, or of all checks, the changes are dealt into parts, and one part is tried; the
same seed deals them alike, so a run can be repeated, and parts have no change in common. The tests
are collected and run once in this process, which notes the lines of the checks that each of them
runs; then a copy of it is made for each change, and runs those tests until one fails. What survives
is printed with its line, and the table at the end says how many of each module were seen.
"""

import argparse
import ast
import importlib
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any
from zlib import crc32

import pytest
from _pytest.runner import runtestprotocol

from tests.trees import ROOT

CHECKS = {
    "checks": "bad_inputs checks choosing tools",
    "text_checks": "checks bad_inputs",
    "path_checks": "checks bad_inputs examples",
    "soundness": "checks soundness",
    "question_checks": "bad_inputs choosing glossary tools",
    "picture_checks": "pictures",
    "tool_checks": "agreement budget examples producer royalties tools",
    "lab_checks": "labs",
    "word_checks": "bad_inputs glossary",
    "strays": "bad_inputs",
    "links": "links",
    "files": "bad_inputs files",
    "picture_files": "files pictures",
    "prose": "bad_inputs prose",
    "blocks": "bad_inputs prose",
    "forms": "bad_inputs prose",
    "yaml_source": "bad_inputs",
    "yaml_slips": "bad_inputs",
    "typed": "bad_inputs",
    "wording": "bad_inputs budget labs royalties tools",
    "drafts": "bad_inputs command_new",
    "load": "bad_inputs checks files kept labs tools",
}
"""The modules that find what is wrong, each with the files of tests that are about it."""
SECONDS = 5
"""Of computing, beyond twice what its tests took before: a change that keeps them busy for longer
runs in circles, and is seen."""
LINES = 100_000
"""Of the checks that one test runs: what it runs after so many is not looked at, since that takes
long and is nearly always the same."""
MOST = 300
"""Tests that are run for one change."""
EQUIVALENT = {
    "files._decoded: '\\t'  →  '\\t@'": "the slower of two tests is made, and says the same",
    "files._decoded: '\\n'  →  '\\n@'": "the slower of two tests is made, and says the same",
    "files.better_name: '-'  →  '-@'": "no such sign is left that could be stripped",
    "prose.read: place[0] - first_line  →  place[0] + first_line": "more lines are parted than one",
    "forms.file_names: end >= 0  →  end > 0": "no name ends before the first sign",
    "forms.file_names: 0  →  1": "no name ends before the first sign",
}
"""Changes that no input can tell from what stands there, as they are printed: why not."""
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass
class Mutant:
    """One change: the module, the line, the function around it, what is changed, the code."""

    module: str
    line: int
    function: str
    lines: range
    change: str
    code: Callable[[], CodeType]

    @property
    def name(self) -> str:
        """The change without its line, which moves."""
        return f"{self.module}.{self.function}: {self.change}"

    def __str__(self) -> str:
        return f"hooks/guide/{self.module}.py:{self.line} {self.function}: {self.change}"


@dataclass
class Tried:
    """What became of the changes of one module."""

    number: int = 0
    seen: int = 0
    by_time: int = 0
    survived: list[Mutant] = field(default_factory=list)

    @property
    def alike(self) -> int:
        """How many of those that survived nothing could tell apart."""
        return sum(mutant.name in EQUIVALENT for mutant in self.survived)

    def row(self, name: str) -> str:
        """A row of the table, under HEAD."""
        rest = self.number - self.alike
        shares = (self.seen / self.number if self.number else 1, self.seen / rest if rest else 1)
        counts = (self.number, self.seen, self.by_time, len(self.survived), self.alike)
        return f"{name:16}{''.join(f'{n:9}' for n in counts)}{''.join(f'{n:9.1%}' for n in shares)}"


HEAD = "module            changes     seen  by time survived    alike    share  but for those alike"


def mutants(name: str) -> Iterator[Mutant]:
    """Every change of a module's functions, one place at a time."""
    file = ROOT / f"hooks/guide/{name}.py"
    tree = ast.parse(file.read_text("utf-8"))
    for function, node in _functions(tree, ""):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for place in _places(node):
            line = getattr(place, "lineno", node.lineno)
            for mutate in _changes(place):
                change = f"{_shown(place)}  →  {_changed(place, mutate, partial(_shown, place))}"

                def code(
                    place: ast.AST = place,
                    mutate: Callable[[], None] = mutate,
                    function: str = function,
                ) -> CodeType:
                    ast.fix_missing_locations(tree)
                    made = _changed(place, mutate, lambda: compile(tree, str(file), "exec"))
                    found = _code_of(made, function)
                    assert found, function
                    return found

                yield Mutant(name, line, function, lines, change, code)


def _changed(place: ast.AST, mutate: Callable[[], None], look: Callable[[], Any]) -> Any:
    """What is seen of the tree while a place in it is changed."""
    kind, before = place.__class__, {**place.__dict__}
    mutate()
    ast.fix_missing_locations(place)
    seen = look()
    place.__class__ = kind
    place.__dict__.clear()
    place.__dict__.update(before)
    return seen


def _shown(place: ast.AST) -> str:
    """A place as it is written: of a statement that holds others its first line."""
    text = ast.unparse(place).partition("\n")[0]
    return text if len(text) <= 70 else f"{text[:69]}…"


def _functions(node: Any, inside: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef):
            yield inside + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{inside}{child.name}.")


def _places(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """All that can be changed in a function: not its docstrings and types."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        yield node
        waiting += [
            child
            for name, value in ast.iter_fields(node)
            if name not in ("annotation", "returns", "args_types")
            for child in (value if isinstance(value, list) else [value])
            if isinstance(child, ast.AST) and not isinstance(child, ast.arguments)
        ]


def _changes(node: Any) -> Iterator[Callable[[], None]]:
    """The changes of one place."""

    def put(**fields: Any) -> Callable[[], None]:
        return lambda: node.__dict__.update(fields)

    match node:
        case ast.Compare(ops=[op, *others]) if type(op) in _OPPOSITES:
            yield put(ops=[_OPPOSITES[type(op)](), *others])
        case ast.BoolOp(op=ast.And()):
            yield put(op=ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield put(op=ast.And())
        case ast.BinOp(op=ast.Add()):
            yield put(op=ast.Sub())
        case ast.BinOp(op=ast.Sub()):
            yield put(op=ast.Add())
        case ast.Constant(value=bool() as value):
            yield put(value=not value)
        case ast.Constant(value=int() as value):
            yield put(value=value + 1)
        case ast.Constant(value=str() as value):
            yield put(value=value + "@")
        case ast.If() | ast.IfExp() | ast.While():
            yield put(test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Return(value=value) if value and not _is_false(value):
            yield put(value=ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # An empty list keeps the function a generator.
            yield put(value=ast.YieldFrom(ast.List([], ast.Load())))
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield lambda: _pass(node)


def _is_false(node: ast.AST) -> bool:
    """Whether it is None, or a constant that says the same: False, 0, an empty text."""
    return isinstance(node, ast.Constant) and not node.value


def _pass(node: ast.stmt) -> None:
    """Turn a statement into one that does nothing, in its place."""
    place = {name: node.__dict__[name] for name in ast.stmt._attributes}
    node.__dict__.clear()
    node.__dict__.update(place)
    node.__class__ = ast.Pass


def _code_of(code: CodeType, function: str) -> CodeType | None:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == function:
                return constant
            found = _code_of(constant, function)
            if found:
                return found
    return None


def _function(module: ModuleType, name: str) -> FunctionType:
    found: Any = module
    for part in name.split("."):
        found = found.__dict__[part]
    found = getattr(found, "fget", None) or getattr(found, "func", None) or found
    found = getattr(found, "__wrapped__", found)
    assert isinstance(found, FunctionType), name
    return found


class Runner:
    """The plug-in of pytest that runs the tests once, and then some of them for each change."""

    def __init__(self, chosen: list[Mutant]) -> None:
        self.chosen = chosen
        self.tried: dict[str, Tried] = defaultdict(Tried)
        self._running: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._files = {str(ROOT / f"hooks/guide/{one.module}.py"): one.module for one in chosen}
        self._spent: list[float] = []
        self._left = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        # The real guide has no findings, and takes long: it says nothing about a check.
        items = [i for i in session.items if "real" not in getattr(i, "fixturenames", ())]
        for number, item in enumerate(items):
            start, self._left = time.process_time(), LINES
            sys.settrace(lambda frame, *_, n=number: self._trace(frame, n))
            passed = _passes(item)
            sys.settrace(None)
            self._spent.append(time.process_time() - start)
            if number % 100 == 99:
                print(f"{number + 1} of {len(items)} tests run once", flush=True)
            if not passed:
                print(f"{item.nodeid} fails before anything is changed", flush=True)
                for numbers in self._running.values():
                    numbers.discard(number)
        print(f"{len(items)} tests, {len(self.chosen)} changes", flush=True)
        start = time.monotonic()
        for number, mutant in enumerate(self.chosen, 1):
            self._try(mutant, items)
            if number % 25 == 0:
                survived = sum(len(tried.survived) for tried in self.tried.values())
                spent = time.monotonic() - start
                print(f"{number} tried, {survived} survived, {spent:.0f} s", flush=True)
        return True

    def _trace(self, frame: FrameType, number: int) -> Any:
        name = self._files.get(frame.f_code.co_filename)
        if name is None or self._left <= 0:
            return None

        def line(frame: FrameType, event: str, _: object) -> Any:
            self._running[name, frame.f_lineno].add(number)
            self._left -= 1
            return line if self._left > 0 else None

        return line

    def _try(self, mutant: Mutant, items: list[pytest.Item]) -> None:
        tried = self.tried[mutant.module]
        tried.number += 1
        chosen = self._tests(mutant)
        seconds = SECONDS + 2 * sum(self._spent[number] for number in chosen)
        status = _status(mutant, [items[number] for number in chosen], seconds)
        if status:
            tried.seen += 1
            tried.by_time += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
        else:
            tried.survived.append(mutant)
            print(f"{mutant} ({len(chosen)} tests)", flush=True)

    def _tests(self, mutant: Mutant) -> list[int]:
        """The tests that run a change, at most MOST. Those that run lines of its function which few
        others run come first, since they say most about it, then those that do so elsewhere in its
        module, and in other checks; and the quick before the slow."""
        of_line = self._running[mutant.module, mutant.line]
        # The rest of an expression that stands on several lines has none that it begins.
        tests = of_line or set().union(*(self._running[mutant.module, n] for n in mutant.lines))
        says: dict[int, float] = defaultdict(float)
        for (module, line), numbers in self._running.items():
            near = module == mutant.module
            weight = 1 if near and line in mutant.lines else 0.2 if near else 0.05
            for number in numbers & tests:
                says[number] += weight / len(numbers)
        rare = sorted(tests, key=lambda n: says[n] / (0.1 + self._spent[n]), reverse=True)
        return rare[:MOST]


def _passes(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, nextitem=None, log=False)
    return not any(report.failed for report in reports)


def _status(mutant: Mutant, items: list[pytest.Item], seconds: float) -> int:
    """How a copy of this process ended that ran tests with the change: 0 if all of them passed."""
    function = _function(importlib.import_module(f"guide.{mutant.module}"), mutant.function)
    changed = mutant.code()
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            function.__code__ = changed
            seen = not all(_passes(item) for item in items)
        except BaseException:
            seen = True
        os._exit(seen)
    return os.waitpid(child, 0)[1]


def dealt(name: str, part: str, seed: int) -> list[Mutant]:
    """The changes of a module, or of one of its lines, that are in a part such as 1/3."""
    module, _, line = name.partition(":")
    number, of = map(int, part.split("/"))
    found = [m for m in mutants(Path(module).stem) if not line or m.line == int(line)]
    # By its name, so that a change stays in its part when others come and go.
    chosen = [m for m in found if crc32(f"{seed} {m.name}".encode()) % of == number - 1]
    return sorted(chosen, key=lambda mutant: mutant.line)


def main() -> None:
    """Try changes of the modules named, or of all checks, and print what survived."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("modules", nargs="*", default=CHECKS)
    words.add_argument("--part", default="1/1", help="The part of the changes that is tried.")
    words.add_argument("--seed", type=int, default=1, help="How changes are dealt into parts.")
    given = words.parse_args()
    runner = Runner([one for name in given.modules for one in dealt(name, given.part, given.seed)])
    tests = {name for one in runner.chosen for name in CHECKS[one.module].split()}
    files = [str(ROOT / f"tests/test_{name}.py") for name in sorted(tests)]
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", "-s"]
    code = pytest.main([*options, *files], plugins=[runner])
    every = Tried()
    print(HEAD)
    for name, tried in runner.tried.items():
        print(tried.row(name))
        every.number += tried.number
        every.seen += tried.seen
        every.by_time += tried.by_time
        every.survived += tried.survived
    print(every.row("in all"))
    for mutant in every.survived:
        why = EQUIVALENT.get(mutant.name)
        print(f"{mutant}{f' (alike: {why})' if why else ''}")
    sys.exit(every.number == 0 or every.seen / every.number < 0.9 or code not in (0, 5))


if __name__ == "__main__":
    main()
