"""Markdown that says the same in less time: what can find nothing in a text is not tried on it."""

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

_Test = Callable[[Element, str], bool]


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
        self._tried: dict[tuple[frozenset[str], bool], list[int]] = {}

    # Markdown calls these two by their private names. Were they renamed, all would be as without
    # this class, only slower.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        # What a pattern found is taken out of the text: no sign can come to it.
        for index in self._to_try(frozenset(self._SIGN.findall(data))):
            start, found = 0, index >= patternIndex
            while found:
                data, found, start = apply(self.inlinePatterns[index], data, index, start)
        return data

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


class _Unescape(UnescapeTreeprocessor):
    """Looks at all of a text only if a backslash stands in it: no other sign is escaped."""

    def run(self, root: Element) -> None:
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(root)


class Quick(Extension):
    """To be the last extension: it takes the patterns that are there."""

    BLOCKS: Final = {"hashheader": "#", "quote": ">", "table": "|", "reference": "]:"}
    """What stands in each block of these kinds. Others are tried as ever."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called once, when the extensions are set up."""
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
        # They are asked half a million times in 1,000 pages, as a list of seventy names.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
        kinds = md.parser.blockprocessors
        for name, sign in self.BLOCKS.items():
            if name in kinds:
                kinds[name].test = _if_there(sign, kinds[name].test)  # type: ignore
        md.parser.blockprocessors = list(kinds)  # type: ignore[assignment]


def _if_there(sign: str, test: _Test) -> _Test:
    return lambda parent, block: sign in block and test(parent, block)
