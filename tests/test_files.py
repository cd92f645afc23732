"""The docs folder: bytes, names, links. Findings are compared whole."""

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from guide.files import called, symbolic_folders
from guide.load import load
from tests.trees import page, small_guide, write


def checked(docs: Path) -> list[str]:
    return [str(problem) for problem in load(docs).problems]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write(small_guide(), tmp_path)


MIXING = "stages/mixing.md"
UTF8 = "save the file as UTF-8 (your editor's 'save with encoding')"


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (
            b"Text of it.",
            "Café".encode("latin-1"),
            "docs/stages/mixing.md:20:4: F001 is not UTF-8: byte 0xE9 means nothing\n"
            f"    fix: {UTF8}",
        ),
        (
            b"---\n",
            b"\xef\xbb\xbf---\n",
            "docs/stages/mixing.md:1:1: F002 starts with a byte order mark (U+FEFF), which hides "
            "the first line\n    fix: save the file as UTF-8 without a byte order mark",
        ),
        (
            b"title: Mixing\n",
            b"title: Mixing\r\n",
            "docs/stages/mixing.md:2:14: F011 has carriage returns (U+000D) at the ends of lines\n"
            "    fix: save it with the line endings of Unix (LF)",
        ),
        (
            b"Text of it.",
            b"Te\x00xt of\x1b it.",
            "docs/stages/mixing.md:20:3: F003 holds an invisible character, U+0000 (and 1 more in "
            "this file)\n    fix: delete it; retype the line if you cannot see it",
        ),
    ],
    ids=["Latin-1", "byte order mark", "carriage return", "control characters"],
)
def test_bytes_that_are_not_clean_text(
    docs: Path, before: bytes, after: bytes, finding: str
) -> None:
    file = docs / MIXING
    file.write_bytes(file.read_bytes().replace(before, after, 1))
    assert checked(docs) == [finding]


def test_places_behind_what_is_told_of_the_bytes_are_right(docs: Path) -> None:
    file = docs / "skills.yml"
    file.write_bytes(b"\r\n\x1b" + file.read_bytes())
    assert checked(docs) == [
        "docs/skills.yml:1:1: F011 has carriage returns (U+000D) at the ends of lines\n"
        "    fix: save it with the line endings of Unix (LF)",
        "docs/skills.yml:2:1: F003 holds an invisible character, U+001B\n"
        "    fix: delete it; retype the line if you cannot see it",
    ]


def test_utf_16_is_told_as_that(docs: Path) -> None:
    file = docs / MIXING
    file.write_bytes(file.read_text().encode("utf-16"))
    assert checked(docs) == [
        f"docs/stages/mixing.md:1:1: F001 is UTF-16, not UTF-8\n    fix: {UTF8}"
    ]


def test_an_empty_file(docs: Path) -> None:
    (docs / MIXING).write_text("\n \n")
    assert checked(docs) == [
        "docs/stages/mixing.md:1:1: F007 is empty\n"
        "    fix: write the page, or delete the file until you do"
    ]


def test_a_page_of_20_megabytes_is_not_read(docs: Path) -> None:
    (docs / MIXING).write_bytes(b"x" * 20_000_000)
    assert checked(docs) == [
        "docs/stages/mixing.md:1:1: F008 holds 20,000,000 bytes, and 50,000 are the most\n"
        "    fix: split it into parts that can each be read in one sitting"
    ]


def test_a_missing_data_file(docs: Path) -> None:
    (docs / "skills.yml").unlink()
    assert checked(docs) == [
        "docs/skills.yml:1:1: F012 the file is missing\n"
        "    fix: write it: what a reader can do afterwards, by id."
    ]


CLEAN = "lower-case letters, digits and hyphens, at most 100 characters"


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("stages/Dub Mixing.md", "stages/dub-mixing.md"),
        ("stages/what?#now.md", "stages/what-now.md"),
        ("stages/Mastering.md", "stages/mastering.md"),
        ("stages/README.md", "stages/index.md"),
        (f"stages/{'a' * 120}.md", f"stages/{'a' * 90}.md"),
        ("stages/dub.md.txt", "stages/dub.md"),
    ],
)
def test_a_name_that_makes_no_clean_address(docs: Path, name: str, better: str) -> None:
    (docs / name).write_text("Text.")
    assert checked(docs) == [
        f"docs/{name}:1:1: F004 has a name that does not make a clean address\n"
        f"    fix: rename it to '{better}': {CLEAN}"
    ]


