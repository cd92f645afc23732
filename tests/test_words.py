"""The words of the real pages: no passage stands twice, sentences stay readable, and what is widely
believed and wrong is not repeated."""

import re
from collections import defaultdict

import pytest

from guide.kinds import Kind
from guide.load import Guide

RUN = 16
"""Words in a row that two pages may not share: fewer happen by themselves in lists of the same
things."""
EASE = (55, 95)
"""Flesch's reading ease, 206.835 − 1.015 words per sentence − 84.6 syllables per word (R. Flesch,
1948): from plain to very easy English. Syllables are counted as groups of vowels."""

_FIGURE = re.compile(
    r"(?<![\w.])[−-]?\d[\d,.]*(?: ?(?:to|–|and) ?[−-]?\d[\d,.]*)? ?"
    r"(?:dBFS|dBTP|dB|LUFS|LU|Hz|kHz|ms|%|cm|kbps|dollars|pounds|euros)(?!\w)|[$£€]\d"
)
# A source; a formula; words that offer a start; words that say that a case is made up.
_GROUND = re.compile(
    r"\[\^[\w-]+\]|[=×÷≈]|\b[Tt]ry\b|starting point|first tries|"
    r"\b(?:[Ee]xample|[Ss]ay|[Ss]uppose)\b|^>|made-up|worked",
    re.MULTILINE,
)

# Patterns of what is widely told and not so, each with what is.
WRONG = {
    r"\b9\.1 ?(?:¢|cents)": "the US mechanical rate is another since 2023",
    r"(?:takes?|needs?|after) 10,000[ -]hours": "a myth about practice",
    r"Logic Pro X\b": "it is called Logic Pro",
    r"(?:must|have to|required to)\b[^.]{0,60}\b−14 LUFS": "a playback level, no delivery rule",
    r"foam\b[^.]{0,40}\bsoundproofs?\b": "foam absorbs, it does not keep sound in",
    r"pop filter\b[^.]{0,40}\b(?:cures?|removes?|stops?)\b[^.]{0,20}\bsibilan": "it stops plosives",
    r"(?:^|[^no] )\"three-second rule\"": "there is none for samples",
    r"music (?:lessons|training) makes? (?:you|children) smarter": "not supported by large trials",
    r"Spector\b(?![^.]{0,200}Lana Clarkson)": "not without the murder of Lana Clarkson",
}


@pytest.fixture(scope="module")
def texts(real: Guide) -> dict[str, str]:
    """The text of each lesson without its marks."""
    lessons = [page for page in real.library.published.values() if page.lesson]
    found = {}
    for page in lessons:
        text = re.sub(r"\[\^[\w-]+\]|\]\([^)]*\)|\{#[\w-]+\}", " ", page.body)
        found[page.id] = text
    return found


def test_no_passage_stands_on_two_pages(texts: dict[str, str]) -> None:
    stands: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for page, text in texts.items():
        words = re.findall(r"[\w']+", text.casefold())
        for at in range(len(words) - RUN + 1):
            stands[tuple(words[at : at + RUN])].add(page)
    repeated = {" ".join(run): sorted(pages) for run, pages in stands.items() if len(pages) > 1}
    assert repeated == {}


def test_sentences_can_be_read_by_somebody_tired(texts: dict[str, str]) -> None:
    eases = {page: round(ease(text)) for page, text in texts.items()}
    assert {page: it for page, it in eases.items() if not EASE[0] <= it <= EASE[1]} == {}


def ease(text: str) -> float:
    prose = re.sub(r"^(?:\||#|///|```).*$", "", text, flags=re.MULTILINE)
    sentences = [it for it in re.split(r"[.!?:;]\s|\n\n|\n- |\n\d+\. ", prose) if it.count(" ") > 1]
    words = re.findall(r"[A-Za-z']+", prose)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower()[:-1]))) for word in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


def test_ease_follows_its_formula() -> None:
    # 3 + 3 words in 2 sentences, one syllable each.
    assert ease("The cat sat. The dog ran.") == pytest.approx(206.835 - 1.015 * 3 - 84.6)


def test_a_figure_with_a_unit_stands_on_something(real: Guide) -> None:
    """In each part of a page, from heading to heading: a source, a formula, the offer of a start,
    or a case that is told to be made up."""
    bare = {
        f"{page.id}: {part.strip().splitlines()[0]}": figure[0]
        for page in real.library.published.values()
        if page.lesson
        for part in re.split(r"\n(?=#{2,3} )", page.body)
        if (figure := _FIGURE.search(part)) and not _GROUND.search(part)
    }
    assert bare == {}


@pytest.mark.parametrize("pattern", WRONG)
def test_nothing_wrong_that_is_widely_told_is_repeated(pattern: str, texts: dict[str, str]) -> None:
    found = {
        page: [" ".join(it[0].split()) for it in re.finditer(pattern, text, re.IGNORECASE)]
        for page, text in texts.items()
    }
    assert {page: passages for page, passages in found.items() if passages} == {}, WRONG[pattern]


def test_every_lesson_shows_something(real: Guide) -> None:
    """A table, a picture, a groove, numbered steps or a worked example, beside running text."""
    bare = [
        page.id
        for page in real.library.published.values()
        if page.lesson
        and page.kind is not Kind.GENRE  # each has its groove
        and not re.search(r"^\||^!\[|^1\. |\*\*A worked example|^```", page.body, re.MULTILINE)
    ]
    assert bare == []
