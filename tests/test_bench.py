"""What builds are measured with: content of any size that is a sound guide, and a page of results
that is one too."""

import datetime
import shutil
from pathlib import Path

import pytest

from guide import word_checks
from guide.load import load
from publish import offline
from tests.bench import __main__ as bench
from tests.bench import builds, content, peers, readers, search
from tests.trees import ROOT, findings, page, small_guide, write


@pytest.mark.parametrize("pages", [6, 60, 100])
def test_content_of_any_size_has_no_findings(pages: int, tmp_path: Path) -> None:
    tree = content.ours(pages)
    assert findings(tree, tmp_path) == []
    lessons = [name for name in tree if "/page-" in name]
    assert len(lessons) == -(-pages // 6) * 6
    assert content.ours(pages) == tree


def test_by_chance_they_never_say_what_no_page_may_say() -> None:
    said, _ = content._words()
    assert [words for words in word_checks._BY_HAND if set(words.split()) <= set(said)] == []


def test_others_have_the_same_texts() -> None:
    ours, plain = content.ours(12), content.plain(12)
    counts = []
    for name, text in plain.items():
        if name != "index.md":
            body = text.split("---\n\n")[1]
            counts.append(len(body.split()))
            parts = [part for part in body.split("\n\n") if part.startswith(("- ", "| ", "> "))]
            assert all(part.strip() in ours[name] for part in parts)
    assert 850 < sum(counts) / len(counts) < 1_000


def test_a_page_that_changes_stays_sound(tmp_path: Path) -> None:
    ours = builds.Ours(write(content.ours(12), tmp_path), tmp_path)
    before = [file.read_text("utf-8") for file in sorted(ours.docs.rglob("*.md"))]
    for _ in range(2):
        ours.change()
        after = [file.read_text("utf-8") for file in sorted(ours.docs.rglob("*.md"))]
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
        assert load(ours.docs).problems == []
        before = after


def test_a_peer_has_a_project_of_its_own(tmp_path: Path) -> None:
    peer = peers.Peer("Hugo", {"layouts/all.html": "a"}, "content", "public", [])
    peer.write(6, tmp_path)
    assert (tmp_path / "layouts/all.html").read_text() == "a"
    assert (tmp_path / "content/_index.md").exists()
    assert len(list(tmp_path.glob("content/*/page-*.md"))) == 6


def test_without_node_starlight_is_left_out_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr(peers, "HOME", tmp_path)
    for npm, told in (
        (None, "Starlight is left out: there is no npm here."),
        ("false", "Starlight is left out: npm could not install it here."),
    ):
        monkeypatch.setattr(shutil, "which", lambda name, npm=npm: npm)
        assert peers._starlight(said.append) == []
        assert said.pop() == told


def test_ratios_are_of_neighbours_and_missed_ones_are_told() -> None:
    def runs(*seconds: float) -> list[builds.Run]:
        return [builds.Run(wall, wall, 1) for wall in seconds]

    of_size = {
        builds.WITHOUT: runs(1, 2, 3),
        builds.PAGES: runs(1.1, 2.0, 3.0),
        builds.WHOLE: runs(5, 5, 5),
        builds.CHANGED: runs(1, 1, 1),
        "Material 9": runs(10, 20, 30),
    }
    larger = of_size | {builds.PAGES: runs(12)}
    sizes = {1_000: of_size, 10_000: larger | {builds.WITHOUT: runs(12)}}
    costs = {
        search.Asked.TERM: search.Cost(
            "mix", {search.Part.INDEX: 400, search.Part.OURS: 150_000}, 1
        ),
        search.Asked.RARE: search.Cost("mixture", {search.Part.INDEX: 300_000}, 0.2),
    }
    found = list(bench.targets(sizes, of_size, {100: 0.5}, {"100 pages": costs}))
    assert [(one.what, one.most, round(one.measured, 3)) for one in found] == [
        ("the guide itself: our hook, of the same site without it", 1.06, 1.0),
        ("1,000 pages: our hook, of the same site without it", 1.06, 1.0),
        ("1,000 pages: ours, pages, of Material as it comes", 0.14, 0.1),
        ("1,000 pages: ours, all that is published, of Material as it comes", 0.22, 0.25),
        ("1,000 pages: ours, one page changed, of Material as it comes", 0.07, 0.05),
        ("10,000 pages: our hook, of the same site without it", 1.06, 1.0),
        ("10,000 pages, of 1,000 pages", 10.6, 6.0),
        ("100 pages: a first search for a term, KB", 200, 150.4),
        ("100 pages: a first search for a rare word, KB", 200, 300.0),
        ("100 pages: a first search, seconds", 0.5, 0.6),
        ("100 pages: seconds until `make serve` shows an edit", 1, 0.5),
    ]
    assert list(bench.searches("5,000 pages", costs)) == [
        "## What a first search fetches: 5,000 pages {#search-5000-pages}\n",
        "| asked for | engine, KB | names of pages, KB | index, KB | ours, and the page, KB"
        " | seconds |",
        "|---|---|---|---|---|---|",
        "| a term: 'mix' | 0.0 | 0.0 | 0.4 | 150.0 | 1.00 |",
        "| a rare word: 'mixture' | 0.0 | 0.0 | 300.0 | 0.0 | 0.20 |",
        "",
    ]


def test_searches_are_for_words_that_a_page_has() -> None:
    asked = " ".join(search.queries(12).values()).split()
    text = " ".join(content.ours(12).values())
    assert len(asked) == 5
    assert [word for word in asked if word not in text] == []
    lessons = " ".join(f.read_text("utf-8") for f in (ROOT / "docs").glob("*/*.md")).casefold()
    assert [words for words in search.OF_THE_GUIDE.values() if words not in lessons] == []


def test_what_readers_fetch_is_counted_as_the_worker_fetches_it(tmp_path: Path) -> None:
    for name in ("index.html", "a/index.html", "assets/a.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("a" * 1_000)
    offline.write(tmp_path, offline.listed(tmp_path))
    core, rest, day = readers.rows(tmp_path)
    assert (core[1], rest[1]) == (4, 1), "the home page, a style, worker and list; another page"
    assert rest[2] == readers.sent(tmp_path / "a/index.html") < 100
    assert day[1:] == (200_000 * 5, 200_000 * (core[2] + rest[2]))


def test_its_page_is_a_page_of_the_guide(tmp_path: Path) -> None:
    tree = small_guide() | {
        "contributing/index.md": page("contributing/index", body="[Costs](bench.md)"),
        "contributing/bench.md": bench.page(["## A {#a}\n", "A."], datetime.date(2026, 11, 26)),
    }
    assert findings(tree, tmp_path) == []
