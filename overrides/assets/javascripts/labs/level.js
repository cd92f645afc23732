/**
 * A track from the microphone to the file: preamplifier, converter, fader, bus, master. What is cut
 * off where, and how far the sound stands above the noise.
 */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../audio/material.js").Material} Material */
/**
 * A point on the way, in dBFS and dB.
 * @typedef {object} Stop
 * @property {string} name
 * @property {number} level The loudest peak.
 * @property {number} cut How much of it was cut off here.
 * @property {number} noise Its mean square, as `rms` counts.
 */

import { begin, gainOf, paused } from "../audio/chain.js";
import { buffered } from "../audio/material.js";
import { noiseFloor, stages } from "../dsp/level.js";

const QUANTISER = new URL("../dsp/quantiser-worklet.js", import.meta.url);

/** Loudest peaks of what labs play, in dBFS; a second rate may differ by 0.3 dB. @type {Record<Material, number>} */
export const PEAKS = {
  drums: -6,
  bass: -9.8,
  chords: -7.7,
  voice: -10.8,
  song: -7.4,
  noise: -9.1,
};
/** Noise of the room before the preamplifier, in dBFS. @type {Record<string, number>} */
const ROOMS = { quiet: -70, living: -50 };
/** As `rms` counts it, of the noise that labs play. */
const NOISE = -19;
/** Noise is never heard louder than this, in dBFS, however much is turned up again. */
const MOST_NOISE = -25;

/** Noise of the room, made once for each context. @type {WeakMap<BaseAudioContext, AudioBuffer>} */
const hiss = new WeakMap();

/** @param {Params} params @returns {number[]} dB of the preamplifier, the fader, the bus and the master. */
function gains({ preamp, fader, sum, master }) {
  return [preamp, fader, sum, master].map(Number);
}

/**
 * @param {Params} params
 * @param {number} peak Of the source, in dBFS.
 * @returns {Stop[]} The source, and what comes out of the converter, the fader, the bus and the master.
 */
export function way(params, peak) {
  const [preamp, fader, sum, master] = gains(params);
  const room = ROOMS[params.room] ?? -Infinity;
  const [source, converter] = stages(peak, [preamp]);
  const points = params.bus === "whole"
    ? stages(converter.level, [fader, sum, master]).slice(1)
    : [fader, fader + sum].map((gain) => ({ level: converter.level + gain, headroom: Infinity }))
      .concat(stages(converter.level, [fader + sum + master]).slice(1));
  let noise = added(room + preamp, noiseFloor(Number(params.bits), params.dither === "on"));
  return [
    { name: "source", level: source.level, cut: 0, noise: room },
    { name: "input", level: converter.level, cut: Math.max(0, -converter.headroom), noise },
    ...points.map(({ level, headroom }, at) => {
      noise += [fader, sum, master][at];
      return { name: ["track", "bus", "file"][at], level, cut: Math.max(0, -headroom), noise };
    }),
  ];
}

/** @param {number[]} levels Of noises that have nothing in common. @returns {number} dB of all. */
function added(...levels) {
  return 10 * Math.log10(levels.reduce((sum, level) => sum + 10 ** (level / 10), 0));
}

/** @param {Params} params @returns {number} dB by which it is turned up or down for the ear. */
export function monitored(params) {
  if (params.heard !== "level") return 0;
  const total = gains(params).reduce((sum, gain) => sum + gain);
  const [last] = way(params, 0).slice(-1);
  return Math.min(-total, MOST_NOISE - last.noise);
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Promise<Graph>}
 */
export async function build(context, input, params) {
  await Promise.all([context.audioWorklet.addModule(QUANTISER), paused(context)]);
  const [preamp, fader, sum, master] = gains(params).map((gain) =>
    new GainNode(context, { gain: gainOf(gain) })
  );
  const converter = new AudioWorkletNode(context, "quantiser", {
    processorOptions: { bits: Number(params.bits), dither: params.dither === "on" },
  });
  const output = new GainNode(context, { gain: gainOf(monitored(params)) });
  input.connect(preamp).connect(converter).connect(fader);
  if (params.bus === "whole") {
    fader.connect(clipper(context)).connect(sum);
    sum.connect(clipper(context)).connect(master);
  } else fader.connect(sum).connect(master);
  master.connect(clipper(context)).connect(output);
  const room = ROOMS[params.room];
  /** @type {AudioBufferSourceNode | null} */
  let noise = null;
  if (room !== undefined) {
    const buffer = hiss.get(context) ?? buffered("noise", context);
    hiss.set(context, buffer);
    noise = new AudioBufferSourceNode(context, { buffer, loop: true });
    const level = new GainNode(context);
    begin(level.gain, gainOf(room - NOISE), context);
    noise.connect(level).connect(preamp);
    noise.start();
  }
  return {
    output,
    // Gains that move against each other would be loud on the way: all is built anew.
    set: (values) => JSON.stringify(values) === JSON.stringify(params),
    close: () => noise?.stop(),
  };
}

/** @param {BaseAudioContext} context @returns {WaveShaperNode} Cuts off what is beyond full scale. */
function clipper(context) {
  return new WaveShaperNode(context, { curve: new Float32Array([-1, 0, 1]) });
}

/**
 * @param {Params} params
 * @param {number} peak Of the source, in dBFS.
 * @returns {string} What the picture shows, in words.
 */
export function described(params, peak) {
  const [, converter, track, bus, file] = way(params, peak);
  const told = [];
  if (converter.cut) told.push(`The converter cuts ${db(converter.cut)} off the loudest peak.`);
  else {
    told.push(
      `The loudest peak reaches ${dbfs(converter.level)} in the converter: ${
        db(-converter.level)
      } of headroom.`,
    );
  }
  for (const { name, cut, level } of [track, bus, file]) {
    if (cut) told.push(`The ${name} cuts ${db(cut)} off.`);
    else if (level > 0) told.push(`The ${name} holds ${db(level)} more than full scale.`);
  }
  const room = (ROOMS[params.room] ?? -Infinity) + Number(params.preamp);
  const bits = noiseFloor(Number(params.bits), params.dither === "on");
  told.push(
    `${params.bits} bits have their noise at ${dbfs(bits)}${
      room > bits ? `, and the room's, at ${dbfs(room)}, is above it` : ""
    }.`,
    `In the file the peak is at ${dbfs(file.level)}, ${
      db(file.level - file.noise)
    } above all noise.`,
  );
  return told.join(" ");
}

/** @param {number} value @returns {string} '3.5 dB' */
function db(value) {
  return `${value < -0.05 ? "−" : ""}${Number(Math.abs(value).toFixed(1))} dB`;
}

/** @param {number} value @returns {string} '−19.5 dBFS' */
function dbfs(value) {
  return `${db(value)}FS`;
}
