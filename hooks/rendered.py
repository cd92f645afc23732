"""Pages through their templates, before the engine comes to write them: by all processors, and not
again if all is as it was when the last build did it."""

import logging
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pydantic_core import to_json

from guide import booklet, data_files, kept, lab_views
from guide.bodies import Bodies, Body
from guide.page_file import PageFile
from guide.terms import Link, linked
from guide.views import View, Views
from guide.workers import MANY, aside, spread

Value = TypeVar("Value")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
_TO_ESCAPE = re.compile("[&<>\"']").search
_PACKAGES = ("jinja2", "markupsafe", "mkdocs", "pydantic")


class Made(NamedTuple):
    """What is made of a page: its HTML, and what it leaves on paper if it is a step of a path,
    which few ask for."""

    html: str
    lesson: kept.Packed[booklet.Lesson] | None


class _Work(NamedTuple):
    """What was done for a page: its data as a key, and its body and itself if they are not kept."""

    key: str
    body: kept.Packed[Body] | None
    made: kept.Packed[Made] | None


class _Plan(NamedTuple):
    """What a page is made of: what stands around its text, what the engine tells of it, its body
    with the links to be in it; the same body if it was made anew; and a key for all this."""

    key: str
    around: View
    told: View
    body: Body
    links: list[Link]
    new_body: Body | None