@pytest.mark.parametrize("twin", ["Mixing.md", "MIXING.md"])
def test_two_files_for_one_address(docs: Path, twin: str) -> None:
    (docs / "stages" / twin).write_text("Text.")
    assert checked(docs) == [
        f"docs/stages/{twin}:1:1: F005 would be published at the same address as "
        "'stages/mixing.md'\n    fix: merge the two, or rename this one"
    ]


def test_a_link_to_a_misnamed_page_is_not_told_too(docs: Path) -> None:
    (docs / "gear/microphone.md").rename(docs / "gear/Microphone.md")
    assert checked(docs) == [
        "docs/gear/Microphone.md:1:1: F004 has a name that does not make a clean address\n"
        f"    fix: rename it to 'gear/microphone.md': {CLEAN}"
    ]


def test_a_name_of_a_type_that_is_never_published_gets_no_better_one(docs: Path) -> None:
    (docs / "Thumbs.db").write_text("x")
    (finding,) = checked(docs)
    assert finding.startswith("docs/Thumbs.db:1:1: F010 is of a type that the guide does not publi")


def test_signs_in_a_name_are_printed_as_codes(docs: Path) -> None:
    (docs / "stages/a\nb\x1b.md").write_text("Text.")
    assert checked(docs) == [
        "docs/stages/a\\u000ab\\u001b.md:1:1: F004 has a name that does not make a clean address\n"
        f"    fix: rename it to 'stages/a-b.md': {CLEAN}"
    ]


def test_no_page_to_arrive_on(docs: Path) -> None:
    (docs / "index.md").unlink()
    assert checked(docs) == [
        "docs/index.md:1:1: F012 the file is missing\n"
        "    fix: write it: the page on which readers arrive"
    ]


def test_a_page_among_those_of_another_kind(docs: Path) -> None:
    (docs / "genres/rock.md").rename(docs / "gear/rock.md")
    assert checked(docs) == [
        "docs/gear/rock.md:1:1: F009 says what a genre says of itself, and stands in 'gear'\n"
        "    fix: move it to 'genres'"
    ]


@pytest.mark.parametrize("ending", ["yml", "md"])
def test_two_halves_of_a_path_under_different_names(docs: Path, ending: str) -> None:
    (docs / f"paths/band.{ending}").rename(docs / f"paths/bnad.{ending}")
    data, other = ("bnad", "band") if ending == "yml" else ("band", "bnad")
    assert checked(docs) == [
        f"docs/paths/{data}.yml:1:1: P309 the path '{data}' has no page\n"
        f"    fix: give it and docs/paths/{other}.md, which has no data, the same name"
    ]


def test_a_folder_with_a_space_that_looks_like_a_section(docs: Path) -> None:
    (docs / "genres").rename(docs / "my genres")
    assert checked(docs) == [
        "docs/my genres/rock.md:1:1: F004 has a name that does not make a clean address\n"
        f"    fix: rename it to 'my-genres/rock.md': {CLEAN}"
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("skills.yml", "data/skills.yml"), ("paths/band.yml", "genres/band.yml")]
)
def test_data_in_another_folder_is_not_told_as_missing_too(docs: Path, old: str, new: str) -> None:
    (docs / new).parent.mkdir(exist_ok=True)
    (docs / old).rename(docs / new)
    (finding,) = checked(docs)
    assert finding.startswith(f"docs/{new}:1:1: F0")


def test_a_folder_that_is_no_kind(docs: Path) -> None:
    (docs / "rolse").mkdir()
    (docs / "rolse/singer.md").write_text("Text.")
    assert checked(docs) == [
        "docs/rolse/singer.md:1:1: F009 'rolse' is no kind of page\n"
        "    fix: did you mean 'roles'? allowed: contributing, contributing/findings, decide, "
        "gear, genres, labs, learn, paths, roles, stages, tools, working-together"
    ]


def test_a_file_that_is_never_published(docs: Path) -> None:
    (docs / "stages/mix.exe").write_bytes(b"MZ")
    assert checked(docs) == [
        "docs/stages/mix.exe:1:1: F010 is of a type that the guide does not publish: '.exe'\n"
        "    fix: use one of .avif, .jpg, .md, .png, .svg, .webp, .yml, "
        "or keep it outside this folder"
    ]


