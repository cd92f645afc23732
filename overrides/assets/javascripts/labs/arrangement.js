/**
 * A song in sections of four bars: a loop for each part, and for each section the parts that play.
 * Nothing but mutes changes from one section to the next, so what one hears of it is arrangement.
 */

import { glide, RAMP } from "../audio/chain.js";
import { hit } from "../audio/drum-kit.js";
import { MIX, rendered, SECONDS } from "../audio/material.js";
import { kWeighting } from "../dsp/k-weighting.js";
import { ratio } from "../dsp/level.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../audio/material.js").Stereo} Stereo */
/** @typedef {"voice" | "doubles" | "chords" | "bass" | "drums" | "shaker"} Part */

/** @type {Part[]} */
export const PARTS = ["voice", "doubles", "chords", "bass", "drums", "shaker"];
/** What comes before the name of a part, in the values of a lab. */
const ROW = "row-";
/** Of the parts that the loops do not have, as those of the loops in MIX; and of all together, so
 * that the full song stays below full scale. */
const [DOUBLES, SHAKER, ALL] = [0.5, 1, 0.8];
/** Seconds by which the two doubles are late, left and right: there they take nothing away from the
 * voice. */
const LATE = [0.015, 0.021];
/** A mute begins this long before the border, so that the first stroke behind it is whole. */
const EARLY = 0.75 * RAMP;
/** Borders that are planned ahead: more than an hour. */
const AHEAD = 400;
/**
 * K-weighted power of each pair of parts, in millionths of full scale: the sum over both channels of
 * one times the other. The power of any mix is the sum of those of its pairs. As `powers` makes them.
 * @type {Record<Part, Record<Part, number>>}
 */
const POWERS = {
  voice: { voice: 6680, doubles: 650, chords: -155, bass: 66, drums: -1, shaker: -1 },
  doubles: { voice: 650, doubles: 2060, chords: -31, bass: 18, drums: -4, shaker: 0 },
  chords: { voice: -155, doubles: -31, chords: 2000, bass: -187, drums: -6, shaker: 0 },
  bass: { voice: 66, doubles: 18, chords: -187, bass: 3900, drums: -4, shaker: 0 },
  drums: { voice: -1, doubles: -4, chords: -6, bass: -4, drums: 3960, shaker: -3 },
  shaker: { voice: -1, doubles: 0, chords: 0, bass: 0, drums: -3, shaker: 516 },
};

/**
 * The loops of all parts, each four bars long.
 * @param {number} rate In Hz.
 * @returns {Record<Part, Stereo>}
 */
export function parts(rate) {
  const voice = rendered("voice", rate);
  /** @param {Stereo} channels @param {number} gain @returns {Stereo} */
  const at = ([left, right], gain) => [
    left.map((sample) => sample * gain * ALL),
    right.map((sample) => sample * gain * ALL),
  ];
  return {
    voice: at(voice, MIX.voice),
    doubles: at(doubled(voice, rate), DOUBLES),
    chords: at(rendered("chords", rate), MIX.chords),
    bass: at(rendered("bass", rate), MIX.bass),
    drums: at(rendered("drums", rate), MIX.drums),
    shaker: at(shaken(rate), SHAKER),
  };
}

/** @param {Stereo} voice @param {number} rate @returns {Stereo} Twice, to the sides and a little late. */
function doubled(voice, rate) {
  const late = LATE.map((seconds) => Math.round(seconds * rate));
  const [left, right] = voice.map((channel, side) => {
    const { length } = channel;
    return channel.map((_, n) => channel[(n - late[side] + length) % length]);
  });
  return [left, right];
}

/** @param {number} rate @returns {Stereo} A shaker in sixteenths, the ones between the beats softer. */
function shaken(rate) {
  const sound = hit("shaker", rate);
  const length = Math.round(SECONDS * rate);
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  for (let step = 0; step < 64; step++) {
    const gain = step % 4 === 0 ? 1 : step % 2 ? 0.4 : 0.7;
    const start = Math.round((step / 64) * length);
    for (let n = 0; n < sound.length; n++) {
      left[(start + n) % length] += 0.5 * gain * sound[n];
      right[(start + n) % length] += gain * sound[n];
    }
  }
  return [left, right];
}

/**
 * @param {number} rate In Hz.
 * @returns {Record<string, Record<string, number>>} What POWERS keeps.
 */
export function powers(rate) {
  const weighted = Object.entries(parts(rate)).map(([name, channels]) => [
    name,
    channels.map((channel) => {
      const filter = kWeighting(rate);
      return channel.map((sample) => filter.next(sample));
    }),
  ]);
  /** @param {Stereo} one @param {Stereo} other */
  const product = (one, other) => {
    let sum = 0;
    for (const side of [0, 1]) {
      for (let n = 0; n < one[side].length; n++) sum += one[side][n] * other[side][n];
    }
    return (1e6 * sum) / one[0].length;
  };
  return Object.fromEntries(weighted.map(([name, one]) => [
    name,
    Object.fromEntries(weighted.map(([other, two]) => [
      other,
      product(/** @type {Stereo} */ (one), /** @type {Stereo} */ (two)),
    ])),
  ]));
}

/** @param {Params} params @param {string} part @returns {string} A sign for each section. */
function row(params, part) {
  return `${params[ROW + part] ?? ""}`;
}

/** @param {unknown} value @param {number} count Of sections. @returns {boolean} */
export function isRow(value, count) {
  return typeof value === "string" && value.length === count && /^[x.]+$/.test(value);
}

/** @param {Record<string, string>} steps Rows by part. @returns {Params} As values of the lab. */
export function rows(steps) {
  return Object.fromEntries(PARTS.map((part) => [ROW + part, steps[part] ?? ""]));
}

