"""What builds are measured with: content of any size that is a sound guide, and a page of results
that is one too."""

import datetime
from pathlib import Path

import pytest

from guide import word_checks
from guide.load import load
from tests.bench import __main__ as bench
from tests.bench import content, peers
from tests.trees import findings, page, small_guide, write


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
    ours = bench.Ours(write(content.ours(12), tmp_path), tmp_path)
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


def test_ratios_are_of_neighbours_and_missed_ones_are_told() -> None:
    def runs(*seconds: float) -> list[bench.Run]:
        return [bench.Run(wall, wall, 1) for wall in seconds]

    of_size = {
        bench.WITHOUT: runs(1, 2, 3),
        bench.PAGES: runs(1.1, 2.0, 3.0),
        bench.WHOLE: runs(5, 5, 5),
        bench.CHANGED: runs(1, 1, 1),
        "Material 9": runs(10, 20, 30),
    }
    found = list(bench.targets({1_000: of_size}, of_size, {100: 0.5}))
    assert [(one.what, one.most, round(one.measured, 3)) for one in found] == [
        ("the guide itself: our hook, of the same site without it", 1.06, 1.0),
        ("1,000 pages: our hook, of the same site without it", 1.06, 1.0),
        ("1,000 pages: ours, pages, of Material as it comes", 0.14, 0.1),
        ("1,000 pages: ours, all that is published, of Material as it comes", 0.22, 0.25),
        ("1,000 pages: ours, one page changed, of Material as it comes", 0.07, 0.05),
        ("100 pages: seconds until `make serve` shows an edit", 1, 0.5),
    ]


def test_its_page_is_a_page_of_the_guide(tmp_path: Path) -> None:
    tree = small_guide() | {
        "contributing/index.md": page("contributing/index", body="[Costs](bench.md)"),
        "contributing/bench.md": bench.page(["## A {#a}\n", "A."], datetime.date(2026, 11, 26)),
    }
    assert findings(tree, tmp_path) == []
