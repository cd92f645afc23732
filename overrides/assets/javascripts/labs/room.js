/**
 * Two loudspeakers in a rectangular room, as a microphone at the seat hears them: the bass with all
 * its modes, above it the direct sound and the first reflections.
 */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/room.js").Place} Place */

import { begin, following, gainOf, paused } from "../audio/chain.js";
import { firstReflections, levelOf, modes, roomResponse, tone as levels } from "../dsp/room.js";
import { SPEED_OF_SOUND } from "../dsp/time.js";

/** Metres above the floor of ears and loudspeakers, and how near a loudspeaker comes to a wall. */
const [EAR, NEAREST] = [1.2, 0.15];
/** Metres at which both loudspeakers, without a room, give 0 dB. */
const EVEN = 1.5;
/** Hz: what is lower is not played, and where the bass gives way to the first reflections. */
const [LOWEST, CROSSOVER] = [20, 400];
/** dB that a panel takes from a reflection above the frequency of its depth; of the tone. */
const [PANEL, TONE] = [-12, -22];
/** Walls that panels hang on, and all of them. */
const PANELLED = ["left", "right", "ceiling"];
/** Samples a second that are enough to draw the bass. */
const DRAWN = 4000;
/** Of the curve, in Hz: three octaves in steps of an eighth tone. */
const CURVE = Array.from({ length: 145 }, (_, n) => 25 * 2 ** (n / 48));

/**
 * @param {Params} params
 * @returns {{walls: Place, seat: Place, speakers: [left: Place, right: Place], rt60: number}}
 */
export function places(params) {
  /** @type {Place} */
  const walls = [Number(params.length), Number(params.width), Number(params.height)];
  const [length, width] = walls;
  const front = Math.min(Number(params.speakers), length - NEAREST);
  const aside = Math.min(Number(params.apart), width - 2 * NEAREST) / 2;
  return {
    walls,
    seat: [(length * Number(params.seat)) / 100, (width * Number(params.side)) / 100, EAR],
    speakers: [[front, width / 2 - aside, EAR], [front, width / 2 + aside, EAR]],
    rt60: Number(params.echo),
  };
}

/** @param {Place} one @param {Place} other @returns {number} Metres. */
function away(one, other) {
  return Math.hypot(...one.map((at, axis) => at - other[axis]));
}

/** @param {Params} params @returns {number} Metres from the seat to the nearer loudspeaker. */
function nearestWay(params) {
  const { seat, speakers } = places(params);
  return Math.min(...speakers.map((speaker) => away(speaker, seat)));
}

/**
 * @param {Params} params
 * @param {number} rate
 * @returns {Float32Array<ArrayBuffer>[]} The answer at the seat to each loudspeaker, from the first sound on.
 */
export function bass(params, rate) {
  const { walls, seat, speakers, rt60 } = places(params);
  const first = Math.floor((nearestWay(params) / SPEED_OF_SOUND) * rate);
  return speakers.map((speaker) =>
    roomResponse(speaker, seat, walls, rt60, rate).slice(first).map((sample) => EVEN * sample)
  );
}

/** @param {Params} params @returns {[hertz: number, level: number][]} The bass at the seat, in dB. */
export function curve(params) {
  const both = mean(bass(params, DRAWN));
  return CURVE.map((hertz) => [hertz, levelOf(both, hertz, DRAWN)]);
}

/**
 * The direct sound with the reflections that no panel can meet, and those that one can.
 * @param {Params} params
 * @param {number} rate
 * @returns {Float32Array<ArrayBuffer>[][]} Each for both loudspeakers.
 */
function early(params, rate) {
  const { walls, seat, speakers, rt60 } = places(params);
  const nearest = nearestWay(params);
  const ways = speakers.map((speaker) => [
    { metres: away(speaker, seat), wall: "" },
    ...firstReflections(speaker, seat, walls),
  ]);
  const farthest = Math.max(...ways.flat().map(({ metres }) => metres));
  const length = Math.ceil(((farthest - nearest) / SPEED_OF_SOUND) * rate) + 1;
  return [false, true].map((isPanelled) =>
    ways.map((found) => {
      const response = new Float32Array(length);
      for (const { metres, wall } of found) {
        if (PANELLED.includes(wall) !== isPanelled) continue;
        const at = Math.round(((metres - nearest) / SPEED_OF_SOUND) * rate);
        response[at] += (EVEN / metres) * 10 ** ((-3 * metres) / SPEED_OF_SOUND / rt60);
      }
      return response;
    })
  );
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Promise<Graph>}
 */
