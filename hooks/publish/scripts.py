"""Scripts as they are published: few files in place of one a module, without comments.

The sources are ES modules that a browser takes as they are; thirty of them are thirty requests.
Here each script that a page loads becomes one file, with the modules that only it needs. What
several scripts need stands in the main script if that has it, else in a file that they share: a
module runs once on a page, as it would without this.

The modules keep to a part of the language, so that this stays simple: imports at the beginning of a
line, named or of a whole module; exports of `const`, `function` and `class` where they are
declared; no circle of imports.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

MAIN = "main.js"
LOADED = (MAIN, "elements/tools/*", "elements/labs/*")
"""What pages load; of the folders, the modules that no other one imports."""
_IMPORT = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\}|\* as (?P<all>\w+)) from "(?P<file>\.[^"]*)";$', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:const|function\*?|class) (?P<name>\w+))", re.MULTILINE
)
_OTHER = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)
_LAZY = re.compile(r'\bimport\("(?P<file>\.[^"]*)"\)')
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)$\n?", re.DOTALL | re.MULTILINE
)
"""Comments that have lines of their own. What tells types may name modules that are not loaded. No
more is taken out: to tell a comment behind code from a text that looks like one takes a parser."""
_TYPES = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_OWN_ADDRESS = "import.meta.url"


class NotSimple(ValueError):
    """A module steps out of the part of the language that is bundled here."""


@dataclass
class Module:
    """A module: its text, and the modules that it imports, by their places in the folder."""

    name: str
    text: str

    @property
    def imports(self) -> list[str]:
        """What must run before it."""
        return [self.found(match["file"]) for match in _IMPORT.finditer(self.text)]

    @property
    def lazy(self) -> list[str]:
        """What it loads when it is needed."""
        return [self.found(match["file"]) for match in _LAZY.finditer(_TYPES.sub("", self.text))]

    def found(self, address: str) -> str:
        """The place in the folder of a module, from its address in this one."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), address))


