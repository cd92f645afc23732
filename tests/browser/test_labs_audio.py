"""What labs do to sound, measured: the same functions as on a page, in an OfflineAudioContext."""

from itertools import accumulate, pairwise
from math import cos, log10, pi, sin, sqrt, tan
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.labs import LABS, STEEP, answers, at_start, changed, grid
from tests.browser.sound import gain, rendered, run, step

RATE = 48_000


# The equaliser.

IMPULSE = """
const { build } = await load("labs/equaliser.js");
const context = new OfflineAudioContext(1, argument.rate, argument.rate);
const buffer = new AudioBuffer({ length: 1, sampleRate: argument.rate });
buffer.getChannelData(0)[0] = 1;
const source = new AudioBufferSourceNode(context, { buffer });
build(context, source, argument.params).output.connect(context.destination);
source.start();
return context.startRendering();
"""


def analogue(kind: str, at: float, gain_: float, q: float, frequency: float, rate: int) -> float:
    """|H|² of an analogue filter, at the frequency that the bilinear transform puts in the place of
    `frequency`: the prototypes of the Audio EQ Cookbook, and no coefficient of it."""
    s = 1j * tan(pi * frequency / rate) / tan(pi * at / rate)
    a = 10 ** (gain_ / 40)
    shelf = sqrt(a) * sqrt(2) * s
    h = {
        "bell": (s * s + s * a / q + 1) / (s * s + s / a / q + 1),
        "low": a * (s * s + shelf + a) / (a * s * s + shelf + 1),
        "high": a * (a * s * s + shelf + 1) / (s * s + shelf + a),
        "high-pass": s * s / (s * s + s / q + 1),
        "low-pass": 1 / (s * s + s / q + 1),
    }[kind]
    return abs(h) ** 2


SLOPES = {"off": [], "12": [1 / sqrt(2)], "24": [0.541196, 1.306563]}


def expected(params: dict[str, Any], frequency: float, rate: int) -> float:
    """The gain of the whole equaliser in dB."""
    power = 1.0
    for kind in ("low", "high", "bell", "bell-2", "problem"):
        at, gain_ = params.get(f"{kind}-frequency", 1000), params.get(f"{kind}-gain", 0)
        q = params.get(f"{kind}-q", 1)
        shape = kind if kind in ("low", "high") else "bell"
        power *= analogue(shape, at, gain_, q, frequency, rate)
    for kind in ("high-pass", "low-pass"):
        for q in SLOPES[params[f"{kind}-slope"]]:
            power *= analogue(kind, params[f"{kind}-frequency"], 0, q, frequency, rate)
    return 10 * log10(power)


CASES: list[dict[str, Any]] = [
    {},
    {"bell-frequency": 1000, "bell-gain": 12, "bell-q": 1.4},
    {"bell-frequency": 250, "bell-gain": -15, "bell-q": 4},
    {"bell-2-frequency": 8000, "bell-2-gain": 6, "bell-2-q": 0.7},
    {"low-frequency": 120, "low-gain": 9},
    {"high-frequency": 8000, "high-gain": -9},
    {"high-pass-slope": "12", "high-pass-frequency": 100},
    {"high-pass-slope": "24", "high-pass-frequency": 300},
    {"low-pass-slope": "24", "low-pass-frequency": 3400, "bell-gain": 3},
    {"problem-frequency": 3000, "problem-gain": 10, "problem-q": 1.4},
]


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_the_equaliser_has_the_gains_of_its_formula(modules: Page, rate: int) -> None:
    frequencies = [30, 50, 100, 177, 250, 354, 707, 1000, 1414, 3000, 5000, 8000, 12000]
    drawn = "const { response } = await load('labs/equaliser.js');" + (
        "return argument.at.map((f) => response(argument.params, f, argument.rate));"
    )
    for case in CASES:
        params = at_start("equaliser") | case
        (response,) = rendered(modules, IMPULSE, {"params": params, "rate": rate})
        curve = run(modules, drawn, {"params": params, "at": frequencies, "rate": rate})
        for frequency, shown in zip(frequencies, curve, strict=True):
            wanted = expected(params, frequency, rate)
            if wanted > -60:
                assert gain(response, frequency, rate) == pytest.approx(wanted, abs=0.1)
            assert shown == pytest.approx(wanted, abs=0.1)


