"""The last look at what Markdown made of a text: nothing that runs gets through, and nothing that
only speaks of it is refused."""

import pytest

from guide.markup import active, after


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
