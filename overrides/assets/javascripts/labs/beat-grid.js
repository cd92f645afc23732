/**
 * A bar of drums that repeats. The bar is rendered as a whole, so each hit stands on its sample, and
 * a change goes on from the same place of the bar.
 */

import { hit, INSTRUMENTS } from "../audio/drum-kit.js";
import { schedule, stepPlace } from "../dsp/beat.js";
import { velocityGain } from "../dsp/keys.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/beat.js").Groove} Groove */
/** @typedef {[left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>]} Stereo */

/** What a cell can hold: accent, hit, ghost note, rest. */
export const HITS = "Xxo.";
/** What comes before the name of an instrument, in the values of a lab. */
const ROW = "row-";
/** Seconds in which a new bar is put in place of the one that plays. */
const AHEAD = 0.03;
/** Where instruments stand, −1 left to 1 right; the others in the middle. @type {Record<string, number>} */
const PLACES = {
  "closed-hat": 0.3,
  "open-hat": 0.3,
  ride: -0.4,
  crash: -0.5,
  shaker: 0.5,
  tambourine: -0.4,
  cowbell: 0.35,
  claves: -0.35,
  guiro: 0.5,
  triangle: -0.5,
  "high-tom": 0.25,
  "low-tom": -0.3,
  bongo: -0.25,
  conga: 0.25,
  timbale: 0.2,
};

/**
 * @param {Params} params
 * @returns {Groove} With the rows in the order of the kit.
 */
export function groove(params) {
  const rows = INSTRUMENTS.filter((instrument) => isRow(params[ROW + instrument]))
    .map((instrument) => [instrument, `${params[ROW + instrument]}`]);
  return {
    name: "Beat grid",
    tempo: Number(params.tempo),
    swing: Number(params.swing),
    steps: Object.fromEntries(rows),
  };
}

/**
 * @param {Record<string, string>} steps Rows by instrument.
 * @returns {Params} The same as values of the lab; rows that are not there are empty.
 */
export function rows(steps) {
  return Object.fromEntries(INSTRUMENTS.map((name) => [ROW + name, steps[name] ?? ""]));
}

/** @param {unknown} value @returns {boolean} Whether it is a row of 16 sixteenths or 12 triplets. */
export function isRow(value) {
  return typeof value === "string" && /^(?:[Xxo.]{16}|[Xxo.]{12})$/.test(value);
}

/**
 * One bar. What sounds beyond its end sounds at its beginning, where the next one is.
 * @param {Groove} groove
 * @param {number} rate In Hz.
 * @returns {Stereo}
 */
export function bar({ name, tempo, swing, steps }, rate) {
  const length = Math.round((240 / tempo) * rate);
  /** @type {Stereo} */
  const channels = [new Float32Array(length), new Float32Array(length)];
  /** @type {Record<string, Float32Array>} */
  const kit = {};
  // Up to the end of the bar and no further: rounding may put the next one a hair before it.
  for (const one of schedule({ name, tempo, swing, steps }, 0, 240 / tempo - 1e-6)) {
    const sound = kit[one.instrument] ??= hit(one.instrument, rate);
    const gain = velocityGain(one.velocity);
    const angle = (((PLACES[one.instrument] ?? 0) + 1) * Math.PI) / 4;
    const gains = [gain * Math.cos(angle), gain * Math.sin(angle)];
    const start = Math.round(one.seconds * rate);
    // A hat that is closed ends the open one; the next hit of the same drum goes on top.
    for (let n = 0; n < sound.length; n++) {
      const at = (start + n) % length;
      channels[0][at] += gains[0] * sound[n];
      channels[1][at] += gains[1] * sound[n];
    }
  }
  return channels;
}

/** Where the bar of a context began, and how long it is, in seconds.
 * @type {WeakMap<BaseAudioContext, {begin: number, seconds: number}>} */
const playing = new WeakMap();

/**
 * How far the bar that plays has come.
 * @param {BaseAudioContext} context
 * @returns {number} From 0 up to 1.
 */
export function place(context) {
  const bar = playing.get(context);
  if (!bar) return 0;
  const passed = (context.currentTime - bar.begin) / bar.seconds;
  return passed - Math.floor(passed);
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} _input Unused: the grid makes its own sound.
 * @param {Params} params
 * @returns {Graph}
 */
export function build(context, _input, params) {
  const made = groove(params);
  const channels = bar(made, context.sampleRate);
  const buffer = new AudioBuffer({
    numberOfChannels: 2,
    length: channels[0].length,
    sampleRate: context.sampleRate,
  });
  channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const output = new GainNode(context);
  source.connect(output);
  const start = context.currentTime ? context.currentTime + AHEAD : 0;
  const before = playing.get(context);
  const passed = before ? (start - before.begin) / before.seconds : 0;
  const offset = (passed - Math.floor(passed)) * buffer.duration;
  playing.set(context, { begin: start - offset, seconds: buffer.duration });
  source.start(start, offset);
  const key = JSON.stringify(made);
  return {
    output,
    set: (values) => JSON.stringify(groove(values)) === key,
    close() {
      source.stop();
      source.disconnect();
    },
  };
}

/** To be called when the sound ends: the next one begins with the bar. @param {BaseAudioContext} context */
export function forget(context) {
  playing.delete(context);
}

/**
 * Where hits stand, for a picture: each with its part of the bar, its row, and how hard it is.
 * @param {Groove} groove
 * @returns {{instrument: string, row: number, at: number, hit: string, step: number}[]}
 */
export function placed({ swing, steps }) {
  return Object.entries(steps).flatMap(([instrument, cells], row) =>
    [...cells].flatMap((hit, step) =>
      hit === "." ? [] : [{
        instrument,
        row,
        at: stepPlace(step, swing, cells.length),
        hit,
        step,
      }]
    )
  );
}

/** @param {Groove} groove @returns {string} In words: which instrument on which steps. */
export function described({ tempo, swing, steps }) {
  const parts = Object.entries(steps).map(([instrument, cells]) => {
    const on = [...cells].flatMap((hit, step) => hit === "." ? [] : [step + 1]);
    return `${spoken(instrument)} ${on.length ? `on ${on.join(", ")}` : "silent"}`;
  });
  const [row] = Object.values(steps);
  const feel = row?.length === 12
    ? "in triplets"
    : swing === 50
    ? "straight"
    : `with ${swing} % swing: each second sixteenth comes ${late(tempo, swing)} ms late`;
  return parts.length
    ? `One bar at ${tempo} BPM, ${feel}. By steps: ${parts.join("; ")}.`
    : `One empty bar at ${tempo} BPM.`;
}

/** @param {string} instrument @returns {string} As people say it. */
export function spoken(instrument) {
  return instrument.replace("-", " ");
}

/**
 * How late swing lets the second of two sixteenths come.
 * @param {number} tempo
 * @param {number} swing
 * @returns {number} Whole milliseconds.
 */
export function late(tempo, swing) {
  return Math.round(((swing - 50) / 100) * (30_000 / tempo));
}