def test_a_bell_has_its_gain_at_its_centre_and_half_of_it_at_its_edges(modules: Page) -> None:
    case = {"bell-frequency": 1000, "bell-gain": 10, "bell-q": 1.4}
    params = at_start("equaliser") | case
    (response,) = rendered(modules, IMPULSE, {"params": params, "rate": RATE})
    width = 1000 / 1.4
    low = sqrt(1000**2 + (width / 2) ** 2) - width / 2
    assert gain(response, 1000, RATE) == pytest.approx(10, abs=0.05)
    assert gain(response, low, RATE) == pytest.approx(5, abs=0.1)
    assert gain(response, low + width, RATE) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize(("slope", "fall"), [("12", 12.04), ("24", 24.08)])
def test_filters_have_their_slopes(modules: Page, slope: str, fall: float) -> None:
    for kind, at, down in (("high-pass", 800, 0.5), ("low-pass", 1000, 2)):
        case = {f"{kind}-slope": slope, f"{kind}-frequency": at}
        params = at_start("equaliser") | case
        # Far from half the rate, where digital filters fall more steeply.
        (response,) = rendered(modules, IMPULSE, {"params": params, "rate": 4 * RATE})
        assert gain(response, at, 4 * RATE) == pytest.approx(-3.01, abs=0.05)
        outside = [gain(response, at * down**n, 4 * RATE) for n in (2, 3)]
        assert outside[0] - outside[1] == pytest.approx(fall, abs=0.35)


# What all labs share.

MATERIALS = ["drums", "bass", "chords", "voice", "song", "noise"]
LOUD = """
const { Chain } = await load("audio/chain.js");
const { CEILING } = await load("audio/limiter.js");
const { buffered } = await load("audio/material.js");
const { build } = await load(`labs/${argument.lab}.js`);
const settings = { volume: 0, bypass: false, match: 0 };
const over = [];
let most = 0;
const buffers = {};
for (const [name, params, materials] of argument.presets) {
  for (const material of materials) {
    const context = new OfflineAudioContext(2, 2 * 48000, 48000);
    buffers[material] ??= buffered(material, context);
    await Chain.start(context, buffers[material], build, params, settings);
    const made = await context.startRendering();
    let peak = 0;
    for (const c of [0, 1]) {
      for (const s of made.getChannelData(c)) peak = Math.max(peak, Math.abs(s));
    }
    most = Math.max(most, peak);
    if (!(peak <= CEILING + 1e-6 && peak > 0.001)) over.push([name, material, peak]);
  }
}
return [most, over];
"""


@pytest.mark.parametrize("lab", LABS)
def test_no_preset_clips_or_is_silent(modules: Page, lab: str) -> None:
    """Each preset with its own material and with all together, which is the loudest; the start with
    every material."""
    data = LABS[lab]
    start, usual = at_start(lab), data.get("material", "song")
    tried = [["", start | grid(lab, ""), ["song"] if data.get("makes_sound") else MATERIALS]]
    for one in data["presets"]:
        set_ = start | one["set"] | grid(lab, one["id"])
        tried.append([one["id"], set_, sorted({one.get("material", usual), "song"})])
    most, over = run(modules, LOUD, {"lab": lab, "presets": tried})
    assert over == []
    assert most > 0.3


