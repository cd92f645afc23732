"""Three marks of our own in the text of pages: citations, `[^source]`, blocks for one kind of
reader, and blocks that show a lab below their text:

    /// for | beatmaker
    Text that all readers see, labelled.
    ///

    /// lab | equaliser#boxy-voice
    What to do with it and what to hear, with the preset that it begins with behind the #.
    ///

Python-Markdown leaves a citation as it stands, and makes a paragraph of a fence that stands alone,
so both are put in place around it: no extension has to look at each piece of each text.
"""

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from guide.problem import Code, Problem
from guide.prose import BLOCK_NAME, LAB_BLOCK, Prose
from guide.spans import CITATION

# Characters for private use (Unicode, chapter 23): they mean nothing in any text of a page.
_OPEN, _CLOSE = "\ue000{}\ue001", "\ue000\ue001"
LAB_PLACE = r'<lab-place data-lab="([^"]*)"></lab-place>'
"""Where a template prints a lab; on paper nothing stands there."""
_FENCE = re.compile("<p>\ue000(?P<reader>[^\ue001]*)\ue001</p>")
# Behind an opening sign; no id of a path holds the bar.
_LAB, _PLACE, _END = "lab|", "place|", "end|"
_CODE = re.compile(r"(<(code|pre)\b.*?</\2>|<!--.*?-->)", re.DOTALL)
_BEFORE_UNIT = re.compile(
    r" (?<=\d )(?=%|(?:dB|dBFS|dBTP|LU|LUFS|Hz|kHz|BPM|ms|mm|cm|kg|KB|MB|GB|Ω)(?!\w))"
)
_NO_BREAK = "\u00a0"


_ELEMENTS = frozenset(
    {"script", "iframe", "frame", "object", "embed", "svg", "math", "style", "base", "form"}
    | {"meta", "link", "template", "button", "input"}
)
_ADDRESS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
# Signs of something that runs, in lower case: right whenever there is none of them, and quick,
# since each begins with letters to look for, among bytes. A parser judges what they point at.
_SIGNS = (
    re.compile(rf"<(?:{'|'.join(sorted(_ELEMENTS))})(?![a-z])".encode()),
    re.compile(rb"on(?<=[\s\"'/]on)\w+\s*="),
    re.compile(rb"style\s*="),
    re.compile(rb"srcdoc"),
    re.compile(rb"script\s*[:&]"),
    re.compile(rb"data\s*:"),
    re.compile(rb"&(?:#|colon)"),
)
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--).)*-->", re.DOTALL)


class _Active(HTMLParser):
    """Reads HTML as a browser does, up to the first thing that could run or restyle."""

    found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        refused = tag in _ELEMENTS or any(
            name.startswith("on")
            or name in ("style", "srcdoc")
            or _ADDRESS.match("".join((value or "").split()))
            for name, value in attrs
            if name not in ("alt", "title", "aria-label")
        )
        if refused and self.found is None:
            self.found = self.get_starttag_text()


def active(html: str, path: str, body: str, first_line: int) -> Problem | None:
    """The first thing in the HTML of a text that could run code or restyle the page. The reading
    of the text finds what is written plainly; this finds what Markdown made of something else.
    `first_line` is the line of the file on which `body` begins: told if no better one is known."""
    found = suspect(html)
    if found is None:
        return None
    plain = _COMMENT.sub("", html)
    reader = _Active()
    reader.feed(plain)
    # Browsers end some comments sooner than the parser does: with one of those, suspicion counts.
    if "<!--" not in plain:
        found = reader.found
    if found is None:
        return None
    before, is_there, _ = body.partition(found)
    line = first_line + (before.count("\n") if is_there else 0)
    told = f"the text makes '{found[:60]}', which could run code or restyle the page"
    fix = "write it in Markdown, without attributes"
    return Problem(path, line, 1, Code.ACTIVE_HTML, told, fix)


def suspect(html: str) -> str | None:
    """What a first look takes for something that could run: rarely it is nothing."""
    signs = html.encode().lower()
    found = next(filter(None, (sign.search(signs) for sign in _SIGNS)), None)
    return found[0].decode() if found else None


def before(body: str, prose: Prose, page_id: str) -> str:
    """The text of a page with its blocks marked for what comes after Markdown, and the place and
    the page of each lab behind the text about it."""
    if not prose.blocks:
        return body
    lines = body.split("\n")
    for block in prose.blocks:
        if block.name == BLOCK_NAME:
            lines[block.opened - prose.first_line] = f"\n{_OPEN.format(block.argument)}\n"
            lines[block.closed - prose.first_line] = f"\n{_CLOSE}\n"
        elif block.name == LAB_BLOCK:
            lab, hash_, preset = block.argument.partition("#")
            to = f"{'../' * page_id.count('/')}labs/{lab}.md" + (
                f"#preset={preset}" if hash_ else ""
            )
            place, end = _OPEN.format(f"{_PLACE}{block.argument}"), _OPEN.format(_END)
            link = f"[All of this lab]({to}){{.lab-link}}"
            lines[block.opened - prose.first_line] = f"\n{_OPEN.format(_LAB)}\n"
            lines[block.closed - prose.first_line] = f"\n{place}\n\n{link}\n\n{end}\n"
    return "\n".join(lines)


def after(html: str, readers: Mapping[str, str]) -> str:
    """The page with its citations numbered, a source by its first one, its reader blocks labelled
    with the title of their path, and no line break between a number and its unit; `readers` are
    the titles by id."""
    numbers: dict[str, int] = {}

    def cited(found: re.Match[str]) -> str:
        source = found["source"]
        number = numbers.setdefault(source, len(numbers) + 1)
        return f'<a class="cite" href="#source-{source}" aria-label="Source {number}">{number}</a>'

    def fence(found: re.Match[str]) -> str:
        reader = found["reader"]
        if not reader:
            return "</details></path-fold>"
        if reader == _LAB:
            return '<div class="with-lab">'
        if reader == _END:
            return "</div>"
        if reader.startswith(_PLACE):
            return f'<lab-place data-lab="{escape(reader.removeprefix(_PLACE))}"></lab-place>'
        label = escape(f"For: {readers.get(reader, reader)}")
        return (
            f'<path-fold data-path="{reader}"><details class="for-reader" open>'
            f"<summary>{label}</summary>"
        )

    html = _FENCE.sub(fence, html)
    if "<code" not in html and "<!--" not in html:
        return CITATION.sub(cited, _BEFORE_UNIT.sub(_NO_BREAK, html))
    # Every third piece is code or a comment, with the name of its element after it.
    pieces = _CODE.split(html)
    pieces[::3] = [CITATION.sub(cited, _BEFORE_UNIT.sub(_NO_BREAK, it)) for it in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)
