"""The docs folder as it stands: texts by path, other files by name, what is wrong with either.

Symbolic links are never followed: what stands outside the folder is never read, so it cannot be
published by mistake.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from stat import S_IFDIR, S_ISDIR, S_ISLNK, S_ISREG

from guide import picture_files
from guide.problem import Code, Problem

TEXTS = frozenset({".md", ".yml"})
PICTURES = frozenset({".svg", ".png", ".jpg", ".webp", ".avif"})
DRAWINGS = "pictures/"
LICENCE = "LICENSE"
LARGEST = {".md": 50_000, ".svg": 20_000, ".yml": 500_000}
"""In bytes. The longest readable page is about 20,000; the engine takes the largest in a second."""
LONGEST_NAME = 100

# C0 and C1 controls but tab and newline, soft hyphen, directional marks and overrides, zero-width
# space, word joiner, line and paragraph separators, byte order mark, two codes that are no
# characters, tag characters. The joiners U+200C and U+200D stay: scripts and emoji need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_MEANT = {
    "": ".md",
    ".markdown": ".md",
    ".mdown": ".md",
    ".txt": ".md",
    ".yaml": ".yml",
    ".jpeg": ".jpg",
    ".json": ".yml",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]+)?")


@dataclass
class Tree:
    """A docs folder. `texts` (Markdown and YAML) and `assets` (pictures and the licence) are named
    by their path inside it, with slashes; `drawings` are the texts of the pictures in `pictures/`;
    `unread` texts are there and could not be read; `misnamed` files are there under another name,
    and stand under the name they should have; `shown` is how the folder is called in findings;
    `whole` is False when a folder inside could not be read."""

    shown: str
    whole: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    misnamed: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)
    drawings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, name: str, code: Code, message: str, fix: str, line: int = 1, column: int = 1
    ) -> None:
        """Keep one finding about the file `name`."""
        self.problems.append(Problem(f"{self.shown}/{name}", line, column, code, message, fix))


def read(docs: Path, shown: str = "docs") -> Tree:
    """Read a docs folder. What cannot be read as it should be is a finding, and left out."""
    tree = Tree(shown)
    published: dict[str, str] = {}
    # Sound names first: of two files for one address, the one with a sound name is kept.
    for name, mode in sorted(_walk(docs, ""), key=lambda entry: not _is_sound(entry[0])):
        if S_ISLNK(mode):
            target = os.readlink(docs / name)
            tree.report(
                name,
                Code.SYMBOLIC_LINK,
                f"is a symbolic link to '{target}', and links are never followed",
                "put the file itself here, or delete the link",
            )
            tree.misnamed.add(name)
            tree.whole &= not (docs / name).is_dir()
        elif S_ISDIR(mode):
            fix = "make it readable for yourself, for example with chmod u+rx"
            tree.report(name, Code.UNREADABLE, "is a folder that cannot be read", fix)
            tree.whole = False
        elif _has_address(tree, name, published):
            _keep(tree, docs / name, name, mode)
    return tree


def called(docs: Path, root: Path) -> str:
    """A docs folder as findings call it: by its path from `root`, if it stands inside."""
    docs, root = docs.resolve(), root.resolve()
    return (docs.relative_to(root) if docs.is_relative_to(root) else docs).as_posix()


def symbolic_folders(docs: Path) -> bool:
    """Whether the folder holds symbolic links to folders: an engine that follows them can walk
    in circles for ever."""
    return any(S_ISLNK(mode) and (docs / name).is_dir() for name, mode in _walk(docs, ""))


def _walk(folder: Path, inside: str) -> Iterator[tuple[str, int]]:
    """Every file and link in a folder; a folder that cannot be read is given like a file."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield inside.rstrip("/"), S_IFDIR
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = inside + entry.name
        mode = entry.stat(follow_symlinks=False).st_mode
        if S_ISDIR(mode):
            yield from _walk(folder / entry.name, f"{name}/")
        else:
            yield name, mode


def _is_sound(name: str) -> bool:
    base = name.rpartition("/")[2]
    sound = all(_NAME.fullmatch(part) for part in name.split("/")) and len(base) <= LONGEST_NAME
    return base == LICENCE or (sound and base != "readme.md")


def _has_address(tree: Tree, name: str, published: dict[str, str]) -> bool:
    """Whether a file has a clean address of its own; if not, that is reported."""
    better = better_name(name)
    # A better name would not help a file of a type that is never published.
    if _is_sound(name) or PurePosixPath(better).suffix not in {*TEXTS, *PICTURES, *_MEANT}:
        better = name
    address = better.removesuffix("/index.md") + ".md" if better.endswith("/index.md") else better
    if address in published:
        tree.report(
            name,
            Code.FILE_TWIN,
            f"would be published at the same address as '{published[address]}'",
            "merge the two, or rename this one",
        )
    elif better != name:
        tree.misnamed.add(better)
        tree.report(
            name,
            Code.FILE_NAME,
            "has a name that does not make a clean address",
            f"rename it to '{better}': lower-case letters, digits and hyphens, "
            f"at most {LONGEST_NAME} characters",
        )
    published[address] = better
    return better == name


