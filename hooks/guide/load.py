"""A docs folder to a checked guide: read everything, then apply every rule, in one run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path as FolderPath
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from guide import files, labs, prose, tools, yaml_source
from guide.checks import NAMES_OF_PAGES, WHOLE_OF_PAGES
from guide.choosing import ChoosingFile
from guide.data_file import DataFile
from guide.drafts import NAMES_OF_DRAFTS
from guide.entries import Entries, GlossaryFile, PublishedFile, SkillsFile, SourcesFile
from guide.fields import Strict
from guide.kept import KeptPages
from guide.kinds import Kind, kind_of
from guide.lab_checks import NAMES_OF_LABS
from guide.library import Library, PathFile
from guide.page_file import PageFile
from guide.path_checks import NAMES_OF_PATHS, WHOLE_OF_PATHS
from guide.paths import Path
from guide.picture_checks import NAMES_OF_PICTURES, WHOLE_OF_PICTURES
from guide.printed import block
from guide.problem import Code, OurFault, Problem, bounded, choose_from, guess
from guide.question_checks import NAMES_OF_QUESTIONS, WHOLE_OF_QUESTIONS
from guide.reading import Reading, read, read_all
from guide.text_checks import TEXT_RULES
from guide.tool_checks import NAMES_OF_TOOLS
from guide.typed import typed
from guide.word_checks import NAMES_OF_WORDS, WHOLE_OF_WORDS
from guide.yaml_source import Place, Report

SKILLS, SOURCES, PUBLISHED = "skills.yml", "sources.yml", "published.yml"
GLOSSARY, CHOOSING = "glossary.yml", "choosing.yml"
DATA = (SKILLS, SOURCES, PUBLISHED, GLOSSARY, CHOOSING)
NAMES = (
    *NAMES_OF_PAGES,
    *TEXT_RULES,
    *NAMES_OF_QUESTIONS,
    *NAMES_OF_PICTURES,
    *NAMES_OF_PATHS,
    *NAMES_OF_TOOLS,
    *NAMES_OF_LABS,
    *NAMES_OF_WORDS,
    *NAMES_OF_DRAFTS,
)
"""Rules about single things and what they name."""
WHOLE = (
    *(*WHOLE_OF_PAGES, *WHOLE_OF_QUESTIONS, *WHOLE_OF_PICTURES),
    *(*WHOLE_OF_WORDS, *WHOLE_OF_PATHS),
)
"""Rules about the guide as a whole. They hold only when every file could be read and every name
leads somewhere: else one slip would be told at each place that it has an effect on."""
MOST_OF_A_RULE = 200
_MODELS: dict[Kind, Mapping[str, type[Strict]]] = {Kind.LAB: labs.MODELS, Kind.TOOL: tools.MODELS}
Model = TypeVar("Model", bound=BaseModel)
Rule = Callable[[Library], Iterator[Problem]]


@dataclass(frozen=True)
class Guide:
    """Everything that was read, and everything that is wrong with it, by place. `texts` are the
    files that findings can be about, named as findings name them."""

    library: Library
    problems: list[Problem]
    texts: dict[str, str]

    def printed(self, problem: Problem) -> str:
        """A finding for people, with the line that it is about."""
        return block(problem, self.texts.get(problem.path))

    @property
    def findings(self) -> list[tuple[str, str]]:
        """All findings for people, each with the file that it is about."""
        return [(problem.path, self.printed(problem)) for problem in self.problems]


def load(docs: FolderPath, shown: str = "docs", kept: KeptPages | None = None) -> Guide:
    """Read and check a docs folder; `shown` is how findings call it, `kept` are pages as they were
    read before. Raises OurFault, never anything else, when our own code fails on a file."""
    tree = files.read(docs, shown)
    library = Library(shown, assets=tree.assets, misnamed=tree.misnamed, drawings=tree.drawings)
    problems = tree.problems
    _data_files(library, tree, problems)
    homeless: set[str] = set()
    readings = _readings(tree, kept)
    for name, text in tree.texts.items():
        path = f"{shown}/{name}"
        try:
            if _is_homeless(library, name, text, _report(path, problems), homeless):
                continue
            if name.endswith(".md"):
                made = readings.get(name) or read(name.removesuffix(".md"), path, text)
                _page(library, name, text, path, problems, made)
            elif name not in DATA:
                _data(library, name, text, path, problems)
        except Exception as error:
            raise OurFault(path) from error
    for page in library.pages.values():
        if beside := library.data_of(page):
            page.prose = replace(page.prose, anchors=page.prose.anchors | set(beside.anchors))
    library.misnamed |= {_in_its_section(name) for name in library.misnamed}
    for name in sorted({*tree.unread, *library.misnamed}):
        _unread(library, name, f"{shown}/{name}")
    if tree.whole and "index" not in library.pages and not tree.misnamed:
        fix = "write it: the page on which readers arrive"
        _report(f"{shown}/index.md", problems)(
            (1, 1), Code.MISSING_FILE, "the file is missing", fix
        )
    if tree.whole:
        problems += _told_by(NAMES, library)
    if not problems and library.whole:
        problems += _told_by(WHOLE, library)
    texts = {f"{shown}/{name}": text for name, text in (tree.texts | tree.drawings).items()}
    return Guide(library, bounded(problems), texts)


def _told_by(rules: Iterable[Rule], library: Library) -> list[Problem]:
    """What rules find: each a bounded number of things, since a guess what was meant takes time."""
    return [problem for rule in rules for problem in islice(rule(library), MOST_OF_A_RULE)]


def _report(path: str, problems: list[Problem]) -> Report:
    def report(place: Place, code: Code, message: str, fix: str) -> None:
        problems.append(Problem(path, *place, code, message, fix))

    return report


def _section(folder: str) -> str | None:
    """The section that a folder is meant to be, if it looks like one."""
    return guess(folder, [kind.value for kind in Kind if kind.value])


def _in_its_section(name: str) -> str:
    """A file's name with the section that its folder looks like."""
    folder, slash, file = name.rpartition("/")
    return f"{_section(folder) or folder}{slash}{file}"


