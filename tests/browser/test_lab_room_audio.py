"""The room lab, measured against a sum over mirror images in Python."""

from math import log10, sqrt
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from tests.browser.labs import STEEP, answers, at_start, changed
from tests.browser.sound import gain, rendered, run, step
from tests.test_dsp_space import SPEED, images, shortest

LAB = "room"
RATE = 48_000
TONES = (31, 38, 50, 76, 90, 110)


def speakers(params: dict[str, Any]) -> list[list[float]]:
    return [
        [params["speakers"], params["width"] / 2 + side * params["apart"] / 2, 1.2]
        for side in (-1, 1)
    ]


def seat(params: dict[str, Any]) -> list[float]:
    return [params["length"] * params["seat"] / 100, params["width"] * params["side"] / 100, 1.2]


def expected(params: dict[str, Any], hertz: float) -> float:
    """dB at the seat: all images of both speakers, beside both at 1.5 m; 20 Hz are cut."""
    walls = [params["length"], params["width"], params["height"]]
    wave = (np.log(1000) / params["echo"] + 2j * np.pi * hertz) / SPEED
    total = 0j
    for speaker in speakers(params):
        distance = images(walls, speaker, seat(params), 10.5 / wave.real)
        soft = np.clip(2 - distance * wave.real / 5.25, 0, 1)
        total += np.sum(soft * np.exp(-wave * distance) / distance) / 2
    return float(20 * log10(1.5 * abs(total) / sqrt(1 + (20 / hertz) ** 4)))


CASES: list[dict[str, Any]] = [
    {"seat": 25},
    {"seat": 92, "side": 30, "echo": 0.25},
    {"length": 3, "width": 3, "height": 3, "seat": 80, "echo": 0.3},
    {"speakers": 1.2, "apart": 2, "seat": 60},
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_bass_at_the_seat_is_that_of_all_mirror_images(
    modules: Page, case: dict[str, Any]
) -> None:
    params = at_start(LAB) | case
    heard = answers(modules, LAB, 2, **case)[0]
    drawn = run(
        modules,
        "const { curve } = await load('labs/room.js'); return curve(argument);",
        params,
    )
    for hertz in TONES:
        wanted = expected(params, hertz)
        # Deeper than that, a hole is what rounding leaves.
        if wanted > -18:
            assert gain(heard, hertz, RATE) == pytest.approx(wanted, abs=0.5), hertz
            # The curve has a point at each eighth tone, and nothing is cut from it.
            at, level = min(drawn, key=lambda point: abs(point[0] - hertz))
            cut = 10 * log10(1 + (20 / at) ** 4)
            assert level == pytest.approx(expected(params, at) + cut, abs=0.5), at


def test_a_side_wall_reflects_when_a_mirror_says_and_panels_meet_it(modules: Page) -> None:
    case = {"height": 4, "echo": 0.3}  # a ceiling so high that the side walls come first
    params = at_start(LAB) | case
    bare, covered = (answers(modules, LAB, 1, **case, panels=depth)[0] for depth in ("0", "20"))
    left = speakers(params)[0]
    direct = float(np.linalg.norm(np.array(left) - seat(params)))
    way = shortest(left, seat(params), 1, 0)[3]
    changed = [n for n, (x, y) in enumerate(zip(bare, covered, strict=True)) if abs(x - y) > 1e-3]
    assert changed[0] == round((way - direct) / SPEED * RATE)
    for hertz in (38, 76, 110):
        assert gain(covered, hertz, RATE) == pytest.approx(gain(bare, hertz, RATE), abs=0.2)


TONE_ONLY = """
const { build } = await load("labs/room.js");
const context = new OfflineAudioContext(1, 96000, 48000);
const silent = new GainNode(context);
(await build(context, silent, argument)).output.connect(context.destination);
return context.startRendering();
"""


def test_the_tone_is_loud_in_the_middle_and_gone_at_a_quarter(modules: Page) -> None:
    levels = {}
    for place in (25, 50):
        params = at_start(LAB) | {"play": "tone", "tone": 76, "seat": place}
        (samples,) = rendered(modules, TONE_ONLY, params)
        steady = samples[RATE:]
        levels[place] = 10 * log10(sum(x * x for x in steady) / len(steady))
        assert levels[place] == pytest.approx(-22 + expected(params, 76), abs=1)
    assert levels[50] - levels[25] > 25


EVENTS: dict[str, tuple[list[Any], float]] = {
    "seat and ringing": ([[0.3, {"seat": 80}], [0.5, {"seat": 80, "echo": 0.2}], [0.7, {}]], 3),
    "panels and speakers": (
        [[0.3, {"panels": "20"}], [0.4, {"panels": "10"}], [0.6, {"speakers": 1.5}]],
        3,
    ),
    "a tone comes, moves and goes": (
        [[0.3, {"play": "tone"}], [0.5, {"play": "tone", "tone": 50}], [0.7, {}]],
        4,
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_clicks(modules: Page, name: str) -> None:
    events, louder = EVENTS[name]
    left, right = changed(modules, LAB, {}, events)
    assert left == right
    assert max(left) > 0.05
    assert step(left) <= 1.25 * louder * STEEP


def test_a_seat_is_moved_by_keyboard(page: Page) -> None:
    page.goto("labs/room/#preset=hole")
    lab = page.locator(".lab")
    picture = lab.get_by_role("img")
    rest = (
        "The wall behind the speakers would cancel 143 Hz first. "
        "The left wall reflects {} m from the front, {} ms late."
    )
    expect(picture).to_have_accessible_description(
        "The lowest modes are at 38, 50, 63, 69 Hz. At your seat, 1.1 m from the front wall, "
        "the bass goes from −21 dB at 83 Hz to +21 dB at 38 Hz. A tone of 76 Hz has −14 dB "
        "there; the plan has more colour where it is louder. " + rest.format("0.8", "5.5")
    )
    lab.get_by_role("button", name="Play").press("Enter")
    expect(lab.locator(".lab__status")).to_have_text("Playing: Pink noise, with it.")
    lab.get_by_role("slider", name="Seat, of the length").press("End")
    expect(picture).to_have_accessible_description(
        "The lowest modes are at 38, 50, 63, 69 Hz. At your seat, 4.3 m from the front wall, "
        "the bass goes from −8 dB at 96 Hz to +24 dB at 38 Hz. A tone of 76 Hz has +15 dB "
        "there; the plan has more colour where it is louder. " + rest.format("2.0", "2.4")
    )
    # What the picture has: 256 pieces, walls, speakers, both reflections.
    assert picture.locator("path").count() > 260
