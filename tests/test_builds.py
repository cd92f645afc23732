"""Builds: the same bytes wherever, whenever and from whatever cache they are made, and an old site
that stays whole until the new one is."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import publish
from publish import cache
from rendered import Made, Rendered
from tests.test_labs import with_lab
from tests.test_pictures import SVG
from tests.trees import ROOT, Tree, page, small_guide, write

LATER = """\
import time, datetime
YEARS = 86_400 * 400
now = time.time
time.time = lambda: now() + YEARS
class Shifted(type(datetime.date)):
    def __instancecheck__(cls, other):
        return isinstance(other, cls.__mro__[1])
class date(datetime.date, metaclass=Shifted):
    @classmethod
    def today(cls):
        return cls.__mro__[1].fromtimestamp(time.time())
class datetime_(datetime.datetime, metaclass=Shifted):
    @classmethod
    def now(cls, tz=None):
        return cls.__mro__[1].fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.__mro__[1].utcfromtimestamp(time.time())
datetime.date, datetime.datetime = date, datetime_
"""
"""A `sitecustomize` by which a Python process lives 400 days later."""
DRAWN = "![A wire, from left to right](../pictures/wire.svg)"
TO_ALONE = "[Alone with it](learn/alone.md)"
ASKED = """\
questions:
  - ask: Two takes are good. Which do you keep?
    right: {answer: A good take, because: It can be heard.}
    wrong:
      - {answer: The louder one, because: A fader does that., see: gear/microphone}
"""
HERE = {"TZ": "Pacific/Honolulu", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
FAR = {**THERE, "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "GUIDE_CACHE": "off"}


def project(folder: Path, tree: Tree) -> Path:
    """A project of its own in `folder`: our settings and templates, the pages of `tree`, and an
    address, so that all is built that a published site has."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    start, end = settings.index("\nnav:\n"), settings.index("\ntheme:\n")
    settings = settings[:start] + settings[end:]
    settings = settings.replace("hooks/events.py", f"{ROOT}/hooks/events.py")
    settings = settings.replace('!ENV [SITE_URL, ""]', "https://example.com/")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    if not (folder / "overrides").exists():
        shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.rmtree(folder / "docs", ignore_errors=True)
    write(tree, folder)
    return folder


def built(folder: Path, site: str = "site") -> dict[str, bytes]:
    """Build a project in this process, and return the site's files."""
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / site), strict=True))
    return files(folder / site)