def _unread(library: Library, name: str, path: str) -> None:
    """What could not be read still counts as there: the slip is told once, not at each link."""
    folder, _, file = name.rpartition("/")
    if file.endswith(".md") and folder in [kind.value for kind in Kind]:
        page_id = name.removesuffix(".md")
        library.pages.setdefault(page_id, PageFile(page_id, path, None, prose.Prose()))
    elif folder == Kind.PATH and file.endswith(".yml"):
        path_id = file.removesuffix(".yml")
        if f"{Kind.PATH}/{path_id}" in library.pages:
            library.paths.setdefault(path_id, PathFile(path_id, path, None, None))
    elif folder in _MODELS and file.endswith(".yml"):
        data_id = file.removesuffix(".yml")
        library.data[kind_of(name)].setdefault(data_id, DataFile(data_id, path, None, None))


def _is_homeless(
    library: Library, name: str, text: str, report: Report, homeless: set[str]
) -> bool:
    """Whether a text stands in a folder that is no kind, or a lesson in none. That is told once a
    folder; what is in it counts as there, in the section that it looks like."""
    folder, _, file = name.rpartition("/")
    kinds = [kind.value for kind in Kind if kind.value]
    is_lesson = name.endswith(".md") and "\nteaches:" in text
    is_data = file in DATA
    if folder in kinds or (not folder and not is_lesson):
        return False
    likely = _section(folder)
    of_data = name.endswith(".yml")
    meant = [kind for kind in kinds if (kind in (Kind.PATH, *_MODELS)) == of_data]
    if not is_data:
        library.misnamed.update(f"{kind}/{file}" for kind in ([likely] if likely else meant))
    if folder not in homeless:
        told = f"'{folder}' is no kind of page" if folder else "a lesson in no section"
        fix = choose_from(folder, kinds)
        report((1, 1), Code.UNKNOWN_FOLDER, told, fix if folder else f"move it to a folder; {fix}")
    homeless.add(folder)
    return True


