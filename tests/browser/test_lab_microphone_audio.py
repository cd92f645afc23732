"""The microphone lab, measured against its formulas, written down a second time."""

from math import cos, log10, pi, radians
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.labs import PATTERNS, STEEP, answers, at_start, changed
from tests.browser.sound import gain, rendered, step

LAB = "microphone"
RATE = 48_000
SPEED = 343
OUTDOORS = {"room": "none"}


def response(modules: Page, **params: Any) -> list[float]:
    """What the lab makes of one short sound, outdoors."""
    return answers(modules, LAB, 1, **(OUTDOORS | params))[0][:12_000]


def decibels(factor: complex) -> float:
    return 20 * log10(abs(factor))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_hears_each_direction_as_its_equation_says(modules: Page, pattern: str) -> None:
    a, b = PATTERNS[pattern]
    for degrees in (0, 90, 126, 180):
        found = response(modules, pattern=pattern, angle=degrees, distance=200)
        wanted = a + b * cos(radians(degrees))
        if abs(wanted) < 0.03:  # What nearness leaves at 2 m, and no more.
            assert max(map(abs, found)) < 0.005
            continue
        for frequency in (5_000, 10_000):
            assert gain(found, frequency, RATE) == pytest.approx(decibels(wanted), abs=0.05)


@pytest.mark.parametrize("centimetres", [5, 20, 100])
def test_nearness_raises_the_bass_of_the_gradient(modules: Page, centimetres: int) -> None:
    for pattern in ("omni", "cardioid", "figure-8"):
        a, b = PATTERNS[pattern]
        for degrees in (0, 60):
            found = response(modules, pattern=pattern, angle=degrees, distance=centimetres)
            for frequency in (100, 250, 1000):
                near = SPEED / (2j * pi * frequency * centimetres / 100)
                wanted = a + b * cos(radians(degrees)) * (1 + near)
                assert gain(found, frequency, RATE) == pytest.approx(decibels(wanted), abs=0.1)


def test_two_microphones_make_a_comb(modules: Page) -> None:
    """34.3 cm are a millisecond; three times the distance is 9.5 dB."""
    far = {"pattern": "omni", "distance": 20, "beside": "level"}
    for second, first in ((54.3, 500), (37, 343 / 0.34), (88.6, 250)):
        found = response(modules, **far, second=second)
        around = [first * (1 + n / 1000) for n in range(-30, 31)]
        hole = min(around, key=lambda frequency: gain(found, frequency, RATE))
        assert hole == pytest.approx(first, rel=0.002)
        for frequency in (first, 3 * first):
            assert gain(found, frequency, RATE) < -35
        assert gain(found, 2 * first, RATE) == pytest.approx(6.02, abs=0.05)
        turned = response(modules, **far, second=second, polarity="turned")
        assert gain(turned, 2 * first, RATE) < -35
        assert gain(turned, first, RATE) == pytest.approx(6.02, abs=0.05)
    found = response(modules, pattern="omni", distance=20, beside="same", second=60)
    first = SPEED / 0.8
    assert gain(found, first, RATE) == pytest.approx(decibels(1 - 1 / 3), abs=0.05)
    assert gain(found, 2 * first, RATE) == pytest.approx(decibels(1 + 1 / 3), abs=0.05)


@pytest.mark.parametrize(("room", "seconds"), [("furnished", 0.4), ("bare", 1.0)])
def test_the_room_grows_with_the_distance(modules: Page, room: str, seconds: float) -> None:
    even = 0.057 * (52 / seconds) ** 0.5
    for pattern, centimetres in (("omni", 20), ("cardioid", 100), ("figure-8", 50)):
        a, b = PATTERNS[pattern]
        case = {"pattern": pattern, "distance": centimetres}
        with_room = answers(modules, LAB, 2, **case, room=room)[0]
        without = answers(modules, LAB, 2, **case, **OUTDOORS)[0]
        power = sum((x - y) ** 2 for x, y in zip(with_room, without, strict=True))
        wanted = (centimetres / 100 / even) ** 2 * (a**2 + b**2 / 3)
        # The lab cuts what is lower than 20 Hz, of which the room has next to nothing.
        assert 10 * log10(power / wanted) == pytest.approx(0, abs=0.1)


FAN = """
const { build } = await load("labs/microphone.js");
const context = new OfflineAudioContext(1, 96000, 48000);
const silent = new GainNode(context);
build(context, silent, argument).output.connect(context.destination);
return context.startRendering();
"""


def test_the_deaf_angle_takes_the_fan_and_no_other_does(modules: Page) -> None:
    power = {}
    for degrees in (0, 90, 126, 180):
        case = {"pattern": "supercardioid", "beside": "fan", "fan-angle": degrees, "room": "none"}
        (samples,) = rendered(modules, FAN, at_start(LAB) | case)
        power[degrees] = sum(sample**2 for sample in samples)
    for degrees, wanted in ((90, decibels(0.37)), (180, decibels(0.26))):
        assert 10 * log10(power[degrees] / power[0]) == pytest.approx(wanted, abs=0.05)
    assert 10 * log10(power[126] / power[0]) < -60


EVENTS: dict[str, tuple[dict[str, Any], list[Any], float]] = {
    "pattern and angle": (
        OUTDOORS,
        [[0.3, OUTDOORS | {"pattern": "figure-8"}], [0.5, OUTDOORS | {"angle": 180}]],
        5,
    ),
    "distance and room": (
        OUTDOORS,
        [[0.3, OUTDOORS | {"distance": 60}], [0.5, {"distance": 60}], [0.7, {"room": "bare"}]],
        3,
    ),
    "a second microphone comes, moves and goes": (
        OUTDOORS,
        [
            [0.3, OUTDOORS | {"beside": "level"}],
            [0.45, OUTDOORS | {"beside": "level", "second": 250}],
            [0.6, OUTDOORS | {"beside": "same", "second": 250, "polarity": "turned"}],
            [0.75, OUTDOORS],
        ],
        4,
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_clicks(modules: Page, name: str) -> None:
    change, events, louder = EVENTS[name]
    left, right = changed(modules, LAB, change, events)
    assert left == right
    assert max(left) > 0.05
    assert step(left) <= 1.25 * louder * STEEP


def test_a_fan_is_sent_to_the_deaf_angle_by_keyboard(page: Page) -> None:
    page.goto("labs/microphone/#preset=fan")
    lab = page.locator(".lab")
    picture = lab.get_by_role("img")
    source = (
        "A cardioid, 30 cm away. The source at 0° comes in at 0 dB. Nearness adds 2.6 dB at "
        "100 Hz. The room is 11 dB below the source. "
    )
    expect(picture).to_have_accessible_description(source + "The fan at 90° comes in at −6 dB.")
    lab.get_by_role("slider", name="Fan, off the front").press("End")
    expect(picture).to_have_accessible_description(source + "The fan at 180° hardly comes in.")
    lab.get_by_role("button", name="Play").press("Enter")
    expect(lab.locator(".lab__status")).to_have_text("Playing: Lead, like a voice, with it.")
    lab.get_by_label("Beside it").select_option("same")
    expect(picture).to_have_accessible_description(
        source + "In the second microphone it comes in at −6 dB, 0.87 ms later. Together they "
        "have 3.5 dB more at most, and 6.0 dB less at 572 Hz."
    )
