"""The site's typefaces, cut down to the characters of the languages that pages are written in: both
from packages, both under the SIL Open Font Licence 1.1."""

from functools import partial
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from publish.cache import kept

LATIN = (
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x100),  # Latin-1
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullets, ellipsis
)
EXTENDED = tuple(range(0x100, 0x180))  # Latin Extended-A: a browser asks for it where it is used
SIGNS = (0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265)


class Typeface(NamedTuple):
    """A typeface as the site serves it, and the file of a package that it is cut from."""

    name: str
    package: str
    file: str
    licence: str
    characters: tuple[int, ...]


TYPEFACES = (
    # For text, with one axis of weight.
    Typeface(
        "manrope", "font-manrope", "Manrope-VariableFont_wght.ttf", "OFL.txt", (*LATIN, *SIGNS)
    ),
    Typeface(
        "manrope-extended", "font-manrope", "Manrope-VariableFont_wght.ttf", "OFL.txt", EXTENDED
    ),
    # For headings.
    Typeface(
        "source-serif",
        "font-source-serif-pro",
        "SourceSerifPro-Semibold.ttf",
        "LICENSE.txt",
        LATIN,
    ),
)


def write(site: Path, cache: Path) -> None:
    """Write the typefaces and their licences into a built site. They are cut once, which takes
    about a second each, and kept in `cache` under all that it depends on."""
    packages = ("fonttools", "brotli", *(face.package for face in TYPEFACES))
    made_by = " ".join([*map(version, packages), Path(__file__).read_text("utf-8")])
    fonts = site / "assets" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for face in TYPEFACES:
        source = _source(face)
        cut = kept(cache, f"{face} {made_by}", partial(_made, face))
        (fonts / f"{face.name}.woff2").write_bytes(cut)
        (fonts / f"{face.name}-licence.txt").write_bytes((source / face.licence).read_bytes())


def _source(face: Typeface) -> Path:
    return Path(str(files(face.package.replace("-", "_")) / "files"))


def _made(face: Typeface) -> bytes:
    return _cut(_source(face) / face.file, face.characters)


def _cut(font: Path, characters: tuple[int, ...]) -> bytes:
    """The part of a font that pages use, packed as browsers want it."""
    from fontTools import subset  # takes a tenth of a second, and is needed once

    options = subset.Options(layout_features=["kern", "liga", "tnum", "ccmp"])
    made = BytesIO()
    with subset.load_font(str(font), options) as loaded:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=characters)
        cutter.subset(loaded)
        loaded.flavor = "woff2"
        loaded.save(made)
    return made.getvalue()
