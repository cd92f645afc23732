/**
 * A compressor: feed-forward, in the log domain, with a soft knee and a smooth decoupled peak
 * detector, as recommended by D. Giannoulis, M. Massberg and J. D. Reiss, "Digital Dynamic Range
 * Compressor Design: A Tutorial and Analysis", JAES 60(6), 2012. The browser's own compressor adds
 * make-up gain and a delay of 6 ms, so it cannot teach.
 */

import { decibels, ratio } from "./level.js";

/**
 * @typedef {object} Settings
 * @property {number} threshold In dBFS.
 * @property {number} ratio dB in for 1 dB out, above the threshold; from 1.
 * @property {number} knee Width of the bend around the threshold, in dB; from 0.
 * @property {number} attack Time constant in ms: after it, 63 % of a new gain reduction is reached.
 * @property {number} release Time constant in ms, of its going.
 * @property {number} makeup Gain after it all, in dB.
 */

/**
 * The static curve (Giannoulis and others, 2012, equation 4).
 * @param {number} level Input in dBFS.
 * @param {Pick<Settings, "threshold" | "ratio" | "knee">} settings
 * @returns {number} Output in dBFS, without make-up gain.
 */
export function staticCurve(level, { threshold, ratio, knee }) {
  const over = level - threshold;
  if (2 * over < -knee) return level;
  if (2 * over > knee) return threshold + over / ratio;
  return level + (1 / ratio - 1) * (over + knee / 2) ** 2 / (2 * knee || 1);
}

/**
 * What a one-pole smoother keeps of its last value with each sample (equation 7 there).
 * @param {number} ms Time constant.
 * @param {number} rate In Hz.
 * @returns {number} From 0 to 1.
 */
export function smoothing(ms, rate) {
  return ms > 0 ? Math.exp(-1000 / (ms * rate)) : 0;
}

/** Quieter than any recording: the logarithm needs a floor. */
const FLOOR = 1e-7;
/** Time constant of the make-up gain, in ms: a change of it does not click. */
const TURNING = 5;

/** One stream through a compressor. Its channels are linked: the louder one turns all down. */
export class Compressor {
  /** @param {number} rate Samples a second. */
  constructor(rate) {
    this.rate = rate;
    /** Gain reduction in dB before attack, and after it. */
    this.held = 0;
    this.reduction = 0;
    /** @type {number | null} Make-up in dB; none before the first sample. */
    this.makeup = null;
  }

  /**
   * @param {Float32Array[]} inputs A block of each channel.
   * @param {Float32Array[]} outputs As long, to be filled.
   * @param {Settings} settings
   * @returns {{level: number, reduction: number}} The highest level that came in, in dBFS, and the most
   *   gain reduction, in dB from 0 up.
   */
  process(inputs, outputs, settings) {
    const attack = smoothing(settings.attack, this.rate);
    const release = smoothing(settings.release, this.rate);
    const turning = smoothing(TURNING, this.rate);
    this.makeup ??= settings.makeup;
    let [most, highest] = [0, -Infinity];
    for (let at = 0; at < (inputs[0]?.length ?? 0); at++) {
      let loudest = FLOOR;
      for (const input of inputs) loudest = Math.max(loudest, Math.abs(input[at]));
      const level = decibels(loudest);
      const wanted = level - staticCurve(level, settings);
      // Equation 17: a peak is held and let go by the release, then smoothed by the attack.
      this.held = Math.max(wanted, release * this.held + (1 - release) * wanted);
      this.reduction = attack * this.reduction + (1 - attack) * this.held;
      this.makeup = settings.makeup + turning * (this.makeup - settings.makeup);
      const gain = ratio(this.makeup - this.reduction);
      inputs.forEach((input, channel) => outputs[channel][at] = gain * input[at]);
      most = Math.max(most, this.reduction);
      highest = Math.max(highest, level);
    }
    return { level: highest, reduction: most };
  }
}
