"""What the specimen looks like, kept as numbers: a coarse grid of the mean colours of each picture
of it. The specimen is a small guide that holds each kind of page and each part a page can have, so
that its looks change by style sheets and templates alone, never by what somebody writes. Run as a
command (`make looks`), it takes today's looks as the ones to keep.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser
from tests.browser.conftest import launched
from tests.browser.pictures import PAPER, View, camera, kinds, served, take

HERE = Path(__file__).parent
SPECIMEN = HERE / "specimen"
KEPT = HERE / "fingerprints.txt"
COLUMNS = 12
CELL = {360: 60, 768: 100}
"""How high a row of the grid is, about, in pixels, by the width of the picture; else 160."""
HIGHEST = 6_000
"""Software that draws for want of a graphics card goes astray further down a page."""
MOST = 4
"""Of 255: how far a mean colour may be from the kept one. Other versions of a browser draw the
edges of letters otherwise, which moves it by up to 3. What moves it less, such as the colour of a
hairline, is not seen."""


class Fingerprint(NamedTuple):
    """The size of a picture in pixels, and the colours of its cells, `rrggbb`, row by row."""

    width: int
    height: int
    rows: list[list[str]]


def views(folder: Path) -> list[View]:
    """Every page of the built specimen on a phone and, in the other colours, on a desktop; some
    more between the two, and on paper."""
    pages = [url for urls in kinds(folder).values() for url in urls]
    pages += ["404.html", "paths/band/print/", "paths/band/sheet/"]
    alike = {"roles/", "learn/", "gear/", "paths/alone/"}
    pages = sorted(set(pages) - alike)
    between = ["", "genres/rock/", "paths/band/", "stages/", "stages/mixing/"]
    return [
        *(View(page, 360, "light") for page in pages),
        *(View(page, 768, "light") for page in between),
        *(View(page, 1280, "dark") for page in pages),
        *(View(page, PAPER, "light", "print") for page in between[1:3]),
    ]


def fingerprint(picture: bytes) -> Fingerprint:
    """The size of a picture, and a coarse grid of its mean colours."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    rows = max(1, round(image.height / CELL.get(image.width, 160)))
    cells = image.resize((COLUMNS, rows), Image.Resampling.BOX).tobytes().hex()
    colours = [cells[at : at + 6] for at in range(0, len(cells), 6)]
    return Fingerprint(
        *image.size, [colours[at : at + COLUMNS] for at in range(0, len(colours), COLUMNS)]
    )


def moved(kept: Fingerprint, found: Fingerprint) -> str | None:
    """Where a picture differs most from the kept one, and by how much; None if it does not."""
    if kept[:2] != found[:2]:
        sizes = f"{kept.width} by {kept.height}, now {found.width} by {found.height}"
        return f"was {sizes} pixels"
    worst, row, column = max(
        (_distance(one, other), row, column)
        for row, (ours, theirs) in enumerate(zip(kept.rows, found.rows, strict=True))
        for column, (one, other) in enumerate(zip(ours, theirs, strict=True))
    )
    if worst <= MOST:
        return None
    at = round((row + 0.5) * kept.height / len(kept.rows))
    across = round((column + 0.5) * kept.width / COLUMNS)
    told = f"{kept.rows[row][column]}, now {found.rows[row][column]}"
    return f"{worst} of 255 around {across} across, {at} down: {told}"


def _distance(one: str, other: str) -> int:
    return max(abs(a - b) for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))


def written(prints: dict[str, Fingerprint]) -> str:
    """Fingerprints as text: a line names the picture and its size, one each row follows."""
    return "".join(
        f"{name} {found.width}x{found.height}\n" + "".join(f"{' '.join(r)}\n" for r in found.rows)
        for name, found in prints.items()
    )


def read(text: str) -> dict[str, Fingerprint]:
    """Fingerprints from what was written."""
    prints: dict[str, Fingerprint] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            name, _, size = line.rpartition(" ")
            width, height = map(int, size.split("x"))
            prints[name] = Fingerprint(width, height, [])
        else:
            prints[name].rows.append(line.split(" "))
    return prints


def taken(browser: Browser, folder: Path) -> Iterator[tuple[View, bytes]]:
    """All pictures of the specimen, built into a folder."""
    with served(SPECIMEN, folder) as address, camera(browser, address) as page:
        for view in views(folder):
            yield view, take(page, view, "png", HIGHEST)


def main() -> None:
    """Keep today's looks."""
    with TemporaryDirectory() as folder, launched() as browser:
        prints = {view.name: fingerprint(shot) for view, shot in taken(browser, Path(folder))}
    KEPT.write_text(written(prints), encoding="utf-8")
    print(f"{KEPT.name} holds the looks of {len(prints)} pictures")


if __name__ == "__main__":
    main()