def files(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def started(folder: Path, **env: str) -> subprocess.Popen[bytes]:
    """A build of a project in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.com/", **env},
    )


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_real_guide_is_the_same_bytes_elsewhere_and_later(tmp_path: Path) -> None:
    """The same files in another folder, time zone, locale and order of hashes, at another time,
    with caches and from nothing."""
    here, there = tmp_path / "here", tmp_path / "far away/and there"
    for folder in (here, there):
        folder.mkdir(parents=True)
        for name in ("docs", "hooks", "overrides"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        shutil.copy(ROOT / "mkdocs.yml", folder)
    late = tmp_path / "late"
    late.mkdir()
    (late / "sitecustomize.py").write_text(LATER, "utf-8")
    runs = [
        started(here, **HERE, PYTHONPATH=str(here / "hooks"), GUIDE_CACHE=str(tmp_path / "cache")),
        started(there, **FAR, PYTHONPATH=os.pathsep.join([str(late), str(there / "hooks")])),
    ]
    assert [run.wait() for run in runs] == [0, 0]
    one, other = files(here / "site"), files(there / "site")
    assert len(one) > 400
    assert differences(one, other) == []
    stated = [name for name, data in one.items() if str(tmp_path).encode() in data]
    assert stated == []


def test_the_later_clock_of_these_tests_is_later(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LATER, "utf-8")
    asked = "import datetime; print(datetime.date.today() - datetime.timedelta(400))"
    run = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == time.strftime("%Y-%m-%d\n")


def replaced(name: str, old: str, new: str) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        assert old in tree[name]
        tree[name] = tree[name].replace(old, new)

    return change


def renamed(tree: Tree) -> None:
    for name, text in list(tree.items()):
        tree[name] = text.replace("gear/microphone", "gear/mike").replace("[microphone]", "[mike]")
    text = tree.pop("gear/microphone.md").replace("[mike]", "[microphone]", 1)
    tree["gear/mike.md"] = text.replace("title:", "aliases: [gear/microphone]\ntitle:", 1)


def added(tree: Tree) -> None:
    tree["decide/later.md"] = page("decide/later", teaches="deciding")
    tree["genres/rock.md"] = tree["genres/rock.md"].replace(
        "title:", "related: [decide/later]\ntitle:", 1
    )


def whole_guide() -> Tree:
    """A small guide with a lab, a drawing, a glossary, a note for readers of a path, and a page
    that only a text leads to."""
    tree = with_lab() | {"pictures/wire.svg": SVG, "glossary.md": page("glossary")}
    body = "Leave headroom for it.\n\n/// for | band\nYou play at once.\n///\n"
    tree["stages/recording.md"] = page(
        "stages/recording", "roles: [singer]\ngear: [microphone]\n", body
    )
    tree["glossary.yml"] = "headroom:\n  says: The space that is left.\n  page: genres/rock\n"
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("Text of it.", DRAWN, 1)
    tree["roles/singer.md"] = tree["roles/singer.md"].replace("done_when:", f"{ASKED}done_when:")
    tree["index.md"] = page("index", body=TO_ALONE)
    tree["learn/alone.md"] = page("learn/alone", teaches="deciding")
    return tree


def dropped(tree: Tree) -> None:
    replaced("index.md", TO_ALONE, "")(tree)
    del tree["learn/alone.md"]


def drafted(tree: Tree) -> None:
    replaced("index.md", TO_ALONE, "")(tree)
    replaced("learn/alone.md", "title:", "draft: true\ntitle:")(tree)


CHANGES: dict[str, Callable[[Tree], None]] = {
    "text": replaced("stages/mixing.md", "\nText.\n", "\nAnother text, with a number: 17.\n"),
    "heading": replaced("stages/mixing.md", "## Part steps", "## The steps"),
    "title": replaced("stages/mixing.md", "title: Mixing", "title: Balance"),
    "summary": replaced("genres/rock.md", "What rock is", "What this is"),
    "id": renamed,
    "skill": replaced("skills.yml", "called mixing", "named mixing"),
    "link": replaced("gear/microphone.md", "title:", "related: [genres/rock]\ntitle:"),
    "source": replaced("sources.yml", "A book", "Another book"),
    "reason on a path": replaced("paths/band.yml", "It ends the path.", "It comes last of all."),
    "order of a path": replaced("paths/band.yml", "    need: optional\n", ""),
    "day": replaced("roles/singer.md", "2026-01-31", "2026-02-01"),
    "groove": replaced("genres/rock.md", "X...X...X...X...", "X.......X......."),
    "page that comes": added,
    "page that goes": dropped,
    "page that comes back": lambda tree: None,
    "page that becomes a draft": drafted,
    "title of a page that is on no path": replaced("learn/alone.md", "title: Alone", "title: Lone"),
    "title of a path": replaced("paths/band.md", "title: Band", "title: Group"),
    "question of a path": replaced("paths/band.yml", "Where do you record?", "Where is it done?"),
    "what a path is for": replaced("paths/band.yml", "want a record", "want a single"),
    "answer to a question": replaced("roles/singer.md", "A good take", "A great take"),
    "data of a lab": replaced("labs/space.yml", "title: Mud", "title: Murk"),
    "title of a lab": replaced("labs/space.md", "title: Space", "title: Room"),
    "drawing": replaced("pictures/wire.svg", "M0 30H328", "M0 31H328"),
    "term": replaced("glossary.yml", "The space that", "The room that"),
    "another word for a term": replaced("glossary.yml", "  says", "  also: [song]\n  says"),
    "page of a term": replaced("glossary.yml", "page: genres/rock", "page: stages/mixing"),
    "record to hear": replaced("genres/rock.md", "title: Record a", "title: Record of it"),
    "time to practise": replaced("gear/microphone.md", "[10, 20]", "[10, 30]"),
    "need": replaced("stages/mixing.md", "There is nothing to mix", "Nothing is there to mix"),
}


SAME = ("", "  font: Inter", "{# a #}{% macro sleeve")
"""Changes of settings and templates that no page shows."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a cache that is warm for the whole guide."""
    folder = tmp_path_factory.mktemp("kept")
    project(folder, whole_guide())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.SWITCH, str(folder / "cache"))
        patch.setattr(publish, "finished", lambda site: nullcontext())
        built(folder)
    return folder


