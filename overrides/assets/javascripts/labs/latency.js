/**
 * Pads that answer late, by the delay of a computer's buffers and of what lies beyond them, over a
 * click that is on time.
 */

import { hit } from "../audio/drum-kit.js";
import { latency, samples } from "../dsp/time.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/**
 * @typedef {object} Pads
 * @property {(instrument: string) => void} hit It sounds later by the delay.
 * @property {{begin: number, every: number}} beats When a beat began, and seconds from beat to beat.
 */

/** Drums on the pads, from left to right. */
export const PADS = ["kick", "snare", "clap", "closed-hat"];
/** Beats of the click in a bar; the first one is louder. */
export const BAR = 4;
/** Seconds until the click begins. */
const AHEAD = 0.05;

/**
 * How late a press is heard.
 * @param {Params} params
 * @returns {{buffers: number, each: number, beyond: number, ms: number, metres: number}} Each buffer
 *   in milliseconds, and all together, also as a way through air.
 */
export function delay(params) {
  const buffers = params.way === "round" ? 2 : 1;
  const beyond = Number(params.beyond);
  const of = /** @param {number} count */ (count) =>
    latency(Number(params.buffer), Number(params.rate), count);
  const { ms, metres } = of(buffers);
  return {
    buffers,
    each: of(1).ms,
    beyond,
    ms: ms + beyond,
    metres: ms ? metres * (ms + beyond) / ms : 0,
  };
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} _input Unused: pads and click make their own sound.
 * @param {Params} params
 * @returns {import("../audio/chain.js").Graph & Pads}
 */
export function build(context, _input, params) {
  const { sampleRate: rate } = context;
  const output = new GainNode(context);
  let late = delay(params).ms;
  const kit = Object.fromEntries(PADS.map((name) => [name, buffered(hit(name, rate), rate)]));
  /** @type {Set<AudioBufferSourceNode>} */
  const sources = new Set();
  /** @param {AudioBuffer} buffer @param {number} time @param {boolean} loop */
  function sound(buffer, time, loop) {
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    source.connect(output);
    source.start(time);
    sources.add(source);
    source.onended = () => {
      source.disconnect();
      sources.delete(source);
    };
  }

  const bar = clicks(Number(params.tempo), rate);
  const begin = context.currentTime + AHEAD;
  if (params.click === "on") sound(buffered(bar, rate), begin, true);
  const shape = JSON.stringify([params.tempo, params.click]);
  return {
    output,
    beats: { begin, every: bar.length / rate / BAR },
    hit(name) {
      const now = Math.round(context.currentTime * rate);
      sound(kit[name], (now + samples(late, rate)) / rate, false);
    },
    set(values) {
      if (JSON.stringify([values.tempo, values.click]) !== shape) return false;
      late = delay(values).ms;
    },
    close() {
      for (const source of sources) source.stop();
    },
  };
}

/** @param {Float32Array<ArrayBuffer>} sound @param {number} rate @returns {AudioBuffer} */
function buffered(sound, rate) {
  const buffer = new AudioBuffer({ length: sound.length, sampleRate: rate });
  buffer.copyToChannel(sound, 0);
  return buffer;
}

/**
 * @param {number} tempo
 * @param {number} rate In Hz.
 * @returns {Float32Array<ArrayBuffer>} A bar of clicks.
 */
function clicks(tempo, rate) {
  const bar = new Float32Array(BAR * Math.round((60 / tempo) * rate));
  const click = hit("rim", rate);
  for (let beat = 0; beat < BAR; beat++) {
    const start = (beat * bar.length) / BAR;
    click.forEach((sample, n) => (bar[start + n] += sample * (beat ? 0.5 : 1)));
  }
  return bar;
}

/**
 * What a context played at a moment of the page's clock.
 * @param {AudioContext} context
 * @param {number} moment As events have it, in milliseconds.
 * @returns {number} In seconds of the context.
 */
export function heardAt(context, moment) {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
  // Where a browser does not know, what is due now is on its way.
  if (!performanceTime) {
    const late = context.outputLatency || context.baseLatency || 0;
    return context.currentTime - late + (moment - performance.now()) / 1000;
  }
  return contextTime + (moment - performanceTime) / 1000;
}

/** @param {Params} params @returns {string} */
export function described(params) {
  const { buffers, each, beyond, ms, metres } = delay(params);
  const times = buffers === 2
    ? `${shown(each)} to fill a buffer going in, ${shown(each)} going out`
    : `${shown(each)} to fill a buffer going out`;
  return `A press is heard after ${shown(ms)}: ${times}, ${shown(beyond)} beyond. In air, that is ${
    metres.toFixed(1)
  } m.`;
}

/** @param {number} ms @returns {string} '5.3 ms' */
export function shown(ms) {
  return `${ms.toFixed(1)}\u00a0ms`;
}

/** @typedef {{mean: number, spread: number}} Taps Of taps beside their clicks, in ms. */

/** @param {Taps} taps @returns {string} 'spread 10 ms, 20 ms early' */
export function summed(taps) {
  return `spread ${Math.round(taps.spread)}\u00a0ms, ${aside(taps)}`;
}

/**
 * @param {Taps} taps
 * @param {number} count
 * @param {number} late The delay that one heard, in ms.
 * @returns {string} The same as a sentence.
 */
export function told(taps, count, late) {
  const spread = Math.round(taps.spread);
  return `With ${shown(late)}: ${count} taps, spread ${spread}\u00a0ms, on average ${aside(taps)}.`;
}

/** @param {Taps} taps */
function aside({ mean }) {
  return `${Math.round(Math.abs(mean))}\u00a0ms ${mean < 0 ? "early" : "late"}`;
}
