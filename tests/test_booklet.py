"""Paths on paper: parts that are moved into booklets, the booklets of the real guide, the cards."""

import csv
import re
from collections import Counter
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guide import booklet
from guide.load import Guide
from guide.paths import choices_of, steps_of
from guide.views import Views
from tests.test_events import built, site_of, text_of
from tests.trees import ROOT, Tree, small_guide

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
HERE = {"stages/mixing": 0, "gear/microphone": 0}
QUESTIONS = {
    "gear/microphone.md": """\
questions:
  - ask: '"Louder", you think, at <90 dB & more?'
    right: {answer: Turn it down, because: 'Ears tire, "loud" lies.'}
    wrong:
      - {answer: Turn it up, because: It hides what is wrong., see: "#choose"}
""",
    "stages/recording.md": """\
questions:
  - ask: Two takes are good. Which do you keep?
    right: {answer: The one that moves you, because: Noise can be mended.}
    wrong:
      - {answer: The louder one, because: A fader does that., see: gear/microphone#care}
""",
}


class Document(HTMLParser):
    """A printed page: its elements' ids and links, its headings, and where its parts stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.headings: list[int] = []
        self.parts: list[tuple[str, bool]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids[told["id"] or ""] += 1
        if tag == "a":
            self.links.append(told.get("href") or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if (told.get("class") or "").split()[:1] == ["part"]:
            self.parts.append((told.get("data-page") or "", False))
        if "part__text" in (told.get("class") or ""):
            self.parts[-1] = (self.parts[-1][0], True)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def with_questions() -> Tree:
    tree = small_guide()
    for name, questions in QUESTIONS.items():
        tree[name] = tree[name].replace("done_when:", f"{questions}done_when:")
    return tree


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('<h2 id="steps">Do</h2>', '<h3 id="stages-mixing--steps">Do</h3>'),
        ("<h5>x</h5><h6>y</h6>", "<h6>x</h6><h6>y</h6>"),
        ('<a href="#steps">x</a>', '<a href="#stages-mixing--steps">x</a>'),
        ('<a href="../../gear/microphone/">x</a>', '<a href="#gear-microphone">x</a>'),
        (
            '<a href="../../gear/microphone/#care">x</a>',
            '<a href="#gear-microphone--care">x</a>',
        ),
        ('<a href="../recording/">x</a>', '<a href="../../../stages/recording/">x</a>'),
        (
            '<a href="../recording/#steps">x</a>',
            '<a href="../../../stages/recording/#steps">x</a>',
        ),
        ('<a href="../../guide.json">x</a>', '<a href="../../../guide.json">x</a>'),
        (
            '<a href="https://a.example/?b=1&amp;c=2#d">x</a>',
            '<a href="https://a.example/?b=1&amp;c=2#d">x</a>',
        ),
        (
            '<img alt="x" src="../../assets/x.svg">',
            '<img alt="x" src="../../../assets/x.svg">',
        ),
        (
            '<h2 id="a">A<a class="headerlink" href="#a" title="Permanent link">¶</a></h2>',
            '<h3 id="stages-mixing--a">A</h3>',
        ),
        (
            '<section aria-labelledby="sources" data-id="x"></section>',
            '<section aria-labelledby="stages-mixing--sources" data-id="x"></section>',
        ),
        ('<p>Write id="x" and href="y".</p>', '<p>Write id="x" and href="y".</p>'),
    ],
)
def test_a_page_is_moved_into_a_booklet(written: str, printed: str) -> None:
    assert booklet.part("stages/mixing", written).within(HERE).decode() == printed


def test_the_same_part_leads_elsewhere_in_another_booklet() -> None:
    part = booklet.part("stages/mixing", '<a href="../../gear/microphone/#care">x</a>')
    assert part.within({}).decode() == '<a href="../../../gear/microphone/#care">x</a>'


def test_a_page_on_two_branches_is_printed_in_full_where_it_comes_first(tmp_path: Path) -> None:
    site = site_of(small_guide(), tmp_path)
    parts = [
        ("decide/deciding", True),
        ("gear/microphone", True),
        ("stages/recording", True),
        ("stages/recording", False),
        ("genres/rock", True),
        ("stages/mixing", True),
    ]
    html = text_of(site / "paths/band/print/index.html")
    assert Document(html).parts == parts
    assert Document(text_of(site / "paths/band/sheet/index.html")).parts == parts
    assert re.findall(r'<h2 class="way__head">(.*?)</h2>', html) == [
        "If you chose: At home",
        "If you chose: In a studio",
    ]
    assert re.findall(r'<p class="part__again">(.*?)</p>', html) == [
        'Printed in full above: <a href="#stages-recording">Recording</a>.'
    ]
    assert re.findall(r'<h2><span class="number">(.*?)</span> (.*?)</h2>', html) == [
        ("1", "Deciding"),
        ("2", "Microphone"),
        ("3", "Recording"),
        ("2", "Recording"),
        ("3–4", "Rock"),
        ("4–5", "Mixing"),
    ]


def test_cards_are_what_anki_imports(tmp_path: Path) -> None:
    site = site_of(with_questions(), tmp_path)
    assert (site / "paths/band/cards.csv").read_bytes().decode("utf-8") == (
        "#separator:Comma\n"
        "#html:true\n"
        "#columns:Question,Answer,Page,Tags\n"
        "#tags column:4\n"
        '"<p>&quot;Louder&quot;, you think, at &lt;90 dB &amp; more?</p>'
        '<ol type=""A""><li>Turn it down</li><li>Turn it up</li></ol>",'
        '"<p><b>A: Turn it down</b><br>Ears tire, &quot;loud&quot; lies.</p>'
        '<p><b>Not B: Turn it up</b><br>It hides what is wrong.</p>",'
        "Microphone,signal-path path::band page::gear/microphone\n"
        '"<p>Two takes are good. Which do you keep?</p>'
        '<ol type=""A""><li>The louder one</li><li>The one that moves you</li></ol>",'
        "<p><b>B: The one that moves you</b><br>Noise can be mended.</p>"
        "<p><b>Not A: The louder one</b><br>A fader does that.</p>,"
        "Recording,signal-path path::band page::stages/recording\n"
    )


def test_a_path_without_questions_has_no_cards(tmp_path: Path) -> None:
    site = site_of(small_guide(), tmp_path)
    assert not (site / "paths/band/cards.csv").exists()
    assert "cards.csv" not in text_of(site / "paths/band/index.html")


def test_answers_stand_at_the_end_lettered_as_the_questions(tmp_path: Path) -> None:
    html = text_of(site_of(with_questions(), tmp_path) / "paths/band/print/index.html")
    lists = [
        re.findall(r"<li>(.*?)</li>", found)
        for found in re.findall(r'<ol class="answers">(.*?)</ol>', html, re.DOTALL)
    ]
    assert lists == [
        ["Turn it down", "Turn it up"],
        ["The louder one", "The one that moves you"],
        [
            "<strong>Yes.</strong> Ears tire, &#34;loud&#34; lies.",
            'No. It hides what is wrong. Read <a href="#gear-microphone--choose">Part choose</a>.',
        ],
        [
            'No. A fader does that. Read <a href="#gear-microphone--care">'
            "Microphone: Part care</a>.",
            "<strong>Yes.</strong> Noise can be mended.",
        ],
    ]
    assert re.findall(r'data-answers="(.*?)"', html) == ["gear/microphone", "stages/recording"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built."""
    return built(ROOT / "docs", tmp_path_factory.mktemp("site"))


