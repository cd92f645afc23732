/**
 * Grooves of one bar of 4/4: when each step sounds, how hard, and the same as a MIDI file.
 * hooks/guide/grooves.py writes those files when the site is built; both write the same bytes.
 */

/**
 * @typedef {object} Groove As the front matter of a genre has it.
 * @property {string} name
 * @property {number} tempo Quarter notes a minute, a whole number.
 * @property {number} swing Linn's: the share in percent of an eighth note that the first of its two
 *   sixteenths gets. 50 is straight, 67 close to a triplet, 75 the most.
 * @property {Record<string, string>} steps By instrument, a row of 16 sixteenths or 12 triplets: X an
 *   accent, x a hit, o a ghost note, . a rest.
 * @typedef {object} Hit
 * @property {number} seconds From the begin of the first bar.
 * @property {string} instrument
 * @property {number} velocity 1 to 127.
 * @property {number} step From 0.
 * @property {number} bar From 0.
 */

/** @type {Record<string, number>} */
export const VELOCITIES = { X: 112, x: 84, o: 40 };

/** Note numbers of the percussion key map of General MIDI 1 (MIDI Association, 1991). @type {Record<string, number>} */
export const NOTES = {
  kick: 36,
  rim: 37,
  snare: 38,
  clap: 39,
  "closed-hat": 42,
  "low-tom": 45,
  "open-hat": 46,
  "mid-tom": 47,
  crash: 49,
  "high-tom": 50,
  ride: 51,
  tambourine: 54,
  cowbell: 56,
  bongo: 60,
  conga: 63,
  timbale: 65,
  shaker: 70,
  guiro: 73,
  claves: 75,
  triangle: 81,
};

/** Ticks in a quarter note. */
const TICKS = 480;
/** Ticks until a note ends. */
const LENGTH = 60;
/** Channel 10 as people count, that of drums. */
const CHANNEL = 9;

/**
 * Where a step begins, as a part of the bar (R. Linn's definition of swing).
 * @param {number} step From 0.
 * @param {number} swing In percent; triplets have none.
 * @param {number} [length] Steps of the bar: 16 or 12.
 * @returns {number} From 0 up to, but not 1.
 */
export function stepPlace(step, swing, length = 16) {
  if (length === 12) return step / 12;
  return (Math.floor(step / 2) + (step % 2 ? swing / 100 : 0)) / 8;
}

/**
 * The hits of a bar that repeats, from one moment up to another: windows that touch hold each hit once,
 * so a clock can ask for the next tenth of a second again and again.
 * @param {Groove} groove
 * @param {number} from Seconds from the begin of the first bar.
 * @param {number} to Seconds; a hit at this very moment belongs to the next window.
 * @returns {Hit[]} In the order of time.
 */
export function schedule({ tempo, swing, steps }, from, to) {
  const length = 240 / tempo;
  const rows = Object.entries(steps);
  /** @type {Hit[]} */
  const hits = [];
  for (let bar = Math.max(0, Math.floor(from / length)); bar * length < to; bar++) {
    for (const [instrument, row] of rows) {
      for (let step = 0; step < row.length; step++) {
        const velocity = VELOCITIES[row[step]];
        const seconds = length * (bar + stepPlace(step, swing, row.length));
        if (velocity && seconds >= from && seconds < to) {
          hits.push({ seconds, instrument, velocity, step, bar });
        }
      }
    }
  }
  return hits.sort((one, other) => one.seconds - other.seconds);
}

/** @param {number} step @param {number} swing @param {number} length @returns {number} Ticks. */
function stepTicks(step, swing, length) {
  return Math.round(4 * TICKS * stepPlace(step, swing, length));
}

/** @param {number} value @returns {number[]} Seven bits a byte; all but the last have the eighth set. */
function variable(value) {
  return value < 0x80
    ? [value]
    : [...variable(value >> 7).map((byte) => byte | 0x80), value & 0x7f];
}

/** @param {string} tag @param {number[]} bytes @returns {number[]} A chunk of a file. */
function chunk(tag, bytes) {
  const size = [24, 16, 8, 0].map((shift) => bytes.length >>> shift & 0xff);
  return [...tag].map((sign) => sign.charCodeAt(0)).concat(size, bytes);
}

/**
 * A Standard MIDI File of type 0 (MIDI Association, RP-001) with the bar, its tempo and its name.
 * @param {Groove} groove
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function midiFile({ name, tempo, swing, steps }) {
  /** @type {[ticks: number, on: number, note: number, velocity: number][]} */
  const events = [];
  for (const [instrument, row] of Object.entries(steps)) {
    const hits = [...row].flatMap((hit, step) => VELOCITIES[hit] ? [step] : []);
    hits.forEach((step, at) => {
      const start = stepTicks(step, swing, row.length);
      const next = at + 1 < hits.length ? stepTicks(hits[at + 1], swing, row.length) : 4 * TICKS;
      events.push([start, 1, NOTES[instrument], VELOCITIES[row[step]]]);
      events.push([Math.min(start + LENGTH, next), 0, NOTES[instrument], 0]);
    });
  }
  events.sort((one, other) => {
    const which = one.findIndex((value, at) => value !== other[at]);
    return which < 0 ? 0 : one[which] - other[which];
  });
  const letters = [...name].map((sign) => sign.charCodeAt(0) < 256 ? sign.charCodeAt(0) : 0x3f);
  const quarter = Math.round(60_000_000 / tempo);
  const track = [
    ...[0, 0xff, 0x03, ...variable(letters.length), ...letters],
    ...[0, 0xff, 0x58, 4, 4, 2, 24, 8],
    ...[0, 0xff, 0x51, 3, quarter >> 16, quarter >> 8 & 0xff, quarter & 0xff],
  ];
  let [now, last] = [0, 0];
  for (const [ticks, on, note, velocity] of events) {
    const status = (on ? 0x90 : 0x80) | CHANNEL;
    track.push(...variable(ticks - now), ...(status === last ? [] : [status]), note, velocity);
    [now, last] = [ticks, status];
  }
  track.push(...variable(4 * TICKS - now), 0xff, 0x2f, 0);
  const header = [0, 0, 0, 1, TICKS >> 8, TICKS & 0xff];
  return Uint8Array.from([...chunk("MThd", header), ...chunk("MTrk", track)]);
}
