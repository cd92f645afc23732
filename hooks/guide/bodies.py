"""The text of a page as it is printed, of the HTML that Markdown made of it: citations, blocks for
readers, tables and drawings in their places, and where terms of the glossary stand."""

from typing import NamedTuple

from guide import markup, pictures, tables
from guide.kept import digest
from guide.kinds import Kind
from guide.library import Library
from guide.page_file import PageFile
from guide.terms import Link, Mark, Terms


class Body(NamedTuple):
    """The text of a page, and the terms in it, which are not links yet: where those lead is the
    business of other pages. `stands_for` is what tells its HTML from any other."""

    html: str
    terms: list[Mark]
    stands_for: bytes


class Bodies:
    """The texts of one guide."""

    def __init__(self, library: Library) -> None:
        self._readers = {
            page.id.rpartition("/")[2]: page.title for page in library.of_kind(Kind.PATH)
        }
        self._drawings = library.drawings
        self._terms = Terms(library)

    @property
    def depends_on(self) -> str:
        """All that bodies are made of beside their pages and this code."""
        return repr((self._readers, self._drawings, self._terms.depends_on))

    def body(self, html: str, page: PageFile) -> Body:
        """What is made of the HTML of a page's text."""
        html = tables.labelled(markup.after(html, self._readers))
        html = pictures.inline(html, self._drawings)
        return Body(html, self._terms.standing(html, page), digest(html.encode()))

    def links(self, body: Body, page: PageFile) -> list[Link]:
        """The links to be in its HTML, for its terms."""
        return self._terms.links(body.terms, page)
