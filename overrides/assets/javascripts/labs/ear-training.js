/**
 * Questions for the ear. Each has two sides to listen to, A and B; what makes them differ is the
 * answer. `build` plays both and lets one through, `noted` keeps how it went.
 */

import { glide } from "../audio/chain.js";
import { answered, dailySet, staircase } from "../dsp/ear-training.js";
import { peak, ratio } from "../dsp/level.js";
import { loudness } from "../dsp/loudness.js";
import { pan } from "../dsp/stereo.js";
import { KEPT, recent } from "../progress.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/ear-training.js").Staircase} Staircase */
/** @typedef {import("../dsp/ear-training.js").Rules} Rules */
/** @typedef {import("../progress.js").Ear} Ear */
/** @typedef {"band" | "louder" | "compressed" | "pan" | "mono"} Exercise */
/**
 * @typedef {object} Answer As hooks/guide/lab_ears.py has it.
 * @property {string} id
 * @property {string} label
 * @property {string} sounds
 * @property {number} value In Hz, or which way from the centre: −1, 0, 1.
 */
/** @typedef {{kind: "plain"} | {kind: "gain", db: number} | {kind: "bell", frequency: number, db: number} | {kind: "compressor", threshold: number} | {kind: "pan", at: number} | {kind: "wide", width: number}} Treatment */

const WORKLET = new URL("../dsp/compressor-worklet.js", import.meta.url);
/** Of the bell: wide enough to be heard on any loop, as in the equaliser lab. */
const Q = 1.4;
/** Of the compressor: hard and quick, so that what it does can be heard. */
const RATIO = 8;
const QUICK = { knee: 0, attack: 2, release: 80, makeup: 0 };
/** Seconds by which what makes a sound wide is late. */
const LATE = 0.012;
/** Seconds that are measured for an equal loudness. */
const LONGEST = 10;
/** Peak of the loops, in dBFS. */
const PEAK = -6;
/** How often each answer stands among those that a question is drawn from: the answer before is
 * then nearly as likely as another, and rules nothing out. */
const OFTEN = 3;

/**
 * What each side does to the sound.
 * @param {Params} params `exercise`, and of a question: `amount` as its exercise counts it, `answer`,
 *   `value`, and the `peak` of the sound in dBFS. Without an amount, nothing is asked.
 * @returns {{a: Treatment, b: Treatment}}
 */
export function sides(params) {
  const { exercise, answer } = params;
  const amount = Number(params.amount ?? 0);
  const value = Number(params.value ?? 0);
  /** @type {Treatment} */
  const plain = { kind: "plain" };
  /** @param {Treatment} changed @param {Treatment} other */
  const either = (changed, other) =>
    answer === "a" ? { a: changed, b: other } : { a: other, b: changed };
  if (!amount) return { a: plain, b: plain };
  if (exercise === "band") return { a: plain, b: { kind: "bell", frequency: value, db: amount } };
  // The other one is turned down: nothing gets louder than it was.
  if (exercise === "louder") return either(plain, { kind: "gain", db: -amount });
  if (exercise === "compressed") {
    // Above the threshold, 1 ÷ ratio of what goes beyond it is left.
    const over = amount / (1 - 1 / RATIO);
    const threshold = Math.max(-80, Number(params.peak ?? PEAK) - over);
    return either({ kind: "compressor", threshold }, plain);
  }
  if (exercise === "pan") {
    return { a: { kind: "pan", at: 0 }, b: { kind: "pan", at: value * amount / 100 } };
  }
  return either({ kind: "wide", width: 0 }, { kind: "wide", width: amount / 100 });
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Treatment} treatment
 * @returns {Promise<AudioNode>}
 */
async function treated(context, input, treatment) {
  if (treatment.kind === "plain") return input;
  if (treatment.kind === "gain") {
    return input.connect(new GainNode(context, { gain: ratio(treatment.db) }));
  }
  if (treatment.kind === "bell") {
    const { frequency, db } = treatment;
    return input.connect(
      new BiquadFilterNode(context, { type: "peaking", frequency, gain: db, Q }),
    );
  }
  if (treatment.kind === "compressor") {
    await context.audioWorklet.addModule(WORKLET);
    const parameterData = { ...QUICK, ratio: RATIO, threshold: treatment.threshold };
    return input.connect(new AudioWorkletNode(context, "compressor", { parameterData }));
  }
  // What has a place has one channel first.
  const mono = new GainNode(context, { channelCount: 1, channelCountMode: "explicit" });
  const output = new ChannelMergerNode(context, { numberOfInputs: 2 });
  input.connect(mono);
  /** @param {AudioNode} from @param {[number, number]} factors Of left and right. */
  const place = (from, factors) =>
    factors.forEach((gain, side) =>
      from.connect(new GainNode(context, { gain })).connect(output, 0, side)
    );
  if (treatment.kind === "pan") {
    const [left, right] = pan(treatment.at, -3);
    place(mono, [Math.SQRT2 * left, Math.SQRT2 * right]);
  } else {
    // Left: the sound and itself, late. Right: the sound without it. The sum is the sound alone,
    // and the power of both together is 1 + width² times as large.
    const { width } = treatment;
    const gain = 1 / Math.sqrt(1 + width * width);
    const late = new DelayNode(context, { delayTime: LATE, maxDelayTime: 2 * LATE });
    mono.connect(late);
    place(mono, [gain, gain]);
    place(late, [gain * width, -gain * width]);
  }
  return output;
}

