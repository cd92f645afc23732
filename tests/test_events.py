"""Real strict builds, through the hook, in this process."""

import json
import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from guide.load import Guide
from tests.trees import ROOT, Tree, page, small_guide, write


@pytest.fixture(autouse=True)
def warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Anything that the engine warns of fails the test."""
    caplog.set_level(logging.WARNING, "mkdocs")
    yield
    assert [record.getMessage() for record in caplog.records] == []


def built(docs: Path, site: Path) -> Path:
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site), strict=True
    )
    config.nav = None
    build(config)
    return site


def site_of(tree: Tree, folder: Path) -> Path:
    return built(write(tree, folder), folder / "site")


def text_of(html: Path) -> str:
    return html.read_text(encoding="utf-8")


def test_the_real_guide_builds_twice_in_one_process(tmp_path: Path, real: Guide) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)  # somebody may write while this runs
    first = built(docs, tmp_path / "first")
    second = built(docs, tmp_path / "second")
    pages = {file.relative_to(first) for file in first.rglob("*.html")}
    assert len(pages) == len(real.library.published) + 2 * len(real.library.paths) + 1
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in pages)


def test_a_change_between_two_builds_is_seen(tmp_path: Path) -> None:
    tree = small_guide()
    site_of(tree, tmp_path)
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("title: Mixing", "title: Balance")
    site = site_of(tree, tmp_path)
    assert "<h1>Balance</h1>" in text_of(site / "stages/mixing/index.html")
    assert "Mixing" not in text_of(site / "paths/band/index.html")


def test_findings_end_the_build_and_nothing_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("[singer]", "[singr]")
    tree["genres/rock.md"] = tree["genres/rock.md"].replace("tempo: 100", "tempo: 0")
    with pytest.raises(Abort) as abort:
        site_of(tree, tmp_path)
    docs = (tmp_path / "docs").as_posix()
    # How it is broken into lines is for tests/test_printed.py.
    assert " ".join(capsys.readouterr().err.split()) == (
        f"{docs}/genres/rock.md:12:12: M109 'tempo' is 0, and 20 is the least "
        "12 | tempo: 0 | ^ fix: write a larger number "
        "why: docs/contributing/findings/m109.md "
        f"{docs}/stages/mixing.md:10:9: G203 unknown role 'singr' "
        "10 | roles: [singr] | ^ fix: did you mean 'singer'? allowed: singer "
        "why: docs/contributing/findings/g203.md"
    )
    assert str(abort.value) == "2 findings in 2 files: nothing was built"
    assert not (tmp_path / "site").exists()


def test_values_are_escaped_wherever_they_are_printed(tmp_path: Path) -> None:
    tree = small_guide()
    name = """R&B "Slow Jams" <live> 'n' more"""
    quoted = name.replace("'", "''")
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("Mixing", f"'{quoted}'", 1)
    for file in ("paths/band.yml", "genres/rock.md", "roles/singer.md", "gear/microphone.md"):
        for plain in ("It ends the path.", "A town", "a second opinion", "Spec a", "At home"):
            tree[file] = tree[file].replace(f": {plain}", f": '{quoted}'")
    tree["skills.yml"] = tree["skills.yml"].replace(
        "mixing: Do the thing that is called mixing.", f"mixing: 'Do {quoted}.'"
    )
    tree["sources.yml"] = f"a-book: {{title: '{quoted}', publisher: '{quoted}'}}\n"
    site = site_of(tree, tmp_path)
    printed = 0
    for html in map(text_of, site.rglob("*.html")):
        printed += html.count("R&amp;B")
        assert "<live>" not in html
        assert "R&B" not in html
        assert '"Slow' not in re.sub(r"<[^>]*>", "", html)
    assert printed > 20


def test_what_is_written_is_shown_as_written(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("title: Mixing", "title: A & B <c>")
    html = text_of(site_of(tree, tmp_path) / "stages/mixing/index.html")
    assert "<title>A &amp; B &lt;c&gt; - Signal Path</title>" in html
    assert "<h1>A &amp; B &lt;c&gt;</h1>" in html


def test_drafts_and_data_files_are_not_published(tmp_path: Path) -> None:
    tree = small_guide() | {
        "decide/unready.md": page("decide/unready", "draft: true\n", teaches="rock")
    }
    site = site_of(tree, tmp_path)
    assert not (site / "decide/unready").exists()
    assert sorted(file.name for file in site.rglob("*.yml")) == []
    assert "Unready" not in text_of(site / "decide/deciding/index.html")


def test_an_old_address_leads_to_the_new_one_without_script(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "title: Mixing\n", "title: Mixing & more\naliases: [stages/balance/first]\n"
    )
    site = site_of(tree, tmp_path)
    html = text_of(site / "stages/balance/first/index.html")
    published = re.compile(
        r'\n<meta http-equiv="Content-Security-Policy" content="[^"]*">'
        r'\n<link rel="manifest" href="../../../manifest.webmanifest">'
    )
    assert published.sub("", html, count=1) == (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<title>Mixing &amp; more</title><link rel="canonical" href="../../../stages/mixing/">'
        '<meta http-equiv="refresh" content="0; url=../../../stages/mixing/"></head>'
        '<body><p>This page is now <a href="../../../stages/mixing/">Mixing &amp; more</a>.</p>'
        "</body></html>\n"
    )


@pytest.mark.parametrize("target", ["..", "."])
def test_a_link_to_a_folder_ends_the_build_before_the_engine_follows_it(
    tmp_path: Path, target: str
) -> None:
    docs = write(small_guide(), tmp_path)
    (tmp_path / "secret.md").write_text("a secret")
    (docs / "stages/round").symlink_to(target)
    with pytest.raises(Abort):
        built(docs, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_guide_json_is_published_with_its_schema(tmp_path: Path) -> None:
    site = site_of(small_guide(), tmp_path)
    guide = json.loads(text_of(site / "guide.json"))
    assert [page["id"] for page in guide["pages"]][:2] == ["index", "paths/band"]
    schema = text_of(ROOT / "schemas/guide.schema.json")
    assert text_of(site / "guide.schema.json") == schema


def test_a_fault_of_ours_names_the_page_and_ends_with_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("guide.prose._headings", broken)
    monkeypatch.setattr("guide.kept.code", lambda: b"no build before this one")
    with pytest.raises(Abort) as abort:
        site_of(small_guide(), tmp_path)
    docs = (tmp_path / "docs").as_posix()
    assert abort.value.exit_code == 2
    assert re.sub(r"\.py:\d+", ".py:N", str(abort.value)) == (
        f"{docs}/decide/deciding.md:1:1: E900 this is a fault of the site, not of your page: "
        "ZeroDivisionError: a fault\n    fix: report it with this line and the page: "
        "test_events.py:N (broken)"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[x](http://a.b){: href="javascript:alert(1)"}',
        "[a [b [c]]](javascript:alert(1))",
        "[x](javascript:alert(1) (t))",
        "<img/onerror=alert(1)/src=x>",
        "<svg/onload=alert(1)>",
        '<p title=">" onclick=alert(1)>x</p>',
        "<!--> <script>alert(1)</script> -->",
    ],
)
def test_what_could_run_is_refused_as_it_was_made_too(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    tree = small_guide()
    tree["genres/rock.md"] = tree["genres/rock.md"].replace("\nText.\n", f"\n{text}\n", 1)
    with pytest.raises(Abort):
        site_of(tree, tmp_path)
    assert f"{tmp_path.as_posix()}/docs/genres/rock.md:" in capsys.readouterr().err
    assert not (tmp_path / "site/genres/rock/index.html").exists()
    caplog.clear()


def test_pages_link_to_their_source_only_where_the_repository_has_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = site_of(small_guide(), tmp_path / "a")
    assert "foot__mend" not in text_of(without / "paths/band/index.html")
    monkeypatch.setenv("REPO_URL", "https://github.com/someone/signal-path")
    site = site_of(small_guide(), tmp_path / "b")
    foot = text_of(site / "paths/band/index.html").partition('<ul class="foot__mend">')[2]
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', foot.partition("</ul>")[0])
    docs = f"https://github.com/someone/signal-path/edit/main/{(tmp_path / 'b/docs').as_posix()}"
    assert links == [
        (f"{docs}/paths/band.md", "Edit this page"),
        (f"{docs}/paths/band.yml", "Edit its route"),
        (
            "https://github.com/someone/signal-path/issues/new?template=mistake.yml&amp;title=Band"
            "%3A+&amp;page=paths%2Fband",
            "Report a mistake",
        ),
    ]