def test_a_data_file_that_nothing_reads(docs: Path) -> None:
    (docs / "gear/prices.yml").write_text("a: b\n")
    assert checked(docs) == [
        "docs/gear/prices.yml:1:1: F010 'gear/prices.yml' is no data file of the guide\n"
        "    fix: did you mean 'sources.yml'? allowed: choosing.yml, glossary.yml, published.yml, "
        "skills.yml, sources.yml; the data of a path stands in paths/"
    ]


@pytest.mark.parametrize("target", ["../../secret.md", "mixing.md", "nowhere.md", "."])
def test_symbolic_links_are_never_followed(docs: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "secret.md").write_text("a secret")
    (docs / "stages/link.md").symlink_to(target)
    assert checked(docs) == [
        f"docs/stages/link.md:1:1: F006 is a symbolic link to '{target}', and links are never "
        "followed\n    fix: put the file itself here, or delete the link"
    ]


@pytest.mark.parametrize("name", [MIXING, "genres/band.png"])
def test_a_file_that_may_not_be_read(
    docs: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (docs / "genres/band.png").write_bytes(b"\x89PNG\r\n")
    read_bytes = Path.read_bytes

    def refused(file: Path) -> bytes:
        if file == docs / name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert checked(docs) == [
        f"docs/{name}:1:1: F013 cannot be read: Permission denied\n"
        "    fix: make it readable for yourself, for example with chmod u+r"
    ]


@pytest.mark.parametrize(
    "inside",
    [
        ' onload="alert(1)"',
        '/onload="alert(1)"',
        "><x:script>alert(1)</x:script",
        '><a href="java&#115;cript:alert(1)"/',
        '><use href="http://example.org/a.svg#b"/',
        '><set attributeName="href" to="b"/',
    ],
)
def test_a_picture_that_could_run_code(docs: Path, inside: str) -> None:
    (docs / "stages/knob.svg").write_text(f"<svg{inside}/>")
    assert checked(docs) == [
        "docs/stages/knob.svg:1:1: L408 is a picture that could run code\n"
        "    fix: take its scripts, event attributes and foreign objects out"
    ]


@pytest.mark.parametrize(
    "name",
    ["genres/rock.markdown", "genre/rock.md", "music/rock.md", "rock.md", "genres/rock"],
)
def test_a_page_under_another_name_is_not_told_as_missing_too(docs: Path, name: str) -> None:
    (docs / name).parent.mkdir(exist_ok=True)
    (docs / "genres/rock.md").rename(docs / name)
    (finding,) = checked(docs)
    assert finding.startswith(f"docs/{name}:1:1: F0")


def test_a_page_that_is_a_link_is_not_told_as_missing_too(docs: Path) -> None:
    (docs / "genres/rock.md").unlink()
    (docs / "genres/rock.md").symlink_to(docs / "index.md")
    (finding,) = checked(docs)
    assert finding.startswith("docs/genres/rock.md:1:1: F006 is a symbolic link to ")


@pytest.mark.parametrize(
    ("old", "new"), [("paths/band.yml", "paths/band.yaml"), ("skills.yml", "skills.yaml")]
)
def test_data_under_another_name_is_not_told_as_missing_too(docs: Path, old: str, new: str) -> None:
    (docs / old).rename(docs / new)
    assert checked(docs) == [
        f"docs/{new}:1:1: F010 is of a type that the guide does not publish: '.yaml'\n"
        "    fix: use one of .avif, .jpg, .md, .png, .svg, .webp, .yml, or keep it outside this "
        "folder"
    ]


def test_a_path_that_is_a_link_is_not_told_as_missing_too(docs: Path) -> None:
    (docs / "paths/band.yml").unlink()
    (docs / "paths/band.yml").symlink_to("nowhere")
    assert checked(docs) == [
        "docs/paths/band.yml:1:1: F006 is a symbolic link to 'nowhere', and links are never "
        "followed\n    fix: put the file itself here, or delete the link"
    ]


def test_a_folder_of_no_kind_is_told_once(docs: Path) -> None:
    (docs / "paths").rename(docs / "path")
    assert checked(docs) == [
        "docs/path/band.md:1:1: F009 'path' is no kind of page\n"
        "    fix: did you mean 'paths'? allowed: contributing, contributing/findings, decide, "
        "gear, genres, labs, learn, paths, roles, stages, tools, working-together"
    ]


def test_a_lesson_in_no_folder(docs: Path) -> None:
    (docs / "genres/rock.md").rename(docs / "rock.md")
    assert checked(docs) == [
        "docs/rock.md:1:1: F009 a lesson in no section\n"
        "    fix: move it to a folder; allowed: contributing, contributing/findings, decide, "
        "gear, genres, labs, learn, paths, roles, stages, tools, working-together"
    ]


def test_a_folder_that_is_a_link_is_told_once(docs: Path, tmp_path: Path) -> None:
    (docs / "genres").rename(tmp_path / "genres")
    (docs / "genres").symlink_to("../genres")
    assert checked(docs) == [
        "docs/genres:1:1: F006 is a symbolic link to '../genres', and links are never followed\n"
        "    fix: put the file itself here, or delete the link"
    ]


def test_an_index_and_a_page_of_the_same_name(docs: Path) -> None:
    (docs / "gear/index.md").write_text(page("gear/index"))
    (docs / "gear.md").write_text(page("index"))
    assert checked(docs) == [
        "docs/gear.md:1:1: F005 would be published at the same address as 'gear/index.md'\n"
        "    fix: merge the two, or rename this one"
    ]


def shows(docs: Path, name: str) -> None:
    """Show a picture on the page about rock."""
    rock = docs / "genres/rock.md"
    text = rock.read_text("utf-8").replace("\nText.\n", f"\n![A band]({name})\n", 1)
    rock.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("a.avif", b"\x00\x00\x00\x20ftypavif"),
        ("a.svg", b'<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
)
def test_a_picture_is_what_its_name_says(docs: Path, name: str, start: bytes) -> None:
    shows(docs, name)
    (docs / "genres" / name).write_bytes(start)
    assert checked(docs) == []
    (docs / "genres" / name).write_bytes(b"<html>" + start)
    assert checked(docs) == [
        f"docs/genres/{name}:1:1: F010 is no picture of the type '{name[1:]}'\n"
        "    fix: save it as what its name says, or give it the name of what it is"
    ]


def photo(format: str, place: bool) -> bytes:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "A band"
    if place:
        exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (2, 2)).save(made, format, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_a_picture_that_tells_where_it_was_taken(docs: Path, format: str) -> None:
    ending = format.replace("jpeg", "jpg")
    picture = docs / f"genres/band.{ending}"
    shows(docs, picture.name)
    picture.write_bytes(photo(format, place=False))
    assert checked(docs) == []
    picture.write_bytes(photo(format, place=True))
    assert checked(docs) == [
        f"docs/genres/band.{ending}:1:1: D507 is a picture that tells where it was taken\n"
        f"    fix: save it again without its data: exiftool -all= docs/genres/band.{ending}"
    ]
    picture.write_bytes(photo(format, place=True)[:40])
    assert checked(docs) == []


def test_a_picture_too_large_for_a_phone(docs: Path) -> None:
    (docs / "genres/band.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 400_000)
    assert checked(docs) == [
        "docs/genres/band.png:1:1: F008 holds 400,008 bytes, and 400,000 are the most of a "
        "picture\n    fix: save it 1,400 pixels wide at most, as .webp or .avif; or draw it as .svg"
    ]


def test_a_folder_that_cannot_be_read(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name == "genres":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert checked(docs) == [
        "docs/genres:1:1: F013 is a folder that cannot be read\n"
        "    fix: make it readable for yourself, for example with chmod u+rx"
    ]


def test_a_docs_folder_is_called_by_its_path_from_where_one_stands(tmp_path: Path) -> None:
    assert called(tmp_path / "a/docs", tmp_path) == "a/docs"
    assert called(tmp_path / "docs", tmp_path / "a") == (tmp_path / "docs").as_posix()


def test_links_to_folders_are_known_from_those_to_files(docs: Path) -> None:
    assert not symbolic_folders(docs)
    (docs / "stages/mix.md").symlink_to("mixing.md")
    assert not symbolic_folders(docs)
    (docs / "stages/all").symlink_to(".")
    assert symbolic_folders(docs)