export async function build(context, input, params) {
  await paused(context);
  const source = new BiquadFilterNode(context, {
    type: "highpass",
    frequency: LOWEST,
    Q: -3.01,
    channelCount: 2,
    channelCountMode: "explicit",
  });
  // A microphone hears both loudspeakers as one sound.
  const output = new GainNode(context, { channelCount: 1, channelCountMode: "explicit" });
  /** @type {OscillatorNode | null} */
  let tone = null;
  if (params.play === "tone") {
    tone = new OscillatorNode(context, { frequency: Number(params.tone) });
    const level = new GainNode(context);
    begin(level.gain, Math.SQRT2 * gainOf(TONE), context);
    tone.connect(level).connect(source);
    tone.start();
  } else input.connect(source);
  const panel = new BiquadFilterNode(context, { type: "highshelf" });
  const [open, panelled] = early(params, context.sampleRate).map((sides) =>
    convolver(context, sides)
  );
  const low = convolver(context, bass(params, context.sampleRate));
  crossed(context, source.connect(low), "lowpass").connect(output);
  crossed(context, source.connect(open), "highpass").connect(output);
  crossed(context, source.connect(panelled).connect(panel), "highpass").connect(output);
  /** @param {Params} values @param {(param: AudioParam, value: number) => void} put */
  const fill = (values, put) => {
    const depth = Number(values.panels) / 100;
    put(panel.gain, depth ? PANEL : 0);
    if (depth) put(panel.frequency, quarter(depth));
    if (tone) put(tone.frequency, Number(values.tone));
  };
  return {
    output,
    set: following(context, params, shapeOf, fill),
    close() {
      tone?.stop();
      for (const node of [low, open, panelled]) node.disconnect();
    },
  };
}

/** @param {Params} params What a graph cannot change while it sounds. */
function shapeOf(params) {
  return JSON.stringify([places(params), params.play]);
}

/** @param {BaseAudioContext} context @param {Float32Array<ArrayBuffer>[]} sides @returns {ConvolverNode} */
function convolver(context, sides) {
  const [{ length }] = sides;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate: context.sampleRate });
  sides.forEach((samples, side) => buffer.copyToChannel(samples, side));
  return new ConvolverNode(context, { buffer, disableNormalization: true });
}

/**
 * Half of a crossover whose halves add up to an even level (S. Linkwitz, R. Riley, "Active Crossover
 * Networks for Noncoincident Drivers", JAES 24(1), 1976): two equal filters in a row.
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {"lowpass" | "highpass"} type
 * @returns {AudioNode}
 */
function crossed(context, input, type) {
  const [one, other] = [0, 1].map(() =>
    new BiquadFilterNode(context, { type, frequency: CROSSOVER, Q: -3.01 })
  );
  return input.connect(one).connect(other);
}

/** @param {number} metres @returns {number} Hz of which they are a quarter wave. */
function quarter(metres) {
  return SPEED_OF_SOUND / 4 / metres;
}

/**
 * How loud the tone is in all of the room, at the height of the ears.
 * @param {Params} params
 * @returns {(along: number, across: number) => number} dB at metres from the front and the left wall.
 */
export function spread(params) {
  const { walls, speakers, rt60 } = places(params);
  const hertz = Number(params.tone);
  // For a picture, modes an octave and more above the tone are enough.
  const hear = levels(hertz, speakers, walls, rt60, modes(walls, 2 * hertz + 200));
  return (along, across) => hear([along, across, EAR]) + 20 * Math.log10(EVEN);
}

/**
 * @param {Params} params
 * @returns {{point: Place, metres: number, later: number, speaker: Place}[]} At the left and the right
 *   wall, each of the loudspeaker beside it.
 */
export function sideReflections(params) {
  const { walls, seat, speakers } = places(params);
  return ["left", "right"].flatMap((side, at) =>
    firstReflections(speakers[at], seat, walls)
      .filter(({ wall }) => wall === side)
      .map(({ point, metres, later }) => ({ point, metres, later, speaker: speakers[at] }))
  );
}

/** @param {Params} params @returns {string} What the picture shows, in words. */
export function described(params) {
  const { walls, seat, speakers } = places(params);
  const points = curve(params);
  const [most, least] = [1, -1].map((sign) =>
    points.reduce((best, point) => (sign * point[1] > sign * best[1] ? point : best))
  );
  const lowest = modes(walls, 300).slice(0, 4).map(({ hertz }) => Math.round(hertz));
  const here = levelOf(mean(bass(params, DRAWN)), Number(params.tone), DRAWN);
  const [{ point, later }] = sideReflections(params);
  return [
    `The lowest modes are at ${lowest.join(", ")} Hz.`,
    `At your seat, ${seat[0].toFixed(1)} m from the front wall, the bass goes from ${
      decibels(least[1])
    } at ${Math.round(least[0])} Hz to ${decibels(most[1])} at ${Math.round(most[0])} Hz.`,
    `A tone of ${params.tone} Hz has ${
      decibels(here)
    } there; the plan has more colour where it is louder.`,
    `The wall behind the speakers would cancel ${Math.round(quarter(speakers[0][0]))} Hz first.`,
    `The left wall reflects ${point[0].toFixed(1)} m from the front, ${later.toFixed(1)} ms late.`,
  ].join(" ");
}

/** @param {Float32Array[]} sides @returns {Float32Array} */
function mean([left, right]) {
  return left.map((sample, n) => (sample + right[n]) / 2);
}

/** @param {number} value @returns {string} '+12 dB' */
function decibels(value) {
  const size = Math.round(Math.abs(value));
  return `${size ? (value < 0 ? "−" : "+") : ""}${size} dB`;
}
