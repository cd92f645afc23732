"""Cards and the touch icon: of the size that is asked for, drawn once, and different where they
should be."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from publish import cards
from publish.cards import Card

MIXING = Card("Stages", "Mixing", "How to balance the parts of a song into one file.")
LONG = Card(
    "Working together",
    "Ownership, royalties and all that was never written down",
    "A summary as long as summaries may be, which is two hundred letters, with words that are "
    "neither short nor easy to break, so that the card has to show whether it can hold all of it.",
)


def drawn(card: Card, folder: Path) -> Image.Image:
    cards.write({"": card}, folder / "site", folder / "cache")
    return Image.open(BytesIO((folder / "site/card.png").read_bytes())).convert("RGB")


@pytest.mark.parametrize("card", [MIXING, LONG])
def test_a_card_has_its_size_and_nothing_runs_over_its_edges(card: Card, tmp_path: Path) -> None:
    image = drawn(card, tmp_path)
    assert image.size == (1200, 630)
    paper = Image.new("RGB", image.size, cards.PAPER)
    # Above the line with its stations, in the middle of which the text stands.
    text = ImageChops.difference(image, paper).convert("L").point(lambda v: 255 if v > 40 else 0)
    box = text.crop((0, 0, 1200, 520)).getbbox()
    assert box
    assert box[0] >= 80
    assert box[2] <= 1120
    assert box[3] < 520


def test_other_words_are_another_picture_and_the_same_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = drawn(MIXING, tmp_path), drawn(LONG, tmp_path)
    assert first.tobytes() != second.tobytes()
    monkeypatch.delattr(cards, "_packed")
    assert drawn(MIXING, tmp_path).tobytes() == first.tobytes()


def test_the_touch_icon_is_square_and_shows_the_line(tmp_path: Path) -> None:
    cards.write_icons(tmp_path, tmp_path / "cache")
    icon = Image.open(tmp_path / "assets/touch-icon.png").convert("RGB")
    assert icon.size == (180, 180)
    light = icon.convert("L").point(lambda value: 255 if value > 200 else 0)
    assert light.getpixel((2, 2)) == 0
    assert light.getpixel((35, 90)) == 255  # where the line comes in
    assert light.getpixel((90, 90)) == 0  # between its two ways
