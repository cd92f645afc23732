"""Markdown to HTML, as MkDocs does it page by page, in less time: by one converter for all pages,
by all processors, and not again for a text that the last build converted."""

import logging
import re
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from guide import kept, markup
from guide.addresses import file_at
from guide.page_file import PageFile
from guide.problem import Problem
from guide.workers import spread

_PAGE = re.compile(r"(?P<name>[\w.][\w./-]*\.md)(?P<inside>#(?P<anchor>[\w-]+))?")
_PACKAGES = ("markdown", "mkdocs", "pymdown-extensions", "pygments")


class Text(NamedTuple):
    """What is made of a text: its HTML, its headings as nested values, its title if it has one of
    its own, the anchors that it links to by file, what the engine warned of, and whether
    something in it may run."""

    html: str
    headings: list[Any]
    title: str | None
    anchors: dict[str, dict[str, str]]
    told: list[tuple[int, str]]
    is_suspect: bool


class Texts:
    """The texts of a build, converted."""

    def __init__(
        self, texts: Mapping[str, str], config: MkDocsConfig, files: Files, cache: Path
    ) -> None:
        """Convert those of `texts`, by names of files, that `cache` does not hold, and keep there
        what the engine is content with."""
        self._files = files
        self._markdown = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._links = _Links(next(iter(files)), files, config)
        self._links._register(self._markdown)
        self._title = pages._ExtractTitleTreeprocessor()
        self._title._register(self._markdown)
        before: kept.Kept[Text] = kept.Kept(cache / "texts", _made_by(config, files))
        there = {name: text for name, text in texts.items() if name in files.src_uris}
        self._made = {n: made for n, text in there.items() if (made := before.get(n, text))}
        new = {name: text for name, text in there.items() if name not in self._made}
        for name, packed in zip(new, spread(self._convert, list(new.items())), strict=True):
            self._made[name] = made = packed.value
            if not made.told:
                before.put(name, new[name], packed)
        before.save()
        self._suspect = {name for name, made in self._made.items() if made.is_suspect}

    def will_render(self, page: Page) -> None:
        """Take the place of the page's own way to make HTML of its text."""
        page.render = lambda config, files: self._render(page)  # type: ignore[method-assign]

    def active(self, page: Page, file: PageFile) -> Problem | None:
        """What could run in the text of a page that was rendered."""
        if page.file.src_uri not in self._suspect:
            return None
        return markup.active(page.content or "", file.path, file.body, file.prose.first_line)

    def _render(self, page: Page) -> None:
        made = self._made.pop(page.file.src_uri)
        for level, told in made.told:
            pages.log.log(level, told)
        page.content, page.toc = made.html, get_toc(made.headings)
        page._title_from_render = made.title
        page.links_to_anchors = {
            file: anchors
            for target, anchors in made.anchors.items()
            if (file := self._files.get_file_from_path(target))
        }

    def _convert(self, item: tuple[str, str]) -> kept.Packed[Text]:
        name, text = item
        file = self._files.src_uris[name]
        self._links.file, self._links.links_to_anchors = file, {}
        self._title.title = None
        told = _Told()
        pages.log.addFilter(told.note)
        try:
            html = self._markdown.reset().convert(text)
        finally:
            pages.log.removeFilter(told.note)
        headings: list[Any] = getattr(self._markdown, "toc_tokens", [])
        anchors = {target.src_uri: said for target, said in self._links.links_to_anchors.items()}
        is_suspect = markup.suspect(html) is not None
        made = Text(html, headings, self._title.title, anchors, told.records, is_suspect)
        return kept.Packed(made)


class _Links(pages._RelativePathTreeprocessor):
    """Makes addresses of links as the engine does, in less time where one names a page."""

    def path_to_url(self, url: str) -> str:
        plain = _PAGE.fullmatch(url)
        file = plain and self.files.src_uris.get(file_at(self.file.src_uri, plain["name"]))
        if not (plain and file) or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            return super().path_to_url(url)
        if plain["anchor"]:
            self.links_to_anchors.setdefault(file, {}).setdefault(plain["anchor"], url)
        return get_relative_url(file.url, self.file.url) + (plain["inside"] or "")


class _Told:
    """What the engine says while it converts a text, kept back."""

    def __init__(self) -> None:
        self.records: list[tuple[int, str]] = []

    def note(self, record: logging.LogRecord) -> bool:
        self.records.append((record.levelno, record.getMessage()))
        return False


def _made_by(config: MkDocsConfig, files: Files) -> bytes:
    """All but the text itself that its HTML depends on: code, settings, and which files there are,
    since links lead to their addresses."""
    extensions = [e if isinstance(e, str) else type(e) for e in config.markdown_extensions]
    depends_on = [
        sys.version,
        *map(version, _PACKAGES),
        Path(__file__).read_text("utf-8"),
        repr((extensions, config.mdx_configs, config.use_directory_urls)),
        *sorted(f"{file.src_uri} {file.url} {file.inclusion}" for file in files),
    ]
    return kept.code() + kept.digest("\n".join(depends_on).encode())
