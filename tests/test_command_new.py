"""`guide new`: a page of any kind, which passes the check and cannot be merged as it is."""

import re
import shutil
from pathlib import Path

import pytest

from guide.kinds import Kind
from guide.new_page import KINDS, name_of
from guide.pages import model_for
from tests.conftest import Run
from tests.test_events import built
from tests.trees import ROOT, small_guide, write

GENRE = """\
docs/genres/bossa-nova.md: begun as a draft, which readers do not see.

What to do next:

1. Open docs/genres/bossa-nova.md in an editor and search for WRITE:
   There are 47 prompts. Each asks for something: write it in its place, and take the prompt away.
2. See the page as it will look: make serve, then http://127.0.0.1:8000/genres/bossa-nova/
3. When no prompt is left, take out the line 'draft: true' and run ./guide check
   It tells what the guide still misses, such as a page that links to this one.
4. Put the page on a path, if it belongs on one: ./guide step --help says how.
"""
PATH = """\
docs/paths/choir.md and docs/paths/choir.yml: begun as a draft, which readers do not see.

What to do next:

1. Open docs/paths/choir.md and docs/paths/choir.yml in an editor and search for WRITE:
   There are 6 prompts. Each asks for something: write it in its place, and take the prompt away.
2. Add steps: ./guide step choir --after decide/deciding --page … --because "…"
   Each time the whole path is checked, on every way through.
3. See it as it will look: make serve, then http://127.0.0.1:8000/paths/choir/
4. When no prompt is left, take out the line 'draft: true' and run ./guide check
"""


def test_what_is_printed(tmp_path: Path, run: Run) -> None:
    write(small_guide(), tmp_path)
    assert run("new", "genre", "Bossa nova") == (0, GENRE, "")
    assert run("new", "paths", "Choir") == (0, PATH, "")
    assert run("check") == (0, "docs: 8 pages and 1 path, no findings; 2 drafts beside them\n", "")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_passes_the_check_and_cannot_be_merged(
    kind: Kind, tmp_path: Path, run: Run
) -> None:
    docs = write(small_guide(), tmp_path)
    assert run("new", kind.value, 'A "Title": 100 % yes')[0] == 0
    assert run("check")[0] == 0
    written = (docs / kind / "a-title-100-yes.md").read_text(encoding="utf-8")
    data = docs / kind / "a-title-100-yes.yml"
    both = written + (data.read_text(encoding="utf-8") if data.exists() else "")
    code, out, err = run("check", "--merge")
    assert (code, out.count(" M114 ")) == (1, both.count("WRITE:"))
    files = "2 files" if data.exists() else "1 file"
    assert err.splitlines()[0] == f"{both.count('WRITE:')} findings in {files}"
    asked = [part for part in model_for(f"{kind}/page").parts if f"{{#{part}}}" not in written]
    assert asked == []


def test_each_kind_builds_and_is_not_published(tmp_path: Path, run: Run) -> None:
    docs = write(small_guide(), tmp_path)
    for kind in KINDS:
        assert run("new", kind.value, f"Wubbelquint {kind.noun}", "--anyway")[0] == 0
    assert run("check")[0] == 0
    site = built(docs, tmp_path / "site")
    holding = [
        file.relative_to(site).as_posix()
        for file in site.rglob("*.*")
        if file.is_file() and b"ubbelquint" in file.read_bytes()
    ]
    assert holding == []


def test_pages_begin_beside_the_real_ones(tmp_path: Path, run: Run) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    assert run("new", "genre", "Bossa nova") == (0, GENRE, "")