/**
 * Both sides at once; `side` says which of them is heard.
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params With `match`, in dB: what the side with the boost or the compressor gets, so
 *   that both are equally loud.
 * @returns {Promise<Graph>}
 */
export async function build(context, input, params) {
  const both = sides(params);
  const output = new GainNode(context);
  /** @param {Treatment} treatment */
  const matched = ({ kind }) => kind === "bell" || kind === "compressor";
  /** @param {"a" | "b"} side @param {Params} values */
  const gainOf = (side, values) =>
    side === (values.side ?? "b") ? ratio(matched(both[side]) ? Number(params.match ?? 0) : 0) : 0;
  /** @param {"a" | "b"} side */
  const add = async (side) => {
    const fader = new GainNode(context, { gain: gainOf(side, params) });
    (await treated(context, input, both[side])).connect(fader).connect(output);
    return fader.gain;
  };
  const [a, b] = [await add("a"), await add("b")];
  const shape = JSON.stringify(both);
  return {
    output,
    set(values) {
      if (JSON.stringify(sides(values)) !== shape) return false;
      glide(a, gainOf("a", values), context);
      glide(b, gainOf("b", values), context);
    },
    close: () => output.disconnect(),
  };
}

/**
 * What makes both sides of a question equally loud.
 * @param {AudioBuffer} buffer What plays.
 * @param {Params} params
 * @returns {Promise<number>} In dB, for the side that has the boost or the compressor.
 */
export async function match(buffer, params) {
  const { a, b } = sides(params);
  const changed = [a, b].find(({ kind }) => kind === "bell" || kind === "compressor");
  if (!changed) return 0;
  let before = measured.get(buffer);
  if (before === undefined) {
    before = await loudnessOf(buffer, { kind: "plain" });
    measured.set(buffer, before);
  }
  const after = await loudnessOf(buffer, changed);
  return Number.isFinite(before) && Number.isFinite(after) ? before - after : 0;
}

/** Loudness of what plays, in LUFS. @type {WeakMap<AudioBuffer, number>} */
const measured = new WeakMap();

/**
 * @param {AudioBuffer} buffer
 * @param {Treatment} treatment
 * @returns {Promise<number>} In LUFS; of a long one, a piece from the middle.
 */
async function loudnessOf(buffer, treatment) {
  const { duration, sampleRate } = buffer;
  const seconds = Math.min(LONGEST, duration);
  const context = new OfflineAudioContext(2, Math.ceil(seconds * sampleRate), sampleRate);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  (await treated(context, source, treatment)).connect(context.destination);
  source.start(0, (duration - seconds) / 2);
  const made = await context.startRendering();
  return loudness([made.getChannelData(0), made.getChannelData(1)], sampleRate).integrated;
}

/** @param {AudioBuffer} buffer @returns {number} The highest peak of its channels, in dBFS. */
export function peakOf(buffer) {
  const channels = Array.from(
    { length: buffer.numberOfChannels },
    (_, c) => peak(buffer.getChannelData(c)),
  );
  return Math.max(-60, ...channels);
}

/**
 * Where an exercise stands.
 * @param {Rules} rules
 * @param {Ear | undefined} ear What is kept of it.
 * @returns {Staircase}
 */
export function stands(rules, ear) {
  if (!ear) return staircase(rules);
  const { step, right, way, turns } = ear;
  const [least, most] = rules.range;
  return { rules, level: Math.max(least, Math.min(most, ear.level)), step, right, way, turns };
}

/**
 * The answer to the next question of a day.
 * @param {string} day As 2026-11-26.
 * @param {string} exercise
 * @param {Answer[]} answers
 * @param {number} number Of questions before it on that day.
 * @returns {Answer}
 */
export function next(day, exercise, answers, number) {
  const drawn = answers.flatMap((answer) => Array(OFTEN).fill(answer));
  return dailySet(day, exercise, drawn, number + 1)[number];
}

/**
 * What is kept after an answer.
 * @param {Rules} rules
 * @param {Ear | undefined} ear
 * @param {string} day
 * @param {boolean} isRight
 * @param {string} since Now, in ISO 8601.
 * @returns {Ear}
 */
export function noted(rules, ear, day, isRight, since) {
  const { level, step, right, way, turns } = answered(stands(rules, ear), isRight);
  const before = ear?.days[day] ?? { asked: 0, right: 0 };
  const lesson = { asked: before.asked + 1, right: before.right + (isRight ? 1 : 0), level };
  const days = recent({ ...ear?.days, [day]: lesson });
  return { since, level, step, right, way, turns: turns.slice(-KEPT.turns), days };
}
