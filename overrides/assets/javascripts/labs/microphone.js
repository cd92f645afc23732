/**
 * A source before a microphone: direction, nearness and the room; and what a fan or a second
 * microphone adds. The gain is turned up with the distance, so the source stays as loud in front.
 */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/microphone.js").Pattern} Pattern */
/**
 * What one microphone gives.
 * @typedef {object} Microphone
 * @property {number} metres To the source.
 * @property {number} far Factor of the source, as if it were far away.
 * @property {number} near What its nearness adds to each frequency, times the angular frequency.
 * @property {number} room Factor of the room's sound.
 */

import { begin, following } from "../audio/chain.js";
import { buffered } from "../audio/material.js";
import { decibels } from "../dsp/level.js";
import {
  combDepth,
  delayOf,
  distanceFactor,
  PATTERNS,
  proximity,
  sensitivity,
} from "../dsp/microphone.js";
import { impulseResponse } from "../dsp/reverb.js";
import { SPEED_OF_SOUND } from "../dsp/time.js";
import { figure } from "../words.js";

/**
 * Rooms of 52 m³ by their RT60, and where an omni hears as much room as source: 0.057 × √(volume ÷ RT60)
 * metres (H. Kuttruff, Room Acoustics, on the reverberation distance).
 * @type {Record<string, {rt60: number, even: number}>}
 */
const ROOMS = {
  furnished: { rt60: 0.4, even: 0.65 },
  bare: { rt60: 1, even: 0.411 },
};
/** As loud at one metre as the source. In metres. */
const FAN = 1;
/** Hz. Below the first the lab plays nothing; down to the second, nearness is as the formula has it. */
const [LOWEST, LEAK] = [20, 1];

/** @param {Params} params @returns {Microphone[]} One or two. */
export function microphones(params) {
  const metres = Number(params.distance) / 100;
  const first = placed(params, Number(params.angle), metres, 1);
  if (params.beside !== "same" && params.beside !== "level") return [first];
  const farther = Number(params.second) / 100;
  const size = params.beside === "same" ? metres / farther : 1;
  return [first, placed(params, 0, farther, params.polarity === "turned" ? -size : size)];
}

/**
 * @param {Params} params
 * @param {number} degrees
 * @param {number} metres
 * @param {number} gain Of the source from the front.
 * @returns {Microphone}
 */
function placed(params, degrees, metres, gain) {
  const pattern = patternOf(params);
  const even = ROOMS[params.room]?.even;
  return {
    metres,
    far: gain * sensitivity(pattern, degrees),
    near: (gain * sensitivity([0, pattern[1]], degrees) * SPEED_OF_SOUND) / metres,
    room: even ? (gain * metres) / even / distanceFactor(pattern) : 0,
  };
}

/** @param {Params} params @returns {Pattern} */
export function patternOf(params) {
  return PATTERNS[params.pattern] ?? PATTERNS.omni;
}

/** @param {Params} params @returns {number} Factor of the fan, on its straight way. */
function fanOf(params) {
  const gain = Number(params.distance) / 100 / FAN;
  return gain * sensitivity(patternOf(params), Number(params["fan-angle"]));
}

/**
 * @param {Params} params
 * @returns {number[]} Seconds by which each microphone is later than the nearest.
 */
function lateness(params) {
  const ways = microphones(params).map(({ metres }) => metres);
  return ways.map((metres) => (metres - Math.min(...ways)) / SPEED_OF_SOUND);
}

/** @param {Params} params What a graph cannot change while it sounds: a delay that moves would
 * bend the pitch. */
function shapeOf(params) {
  return JSON.stringify([params.room, params.beside === "fan", lateness(params)]);
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Graph}
 */
