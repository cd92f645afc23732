"""Ear training, measured: what differs between the two sides of a question, and nothing else."""

from itertools import pairwise
from math import log10
from typing import Any

import numpy as np
import pyloudnorm
import pytest
from playwright.sync_api import Page
from tests.browser.sound import gain, rendered, run, step

RATE = 48_000
LAB = "labs/ear-training.js"
# One side of a question with a sound of its own.
SIDE = """
const { build } = await load("labs/ear-training.js");
const { samples, params } = argument;
const context = new OfflineAudioContext(2, samples[0].length, 48000);
const buffer = new AudioBuffer({
  numberOfChannels: samples.length, length: samples[0].length, sampleRate: 48000,
});
samples.forEach((channel, c) => buffer.copyToChannel(Float32Array.from(channel), c));
const source = new AudioBufferSourceNode(context, { buffer });
(await build(context, source, params)).output.connect(context.destination);
source.start();
return context.startRendering();
"""
# Both sides with a loop, as a reader hears them: two channels of A, two of B.
HEARD = """
const { build, match, peakOf } = await load("labs/ear-training.js");
const { buffered } = await load("audio/material.js");
const { params, material } = argument;
const buffer = buffered(material, new OfflineAudioContext(2, 1, 48000));
const values = { ...params, peak: peakOf(buffer) };
values.match = await match(buffer, values);
const both = new AudioBuffer({ numberOfChannels: 4, length: buffer.length, sampleRate: 48000 });
for (const side of ["a", "b"]) {
  const context = new OfflineAudioContext(2, buffer.length, 48000);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  (await build(context, source, { ...values, side })).output.connect(context.destination);
  source.start();
  const made = await context.startRendering();
  for (const c of [0, 1]) both.copyToChannel(made.getChannelData(c), c + (side === "b" ? 2 : 0));
}
return both;
"""
Params = dict[str, Any]


def impulse(modules: Page, side: str, **params: Any) -> list[list[float]]:
    """What a side makes of one short sound on both channels, a tenth of a second late: Chromium has
    no second channel in its first 128 samples."""
    sound = [0.0] * 4800 + [1.0] + [0.0] * 9600
    argument = {"samples": [sound, sound], "params": {**params, "side": side}}
    return [channel[4800:] for channel in rendered(modules, SIDE, argument)]


def loudness(channels: list[list[float]]) -> float:
    """In LUFS, by an implementation that is not ours."""
    return float(pyloudnorm.Meter(RATE).integrated_loudness(np.array(channels).T))


@pytest.mark.parametrize("frequency", [60, 1000, 10_000])
def test_a_band_is_boosted_by_what_is_asked_for(modules: Page, frequency: int) -> None:
    question = {"exercise": "band", "amount": 6, "answer": "x", "value": frequency}
    left, right = impulse(modules, "b", **question)
    assert left == right
    assert gain(left, frequency, RATE) == pytest.approx(6, abs=0.05)
    assert gain(left, frequency / 8, RATE) == pytest.approx(0, abs=0.35)
    plain, _ = impulse(modules, "a", **question)
    assert plain[0] == 1
    assert max(map(abs, plain[1:])) == 0


@pytest.mark.parametrize("answer", ["a", "b"])
def test_the_louder_one_is_so_by_what_is_asked_for(modules: Page, answer: str) -> None:
    question = {"exercise": "louder", "amount": 2.5, "answer": answer, "value": 0}
    level = {side: impulse(modules, side, **question)[0][0] for side in "ab"}
    assert level[answer] == 1
    (other,) = set("ab") - {answer}
    assert 20 * log10(level[other]) == pytest.approx(-2.5, abs=1e-4)


