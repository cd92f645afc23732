"""Pages that are kept from one build to the next: they cannot be told from a first reading."""

from pathlib import Path

import pytest

from guide import kept, workers
from guide.kept import Kept, KeptPages, Read
from guide.load import Guide, load
from tests.trees import ROOT, Tree, small_guide, write

DOCS = ROOT / "docs"


@pytest.fixture
def tree() -> Tree:
    return small_guide()


def told(guide: Guide) -> list[str]:
    return [str(problem) for problem in guide.problems]


def test_the_real_guide_is_the_same_from_kept_pages(real: Guide, tmp_path: Path) -> None:
    file = tmp_path / "cache" / "pages"
    first = load(DOCS, "docs", KeptPages(file))
    before = file.read_bytes()
    again = KeptPages(file)
    second = load(DOCS, "docs", again)

    assert file.read_bytes() == before
    assert len(again._now) == len(real.library.pages)
    for guide in (first, second):
        assert guide.problems == real.problems
        assert guide.library.pages == real.library.pages
        assert guide.library.links == real.library.links


@pytest.mark.parametrize("processors", [1, 2])
def test_the_real_guide_is_the_same_by_however_many_processes(
    processors: int, real: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_processes", lambda: processors)
    read = load(DOCS, "docs")
    assert list(read.library.pages.items()) == list(real.library.pages.items())
    assert read.problems == real.problems


def test_only_what_changed_is_read_and_its_finding_has_its_place(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, file = write(tree, tmp_path), tmp_path / "pages"
    assert told(load(docs, "docs", KeptPages(file))) == []
    read: list[str] = []
    plain = KeptPages.put

    def put(pages: KeptPages, name: str, text: str, what: kept.Packed[Read]) -> None:
        read.append(name)
        plain(pages, name, text, what)

    monkeypatch.setattr(KeptPages, "put", put)
    assert told(load(docs, "docs", KeptPages(file))) == []
    assert read == []

    name = "stages/mixing.md"
    text = (docs / name).read_text("utf-8")
    (docs / name).write_text(text.replace("teaches: [", "teaches: [nowhere, "), encoding="utf-8")
    found = told(load(docs, "docs", KeptPages(file)))
    assert read == [name]
    assert found == told(load(docs))
    assert found != []
    # Now it is kept, and what is wrong with its names is found again in the same place.
    assert told(load(docs, "docs", KeptPages(file))) == found
    assert read == [name]


def test_a_page_with_a_finding_of_its_own_is_not_kept(tree: Tree, tmp_path: Path) -> None:
    docs, file = write(tree, tmp_path), tmp_path / "pages"
    name = docs / "stages/mixing.md"
    name.write_text(name.read_text("utf-8").replace("summary:", "sumary:"), encoding="utf-8")
    found = told(load(docs, "docs", KeptPages(file)))
    assert found != []
    assert told(load(docs, "docs", KeptPages(file))) == found


@pytest.mark.parametrize("broken", [b"", b"no pickle", b"\x80\x04N."])
def test_a_broken_cache_counts_as_none(broken: bytes, tree: Tree, tmp_path: Path) -> None:
    docs, file = write(tree, tmp_path), tmp_path / "pages"
    file.write_bytes(broken)
    assert told(load(docs, "docs", KeptPages(file))) == []
    assert KeptPages(file)._before != {}


def test_other_code_reads_anew(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, file = write(tree, tmp_path), tmp_path / "pages"
    load(docs, "docs", KeptPages(file))
    monkeypatch.setattr(kept, "code", lambda: b"another")
    assert KeptPages(file)._before == {}


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tree: Tree, tmp_path: Path) -> None:
    docs = write(tree, tmp_path)
    (tmp_path / "file").write_text("in the way")
    assert told(load(docs, "docs", KeptPages(tmp_path / "file" / "pages"))) == []


def test_a_process_that_lives_on_keeps_values_of_the_same_text_and_version_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "lives_on", True)
    monkeypatch.setattr(Kept, "_memory", {})

    def known(version: bytes) -> Kept[list[str]]:
        return Kept(tmp_path / "lists", version)

    first = known(b"1")
    first.put("a", "text", kept.Packed(["made"]))
    first.save()
    second = known(b"1")
    value = second.get("a", "text")
    second.save()
    third = known(b"1")
    assert third.get("a", "text") is value
    assert third.get("a", "another text") is None
    assert known(b"2").get("a", "text") is None


def test_a_process_that_lives_on_writes_once_a_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "lives_on", True)
    monkeypatch.setattr(Kept, "_memory", {})

    def saved(version: bytes, made: str) -> str | None:
        lists: Kept[str] = Kept(tmp_path / "lists", version)
        lists.put("a", "text", kept.Packed(made))
        lists.save()
        with monkeypatch.context() as another_process:
            another_process.setattr(Kept, "_memory", {})
            written: Kept[str] = Kept(tmp_path / "lists", version)
            return written.get("a", "text")

    assert saved(b"1", "first") == "first"
    assert saved(b"1", "second") == "first"
    assert saved(b"2", "third") == "third"
