"""Two marks of our own in the text of pages: citations, `[^source]`, and blocks for one kind of
reader:

    /// for | beatmaker
    Text that all readers see, labelled.
    ///

Python-Markdown leaves a citation as it stands, and makes a paragraph of a fence that stands alone,
so both are put in place around it: no extension has to look at each piece of each text.
"""

import re
from collections.abc import Mapping
from html import escape

from guide.problem import Code, Problem
from guide.prose import BLOCK_NAME, CITATION, Prose

# Characters for private use (Unicode, chapter 23): they mean nothing in any text of a page.
_OPEN, _CLOSE = "\ue000{}\ue001", "\ue000\ue001"
_CITATION = re.compile(CITATION)
_FENCE = re.compile("<p>\ue000(?P<reader>[^\ue001]*)\ue001</p>")
_CODE = re.compile(r"(<(code|pre)\b.*?</\2>)", re.DOTALL)


_ACTIVE = re.compile(
    r"<(?:script|iframe|frame|object|embed|svg|math|style|base|form|meta|link|template)\b"
    r"|<[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*?[\s/\"'](?:on\w+|style|srcdoc)\s*="
    r"|\s(?:href|src|action|formaction|data|poster)\s*=\s*[\"']?\s*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)


def active(html: str, path: str) -> Problem | None:
    """The first thing in the HTML of a text that could run code or restyle the page. The reading
    of the text finds what is written plainly, with its line; this finds what Markdown made."""
    found = _ACTIVE.search(html)
    if found is None:
        return None
    told = f"the text makes '{found[0][:60]}', which could run code or restyle the page"
    fix = "write it in Markdown, without attributes"
    return Problem(path, 1, 1, Code.ACTIVE_HTML, told, fix)


def before(body: str, prose: Prose) -> str:
    """The text of a page with its reader blocks marked for what comes after Markdown."""
    if not prose.blocks:
        return body
    lines = body.split("\n")
    for block in prose.blocks:
        if block.name == BLOCK_NAME:
            lines[block.opened - prose.first_line] = f"\n{_OPEN.format(block.argument)}\n"
            lines[block.closed - prose.first_line] = f"\n{_CLOSE}\n"
    return "\n".join(lines)


def after(html: str, readers: Mapping[str, str]) -> str:
    """The page with its citations numbered, a source by its first one, and its reader blocks
    labelled with the title of their path; `readers` are the titles by id."""
    numbers: dict[str, int] = {}

    def cited(found: re.Match[str]) -> str:
        source = found["source"]
        number = numbers.setdefault(source, len(numbers) + 1)
        return f'<a class="cite" href="#source-{source}" aria-label="Source {number}">{number}</a>'

    def fence(found: re.Match[str]) -> str:
        reader = found["reader"]
        if not reader:
            return "</section>"
        label = escape(f"For: {readers.get(reader, reader)}")
        return (
            f'<section class="for-reader" data-path="{reader}" aria-label="{label}">\n'
            f'<p class="for-reader__label">{label}</p>'
        )

    html = _FENCE.sub(fence, html)
    if "<code" not in html:
        return _CITATION.sub(cited, html)
    # Every third piece is code, with the name of its element after it.
    pieces = _CODE.split(html)
    pieces[::3] = [_CITATION.sub(cited, piece) for piece in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)
