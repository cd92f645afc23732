"""A page under another id: its file, and everything that names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FolderPath

import yaml

from guide import files
from guide.addresses import file_at, link_to
from guide.edits import Edits, Refused
from guide.kinds import Kind, is_index, kind_of
from guide.library import Library
from guide.page_file import PageFile
from guide.pages import link_fields, model_for
from guide.patches import Document, Patch, document, patched, scalars, targets
from guide.problem import guess
from guide.prose import BLOCK_NAME
from guide.yaml_source import Location

_PUBLISHED = "published.yml"
_ALIASES = "aliases"


@dataclass(frozen=True)
class Move:
    """A page's id now and afterwards; `leads_on` if the old one was published, and so must lead to
    the new one for ever."""

    old: str
    new: str
    leads_on: bool

    @property
    def kind(self) -> Kind:
        return kind_of(self.old)

    @property
    def names(self) -> tuple[str, str]:
        """The id's last part, now and afterwards."""
        return self.old.rpartition("/")[2], self.new.rpartition("/")[2]


def meant(library: Library, old: str, new: str) -> Move:
    """The move that is asked for. Raises Refused where it cannot be."""
    page = library.pages.get(old)
    if page is None:
        now = library.aliases.get(old)
        likely = guess(old, library.pages)
        ask = f" It is '{now}' now." if now else f" Did you mean '{likely}'?" if likely else ""
        raise Refused(f"There is no page '{old}'.{ask}")
    if page.kind is Kind.TOOL:
        raise Refused(f"'{old}' is a tool: templates and scripts have its name too.")
    if page.is_index or page.kind is Kind.SITE:
        raise Refused(f"'{old}' has its place in the site's frame, and cannot be moved.")
    if "/" not in new:
        new = f"{page.kind}/{new}"
    if new == old:
        raise Refused(f"'{old}' is its id already.")
    folder, _, name = new.rpartition("/")
    better = files.better_name(f"{name}.md").removesuffix(".md")
    if folder not in list(Kind) or not folder:
        kinds = ", ".join(kind for kind in Kind if kind)
        raise Refused(f"'{folder}' is no folder for pages. There are: {kinds}.")
    if name != better or is_index(new):
        ask = f" Try '{folder}/{better}'." if not is_index(new) else ""
        raise Refused(f"'{new}' makes no clean address.{ask}")
    if new in library.pages:
        raise Refused(f"'{new}' is there already: {library.pages[new].path}.")
    if library.aliases.get(new, old) != old:
        other = library.pages[library.aliases[new]]
        raise Refused(f"'{new}' was the address of '{other.title}' once, and leads to it.")
    return Move(old, new, old in library.published_before)


def edits(library: Library, docs: FolderPath, move: Move) -> Edits:
    """Everything that changes in the folder."""
    texts: dict[str, str] = {}
    gone: set[str] = set()
    for name, text in files.read(docs).texts.items():
        if move.names[0] not in text and name.rpartition(".")[0] != move.old:
            continue
        page = library.pages.get(name.removesuffix(".md"))
        patches = [*_in_data(name, text, page, move)]
        if page and name.endswith(".md"):
            patches += [*_in_text(text, page, move)]
        now = patched(text, patches)
        there = name
        if name.rpartition(".")[0] == move.old:
            there = move.new + name[len(move.old) :]
            gone.add(name)
            if name.endswith(".md"):
                now = _with_alias(now, move)
        if now != text or there != name:
            texts[there] = now
    return Edits(texts, frozenset(gone))


def _in_data(name: str, text: str, page: PageFile | None, move: Move) -> Iterator[Patch]:
    """Where the front matter or the data of a file names the page."""
    read = document(name, text) if name != _PUBLISHED else None
    if read is None:
        return
    fields = dict(link_fields(model_for(page.id))) if page and name.endswith(".md") else {}
    by_name = move.kind if kind_of(move.new) is move.kind else None
    for location, node in scalars(read.source.root):
        old, new = move.old, move.new
        if _names_alone(location, fields, by_name):
            old, new = move.names
        if location[0] != _ALIASES and re.fullmatch(rf"{re.escape(old)}(#.*)?", node.value):
            start, end = read.span(node)
            at = text.find(old, start, end)
            if at >= 0:
                yield Patch(at, at + len(old), new)


