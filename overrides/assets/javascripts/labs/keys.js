/**
 * Keys that sound: a few voices made by the browser's own oscillators, played by whoever presses.
 * The settings say what one key plays.
 */

import { RAMP } from "../audio/chain.js";
import {
  degreeChord,
  frequency,
  noteName,
  scale,
  SCALES,
  together,
  velocityGain,
} from "../dsp/keys.js";

/** @typedef {import("../audio/chain.js").Params} Params */
/**
 * A note from its beginning to its end, in seconds of its context.
 * @typedef {{note: number, velocity: number, begin: number, end: number}} Played
 */
/** @typedef {Played & {oscillator: OscillatorNode, gate: GainNode}} Voice */
/**
 * @typedef {object} Keyboard
 * @property {(note: number, velocity: number, time?: number) => void} on
 * @property {(note: number, time?: number) => void} off
 * @property {() => void} silence Let go of all, also of what has not begun.
 * @property {() => Played[]} played What can be seen or heard still, in the order of its beginning.
 */

/** Keys on the screen. */
export const KEYS = 17;
/** Voices at once; one more ends the oldest. */
export const VOICES = 10;
/** Seconds after which a note ends, even if nobody lets it go. */
export const LONGEST = 8;
/** Seconds for which notes are remembered. */
export const SEEN = 8;
/** The highest peak of one voice, in linear amplitude. */
const LEVEL = 0.3;
/** Seconds between two notes of a phrase. */
const APART = 0.4;
/** Names of roots, from C upwards, as the settings have them. */
const ROOTS = "c c-sharp d d-sharp e f f-sharp g g-sharp a a-sharp b".split(" ");

/**
 * Strengths of harmonics; seconds until a note is there and until it is let go of; whether it fades
 * by itself, and whether it minds how hard it is struck.
 * @type {Record<string, {harmonics: number[], attack: number, release: number, struck: boolean}>}
 */
const SOUNDS = {
  piano: {
    harmonics: [1, 0.6, 0.35, 0.3, 0.2, 0.12, 0.1, 0.06, 0.05, 0.03],
    attack: 0.004,
    release: 0.06,
    struck: true,
  },
  organ: { harmonics: [1, 0.7, 0.45, 0.35, 0, 0.2], attack: 0.012, release: 0.015, struck: false },
  tone: { harmonics: [1], attack: 0.012, release: 0.015, struck: false },
};

/** @param {Params} params @returns {number} The lowest key on the screen. */
export function lowest(params) {
  return 12 * (Number(params.octave) + 1);
}

/** @param {Params} params @returns {number[]} Semitones over C that the scale has; all without one. */
export function marked(params) {
  const steps = stepsOf(params);
  const root = ROOTS.indexOf(`${params.root}`);
  return steps ? steps.map((step) => (root + step) % 12) : [];
}

/** @param {Params} params @returns {number[] | undefined} */
function stepsOf(params) {
  return SCALES[`${params.scale}`.replaceAll("-", " ")];
}

/**
 * What one key plays: its note, or the chord on it if the scale has it and seven notes.
 * @param {Params} params
 * @param {number} note
 * @returns {number[]} Note numbers up to 127.
 */
export function sounding(params, note) {
  const steps = stepsOf(params);
  if (params.plays === "note" || steps?.length !== 7) return [note];
  const above = (note - ROOTS.indexOf(`${params.root}`) + 120) % 12;
  const degree = steps.indexOf(above);
  if (degree < 0) return [note];
  const name = `${params.scale}`.replaceAll("-", " ");
  return degreeChord(note - above, name, degree + 1, params.plays === "seventh" ? 4 : 3)
    .filter((one) => one <= 127);
}

/**
 * What Play plays: the scale up to its octave, or a chord and its notes where there is none.
 * @param {Params} params
 * @returns {{notes: number[], begin: number, end: number}[]} In seconds.
 */
export function phrase(params) {
  const root = lowest(params) + Math.max(0, ROOTS.indexOf(`${params.root}`)) % 12;
  const steps = stepsOf(params);
  const keys = steps
    ? scale(root, `${params.scale}`.replaceAll("-", " "), steps.length + 1)
    : [root, root + 4, root + 7, root + 12];
  return keys.map((key, n) => ({
    notes: sounding(params, key),
    begin: n * APART,
    end: (n + (n === keys.length - 1 ? 3 : 0.9)) * APART,
  }));
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} _input Unused: keys make their own sound.
 * @param {Params} params
 * @returns {import("../audio/chain.js").Graph & Keyboard} With the phrase of its settings begun.
 */