def _page(
    library: Library, name: str, text: str, path: str, problems: list[Problem], made: Reading
) -> None:
    page_id = name.removesuffix(".md")
    if made.meant:
        library.misnamed.add(f"{made.meant}/{name.rpartition('/')[2]}")
    problems += made.problems
    page, body, length = made.read
    written = text[len(text) - length :]
    library.pages[page_id] = PageFile(page_id, path, page, body, written, text)


def _readings(tree: files.Tree, kept: KeptPages | None) -> dict[str, Reading]:
    """The pages in the folders of kinds, by their files: as they were kept, or read now."""
    kinds = {kind.value for kind in Kind}
    pages = {
        name: text
        for name, text in tree.texts.items()
        if name.endswith(".md") and name.rpartition("/")[0] in kinds
    }
    found = {
        name: Reading(before, [], None)
        for name, text in pages.items()
        if kept and (before := kept.get(name, text))
    }
    new = {name: text for name, text in pages.items() if name not in found}
    for name, made, packed in read_all(new, tree.shown):
        found[name] = made
        if kept and not made.problems:
            kept.put(name, new[name], packed)
    if kept:
        kept.save()
    return found


def _data(library: Library, name: str, text: str, path: str, problems: list[Problem]) -> None:
    """The data of a path, a tool or a lab."""
    report = _report(path, problems)
    folder, _, file = name.rpartition("/")
    data_id = file.removesuffix(".yml")
    if folder not in (Kind.PATH, *_MODELS):
        names = list(DATA)
        library.misnamed.add(f"{Kind.PATH}/{file}")
        report(
            (1, 1),
            Code.FILE_TYPE,
            f"'{name}' is no data file of the guide",
            f"{choose_from(name, names)}; the data of a path stands in {Kind.PATH}/",
        )
    elif folder in _MODELS and data_id not in _MODELS[kind := kind_of(name)]:
        library.data[kind][data_id] = DataFile(data_id, path, None, None)
        told = f"no {kind.noun} is called '{data_id}'"
        needed = f"a new one needs a model, in hooks/guide/{kind}.py"
        fix = f"{choose_from(data_id, _MODELS[kind])}; {needed}"
        report((1, 1), Code.UNKNOWN_ID, told, fix)
    else:
        source = yaml_source.compose(text, 1, report)
        if folder == Kind.PATH:
            steps = typed(Path, source, report) if source else None
            library.paths[data_id] = PathFile(data_id, path, steps, source)
        else:
            kind = kind_of(name)
            made = typed(_MODELS[kind][data_id], source, report) if source else None
            library.data[kind][data_id] = DataFile(data_id, path, made, source)


def _data_files(library: Library, tree: files.Tree, problems: list[Problem]) -> None:
    library.skills = _entries(tree, SKILLS, SkillsFile, problems)
    library.sources = _entries(tree, SOURCES, SourcesFile, problems)
    if GLOSSARY in tree.texts or "glossary.md" in tree.texts:
        library.glossary = _entries(tree, GLOSSARY, GlossaryFile, problems)
    if CHOOSING in tree.texts:
        library.choosing = _entries(tree, CHOOSING, ChoosingFile, problems)
    library.published_before = _entries(tree, PUBLISHED, PublishedFile, problems)


def _entries(
    tree: files.Tree, name: str, model: type[RootModel[dict[str, Any]]], problems: list[Problem]
) -> Entries[Any]:
    path = f"{tree.shown}/{name}"
    report = _report(path, problems)
    if name not in tree.texts:
        is_elsewhere = any(other.endswith(f"/{name}") for other in tree.texts)
        if (
            not is_elsewhere
            and name not in tree.misnamed
            and not any(problem.path == path for problem in problems)
        ):
            about = (model.__doc__ or "").partition(": ")[2]
            report((1, 1), Code.MISSING_FILE, "the file is missing", f"write it: {about}")
        return Entries(path=path, whole=False)
    try:
        source = yaml_source.compose(tree.texts[name], 1, report)
        made = typed(model, source, report) if source else None
    except Exception as error:
        raise OurFault(path) from error
    known = made.root if made else yaml_source.plain(source, lambda *told: None) if source else {}
    return Entries(known, path=path, source=source, whole=made is not None)