def _names_alone(location: Location, fields: dict[str, Kind | None], kind: Kind | None) -> bool:
    """Whether a value names a page of the moved one's kind, without its folder."""
    if kind and fields.get(str(location[0])) is kind:
        return True
    return kind is Kind.PATH and location[-1] == "path"


def _in_text(text: str, page: PageFile, move: Move) -> Iterator[Patch]:
    """Links whose target is another one afterwards, and blocks for readers of a moved path."""
    files_then = {link: to for link in page.prose.links if (to := _target(link.target, page, move))}
    for link, start, _ in targets(text, files_then):
        yield Patch(start, start + len(link.target.partition("#")[0]), files_then[link])
    if move.kind is Kind.PATH:
        old, new = move.names
        block = rf"^/// *{BLOCK_NAME} *\| *(?P<path>{re.escape(old)}) *$"
        for found in re.finditer(block, text, re.MULTILINE):
            yield Patch(*found.span("path"), new)


def _target(target: str, page: PageFile, move: Move) -> str | None:
    """The file of a link's target as it is written afterwards; None if that stays as it is."""
    file = target.partition("#")[0]
    if not file or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", file):
        return None
    page_then = move.new if page.id == move.old else page.id
    leads = file_at(page.id, file)
    leads_then = f"{move.new}.md" if leads == f"{move.old}.md" else leads
    if file_at(page_then, file) == leads_then:
        return None
    return link_to(page_then, leads_then)


def _with_alias(text: str, move: Move) -> str:
    """The page with its old id among the ids that it had before, and without its new one."""
    read = document("page.md", text)
    assert read
    pairs = [pair for pair in read.source.root.value if pair[0].value == _ALIASES]
    held = [item.value for _, node in pairs for item in node.value]
    kept = [alias for alias in held if alias != move.new]
    kept += [move.old] if move.leads_on and move.old not in kept else []
    if kept == held:
        return text
    line = f"{_ALIASES}: [{', '.join(kept)}]\n" if kept else ""
    start, end = _lines_of(text, read, *pairs[0]) if pairs else [_end_of_matter(text)] * 2
    return patched(text, [Patch(start, end, line)])


def _lines_of(text: str, read: Document, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """The offsets of the lines on which a key and its list stand."""
    last = value.value[-1] if value.value else value
    return read.span(key)[0], text.index("\n", read.span(last)[1]) + 1


def _end_of_matter(text: str) -> int:
    return text.index("\n---", 3) + 1


def parts(library: Library, move: Move) -> list[str]:
    """Pages that were parts of the moved one by their names, and are not of the new one."""
    if move.new.startswith(f"{move.old}-"):
        return []
    whole = ((page, library.whole_of(page)) for page in library.published.values())
    return [page.path for page, of in whole if of and of.id == move.old]


def named_elsewhere(root: FolderPath, move: Move) -> list[str]:
    """Places outside the docs folder that name the page, as file:line: code and texts about the
    project, which a person has to change."""
    pattern = re.compile(rf"(?<![\w/-]){re.escape(move.old)}(?![\w/-])|{re.escape(move.old)}\.md")
    found: list[str] = []
    for folder, endings in (
        (".", "md yml toml"),
        ("hooks", "py md yml"),
        ("overrides", "html js"),
        ("tests", "py js"),
    ):
        files_there = (root / folder).glob("*") if folder == "." else (root / folder).rglob("*")
        for file in sorted(files_there):
            if file.suffix.removeprefix(".") in endings.split() and file.is_file():
                lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
                name = file.relative_to(root).as_posix()
                found += [f"{name}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return found
