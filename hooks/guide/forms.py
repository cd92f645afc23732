"""Forms of Markdown that the guide does not take: what could run code or restyle a page, what the
engine reads in another way than an author would think, and what opens and is never closed.

Each has a plainer form that says the same, so a page is refused here rather than read like a
browser would read it. `hooks/guide/markup.py` looks once more, at what Markdown made of a text.
"""

import re

from guide import spans
from guide.problem import Code, Lines
from guide.yaml_source import Report

_TAG = re.compile(r"</?(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^<>]*)>?")
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_TARGET_OPENS = re.compile(r"(?<!\\)\]\(\Z")
_HIDDEN = re.compile(r"<[!?]")
_STRAY_BACKTICK = re.compile(r"(?<!\\)`+")
# Up to the last brace, as the engine reads them.
_BRACES = re.compile(r"\{:?[ ]*(?P<inside>[^{\n]*)\}")
_HEADING_BEFORE = re.compile(r"[ \t>]*#{1,6}[^\n]*[ \t]")
_LINE_AFTER = re.compile(r"[ \t]*(?=\n|\Z)")
_HEADING_AFTER = re.compile(r"[ \t]*#*[ \t]*(?=\n|\Z)")
_CELL_AFTER = re.compile(r"[ \t]*(?:\||(?=\n|\Z))")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_MANY = 1_000
_DEEPEST = 4
_FILE_NAME = re.compile(r"(?<![:\w./-])[\w./-]+\.md\b")
_REFERENCE = re.compile(r"\]\[(?<!\\\]\[)(?!\^)[^\]\n]*\]")
_DEFINITION = re.compile(r"\[[^\]\n]+\]:")
ELEMENTS = frozenset(
    {"abbr", "b", "br", "cite", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"}
    | {"strong", "sub", "sup", "u"}
)
"""HTML that a text may hold: words in another voice, and nothing that links, loads or lays out."""
ATTRIBUTES = ("class", "dir", "lang", "title")


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces in place of what is found."""
    return pattern.sub(lambda found: "\n".join(" " * len(it) for it in found[0].split("\n")), text)


def stray_backtick(text: str, lines: Lines, report: Report) -> None:
    """A backtick that is left when code is taken out. Only the first is told: one that is missing
    leaves many."""
    found = _STRAY_BACKTICK.search(text)
    if found:
        report(
            lines.place(found.start()),
            Code.BLOCK_NOT_CLOSED,
            "code opens here and is not closed on its line",
            "write as many backticks where it ends, three at most; for the sign itself write \\`",
        )


def escaped_citation(text: str, lines: Lines, report: Report) -> None:
    """The engine takes the backslash away, and what is left is a citation."""
    report(
        lines.place(text.index("\\[^")),
        Code.LINK_FORM,
        "a citation behind a backslash is printed as one, unchecked",
        "write its signs as code, between backticks",
    )


def references(text: str, lines: Lines, report: Report) -> None:
    """Links by reference: a name here, its target elsewhere. Only the first is told. What looks
    like a footnote is one of them: the engine takes it out of the text."""
    found = [named.start() for named in _REFERENCE.finditer(text)]
    notes: list[int] = []
    for defined in _DEFINITION.finditer(text):
        start = defined.start()
        if not text[text.rfind("\n", 0, start) + 1 : start].strip(" >\t"):
            (notes if defined[0].startswith("[^") else found).append(start)
    if found:
        report(
            lines.place(min(found)),
            Code.LINK_FORM,
            "a link by reference, with its target in another place",
            "write the target beside its text: [text](file.md)",
        )
    if notes:
        report(
            lines.place(notes[0]),
            Code.LINK_FORM,
            "a note below the text would not be printed",
            "declare the source in sources.yml; its number and name are printed for you",
        )


def brackets(text: str, lines: Lines, report: Report) -> None:
    """A bracket that is never closed is half a link, and takes the engine long to look for its
    other half. Only the first is told."""
    if text.count("[") == text.count("]") < _MANY and text.rfind("[") <= text.rfind("]"):
        return
    text = text.replace("\\[", "  ").replace("\\]", "  ")
    for _ in range(_DEEPEST):
        text = blank(_IN_BRACKETS, text)
    if "[" in text:
        report(
            lines.place(text.index("[")),
            Code.LINK_FORM,
            "a bracket opens here and is never closed",
            "close it; for the sign itself write \\[",
        )


def file_names(text: str, lines: Lines, report: Report) -> None:
    """The name of a page in what is left of a text without its links: half a link."""
    for found in _FILE_NAME.finditer(text):
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        if "<" not in text[start : end if end >= 0 else None]:
            report(
                lines.place(found.start()),
                Code.LINK_FORM,
                f"'{found[0][:60]}' stands in the text, and is no link",
                "write [text](file.md), without a space between; or the name between backticks",
            )
            return


def html(text: str, lines: Lines, report: Report) -> None:
    """Elements and attributes that a text may not hold, and what opens and hides the rest."""
    hidden = _HIDDEN.search(text)
    if hidden:
        report(
            lines.place(hidden.start()),
            Code.ACTIVE_HTML,
            f"'{hidden[0]}' hides what follows from some browsers and not from others",
            "start a comment at the start of a line, '<!-- … -->'; for the sign itself write &lt;",
        )
        text = text[: hidden.start()]
    open_tags: dict[str, list[int]] = {}
    for tag in _TAG.finditer(text):
        # The target of a link, [text](<file.md>), or an address as it stands.
        if _TARGET_OPENS.search(text, max(tag.start() - 3, 0), tag.start()) or spans.ADDRESS.match(
            tag[0]
        ):
            continue
        name = tag["name"].lower()
        names = [found[1].lower() for found in _ATTRIBUTE.finditer(tag["attributes"])]
        refused = [key for key in names if key not in ATTRIBUTES]
        if name not in ELEMENTS:
            what, allowed = f"element <{name}>", tuple(sorted(ELEMENTS))
        elif refused:
            what, allowed = f"attribute '{refused[0]}'", ATTRIBUTES
        elif "[^" in tag["attributes"]:
            place = lines.place(tag.start() + tag[0].index("[^"))
            told, fix = "a citation inside a tag", "write it behind the element"
            report(place, Code.LINK_FORM, told, fix)
            continue
        else:
            if not tag[0].startswith("</"):
                open_tags.setdefault(name, []).append(tag.start())
            elif open_tags.get(name):
                open_tags[name].pop()
            continue
        if not tag[0].startswith("</"):
            report(
                lines.place(tag.start()),
                Code.ACTIVE_HTML,
                f"the {what} in a text: it could run code, or link unchecked",
                f"write it in Markdown; taken as HTML are {', '.join(allowed)}",
            )
    if hidden:
        return
    for name, starts in open_tags.items():
        if name != "br" and starts:
            told, fix = f"<{name}> opens here and is never closed", f"write </{name}> where it ends"
            report(lines.place(starts[-1]), Code.BLOCK_NOT_CLOSED, told, fix)


def attribute_lists(text: str, whole: str, lines: Lines, report: Report) -> None:
    """Attributes in braces: an id behind a heading, classes anywhere, and nothing else. `whole` is
    the text with its code."""
    for listed in _BRACES.finditer(text):
        inside = listed["inside"]
        words = inside.split()
        is_plain = all(word[0] in "#." for word in words)
        start = text.rfind("\n", 0, listed.start()) + 1
        behind_heading = _HEADING_BEFORE.fullmatch(text, start, listed.start()) and (
            _HEADING_AFTER.match(text, listed.end())
        )
        is_read = behind_heading or _is_read(text, whole, start, listed)
        if not words or not (is_read or (is_plain and "#" in inside)):
            continue  # Braces around ordinary words are printed as they stand.
        if "=" in inside or not is_plain:
            what = "with values" if "=" in inside else "that are neither an id nor a class"
            told = f"attributes in braces {what}"
            fix = "write an id as {#name}, a class as {.name}; for the sign itself write \\{"
        elif not behind_heading and "#" in inside:
            told = "an id that stands behind no heading"
            fix = "write it behind a heading, with a space before it: ## Title {#name}"
        elif sum(word[0] == "#" for word in words) > 1:
            told, fix = "a heading with two ids", "keep one: the engine takes only the last"
        else:
            continue
        report(lines.place(listed.start()), Code.ATTRIBUTES, told, fix)


def _is_read(text: str, whole: str, start: int, listed: re.Match[str]) -> bool:
    """Whether the engine reads braces as attributes outside headings: on a line of their own, at
    the end of a cell, or right behind a link, words in another voice or code."""
    before = text[start : listed.start()]
    if not before.strip(" \t>"):
        return bool(_LINE_AFTER.match(text, listed.end()))
    if before.endswith((" ", "\t")) and "|" in whole[start : whole.find("\n", start)]:
        return bool(_CELL_AFTER.match(text, listed.end()))
    return whole[listed.start() - 1] in ")*_`>"
