"""Search: how pages are filed, the words that readers search by, and the index of a built site."""

import gzip
import json
import random
from functools import cache
from pathlib import Path

import pytest

from guide import searching
from guide.kinds import Kind
from guide.load import Guide, load
from guide.places import places
from publish import search
from tests.trees import page, small_guide, write

GLOSSARY = """\
headroom:
  says: The space between the loudest peak and the ceiling.
  page: stages/recording
  also: [head room]
  found_by: [reserve]
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    body = "Leave headroom.\n\n## Headroom at last {#at-last}\n\nText."
    tree = small_guide() | {
        "stages/recording.md": page(
            "stages/recording", "roles: [singer]\ngear: [microphone]\n", body
        ),
        "glossary.yml": GLOSSARY,
        "glossary.md": page("glossary"),
        "a-z.md": page("a-z"),
    }
    guide = load(write(tree, tmp_path))
    assert [str(problem) for problem in guide.problems] == []
    return guide


@pytest.mark.parametrize(
    ("page_id", "kind", "filed", "steps"),
    [
        ("index", "", [], ""),
        ("decide/deciding", "decide", ["kind-decide", "path-band"], "band 1"),
        ("stages/mixing", "stages", ["kind-stages", "path-band", "genre-rock"], "band 4–5"),
        ("gear/microphone", "gear", ["kind-gear", "path-band", "genre-rock"], "band 2"),
        ("genres/rock", "genres", ["kind-genres", "path-band", "genre-rock"], "band 3–4, optional"),
        ("roles/singer", "roles", ["kind-roles", "genre-rock"], ""),
        ("paths/band", "paths", ["kind-paths", "path-band"], ""),
    ],
)
def test_a_page_is_filed_by_kind_path_and_genre(
    guide: Guide, page_id: str, kind: str, filed: list[str], steps: str
) -> None:
    library = guide.library
    marks = searching.marks(library, library.pages[page_id], places(library))
    assert marks == {"filed": filed, "kind": kind, "steps": steps}


def test_pages_for_writers_are_not_to_be_found(real: Guide) -> None:
    library, stands = real.library, places(real.library)
    found = {p.kind for p in library.pages.values() if searching.marks(library, p, stands)}
    assert found == set(Kind) - {Kind.CONTRIBUTING, Kind.FINDING}


def test_lists_of_titles_are_not_to_be_found(guide: Guide) -> None:
    library = guide.library
    for page_id in ("a-z", "glossary"):
        assert searching.marks(library, library.pages[page_id], places(library)) is None


def test_words_that_readers_search_by(guide: Guide) -> None:
    assert searching.words(guide.library) == {
        "kinds": {},
        "paths": {"band": "Band"},
        "terms": [["term-headroom", "headroom", "head room", "reserve"]],
    }
    more = searching.more(guide.library)
    words = more.pop("words").split(" ")
    assert more == {"genres": {"rock": "Rock"}}
    assert {"headroom", "reserve", "mixing", "last"} <= set(words)  # terms, titles, headings
    assert words.index("headroom") < words.index("reserve")  # the more frequent first


def site(folder: Path, pages: int = 30) -> Path:
    """A built site: one page without a mark, and others with two filters each."""
    folder.mkdir()
    (folder / "booklet.html").write_text(
        "<html lang=en><body><h1>Booklet</h1> hidden</body></html>", "utf-8"
    )
    for n in range(pages):
        (folder / f"{n}").mkdir()
        (folder / f"{n}/index.html").write_text(
            f"<html lang=en><body><nav>menu</nav><div data-pagefind-body data-pagefind-filter="
            f'"kind-{n % 7}[data-filed], path-{n % 5}[data-filed]" data-filed=1>'
            f"<h1>Page {n}</h1><h2 id=a>Part<a class=headerlink>¶</a></h2> word{n} mixing"
            "</div></body></html>",
            "utf-8",
        )
    return folder


def indexed(folder: Path) -> None:
    with search.written(folder):
        pass


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_only_what_is_marked_is_indexed_and_only_what_is_fetched_is_kept(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    indexed(folder)
    made = files(folder / "pagefind")
    entry = json.loads(made.pop("pagefind-entry.json"))
    assert entry["languages"]["en"]["page_count"] == 30
    fragments = [
        json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
        for name, data in made.items()
        if name.startswith("fragment/")
    ]
    assert {fragment["url"] for fragment in fragments} == {f"/{n}/" for n in range(30)}
    assert not any(
        sign in fragment["content"] for fragment in fragments for sign in ("menu", "hidden", "¶")
    )
    top = {name for name in made if "/" not in name}
    assert top == {
        "pagefind.js",
        "pagefind-worker.js",
        "wasm.en.pagefind",
        f"pagefind.{entry['languages']['en']['hash']}.pf_meta",
    }


def test_the_same_site_has_the_same_index(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    indexed(folder)
    first = files(folder)
    for _ in range(3):
        indexed(folder)
        assert files(folder) == first
    assert len([name for name in first if name.endswith(".pf_filter")]) == 12


def test_a_site_without_marks_has_no_index(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", 0)
    indexed(folder)
    assert sorted(files(folder)) == ["booklet.html"]


def test_a_marked_page_where_none_is_looked_for_is_missed(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", 3)
    (folder / "paths/band/print").mkdir(parents=True)
    (folder / "0/index.html").replace(folder / "paths/band/print/index.html")
    with pytest.raises(RuntimeError) as error:
        indexed(folder)
    told = "the search index holds 2 of 3 pages: see {*.html,*/*.html,*/*/*.html}"
    assert str(error.value) == told


def test_an_index_that_cannot_be_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho No room is left >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search, "get_executable", lambda: program)
    with pytest.raises(RuntimeError) as error:
        indexed(site(tmp_path / "site"))
    assert str(error.value) == "the search index was not made: No room is left"


def distances() -> list[tuple[str, str, int]]:
    """Pairs of words with how far they are apart, for the script that computes the same."""
    roll = random.Random(8)

    def word() -> str:
        return "".join(roll.choice("abc") for _ in range(roll.randint(0, 7)))

    return [
        (one, other, _apart(one, other)) for one, other in ((word(), word()) for _ in range(400))
    ]


@cache
def _apart(one: str, other: str) -> int:
    """Optimal string alignment distance, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        _apart(one[:-1], other) + 1,
        _apart(one, other[:-1]) + 1,
        _apart(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        ways.append(_apart(one[:-2], other[:-2]) + 1)
    return min(ways)