@pytest.mark.parametrize("amount", [2, 12, 24])
def test_the_compressor_turns_peaks_down_by_what_is_asked_for(modules: Page, amount: int) -> None:
    """A tone whose peaks are as high as those of the loop, half a second on."""
    n = np.arange(RATE)
    tone = (10 ** (-6 / 20) * np.sin(2 * np.pi * 1000 * n / RATE)).tolist()
    question = {"exercise": "compressed", "amount": amount, "answer": "a", "peak": -6}
    loud = {}
    for side in "ab":
        argument = {"samples": [tone, tone], "params": {**question, "side": side}}
        left, _ = rendered(modules, SIDE, argument)
        loud[side] = 20 * log10(max(left[RATE // 2 :]))
    assert loud["b"] == pytest.approx(-6, abs=0.01)
    assert loud["a"] == pytest.approx(-6 - amount, abs=0.3)


@pytest.mark.parametrize(("value", "amount"), [(-1, 60), (0, 60), (1, 100)])
def test_a_place_has_the_levels_of_its_law(modules: Page, value: int, amount: int) -> None:
    question = {"exercise": "pan", "amount": amount, "answer": "x", "value": value}
    angle = (1 + value * amount / 100) * np.pi / 4
    at = [channel[0] for channel in impulse(modules, "b", **question)]
    assert at == pytest.approx([2**0.5 * np.cos(angle), 2**0.5 * np.sin(angle)], abs=1e-6)
    assert [channel[0] for channel in impulse(modules, "a", **question)] == pytest.approx([1, 1])


@pytest.mark.parametrize("amount", [5, 60, 100])
def test_what_is_wide_has_the_power_and_the_mono_sum_of_what_is_not(
    modules: Page, amount: int
) -> None:
    question = {"exercise": "mono", "amount": amount, "answer": "a"}
    narrow, same = impulse(modules, "a", **question)
    assert narrow == same
    left, right = impulse(modules, "b", **question)
    assert left != right
    mono = [(one + other) / 2 for one, other in zip(left, right, strict=True)]
    scale = 1 / (1 + (amount / 100) ** 2) ** 0.5
    assert mono == pytest.approx([scale * sample for sample in narrow], abs=1e-6)
    power = sum(x * x for x in [*left, *right])
    assert power == pytest.approx(sum(x * x for x in [*narrow, *same]), rel=1e-5)


CASES: list[tuple[str, Params]] = [
    ("song", {"exercise": "band", "amount": 12, "value": 250}),
    ("noise", {"exercise": "band", "amount": 15, "value": 3000}),
    ("drums", {"exercise": "compressed", "amount": 24, "answer": "b"}),
    ("voice", {"exercise": "mono", "amount": 100, "answer": "a"}),
]


@pytest.mark.parametrize(("material", "params"), CASES)
def test_both_sides_are_equally_loud(modules: Page, material: str, params: Params) -> None:
    """Then loudness says nothing about the answer."""
    channels = rendered(modules, HEARD, {"params": params, "material": material})
    assert channels[:2] != channels[2:]
    assert loudness(channels[:2]) == pytest.approx(loudness(channels[2:]), abs=0.1)


def test_a_switch_between_the_sides_does_not_click(modules: Page) -> None:
    body = """
    const { build } = await load("labs/ear-training.js");
    const context = new OfflineAudioContext(2, 48000, 48000);
    const tone = new OscillatorNode(context, { frequency: 100 });
    const input = new GainNode(context, { gain: 0.25 });
    tone.connect(input);
    const params = { exercise: "louder", amount: 12, answer: "b", value: 0, side: "a" };
    const graph = await build(context, input, params);
    graph.output.connect(context.destination);
    tone.start();
    for (const [at, side] of [[0.2525, "b"], [0.5025, "a"], [0.506, "b"]]) {
      context.suspend(at).then(() => {
        graph.set({ ...params, side });
        context.resume();
      });
    }
    return context.startRendering();
    """
    left, _ = rendered(modules, body)
    steep = 2 * np.pi * 100 * 0.25 / RATE
    assert max(left) == pytest.approx(0.25, abs=0.001)
    assert step(left) <= 2 * steep


def test_a_day_has_its_questions_and_no_answer_rules_out_the_next(modules: Page) -> None:
    body = """
    const { next } = await load("labs/ear-training.js");
    const answers = ["a", "b"].map((id) => ({ id, label: id, sounds: "", value: 0 }));
    const drawn = (day) =>
      Array.from({ length: argument }, (_, n) => next(day, "louder", answers, n).id);
    return [drawn("2026-11-26"), drawn("2026-11-26"), drawn("2026-11-27")];
    """
    first, again, other = run(modules, body, 400)
    assert first == again
    assert first != other
    assert abs(first.count("a") - 200) < 50
    same = sum(one == two for one, two in pairwise(first))
    assert 120 < same < 200, "2 of 5: one of the six that an answer is drawn from just was"


def test_answers_make_it_harder_and_easier_and_are_counted_by_day(modules: Page) -> None:
    body = """
    const { noted } = await load("labs/ear-training.js");
    const rules = { start: 12, range: [1, 15], step: 3, smallest: 1 };
    const made = [];
    let ear;
    for (const [day, isRight] of argument) {
      ear = noted(rules, ear, day, isRight, `${day}T10:00:00.000Z`);
      made.push(ear.level);
    }
    return [made, ear];
    """
    one, two = "2026-11-26", "2026-11-27"
    answers = [(one, True), (one, True), (one, True), (two, True), (two, False), (two, False)]
    levels, ear = run(modules, body, answers)
    assert levels == [12, 9, 9, 6, 7.5, 9]
    assert ear["days"] == {
        one: {"asked": 3, "right": 3, "level": 9},
        two: {"asked": 3, "right": 1, "level": 9},
    }
    assert (ear["turns"], ear["way"], ear["right"]) == ([6], 1, 0)
