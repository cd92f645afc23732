"""The level lab: what is cut where, and the noise that bits leave, measured against their sums."""

from math import log10, pi, sin
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.labs import STEEP, at_start, changed
from tests.browser.sound import rendered, run, step

LAB = "level"
RATE = 48_000
SILENT = {"room": "none", "heard": "file"}

SINE = """
const { build } = await load("labs/level.js");
const context = new OfflineAudioContext(1, 48000, 48000);
const buffer = new AudioBuffer({ length: 48000, sampleRate: 48000 });
buffer.copyToChannel(new Float32Array(argument.sine), 0);
const source = new AudioBufferSourceNode(context, { buffer });
(await build(context, source, argument.params)).output.connect(context.destination);
source.start();
return context.startRendering();
"""


def sine(peak: float) -> list[float]:
    """997 Hz, as AES17 has it: its samples meet a converter's steps at ever new places."""
    return [10 ** (peak / 20) * sin(2 * pi * 997 * n / RATE) for n in range(RATE)]


def heard(modules: Page, peak: float, **params: Any) -> list[float]:
    argument = {"sine": sine(peak), "params": at_start(LAB) | SILENT | params}
    return rendered(modules, SINE, argument)[0]


def decibels(value: float) -> float:
    return 20 * log10(value)


CUTS: list[tuple[dict[str, Any], float, float]] = [
    # Where the peak of a sine of −6 dBFS ends, and the level of its slopes, which nothing cuts.
    ({}, -6, 0),
    ({"preamp": 14}, 0, 14),
    ({"preamp": 14, "fader": -20}, -20, -6),
    ({"preamp": 3, "fader": 10, "master": -10}, -3, 3),
    ({"sum": 12, "master": -12}, -6, 0),
    ({"sum": 12, "master": -12, "bus": "whole"}, -12, 0),
    ({"fader": 12, "sum": 6, "master": -10, "bus": "whole"}, -10, 8),
    ({"sum": 12}, 0, 12),
]


@pytest.mark.parametrize(("params", "peak", "slope"), CUTS, ids=str)
def test_peaks_are_cut_where_the_way_says(
    modules: Page, params: dict[str, Any], peak: float, slope: float
) -> None:
    out = heard(modules, -6, dither="off", **params)
    assert decibels(max(out)) == pytest.approx(peak, abs=0.01)
    # Near its zeros a sine is as steep as all gains together make it.
    assert decibels(abs(out[1]) / sine(-6)[1]) == pytest.approx(slope, abs=0.01)
    way = run(
        modules,
        "const { way } = await load('labs/level.js'); return way(...argument);",
        [at_start(LAB) | SILENT | params, -6],
    )
    assert way[-1]["level"] == pytest.approx(peak, abs=1e-9)
    assert [stop["name"] for stop in way] == ["source", "input", "track", "bus", "file"]


@pytest.mark.parametrize(
    ("bits", "dither", "floor"),
    # −(6.02 × bits + 1.76) dBFS, and 4.77 dB more with dither.
    [(16, "off", -98.09), (16, "on", -93.32), (24, "on", -141.48), (12, "on", -69.24)],
)
def test_bits_leave_their_noise(modules: Page, bits: int, dither: str, floor: float) -> None:
    given = heard(modules, -20, bits="24", dither="off")
    out = heard(modules, -20, bits=str(bits), dither=dither)
    if bits == 24:  # which is what the signal itself has: nothing is rounded but the dither
        given = sine(-20)
    noise = [x - y for x, y in zip(out, given, strict=True)]
    level = 10 * log10(2 * sum(x * x for x in noise) / len(noise))
    assert level == pytest.approx(floor, abs=0.2)


