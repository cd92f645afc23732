"""Sound as the browser makes it: the modules of labs, as they are written, in an
OfflineAudioContext."""

from array import array
from base64 import b64decode
from cmath import exp
from collections.abc import Sequence
from itertools import pairwise
from math import log10, pi
from typing import Any

from playwright.sync_api import Page

_RUN = """
async ([body, argument]) => {
  const load = (name) => import(new URL(`/${name}`, location.href));
  // Chromium lets go of what no script holds, though it still rings: all stay until the end.
  const held = [];
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (...to) {
    held.push(this);
    return connect.apply(this, to);
  };
  let made;
  try {
    made = await (async (load, argument) => eval(`(async () => {${body}})()`))(load, argument);
  } finally {
    AudioNode.prototype.connect = connect;
    held.length = 0;
  }
  if (!(made instanceof AudioBuffer)) return made;
  const packed = (samples) => {
    const bytes = new Uint8Array(samples.buffer);
    let text = "";
    for (let n = 0; n < bytes.length; n += 8192) {
      text += String.fromCharCode(...bytes.subarray(n, n + 8192));
    }
    return btoa(text);
  };
  return Array.from({ length: made.numberOfChannels }, (_, c) => packed(made.getChannelData(c)));
}
"""


def run(page: Page, body: str, argument: Any = None) -> Any:
    """What the body of an async function returns; `load("labs/….js")` gives it a module."""
    return page.evaluate(_RUN, [body, argument])


def rendered(page: Page, body: str, argument: Any = None) -> list[list[float]]:
    """The channels of the AudioBuffer that the body of an async function returns."""
    return [array("f", b64decode(channel)).tolist() for channel in run(page, body, argument)]


def gain(response: Sequence[float], frequency: float, rate: int) -> float:
    """The gain in dB at a frequency, of an impulse response."""
    turn = exp(-2j * pi * frequency / rate)
    total, at = 0j, 1 + 0j
    for sample in response:
        total += sample * at
        at *= turn
    return 20 * log10(abs(total))


def step(samples: Sequence[float]) -> float:
    """The largest step from a sample to the next: a click is a step that nothing else explains."""
    return max(abs(b - a) for a, b in pairwise(samples))
