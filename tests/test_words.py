"""The words of the real pages: no passage stands twice, sentences stay readable, and what is widely
believed and wrong is not repeated."""

import re
from collections import defaultdict
from typing import NamedTuple

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


class Told(NamedTuple):
    """Something widely told and not so: a pattern for it, a sentence that tells it, what is so."""

    pattern: str
    sentence: str
    so: str


WRONG = [
    # Loudness
    Told(
        r"(?:must|have to|required to)\b[^.]{0,60}[−-]14 LUFS",
        "Your master must be at −14 LUFS.",
        "a playback level, no delivery rule",
    ),
    Told(
        r"\b(?:rejects?|refuses?|penali[sz]es?)\b[^.\n]{0,60}\b(?:louder|loud master)",
        "Spotify rejects what is louder.",
        "a loud master is turned down, and that is all",
    ),
    Told(
        r"(?:normali[sz]ation|turning it down)\b[^.\n]{0,30}\b(?:adds|causes) distortion",
        "Normalisation adds distortion.",
        "turning down adds none",
    ),
    Told(
        r"YouTube Music\b[^.\n]{0,80}[−-]14\b",
        "YouTube Music plays at −14 LUFS.",
        "about −7 was found; −14 is the video site",
    ),
    Told(
        r"SoundCloud\b[^.\n]{0,80}[−-]\d+ ?LUFS",
        "SoundCloud plays at −14 LUFS.",
        "published figures contradict each other",
    ),
    # Law and money
    Told(
        r"\brecordings? (?:is|are|counts? as|becomes?) (?:always |usually |automatically )?"
        r"(?:a )?\W?works? (?:made )?for[ -]hire",
        "In the US a commissioned recording is a work made for hire.",
        "sound recordings are not among the nine kinds of commissioned work",
    ),
    Told(
        r"studio producer\b[^.\n]{0,20}\b(?:owns|is the (?:first )?(?:owner|author))\b",
        "In the UK the studio producer is the first owner.",
        "the Act's producer is whoever made the arrangements",
    ),
    Told(
        r"exclusive (?:licen[cs]e|lease|beat)?[^.\n]{0,40}\b"
        r"(?:transfers|moves|includes|gives you|means you own)\b[^.\n]{0,20}\b"
        r"(?:copyright|ownership)",
        "An exclusive licence transfers the copyright.",
        "it ends new sales; copyright needs an assignment",
    ),
    Told(
        r"(?<!not )\b(?:register|enter|put|add)\b[^.\n]{0,40}\bleased beat\b[^.\n]{0,40}Content ID",
        "Then register the song on a leased beat in Content ID.",
        "leased beats are normally kept out",
    ),
    Told(
        r"(?<!no )\"three-second rule\"",
        'By the "three-second rule" it is free.',
        "there is none for samples",
    ),
    Told(
        r"(?:under|below|less than|shorter than|up to) (?:two|three|four|five|six|seven|\d+) "
        r"(?:seconds|bars|notes)\b[^.\n]{0,60}\b(?:is|are) (?:free|legal|allowed|safe)",
        "A sample of less than six seconds is free.",
        "no length is",
    ),
    Told(
        r"pastiche\b[^.\n]{0,120}\b(?:is pending|remains open|has yet to|still undecided)",
        "Whether pastiche covers samples in the EU remains open.",
        "the Court of Justice decided on 14 April 2026",
    ),
    Told(
        r"\b10 ?(?:–|-|to) ?20 ?%[^.\n]{0,60}\broyalt|\broyalt[^.\n]{0,60}\b10 ?(?:–|-|to) ?20 ?%",
        "Producers get 10–20 % of the royalties.",
        "2 to 5 points are usual, and nothing without the base",
    ),
    Told(
        r"\b9\.1 ?(?:¢|cents)",
        "The mechanical rate is 9.1 cents.",
        "the US mechanical rate is another since 2023",
    ),
    Told(
        r"SoundExchange\b[^.|\n]{0,60}\b(?:pays|collects)\b[^.|\n]{0,60}\b(?:Spotify|on[- ]demand)",
        "SoundExchange pays you for plays on Spotify.",
        "not for plays on demand",
    ),
    Told(
        r"£130\b(?![^\n]{0,500}July 2025)",
        "A session musician costs £130.",
        "of April 2023; the rates rose after July 2025",
    ),
    Told(
        r"SoundBetter\b[^.\n]{0,80}\d+ ?%",
        "SoundBetter keeps 5 % of it.",
        "no page with its commission was found",
    ),
    # Recording and rooms
    Told(
        r"ripples?\b[^.\n]{0,60}\b1 dB",
        "With the 3:1 rule the ripples fall to about 1 dB.",
        "a leak 9.5 dB lower still makes some 2.5 to 3.5 dB",
    ),
    Told(
        r"(?:two|both) microphones on (?:one|the same) (?:source|instrument|guitar|piano)"
        r"[^.\n]{0,80}three times as far",
        "Set two microphones on one guitar three times as far apart.",
        "the rule is for several sources",
    ),
    Told(
        r"pop filter\b[^.]{0,40}\b(?:cures?|removes?|stops?)\b[^.]{0,20}\bsibilan",
        "A pop filter removes sibilance.",
        "it stops plosives",
    ),
    Told(
        r"\bRT ?60\b",
        "Measure the RT60 of the bass.",
        "a small room has modes; speak of how long the bass rings",
    ),
    Told(
        r"foam\b[^.]{0,40}\bsoundproofs?\b",
        "Foam on the wall soundproofs the room.",
        "foam absorbs, it does not keep sound in",
    ),
    Told(
        r"egg[ -](?:boxes|crates|cartons)\b[^.\n]{0,60}\b(?:help|absorb|work|treat)",
        "Egg boxes on the wall help a little.",
        "they do little below about 500 Hz",
    ),
    # Mixing and machines
    Told(
        r"(?:must|have to|need to|always) (?:leave|keep|have)\b[^.\n]{0,30}\b6 ?dB\b",
        "You must leave 6 dB of headroom.",
        "a rule of thumb; no clipping and no limiter is what counts",
    ),
    Told(
        r"\b(?:stems|multitracks),? (?:or|also called|that is,?) (?:the )?(?:multitracks|stems)\b",
        "Send the stems, also called multitracks.",
        "stems are groups, multitracks single parts",
    ),
    Told(
        r"middle C (?:is|\(|=) ?(?:called )?C[345]\b(?! or| in some)",
        "Middle C is C4.",
        "note 60, whatever its label",
    ),
    Told(
        r"Windows\b[^.\n]{0,60}\b(?:lacks|has no|without|not yet)\b[^.\n]{0,20}MIDI 2",
        "Windows has no MIDI 2.0.",
        "it has since February 2026",
    ),
    Told(
        r"\bLogic Pro X\b",
        "Logic Pro X costs money.",
        "it is called Logic Pro",
    ),
    # Genres and people
    Told(
        r"\bFela\b[^.\n]{0,80}\bAfrobeats\b",
        "Fela Kuti invented Afrobeats.",
        "Afrobeat; the plural is the pop of today",
    ),
    Told(
        r"Chicago drill\b[^.|\n]{0,60}\b1[34]\d BPM",
        "Chicago drill runs at 140 BPM.",
        "that is UK drill",
    ),
    Told(
        r"Bristol\b[^.\n]{0,80}\bfirst country (?:record|music)",
        "At Bristol in 1927 the first country record was made.",
        "fiddlers recorded in 1922 and 1923",
    ),
    Told(
        r"Antonoff\b[^.\n]{0,60}\bbeat-?maker|\bbeat-?makers?\b[^.\n]{0,60}\bAntonoff",
        "Jack Antonoff is a beatmaker.",
        "he writes and produces with artists over years",
    ),
    Told(
        r"Spector\b(?![^.]{0,200}Lana Clarkson)",
        "Phil Spector built a wall of sound.",
        "not without the murder of Lana Clarkson",
    ),
    # Learning and hearing
    Told(
        r"(?:takes?|needs?|after) 10,000[ -]hours",
        "Mastery takes 10,000 hours.",
        "a myth about practice",
    ),
    Told(
        r"music (?:lessons|training) makes? (?:you|children) smarter",
        "Music training makes you smarter.",
        "not supported by large trials",
    ),
    Told(
        r"\b106 dBA?\b[^.\n]{0,40}\b108 s",
        "At 106 dBA you have 108 seconds.",
        "by the formula 225 seconds",
    ),
    Told(
        r"\bNIOSH\b[^.\n]{0,30}\b(?:80|90) dBA|\bOSHA\b[^.\n]{0,30}\b(?:80|85) dBA",
        "NIOSH allows 90 dBA for 8 hours.",
        "NIOSH 85, OSHA 90, WHO for leisure 80 for 40 hours a week",
    ),
]


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


@pytest.mark.parametrize("told", WRONG, ids=lambda told: told.sentence)
def test_nothing_wrong_that_is_widely_told_is_repeated(told: Told, texts: dict[str, str]) -> None:
    found = {
        page: [" ".join(it[0].split()) for it in re.finditer(told.pattern, text, re.IGNORECASE)]
        for page, text in texts.items()
    }
    assert {page: passages for page, passages in found.items() if passages} == {}, told.so


@pytest.mark.parametrize("told", WRONG, ids=lambda told: told.sentence)
def test_a_pattern_finds_the_sentence_that_tells_it(told: Told) -> None:
    assert re.search(told.pattern, told.sentence, re.IGNORECASE)


def test_every_lesson_shows_something(real: Guide) -> None:
    """A table, a picture, a groove, a lab, numbered steps or a worked example, beside its text."""
    bare = [
        page.id
        for page in real.library.published.values()
        if page.lesson
        and page.kind not in (Kind.GENRE, Kind.LAB)  # each has its groove, or its lab
        and not re.search(r"^\||^!\[|^1\. |\*\*A worked example|^```", page.body, re.MULTILINE)
    ]
    assert bare == []
