"""The sound code of the labs, computed a second time with NumPy and SciPy: the oracle of
tests/scripts/dsp_sound_test.js."""

import math
import random
from typing import Any

import numpy as np
import pytest
from scipy import signal

ITU_SHELF = (
    [1.53512485958697, -2.69169618940638, 1.19839281085285],
    [1.0, -1.69065929318241, 0.73248077421585],
)
ITU_CUT = ([1.0, -2.0, 1.0], [1.0, -1.99004745483398, 0.99007225036621])
"""Both filters of the K-weighting at 48 kHz: ITU-R BS.1770-5, annex 1, tables 1 and 2."""
RATES = [8000, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000]
CORNERS = [1681.974450955533, 38.13547087602444]
"""In Hz (De Man, 2018): they stay where they are at any rate."""


def k_weighting(rate: int) -> list[list[float]]:
    """Both filters at another rate: from the printed numbers back to their analogue prototypes, and
    from those on by SciPy."""
    found = []
    for hertz, (b, a) in zip(CORNERS, (ITU_SHELF, ITU_CUT), strict=True):
        to_z = bilinear_matrix(np.tan(np.pi * hertz / 48_000))
        corner = 2 * rate * np.tan(np.pi * hertz / rate)
        powers = np.array([corner**-2, corner**-1, 1])
        analogue = [np.linalg.solve(to_z, np.array(side)) * powers for side in (b, a)]
        found += [list(side) for side in signal.bilinear(*analogue, rate)]
    return found


def bilinear_matrix(k: float) -> Any:
    """Takes the numbers of s², s and 1 of a prototype, in units of its corner, to those of 1, z⁻¹
    and z⁻²: s is (1 − z⁻¹) ÷ (1 + z⁻¹) ÷ k, and all is multiplied by (1 + z⁻¹)²."""
    return np.array([[k**-2, 1 / k, 1], [-2 * k**-2, 0, 2], [k**-2, -1 / k, 1]])


def compressed(samples: Any, rate: int, settings: dict[str, float]) -> tuple[Any, Any]:
    """Output and gain reduction in dB of a mono signal, after the equations of Giannoulis,
    Massberg and Reiss (2012)."""
    level = 20 * np.log10(np.maximum(np.abs(samples), 1e-7))
    wanted = level - np.array([curve(one, settings) for one in level])
    keep = {name: math.exp(-1000 / (settings[name] * rate)) for name in ("attack", "release")}
    held = smooth = 0.0
    reduction = np.empty(len(samples))
    for at, one in enumerate(wanted):
        held = max(one, keep["release"] * held + (1 - keep["release"]) * one)
        smooth = keep["attack"] * smooth + (1 - keep["attack"]) * held
        reduction[at] = smooth
    return samples * 10 ** ((settings["makeup"] - reduction) / 20), reduction


def curve(level: float, settings: dict[str, float]) -> float:
    """The static curve as a slope that is added up: 1 below the knee, 1 ÷ ratio above it, and on a
    straight line between them inside. The same as the quadratic of the paper, another way."""
    threshold, ratio, knee = settings["threshold"], settings["ratio"], settings["knee"]
    low, high = threshold - knee / 2, threshold + knee / 2
    if level <= low:
        return level
    inside = min(level, high) - low
    slope_at_end = 1 + (1 / ratio - 1) * (inside / knee if knee else 1)
    return low + inside * (1 + slope_at_end) / 2 + max(0.0, level - high) / ratio


def a_setting(roll: random.Random) -> dict[str, float]:
    return {
        "threshold": roll.uniform(-60, 0),
        "ratio": roll.choice([1, 1.5, 2, 4, 10, 100]),
        "knee": roll.choice([0, 0, roll.uniform(0.1, 30)]),
        "attack": roll.uniform(0.1, 50),
        "release": roll.uniform(5, 500),
        "makeup": roll.uniform(-6, 12),
    }


