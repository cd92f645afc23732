/** A line put together of takes, beside a band: what is heard of it, and where it is. */

import { MIX, rendered, SECONDS } from "../audio/material.js";
import { BAR, BEFORE, comped, FADE, joint, over, PHRASES, sample, TAKES, takes } from "./takes.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */

/** How loud the band is beside the voice, in linear amplitude. */
const BAND = 0.55;

/** @param {Params} params @returns {string} What is heard: a take for each phrase. */
export function heard({ hear, comp }) {
  return TAKES.includes(`${hear}`) ? `${hear}`.repeat(PHRASES) : `${comp ?? "aaaa"}`;
}

/** The takes of a context: to make them takes a while.
 * @type {WeakMap<BaseAudioContext, {key: string, all: Float32Array[], band: Float32Array[]}>} */
const made = new WeakMap();
/** When what plays in a context began. @type {WeakMap<BaseAudioContext, number>} */
const begins = new WeakMap();

/** @param {BaseAudioContext} context @param {Params} params */
function material(context, { session = 1, faults: size = "plain" }) {
  const key = `${session} ${size}`;
  const kept = made.get(context);
  if (kept?.key === key) return kept;
  const rate = context.sampleRate;
  const band = kept?.band ?? [0, 1].map((side) => {
    const sum = new Float32Array(Math.round(SECONDS * rate));
    for (const name of /** @type {const} */ (["drums", "bass", "chords"])) {
      const part = rendered(name, rate)[side];
      for (let n = 0; n < sum.length; n++) sum[n] += BAND * MIX[name] * part[n];
    }
    return sum;
  });
  const entry = { key, all: takes(Number(session), `${size}`, rate), band };
  made.set(context, entry);
  return entry;
}

/**
 * Where the line is.
 * @param {BaseAudioContext} context
 * @param {Params} params
 * @returns {number} Bars from the first one, from −0.07 up to 4.
 */
export function place(context, params) {
  const gone = Math.max(0, context.currentTime - (begins.get(context) ?? 0));
  const only = phraseOf(params);
  if (only < 0) {
    const bars = (gone / BAR) % PHRASES;
    return bars < PHRASES - BEFORE / BAR ? bars : bars - PHRASES;
  }
  return only + ((gone + BEFORE) % BAR - BEFORE) / BAR;
}

/** @param {Params} params @returns {number} The phrase that is repeated; −1 for all. */
function phraseOf({ phrase }) {
  return phrase === undefined || phrase === "all" ? -1 : Number(phrase) - 1;
}

/** Seconds in which a new loop is put in place of the one that plays. */
const AHEAD = 0.03;

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} _input Unused: takes and band are made here.
 * @param {Params} params `comp` is a take for each phrase.
 * @returns {Graph}
 */
export function build(context, _input, params) {
  const rate = context.sampleRate;
  const { all, band } = material(context, params);
  const voice = comped(all, heard(params), rate);
  const only = phraseOf(params);
  const length = only < 0 ? voice.length : Math.round(BAR * rate);
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate: rate });
  band.forEach((channel, side) => {
    const mix = params.band === "off" ? voice : voice.map((x, n) => x + channel[n]);
    buffer.copyToChannel(only < 0 ? mix : repeated(mix, only, length, rate), side);
  });
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  const output = new GainNode(context);
  source.connect(output);
  const start = context.currentTime ? context.currentTime + AHEAD : 0;
  const begin = begins.get(context) ?? start;
  begins.set(context, begin);
  // The bar goes on where it is; a phrase begins before its bar.
  const ahead = only < 0 ? 0 : BEFORE;
  source.start(start, (start - begin + ahead) % buffer.duration);
  const key = JSON.stringify(params);
  return {
    output,
    set: (values) => JSON.stringify(values) === key,
    close() {
      source.stop();
      source.disconnect();
    },
  };
}

/**
 * A phrase that leads back to its beginning.
 * @param {Float32Array} mix
 * @param {number} phrase
 * @param {number} length
 * @param {number} rate
 * @returns {Float32Array<ArrayBuffer>}
 */
function repeated(mix, phrase, length, rate) {
  const begin = joint(phrase, rate);
  const made = new Float32Array(length);
  const fade = Math.round(FADE * rate);
  for (let n = 0; n < length; n++) {
    const gain = over(n - fade / 2, rate);
    made[n] = gain * sample(mix, begin + n);
    if (gain < 1) made[n] += (1 - gain) * sample(mix, begin + length + n);
  }
  return made;
}

/** To be called when the sound ends: the next one begins with the first bar.
 * @param {BaseAudioContext} context */
export function forget(context) {
  made.delete(context);
  begins.delete(context);
}

/** @param {Params} params @returns {string} What is chosen, in words, and nothing about faults. */
export function described(params) {
  const chosen = [...`${params.comp}`].map((take, n) =>
    `phrase ${n + 1} from ${take.toUpperCase()}`
  );
  const joints = [...`${params.comp}`].filter((take, n, all) => take !== all[(n + 1) % all.length]);
  const cuts = joints.length
    ? `${joints.length} joint${joints.length === 1 ? "" : "s"} with a crossfade of ${
      1000 * FADE
    } ms, in the breath between phrases`
    : "one take, without a joint";
  return `The comp: ${chosen.join(", ")}; ${cuts}.`;
}
