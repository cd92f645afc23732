/**
 * A limiter that no sample gets past. Each sample's gain is the one it needs, or what is left of an
 * earlier one; the least of the next LOOKAHEAD counts, smoothed over as many, so it is down when the
 * peak arrives and never jumps. The mean of gains that are each low enough is low enough itself.
 */

/** In linear amplitude: −1 dBFS. */
export const CEILING = 10 ** (-1 / 20);
/** Of the way back to no reduction, in seconds for 63 %. */
const RELEASE = 0.08;
const LOOKAHEAD = 0.0015;

/** A limiter for all channels together, so that the picture does not shift. */
export class Limiter {
  /** @param {number} rate In Hz. */
  constructor(rate) {
    /** Samples by which what comes out is late. */
    this.delay = Math.max(1, Math.round(LOOKAHEAD * rate));
    this.back = 1 - Math.exp(-1 / (RELEASE * rate));
    this.gain = 1;
    const size = this.delay + 1;
    this.needed = new Float64Array(size).fill(1);
    this.least = new Float64Array(size).fill(1);
    this.sum = size;
    this.at = 0;
    /** @type {Float32Array[]} */
    this.held = [];
  }

  /**
   * @param {Float32Array[]} input One array a channel, equally long.
   * @param {Float32Array[]} output As many, written over.
   */
  process(input, output) {
    const size = this.delay + 1;
    while (this.held.length < input.length) this.held.push(new Float32Array(size));
    for (let n = 0; n < output[0].length; n++) {
      let peak = 0;
      for (const channel of input) peak = Math.max(peak, Math.abs(channel[n]));
      // What is no number at all would stay in the sums for ever.
      const own = peak > CEILING ? (Number.isFinite(peak) ? CEILING / peak : 0) : 1;
      this.gain = Math.min(own, this.gain + this.back * (1 - this.gain));
      this.needed[this.at] = this.gain;
      let least = 1;
      for (let k = 0; k < size; k++) least = Math.min(least, this.needed[k]);
      this.sum += least - this.least[this.at];
      this.least[this.at] = least;
      const next = this.at + 1 === size ? 0 : this.at + 1;
      const smooth = this.sum / size;
      for (let c = 0; c < output.length; c++) {
        const held = this.held[c];
        if (!held) continue;
        const sample = input[c] ? input[c][n] : 0;
        held[this.at] = Number.isFinite(sample) ? sample : 0;
        // Rounding in the running sum can be off by a part in a billion.
        output[c][n] = Math.max(-CEILING, Math.min(CEILING, held[next] * smooth));
      }
      this.at = next;
    }
  }
}
