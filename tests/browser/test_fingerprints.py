"""The specimen looks as it did: a change of looks is meant, or it is found here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser import fingerprints
from tests.browser.fingerprints import KEPT, SPECIMEN, Fingerprint, fingerprint, moved
from tests.browser.pictures import ROOT, View, camera, served, take

SHOWN = ROOT / ".cache" / "looks"


def test_the_specimen_looks_as_it_did(browser: Browser, tmp_path: Path) -> None:
    kept = fingerprints.read(KEPT.read_text("utf-8"))
    found: dict[str, str] = {}
    seen: set[str] = set()
    for view, picture in fingerprints.taken(browser, tmp_path):
        seen.add(view.name)
        told = moved(kept[view.name], fingerprint(picture)) if view.name in kept else "is new"
        if told:
            found[view.name] = told
            SHOWN.mkdir(parents=True, exist_ok=True)
            (SHOWN / view.file).with_suffix(".png").write_bytes(picture)
    found.update((name, "is gone") for name in kept.keys() - seen)
    assert found == {}, "look at the pictures in .cache/looks; if they are right: make looks"


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("stages/mixing/", "article a { color: gray }"),
        ("stages/mixing/", "h1 { letter-spacing: 0.05em }"),
        ("stages/mixing/", "article p { margin-bottom: 1.3em }"),
        ("stages/mixing/", "table { font-size: 0.9em }"),
        ("roles/", ".cards > * { border-radius: 0; padding: 0.9rem }"),
        ("paths/band/", "svg path { stroke-width: 1px }"),
        ("", ".masthead { background: #eee }"),
    ],
)
def test_a_small_change_is_found(browser: Browser, specimen: str, page: str, change: str) -> None:
    view = View(page, 360, "light")
    with camera(browser, specimen) as camera_page:
        plain = fingerprint(take(camera_page, view, "png"))
        again = fingerprint(take(camera_page, view, "png"))
        camera_page.add_style_tag(content=change)
        changed = fingerprint(take(camera_page, view, "png"))
    assert moved(plain, again) is None
    assert moved(plain, changed)


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(SPECIMEN, tmp_path_factory.mktemp("specimen")) as address:
        yield address


def test_what_moved_is_told_by_place_and_colour() -> None:
    kept = Fingerprint(360, 120, [["ffffff"] * 12, ["ffffff"] * 12])
    other = Fingerprint(360, 120, [["ffffff"] * 12, ["ffffff"] * 11 + ["fff0ff"]])
    assert moved(kept, kept) is None
    assert moved(kept, other) == "15 of 255 around 345 across, 90 down: ffffff, now fff0ff"
    longer = Fingerprint(360, 121, kept.rows)
    assert moved(kept, longer) == "was 360 by 120, now 360 by 121 pixels"


def test_fingerprints_are_read_as_they_were_written() -> None:
    text = KEPT.read_text("utf-8")
    assert fingerprints.written(fingerprints.read(text)) == text
