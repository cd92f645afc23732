/**
 * Reverberation from a formula: early reflections, then noise that decays evenly. The result is an
 * impulse response, for a ConvolverNode with `normalize` off.
 */

import { random } from "./random.js";
import { SPEED_OF_SOUND } from "./time.js";

/**
 * @typedef {"room" | "hall" | "plate"} Kind
 * @typedef {object} Space
 * @property {number} rt60 Seconds in which the sound falls by 60 dB: where its control begins.
 * @property {[number, number, number] | null} walls Length, width and height in metres, for the early
 *   reflections; none for a plate, which is dense from the start.
 * @property {[number, number]} band The noise is cut below and above, in Hz.
 */

/** Try-first values; the sizes are those of a living room and of a concert hall. @type {Record<Kind, Space>} */
export const SPACES = {
  room: { rt60: 0.4, walls: [5, 4, 2.6], band: [150, 7000] },
  hall: { rt60: 2.2, walls: [40, 22, 15], band: [80, 5000] },
  plate: { rt60: 1.6, walls: null, band: [250, 10_000] },
};

/** Share of the energy in the early reflections, where there are some. */
const EARLY = 0.15;
/** How far the response is worked out, in parts of its RT60: to −75 dB. */
const LENGTH = 1.25;

/**
 * The first echoes in a box: each wall is a mirror (J. Allen, D. Berkley, "Image Method for
 * Efficiently Simulating Small-Room Acoustics", JASA 65(4), 1979). Here only single reflections, the
 * listener in the middle, the source 0.3 of the length away, to the left or right of the middle line.
 * @param {[number, number, number]} walls
 * @param {number} side −1 or 1.
 * @returns {{seconds: number, gain: number}[]} After the direct sound, and beside it.
 */
export function earlyReflections(walls, side) {
  const listener = walls.map((size) => 0.5 * size);
  const source = [0.2 * walls[0], (0.5 + 0.06 * side) * walls[1], 0.45 * walls[2]];
  const away = /** @param {number[]} from */ (from) =>
    Math.hypot(...from.map((place, axis) => place - listener[axis]));
  const direct = away(source);
  return walls.flatMap((size, axis) =>
    [-source[axis], 2 * size - source[axis]].map((place) => {
      const distance = away(source.map((old, other) => other === axis ? place : old));
      return { seconds: (distance - direct) / SPEED_OF_SOUND, gain: direct / distance };
    })
  ).sort((one, other) => one.seconds - other.seconds);
}

/**
 * @param {object} wanted
 * @param {Kind} wanted.kind
 * @param {number} [wanted.rt60] Seconds; else that of the kind.
 * @param {number} [wanted.preDelay] Seconds of silence first.
 * @param {number} wanted.rate Samples a second.
 * @param {number} [wanted.seed]
 * @returns {[Float32Array, Float32Array]} Left and right, each with the energy 1: the sound of a
 *   steady noise stays as loud at any length.
 */
export function impulseResponse({ kind, rt60, preDelay = 0, rate, seed = 1 }) {
  const space = SPACES[kind];
  const seconds = rt60 ?? space.rt60;
  const begin = Math.round(preDelay * rate);
  const length = Math.round(LENGTH * seconds * rate);
  const sides = [-1, 1].map((side, channel) => {
    const tail = bandNoise(length, space.band, rate, random(2 * seed + channel));
    const echoes = space.walls ? earlyReflections(space.walls, side) : [];
    const last = Math.round((echoes.at(-1)?.seconds ?? 0) * rate);
    for (let at = 0; at < length; at++) {
      // The tail rises while the first echoes arrive, and is a straight line in dB from then on.
      const risen = at < last ? at / last : 1;
      tail[at] *= risen * 10 ** (-3 * at / (seconds * rate));
    }
    scale(tail, echoes.length ? 1 - EARLY : 1);
    const early = new Float32Array(length);
    for (const { seconds, gain } of echoes) {
      const at = Math.round(seconds * rate);
      if (at < length) early[at] += gain;
    }
    scale(early, EARLY);
    const response = new Float32Array(begin + length);
    for (let at = 0; at < length; at++) response[begin + at] = early[at] + tail[at];
    scale(response, 1);
    return response;
  });
  return [sides[0], sides[1]];
}

/**
 * White noise through a low cut and a high cut, each of 12 dB an octave (R. Bristow-Johnson, "Cookbook
 * formulae for audio EQ biquad filter coefficients", Q = 0.707).
 * @param {number} length
 * @param {[number, number]} band In Hz.
 * @param {number} rate
 * @param {() => number} roll
 * @returns {Float32Array}
 */
function bandNoise(length, [low, high], rate, roll) {
  // Evenly spread, with the variance 1. The filters run in for a moment first.
  const lead = Math.round(rate / 20);
  const noise = new Float32Array(lead + length).map(() => Math.sqrt(12) * (roll() - 0.5));
  for (const [hertz, sign] of [[low, -1], [Math.min(high, 0.45 * rate), 1]]) {
    const angle = 2 * Math.PI * hertz / rate;
    const [cosine, alpha] = [Math.cos(angle), Math.sin(angle) * Math.SQRT1_2];
    const a0 = 1 + alpha;
    const [b0, a1, a2] = [(1 - sign * cosine) / 2 / a0, -2 * cosine / a0, (1 - alpha) / a0];
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    for (let at = 0; at < noise.length; at++) {
      const x = noise[at];
      const y = b0 * (x + 2 * sign * x1 + x2) - a1 * y1 - a2 * y2;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      noise[at] = y;
    }
  }
  return noise.slice(lead);
}

/** @param {Float32Array} samples Brought to that energy. @param {number} energy */
function scale(samples, energy) {
  const sum = samples.reduce((total, sample) => total + sample ** 2, 0);
  if (!sum) return;
  const factor = Math.sqrt(energy / sum);
  for (let at = 0; at < samples.length; at++) samples[at] *= factor;
}
