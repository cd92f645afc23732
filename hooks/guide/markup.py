"""Two marks of our own in the text of pages, for Python-Markdown: citations, `[^source]`, and
blocks for one kind of reader:

    /// for | beatmaker
    Text that all readers see, labelled.
    ///
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import ClassVar

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from guide.prose import BLOCK_NAME, CITATION


class GuideMarkup(Extension):
    """Citations and reader blocks. `readers` are the titles of the paths by their ids."""

    def __init__(self, readers: Mapping[str, str]) -> None:
        super().__init__()
        self._readers = readers

    def extendMarkdown(self, md: Markdown) -> None:
        """Add both marks to one converter, which converts one page."""
        # Above 'reference' (170), which would take the brackets for a link.
        md.inlinePatterns.register(_Citation(md), "citation", 175)
        _ReaderBlocks(self._readers).extendMarkdown(md)


class _Citation(InlineProcessor):
    """`[^source]` as a number that leads to the list below the text. A source keeps the number
    of its first citation."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION, md)
        self._numbers: dict[str, int] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The link, stored as HTML: as an element the engine would look for its target in the
        text, and the list of sources is printed by the template."""
        source = m["source"]
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        link = f'<a class="cite" href="#source-{source}" aria-label="Source {number}">{number}</a>'
        return self.md.htmlStash.store(link), m.start(0), m.end(0)


class _ReaderBlocks(BlocksExtension):  # type: ignore[misc]
    def __init__(self, readers: Mapping[str, str]) -> None:
        super().__init__()
        self._readers = readers

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: "object") -> None:
        """Register the block under its name."""
        block_mgr.register(_ReaderBlock, {"readers": self._readers})  # type: ignore[attr-defined]


class _ReaderBlock(Block):  # type: ignore[misc]
    NAME = BLOCK_NAME
    ARGUMENT = True
    CONFIG: ClassVar[dict[str, object]] = {"readers": {}}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """An aside with a label; what stands in the block follows the label."""
        reader = self.argument.strip()
        label = self.config["readers"].get(reader, reader)
        box = etree.SubElement(parent, "section", {"class": "for-reader", "data-path": reader})
        box.set("aria-label", f"For: {label}")
        head = etree.SubElement(box, "p", {"class": "for-reader__label"})
        head.text = f"For: {label}"
        return box
