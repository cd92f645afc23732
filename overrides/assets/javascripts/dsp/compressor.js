/**
 * A compressor: feed-forward, in the log domain, with a soft knee and a smooth decoupled peak
 * detector, as recommended by D. Giannoulis, M. Massberg and J. D. Reiss, "Digital Dynamic Range
 * Compressor Design: A Tutorial and Analysis", JAES 60(6), 2012. The browser's own compressor adds
 * make-up gain and a delay of 6 ms, so it cannot teach.
 */

import { decibels, ratio } from "./level.js";
import { kWeighting } from "./k-weighting.js";

/**
 * @typedef {object} Settings
 * @property {number} threshold In dBFS.
 * @property {number} ratio dB in for 1 dB out, above the threshold; from 1.
 * @property {number} knee Width of the bend around the threshold, in dB; from 0.
 * @property {number} attack Time constant in ms: after it, 63 % of a new gain reduction is reached.
 * @property {number} release Time constant in ms, of its going.
 * @property {number} makeup Gain after it all, in dB.
 * @property {number} [bypass] 0 lets the compressed signal through, 1 the input at its loudness.
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
/** Time constant of the loudness by which a bypass is matched, in ms: as long as short-term. */
const MATCHING = 3000;
/** Time constant of make-up and bypass, in ms: changes do not click. */
const TURNING = 10;

/** One stream through a compressor. Its channels are linked: the louder one turns all down. */
export class Compressor {
  /** @param {number} rate Samples a second. */
  constructor(rate) {
    this.rate = rate;
    /** Gain reduction in dB before attack, and after it. */
    this.held = 0;
    this.reduction = 0;
    /** Energies of input and output, K-weighted, over the last seconds. */
    this.energies = [0, 0];
    /** @type {number | null} Make-up in dB; none before the first sample. */
    this.makeup = null;
    this.bypass = 0;
    /** @type {[import("./k-weighting.js").Weighting, import("./k-weighting.js").Weighting][]} */
    this.weightings = [];
  }

  /** @returns {number} dB by which the compressed signal is louder than the input, of late. */
  get matched() {
    const [before, after] = this.energies;
    return before > FLOOR ** 2 && after > FLOOR ** 2 ? 10 * Math.log10(after / before) : 0;
  }

  /**
   * @param {Float32Array[]} inputs A block of each channel.
   * @param {Float32Array[]} outputs As long, to be filled.
   * @param {Settings} settings
   * @returns {number} The most gain reduction in the block, in dB from 0 up.
   */
  process(inputs, outputs, settings) {
    const { rate } = this;
    const attack = smoothing(settings.attack, rate);
    const release = smoothing(settings.release, rate);
    const turning = smoothing(TURNING, rate);
    const fading = smoothing(MATCHING, rate);
    const bypass = settings.bypass ?? 0;
    const matched = ratio(this.matched);
    this.makeup ??= settings.makeup;
    let most = 0;
    while (this.weightings.length < inputs.length) {
      this.weightings.push([kWeighting(rate), kWeighting(rate)]);
    }
    for (let at = 0; at < (inputs[0]?.length ?? 0); at++) {
      let loudest = FLOOR;
      for (const input of inputs) loudest = Math.max(loudest, Math.abs(input[at]));
      const level = decibels(loudest);
      const wanted = level - staticCurve(level, settings);
      // Equation 17: a peak is held and let go by the release, then smoothed by the attack.
      this.held = Math.max(wanted, release * this.held + (1 - release) * wanted);
      this.reduction = attack * this.reduction + (1 - attack) * this.held;
      most = Math.max(most, this.reduction);
      this.makeup = settings.makeup + turning * (this.makeup - settings.makeup);
      this.bypass = bypass + turning * (this.bypass - bypass);
      const gain = ratio(this.makeup - this.reduction);
      const through = gain + this.bypass * (matched - gain);
      let [before, after] = [0, 0];
      for (let channel = 0; channel < inputs.length; channel++) {
        const sample = inputs[channel][at];
        const [plain, compressed] = this.weightings[channel];
        before += plain.next(sample) ** 2;
        after += compressed.next(sample * gain) ** 2;
        outputs[channel][at] = sample * through;
      }
      this.energies[0] = fading * this.energies[0] + (1 - fading) * before;
      this.energies[1] = fading * this.energies[1] + (1 - fading) * after;
    }
    return most;
  }
}
