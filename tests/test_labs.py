"""Labs: their two halves, what their data and texts name, and what is printed of them."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from guide.lab_data import Scale, Slider
from guide.lab_views import pieces
from guide.labs import MODELS
from guide.load import Guide, load
from guide.views import Views
from tests.trees import ROOT, Tree, findings, page, small_guide, write

PAGE, DATA = "labs/space.md", "labs/space.yml"
LAB = """\
picture: Gain over frequency
listen_for: [Which word you would use for it.]
material: song
groups:
  - title: Bell
    controls:
      - {id: gain, label: Gain, unit: dB, least: -12, most: 12, signed: true, starts: 0}
      - {id: at, label: Frequency, unit: Hz, least: 20, most: 20000, scale: log, starts: 1000}
  - title: High-pass
    controls:
      - id: slope
        label: Slope
        options: [{id: "off", label: "Off"}, {id: steep, label: Steep}]
        starts: "off"
presets:
  - id: mud
    title: Mud
    says: It has too much of the low mids.
    material: voice
    set: {gain: 6, at: 250}
  - id: thin
    title: Thin
    says: It has too little of the lows.
    material: song
    set: {slope: steep}
tries:
  - {do: Turn it up slowly., hear: It gets louder there., preset: mud}
  - {do: Turn it down slowly., hear: It gets softer there.}
  - {do: Turn it off at last., hear: It is as it was before.}
