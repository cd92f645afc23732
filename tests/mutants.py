"""Whether the tests would see it if a check were wrong: each check is changed in one place after
another, and the tests that run that place must fail. `make mutants`; not part of `make test`.

    python -m tests.mutants [--every 1] [--most 100] [MODULE…]

What survives is printed with its line. The tests are collected and run once in this process, which
notes the lines of the checks that each of them runs; then a copy of it is made for each change.
"""

import argparse
import ast
import copy
import importlib
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.trees import ROOT

CHECKS = (
    *("checks", "text_checks", "path_checks", "soundness", "question_checks"),
    *("picture_checks", "tool_checks", "word_checks", "strays"),
)
TESTS = (
    *("bad_inputs", "checks", "files", "pictures", "tools", "glossary", "choosing", "soundness"),
    *("examples", "agreement", "budget", "royalties"),
)
SECONDS = 60
"""A change that keeps its tests busy for longer runs in circles: it is seen."""
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
    code: CodeType


def mutants(name: str) -> Iterator[Mutant]:
    """Every change of a module's functions, one place at a time."""
    file = ROOT / f"hooks/guide/{name}.py"
    tree = ast.parse(file.read_text("utf-8"))
    for function, node in _functions(tree, ""):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for place in _places(node):
            for change, mutate in _changes(place):
                kind, before = place.__class__, {**place.__dict__}
                mutate()
                made = compile(ast.fix_missing_locations(copy.deepcopy(tree)), str(file), "exec")
                place.__class__ = kind
                place.__dict__.clear()
                place.__dict__.update(before)
                code = _code_of(made, function)
                if code:
                    line = getattr(place, "lineno", node.lineno)
                    yield Mutant(name, line, function, lines, change, code)


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


def _changes(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    """The changes of one place, each with its name."""

    def put(**fields: Any) -> Callable[[], None]:
        return lambda: node.__dict__.update(fields)

    match node:
        case ast.Compare(ops=[op, *others]) if type(op) in _OPPOSITES:
            yield "comparison", put(ops=[_OPPOSITES[type(op)](), *others])
        case ast.BoolOp(op=ast.And()):
            yield "and to or", put(op=ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield "or to and", put(op=ast.And())
        case ast.BinOp(op=ast.Add()):
            yield "+ to -", put(op=ast.Sub())
        case ast.BinOp(op=ast.Sub()):
            yield "- to +", put(op=ast.Add())
        case ast.Constant(value=bool() as value):
            yield f"{value} turned", put(value=not value)
        case ast.Constant(value=int() as value):
            yield f"{value} + 1", put(value=value + 1)
        case ast.Constant(value=str() as value):
            yield f"{value!r} changed", put(value=value + "@")
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition turned", put(test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Return(value=value) if value and not _is_none(value):
            yield "returns None", put(value=ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # An empty list keeps the function a generator.
            yield "yields nothing", put(value=ast.YieldFrom(ast.List([], ast.Load())))
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield "removed", lambda: _pass(node)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _pass(node: ast.stmt) -> None:
    """Turn a statement into one that does nothing, in its place."""
    place = {name: node.__dict__[name] for name in ("lineno", "col_offset")}
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

    def __init__(self, modules: list[str], most: int, every: int) -> None:
        self.modules = modules
        self.most = most
        self.every = every
        self.survived: list[Mutant] = []
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._items: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._files = {str(ROOT / f"hooks/guide/{name}.py"): name for name in modules}
        self._spent: dict[int, float] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        # The real guide has no findings, and takes long: it says nothing about a check.
        session.items[:] = [
            i for i in session.items if "real" not in getattr(i, "fixturenames", ())
        ]
        items: list[pytest.Item] = []
        for item in session.items:
            number, start = len(items), time.perf_counter()
            sys.settrace(lambda frame, *_, n=number: self._trace(frame, n))
            passed = _passes(item)
            sys.settrace(None)
            self._spent[number] = time.perf_counter() - start
            if passed:
                items.append(item)
            else:
                print(f"{item.nodeid} fails before anything is changed", flush=True)
                for numbers in self._items.values():
                    numbers.discard(number)
        for name in self.modules:
            for mutant in islice(mutants(name), 0, None, self.every):
                self._try(mutant, items)
        return True

    def _trace(self, frame: FrameType, number: int) -> Any:
        name = self._files.get(frame.f_code.co_filename)
        if name is None:
            return None

        def line(frame: FrameType, event: str, _: object) -> Any:
            self._items[name, frame.f_lineno].add(number)
            return line

        return line

    def _try(self, mutant: Mutant, items: list[pytest.Item]) -> None:
        count = self.counts[mutant.module]
        count[0] += 1
        run = self._items[mutant.module, mutant.line]
        rare = sorted(run, key=lambda number: self._rank(mutant, number))[: self.most]
        if _is_seen(mutant, [items[number] for number in rare]):
            count[1] += 1
        else:
            self.survived.append(mutant)
            where = f"hooks/guide/{mutant.module}.py:{mutant.line}"
            print(f"{where}: survived: {mutant.change} ({len(rare)} tests)", flush=True)

    def _rank(self, mutant: Mutant, number: int) -> tuple[float, float]:
        """Tests that run lines of the function which few others run come first: they say most about
        it. Of equal ones the quick."""
        said = 0.0
        for line in mutant.lines:
            numbers = self._items.get((mutant.module, line), ())
            said += 1 / len(numbers) if number in numbers else 0
        return -said, self._spent[number]


def _is_quick(item: Any) -> bool:
    """Not a test of the real guide, which has no findings and takes long."""
    return "real" not in item.fixturenames


def _passes(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, nextitem=None, log=False)
    return not any(report.failed for report in reports)


def _is_seen(mutant: Mutant, items: list[pytest.Item]) -> bool:
    """Whether one of the tests fails with the change, tried in a copy of this process."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        signal.alarm(SECONDS)
        try:
            module = importlib.import_module(f"guide.{mutant.module}")
            _function(module, mutant.function).__code__ = mutant.code
            seen = not all(_passes(item) for item in items)
        except BaseException:
            seen = True
        os._exit(seen)
    _, status = os.waitpid(child, 0)
    return status != 0


def main() -> None:
    """Try all changes of the modules named, or of all checks, and print what survived."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("modules", nargs="*", default=CHECKS)
    words.add_argument("--most", type=int, default=100, help="Tests that are run for a change.")
    words.add_argument("--every", type=int, default=1, help="Try every n-th change only.")
    given = words.parse_args()
    runner = Runner([Path(name).stem for name in given.modules], given.most, given.every)
    files = [str(ROOT / f"tests/test_{name}.py") for name in TESTS]
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", "-s"]
    code = pytest.main([*options, *files], plugins=[runner])
    total = seen = 0
    for name, (tried, killed) in runner.counts.items():
        print(f"{name}: {killed} of {tried} changes seen, {killed / tried:.1%}")
        total, seen = total + tried, seen + killed
    if total:
        print(f"in all: {seen} of {total}, {seen / total:.1%}")
    sys.exit(bool(total == 0 or seen / total < 0.9) or code not in (0, 5))


if __name__ == "__main__":
    main()