def peaks() -> list[dict[str, Any]]:
    """Signals of EBU Tech 3341 (2023), table 1, cases 15 to 23, and what a meter must show: the
    first five are a part of the rate, an amplitude and a phase; the others a single period of a
    quarter of the rate inside a softer tone, made at four times the rate and then thinned out from
    four places. `exact` is the peak of the signal at 64 times its rate, by FFT."""
    found = []
    for number, part, amplitude, degrees, told in (
        (15, 4, 0.5, 0, -6),
        (16, 4, 0.5, 45, -6),
        (17, 6, 0.5, 60, -6),
        (18, 8, 0.5, 67.5, -6),
        (19, 4, 1.41, 45, 3),
    ):
        phase = 2 * np.pi * np.arange(4800) / part + np.radians(degrees)
        found.append((number, told, faded(amplitude * np.sin(phase), 480)))
    slow = 0.5 * np.sin(2 * np.pi * np.arange(24 * 100) / 24)
    quick = np.sin(2 * np.pi * np.arange(16) / 16)
    whole = faded(np.concatenate([slow, quick, slow]), 480)
    low_pass = signal.firwin(513, 0.245, window=("kaiser", 8))
    limited = signal.convolve(whole, low_pass, "same")
    found += [(20 + place, 0, limited[place::4]) for place in range(4)]
    return [
        {
            "number": number,
            "told": told,
            "samples": np.float32(samples).tolist(),
            "exact": float(
                20 * np.log10(np.abs(signal.resample(samples, 64 * samples.size)).max())
            ),
        }
        for number, told, samples in found
    ]


def faded(samples: Any, length: int) -> Any:
    rise = np.sin(np.pi * np.minimum(np.arange(samples.size), length) / length / 2) ** 2
    return samples * rise * rise[::-1]


def cases() -> dict[str, Any]:
    roll = random.Random(9)
    chance = np.random.default_rng(9)
    curves = []
    for _ in range(500):
        settings, level = a_setting(roll), roll.uniform(-100, 6)
        curves.append({"level": level, "settings": settings, "out": curve(level, settings)})
    streams = []
    for rate in (8000, 44_100, 48_000):
        for _ in range(4):
            settings = a_setting(roll)
            loud = np.repeat(chance.uniform(0, 1, 8) ** 2, 300)
            samples = np.float32(loud * chance.uniform(-1, 1, loud.size))
            out, reduction = compressed(np.float64(samples), rate, settings)
            streams.append(
                {
                    "rate": rate,
                    "settings": settings,
                    "samples": samples.tolist(),
                    "out": out.tolist(),
                    "reduction": float(reduction.max()),
                }
            )
    pairs = []
    for _ in range(50):
        both: Any = np.float32(chance.normal(size=(2, 64)) @ np.diag(chance.uniform(0, 1, 64)))
        both[1] += roll.uniform(-2, 2) * both[0]
        dot = float(np.dot(np.float64(both[0]), np.float64(both[1])))
        size = float(np.linalg.norm(np.float64(both[0])) * np.linalg.norm(np.float64(both[1])))
        pairs.append({"channels": both.tolist(), "correlation": dot / size})
    notes = [
        {"tempo": tempo, "value": over / under, "seconds": over * 4 * 60 / (under * tempo)}
        for tempo in (20, 60, 92, 120, 174.5, 300)
        for over, under in ((1, 1), (1, 2), (1, 4), (3, 8), (1, 8), (3, 16), (1, 12), (1, 16))
    ]
    return {
        "peaks": peaks(),
        "curves": curves,
        "streams": streams,
        "pairs": pairs,
        "notes": notes,
        "filters": [{"rate": rate, "numbers": k_weighting(rate)} for rate in RATES],
        "itu": [*ITU_SHELF, *ITU_CUT],
    }


def test_the_oracle_gives_back_what_the_standard_prints() -> None:
    printed = [number for side in (*ITU_SHELF, *ITU_CUT) for number in side]
    found = [number for side in k_weighting(48_000) for number in side]
    assert found == pytest.approx(printed, abs=1e-12)


def test_the_oracle_s_curve_has_the_quadratic_of_the_paper_in_its_knee() -> None:
    settings = {"threshold": -20.0, "ratio": 4.0, "knee": 10.0}
    for over in (-5, -3, 0, 2, 5):
        quadratic = -20 + over + (1 / 4 - 1) * (over + 5) ** 2 / 20
        assert curve(-20 + over, settings) == pytest.approx(quadratic, abs=1e-12)
