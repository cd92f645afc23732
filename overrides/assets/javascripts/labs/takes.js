/**
 * Four takes of one sung line, each with other faults in other phrases. A session says which fault is
 * where, so that a link brings the same takes; nothing else knows it.
 */

import { MELODY, sung, TEMPO } from "../audio/material.js";
import { kWeighting } from "../dsp/k-weighting.js";
import { ratio } from "../dsp/level.js";
import { random, seed } from "../dsp/random.js";

/** @typedef {"clean" | "pitch" | "timing" | "noise" | "energy"} Fault */

export const TAKES = ["a", "b", "c", "d"];
/** Of the line; each is a bar long. */
export const PHRASES = 4;
/** @type {Fault[]} */
const FAULTS = ["pitch", "timing", "noise", "energy"];
/**
 * How large faults are: cents, seconds, dB against the voice, and what energy is left.
 * @type {Record<string, {pitch: number, timing: number, noise: number, energy: number}>}
 */
export const SIZES = {
  plain: { pitch: 50, timing: 0.12, noise: -24, energy: 0.1 },
  fine: { pitch: 25, timing: 0.06, noise: -36, energy: 0.3 },
};
/** What is no fault: nobody sings like a machine. Cents and seconds, at most. */
const HUMAN = { cents: 5, late: 0.006 };
export const BAR = 240 / TEMPO;
const EIGHTH = BAR / 8;
/** Phrases are joined this long before the bar, between a breath and the next "s". */
export const BEFORE = 0.16;
/** Of the pause at the end of a phrase, in eighths. */
const PAUSE = 0.7;
/** Of a crossfade, in seconds. */
export const FADE = 0.02;
/** Of every phrase of every take, in LUFS. */
const LEVEL = -23;
/**
 * Which fault each take has in each phrase. In every phrase one take is clean, and in none more than
 * two phrases.
 * @param {number} session
 * @returns {Fault[][]} By take, then by phrase.
 */
export function faults(session) {
  const roll = random(seed(`comping ${session}`));
  /** @template T @param {T[]} items @returns {T[]} In another order. */
  const shuffled = (items) => {
    const left = [...items];
    return items.map(() => left.splice(Math.floor(roll() * left.length), 1)[0]);
  };
  const clean = shuffled([0, 0, 1, 1, 2, 2, 3, 3]).slice(0, PHRASES);
  const columns = clean.map((take) => {
    const others = shuffled(FAULTS);
    return TAKES.map((_, n) => n === take ? /** @type {Fault} */ ("clean") : others[n]);
  });
  return TAKES.map((_, take) => columns.map((column) => column[take]));
}

/**
 * @param {number} phrase From 0 on; PHRASES is the end of the last one.
 * @param {number} rate In Hz.
 * @returns {number} The sample at which it begins; the first one does so before the loop.
 */
export function joint(phrase, rate) {
  return Math.round((phrase * BAR - BEFORE) * rate);
}

/**
 * @param {Float32Array} loop
 * @param {number} at A sample, which may lie before the loop or behind it.
 */
export function sample(loop, at) {
  return loop[(at + loop.length) % loop.length];
}

/**
 * The part that goes over to another at a joint: both together are always one.
 * @param {number} n Samples from the middle of the crossfade.
 * @param {number} rate In Hz.
 * @returns {number} From 0 to 1: of what comes.
 */
export function over(n, rate) {
  const part = n / (FADE * rate) + 0.5;
  if (part <= 0 || part >= 1) return part <= 0 ? 0 : 1;
  return (1 - Math.cos(Math.PI * part)) / 2;
}

/**
 * @param {number} session
 * @param {string} size Of SIZES.
 * @param {number} rate In Hz.
 * @returns {Float32Array<ArrayBuffer>[]} The takes, four bars each, every phrase at LEVEL.
 */
export function takes(session, size, rate) {
  const sizes = SIZES[size] ?? SIZES.plain;
  return faults(session).map((row, take) => {
    const roll = random(seed(`take ${session} ${take}`));
    const near = /** @param {number} most */ (most) => (2 * roll() - 1) * most;
    const notes = MELODY.map((note) => {
      const phrase = Math.floor(note.start / 8);
      const fault = row[phrase];
      const isLast = note.start + note.length >= 8 * (phrase + 1) - PAUSE;
      const late = near(HUMAN.late) + (fault === "timing" ? sizes.timing : 0);
      const end = isLast ? 8 * (phrase + 1) - PAUSE : note.start + note.length;
      return {
        ...note,
        cents: near(HUMAN.cents) - (fault === "pitch" ? sizes.pitch : 0),
        late,
        energy: fault === "energy" ? sizes.energy : 1,
        // Who begins late ends in time: the next phrase waits for nobody.
        length: end - note.start - (isLast ? Math.max(0, late) / EIGHTH : 0),
      };
    });
    const [line] = sung(rate, notes, 1973 + 31 * take);
    row.forEach((fault, phrase) => {
      if (fault === "noise") addNoise(line, phrase, sizes.noise, rate, roll);
    });
    return levelled(line, rate);
  });
}