export function build(context, input, params) {
  const mono = new GainNode(context, { channelCount: 1, channelCountMode: "explicit" });
  const source = new BiquadFilterNode(context, { type: "highpass", frequency: LOWEST, Q: -3.01 });
  // 1 ÷ (s + LEAK), by the bilinear transform: what nearness does to the gradient.
  const [twice, leak] = [2 * context.sampleRate, 2 * Math.PI * LEAK];
  const gradient = new IIRFilterNode(context, {
    feedforward: [1, 1],
    feedback: [twice + leak, leak - twice],
  });
  const output = new GainNode(context);
  input.connect(mono).connect(source).connect(gradient);
  const heard = lateness(params).map((delayTime) => {
    const [far, near] = [new GainNode(context), new GainNode(context)];
    const late = new DelayNode(context, { maxDelayTime: 0.1, delayTime });
    source.connect(far).connect(late).connect(output);
    gradient.connect(near).connect(late);
    return { far: far.gain, near: near.gain };
  });
  /** @type {ConvolverNode | null} */
  let convolver = null;
  /** @type {AudioParam[]} */
  let rooms = [];
  const room = ROOMS[params.room];
  if (room) {
    convolver = convolved(context, room.rt60);
    const apart = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
    source.connect(convolver).connect(apart);
    // Each microphone hears a sound of the room that has nothing in common with the other's.
    rooms = heard.map((_, at) => {
      const gain = new GainNode(context);
      apart.connect(gain, at).connect(output);
      return gain.gain;
    });
  }
  const direct = new GainNode(context);
  /** @type {AudioBufferSourceNode | null} */
  let fan = null;
  if (params.beside === "fan") {
    fan = new AudioBufferSourceNode(context, { buffer: buffered("noise", context), loop: true });
    const one = new GainNode(context, { channelCount: 1, channelCountMode: "explicit" });
    fan.connect(one).connect(direct).connect(output);
    if (convolver) one.connect(convolver);
    begin(one.gain, 1, context);
    fan.start();
  }
  /** @param {Params} values @param {(param: AudioParam, value: number) => void} put */
  const fill = (values, put) => {
    microphones(values).forEach(({ far, near, room }, at) => {
      put(heard[at].far, far);
      put(heard[at].near, near);
      if (rooms[at]) put(rooms[at], room);
    });
    put(direct.gain, fanOf(values));
  };
  return {
    output,
    set: following(context, params, shapeOf, fill),
    close() {
      fan?.stop();
      convolver?.disconnect();
    },
  };
}

/** @param {BaseAudioContext} context @param {number} rt60 @returns {ConvolverNode} */
function convolved(context, rt60) {
  const { sampleRate } = context;
  const channels = impulseResponse({ kind: "room", rt60, rate: sampleRate });
  const [{ length }] = channels;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate });
  channels.forEach((channel, c) => buffer.getChannelData(c).set(channel));
  return new ConvolverNode(context, { buffer, disableNormalization: true });
}

/**
 * @param {Params} params
 * @param {number} hertz
 * @returns {number} dB of the source in all microphones, beside a far one in front, without the room.
 */
export function response(params, hertz) {
  const turn = 2 * Math.PI * hertz;
  const late = lateness(params);
  let [real, imaginary] = [0, 0];
  microphones(params).forEach(({ far, near }, at) => {
    const angle = -turn * late[at];
    real += far * Math.cos(angle) + (near / turn) * Math.sin(angle);
    imaginary += far * Math.sin(angle) - (near / turn) * Math.cos(angle);
  });
  return decibels(Math.hypot(real, imaginary));
}

/** @param {Params} params @returns {string} What the picture shows, in words. */
export function described(params) {
  const pattern = patternOf(params);
  const [metres, angle, around] = ["distance", "angle", "fan-angle"].map((id) =>
    Number(params[id])
  );
  const [first, second] = microphones(params);
  const said = [
    `${NAMES[params.pattern]}, ${metres} cm away.`,
    `The source at ${angle}° ${comes(first.far)}.`,
  ];
  const bass = proximity(pattern, angle, metres / 100, 100);
  if (bass >= 0.1 && bass < 60) said.push(`Nearness adds ${bass.toFixed(1)} dB at 100 Hz.`);
  const share = decibels(first.room / first.far);
  if (first.room && share < 60) {
    const beside = share < 0 ? "below" : "above";
    said.push(`The room is ${Math.abs(share).toFixed(0)} dB ${beside} the source.`);
  }
  if (params.beside === "fan") {
    said.push(`The fan at ${around}° ${comes(sensitivity(pattern, around))}.`);
  }
  if (second) said.push(together(first, second));
  return said.join(" ");
}

/** @param {Microphone} first @param {Microphone} second @returns {string} */
function together(first, second) {
  const longer = Math.abs(second.metres - first.metres);
  const told = `In the second microphone it ${comes(second.far)}`;
  if (longer === 0) return `${told}, at the same moment.`;
  const order = second.metres > first.metres ? "later" : "earlier";
  const hole = SPEED_OF_SOUND / longer / (second.far < 0 ? 1 : 2);
  const { peak, dip } = combDepth(-Math.abs(decibels(second.far / first.far)));
  const deep = dip < -40 ? "nothing" : `${Math.abs(dip).toFixed(1)} dB less`;
  return `${told}, ${delayOf(longer).toFixed(2)} ms ${order}. Together they have ${
    peak.toFixed(1)
  } dB more at most, and ${deep} at ${figure(hole)} Hz.`;
}

/** Patterns at the beginning of a sentence. @type {Record<string, string>} */
const NAMES = {
  omni: "An omni",
  subcardioid: "A subcardioid",
  cardioid: "A cardioid",
  supercardioid: "A supercardioid",
  hypercardioid: "A hypercardioid",
  "figure-8": "A figure-8",
};

/** @param {number} factor @returns {string} */
function comes(factor) {
  const value = decibels(factor);
  if (value < -50) return "hardly comes in";
  const size = Math.abs(value).toFixed(1).replace(".0", "");
  return `comes in at ${size !== "0" && value < 0 ? "−" : ""}${size} dB`;
}
