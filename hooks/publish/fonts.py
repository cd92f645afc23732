"""The site's typeface: Manrope, with one axis of weight, from the package font-manrope (SIL Open
Font Licence 1.1), cut down to the characters of the languages that pages are written in."""

from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset

CHARACTERS = (
    *range(0x20, 0x180),  # Basic Latin, Latin-1, Latin Extended-A
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullets, ellipsis
    *(0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
)


def write(site: Path, cache: Path) -> None:
    """Write the typeface and its licence into a built site. It is cut once, which takes about a
    second, and kept in `cache` under the version that it was cut from."""
    source = files("font_manrope") / "files"
    kept = cache / f"manrope-{version('font-manrope')}-{len(CHARACTERS)}.woff2"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_cut(Path(str(source / "Manrope-VariableFont_wght.ttf"))))
    fonts = site / "assets" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    (fonts / "manrope.woff2").write_bytes(kept.read_bytes())
    (fonts / "manrope-licence.txt").write_bytes((source / "OFL.txt").read_bytes())


def _cut(font: Path) -> bytes:
    """The part of a font that pages use, packed as browsers want it."""
    options = subset.Options(layout_features=["kern", "liga", "tnum", "ccmp"])
    made = BytesIO()
    with subset.load_font(str(font), options) as loaded:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=CHARACTERS)
        cutter.subset(loaded)
        loaded.flavor = "woff2"
        loaded.save(made)
    return made.getvalue()