/**
 * Hum and hiss, all through a phrase.
 * @param {Float32Array} line
 * @param {number} phrase
 * @param {number} level Against the phrase, in dB.
 * @param {number} rate
 * @param {() => number} roll
 */
function addNoise(line, phrase, level, rate, roll) {
  const [from, to] = [joint(phrase, rate), joint(phrase + 1, rate)];
  const made = new Float32Array(to - from);
  let [signal, noise] = [0, 0];
  for (let n = 0; n < made.length; n++) {
    const time = n / rate;
    const hum = [1, 2, 3, 5].reduce(
      (sum, times) => sum + Math.sin(2 * Math.PI * 50 * times * time) / times,
      0,
    );
    made[n] = (0.5 * hum + 1.2 * (2 * roll() - 1)) *
      over(n - 0.5 * FADE * rate, rate) * over(made.length - n - 0.5 * FADE * rate, rate);
    signal += sample(line, from + n) ** 2;
    noise += made[n] ** 2;
  }
  const gain = ratio(level) * Math.sqrt(signal / noise);
  for (let n = 0; n < made.length; n++) {
    line[(from + n + line.length) % line.length] += gain * made[n];
  }
}

/**
 * @param {Float32Array<ArrayBuffer>} line
 * @param {number} rate
 * @returns {Float32Array<ArrayBuffer>} With each phrase at LEVEL, K-weighted, without gates; it will
 *   be on both sides.
 */
function levelled(line, rate) {
  const filter = kWeighting(rate);
  // The filter has heard the end of the loop when it begins.
  for (let n = line.length - Math.round(rate / 4); n < line.length; n++) filter.next(line[n]);
  const powers = Array(PHRASES).fill(0);
  const phraseOf = /** @param {number} n */ (n) => Math.floor((n / rate + BEFORE) / BAR) % PHRASES;
  for (let n = 0; n < line.length; n++) powers[phraseOf(n)] += filter.next(line[n]) ** 2;
  const gains = powers.map((power) =>
    ratio(LEVEL + 0.691 - 10 * Math.log10((2 * power) / (BAR * rate)))
  );
  return joined(PHRASES, line.length, rate, (phrase, at) => gains[phrase] * sample(line, at));
}

/**
 * Phrases put together, with a crossfade at each joint.
 * @param {number} count Of phrases.
 * @param {number} length Of the loop, in samples.
 * @param {number} rate
 * @param {(phrase: number, at: number) => number} from A sample of what a phrase is taken from; it is
 *   asked for beyond the joints, too.
 * @returns {Float32Array<ArrayBuffer>}
 */
function joined(count, length, rate, from) {
  const made = new Float32Array(length);
  const half = Math.ceil((FADE * rate) / 2);
  for (let phrase = 0; phrase < count; phrase++) {
    const [begin, end] = [joint(phrase, rate), joint(phrase + 1, rate)];
    for (let at = begin - half; at < end + half; at++) {
      const gain = over(at - begin, rate) * (1 - over(at - end, rate));
      if (gain) made[(at + length) % length] += gain * from(phrase, at);
    }
  }
  return made;
}

/**
 * The comp.
 * @param {Float32Array[]} all The takes.
 * @param {string} choice A take for each phrase, as "abca".
 * @param {number} rate
 * @returns {Float32Array<ArrayBuffer>} Four bars.
 */
export function comped(all, choice, rate) {
  const chosen = Array.from({ length: PHRASES }, (_, n) => all[TAKES.indexOf(choice[n])] ?? all[0]);
  return joined(PHRASES, all[0].length, rate, (phrase, at) => sample(chosen[phrase], at));
}

/**
 * @param {Fault} fault
 * @param {string} size Of SIZES.
 * @returns {string} What it is, in numbers.
 */
export function named(fault, size) {
  const { pitch, timing, noise } = SIZES[size] ?? SIZES.plain;
  return {
    clean: "clean",
    pitch: `${pitch} cents flat`,
    timing: `${Math.round(1000 * timing)} ms late`,
    noise: `hum and hiss, ${-noise} dB below the voice`,
    energy: "sung without energy",
  }[fault];
}
