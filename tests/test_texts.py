"""Texts that are converted in our own way: they cannot be told from what the engine makes page by
page, by however many processes, and from the cache or not."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from guide import markup, quick, workers
from guide.load import Guide
from tests.trees import ROOT

sys.path.append(str(ROOT / "hooks"))
import texts
from texts import Texts


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    found = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "docs"), site_dir=str(tmp_path), hooks=[]
    )
    found.markdown_extensions.append(quick.Quick())  # type: ignore[arg-type]
    return found


@pytest.fixture
def sources(real: Guide) -> dict[str, str]:
    return {
        f"{file.id}.md": markup.before(file.body, file.prose, file.id)
        for file in real.library.pages.values()
    }


def made(page: Page) -> tuple[Any, ...]:
    def told(items: Any) -> list[Any]:
        return [(item.title, item.id, item.level, told(item.children)) for item in items]

    anchors = {file.src_uri: said for file, said in (page.links_to_anchors or {}).items()}
    return page.content, told(page.toc), page._title_from_render, anchors


def by_engine(name: str, text: str, config: MkDocsConfig, files: Files) -> Page:
    page = Page(None, files.src_uris[name], config)
    page.markdown = text
    Page.render(page, config, files)
    return page


def by_us(name: str, converted: Texts, config: MkDocsConfig, files: Files) -> Page:
    page = Page(None, files.src_uris[name], config)
    converted.will_render(page)
    page.render(config, files)
    return page


@pytest.mark.parametrize("processors", [1, 2])
def test_they_are_what_the_engine_makes(
    processors: int,
    config: MkDocsConfig,
    sources: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = get_files(config)
    monkeypatch.setattr(workers, "_processes", lambda: processors)
    for _ in ("from nothing", "from the cache"):
        converted = Texts(sources, config, files, tmp_path / "cache")
        for name, text in list(sources.items())[:: 3 * processors]:
            ours = made(by_us(name, converted, config, files))
            assert ours == made(by_engine(name, text, config, files)), name
        monkeypatch.setattr(Texts, "_convert", None)


LINKS = (
    *(
        "equaliser.md",
        "../gear/equaliser.md",
        "../gear/equaliser.md#how",
        "./mixing.md",
        "mixing.md",
    ),
    *("../index.md", "../gear/./equaliser.md", "../gear//equaliser.md", "../gear/equaliser.md#"),
    *("../gear/equaliser.md?a=b#c", "../gear/equaliser.md#a=b", "../gear/%65qualiser.md"),
    *("nowhere.md", "/gear/equaliser.md", "../../gear/equaliser.md", "../gear/equaliser", "#how"),
    *("https://a.b/gear/equaliser.md", "../gear/", "", "..md", "gear/daw.md", "../gear/daw.md#a"),
)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_where_the_engine_leads_it(
    link: str, config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    files = get_files(config)
    files.src_uris["gear/daw.md"].inclusion = InclusionLevel.DRAFT
    led = []
    for kind in (texts._Links, pages._RelativePathTreeprocessor):
        links = kind(files.src_uris["stages/mixing.md"], files, config)
        url = links.path_to_url(link)
        anchors = {file.src_uri: said for file, said in links.links_to_anchors.items()}
        led.append((url, anchors, [record.getMessage() for record in caplog.records]))
        caplog.clear()
    assert led[0] == led[1]


def test_a_warning_comes_back_in_its_place_and_its_text_is_converted_again(
    config: MkDocsConfig,
    sources: dict[str, str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = get_files(config)
    monkeypatch.setattr(workers, "_processes", lambda: 2)
    monkeypatch.setattr(workers, "MANY", 3)
    name = "stages/mixing.md"
    few = ("gear/microphone.md", "genres/rock.md", "index.md")
    wrong = {name: "[x](nowhere.md)\n"} | {other: sources[other] for other in few}
    for _ in range(2):
        converted = Texts(wrong, config, files, tmp_path / "cache")
        assert caplog.records == []
        by_us(name, converted, config, files)
        assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
            (
                logging.WARNING,
                "Doc file 'stages/mixing.md' contains a link 'nowhere.md', but the target "
                "'stages/nowhere.md' is not found among documentation files.",
            )
        ]
        caplog.clear()


CHANGES: dict[str, Callable[[MkDocsConfig, Files, pytest.MonkeyPatch], object]] = {
    "version of a library": lambda c, f, patch: patch.setattr(texts, "version", lambda name: "9"),
    "code of the guide": lambda c, f, patch: patch.setattr("guide.kept.code", lambda: b"other"),
    "extension": lambda c, f, patch: c.markdown_extensions.append("smarty"),
    "setting of an extension": lambda c, f, patch: c.mdx_configs.update({"toc": {"marker": "x"}}),
    "file that goes": lambda c, f, patch: f.remove(f.src_uris["stages/mixing.md"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_taken_from_the_cache_after_a_change(
    change: str, config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = get_files(config)
    before = texts._made_by(config, files)
    assert texts._made_by(config, files) == before
    CHANGES[change](config, files, monkeypatch)
    assert texts._made_by(config, files) != before
