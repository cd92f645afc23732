/** The limiter as a node: `new AudioWorkletNode(context, "limiter")`. */

import { Limiter } from "./limiter.js";

const scope = /** @type {any} */ (globalThis);

class LimiterProcessor extends scope.AudioWorkletProcessor {
  #limiter = new Limiter(scope.sampleRate);

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   * @returns {boolean} Whether it lives on without input.
   */
  process(inputs, outputs) {
    const [input] = inputs;
    const [output] = outputs;
    if (input.length > 0) this.#limiter.process(input, output);
    return input.length > 0;
  }
}

scope.registerProcessor("limiter", LimiterProcessor);