DOUBLE = {"low-gain": 6, "low-frequency": 400}
EQ, SPACE, STEREO = "equaliser", "space", "stereo"
EVENTS: dict[str, tuple[str, dict[str, Any], list[Any], float]] = {
    "start and stop": (EQ, {}, [[0.5, "stop"]], 1),
    "stop while it starts": (EQ, {}, [[0.0213, "stop"]], 1),
    "gain": (EQ, {}, [[0.3, DOUBLE], [0.6, {}]], 2),
    "frequency": (EQ, {"bell-gain": 12}, [[0.3, {"bell-gain": 12, "bell-frequency": 100}]], 4),
    "slope": (EQ, {}, [[0.3, {"high-pass-slope": "24"}], [0.31, {}]], 1),
    "slopes in a row": (
        EQ,
        {},
        [[0.3 + n / 100, {"high-pass-slope": s}] for n, s in enumerate(["12", "24", "12", "off"])],
        1,
    ),
    "comparison": (
        EQ,
        DOUBLE,
        [
            [0.3, {"settings": {"bypass": True}}],
            [0.5, {"settings": {"bypass": False}}],
            [0.51, {"settings": {"bypass": True, "match": -6}}],
        ],
        2,
    ),
    "a hidden boost": (
        EQ,
        {},
        [[0.3, {"problem-gain": 6, "problem-q": 1.4, "problem-frequency": 100}], [0.6, {}]],
        2,
    ),
    "volume": (
        EQ,
        {},
        [[0.3, {"settings": {"volume": -40}}], [0.5, {"settings": {"volume": 0}}]],
        1,
    ),
    # A tail of 0.2 s at −12 dB makes the tone up to twice as loud.
    "decay, level and kind": (
        SPACE,
        {"decay": 0.2},
        [
            [0.3, {"decay": 0.4}],
            [0.5, {"decay": 0.4, "reverb-level": -20}],
            [0.6, {"kind": "plate"}],
            [0.7, {"kind": "off"}],
        ],
        2,
    ),
    "echo": (
        SPACE,
        {"kind": "off", "note": "sixteenth", "tempo": 180, "low-cut": 20},
        [[0.3, {"note": "triplet"}], [0.5, {"feedback": 0}], [0.7, {"note": "off"}]],
        2,
    ),
    "pan, law and width": (
        STEREO,
        {},
        [[0.3, {"pan": -60}], [0.4, {"pan": 40, "law": "linear"}], [0.6, {"width": 0}]],
        1,
    ),
    "polarity, delay and what is heard": (
        STEREO,
        {},
        [
            [0.3, {"polarity": "turned"}],
            [0.4, {"listen": "mono"}],
            [0.5, {"late": 5}],
            [0.7, {"late": 0, "listen": "side"}],
            [0.8, {}],
        ],
        1,
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_clicks(modules: Page, name: str) -> None:
    lab, change, events, louder = EVENTS[name]
    left, right = changed(modules, lab, change, events)
    assert max(step(left), step(right)) <= 1.25 * louder * STEEP
    if lab == EQ:  # which treats both sides alike
        assert left == right
    assert max(left) > 0.05
    if events[-1][1] == "stop":
        assert max(map(abs, left[round((events[-1][0] + 0.05) * RATE) :])) < 1e-4


def test_the_same_click_is_found_where_there_is_one(modules: Page) -> None:
    """Without ramps, the bound of the test above is broken."""
    body = """
    const context = new OfflineAudioContext(1, 24000, 48000);
    const tone = new OscillatorNode(context, { frequency: 100 });
    const gain = new GainNode(context, { gain: 0.25 });
    tone.connect(gain).connect(context.destination);
    tone.start();
    gain.gain.setValueAtTime(0, 0.2525);
    return context.startRendering();
    """
    (samples,) = rendered(modules, body)
    assert step(samples) > 10 * STEEP


@pytest.mark.parametrize("decibels", [-12, 0, 6])
def test_how_much_louder_a_lab_is_gets_measured(modules: Page, decibels: float) -> None:
    body = """
    const { louder } = await load("audio/chain.js");
    const { buffered } = await load("audio/material.js");
    const buffer = buffered("song", new OfflineAudioContext(2, 1, 48000));
    const build = (context, input) => {
      const output = new GainNode(context, { gain: 10 ** (argument / 20) });
      input.connect(output);
      return { output, set() {} };
    };
    return louder(buffer, build, {});
    """
    assert run(modules, body, decibels) == pytest.approx(decibels, abs=0.01)


# Space.

OPEN = {"low-cut": 20, "high-cut": 20_000}


@pytest.mark.parametrize(
    ("tempo", "note", "samples"),
    # 60 s ÷ tempo × 48,000, times the length of the note in quarters.
    [(100, "eighth", 14_400), (120, "dotted-eighth", 18_000), (75, "sixteenth", 9_600)],
)
def test_echoes_come_to_the_sample_and_fall_by_their_feedback(
    modules: Page, tempo: int, note: str, samples: int
) -> None:
    case = {"kind": "off", "note": note, "tempo": tempo, "feedback": 50, "echo-level": 0}
    left, right = answers(modules, SPACE, 2, **OPEN, **case)
    assert left == right
    assert left[0] == 1
    found = [
        max(range(n * samples - 99, n * samples + 99), key=left.__getitem__) for n in (1, 2, 3)
    ]
    assert found == [samples, 2 * samples, 3 * samples]
    peaks = [left[at] for at in found]
    for before, after in pairwise(peaks):
        assert 20 * log10(after / before) == pytest.approx(-6.02, abs=0.1)


def test_the_reverb_begins_after_its_pre_delay_and_falls_in_its_time(modules: Page) -> None:
    case = {"kind": "plate", "decay": 1.2, "pre-delay": 40, "reverb-level": 0}
    left, right = answers(modules, SPACE, 2, **OPEN, **case)
    assert left != right
    assert left[0] == 1
    begins = RATE * 40 // 1000
    assert max(map(abs, left[1:begins])) < 1e-6
    assert max(map(abs, left[begins : begins + 48])) > 1e-3
    # What is still to come, added up backwards (Schroeder, 1965), from −5 to −35 dB.
    energy = list(accumulate(x * x for x in reversed(left[begins:])))[::-1]
    down = [
        next(n for n, e in enumerate(energy) if e < 10 ** (d / 10) * energy[0]) for d in (-5, -35)
    ]
    assert 2 * (down[1] - down[0]) / RATE == pytest.approx(1.2, rel=0.06)
    assert energy[0] == pytest.approx(1, rel=0.2)


# Stereo and mono.

STEADY = """
const { build } = await load("labs/stereo.js");
const context = new OfflineAudioContext(2, 4800, 48000);
const [left, right] = argument.levels;
const buffer = new AudioBuffer({ numberOfChannels: 2, length: 4800, sampleRate: 48000 });
buffer.getChannelData(0).fill(left);
buffer.getChannelData(1).fill(right);
const source = new AudioBufferSourceNode(context, { buffer });
build(context, source, argument.params).output.connect(context.destination);
source.start();
return context.startRendering();
"""


def heard(modules: Page, left: float, right: float, **params: Any) -> list[float]:
    """What comes out on both sides of steady levels."""
    argument = {"levels": [left, right], "params": at_start(STEREO) | params}
    return [channel[4000] for channel in rendered(modules, STEADY, argument)]


@pytest.mark.parametrize("place", [-100, -50, 0, 50, 100])
def test_pan_follows_its_law(modules: Page, place: int) -> None:
    share = (place + 100) / 200
    linear = (1 - share, share)
    power = (cos(share * pi / 2), sin(share * pi / 2))
    between = [sqrt(a * b) for a, b in zip(linear, power, strict=True)]
    balance = (min(1, 1 - place / 100), min(1, 1 + place / 100))
    laws = {"balance": balance, "power": power, "between": between, "linear": linear}
    for law, factors in laws.items():
        found = heard(modules, 0.5, 0.5, pan=place, law=law)
        assert found == pytest.approx([0.5 * factor for factor in factors], abs=1e-6)
    if place == 0:
        levels = {law: 20 * log10(factors[0]) for law, factors in laws.items()}
        wanted = {"balance": 0, "power": -3.01, "between": -4.52, "linear": -6.02}
        assert levels == pytest.approx(wanted, abs=0.01)


def test_width_is_a_factor_of_the_side_and_mono_never_hears_it(modules: Page) -> None:
    for width, both in ((0, [0.3, 0.3]), (100, [0.5, 0.1]), (200, [0.7, -0.1])):
        assert heard(modules, 0.5, 0.1, width=width) == pytest.approx(both, abs=1e-6)
        mono = heard(modules, 0.5, 0.1, width=width, listen="mono")
        assert mono == pytest.approx([0.3, 0.3], abs=1e-6)
    assert heard(modules, 0.5, 0.1, listen="side") == pytest.approx([0.2, 0.2], abs=1e-6)
    assert heard(modules, 0.5, 0.1, listen="swapped") == pytest.approx([0.1, 0.5], abs=1e-6)
    turned = heard(modules, 0.4, 0.4, polarity="turned", listen="mono")
    assert turned == pytest.approx([0, 0], abs=1e-6)


def test_a_late_side_makes_a_comb_of_the_mono_sum(modules: Page) -> None:
    left, _ = answers(modules, STEREO, 1, late=1, listen="mono")
    for frequency in (500, 1500, 2500):  # 500 ÷ 1 ms, and 3 and 5 times that
        assert gain(left, frequency, RATE) < -60
    for frequency in (1000, 2000):
        assert gain(left, frequency, RATE) == pytest.approx(0, abs=0.05)
    assert gain(left, 250, RATE) == pytest.approx(-3.01, abs=0.05)