class Rendered:
    """The pages of a build.

    What is kept can only be taken when it is still right, for this reason: a template is given
    nothing but plain data, all of which, written as JSON, is the key by which its page is kept
    (its text by what stands for it); and the cache as a whole is thrown away with any change of
    templates, code or libraries. So a view is made anew in each build, which takes less time than
    to print it."""

    def __init__(
        self, views: Views, env: Environment, config: MkDocsConfig, files: Files, cache: Path
    ) -> None:
        """Render all pages that were read."""
        # Nothing asks whether a text is escaped: no template of ours escapes by itself. A class of
        # its own for each that is took a tenth of printing.
        env.filters["e"] = escaped
        self._views, self._template = views, lru_cache(env.get_template)
        self._site = {"site_name": config.site_name}
        self._folder, self._address = Path(config.site_dir), config.site_url or ""
        self._on_paper = booklet.steps(views.library)
        self._bodies = Bodies(views.library)
        made_of = kept.code() + kept.digest(self._bodies.depends_on.encode())
        self._kept_bodies: kept.Kept[Body] = kept.Kept(cache / "bodies", made_of)
        self._made_by = _made_by(env, config)
        self._kept: kept.Kept[Made] = kept.Kept(cache / "rendered", self._made_by)
        self.files = files
        self.keys: dict[str, str] = {}  # all that a page is made of, by the name of its file
        pages = [file for file in files if file.page]
        holds, text = self._kept_bodies.holds, self._text
        new = sum(not holds(file.src_uri, text(file)) for file in pages)
        self._plans: dict[File, _Plan] = {}
        # Doubles of this process pay where there is much to make, not to see that all is kept.
        kept_works = {} if new > MANY else self._kept_works(pages)
        rest = [file for file in pages if file not in kept_works]
        for file, work in chain(
            kept_works.items(), zip(rest, spread(self._one, rest), strict=True)
        ):
            name = file.src_uri
            self.keys[name] = work.key
            self._kept_bodies.note(name, self._text(file), work.body)
            self._kept.note(name, work.key, work.made)
        self._kept_bodies.save()
        self._kept.save()

    def write_beside(self, papers: dict[str, bytes], at_once: bool) -> None:
        """Begin to write what the site holds beside its pages: the guide as data, and what is on
        paper of paths, but for what `papers` notes as standing there. It notes more if all is done
        at once; if not, the engine writes the pages meanwhile."""

        def write() -> None:
            booklet.write(self._views, self.lesson, self.paper, self._folder, self.keys, papers)
            data_files.write(self._views.library, self._folder, self._address)

        self.wait = aside(write, at_once)

    def html(self, page: Page) -> str:
        """A page as it is written."""
        return self._made(page.file.src_uri).html

    def lesson(self, page_id: str) -> booklet.Lesson:
        """What a step of a path leaves on paper."""
        packed = self._made(f"{page_id}.md").lesson
        assert packed
        return packed.value

    def paper(self, template: str, values: View) -> str:
        """Print a template for paper."""
        around = {"config": self._site, "page": None, "base_url": booklet.ROOT}
        return self._template(template).render({**around, **values})

    def _made(self, name: str) -> Made:
        made = self._kept.get(name, self.keys[name])
        assert made
        return made

    def _kept_works(self, pages: list[File]) -> dict[File, _Work]:
        """What is known of the pages that are kept; what the others are made of is remembered."""
        works = {}
        for file in pages:
            plan = self._planned(file)
            if self._kept.holds(file.src_uri, plan.key):
                works[file] = _Work(plan.key, _packed(plan.new_body), None)
            else:
                self._plans[file] = plan
        return works

    def _one(self, file: File) -> _Work:
        """What a page needs, as far as it is not kept."""
        plan = self._plans.pop(file, None) or self._planned(file)
        made = None
        if not self._kept.holds(file.src_uri, plan.key):
            try:
                made = self._render(plan)
            except Exception as error:
                logging.getLogger(__name__).error(f"Error building page '{file.src_uri}': {error}")
                raise
        return _Work(plan.key, _packed(plan.new_body), _packed(made))

    def _planned(self, file: File) -> _Plan:
        """What a page is made of."""
        engines, page = file.page, self._page(file)
        assert engines
        kept_body = self._kept_bodies.get(file.src_uri, self._text(file))
        body = kept_body or self._bodies.body(engines.content or "", page)
        links = self._bodies.links(body, page)
        around = self._views.around(page.id)
        labs = lab_views.shown(self._views.library, page.id, body.html)
        toc = _plain(engines.toc)
        told = {"url": engines.url, "canonical_url": engines.canonical_url, "toc": toc}
        of_text = [body.stands_for.hex(), links, labs, page.id in self._on_paper]
        key = kept.digest(self._made_by, to_json([around, told, of_text])).hex()
        return _Plan(key, around, told, body, links, None if kept_body else body)

    def _page(self, file: File) -> PageFile:
        page = self._views.library.of_file(file.src_uri)
        assert page
        return page

    def _text(self, file: File) -> str:
        """All that a body is made of, of its page."""
        assert file.page
        return f"{bool(self._page(file).lesson)} {file.page.content}"

    def _render(self, plan: _Plan) -> Made:
        view = plan.around | self._views.text(plan.around, linked(plan.body.html, plan.links))
        page = SimpleNamespace(meta={"guide": view}, **plan.told)
        values = {"config": self._site, "page": page, "base_url": ""}
        html = self._template("document.html").render(values)
        if view["id"] not in self._on_paper:
            return Made(html, None)
        return Made(html, kept.Packed(booklet.Lesson(view, plan.body.html, self.paper)))


def escaped(value: object) -> str:
    """A value as HTML shows it, as Jinja's own filter does it, but plain text."""
    text = str(value)
    return text.translate(_ESCAPES) if _TO_ESCAPE(text) else text


def _packed(value: Value | None) -> kept.Packed[Value] | None:
    return None if value is None else kept.Packed(value)


def _plain(contents: Iterable[Any]) -> list[View]:
    """A table of contents as plain data."""
    return [
        {"title": item.title, "url": item.url, "children": _plain(item.children)}
        for item in contents
    ]


def _made_by(env: Environment, config: MkDocsConfig) -> bytes:
    """All that pages depend on beside what templates are given: these, code, libraries."""
    assert env.loader
    names = sorted(env.list_templates(extensions=["html"]))
    depends_on = [
        sys.version,
        *map(version, _PACKAGES),
        config.site_name,
        Path(__file__).read_text("utf-8"),
        *(part for name in names for part in (name, env.loader.get_source(env, name)[0])),
    ]
    return kept.code() + kept.digest("\0".join(depends_on).encode())