def bundle(folder: Path) -> None:
    """Put in place of the modules of a folder the few files that pages load. Raises NotSimple."""
    texts = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.js"))
    }
    made = _as_before(tuple(texts.items()))
    for name in texts:
        if name not in made:
            (folder / name).unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    for place in sorted(folder.rglob("*/"), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()


@lru_cache(maxsize=1)
def _as_before(texts: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The files to publish; while a site is served, most builds have the modules of the last."""
    return bundled(dict(texts))


def bundled(texts: dict[str, str], loaded: Iterable[str] = LOADED) -> dict[str, str]:
    """The files to publish, from the modules of a folder by their places in it. What nothing that
    is loaded needs stays out."""
    modules = {name: Module(name, _COMMENT.sub("", text)) for name, text in texts.items()}
    imported = {name for module in modules.values() for name in module.imports}
    lazy = {name for module in modules.values() for name in module.lazy}
    roots = [name for name in modules if name in lazy or _is_worklet(name) or name == MAIN]
    roots += [
        name
        for name in modules.keys() - imported - set(roots)
        if any(fnmatch(name, pattern) for pattern in loaded)
    ]
    roots.sort()
    reach = {root: _in_order(modules, root) for root in roots}
    together = [root for root in roots if not _is_alone(root)]
    files: dict[str, list[str]] = {}
    made = {}
    places = {
        name: _place([root for root in together if name in reach[root]])
        for root in together
        for name in reach[root]
    }
    for root in sorted(together, key=lambda root: root != MAIN):
        files.setdefault(root, [])
        for name in reach[root]:
            chunk = files.setdefault(places[name], [])
            if name not in chunk:
                chunk.append(name)
    for file, names in files.items():
        made[file] = _printed(modules, file, names, places)
    for root in filter(_is_alone, roots):
        of_main = () if _is_worklet(root) else reach.get(MAIN, ())
        place = {name: MAIN if name in of_main else root for name in reach[root]}
        own = [name for name in reach[root] if place[name] == root]
        made[root] = _printed(modules, root, own, place)
    return made


def _is_worklet(root: str) -> bool:
    return root.endswith("-worklet.js")


def _is_alone(root: str) -> bool:
    """Whether no other script than the main one can need its modules at the same time: a page has
    one tool at most, and a worklet is a world of its own."""
    return root.startswith("elements/tools/") or _is_worklet(root)


def _in_order(modules: dict[str, Module], root: str) -> list[str]:
    """A module and all that it stands on, each after what it imports."""
    ordered: dict[str, bool] = {}

    def visit(name: str, importer: str) -> None:
        if name not in modules:
            raise NotSimple(f"{importer} imports {name}, which is not there")
        if ordered.get(name) is False:
            raise NotSimple(f"{importer} imports {name}, which imports it in turn")
        if name not in ordered:
            ordered[name] = False
            for needed in modules[name].imports:
                visit(needed, name)
            del ordered[name]
            ordered[name] = True

    visit(root, root)
    return list(ordered)


def _place(roots: list[str]) -> str:
    """The file that holds a module, from the scripts that need it."""
    if MAIN in roots:
        return MAIN
    if len(roots) == 1:
        return roots[0]
    return posixpath.join(posixpath.commonpath(map(posixpath.dirname, roots)), "shared.js")


def _printed(
    modules: dict[str, Module], file: str, names: Iterable[str], place: dict[str, str]
) -> str:
    """One file: what it takes from others, its modules in order, what others take from it."""
    names = list(names)
    elsewhere: dict[str, list[str]] = {}
    for name in names:
        for needed in modules[name].imports:
            if place[needed] != file and needed not in elsewhere.get(place[needed], ()):
                elsewhere.setdefault(place[needed], []).append(needed)
    lines = [
        f'import {{ {", ".join(map(_variable, taken))} }} from "{_relative(file, other)}";'
        for other, taken in elsewhere.items()
    ]
    if file in modules and file not in names:  # the script itself stands in a file that it shares
        lines.append(f'import "{_relative(file, place[file])}";')
    lines += [_wrapped(modules[name], file) for name in names]
    if not _is_alone(file):
        lines.append(f"export {{ {', '.join(map(_variable, names))} }};")
    return "\n".join(lines) + "\n"


def _wrapped(module: Module, file: str) -> str:
    """A module as a value that holds what it exports; its other names stay its own."""
    exports = [found["name"] for found in _EXPORT.finditer(module.text)]
    body = _IMPORT.sub(lambda found: _taken(module, found), module.text)
    body = _EXPORT.sub("", body)
    if left := _OTHER.search(body):
        raise NotSimple(f"{module.name}: cannot bundle: {left[0]}")
    own = f'new URL("{_relative(file, module.name)}", {_OWN_ADDRESS}).href'
    body = body.replace(_OWN_ADDRESS, own)
    body = _LAZY.sub(lambda found: _loaded(file, module.found(found["file"])), body)
    kept = ", ".join(exports)
    return f"const {_variable(module.name)} = (() => {{\n{body}\nreturn {{ {kept} }};\n}})();"


def _loaded(file: str, name: str) -> str:
    """The value of a module that is loaded when it is needed."""
    return f'import("{_relative(file, name)}").then((file) => file.{_variable(name)})'


def _taken(module: Module, found: re.Match[str]) -> str:
    """An import, as names for parts of another module's value."""
    value = _variable(module.found(found["file"]))
    names = found["all"] or f"{{ {', '.join(_renamed(found['names']))} }}"
    return f"const {names} = {value};"


def _renamed(names: str) -> Iterator[str]:
    for name in filter(None, map(str.strip, names.split(","))):
        yield name.replace(" as ", ": ")


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _relative(file: str, other: str) -> str:
    address = posixpath.relpath(other, posixpath.dirname(file))
    return address if address.startswith(".") else f"./{address}"
