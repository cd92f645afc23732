"""The typeface: cut to what pages use, with its licence beside it, and kept once it is made."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from guide.load import Guide
from publish import fonts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    fonts.write(folder / "site", folder / "cache")
    return folder


def test_it_is_small_variable_and_has_its_licence(made: Path) -> None:
    folder = made / "site/assets/fonts"
    data = (folder / "manrope.woff2").read_bytes()
    assert len(data) < 22_000
    font = TTFont(BytesIO(data))
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 200, 800)
    assert "SIL OPEN FONT LICENSE" in (folder / "manrope-licence.txt").read_text("utf-8")


def test_it_has_every_letter_that_titles_and_summaries_use(made: Path, real: Guide) -> None:
    files = [made / f"site/assets/fonts/{name}.woff2" for name in ("manrope", "manrope-extended")]
    held = {chr(code) for file in files for code in TTFont(file).getBestCmap()}
    used = {
        letter for page in real.library.published.values() for letter in page.title + page.summary
    }
    assert sorted(used - held) == []


def test_what_was_made_is_not_made_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(fonts, "_cut")
    fonts.write(made / "other", made / "cache")
    again = (made / "other/assets/fonts/manrope.woff2").read_bytes()
    assert again == (made / "site/assets/fonts/manrope.woff2").read_bytes()