def test_what_was_recorded_too_low_comes_back_with_its_noise(modules: Page) -> None:
    low = {"preamp": -60, "heard": "level", "dither": "on"}
    for bits, below in ((16, -33.32), (24, -81.48)):  # 60 dB above their floor
        out = heard(modules, -10, bits=str(bits), **low)
        noise = [x - y for x, y in zip(out, sine(-10), strict=True)]
        level = 10 * log10(2 * sum(x * x for x in noise) / len(noise))
        assert level == pytest.approx(below, abs=0.3)
    # With 8 bits it would be 15 dB over full scale: it is held.
    out = heard(modules, -10, bits="8", **low)
    assert 10 * log10(2 * sum(x * x for x in out) / len(out)) == pytest.approx(-25, abs=0.5)


def test_the_peaks_that_are_told_are_those_of_the_material(modules: Page) -> None:
    body = """
    const { rendered } = await load("audio/material.js");
    const { peak } = await load("dsp/level.js");
    const { PEAKS } = await load("labs/level.js");
    return Object.entries(PEAKS).map(([name, told]) =>
      [name, told, Math.max(...rendered(name, argument).map(peak))]);
    """
    for rate in (44_100, 48_000):
        for name, told, found in run(modules, body, rate):
            assert told == pytest.approx(found, abs=0.4), name


def test_the_room_has_the_level_it_says(modules: Page) -> None:
    body = """
    const { build } = await load("labs/level.js");
    const { rms } = await load("dsp/level.js");
    const context = new OfflineAudioContext(1, 96000, 48000);
    const silent = new GainNode(context);
    (await build(context, silent, argument)).output.connect(context.destination);
    return rms((await context.startRendering()).getChannelData(0).subarray(4800));
    """
    for room, level in (("quiet", -70), ("living", -50)):
        params = at_start(LAB) | {"heard": "file", "room": room, "preamp": 10}
        # Two channels of noise that have nothing in common are one here, and 3 dB softer.
        assert run(modules, body, params) == pytest.approx(level + 10 - 3, abs=0.5)


EVENTS: dict[str, list[Any]] = {
    "far down and up again": [[0.3, {"preamp": -60}], [0.5, {"preamp": 0}]],
    "bits, dither and room": [
        [0.3, {"bits": "8"}],
        [0.5, {"dither": "off"}],
        [0.7, {"room": "none"}],
    ],
    "fader, bus and master": [[0.3, {"sum": 12, "master": -12}], [0.5, {"bus": "whole"}]],
}


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_clicks(modules: Page, name: str) -> None:
    left, right = changed(modules, LAB, {}, EVENTS[name])
    # 8 bits have steps of their own: 0.008 each.
    assert max(step(left), step(right)) <= 1.25 * STEEP + (0.024 if "bits" in name else 0.001)
    assert max(left) == pytest.approx(0.25, abs=0.02)


def test_a_clipped_take_is_mended_by_keyboard_at_its_preamplifier_alone(page: Page) -> None:
    page.goto("labs/level/#preset=clipped")
    lab = page.locator(".lab")
    picture = lab.get_by_role("img")
    cut = "The converter cuts 12.6 dB off the loudest peak."
    expect(picture).to_have_accessible_description(
        f"{cut} 24 bits have their noise at −141.5 dBFS, and the room's, at −50 dBFS, is above it. "
        "In the file the peak is at 0 dBFS, 50 dB above all noise."
    )
    expect(picture.get_by_text("cut", exact=True)).to_have_count(1)
    lab.get_by_role("button", name="Play").press("Enter")
    expect(lab.locator(".lab__status")).to_have_text("Playing: All together, with it.")
    expect(picture.get_by_text("full scale")).to_be_visible()
    lab.get_by_role("slider", name="Fader of the track").press("Home")
    expect(lab.locator("figcaption")).to_contain_text(cut)
    preamp = lab.get_by_role("slider", name="Preamp")
    preamp.focus()
    for _ in range(13):
        page.keyboard.press("ArrowLeft")
    expect(lab.locator("figcaption")).to_contain_text(
        "The loudest peak reaches −0.4 dBFS in the converter: 0.4 dB of headroom."
    )
    expect(picture.get_by_text("cut", exact=True)).to_have_count(0)
    # Another sound has another peak.
    lab.get_by_label("Sound", exact=True).select_option("drums")
    expect(lab.locator("figcaption")).to_contain_text("The converter cuts 1 dB off")
