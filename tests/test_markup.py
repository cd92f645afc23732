"""The last look at what Markdown made of a text: nothing that runs gets through, and nothing that
only speaks of it is refused. And Markdown made quick says what plain Markdown says."""

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor

from guide.markup import active, after
from guide.quick import Quick, _Inline
from tests.trees import ROOT

EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc", "pymdownx.superfences"]
CONTENTS = {"permalink": True, "toc_depth": "2-3", "marker": ""}


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>x</script>",
        "<SCRIPT>",
        '<svg onload="x">',
        '<p onclick="x">',
        "<p class='a'onclick=x>",
        "<p/onclick=x>",
        '<p style="color: red">',
        '<a href="javascript:x">',
        '<a href=" java\nscript:x">',
        '<a href="java&#115;cript:x">',
        '<a href="javascript&colon;x">',
        '<img src="data:image/svg+xml,x">',
        '<form action="x">',
        '<iframe srcdoc="x">',
        '<b title="a > b" onclick="x">',
        "<!--> <script>x</script> -->",
        "<!-- a --!> <script>x</script> -->",
    ],
)
def test_what_could_run_is_found(html: str) -> None:
    assert active(html, "docs/a.md", "", 1) is not None


@pytest.mark.parametrize(
    "html",
    [
        '<a href="b.md" title="JavaScript: a &quot;style=x&quot; story">b</a>',
        "<p>Write onset = 0 and style = bold. Data: none.</p>",
        "<pre><code>&lt;script&gt;javascript:x</code></pre>",
        '<img alt="javascript: the record" src="b.svg">',
        '<a href="?a=1&amp;b=2">',
        '<p title="on click = x">',
        "<p>a</p><!-- a <script> once stood here -->",
    ],
)
def test_what_only_speaks_of_it_is_not(html: str) -> None:
    assert active(html, "docs/a.md", "", 1) is None


def test_the_finding_stands_where_the_text_holds_the_same() -> None:
    problem = active("<p><script>x</p>", "docs/a.md", "One.\n\nTwo <script>x", 7)
    assert str(problem) == (
        "docs/a.md:9:1: L408 the text makes '<script>', which could run code or restyle the page\n"
        "    fix: write it in Markdown, without attributes"
    )


def test_a_citation_in_a_comment_takes_no_number() -> None:
    html = after("<!-- a.[^a] --><p>b.[^b]</p>", {})
    assert html == (
        '<!-- a.[^a] --><p>b.<a class="cite" href="#source-b" aria-label="Source 1">1</a></p>'
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>6 dB, −14 LUFS, 0 dBFS, 54 %.</p>", "<p>6_dB, −14_LUFS, 0_dBFS, 54_%.</p>"),
        ("<p>90 BPM</p> <code>9 ms</code> 9 ms", "<p>90_BPM</p> <code>9 ms</code> 9_ms"),
        ("<p>3 dBs, 24 bits, a dB, 2 songs</p>", "<p>3 dBs, 24 bits, a dB, 2 songs</p>"),
    ],
)
def test_a_number_stays_with_its_unit(written: str, printed: str) -> None:
    assert after(written, {}) == printed.replace("_", "\u00a0")


def _both(text: str) -> tuple[tuple[str, Any], tuple[str, Any]]:
    """The HTML and the headings, of plain Markdown and of ours."""
    return _made(text), _made(text, Quick())


def _made(text: str, *quick: Quick) -> tuple[str, Any]:
    markdown = Markdown(extensions=[*EXTENSIONS, *quick], extension_configs={"toc": CONTENTS})
    html = markdown.convert(text)
    return html, markdown.toc_tokens  # type: ignore[attr-defined]


_SIGNS = [
    *"a \n*_`\\&[]()!<>|:/.",
    "  \n",
    "\n\n",
    "\n  \n",
    "\t",
    "\r\n",
    "\n---\n",
    "\n==\n",
    "**",
    "__",
    "``",
    "&amp;",
    "](",
    "![",
    "<b>",
    "</b>",
]
_WHOLE = ["[a]", "[a][b]", "\n\n[b]: /c\n\n", "<http://a.b>", "<a@b.c>", "![a](b.png)"]
_BLOCKS = [
    *("[a](b.md)", "{#i}", "<b>", "</b>", "\n- ", "\n# ", "\n## ", "\n> ", "| a |\n|---|\n"),
    *("\n```\n", "\n~~~\n", "![a](b.png 'c < d')", "{: title='e \"f\" & g'}", "{ hidden }"),
]


@settings(max_examples=1000, deadline=None)  # it is right or wrong, however busy the machine
@given(st.lists(st.sampled_from(_SIGNS + _WHOLE + _BLOCKS), max_size=14).map("".join))
@example("[*a* `b`](c.md) _d_ \\[e] <f@g.h>  \n&copy; ![**i**](j.svg) [k][b]\n\n[b]: /c")
@example("A\n{: #b}\n\n## B")  # an id that no heading may have
def test_markdown_made_quick_says_the_same(text: str) -> None:
    plain, quick = _both(text)
    assert quick == plain


def test_markdown_made_quick_says_the_same_of_real_pages() -> None:
    pages = sorted((ROOT / "docs").rglob("*.md"))[::8]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    both = [_both(text) for text in texts]
    assert [quick for _, quick in both] == [plain for plain, _ in both]


def test_a_pattern_that_is_not_known_is_always_tried() -> None:
    class Smile(InlinePattern):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
            return "smile", m.start(0), m.end(0)

    markdown = Markdown(extensions=["tables"])
    markdown.inlinePatterns.register(Smile(":-D"), "smile", 1)
    Quick().extendMarkdown(markdown)
    assert markdown.convert("A :-D") == "<p>A smile</p>"


def test_markdown_made_quick_knows_every_pattern() -> None:
    markdown = Markdown(extensions=EXTENSIONS)
    there = [name for name in _Inline.SIGNS if name in markdown.inlinePatterns]
    assert len(there) == len(markdown.inlinePatterns)
    assert hasattr(InlineProcessor, "_InlineProcessor__handleInline")
    assert hasattr(InlineProcessor, "_InlineProcessor__applyPattern")
    assert hasattr(InlineProcessor, "_InlineProcessor__processPlaceholders")
