"""Marks inside a line of Markdown: code, links, addresses, citations, emphasis."""

import re
from html import unescape

# Code on one line: over several, the engine may end a heading, an item or a paragraph inside it.
# Three backticks are the most, else many of different length would take long. Its first sign comes
# before what may not stand before that: signs are found sooner.
CODE = re.compile(r"(`(?<![`\\]`)`{0,2})(?!`)[^\n]+?(?<!`)\1(?!`)")
ADDRESS = re.compile(r"<(?:(?P<target>(?:https?://|mailto:)[^\s<>\"'`\[\]]+)|[\w.+-]+@[\w.-]+)>")
CITATION = re.compile(r"\[\^(?<!\\\[\^)(?P<source>[\w-]+)\]")
LINK = re.compile(
    r"\[(?<!\\\[)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)(?<!\\)\]"
    r"\([ \n]?<?(?P<target>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?"
    r"(?:[ \n](?P<title>\"[^\"]*\"|'[^']*'))?[ \n]?\)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Nobody stresses more of a heading; without a bound, the time grows with the square of its length.
_EMPHASIS = re.compile(r"(?<![\w\\`])(__?)(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)")


def as_read(words: str) -> str:
    """A heading without the markup that an anchor would show."""
    # Code is read as it stands; an anchor holds none of these signs.
    words = CODE.sub(lambda code: re.sub(r"[<>\[\]\\&]", "", code[0]), words)
    words = CITATION.sub("", words)
    words = LINK.sub(lambda link: link["text"] if words[link.start() - 1] != "!" else "", words)
    words = ADDRESS.sub(lambda address: address[0][1:-1], words)
    words = _TAG.sub("", words)
    words = _EMPHASIS.sub(r"\2", words)
    return unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", words))