export function build(context, _input, params) {
  const output = new GainNode(context);
  let settings = params;
  /** @type {Voice[]} */
  let voices = [];
  const waves = Object.fromEntries(
    Object.entries(SOUNDS).map(([name, { harmonics }]) => [
      name,
      new PeriodicWave(context, { imag: [0, ...harmonics] }),
    ]),
  );

  /** @param {Voice} voice @param {number} time @param {number} release */
  function end(voice, time, release) {
    if (voice.end <= time) return;
    voice.end = time;
    voice.gate.gain.setTargetAtTime(0, time, release);
    // What has not begun never does.
    voice.oscillator.stop(time < voice.begin ? time : time + 12 * release);
  }

  /** @type {Keyboard["on"]} */
  function on(note, velocity, time = context.currentTime) {
    const { attack, struck } = soundOf(settings);
    voices = voices.filter((one) => one.end > context.currentTime - SEEN);
    const now = voices.filter((one) => one.begin <= time && time < one.end);
    const others = now.filter((one) => one.note !== note);
    const tooMany = Math.max(0, others.length - VOICES + 1);
    // The same note, which is at −1 among the others, and the oldest.
    for (const one of now) {
      if (others.indexOf(one) < tooMany) end(one, time, RAMP / 4);
    }
    const hertz = frequency(note);
    const gain = struck ? velocityGain(velocity) : velocityGain(80);
    const oscillator = new OscillatorNode(context, {
      frequency: hertz,
      periodicWave: waves[`${settings.sound}`],
    });
    const envelope = new GainNode(context, { gain: 0 });
    const gate = new GainNode(context);
    envelope.gain.setValueAtTime(0, time);
    envelope.gain.linearRampToValueAtTime(LEVEL * gain, time + attack);
    if (struck) {
      // Harder is brighter, and what is struck grows dull and soft: low notes slowly.
      const filter = new BiquadFilterNode(context, { type: "lowpass", Q: 0 });
      const [bright, dull] = [1.5 + 14 * gain, 1.5 + 2 * gain]
        .map((times) => Math.min(18_000, hertz * times));
      filter.frequency.setValueAtTime(bright, time);
      filter.frequency.setTargetAtTime(dull, time + attack, 0.4);
      envelope.gain.setTargetAtTime(0, time + attack, 1.2 * (262 / hertz) ** 0.4);
      oscillator.connect(filter).connect(envelope);
    } else oscillator.connect(envelope);
    envelope.connect(gate).connect(output);
    const voice = { note, velocity, begin: time, end: Infinity, oscillator, gate };
    oscillator.onended = () => gate.disconnect();
    oscillator.start(time);
    end(voice, time + LONGEST, 0.1);
    voices.push(voice);
  }

  /** @type {Keyboard["off"]} */
  function off(note, time = context.currentTime) {
    for (const voice of voices) {
      if (voice.note === note && voice.begin <= time) {
        end(voice, time, soundOf(settings).release);
      }
    }
  }

  function silence() {
    for (const voice of voices) end(voice, context.currentTime, RAMP / 4);
    voices = voices.filter((voice) => voice.begin < voice.end);
  }

  const begin = context.currentTime + RAMP;
  for (const one of phrase(params)) {
    for (const note of one.notes) {
      on(note, Number(params.velocity), begin + one.begin);
      off(note, begin + one.end);
    }
  }
  return {
    output,
    set: (values) => void (settings = values),
    on,
    off,
    silence,
    played: () => voices,
    close: silence,
  };
}

/** @param {Params} params */
function soundOf(params) {
  return SOUNDS[`${params.sound}`];
}

/**
 * What keys say of themselves.
 * @param {Params} params
 * @param {{note: number, velocity: number}[]} notes What is held, or was last.
 * @returns {string}
 */
export function described(params, notes) {
  const sorted = [...notes].sort((a, b) => a.note - b.note);
  const each = sorted.map(({ note }) =>
    `${noteName(note)}, note ${note}, ${frequency(note).toFixed(1)} Hz`
  );
  const name = sorted.length > 1 ? together(sorted.map(({ note }) => note)) : "";
  const hard = [...new Set(sorted.map(({ velocity }) => velocity))].join(", ");
  const played = sorted.length
    ? `${each.join("; ")}: ${name ? `${name}, ` : ""}velocity ${hard}.`
    : "No key is down.";
  return `${played} ${markedWords(params)}`.trim();
}

/** @param {Params} params @returns {string} */
function markedWords(params) {
  const steps = marked(params).map((step) => noteName(step).replace(/-?\d+$/, ""));
  return steps.length
    ? `Marked: ${steps[0]} ${`${params.scale}`.replaceAll("-", " ")}, ${steps.join(" ")}.`
    : "";
}
