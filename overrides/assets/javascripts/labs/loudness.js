/**
 * Loudness: a master pushed into a limiter, measured, and played as a service that normalises would.
 * `build` makes the sound, `measure` reads it by ITU-R BS.1770.
 */

import { gainOf, glide } from "../audio/chain.js";
import { LoudnessMeter } from "../dsp/loudness.js";
import { normalised } from "../dsp/normalisation.js";
import { TruePeakMeter } from "../dsp/true-peak.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/**
 * @typedef {object} Measured In LUFS and dBTP.
 * @property {number} loudness Integrated.
 * @property {number} peak True peak.
 * @property {number[]} momentary Every 10 ms, from 0.4 s on.
 * @property {number[]} shortTerm Every 10 ms, from 3 s on.
 * @property {number} seconds
 */

const LIMITER = new URL("../audio/limiter-worklet.js", import.meta.url);
/** Where a service that turns up stops, in dBTP: as Spotify says of itself. */
const CEILING = -1;
/** Milliseconds of work before the page gets its turn. */
const PATIENCE = 12;

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params `gain` is what the playback changes, in dB; 0 where it is not told.
 * @returns {Promise<Graph>}
 */
export async function build(context, input, params) {
  await context.audioWorklet.addModule(LIMITER);
  const push = new GainNode(context, { gain: gainOf(Number(params.push)) });
  const limiter = new AudioWorkletNode(context, "limiter", {
    outputChannelCount: [2],
    channelCount: 2,
    channelCountMode: "explicit",
  });
  const output = new GainNode(context, { gain: gainOf(Number(params.gain ?? 0)) });
  input.connect(push).connect(limiter).connect(output);
  return {
    output,
    set(values) {
      glide(push.gain, gainOf(Number(values.push)), context);
      glide(output.gain, gainOf(Number(values.gain ?? 0)), context);
    },
  };
}

/**
 * What playback does to a master, in dB.
 * @param {Params} params
 * @param {Measured | null} measured
 * @returns {number}
 */
export function playback({ normalise, reference }, measured) {
  if (normalise === "off" || !measured || measured.loudness === -Infinity) return 0;
  const service = { reference: Number(reference), quiet: /** @type {const} */ ("to-peak") };
  return normalised(measured, service, CEILING).gain;
}

/**
 * The pushed master as samples: the whole sound once through `build`, faster than one hears it.
 * @param {AudioBuffer} buffer
 * @param {Params} params
 * @returns {Promise<AudioBuffer>}
 */
export async function mastered(buffer, params) {
  const context = new OfflineAudioContext(2, buffer.length, buffer.sampleRate);
  const source = new AudioBufferSourceNode(context, { buffer });
  const { output } = await build(context, source, { ...params, gain: 0 });
  output.connect(context.destination);
  source.start();
  return await context.startRendering();
}

/**
 * Measure a sound in small pieces, so that the page stays quick.
 * @param {AudioBuffer} buffer
 * @param {() => boolean} [isWanted] Asked between the pieces.
 * @returns {Promise<Measured | null>} Nothing if it was no longer wanted.
 */
export async function measure(buffer, isWanted = () => true) {
  const { sampleRate, length } = buffer;
  const channels = Array.from(
    { length: buffer.numberOfChannels },
    (_, channel) => buffer.getChannelData(channel),
  );
  const meter = new LoudnessMeter(sampleRate, channels.length);
  const peaks = new TruePeakMeter(channels.length);
  const piece = Math.round(sampleRate / 20);
  let begun = performance.now();
  for (let at = 0; at < length; at += piece) {
    const block = channels.map((channel) => channel.subarray(at, at + piece));
    meter.add(block);
    peaks.add(block);
    if (performance.now() - begun < PATIENCE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (!isWanted()) return null;
    begun = performance.now();
  }
  return {
    loudness: meter.integrated,
    peak: peaks.end(),
    momentary: meter.momentary,
    shortTerm: meter.shortTerm,
    seconds: length / sampleRate,
  };
}

/** @param {number} value @returns {string} '−20.2', with one place. */
export function figure(value) {
  if (value === -Infinity) return "−∞";
  return value.toFixed(1).replace(/^-0\.0$/, "0.0").replace("-", "−");
}

/** @param {number} value @returns {string} '+6.0 dB' */
export function change(value) {
  return `${value >= 0.05 ? "+" : ""}${figure(value)} dB`;
}

/**
 * @param {Params} params
 * @param {Measured | null} measured
 * @returns {string} What the picture shows, in words.
 */
export function described(params, measured) {
  if (!measured) return "Nothing is measured yet: press Play, or choose a file.";
  if (measured.loudness === -Infinity) return "Nothing in it is loud enough to be measured.";
  const highest = /** @param {number[]} values */ (values) =>
    figure(values.reduce((most, value) => Math.max(most, value), -Infinity));
  const short = measured.shortTerm.length
    ? `, short-term at most ${highest(measured.shortTerm)}`
    : "";
  const read = `Integrated ${figure(measured.loudness)} LUFS${short}, momentary at most ${
    highest(measured.momentary)
  }, true peak ${figure(measured.peak)} dBTP.`;
  const gain = playback(params, measured);
  const heard = params.normalise === "off"
    ? "You hear it as it is."
    : `You hear it ${change(gain)}, at ${figure(measured.loudness + gain)} LUFS.`;
  return `${read} ${heard}`;
}
