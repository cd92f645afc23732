/**
 * The compressor as an AudioWorklet: `addModule` this file, then make an AudioWorkletNode "compressor".
 * Its parameters are those of `Settings`, held for a block. About 30 times a second it posts
 * {level, reduction}: the highest level that came in since the last message, in dBFS, and the most gain
 * reduction, in dB.
 */

import { Compressor } from "./compressor.js";

/** What the worklet's global scope has; the types of the DOM do not know it. */
const { AudioWorkletProcessor, registerProcessor, sampleRate } = /** @type {any} */ (globalThis);

/** Messages a second: a needle moves smoothly, and the page has time for other things. */
const MESSAGES = 30;

/** @type {[name: string, start: number, least: number, most: number][]} */
const PARAMETERS = [
  ["threshold", -24, -80, 0],
  ["ratio", 4, 1, 100],
  ["knee", 6, 0, 40],
  ["attack", 10, 0, 500],
  ["release", 100, 1, 3000],
  ["makeup", 0, -40, 40],
];

class CompressorProcessor extends AudioWorkletProcessor {
  static get parameterDescriptors() {
    return PARAMETERS.map(([name, defaultValue, minValue, maxValue]) => ({
      name,
      defaultValue,
      minValue,
      maxValue,
      automationRate: "k-rate",
    }));
  }

  constructor() {
    super();
    this.compressor = new Compressor(sampleRate);
    this.level = -Infinity;
    this.reduction = 0;
    this.waited = 0;
    this.isNew = true;
  }

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   * @param {Record<string, Float32Array>} parameters
   * @returns {boolean} Whether it lives on: before the first input (Chromium would end it for good),
   *   and as long as there is one.
   */
  process([input], [output], parameters) {
    const entries = PARAMETERS.map(([name]) => [name, parameters[name][0]]);
    /** @type {import("./compressor.js").Settings} */
    const settings = Object.fromEntries(entries);
    const { level, reduction } = this.compressor.process(input, output, settings);
    this.level = Math.max(this.level, level);
    this.reduction = Math.max(this.reduction, reduction);
    this.waited += output[0].length;
    if (this.waited >= sampleRate / MESSAGES) {
      this.port.postMessage({ level: this.level, reduction: this.reduction });
      [this.level, this.reduction, this.waited] = [-Infinity, 0, 0];
    }
    this.isNew &&= input.length === 0;
    return this.isNew || input.length > 0;
  }
}

registerProcessor("compressor", CompressorProcessor);
