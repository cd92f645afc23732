/** A compressor, as an AudioWorklet: `build` puts it into the sound, `described` says what it does. */

import { glide } from "../audio/chain.js";
import { staticCurve } from "../dsp/compressor.js";
import { figure } from "../words.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {{level: number, reduction: number}} Reading In dBFS and dB, about 30 times a second. */

const WORKLET = new URL("../dsp/compressor-worklet.js", import.meta.url);

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Promise<Graph & {port: MessagePort}>} Readings come to the port.
 */
export async function build(context, input, params) {
  await context.audioWorklet.addModule(WORKLET);
  const node = new AudioWorkletNode(context, "compressor", { parameterData: settings(params) });
  input.connect(node);
  return {
    output: node,
    port: node.port,
    set(values) {
      for (const [name, value] of Object.entries(settings(values))) {
        const parameter = node.parameters.get(name);
        if (parameter) glide(parameter, value, context);
      }
    },
  };
}

/**
 * @param {Params} params
 * @returns {import("../dsp/compressor.js").Settings & Record<string, number>}
 */
export function settings({ threshold, ratio, knee, attack, release, makeup }) {
  return {
    threshold: Number(threshold),
    ratio: Number(ratio),
    knee: Number(knee),
    attack: Number(attack),
    release: Number(release),
    makeup: Number(makeup),
  };
}

/** Level of the peaks in a part that has some headroom, in dBFS: what the description takes. */
const PEAK = -6;

/** @param {Params} params @returns {string} What the curve shows, in words. */
export function described(params) {
  const wanted = settings(params);
  const { threshold, ratio, makeup } = wanted;
  const out = staticCurve(PEAK, wanted);
  const bent = wanted.knee ? `, with a bend ${db(wanted.knee)} wide around it` : "";
  const curve = ratio === 1
    ? "At a ratio of 1 the curve is straight: nothing is turned down."
    : `Up to ${dbfs(threshold)} the curve is straight${bent}. Above it, ${
      db(ratio)
    } more going in is 1 dB more coming out.`;
  const peak = `A peak of ${dbfs(PEAK)} that lasts comes out ${db(PEAK - out)} softer, at ${
    dbfs(out + makeup)
  }${makeup ? `, make-up of ${db(makeup)} included` : ""}.`;
  return `${curve} ${peak}`;
}

/** @param {number} value @returns {string} '3.5 dB' */
function db(value) {
  return `${figure(value, 1)} dB`;
}

/** @param {number} value @returns {string} '−19.5 dBFS' */
function dbfs(value) {
  const shown = db(Math.abs(value));
  return `${value < 0 && shown !== "0 dB" ? "−" : ""}${shown}FS`;
}
