/** Two channels: width, a delayed or turned side, a place between them, and what mono leaves. */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/stereo.js").PanLaw} PanLaw */

import { glide } from "../audio/chain.js";
import { pan, width } from "../dsp/stereo.js";
import { figure } from "../words.js";

/** Laws by the ids of the choice. @type {Record<string, PanLaw>} */
const LAWS = { balance: 0, power: -3, between: -4.5, linear: -6 };
/** Factors of left and right in the left output, then in the right one. @type {Record<string, number[]>} */
const HEARD = {
  stereo: [1, 0, 0, 1],
  mono: [0.5, 0.5, 0.5, 0.5],
  side: [0.5, -0.5, 0.5, -0.5],
  swapped: [0, 1, 1, 0],
};

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Graph}
 */
export function build(context, input, params) {
  // What has one channel is on both sides, as in a mixer.
  const both = new GainNode(context, { channelCount: 2, channelCountMode: "explicit" });
  const late = new DelayNode(context, { maxDelayTime: 0.1, delayTime: lateness(params) });
  const turned = new GainNode(context);
  const wide = matrix(context);
  const placed = matrix(context);
  const heard = matrix(context);
  input.connect(both).connect(wide.input);
  // Only the right side is late and turned.
  const apart = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  const together = new ChannelMergerNode(context, { numberOfInputs: 2 });
  wide.output.connect(apart);
  apart.connect(together, 0, 0);
  apart.connect(late, 1).connect(turned).connect(together, 0, 1);
  together.connect(placed.input);
  placed.output.connect(heard.input);
  /** @param {Params} values @param {(param: AudioParam, value: number) => void} put */
  const fill = (values, put) => {
    const [own, other] = width(Number(values.width) / 100);
    const [left, right] = sides(values);
    wide.fill([own, other, other, own], put);
    placed.fill([left, 0, 0, right], put);
    heard.fill(HEARD[values.listen] ?? HEARD.stereo, put);
    put(turned.gain, values.polarity === "turned" ? -1 : 1);
  };
  fill(params, (param, value) => (param.value = value));
  return {
    output: heard.output,
    set(values) {
      // A delay that moves would bend the pitch.
      if (lateness(values) !== lateness(params)) return false;
      fill(values, (param, value) => glide(param, value, context));
    },
  };
}

/** @param {Params} params @returns {[number, number]} The factors that pan gives each side. */
export function sides(params) {
  return pan(Number(params.pan) / 100, LAWS[params.law] ?? 0);
}

/** @param {Params} params @returns {number} Seconds by which the right side is late. */
function lateness(params) {
  return Number(params.late) / 1000;
}

/** @param {BaseAudioContext} context Four gains between two channels and two. */
function matrix(context) {
  const input = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  const output = new ChannelMergerNode(context, { numberOfInputs: 2 });
  const gains = [0, 1, 2, 3].map((n) => {
    const gain = new GainNode(context);
    input.connect(gain, n % 2).connect(output, 0, n < 2 ? 0 : 1);
    return gain.gain;
  });
  /** @param {number[]} factors @param {(param: AudioParam, value: number) => void} put */
  const fill = (factors, put) => gains.forEach((gain, n) => put(gain, factors[n]));
  return { input, output, fill };
}

/**
 * @param {Params} params
 * @returns {string} What the settings do, in words.
 */
export function described(params) {
  const said = [];
  const [left, right] = sides(params).map((factor) =>
    factor > 0.001 ? `${decibels(20 * Math.log10(factor))} dB` : "nothing"
  );
  said.push(`The left side has ${left}, the right ${right}.`);
  const wide = Number(params.width);
  if (wide === 0) said.push("Both sides are the same.");
  else if (wide !== 100) {
    said.push(`What differs between them is ${decibels(20 * Math.log10(wide / 100))} dB.`);
  }
  const late = Number(params.late);
  if (late) {
    const first = 500 / late;
    said.push(
      `The right is ${late} ms late: what both share is gone from the mono sum at ${
        [1, 3, 5].map((times) => figure(times * first)).join(", ")
      } Hz and so on.`,
    );
  }
  if (params.polarity === "turned") {
    said.push("The right is turned over: what both share cancels in mono.");
  }
  const heard = {
    mono: "You hear the mono sum.",
    side: "You hear only what differs.",
    swapped: "Left and right are swapped.",
  };
  const one = heard[/** @type {keyof typeof heard} */ (params.listen)];
  return [...said, ...(one ? [one] : [])].join(" ");
}

/** @param {number} value @returns {string} '+3.5', '−6', '0' */
function decibels(value) {
  const size = Number(Math.abs(value).toFixed(1));
  return `${size === 0 ? "" : value < 0 ? "−" : "+"}${size}`;
}
