/** The limiter as a node: `new AudioWorkletNode(context, "limiter")`. */

import { Limiter } from "./limiter.js";

const scope = /** @type {any} */ (globalThis);

class LimiterProcessor extends scope.AudioWorkletProcessor {
  #limiter = new Limiter(scope.sampleRate);
  #isNew = true;

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   * @returns {boolean} Whether it lives on: before the first input (Chromium would end it for good),
   *   and as long as there is one.
   */
  process(inputs, outputs) {
    const [input] = inputs;
    const [output] = outputs;
    if (input.length === 0) return this.#isNew;
    this.#isNew = false;
    this.#limiter.process(input, output);
    return true;
  }
}

scope.registerProcessor("limiter", LimiterProcessor);
