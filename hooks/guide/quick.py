"""Markdown that says the same in less time: what can find nothing in a text is not tried on it."""

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown, serializers
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString

_Test = Callable[[Element, str], bool]
_Run = Callable[[list[str]], list[str]]
_EMPTY: Final = serializers.HTML_EMPTY  # type: ignore[attr-defined]
_text = serializers._escape_cdata  # type: ignore[attr-defined]
_attribute = serializers._escape_attrib_html  # type: ignore[attr-defined]


class _Inline(InlineProcessor):
    """Tries on a text only the patterns whose sign stands in it: most texts hold none, and trying
    all on each takes a sixth of a build. What is not known here is always tried."""

    SIGNS: Final = {
        "backtick": "`",
        "escape": "\\",
        **dict.fromkeys(("reference", "short_reference", "link"), "["),
        **dict.fromkeys(("image_reference", "short_image_ref", "image_link"), "!"),
        **dict.fromkeys(("autolink", "automail", "html"), "<"),
        "linebreak": "\n",
        "entity": "&",
        "em_strong": "*_",
    }
    _SIGN = re.compile(r"[`\\\[!<\n&*_]")
    BY_NAME: Final = ("reference", "short_reference", "image_reference", "short_image_ref")
    """Those that find nothing where nothing was defined to refer to."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        # A plain list: the registry sorts itself out anew at each look.
        self.inlinePatterns = list(md.inlinePatterns)  # type: ignore[assignment]
        names = {md.inlinePatterns[n]: n for n in self.SIGNS if n in md.inlinePatterns}
        self._names = [names.get(pattern) for pattern in md.inlinePatterns]
        self._has_unknown = None in self._names
        self._tried: dict[tuple[frozenset[str], bool], list[int]] = {}

    # Markdown calls these by their private names. Were they renamed, all would be as without this
    # class, only slower.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        if not (self._has_unknown or self._SIGN.search(data)):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        # What a pattern found is taken out of the text: no sign can come to it.
        for index in self._to_try(frozenset(self._SIGN.findall(data))):
            start, found = 0, index >= patternIndex
            while found:
                data, found, start = apply(self.inlinePatterns[index], data, index, start)
        return data

    def _InlineProcessor__processPlaceholders(
        self, data: str, parent: Element, isText: bool = True
    ) -> list[tuple[Element, list[str]]]:
        if not data or STX in data:  # what was found in it is put back
            process = super()._InlineProcessor__processPlaceholders  # type: ignore[misc]
            return process(data, parent, isText)  # type: ignore[no-any-return]
        if isText:
            parent.text = parent.text + data if parent.text else data
        else:
            parent.tail = parent.tail + data if parent.tail else data
        return []

    def _to_try(self, there: frozenset[str]) -> list[int]:
        by_name = bool(self.md.references)
        if (there, by_name) not in self._tried:
            signs = {n: s for n, s in self.SIGNS.items() if by_name or n not in self.BY_NAME}
            self._tried[there, by_name] = [
                index
                for index, name in enumerate(self._names)
                if name is None or not there.isdisjoint(signs.get(name, ""))
            ]
        return self._tried[there, by_name]


class _Whitespace(NormalizeWhitespace):
    """As the library does it; but lines of spaces are looked for by their first sign."""

    _LINE_OF_SPACES = re.compile(r"\n +(?=\n)")

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines).replace(STX, "").replace(ETX, "")
        source = source.replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
        source = source.expandtabs(self.md.tab_length)
        return self._LINE_OF_SPACES.sub("\n", source).split("\n")


class _Attributes(AttrListTreeprocessor):
    """Looks at those elements alone that have a brace in what it looks at."""

    def run(self, doc: Element) -> None:
        braced = [element for element in doc.iter() if self._has_brace(element)]
        super().run(SimpleNamespace(iter=lambda: braced))  # type: ignore[arg-type]

    def _has_brace(self, element: Element) -> bool:
        if "{" in (element.text or "") or "{" in (element.tail or ""):
            return True
        for child in element:  # noqa: SIM110 - a generator takes longer than what it would ask
            if "{" in (child.tail or ""):
                return True
        return False


class _Unescape(UnescapeTreeprocessor):
    """Looks at all of a text only if a backslash stands in it: no other sign is escaped."""

    def run(self, root: Element) -> None:
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(root)


def _written(root: Element) -> str:
    """XHTML as the library writes it, of elements with names, which are all that Markdown makes."""
    parts: list[str] = []
    _write(root, parts.append)
    return "".join(parts)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    if attributes := element.items():
        write(f"<{tag}")
        for name, value in sorted(attributes):
            write(f" {name}" if value is None else f' {name}="{_attribute(value)}"')
        write(" />" if tag in _EMPTY else ">")
    else:
        write(f"<{tag} />" if tag in _EMPTY else f"<{tag}>")
    if tag not in _EMPTY:
        if text:
            write(_text(text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_text(tail))


class Quick(Extension):
    """To be the last extension: it takes the patterns that are there."""

    BLOCKS: Final = {
        "hashheader": ("#",),
        "setextheader": ("\n=", "\n-"),
        "quote": (">",),
        "table": ("|",),
        "reference": ("]:",),
    }
    """What stands in each block of these kinds: one of these. Others are tried as ever."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called once, when the extensions are set up."""
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        # It is asked half a million times in 1,000 pages.
        md.is_block_level = cache(md.is_block_level)  # type: ignore[method-assign]
        md.output_formats = md.output_formats | {"xhtml": _written}  # type: ignore[misc]
        if "toc" in md.treeprocessors and not md.treeprocessors["toc"].marker:  # type: ignore
            contents: Any = md.treeprocessors["toc"]
            # Nothing shows them as one piece of HTML.
            contents.build_toc_div = lambda _: Element("div")
            contents.run = _with_headings(contents.run)
        if "fenced_code_block" in md.preprocessors:
            fences = md.preprocessors["fenced_code_block"]
            fences.run = _if_fenced(fences.run)  # type: ignore
        kinds = md.parser.blockprocessors
        for name, signs in self.BLOCKS.items():
            if name in kinds:
                kinds[name].test = _if_there(signs, kinds[name].test)  # type: ignore
        md.parser.blockprocessors = list(kinds)  # type: ignore[assignment]


def _if_there(signs: tuple[str, ...], test: _Test) -> _Test:
    first, last = signs[0], signs[-1]
    return lambda parent, block: (first in block or last in block) and test(parent, block)


def _if_fenced(run: _Run) -> _Run:
    def run_if_fenced(lines: list[str]) -> list[str]:
        return run(lines) if any("```" in line or "~~~" in line for line in lines) else lines

    return run_if_fenced


def _with_headings(run: Callable[[Any], None]) -> Callable[[Element], None]:
    """The same, of those elements alone that are headings or have an id."""

    def run_with_headings(doc: Element) -> None:
        seen = [it for it in doc.iter() if it.tag[0] == "h" or it.get("id") is not None]
        run(SimpleNamespace(iter=lambda: seen))

    return run_with_headings
