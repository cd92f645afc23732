"""The floors of `hooks/guide/`, kept by a test: imports only go down."""

import ast
import re

import guide
from tests.trees import ROOT

MODULES = {
    file.stem: file for file in (ROOT / "hooks/guide").glob("*.py") if file.stem != "__init__"
}
FLOORS = {
    name: int(floor) for floor, name in re.findall(r"^(\d+) +(\w+) ", guide.__doc__ or "", re.M)
}


def imported(name: str) -> set[str]:
    """All modules that a module imports, with those of the guide by their own names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.module == "guide":
                found |= {f"guide.{alias.name}" for alias in node.names}
            else:
                found.add(node.module or "")
    return found


def test_every_module_has_its_floor() -> None:
    assert FLOORS.keys() == MODULES.keys()


def test_imports_only_go_down() -> None:
    up = [
        f"{name} imports {other}"
        for name in MODULES
        for other in imported(name)
        if other.startswith("guide.") and FLOORS[other[6:]] >= FLOORS[name]
    ]
    assert up == []


def test_nothing_in_the_guide_knows_the_engine() -> None:
    knows = [name for name in MODULES if any(i.startswith("mkdocs") for i in imported(name))]
    assert knows == []


def test_modules_stay_small() -> None:
    sizes = {name: len(file.read_text("utf-8").splitlines()) for name, file in MODULES.items()}
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert len((ROOT / "hooks/events.py").read_text("utf-8").splitlines()) <= 150
