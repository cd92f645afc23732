/**
 * `quantise` as an AudioWorklet: `addModule` this file, then make an AudioWorkletNode "quantiser" with
 * {bits, dither} as `processorOptions`.
 */

import { quantise } from "./level.js";
import { random } from "./random.js";

/** What the worklet's global scope has; the types of the DOM do not know it. */
const { AudioWorkletProcessor, registerProcessor } = /** @type {any} */ (globalThis);

class QuantiserProcessor extends AudioWorkletProcessor {
  /** @param {{processorOptions: {bits: number, dither: boolean}}} options */
  constructor({ processorOptions: { bits, dither } }) {
    super();
    this.bits = bits;
    this.dither = dither ? random(1992) : null;
    this.isNew = true;
  }

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   * @returns {boolean} Whether it lives on: before the first input (Chromium would end it for good),
   *   and as long as there is one.
   */
  process([input], [output]) {
    if (input.length === 0) return this.isNew;
    this.isNew = false;
    input.forEach((samples, channel) =>
      output[channel].set(quantise(samples, this.bits, this.dither))
    );
    return true;
  }
}

registerProcessor("quantiser", QuantiserProcessor);
