/**
 * The sums of the calculators. Their fields, constants and worked examples are
 * docs/tools/calculators.yml; hooks/guide/tool_calculators.py says what those mean. Where each
 * formula comes from stands on the page, beside its calculator.
 */

import { normalised } from "../dsp/normalisation.js";
import { readNumber, readWhole, written } from "./numbers.js";

/**
 * @typedef {{what: string, sum: string, told: string}} Row A line of a result: what it is, the sum
 *   without its result, the result with its unit.
 * @typedef {Row & {value: number}} Result `value` is the result before it is rounded, in the unit
 *   that `told` begins with; for modes on the same note, how many notes.
 * @typedef {{id: string, label: string, unit: string, starts: string, least: number, most: number,
 *   whole: boolean}} NumberField
 * @typedef {{id: string, title: string, fields: NumberField[], example: Row[]}} Calculator
 * @typedef {import("../dsp/normalisation.js").Service & {name: string}} Service
 * @typedef {object} Data
 * @property {{metres: number}} speed_of_sound Metres a second.
 * @property {{kilobits: number}} mp3
 * @property {number} peak In dBTP.
 * @property {{name: string, beats: [number, number]}[]} notes
 * @property {Service[]} services
 * @property {Calculator[]} calculators
 * @typedef {Record<string, number>} Numbers By the ids of the fields, each within its bounds.
 */

const NOTES = ["C", "C sharp", "D", "D sharp", "E", "F", "F sharp", "G", "G sharp", "A", "A sharp"]
  .concat("B");

/** @type {Record<string, (numbers: Numbers, data: Data) => Result[]>} */
const SUMS = { delay, length, latency, size, modes, reflection, quarter, loudness, weeks };

/**
 * @param {string} id Of a calculator.
 * @param {Numbers} numbers
 * @param {Data} data
 * @returns {Result[]}
 */
export function calculate(id, numbers, data) {
  return SUMS[id](numbers, data);
}

/**
 * @param {NumberField} field
 * @returns {(text: string) => import("./numbers.js").Reading}
 */
export function reader({ least, most, whole }) {
  const read = whole ? readWhole : readNumber;
  return (text) => read(text, { least, most });
}

/**
 * @param {number} value
 * @param {number} [places] Behind the point, at most.
 * @returns {string} '−1,234.5', with the sign of minus.
 */
export function figure(value, places = 6) {
  return written(value, places).replace(/^-0$/, "0").replace("-", "−");
}

/** @param {number} value @returns {string} In brackets if it is below 0. */
function signed(value) {
  return value < 0 ? `(${figure(value)})` : figure(value);
}

/** @param {number} value @returns {string} A result as it goes into the next sum. */
function step(value) {
  return figure(value, Math.abs(value) < 1 ? 6 : 3);
}

