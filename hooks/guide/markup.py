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
from markdown.postprocessors import Postprocessor
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
        md.inlinePatterns.register(_Citation(CITATION, md), "citation", 175)
        # Below 'raw_html' (30), which brings the stored links back.
        md.postprocessors.register(_Numbers(md), "citation", 25)
        _ReaderBlocks(self._readers).extendMarkdown(md)


class _Citation(InlineProcessor):
    """`[^source]` as a link to the list below the text, without its number yet: inline marks are
    not met in the order of the text. Stored as HTML, since the engine would look for the target
    of an element's link in the text, and the list of sources is printed by the template."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The link, and the part of the text that it stands for."""
        return self.md.htmlStash.store(f'<a class="cite" {m["source"]}></a>'), m.start(), m.end()


class _Numbers(Postprocessor):
    """Numbers the citations of a page. A source keeps the number of its first citation."""

    def run(self, text: str) -> str:
        """The page with its citations numbered in the order of its text."""
        numbers: dict[str, int] = {}

        def numbered(found: re.Match[str]) -> str:
            source = found["source"]
            number = numbers.setdefault(source, len(numbers) + 1)
            return (
                f'<a class="cite" href="#source-{source}" aria-label="Source {number}">{number}</a>'
            )

        return re.sub(r'<a class="cite" (?P<source>[\w-]+)></a>', numbered, text)


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