def better_name(name: str) -> str:
    """The name that a file should have: what is left of its own in a clean address."""
    parts = []
    name = re.sub(r"(^|/)readme\.md$", r"\1index.md", name.casefold())
    # An editor's or a system's second ending hides the one that was meant.
    for part in re.sub(r"(\.md|\.yml)(\.[a-z]+|~)$", r"\1", name).split("/"):
        stem, dot, ending = part.rpartition(".")
        stem = re.sub(r"[^a-z0-9]+", "-", stem if dot else ending).strip("-")[: LONGEST_NAME - 10]
        parts.append((stem or "page") + (dot + ending if dot else ""))
    return "/".join(parts)


def _keep(tree: Tree, file: Path, name: str, mode: int) -> None:
    ending = file.suffix
    if not S_ISREG(mode) or (ending not in TEXTS | PICTURES and file.name != LICENCE):
        tree.report(
            name,
            Code.FILE_TYPE,
            f"is of a type that the guide does not publish: '{ending or 'no ending'}'",
            f"use one of {', '.join(sorted(TEXTS | PICTURES))}, or keep it outside this folder",
        )
        tree.misnamed.add(str(PurePosixPath(name).with_suffix(_MEANT.get(ending, ending))))
    elif ending not in TEXTS:
        tree.assets.add(name)
        data = _bytes(tree, file, name)
        faults = list(picture_files.faults(name, data)) if data is not None else []
        for fault in faults:
            tree.report(name, *fault)
        if name.startswith(DRAWINGS) and ending == ".svg" and data is not None and not faults:
            text = _text(tree, file, name)
            if text is not None:
                tree.drawings[name] = text
    else:
        text = _text(tree, file, name)
        if text is None:
            tree.unread.append(name)
        else:
            tree.texts[name] = text


def _bytes(tree: Tree, file: Path, name: str) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        tree.report(
            name,
            Code.UNREADABLE,
            f"cannot be read: {error.strerror}",
            "make it readable for yourself, for example with chmod u+r",
        )
        return None


def _text(tree: Tree, file: Path, name: str) -> str | None:
    size, largest = file.lstat().st_size, LARGEST[file.suffix]
    if size > largest:
        tree.report(
            name,
            Code.TOO_LARGE,
            f"holds {size:,} bytes, and {largest:,} are the most",
            "split it into parts that can each be read in one sitting",
        )
        return None
    data = _bytes(tree, file, name)
    if data is None:
        return None
    text = _decoded(tree, name, data)
    if text is not None and not text.strip():
        tree.report(
            name, Code.EMPTY_FILE, "is empty", "write the page, or delete the file until you do"
        )
        return None
    return text


def _decoded(tree: Tree, name: str, data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, start = before.count(b"\n") + 1, before.rfind(b"\n") + 1
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        byte = data[error.start]
        tree.report(
            name,
            Code.NOT_UTF8,
            "is UTF-16, not UTF-8" if utf16 else f"is not UTF-8: byte 0x{byte:02X} means nothing",
            "save the file as UTF-8 (your editor's 'save with encoding')",
            line,
            len(before[start:].decode()) + 1,
        )
        return None
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
        tree.report(
            name,
            Code.BYTE_ORDER_MARK,
            "starts with a byte order mark (U+FEFF), which hides the first line",
            "save the file as UTF-8 without a byte order mark",
        )
    if "\r" in text:
        before_return, _, _ = text.partition("\r")
        tree.report(
            name,
            Code.LINE_ENDINGS,
            "has carriage returns (U+000D) at the ends of lines",
            "save it with the line endings of Unix (LF)",
            before_return.count("\n") + 1,
            len(before_return) - before_return.rfind("\n"),
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Most texts hold none, and the plain test is much quicker than the exact one.
    plain = text.replace("\n", "").replace("\t", "").isprintable()
    found = None if plain else INVISIBLE.search(text)
    if found:
        many = len(INVISIBLE.findall(text))
        more = f" (and {many - 1} more in this file)" if many > 1 else ""
        tree.report(
            name,
            Code.INVISIBLE_CHARACTER,
            f"holds an invisible character, U+{ord(found[0]):04X}{more}",
            "delete it; retype the line if you cannot see it",
            text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
        )
        text = INVISIBLE.sub("", text)
    return text
