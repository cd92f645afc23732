"""Labs as tests use them: their data, and a tone or one short sound through any of them."""

from math import pi
from typing import Any

import yaml
from playwright.sync_api import Page
from tests.browser.reader import DOCS
from tests.browser.sound import rendered

LABS = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in DOCS.glob("labs/*.yml")}
RATE = 48_000


def at_start(lab: str) -> dict[str, float | str]:
    """Every control of a lab as at the start."""
    groups = LABS[lab]["groups"]
    return {one["id"]: one["starts"] for group in groups for one in group["controls"]}


def grid(lab: str, preset: str) -> dict[str, float | str]:
    """The rows of a lab that is a table, with a preset."""
    steps = LABS[lab].get("grids", {}).get(preset, LABS[lab].get("start", {}))
    return {f"row-{name}": row for name, row in steps.items()}


TONE = """
const { Chain } = await load("audio/chain.js");
const { build } = await load(`labs/${argument.lab}.js`);
const context = new OfflineAudioContext(2, 48000, 48000);
const buffer = new AudioBuffer({ length: 48000, sampleRate: 48000 });
buffer.getChannelData(0).forEach((_, n, all) => {
  all[n] = (argument.amplitude ?? 0.25) *
    Math.sin((2 * Math.PI * (argument.hertz ?? 100) * n) / 48000);
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
PATTERNS = {
    "omni": (1, 0),
    "subcardioid": (0.7, 0.3),
    "cardioid": (0.5, 0.5),
    "supercardioid": (0.37, 0.63),
    "hypercardioid": (0.25, 0.75),
    "figure-8": (0, 1),
}
"""What a microphone hears of pressure and of its gradient: a + b · cos θ."""


def changed(
    page: Page, lab: str, change: dict[str, Any], events: list[Any]
) -> tuple[list[float], list[float]]:
    """Both sides of a second of the tone through a lab that starts with a change; an event is a
    second, and settings or "stop"."""
    argument = {"lab": lab, "start": at_start(lab) | change, "events": events}
    left, right = rendered(page, TONE, argument)
    return left, right


ANSWER = """
const { build } = await load(`labs/${argument.lab}.js`);
const context = new OfflineAudioContext(2, argument.seconds * 48000, 48000);
const buffer = new AudioBuffer({ numberOfChannels: 2, length: 4801, sampleRate: 48000 });
[0, 1].forEach((side) => (buffer.getChannelData(side)[4800] = 1));
const source = new AudioBufferSourceNode(context, { buffer });
(await build(context, source, argument.params)).output.connect(context.destination);
source.start();
return context.startRendering();
"""


def answers(modules: Page, lab: str, seconds: int, **params: Any) -> list[list[float]]:
    """What a lab makes of one short sound on both sides. It comes a tenth of a second late:
    Chromium has no second channel in its first 128 samples."""
    argument = {"lab": lab, "params": at_start(lab) | params, "seconds": seconds}
    return [channel[4800:] for channel in rendered(modules, ANSWER, argument)]