def test_a_prompt_is_told_with_what_to_write(tmp_path: Path, run: Run) -> None:
    docs = write(small_guide(), tmp_path)
    run("new", "learn", "Sight reading")
    file = docs / "learn/sight-reading.md"
    text = file.read_text(encoding="utf-8")
    asks = re.compile(r"^.*WRITE: (?!how to notice|where it).*\n", re.MULTILINE)
    kept = "<!-- WRITE: how it goes. -->\n"
    file.write_text(
        "---\ntitle: Sight reading\n"
        + "summary: Reading a part that you have never seen, at the tempo of the song.\n"
        + "teaches: [mixing]\npractice: {minutes: [10, 20], task: Do it once tonight.}\n"
        + "done_when: [You can hear it well., You can see it well.]\n"
        + "reviewed: 2026-01-31\ndraft: true\n---\n"
        + asks.sub("", text.partition("\n---\n")[2]).replace("{#trouble}\n", "{#trouble}\n" + kept),
        encoding="utf-8",
    )
    line = file.read_text(encoding="utf-8").split("\n").index(kept.strip()) + 1
    place = f"docs/learn/sight-reading.md:{line}:6: M114 a prompt still stands here: 'how it goes.'"
    fix = " fix: write that in its place, and take the prompt away"
    assert run("check")[0] == 0
    code, out, err = run("check", "--merge")
    excerpt = f"{line} | {kept.strip()} | ^"
    assert " ".join(out.split()).startswith(f"{place} {excerpt}{fix} why: ")
    assert (code, err.splitlines()[0]) == (1, "1 finding in 1 file")
    text = file.read_text(encoding="utf-8").replace("draft: true\n", "")
    file.write_text(text, encoding="utf-8")
    place = place.replace(f":{line}:", f":{line - 1}:")
    fix += "; only a page with 'draft: true' may hold prompts"
    excerpt = f"{line - 1} | {kept.strip()} | ^"
    code, out, _ = run("check")
    assert (code, " ".join(out.split()).partition(" why: ")[0]) == (1, f"{place} {excerpt}{fix}")


def test_a_name_like_that_of_another_page_is_shown(tmp_path: Path, run: Run) -> None:
    docs = write(small_guide(), tmp_path)
    assert run("new", "gear", "Microphones") == (
        1,
        "",
        "There is a page with a name like 'Microphones':\n"
        "  docs/gear/microphone.md: Microphone\n"
        "If it is about the same, change that page. If not, say it again with --anyway.\n"
        "Nothing was changed.\n",
    )
    assert not (docs / "gear/microphones.md").exists()
    assert run("new", "gear", "Microphones", "--anyway")[0] == 0
    assert (docs / "gear/microphones.md").exists()


def test_nothing_that_exists_is_overwritten(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "title:", "aliases: [stages/mixdown]\ntitle:"
    )
    docs = write(tree, tmp_path)
    assert run("new", "stage", "Mixing", "--anyway") == (
        1,
        "",
        "docs/stages/mixing.md is there already: 'Mixing'. Change that page.\n"
        "Nothing was changed.\n",
    )
    assert run("new", "stage", "Mixdown", "--anyway") == (
        1,
        "",
        "'stages/mixdown' was the address of 'Mixing' once, and still leads to it "
        "(docs/stages/mixing.md). Choose another: --id …\n"
        "Nothing was changed.\n",
    )
    assert (docs / "stages/mixing.md").read_text(encoding="utf-8") == tree["stages/mixing.md"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("tool", "Tuner"),
            "A tool needs rules, a template and a script beside its page: "
            "docs/contributing/tools.md says how one is made.",
        ),
        (
            ("genere", "Polka"),
            "'genere' is no kind of page. Did you mean 'genre'? There are: decide, roles, stages, "
            "working-together, gear, genres, learn, paths.",
        ),
        (("genre", "演歌"), "'演歌' makes no address. Give one: --id my-page"),
        (
            ("genre", "x" * 61),
            "It would bring findings:\n"
            f"docs/genres/{'x' * 60}.md:2:8: M109 'title' has 61 characters, "
            "and 60 fit where it is printed\n"
            "    fix: say it shorter; the page's text has room for the rest",
        ),
    ],
    ids=["a tool", "a kind that is none", "a title without Latin letters", "a title too long"],
)
def test_what_is_refused(words: tuple[str, str], told: str, tmp_path: Path, run: Run) -> None:
    write(small_guide(), tmp_path)
    assert run("new", *words) == (1, "", f"{told}\nNothing was changed.\n")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("R&B", "r-and-b"),
        ("Música popular", "musica-popular"),
        ("What's next?", "whats-next"),
        ("Lo-fi", "lo-fi"),
        ("Drum & bass, 2-step", "drum-and-bass-2-step"),
    ],
)
def test_a_title_makes_a_name(title: str, name: str) -> None:
    assert name_of(title) == name


def test_the_sign_in_a_sentence_is_no_prompt(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    body = "Search for `WRITE:`, which asks.\n\n- WRITE: one.\n\n> said WRITE: two"
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("\nText.\n", f"\n{body}\n", 1)
    write(tree, tmp_path)
    out = run("check").out.splitlines()
    assert [line for line in out if "M114" in line] == [
        "docs/stages/mixing.md:18:3: M114 a prompt still stands here: 'one.'"
    ]