PATHS = sorted(file.stem for file in (ROOT / "docs/paths").glob("*.yml"))


@pytest.fixture(params=PATHS)
def path_id(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(params=["print", "sheet"])
def printed(request: pytest.FixtureRequest, site: Path, path_id: str) -> Document:
    return Document(text_of(site / f"paths/{path_id}/{request.param}/index.html"))


def pages_of(real: Guide, path_id: str) -> list[str]:
    """Every page of a path, in the order in which it is declared, as often as it stands there."""
    path = real.library.paths[path_id].path
    assert path is not None
    return [step.page for step, _ in steps_of(path)]


def test_every_page_is_printed_once_in_full(real: Guide, path_id: str, printed: Document) -> None:
    pages = pages_of(real, path_id)
    assert [page for page, _ in printed.parts] == pages
    assert [page for page, is_full in printed.parts if is_full] == list(dict.fromkeys(pages))


def test_the_html_is_sound(printed: Document) -> None:
    assert printed.faults == []
    assert {name: times for name, times in printed.ids.items() if times > 1} == {}


def test_headings_leave_no_level_out(printed: Document) -> None:
    assert printed.headings[0] == 1
    assert printed.headings.count(1) == 1
    deeper = zip(printed.headings, printed.headings[1:], strict=False)
    assert [pair for pair in deeper if pair[1] > pair[0] + 1] == []


def test_every_link_leads_somewhere(
    site: Path, path_id: str, printed: Document, real: Guide
) -> None:
    inside = {link[1:] for link in printed.links if link.startswith("#")}
    assert inside - printed.ids.keys() == set()
    folder = site / f"paths/{path_id}/print"
    outside = {link for link in printed.links if not re.match(r"#|https?://", link)}
    assert [
        link for link in outside if not (folder / link.partition("#")[0]).resolve().exists()
    ] == []
    own = {f"../../../{page}/" for page in pages_of(real, path_id)}
    assert [link for link in outside if link.partition("#")[0] in own] == []


def test_every_option_has_its_way(real: Guide, site: Path, path_id: str) -> None:
    path = real.library.paths[path_id].path
    assert path is not None
    html = text_of(site / f"paths/{path_id}/print/index.html")
    assert sorted(re.findall(r'<div class="way" data-of="(.*?)" data-way>', html)) == sorted(
        f"{choice.choose}:{option.id}"
        for choice, _ in choices_of(path)
        for option in choice.options
    )


def test_cards_hold_every_question_once(real: Guide, site: Path, path_id: str) -> None:
    views = Views(real.library)
    expected = [
        (question["ask"], [answer["text"] for answer in question["answers"]], page)
        for page in dict.fromkeys(pages_of(real, path_id))
        for question in views.page(page)["lesson"]["questions"]
    ]
    lines = (site / f"paths/{path_id}/cards.csv").read_bytes().decode("utf-8").split("\n")
    rows = list(csv.reader(lines[4:-1], strict=True))
    assert len(rows) == len(expected) > 0
    assert len({row[0] for row in rows}) == len(rows)
    for (question, answer, title, tags), (ask, answers, page) in zip(rows, expected, strict=True):
        listed = "".join(f"<li>{escape(text)}</li>" for text in answers)
        assert question == f'<p>{escape(ask)}</p><ol type="A">{listed}</ol>'
        assert answer.count("<p>") == len(answers)
        assert title == escape(real.library.pages[page].title)
        assert tags == f"signal-path path::{path_id} page::{page}"


def test_a_path_page_leads_to_what_is_on_paper(site: Path, path_id: str) -> None:
    html = text_of(site / f"paths/{path_id}/index.html")
    links = re.findall(r'<li><a href="([^"]*)"', html.partition('id="on-paper"')[2])
    assert links[:3] == ["print/", "sheet/", "cards.csv"]