/** @param {Params} params @returns {number} How many sections there are. */
export function count(params) {
  return Math.max(1, ...PARTS.map((part) => row(params, part).length));
}

/** @param {Params} params @param {number} section @returns {Part[]} What plays in it. */
export function playing(params, section) {
  return PARTS.filter((part) => row(params, part)[section] === "x");
}

/**
 * Of a section as it comes, before it is evened out: as ITU-R BS.1770 has it, without its gates.
 * @param {Params} params
 * @param {number} section
 * @returns {number} In LUFS; −Infinity for silence.
 */
export function loudness(params, section) {
  const names = playing(params, section);
  let power = 0;
  for (const one of names) for (const other of names) power += POWERS[one][other];
  return names.length ? -0.691 + 10 * Math.log10(power / 1e6) : -Infinity;
}

/**
 * What each section gets so that all are equally loud: as loud as they are on average, in dB.
 * @param {Params} params
 * @returns {number[]} In dB; 0 for silence, and 0 for all unless it is wanted.
 */
export function evened(params) {
  const levels = Array.from({ length: count(params) }, (_, n) => loudness(params, n));
  const heard = levels.filter(Number.isFinite);
  if (params.loudness !== "even" || !heard.length) return levels.map(() => 0);
  const mean = heard.reduce((sum, level) => sum + level, 0) / heard.length;
  return levels.map((level) => (Number.isFinite(level) ? mean - level : 0));
}

/** What plays in a context: when it began, and the section that is repeated, if one is.
 * @type {WeakMap<BaseAudioContext, {begin: number, only: number, count: number}>} */
const clocks = new WeakMap();

/**
 * Where the song that plays is.
 * @param {BaseAudioContext} context
 * @returns {{section: number, passed: number} | null} `passed` of the section, from 0 up to 1.
 */
export function place(context) {
  const clock = clocks.get(context);
  if (!clock) return null;
  const gone = Math.max(0, (context.currentTime - clock.begin) / SECONDS);
  const section = clock.only < 0 ? Math.floor(gone) % clock.count : clock.only;
  return { section, passed: gone - Math.floor(gone) };
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} _input Unused: the song makes its own sound.
 * @param {Params} params `hear` is "song", or the number of a section that is repeated.
 * @returns {Graph}
 */
export function build(context, _input, params) {
  const made = parts(context.sampleRate);
  const output = new GainNode(context);
  const start = context.currentTime;
  const clock = { begin: start, only: only(params), count: count(params) };
  clocks.set(context, clock);
  const strips = PARTS.map((part) => {
    const [{ length }] = made[part];
    const buffer = new AudioBuffer({
      numberOfChannels: 2,
      length,
      sampleRate: context.sampleRate,
    });
    made[part].forEach((channel, c) => buffer.copyToChannel(channel, c));
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const gate = new GainNode(context, { gain: 0 });
    source.connect(gate).connect(output);
    source.start(start);
    return { part, source, gate };
  });
  /**
   * Let a gain follow the sections from now on.
   * @param {AudioParam} param
   * @param {number[]} levels By section.
   * @param {boolean} isFirst
   */
  const follow = (param, levels, isFirst) => {
    const now = context.currentTime;
    const gone = Math.max(0, Math.floor((now - clock.begin) / SECONDS));
    const first = clock.only < 0 ? gone % clock.count : clock.only;
    param.cancelScheduledValues(now);
    if (isFirst) param.value = levels[first];
    else glide(param, levels[first], context);
    if (clock.only >= 0) return;
    for (let border = gone + 1; border < gone + AHEAD; border++) {
      const level = levels[border % clock.count];
      if (level === levels[(border - 1) % clock.count]) continue;
      const at = clock.begin + border * SECONDS - EARLY;
      param.setTargetAtTime(level, Math.max(at, now), RAMP / 4);
    }
  };
  /** @param {Params} values @param {boolean} isFirst */
  const fill = (values, isFirst) => {
    for (const { part, gate } of strips) {
      const signs = row(values, part);
      const levels = Array.from({ length: clock.count }, (_, n) => signs[n] === "x" ? 1 : 0);
      follow(gate.gain, levels, isFirst);
    }
    follow(output.gain, evened(values).map(ratio), isFirst);
  };
  fill(params, true);
  return {
    output,
    set(values) {
      const before = clock.only;
      clock.only = only(values);
      clock.count = count(values);
      if (before >= 0 && clock.only < 0) {
        // The song goes on from the section that was repeated, in time.
        const round = Math.floor((context.currentTime - clock.begin) / SECONDS);
        clock.begin += (round - before) * SECONDS;
      }
      fill(values, false);
    },
    close() {
      for (const { source } of strips) {
        source.stop();
        source.disconnect();
      }
      clocks.delete(context);
    },
  };
}

/** @param {Params} params @returns {number} The section that is repeated; −1 for none. */
function only({ hear }) {
  return hear === undefined || hear === "song" ? -1 : Number(hear);
}

/**
 * @param {Params} params
 * @param {string[]} sections Their titles.
 * @param {Record<string, string>} titles Of parts.
 * @returns {string} The map in words: what plays, and how loud it is.
 */
export function described(params, sections, titles) {
  const added = evened(params);
  return sections.map((title, n) => {
    const names = playing(params, n);
    if (!names.length) return `${title}: silence.`;
    const level = Math.round(loudness(params, n) + added[n]);
    return `${title}: ${names.map((name) => titles[name].toLowerCase()).join(", ")}; ${
      level < 0 ? "−" : ""
    }${Math.abs(level)} LUFS.`;
  }).join(" ");
}
