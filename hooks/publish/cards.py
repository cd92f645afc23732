"""Pictures that are drawn for a published site: the card that is shown where a page is shared, and
the icon of a bookmark on a phone. Drawn with the site's own typefaces and colours."""

import functools
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from publish.cache import kept

SIZE = (1200, 630)
"""Pixels: the 1.91 : 1 that sites which show such cards ask for."""
TOUCH = 180
"""Pixels of a touch icon's side, as Apple asks for."""
ICONS = {"assets/icon-192.png": 192, "assets/icon-512.png": 512}
"""Those of an installed site, with the pixels of a side."""
_APP_ICONS = {name: (side, 6) for name, side in ICONS.items()}
"""With what part of the side is left around the logo: phones cut corners off."""
PAPER, INK, SOFT, LINE, PRESS = "#fffdf8", "#231a14", "#54473d", "#c4552f", "#5c2416"
"""As in tokens.css, in light."""
_LEFT, _WIDTH = 90, 1020
_STROKE = 10
_SMOOTH = 4
"""What has curves is drawn this many times larger, and made smaller, so that edges are smooth."""
_EDGE = 20
"""Shades of an edge between paper and a colour."""
_STAMPS = 60
"""Dots that a curve of the logo is drawn by: the library's own lines break at bends."""


class Card(NamedTuple):
    """What a card says: the section's name, the page's title and its summary."""

    section: str
    title: str
    summary: str


def write(cards: dict[str, Card], site: Path, cache: Path) -> None:
    """Write a card into each folder of a built site that `cards` names, by its path in the site.
    What was drawn is kept in `cache` under all that it depends on."""
    for folder, card in cards.items():
        drawn = _kept(cache, "\n".join(card), partial(_card, card))
        (site / folder).mkdir(parents=True, exist_ok=True)
        (site / folder / "card.png").write_bytes(drawn)


def write_icons(site: Path, cache: Path) -> None:
    """Write the icons: the line that parts and comes together again, as in the logo."""
    (site / "assets").mkdir(parents=True, exist_ok=True)
    for name, (side, margin) in {"assets/touch-icon.png": (TOUCH, 12), **_APP_ICONS}.items():
        drawn = _kept(cache, f"icon {side}", partial(_icon, side, side * _SMOOTH / margin))
        (site / name).write_bytes(drawn)


def _kept(cache: Path, shows: str, draw: Callable[[], Image.Image]) -> bytes:
    """A picture as PNG: the one that was kept, if nothing that it depends on has changed."""
    return kept(cache, f"{shows}\n{_made_by()}", lambda: _packed(draw()))


@functools.cache
def _made_by() -> str:
    """What draws: this code, the library, the typefaces."""
    packages = ("pillow", "font-manrope", "font-source-serif-pro")
    return " ".join([*map(version, packages), Path(__file__).read_text("utf-8")])


def _icon(pixels: int, margin: float) -> Image.Image:
    side = pixels * _SMOOTH
    image = Image.new("RGB", (side, side), PRESS)
    _logo(ImageDraw.Draw(image), margin, margin, (side - 2 * margin) / 24, PAPER)
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def _card(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    logo = Image.new("RGB", (56 * _SMOOTH, 56 * _SMOOTH), PAPER)
    _logo(ImageDraw.Draw(logo), 0, 0, 56 * _SMOOTH / 24, LINE)
    image.paste(logo.resize((56, 56), Image.Resampling.LANCZOS), (_LEFT, 62))
    draw.text((_LEFT + 70, 66), "Signal Path", INK, _serif(34))
    draw.text((SIZE[0] - _LEFT, 70), card.section, SOFT, _sans(28, 700), anchor="ra")
    size = 76 if len(card.title) < 32 else 60
    lines = _wrapped(draw, card.title, _serif(size))
    top = 170.0
    for line in lines:
        draw.text((_LEFT, top), line, INK, _serif(size))
        top += size * 1.15
    top += 20
    for line in _wrapped(draw, card.summary, _sans(32, 400))[:4]:
        draw.text((_LEFT, top), line, SOFT, _sans(32, 400))
        top += 46
    bottom = SIZE[1] - 64
    draw.line([(0, bottom), (SIZE[0], bottom)], LINE, _STROKE)
    for station in (_LEFT + 16, SIZE[0] // 2, SIZE[0] - _LEFT - 16):
        _station(draw, station, bottom, 20)
    return image


def _logo(draw: ImageDraw.ImageDraw, x: float, y: float, scale: float, colour: str) -> None:
    """The logo on a grid of 24, as in overrides/.icons: one line parts at a station and joins."""

    def dot(point: tuple[float, float], radius: float) -> None:
        cx, cy = x + point[0] * scale, y + point[1] * scale
        r = radius * scale
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=colour)

    for side in (6, 18):
        for way in (
            ((2, 12), (3, 12), (4, 12), (5, 12)),
            ((5, 12), (8, 12), (8, side), (12, side)),
            ((12, side), (16, side), (16, 12), (19, 12)),
            ((19, 12), (20, 12), (21, 12), (22, 12)),
        ):
            for step in range(_STAMPS + 1):
                dot(_on_curve(way, step / _STAMPS), 1.2)
        dot((12, side), 2.2)


def _on_curve(points: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    """The point of a cubic Bézier curve at `t`, from 0 to 1."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, points, strict=True))
        for axis in (0, 1)
    )
    return x, y


def _station(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=PAPER, outline=LINE, width=_STROKE)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and draw.textlength(longer, font) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _serif(size: int) -> ImageFont.FreeTypeFont:
    found = files("font_source_serif_pro") / "files" / "SourceSerifPro-Semibold.ttf"
    return ImageFont.truetype(str(found), size)


def _sans(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(
        str(files("font_manrope") / "files" / "Manrope-VariableFont_wght.ttf"), size
    )
    font.set_variation_by_axes([weight])
    return font


def _packed(image: Image.Image) -> bytes:
    """The picture as PNG, in the few colours that it can hold: it then weighs a quarter."""
    made = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(made, "PNG")
    return made.getvalue()


@functools.cache
def _palette() -> Image.Image:
    """Paper, what is printed on it, and edges between them. To choose colours anew for each picture
    took longer than to draw it."""
    paper = ImageColor.getrgb(PAPER)
    palette = Image.new("P", (1, 1))
    palette.putpalette(
        [
            round(light + (dark - light) * part / _EDGE)
            for colour in (INK, SOFT, LINE, PRESS)
            for part in range(_EDGE + 1)
            for light, dark in zip(paper, ImageColor.getrgb(colour), strict=True)
        ]
    )
    return palette