"""
SHOWN = "/// lab | space#mud\nTurn it down and listen.\n///\n"


def with_lab(lab: str = LAB, shown: str = SHOWN) -> Tree:
    tree = small_guide()
    tree[PAGE] = page("labs/space", "hears: [A bell]\n", teaches="mixing")
    tree[DATA] = lab
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace("Text of it.", shown, 1)
    return tree


def test_a_lab_with_both_halves_has_no_findings(tmp_path: Path) -> None:
    assert findings(with_lab(), tmp_path) == []


@pytest.mark.parametrize(
    ("missing", "finding"),
    [
        (
            PAGE,
            "docs/labs/space.yml:1:1: T601 the lab 'space' has no page\n"
            "    fix: write docs/labs/space.md, which says what it is for",
        ),
        (
            DATA,
            "docs/labs/space.md:2:1: T601 the page 'labs/space' shows a lab that has no "
            "data\n"
            "    fix: write docs/labs/space.yml, with its rules and texts",
        ),
    ],
)
def test_half_a_lab(missing: str, finding: str, tmp_path: Path) -> None:
    tree = with_lab(shown="Text of it.")
    tree["index.md"] = page("index")
    del tree[missing]
    assert findings(tree, tmp_path) == [finding]


def test_data_of_a_lab_that_there_is_not(tmp_path: Path) -> None:
    (finding,) = findings(with_lab() | {"labs/spice.yml": LAB}, tmp_path)
    guess = f"did you mean 'space'? allowed: {', '.join(sorted(MODELS))}"
    assert finding == (
        "docs/labs/spice.yml:1:1: G203 no lab is called 'spice'\n"
        f"    fix: {guess}; a new one needs a model, in hooks/guide/labs.py"
    )


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "{id: at, label: Frequency",
            "{id: gain, label: Frequency",
            "8:14: P304 a second control 'gain'\n    fix: give it an id of its own; links hold it",
        ),
        (
            "- id: thin",
            "- id: mud",
            "21:9: P304 a second preset 'mud'\n    fix: give it an id of its own; links hold it",
        ),
        (
            "starts: 1000",
            "starts: 30000",
            "8:90: M109 'at' goes from 20 to 20000, not to 30000\n"
            "    fix: choose a value in between",
        ),
        (
            'starts: "off"',
            "starts: steap",
            "14:17: M109 'slope' has no option 'steap'\n    fix: allowed: off, steep",
        ),
        (
            "scale: log,",
            "step: 0,",
            "8:76: M109 'step': input should be greater than 0\n    fix: mend the value",
        ),
        (
            "gain: 6,",
            "gian: 6,",
            "20:11: G203 unknown control 'gian'\n"
            "    fix: did you mean 'gain'? allowed: at, gain, slope",
        ),
        (
            "gain: 6,",
            "gain: 60,",
            "20:17: M109 'gain' goes from -12 to 12, not to 60\n    fix: choose a value in between",
        ),
        (
            "gain: 6,",
            "gain: loud,",
            "20:17: M109 'loud' is no number\n    fix: write -12 to 12",
        ),
        (
            "gain: 6,",
            "gain: [6],",
            "20:17: M109 no value of a control stands here\n"
            "    fix: write a number, or the id of an option",
        ),
        (
            "slope: steep",
            "slope: 24",
            "25:18: M109 'slope' has no option '24'\n    fix: allowed: off, steep",
        ),
        (
            "preset: mud",
            "preset: mut",
            "27:67: G203 unknown preset 'mut'\n    fix: did you mean 'mud'? allowed: mud, thin",
        ),
        (
            "material: voice",
            "material: choir",
            "19:15: M109 unknown value 'choir' for 'material'\n"
            "    fix: did you mean 'chords'? allowed: bass, chords, drums, noise, song, voice",
        ),
    ],
)
def test_what_authors_of_a_lab_get_wrong(old: str, new: str, finding: str, tmp_path: Path) -> None:
    assert old in LAB
    shown = "/// lab | space\nTurn it down and listen.\n///\n"
    # The second control with one id takes the place of none.
    bare = LAB.replace("gain: 6, at: 250", "gain: 6") if "label" in old else LAB
    told = findings(with_lab(bare.replace(old, new, 1), shown), tmp_path)
    assert told == [f"docs/{DATA}:{finding}"]


def test_a_bar_belongs_to_a_setting_that_there_is(tmp_path: Path) -> None:
    bar = "{kick: X...X...X...X...}"
    tree = with_lab(shown="Text of it.")
    tree["labs/beat-grid.md"] = tree.pop(PAGE)
    tree["labs/beat-grid.yml"] = (
        f"{tree.pop(DATA)}start: {bar}\ngrids:\n  mud: {bar}\n  mut: {bar}\n"
    )
    assert findings(tree, tmp_path) == [
        f"docs/labs/beat-grid.yml:{LAB.count(chr(10)) + 4}:3: G203 unknown preset 'mut'\n"
        "    fix: did you mean 'mud'? allowed: mud, thin"
    ]


@pytest.mark.parametrize(
    ("shown", "finding"),
    [
        (
            "/// lab | spice",
            "G203 unknown lab 'spice'\n    fix: did you mean 'space'? allowed: space",
        ),
        (
            "/// lab | space#mut",
            "G203 the lab 'space' has no preset 'mut'\n"
            "    fix: did you mean 'mud'? allowed: mud, thin",
        ),
        (
            "/// lap | space#mud",
            "G203 unknown block 'lap'\n    fix: did you mean 'lab'? allowed: for, lab",
        ),
    ],
)
def test_what_a_text_shows_is_there(shown: str, finding: str, tmp_path: Path) -> None:
    tree = with_lab(shown=f"{shown}\nTurn it down and listen.\n///\n")
    tree["index.md"] = page("index", body="[Lab](labs/space.md#preset=mud)")
    line = tree["stages/mixing.md"].split("\n").index(shown) + 1
    assert findings(tree, tmp_path) == [f"docs/stages/mixing.md:{line}:1: {finding}"]


def test_a_link_to_a_preset_is_checked(tmp_path: Path) -> None:
    tree = with_lab()
    tree["index.md"] = page("index", body="[Lab](labs/space.md#preset=mut)")
    line = tree["index.md"].split("\n").index("[Lab](labs/space.md#preset=mut)") + 1
    assert findings(tree, tmp_path) == [
        f"docs/index.md:{line}:1: L402 'labs/space.md' has no anchor 'preset=mut'\n"
        "    fix: did you mean 'preset=mud'? allowed: maths, preset=mud, preset=thin, used"
    ]


def test_a_draft_is_not_shown(tmp_path: Path) -> None:
    tree = with_lab()
    tree[PAGE] = page("labs/space", "hears: [A bell]\ndraft: true\n", teaches="mixing")
    line = tree["stages/mixing.md"].split("\n").index("/// lab | space#mud") + 1
    assert findings(tree, tmp_path) == [
        f"docs/stages/mixing.md:{line}:1: G206 the lab 'space' is a draft\n"
        "    fix: publish it first, or name another"
    ]


def test_a_lab_is_printed_in_its_place_with_its_preset(tmp_path: Path) -> None:
    library = load(write(with_lab(), tmp_path)).library
    html = 'before<lab-place data-lab="space#mud"></lab-place>after'
    first, last = pieces(library, "stages/mixing", html)
    assert (first["html"], last) == ("before", {"html": "after", "lab": None})
    lab = first["lab"]
    bell, _ = lab["data"]["groups"]
    assert [(it["said"], it["position"]) for it in bell["controls"]] == [
        ("+6\u00a0dB", 6),
        ("250\u00a0Hz", 110),
    ]
    assert (lab["key"], lab["material"], lab["href"]) == ("lab-2", "voice", "../../labs/space/")
    assert json.loads(lab["json"])["presets"][0]["set"] == {"gain": 6, "at": 250}
    assert [one["said"] for one in lab["data"]["presets"]] == [
        [{"title": "Bell", "values": ["Gain: +6\u00a0dB", "Frequency: 250\u00a0Hz"]}],
        [{"title": "High-pass", "values": ["Slope: Steep"]}],
    ]


def test_a_page_loads_each_lab_that_it_shows_once(tmp_path: Path) -> None:
    views = Views(load(write(with_lab(), tmp_path)).library)
    place = '<lab-place data-lab="space"></lab-place>'
    assert views.page("stages/mixing", f"{place}{place}")["labs"] == ["space"]
    assert views.page("stages/mixing", "Text.")["labs"] == []
    assert views.page("labs/space", "Text.")["labs"] == ["space"]


def test_every_lab_has_its_parts(real: Guide) -> None:
    for lab in MODELS:
        parts = [
            f"docs/labs/{lab}.md",
            f"docs/labs/{lab}.yml",
            f"overrides/assets/javascripts/labs/{lab}.js",
            f"overrides/assets/javascripts/elements/labs/{lab}.js",
        ]
        assert [part for part in parts if not (ROOT / part).exists()] == []
    assert real.library.labs.keys() == MODELS.keys()


def cases() -> list[dict[str, Any]]:
    """Values of sliders in words, for tests/scripts/labs_test.js."""
    roll = random.Random(9)
    made = []
    for _ in range(1500):
        is_log = roll.random() < 0.5
        least = round(10 ** roll.uniform(-1, 2), 2) if is_log else -roll.randint(0, 60)
        most = round(least + 10 ** roll.uniform(0, 4), 2)
        slider = Slider(
            id="it",
            label="It",
            unit=roll.choice(["", "dB", "Hz"]),
            least=least,
            most=most,
            scale=Scale.LOG if is_log else Scale.LINEAR,
            signed=roll.random() < 0.5,
            starts=least,
        )
        value = round(roll.uniform(least, most), roll.randint(0, 3))
        value = min(most, max(least, value))
        made.append(
            {
                "slider": slider.model_dump(mode="json"),
                "value": value,
                "said": slider.said(value),
                "position": slider.position(value),
            }
        )
    return made