@pytest.fixture(autouse=True)
def warm(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SWITCH, str(kept / "cache"))


def clean(folder: Path) -> dict[str, bytes]:
    """The site as it is built from nothing but typefaces, which take long to cut."""
    empty = folder / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    shutil.copytree(Path(os.environ[cache.SWITCH]) / "fonts", empty / "fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.SWITCH, str(empty))
        return built(folder, "clean")


@pytest.fixture
def unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites without what is made of their files alone, such as the search index: it takes longer
    than they do."""
    monkeypatch.setattr(publish, "finished", lambda site: nullcontext())


@pytest.mark.usefixtures("unfinished")
@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_a_build_from_the_cache_is_as_one_from_nothing(
    change: str, kept: Path
) -> None:
    before = files(kept / "site")
    tree = whole_guide()
    CHANGES[change](tree)
    project(kept, tree)
    after = built(kept)
    assert differences(after, clean(kept)) == []
    assert differences(after, before) != []


@pytest.mark.usefixtures("unfinished")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("overrides/document.html", "<main>", "<main class=a>"),
        ("overrides/partials/guide/foot.html", "<footer", "<footer class=a"),
        ("overrides/partials/guide/sleeve.html", "{% macro sleeve", "{# a #}{% macro sleeve"),
        ("overrides/partials/guide/legal.html", "{", "<!-- a -->{"),
        ("overrides/partials/guide/part.html", "☐", "[ ]"),
        ("overrides/partials/guide/sheet.html", "<", "<!-- a --><"),
        ("overrides/paper.html", "noindex", "none"),
        ("overrides/assets/stylesheets/base.css", "{", "{\n  --a: 1;"),
        ("mkdocs.yml", "site_name: Signal Path", "site_name: Another"),
        ("mkdocs.yml", "site_url: https://example.com/", "site_url: https://example.org/a/"),
        ("mkdocs.yml", '!ENV [REPO_URL, ""]', "https://github.com/somebody/guide"),
        ("mkdocs.yml", "  font: false", "  font: Inter"),
        ("mkdocs.yml", "permalink: true", "permalink: false"),
        ("mkdocs.yml", "  - sane_lists\n", ""),
    ],
)
def test_so_it_is_after_a_change_of_templates_styles_and_settings(
    file: str, old: str, new: str, kept: Path
) -> None:
    project(kept, whole_guide())
    before = built(kept)
    text = (kept / file).read_text("utf-8")
    assert old in text
    try:
        (kept / file).write_text(text.replace(old, new, 1), "utf-8")
        after = built(kept)
        assert differences(after, clean(kept)) == []
        assert differences(after, before) != [] or new in SAME
    finally:
        (kept / file).write_text(text, "utf-8")


@pytest.mark.usefixtures("unfinished")
def test_a_template_that_comes_and_goes_is_printed_and_not(kept: Path) -> None:
    """One that is printed only if it is there."""
    project(kept, whole_guide())
    before = built(kept)
    file = kept / "overrides/partials/guide/labs/space.html"
    file.write_text("<p>It is there.</p>", "utf-8")
    after = built(kept)
    assert b"<p>It is there.</p>" in after["labs/space/index.html"]
    assert differences(after, clean(kept)) == []
    file.unlink()
    assert differences(built(kept), before) == []


@pytest.mark.usefixtures("unfinished")
def test_only_pages_that_show_a_change_are_rendered_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = whole_guide()
    project(kept, tree)
    built(kept)
    done: list[str] = []
    render = Rendered._render

    def noted(self: Rendered, plan: Any) -> Made:
        done.append(plan.around["id"])
        return render(self, plan)

    monkeypatch.setattr(Rendered, "_render", noted)
    built(kept)
    assert done == []
    replaced("roles/singer.md", "\nText.\n", "\nAnother text.\n")(tree)
    project(kept, tree)
    built(kept)
    assert done == ["roles/singer"]
    replaced("learn/alone.md", "title: Alone", "title: Lone")(tree)
    project(kept, tree)
    built(kept)
    assert done == ["roles/singer", "learn/alone"]


def test_without_a_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SWITCH, "off")
    one, other = cache.folder(tmp_path), cache.folder(tmp_path)
    assert list(one.iterdir()) == list(other.iterdir()) == list(tmp_path.iterdir()) == []
    monkeypatch.delenv(cache.SWITCH)
    assert cache.folder(tmp_path) == tmp_path


def test_what_is_kept_is_made_once_and_again_when_it_depends_on_something_else(
    tmp_path: Path,
) -> None:
    made: list[str] = []

    def make(what: str) -> bytes:
        made.append(what)
        return what.encode()

    for version, what in (("1", "a"), ("1", "b"), ("2", "c")):
        assert cache.kept(tmp_path, version, lambda what=what: make(what)) in (b"a", b"c")  # type: ignore[misc]
    assert made == ["a", "c"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A project of its own with a site, and the files of that."""
    folder = project(tmp_path, small_guide())
    return folder, built(folder)


def test_a_build_that_is_killed_leaves_the_old_site_whole(
    old: tuple[Path, dict[str, bytes]],
) -> None:
    folder, before = old
    tree = small_guide()
    CHANGES["title"](tree)
    project(folder, tree)
    run = started(folder)
    while not list((folder / "site.new").glob("*/*/index.html")):
        assert run.poll() is None, "it ended before it was killed"
        time.sleep(0.002)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert files(folder / "site") == before

    after = built(folder)
    assert differences(after, clean(folder)) == []
    assert b"Balance" in after["stages/mixing/index.html"]
    assert not (folder / "site.new").exists()
    assert not (folder / "site.old").exists()


@pytest.mark.parametrize(
    "made", [["site.old"], ["site.old", "site.new"], ["site", "site.new"], ["site", "site.old"]]
)
def test_a_build_that_was_killed_while_it_changed_sites_is_repaired(
    made: list[str], old: tuple[Path, dict[str, bytes]]
) -> None:
    folder, before = old
    (folder / "site").rename(folder / "kept")
    for name in made:
        shutil.copytree(folder / "kept", folder / name)
    (folder / "docs/stages/mixing.md").write_text("---\ntitle: [\n---\n", "utf-8")
    with pytest.raises(Abort):
        built(folder)
    if "site" in made:
        assert files(folder / "site") == before
    project(folder, small_guide())
    assert differences(built(folder), before) == []


def test_a_site_that_was_half_written_is_whole_after_the_next_build(
    old: tuple[Path, dict[str, bytes]],
) -> None:
    folder, before = old
    for number, name in enumerate(before):
        file = folder / "site" / name
        if number % 3 == 0:
            file.unlink()
        elif number % 3 == 1:
            file.write_bytes(before[name][: len(before[name]) // 2])
    (folder / "site/stages/gone").mkdir()
    (folder / "site/stages/gone/index.html").write_text("left over", "utf-8")
    assert differences(built(folder), before) == []


@pytest.mark.parametrize(
    ("file", "old_text", "new_text"),
    [
        ("docs/stages/mixing.md", "\nText.\n", "\n[a [b [c]]](javascript:alert(1))\n"),
        ("overrides/partials/guide/foot.html", "<footer", "{{ nothing.at.all }}<footer"),
        ("mkdocs.yml", "site_name: Signal Path", "site_name: Signal Path\nnav: [nowhere.md]"),
    ],
)
def test_a_page_or_a_build_that_fails_leaves_the_old_site_whole(
    file: str, old_text: str, new_text: str, old: tuple[Path, dict[str, bytes]]
) -> None:
    folder, before = old
    text = (folder / file).read_text("utf-8")
    assert old_text in text
    (folder / file).write_text(text.replace(old_text, new_text), "utf-8")
    with pytest.raises(Exception):  # noqa: B017, PT011
        built(folder)
    assert files(folder / "site") == before
