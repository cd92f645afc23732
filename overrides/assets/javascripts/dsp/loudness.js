/**
 * Loudness by ITU-R BS.1770-5 and EBU Tech 3341: momentary (400 ms), short-term (3 s), and integrated
 * over a whole programme with its two gates. In LUFS; 1 LU is 1 dB.
 */

import { kWeighting } from "./k-weighting.js";

/** So that a sine of 997 Hz at full scale in one front channel reads −3.01 LKFS (BS.1770-5). */
const OFFSET = -0.691;
/** Windows are read at this pace: a hundred times a second, so that no maximum is missed by 0.1 LU. */
const HOPS = 100;
const MOMENTARY = 0.4 * HOPS;
const SHORT_TERM = 3 * HOPS;
/** Gating blocks are as long as momentary windows and overlap by 75 %. */
const BLOCK_STEP = MOMENTARY / 4;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

/**
 * Weights of channels, by how many there are: 1.41 for surround, 0 for the effects channel.
 * @type {Record<number, number[]>}
 */
const WEIGHTS = { 5: [1, 1, 1, 1.41, 1.41], 6: [1, 1, 1, 0, 1.41, 1.41] };

/** @param {number} meanSquare Of all channels, weighted. @returns {number} LUFS. */
function lufs(meanSquare) {
  return OFFSET + 10 * Math.log10(meanSquare);
}

/** @param {number[]} values @returns {number} */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * @typedef {object} Loudness All in LUFS, −Infinity where nothing was loud or long enough.
 * @property {number} integrated
 * @property {number} momentary The highest.
 * @property {number} shortTerm The highest.
 */

/** A meter that is fed with blocks of any length. */
export class LoudnessMeter {
  /**
   * @param {number} rate Samples a second.
   * @param {number} channels 1, 2, 5 (left, right, centre, two surround) or 6 (effects before those).
   */
  constructor(rate, channels) {
    this.rate = rate;
    this.weights = WEIGHTS[channels] ?? Array(channels).fill(1);
    this.filters = this.weights.map(() => kWeighting(rate));
    /** Sums of weighted squares since the begin, at the end of each hop. */
    this.sums = [0];
    this.sum = 0;
    this.heard = 0;
  }

  /** @param {Float32Array[]} block Of each channel, equally long. */
  add(block) {
    const { rate, weights, filters, sums } = this;
    let end = Math.round(sums.length * rate / HOPS);
    for (let at = 0; at < block[0].length; at++) {
      for (let channel = 0; channel < filters.length; channel++) {
        this.sum += weights[channel] * filters[channel].next(block[channel][at]) ** 2;
      }
      if (++this.heard === end) {
        sums.push(this.sum);
        end = Math.round(sums.length * rate / HOPS);
      }
    }
  }

  /**
   * @param {number} from Hops.
   * @param {number} to
   * @returns {number} Mean of the weighted squares between two hops.
   */
  between(from, to) {
    const { rate, sums } = this;
    const samples = Math.round(to * rate / HOPS) - Math.round(from * rate / HOPS);
    return Math.max(0, sums[to] - sums[from]) / samples;
  }

  /**
   * The reading of a window that slides, hop by hop.
   * @param {number} length In hops.
   * @returns {number[]} LUFS; the first one is for the first whole window.
   */
  readings(length) {
    const windows = Math.max(0, this.sums.length - length);
    return Array.from({ length: windows }, (_, at) => lufs(this.between(at, at + length)));
  }

  /** @returns {number[]} Momentary loudness, every 10 ms from 0.4 s on. */
  get momentary() {
    return this.readings(MOMENTARY);
  }

  /** @returns {number[]} Short-term loudness, every 10 ms from 3 s on. */
  get shortTerm() {
    return this.readings(SHORT_TERM);
  }

  /** @returns {{momentary: number, shortTerm: number}} As a meter shows them now. */
  get now() {
    const last = this.sums.length - 1;
    const [momentary, shortTerm] = [MOMENTARY, SHORT_TERM].map((length) =>
      last < length ? -Infinity : lufs(this.between(last - length, last))
    );
    return { momentary, shortTerm };
  }

  /** @returns {number} Integrated loudness so far: only blocks that pass both gates count. */
  get integrated() {
    const blocks = [];
    for (let at = 0; at + MOMENTARY < this.sums.length; at += BLOCK_STEP) {
      blocks.push(this.between(at, at + MOMENTARY));
    }
    const heard = blocks.filter((block) => lufs(block) > ABSOLUTE_GATE);
    if (!heard.length) return -Infinity;
    const gate = lufs(mean(heard)) + RELATIVE_GATE;
    return lufs(mean(heard.filter((block) => lufs(block) > gate)));
  }
}

/**
 * @param {Float32Array[]} channels Of a whole programme, equally long.
 * @param {number} rate Samples a second.
 * @returns {Loudness}
 */
export function loudness(channels, rate) {
  const meter = new LoudnessMeter(rate, channels.length);
  meter.add(channels);
  const most = /** @param {number[]} values */ (values) =>
    values.reduce((one, other) => Math.max(one, other), -Infinity);
  return {
    integrated: meter.integrated,
    momentary: most(meter.momentary),
    shortTerm: most(meter.shortTerm),
  };
}
