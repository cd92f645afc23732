"""What labs do to sound, measured: the same functions as on a page, in an OfflineAudioContext."""

from collections.abc import Iterator
from math import log10, pi, sqrt, tan
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from tests.browser.conftest import ROOT, serving
from tests.browser.reader import DESKTOP, DOCS, browsing
from tests.browser.sound import gain, rendered, run, step

LABS = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in DOCS.glob("labs/*.yml")}
RATE = 48_000


def at_start(lab: str) -> dict[str, float | str]:
    """Every control of a lab as at the start."""
    groups = LABS[lab]["groups"]
    return {one["id"]: one["starts"] for group in groups for one in group["controls"]}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page from which the modules can be loaded as they are written."""
    scripts = ROOT / "overrides/assets/javascripts"
    with serving(scripts) as address, browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto("labs/")
        yield page


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
    for kind in ("low", "high", "bell", "bell-2"):
        at, gain_ = params[f"{kind}-frequency"], params[f"{kind}-gain"]
        q = params.get(f"{kind}-q", 1)
        power *= analogue(kind.removesuffix("-2"), at, gain_, q, frequency, rate)
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
]


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_the_equaliser_has_the_gains_of_its_formula(page: Page, rate: int) -> None:
    frequencies = [30, 50, 100, 177, 250, 354, 707, 1000, 1414, 3000, 5000, 8000, 12000]
    drawn = "const { response } = await load('labs/equaliser.js');" + (
        "return argument.at.map((f) => response(argument.params, f, argument.rate));"
    )
    for case in CASES:
        params = at_start("equaliser") | case
        (response,) = rendered(page, IMPULSE, {"params": params, "rate": rate})
        curve = run(page, drawn, {"params": params, "at": frequencies, "rate": rate})
        for frequency, shown in zip(frequencies, curve, strict=True):
            wanted = expected(params, frequency, rate)
            if wanted > -60:
                assert gain(response, frequency, rate) == pytest.approx(wanted, abs=0.1)
            assert shown == pytest.approx(wanted, abs=0.1)


def test_a_bell_has_its_gain_at_its_centre_and_half_of_it_at_its_edges(page: Page) -> None:
    case = {"bell-frequency": 1000, "bell-gain": 10, "bell-q": 1.4}
    params = at_start("equaliser") | case
    (response,) = rendered(page, IMPULSE, {"params": params, "rate": RATE})
    width = 1000 / 1.4
    low = sqrt(1000**2 + (width / 2) ** 2) - width / 2
    assert gain(response, 1000, RATE) == pytest.approx(10, abs=0.05)
    assert gain(response, low, RATE) == pytest.approx(5, abs=0.1)
    assert gain(response, low + width, RATE) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize(("slope", "fall"), [("12", 12.04), ("24", 24.08)])
def test_filters_have_their_slopes(page: Page, slope: str, fall: float) -> None:
    for kind, at, down in (("high-pass", 800, 0.5), ("low-pass", 1000, 2)):
        case = {f"{kind}-slope": slope, f"{kind}-frequency": at}
        params = at_start("equaliser") | case
        # Far from half the rate, where digital filters fall more steeply.
        (response,) = rendered(page, IMPULSE, {"params": params, "rate": 4 * RATE})
        assert gain(response, at, 4 * RATE) == pytest.approx(-3.01, abs=0.05)
        outside = [gain(response, at * down**n, 4 * RATE) for n in (2, 3)]
        assert outside[0] - outside[1] == pytest.approx(fall, abs=0.35)


# What all labs share.

LOUD = """
const { Chain } = await load("audio/chain.js");
const { CEILING } = await load("audio/limiter.js");
const { buffered } = await load("audio/material.js");
const { build } = await load(`labs/${argument.lab}.js`);
const settings = { volume: 0, bypass: false, match: 0 };
const over = [];
let most = 0;
const buffers = {};
for (const [name, params] of Object.entries(argument.presets)) {
  for (const material of ["drums", "bass", "chords", "voice", "song", "noise"]) {
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


def bars(preset: str) -> dict[str, float | str]:
    """The rows of the beat grid with a preset."""
    steps = LABS["beat-grid"]["grids"].get(preset, LABS["beat-grid"]["start"])
    return {f"row-{name}": row for name, row in steps.items()}


@pytest.mark.parametrize("lab", LABS)
def test_no_preset_clips_or_is_silent_with_any_material(page: Page, lab: str) -> None:
    start = at_start(lab)
    presets = {one["id"]: start | one["set"] for one in LABS[lab]["presets"]}
    if lab == "beat-grid":
        presets = {name: set_ | bars(name) for name, set_ in presets.items()}
        start |= bars("")
    most, over = run(page, LOUD, {"lab": lab, "presets": {"": start, **presets}})
    assert over == []
    assert most > 0.3


TONE = """
const { Chain } = await load("audio/chain.js");
const { build } = await load("labs/equaliser.js");
const context = new OfflineAudioContext(2, 48000, 48000);
const buffer = new AudioBuffer({ length: 48000, sampleRate: 48000 });
buffer.getChannelData(0).forEach((_, n, all) => {
  all[n] = 0.25 * Math.sin((2 * Math.PI * 100 * n) / 48000);
});
const settings = { volume: 0, bypass: false, match: 0, ...argument.settings };
const start = argument.start;
const chain = await Chain.start(context, buffer, build, start, settings);
for (const [time, event] of argument.events) {
  context.suspend(time).then(async () => {
    if (event === "stop") chain.stop();
    else if (event.settings) chain.tune({ ...settings, ...event.settings });
    else await chain.set({ ...start, ...event });
    context.resume();
  });
}
return context.startRendering();
"""
# Of a tone of 100 Hz with an amplitude of 0.25: 2π · 100 · 0.25 ÷ 48,000.
STEEP = 2 * pi * 100 * 0.25 / RATE
DOUBLE = {"low-gain": 6, "low-frequency": 400}
EVENTS: dict[str, tuple[dict[str, Any], list[Any], float]] = {
    "start and stop": ({}, [[0.5, "stop"]], 1),
    "stop while it starts": ({}, [[0.0053, "stop"]], 1),
    "gain": ({}, [[0.3, DOUBLE], [0.6, {}]], 2),
    "frequency": ({"bell-gain": 12}, [[0.3, {"bell-gain": 12, "bell-frequency": 100}]], 4),
    "slope": ({}, [[0.3, {"high-pass-slope": "24"}], [0.31, {}]], 1),
    "slopes in a row": (
        {},
        [[0.3 + n / 100, {"high-pass-slope": s}] for n, s in enumerate(["12", "24", "12", "off"])],
        1,
    ),
    "comparison": (
        DOUBLE,
        [
            [0.3, {"settings": {"bypass": True}}],
            [0.5, {"settings": {"bypass": False}}],
            [0.51, {"settings": {"bypass": True, "match": -6}}],
        ],
        2,
    ),
    "volume": (
        {},
        [[0.3, {"settings": {"volume": -40}}], [0.5, {"settings": {"volume": 0}}]],
        1,
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_clicks(page: Page, name: str) -> None:
    change, events, louder = EVENTS[name]
    start = at_start("equaliser") | change
    left, right = rendered(page, TONE, {"start": start, "events": events, "settings": {}})
    assert step(left) <= 1.25 * louder * STEEP
    assert left == right
    assert max(left) > 0.05
    if events[-1][1] == "stop":
        assert max(map(abs, left[round((events[-1][0] + 0.05) * RATE) :])) < 1e-4


def test_the_same_click_is_found_where_there_is_one(page: Page) -> None:
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
    (samples,) = rendered(page, body)
    assert step(samples) > 10 * STEEP


@pytest.mark.parametrize("decibels", [-12, 0, 6])
def test_how_much_louder_a_lab_is_gets_measured(page: Page, decibels: float) -> None:
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
    assert run(page, body, decibels) == pytest.approx(decibels, abs=0.01)
