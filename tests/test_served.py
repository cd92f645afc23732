"""What `serve` writes after an edit: only what changed, and in the end the same site."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from guide.kept import Kept
from publish import cache
from served import Served
from tests.test_builds import CHANGES, differences, files, project, replaced, whole_guide
from tests.trees import Tree


def settings(folder: Path, site: str) -> MkDocsConfig:
    return load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / site))


@pytest.fixture
def events(tmp_path: Path) -> Iterator[Any]:
    """Our hook, in a process that serves a whole guide."""
    config = settings(project(tmp_path, whole_guide()), "site")
    (hook,) = config["hooks"].values()
    config.plugins.on_startup(command="serve", dirty=False)
    yield hook
    hook._served = Served()
    Kept.lives_on = False
    Kept._memory.clear()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SWITCH, str(tmp_path / "cache"))


def shown(folder: Path, site: str = "site") -> dict[str, bytes]:
    build(settings(folder, site), serve_url="http://127.0.0.1:8000/")
    return files(folder / site)


def shown_anew(events: Any, folder: Path) -> dict[str, bytes]:
    """What a server shows that is started now."""
    goes_on, events._served = events._served, Served()
    memory, Kept._memory = Kept._memory, {}
    events._served.is_on = True
    found = shown(folder, "new")
    events._served, Kept._memory = goes_on, memory
    return found


def test_after_any_change_what_is_served_is_what_a_new_server_shows(
    events: Any, tmp_path: Path
) -> None:
    before = shown(tmp_path)
    for name, change in CHANGES.items():
        tree = whole_guide()
        change(tree)
        project(tmp_path, tree)
        after = shown(tmp_path)
        assert differences(after, shown_anew(events, tmp_path)) == [], name
        assert after != before, name
        before = after


def test_only_pages_that_show_a_change_are_written(events: Any, tmp_path: Path) -> None:
    tree = whole_guide()
    pages = [name for name in shown(tmp_path) if name.count("/") < 3 and name.endswith(".html")]
    for name in pages:
        (tmp_path / "site" / name).write_text("as it was", "utf-8")
    replaced("roles/singer.md", "\nText.\n", "\nAnother text.\n")(tree)
    project(tmp_path, tree)
    after = shown(tmp_path)
    written = [name for name in pages if after[name] != b"as it was"]
    assert written == ["404.html", "roles/singer/index.html"]


def test_the_paper_of_a_path_is_written_if_it_shows_a_change(events: Any, tmp_path: Path) -> None:
    tree = whole_guide()
    papers = ["paths/band/print/index.html", "paths/band/sheet/index.html"]
    assert shown(tmp_path).keys() >= set(papers)

    def written(change: Callable[[Tree], None]) -> list[str]:
        for name in papers:
            (tmp_path / "site" / name).write_text("as it was", "utf-8")
        change(tree)
        project(tmp_path, tree)
        after = shown(tmp_path)
        return [name for name in papers if after[name] != b"as it was"]

    assert written(replaced("roles/singer.md", "\nText.\n", "\nAnother text.\n")) == []
    assert written(replaced("stages/mixing.md", "\nText.\n", "\nAnother text.\n")) == papers


def test_a_template_that_changes_is_shown_on_all_pages(events: Any, tmp_path: Path) -> None:
    shown(tmp_path)
    file = tmp_path / "overrides/document.html"
    text = file.read_text("utf-8")
    assert "<main>" in text
    file.write_text(text.replace("<main>", '<main class="a">'), "utf-8")
    after = shown(tmp_path)
    assert b'<main class="a">' in after["index.html"]
    assert b'<main class="a">' in after["roles/singer/index.html"]


def test_after_a_build_that_failed_nothing_counts_as_shown(
    events: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(tmp_path)
    tree = whole_guide()
    CHANGES["title"](tree)
    project(tmp_path, tree)
    with monkeypatch.context() as patch:
        patch.setattr("guide.data_files.write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            shown(tmp_path)
    again = shown(tmp_path)
    assert differences(again, shown_anew(events, tmp_path)) == []


def test_any_page_can_be_a_draft_and_is_shown_to_its_author(events: Any, tmp_path: Path) -> None:
    """With findings of the pages that lead to it: the server shows what it can."""
    for name, text in whole_guide().items():
        if name.endswith(".md"):
            tree = whole_guide() | {name: text.replace("title:", "draft: true\ntitle:", 1)}
            project(tmp_path, tree)
            page = name.replace("index.md", ".md").replace(".md", "/index.html").lstrip("/")
            assert b"<h1" in shown(tmp_path)[page.replace("//", "/")], name
