/** Microphones by their equations: direction, distance, proximity, and two of them together. */

import { decibels } from "./level.js";
import { SPEED_OF_SOUND } from "./time.js";

/**
 * Patterns of the first order, a + b × cos of the angle from the front: how much of a pressure and how
 * much of a pressure-gradient microphone each one is (DPA, "1st Order Pattern", Mic Dictionary).
 * @typedef {[a: number, b: number]} Pattern
 * @type {Record<string, Pattern>}
 */
export const PATTERNS = {
  omni: [1, 0],
  subcardioid: [0.7, 0.3],
  cardioid: [0.5, 0.5],
  supercardioid: [0.37, 0.63],
  hypercardioid: [0.25, 0.75],
  "figure-8": [0, 1],
};

/** What is left of a sound that a pattern shuts out, in rounding: below it is silence. */
const NOTHING = 1e-12;

/**
 * @param {Pattern} pattern
 * @param {number} degrees From the front.
 * @returns {number} A factor of the amplitude, 1 from the front; below 0 the polarity is swapped.
 */
export function sensitivity([a, b], degrees) {
  const factor = a + b * Math.cos(degrees * Math.PI / 180);
  return Math.abs(factor) < NOTHING ? 0 : factor;
}

/**
 * How much farther away than an omni a pattern may stand for as much room in its sound: 1 ÷ √(a² + b² ÷ 3),
 * by the mean of the squares over all directions.
 * @param {Pattern} pattern
 * @returns {number} A factor of the distance.
 */
export function distanceFactor([a, b]) {
  return 1 / Math.sqrt(a ** 2 + b ** 2 / 3);
}

/** @param {number} metres @param {number} [from] @returns {number} dB by the law of 1 ÷ distance. */
export function distanceLevel(metres, from = 1) {
  return decibels(from / metres);
}

/**
 * Proximity effect: near a small source the pressure gradient grows faster towards it than the pressure,
 * by √(1 + 1 ÷ (k × r)²) with k = 2π × frequency ÷ speed of sound, its phase turned towards a right angle
 * (L. Beranek, Acoustics, 1954, on spherical waves). So the gradient part b gets b ÷ (k × r) more, at a
 * right angle to the rest.
 * @param {Pattern} pattern
 * @param {number} degrees From the front.
 * @param {number} metres To the source.
 * @param {number} hertz
 * @returns {number} dB beside the same source far away; where that is silence, Infinity.
 */
export function proximity([a, b], degrees, metres, hertz) {
  const far = sensitivity([a, b], degrees);
  const gradient = sensitivity([0, b], degrees);
  const near = gradient * SPEED_OF_SOUND / (2 * Math.PI * hertz * metres);
  return near === 0 ? 0 : decibels(Math.hypot(far, near) / far);
}

/** @param {number} metres By which one way is longer. @returns {number} Milliseconds. */
export function delayOf(metres) {
  return 1000 * metres / SPEED_OF_SOUND;
}

/**
 * Where two microphones on one source cancel when they are added: where one way is longer by half a wave,
 * or one and a half, and so on.
 * @param {number} metres By which one way is longer.
 * @param {number} limit In Hz.
 * @returns {number[]} Hz, upwards. Between them lie the peaks.
 */
export function combNotches(metres, limit) {
  const first = SPEED_OF_SOUND / (2 * metres);
  const count = metres > 0 ? Math.floor((limit / first + 1) / 2) : 0;
  return Array.from({ length: count }, (_, at) => first * (2 * at + 1));
}

/**
 * @param {number} hertz
 * @param {number} metres By which the second way is longer.
 * @param {number} [gain] Of the second microphone's sound beside the first one's; below 0 with its
 *   polarity swapped.
 * @returns {number} dB of both together, beside the first one alone.
 */
export function combLevel(hertz, metres, gain = 1) {
  const phase = 2 * Math.PI * hertz * metres / SPEED_OF_SOUND;
  return decibels(Math.hypot(1 + gain * Math.cos(phase), gain * Math.sin(phase)));
}

/**
 * How deep a comb is: the most that a second sound adds and takes away.
 * @param {number} level Of the second sound beside the first one, in dB. Three times the distance is
 *   −9.5 dB: the 3:1 rule.
 * @returns {{peak: number, dip: number}} dB.
 */
export function combDepth(level) {
  const gain = 10 ** (level / 20);
  return { peak: decibels(1 + gain), dip: decibels(1 - gain) };
}