/** @param {number} seconds @returns {string} '198.3 s, which is 3:18'; '2.61 s' below a minute. */
function time(seconds) {
  if (seconds < 59.5) return `${figure(seconds, 2)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = /** @param {number} part */ (part) => `${part}`.padStart(2, "0");
  const clock = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
  return `${figure(seconds, 1)} s, which is ${clock}`;
}

/** @param {number} value @returns {string} Whole from 100 on, with one place below. */
function rounded(value) {
  return figure(value, Math.abs(value) < 99.95 ? 1 : 0);
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Milliseconds. */
function delay({ bpm }, { notes }) {
  return notes.map(({ name, beats: [over, under] }) => {
    const value = 60_000 / bpm * over / under;
    const times = (over > 1 ? ` × ${over}` : "") + (under > 1 ? ` ÷ ${under}` : "");
    return {
      what: name,
      sum: `60,000 ÷ ${figure(bpm)}${times}`,
      told: `${rounded(value)} ms`,
      value,
    };
  });
}

/** @param {Numbers} numbers @returns {Result[]} Seconds. */
function length({ bars, beats, bpm }) {
  const bar = beats * 60 / bpm;
  const sum = `${beats} × 60 ÷ ${figure(bpm)}`;
  return [
    { what: "One bar", sum, told: time(bar), value: bar },
    {
      what: "All bars",
      sum: `${figure(bars)} × ${sum}`,
      told: time(bars * bar),
      value: bars * bar,
    },
  ];
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Milliseconds, then metres. */
function latency({ samples, rate }, { speed_of_sound: { metres } }) {
  const one = samples / rate;
  const sum = `${figure(samples)} ÷ ${figure(rate)}`;
  const way = metres * 2 * one / 1000;
  return [
    { what: "One buffer", sum, told: `${figure(one, 1)} ms`, value: one },
    {
      what: "In and out, at least",
      sum: `2 × ${sum}`,
      told: `${figure(2 * one, 1)} ms`,
      value: 2 * one,
    },
    {
      what: "As far as sound goes in that time",
      sum: `${metres} × ${step(2 * one)} ÷ 1,000`,
      told: `${figure(way, 2)} m`,
      value: way,
    },
  ];
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Megabytes, then seconds. */
function size({ minutes, rate, bits, channels, files, upload }, { mp3: { kilobits } }) {
  const minute = rate * 1000 * bits / 8 * channels * 60 / 1e6;
  const one = minute * minutes;
  const all = one * files;
  const small = kilobits * 1000 / 8 * 60 * minutes / 1e6;
  const seconds = all * 8 / upload;
  const mb = /** @param {number} value */ (value) => `${figure(value, 2)} MB`;
  return [
    {
      what: "One file, a minute",
      sum: `${figure(rate * 1000)} × ${bits} ÷ 8 × ${channels} × 60 ÷ 1,000,000`,
      told: mb(minute),
      value: minute,
    },
    {
      what: "One file, whole",
      sum: `${step(minute)} × ${figure(minutes)}`,
      told: mb(one),
      value: one,
    },
    { what: "All files", sum: `${step(one)} × ${figure(files)}`, told: mb(all), value: all },
    {
      what: `One MP3 at ${kilobits} kbit/s`,
      sum: `${figure(kilobits * 1000)} ÷ 8 × 60 × ${figure(minutes)} ÷ 1,000,000`,
      told: mb(small),
      value: small,
    },
    {
      what: "Sending all files",
      sum: `${step(all)} × 8 ÷ ${figure(upload)}`,
      told: time(seconds),
      value: seconds,
    },
  ];
}

/** @param {number} hertz @returns {number} The nearest key, as MIDI counts them: A at 440 is 69. */
function key(hertz) {
  return Math.round(69 + 12 * Math.log2(hertz / 440));
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Hertz. */
function modes(numbers, { speed_of_sound: { metres: speed } }) {
  const rows = ["length", "width", "height"].flatMap((side) => {
    const metres = numbers[side];
    const name = side[0].toUpperCase() + side.slice(1);
    return ["first", "second"].map((which, index) => {
      const value = (index + 1) * speed / (2 * metres);
      const near = key(value);
      const tuned = 440 * 2 ** ((near - 69) / 12);
      return {
        what: `${name}, ${which}`,
        sum: `${index ? "2 × " : ""}${speed} ÷ (2 × ${figure(metres)})`,
        told: `${figure(value, 0)} Hz, near ${NOTES.at(near % 12)} (${figure(tuned, 0)} Hz)`,
        value,
      };
    });
  });
  const met = Map.groupBy(rows, ({ value }) => key(value));
  const shared = [...met].filter(([, together]) => together.length > 1);
  const told = shared.map(([near, together]) =>
    `${NOTES.at(near % 12)}: ${together.map(({ what }) => what.toLowerCase()).join("; ")}`
  );
  const what = "On the same note";
  const sum = "six modes compared";
  return [...rows, { what, sum, told: told.join(". ") || "none", value: shared.length }];
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Metres, ms, hertz, metres. */
function reflection({ along, one, other }, { speed_of_sound: { metres: speed } }) {
  const straight = Math.hypot(along, one - other);
  const by = Math.hypot(along, one + other);
  const more = by - straight;
  const [a, b, c] = [along, one, other].map((value) => figure(value));
  const shown = step(more);
  const panel = along * one / (one + other);
  return [
    {
      what: "Straight way",
      sum: `√(${a}² + (${b} − ${c})²)`,
      told: `${figure(straight, 2)} m`,
      value: straight,
    },
    {
      what: "Way by the wall",
      sum: `√(${a}² + (${b} + ${c})²)`,
      told: `${figure(by, 2)} m`,
      value: by,
    },
    {
      what: "Later by",
      sum: `1,000 × ${shown} ÷ ${speed}`,
      told: `${figure(1000 * more / speed, 1)} ms`,
      value: 1000 * more / speed,
    },
    {
      what: "First hole",
      sum: `${speed} ÷ (2 × ${shown})`,
      told: `${figure(speed / (2 * more), 0)} Hz`,
      value: speed / (2 * more),
    },
    {
      what: "Middle of the panel, along the wall from the loudspeaker",
      sum: `${a} × ${b} ÷ (${b} + ${c})`,
      told: `${figure(panel, 2)} m`,
      value: panel,
    },
  ];
}

/** @param {Numbers} numbers @param {Data} data @returns {Result[]} Hertz, then centimetres. */
function quarter({ distance, tone }, { speed_of_sound: { metres: speed } }) {
  const reached = speed / (4 * distance / 100);
  const depth = 100 * speed / (4 * tone);
  return [
    {
      what:
        "An absorber as deep works well down to; a loudspeaker as far away has its first dip at",
      sum: `${speed} ÷ (4 × ${figure(distance / 100)})`,
      told: `${figure(reached, 0)} Hz`,
      value: reached,
    },
    {
      what: "Distance for that tone",
      sum: `100 × ${speed} ÷ (4 × ${figure(tone)})`,
      told: `${rounded(depth)} cm`,
      value: depth,
    },
  ];
}

/**
 * @param {Numbers} numbers
 * @param {Data} data
 * @returns {Result[]} Decibels that the level is moved by: the most that it can be, where nobody says
 *   what becomes of a quiet song.
 */
function loudness({ loudness, peak }, { services, peak: ceiling }) {
  return services.map(({ name, reference, quiet }) => {
    const song = { loudness, peak };
    const { gain: value, stopped } = normalised(song, { reference, quiet }, ceiling);
    const gain = `${value > 0 ? "+" : ""}${figure(value, 1)} dB`;
    const plays = `plays at ${figure(loudness + value, 1)} LUFS, its peak at ${
      figure(peak + value, 1)
    } dBTP`;
    const so = {
      "to-peak": stopped ? ", stopped by the peak" : "",
      never: ", since quiet songs are left",
      unknown: " at most; whether it turns up is in no source of ours",
    }[quiet];
    return {
      what: name,
      sum: `${figure(reference)} − ${signed(loudness)}`,
      told: `${gain}${reference > loudness ? so : ""}: ${plays}`,
      value,
    };
  });
}

/** @param {Numbers} numbers @returns {Result[]} Weeks, then hours. */
function weeks({ hours, weekly, free }) {
  const work = hours / weekly;
  const calendar = work * 13 / (13 - free);
  const year = 4 * (13 - free) * weekly;
  const sum = `${figure(hours)} ÷ ${figure(weekly)}`;
  return [
    { what: "Weeks of work", sum, ...wholeWeeks(work) },
    { what: "Weeks on the calendar", sum: `${sum} × 13 ÷ (13 − ${free})`, ...wholeWeeks(calendar) },
    {
      what: "Hours in a year",
      sum: `4 × (13 − ${free}) × ${figure(weekly)}`,
      told: `${figure(year, 1)} ${year === 1 ? "hour" : "hours"}`,
      value: year,
    },
  ];
}

/** @param {number} value @returns {{value: number, told: string}} A week that is begun is one. */
function wholeWeeks(value) {
  const begun = Math.max(1, Math.ceil(value - 1e-9));
  return { value: begun, told: `${figure(begun)} ${begun === 1 ? "week" : "weeks"}` };
}
