"""Prompts of `guide new`: a page begins as a draft, in which WRITE: asks for what is missing.

A draft may hold them, so that work can be kept and shown at any time. A page that is published may
not, and neither may a draft when it is merged. Of a page that cannot be read nobody knows which of
the two it is.
"""

import re
from collections.abc import Iterator

import yaml

from guide import blocks, forms
from guide.kinds import Kind
from guide.library import Library, PathFile
from guide.page_file import PageFile
from guide.problem import Code, Lines, Problem
from guide.yaml_source import Source

SIGN = "WRITE:"
# In a comment of either kind, or where a value or a text begins. In the middle of a sentence the
# sign is only spoken of.
_PROMPT = re.compile(
    rf"(?:<!--[ ]*|^[ ]*(?:#[ ]*|(?:-[ ])*(?:[\w-]+:[ ])?[\"']?))(?P<sign>{SIGN})"
    r"[ ]*(?P<asks>.*?)[ ]*(?:-->|[\"'])?[ ]*$",
    re.MULTILINE,
)


def in_published(library: Library) -> Iterator[Problem]:
    """No prompt stands on a page that readers see."""
    return _prompts(library, of_drafts=False)


def in_drafts(library: Library) -> Iterator[Problem]:
    """The prompts that are left in drafts. They stand in the way of a merge, and of nothing
    else."""
    return _prompts(library, of_drafts=True)


def _prompts(library: Library, of_drafts: bool) -> Iterator[Problem]:
    for page in library.pages.values():
        if page.page and page.draft == of_drafts and SIGN in page.text:
            yield from _of_page(page)
    for entry in library.paths.values():
        its_page = library.pages.get(f"{Kind.PATH}/{entry.id}")
        if its_page and its_page.page and its_page.draft == of_drafts and entry.source:
            yield from sorted(_of_path(entry, entry.source, of_drafts))


def _of_page(page: PageFile) -> Iterator[Problem]:
    lines = Lines(page.text, 1)
    # A page may show a prompt as an example, as code.
    for found in _PROMPT.finditer(forms.blank(blocks.FENCE, page.text)):
        yield _problem(page.path, *lines.place(found.start("sign")), found["asks"], page.draft)


def _of_path(entry: PathFile, source: Source, is_draft: bool) -> Iterator[Problem]:
    """Prompts in the values of a path's data."""
    waiting: list[yaml.Node] = [source.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif node.value.startswith(SIGN):
            place = node.start_mark.line + source.first_line, node.start_mark.column + 1
            yield _problem(entry.file, *place, node.value.removeprefix(SIGN).strip(), is_draft)


def _problem(path: str, line: int, column: int, asks: str, is_draft: bool) -> Problem:
    told = f"a prompt still stands here: '{asks}'"
    fix = "write that in its place, and take the prompt away"
    if not is_draft:
        fix += "; only a page with 'draft: true' may hold prompts"
    return Problem(path, line, column, Code.PROMPT, told, fix)


NAMES_OF_DRAFTS = (in_published,)
