"""The sound code of the labs in the browser's audio engine, measured without a page of the site."""

import base64
import math
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import mido
import numpy as np
import pyloudnorm
import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import ROOT, Handler
from tests.browser.labs import PATTERNS

SCRIPTS = ROOT / "overrides/assets/javascripts"
SOUND = Path(__file__).parent / "sound.js"
SETTINGS = {
    "threshold": -30.0,
    "ratio": 4.0,
    "knee": 0.0,
    "attack": 5.0,
    "release": 200.0,
    "makeup": 0.0,
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page on a server that has the scripts alone."""
    handler = partial(Handler, directory=str(SCRIPTS))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context() as context:
            page = context.new_page()
            page.route("**/sound.js", lambda route: route.fulfill(path=SOUND))
            page.goto(f"http://127.0.0.1:{server.server_port}/dsp/")
            yield page
        server.shutdown()


def run(page: Page, name: str, *given: Any) -> Any:
    return page.evaluate(
        "async ([name, given]) => (await import('/sound.js'))[name](...given)", [name, list(given)]
    )


def unpacked(text: str, channels: int) -> Any:
    samples = np.frombuffer(base64.b64decode(text), np.float32)
    return samples.reshape(channels, -1).astype(np.float64)


def decibels(value: Any) -> Any:
    return 20 * np.log10(np.abs(value))


LEVELS = [*range(-60, 1, 3)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"knee": 12.0, "ratio": 2.0, "makeup": 6.0},
        {"threshold": -18.0, "ratio": 100.0, "knee": 6.0},
    ],
    ids=["hard", "soft", "limiting"],
)
def test_compressor_follows_its_static_curve(page: Page, changed: dict[str, float]) -> None:
    settings = SETTINGS | changed
    threshold, ratio, knee = settings["threshold"], settings["ratio"], settings["knee"]
    for level, out in zip(LEVELS, run(page, "compressedLevels", LEVELS, settings), strict=True):
        over = level - threshold
        if 2 * abs(over) < knee:
            wanted = level + (1 / ratio - 1) * (over + knee / 2) ** 2 / (2 * knee)
        else:
            wanted = threshold + over / ratio if over > 0 else level
        # 0.1 dB: the release lets go of 0.25 % of the reduction between two peaks of the tone.
        assert out == pytest.approx(wanted + settings["makeup"], abs=0.1), level


@pytest.mark.parametrize(("attack", "release"), [(10.0, 100.0), (1.0, 300.0), (30.0, 50.0)])
def test_attack_and_release_are_time_constants(page: Page, attack: float, release: float) -> None:
    settings = SETTINGS | {"attack": attack, "release": release}
    found = run(page, "compressedStep", settings)
    (out,) = unpacked(found["sound"], 1)
    at = np.arange(out.size) / 48_000
    given = np.where((at >= 0.2) & (at < 1.2), 1.0, 0.01)
    reduction = -decibels(out / given)
    whole = 30 * (1 - 1 / 4)
    assert reduction[57_000] == pytest.approx(whole, abs=0.01)
    # 0.01 dB of 22.5: what 32-bit floats and the end of the last smoothing leave.
    rising = whole * (1 - np.exp(-1000 * (at[9600:57_600] - 0.2 + 1 / 48_000) / attack))
    assert np.abs(reduction[9600:57_600] - rising).max() < 0.01
    # Two smoothers in a row: what the release holds goes through the attack.
    later = 1000 * (at[57_600:] - 1.2 + 1 / 48_000)
    parted = release * np.exp(-later / release) - attack * np.exp(-later / attack)
    falling = whole * parted / (release - attack)
    # 0.05 dB: the formula is that of continuous time.
    assert np.abs(reduction[57_600:] - falling).max() < 0.05
    told = [message["reduction"] for message in found["messages"]]
    assert 80 <= len(told) <= 90  # 3 seconds, about 30 times a second
    assert max(told) == pytest.approx(whole, abs=0.01)
    assert told[0] == 0
    levels = [message["level"] for message in found["messages"]]
    assert levels[0] == pytest.approx(-40, abs=0.001)
    assert max(levels) == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_delays_in_note_values_are_right_to_the_sample(page: Page, rate: int) -> None:
    values = [1, 1 / 4, 3 / 16, 1 / 8, 1 / 12, 1 / 16]
    for tempo in (92, 120, 147.5):
        centres = run(page, "delays", tempo, values, rate)
        wanted = [rate * 240 / tempo * value for value in values]
        # 0.05 of a sample: delay times are 32-bit floats, and the longest is 2.6 s.
        assert centres == pytest.approx(wanted, abs=0.05)


@pytest.mark.parametrize(
    ("name", "file", "options"),
    [
        ("compressor", "dsp/compressor", {}),
        ("limiter", "audio/limiter", {}),
        ("quantiser", "dsp/quantiser", {"bits": 24, "dither": True}),
    ],
)
def test_a_processor_that_waits_for_its_input_is_heard(
    page: Page, name: str, file: str, options: dict[str, Any]
) -> None:
    assert run(page, "heardLate", name, f"/{file}-worklet.js", options) > 0.1


@pytest.mark.parametrize("kind", ["room", "hall", "plate"])
def test_reverberation_falls_by_60_db_in_its_time(page: Page, kind: str) -> None:
    wanted = {"room": 0.4, "hall": 2.2, "plate": 1.6}[kind]
    given = {"kind": kind, "preDelay": 0.03, "rate": 48_000, "seed": 3}
    for side in unpacked(run(page, "reverberation", given), 2):
        begin = round(0.03 * 48_000)
        assert np.abs(side[:begin]).max() < 1e-6  # the browser convolves by FFT, in floats
        # ISO 3382-1: backward integration, and a line through −5 to −35 dB.
        left = np.cumsum(side[begin:][::-1] ** 2)[::-1]
        fall = 10 * np.log10(np.maximum(left / left[0], 1e-12))
        part = np.flatnonzero((fall <= -5) & (fall >= -35))
        slope = np.polyfit(part / 48_000, fall[part], 1)[0]
        # 5 %: what listeners just notice, by the same standard.
        assert -60 / slope == pytest.approx(wanted, rel=0.05)


def test_pan_laws(page: Page) -> None:
    positions = [-1, -0.75, -0.5, 0, 0.2, 0.5, 1]
    for law in (0, -3, -4.5, -6):
        for position, pair in zip(positions, run(page, "panned", positions, law), strict=True):
            far = [(1 - position) / 2, (1 + position) / 2]
            angles = [math.pi / 2 * part for part in far]
            for gain, linear, angle in zip(pair, far, angles, strict=True):
                wanted = {
                    0: min(1, 2 * linear),
                    -3: math.sin(angle),
                    -4.5: math.sqrt(math.sin(angle) * linear),
                    -6: linear,
                }[law]
                if wanted == 0:
                    assert gain == 0
                else:
                    # 0.01 dB: half of what a fader in steps of 0.02 dB could show.
                    assert decibels(gain) == pytest.approx(decibels(wanted), abs=0.01)


def test_microphones_hear_from_all_sides_as_their_equations_say(page: Page) -> None:
    angles = [0, 90, 126, 180]
    found = run(page, "heardFrom", angles)
    assert list(found) == list(PATTERNS)
    for name, (a, b) in PATTERNS.items():
        for degrees, gain in zip(angles, found[name], strict=True):
            # The cosines of 90 and 180 degrees are 0 and −1 by definition.
            cosine = {90: 0.0, 180: -1.0}.get(degrees, math.cos(math.radians(degrees)))
            wanted = a + b * cosine
            if wanted == 0:
                assert gain == 0, name
            else:
                # 0.05 dB: no pattern of a real microphone is known so well.
                assert decibels(gain) == pytest.approx(decibels(wanted), abs=0.05), name
                assert math.copysign(1, gain) == math.copysign(1, wanted)


@pytest.mark.parametrize("centimetres", [34.3, 50, 171.5])
def test_two_microphones_cancel_where_one_way_is_longer_by_half_a_wave(
    page: Page, centimetres: float
) -> None:
    (sound,) = unpacked(run(page, "twoMicrophones", centimetres / 100), 1)
    spectrum = np.abs(np.fft.rfft(sound))  # a bin for each Hz
    first = 343 / (2 * centimetres / 100)
    for notch in (first, 3 * first, 5 * first):
        near = np.arange(round(0.8 * notch), round(1.2 * notch) + 1)
        # A Hz: that is the distance of two bins.
        assert near[spectrum[near].argmin()] == pytest.approx(notch, abs=1)
        assert spectrum[round(notch)] / 2 < 0.1  # −20 dB beside both in step
    assert decibels(spectrum[round(2 * first)]) == pytest.approx(6.02, abs=0.2)


@pytest.mark.parametrize(("tempo", "swing"), [(92, 50), (90, 58), (133, 66), (120, 75)])
def test_swing_sounds_to_the_sample_and_midi_is_read_back(
    page: Page, tempo: int, swing: int
) -> None:
    steps = {"kick": "X.......x.......", "closed-hat": "xoxoxoxoxoxoxoxo"}
    groove = {"name": "A bar", "tempo": tempo, "swing": swing, "steps": steps}
    found = run(page, "groove", groove)
    late = 30 / tempo * (swing - 50) / 100
    places = [15 / tempo * step + (late if step % 2 else 0) for step in range(16)]
    both = sorted([*places, places[0], places[8]])
    # The browser begins a sound with the next whole sample.
    assert found["places"] == [math.ceil(48_000 * place - 1e-6) for place in both]
    file = mido.MidiFile(file=BytesIO(base64.b64decode(found["midi"])))
    now, notes = 0, []
    for message in file.tracks[0]:
        now += message.time
        if message.type == "note_on":
            notes.append((now, message.note, message.velocity))
    eighth = file.ticks_per_beat / 2
    ticks = [step // 2 * eighth + step % 2 * round(eighth * swing / 100) for step in range(16)]
    hats = [(at, 42, 40 if step % 2 else 84) for step, at in enumerate(ticks)]
    assert sorted(notes) == sorted([*hats, (0, 36, 112), (4 * eighth, 36, 84)])
    assert now == 8 * eighth
    assert file.length == pytest.approx(240 / tempo, abs=1e-3)


@pytest.mark.parametrize(("bits", "dithered"), [(8, False), (8, True), (16, False), (16, True)])
def test_quantising_leaves_the_noise_of_its_formula(page: Page, bits: int, dithered: bool) -> None:
    tone, heard = unpacked(run(page, "quantised", bits, dithered), 2)
    noise = 10 * np.log10(2 * np.mean((heard - tone) ** 2))
    # 6.02 dB a bit and 1.76 (AES17); TPDF dither adds 4.77.
    wanted = -(20 * math.log10(2) * bits + 10 * math.log10(1.5)) + (10 * math.log10(3)) * dithered
    # 0.2 dB: where a tone turns, its error is not spread evenly over a step of 8 bits.
    assert noise == pytest.approx(wanted, abs=0.2)
    if dithered:
        # Dithered, the error has no tones: no harmonic stands out of its spectrum.
        error = np.abs(np.fft.rfft((heard - tone) * np.hanning(tone.size))) ** 2
        harmonics = [error[round(2 * 997 * k)] for k in range(2, 12)]
        # The power of noise in a bin is 10 times its mean in 1 of 20,000 cases.
        assert max(harmonics) < 10 * error.mean()


Parts = list[tuple[float, float | None]]
"""Seconds and dBFS of tones of 1 kHz, one after the other; None is silence."""
STEREO: list[tuple[Parts, float]] = [
    # EBU Tech 3341 (2023), table 1, cases 1 to 5.
    ([(20, -23)], -23),
    ([(20, -33)], -33),
    ([(10, -36), (60, -23), (10, -36)], -23),
    ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23),
    ([(20, -26), (20.1, -20), (20, -26)], -23),
]
TOLERANCE = 0.1
"""In LU, as EBU Tech 3341 allows in each of its cases."""


def both(parts: Parts) -> list[list[Any]]:
    return [[seconds, [level, level]] for seconds, level in parts if seconds]


def test_loudness_of_the_signals_of_ebu_tech_3341(page: Page) -> None:
    for number, (parts, wanted) in enumerate(STEREO, 1):
        found = run(page, "loudnessOf", both(parts))
        assert found["integrated"] == pytest.approx(wanted, abs=TOLERANCE), number
        if number <= 2:
            assert found["momentary"] == pytest.approx(wanted, abs=TOLERANCE)
            assert found["shortTerm"] == pytest.approx(wanted, abs=TOLERANCE)
    found = run(page, "loudnessOf", [[20, [-28, -28, -24, -30, -30]]])  # case 6
    assert found["integrated"] == pytest.approx(-23, abs=TOLERANCE)
    # 9 and 12: windows that always hold the same, wherever they begin.
    steady: list[tuple[Parts, str, int]] = [
        ([(1.34, -20), (1.66, -30)] * 5, "shortTerm", 3),
        ([(0.18, -20), (0.22, -30)] * 25, "momentary", 1),
    ]
    for parts, which, begin in steady:
        ((least, most),) = run(page, "readingsOf", both(parts), which, 20, begin)
        assert (least, most) == pytest.approx((-23, -23), abs=TOLERANCE)
    # 10 and 13: a tone as long as a window, at places beside its grid.
    for which, step, length in (("shortTerm", 0.15, 3.0), ("momentary", 0.02, 0.4)):
        for n in range(0, 20, 3):
            found = run(page, "loudnessOf", both([(n * step, None), (length, -23.0), (1, None)]))
            assert found[which] == pytest.approx(-23, abs=TOLERANCE), n
    # 11 and 14: the same in a row, each louder by 1 LU.
    for which, step, length in (("shortTerm", 0.15, 3.0), ("momentary", 0.02, 0.4)):
        row: Parts = [
            part
            for n in range(20)
            for part in [(n * step, None), (length, -38.0 + n), (length - n * step, None)]
        ]
        readings = run(page, "readingsOf", both(row), which, 2 * length)
        wanted_row = [-38.0 + n for n in range(20)]
        assert [most for _, most in readings] == pytest.approx(wanted_row, abs=TOLERANCE)


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_loudness_of_a_song_is_that_of_another_meter(page: Page, rate: int) -> None:
    found = run(page, "programme", rate)
    sound = unpacked(found["sound"], 2).T
    # By De Man's filters, which ours are too, but for the level of the low cut: 0.022 dB at 96 kHz.
    # And by the filters that pyloudnorm has by default, which only come near those of the standard.
    for filters, tolerance in (("DeMan", 0.025), ("K-weighting", 0.1)):
        meter = pyloudnorm.Meter(rate, filter_class=filters)
        assert found["integrated"] == pytest.approx(meter.integrated_loudness(sound), abs=tolerance)
    # Ours and the browser's own filters differ by their floats.
    assert run(page, "weightingDifference", rate) < 2e-5
