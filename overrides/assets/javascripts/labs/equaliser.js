/**
 * An equaliser: two bells, two shelves, a filter at each end. `build` makes it of the browser's own
 * filters, `response` says what it does by formula.
 */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {{type: BiquadFilterType, frequency: string, gain?: string, q?: string | number}} Band */

import { glide } from "../audio/chain.js";
import { figure } from "../words.js";

/** Q of the two halves of a Butterworth filter of the fourth order: 1 ÷ (2 cos 22.5°), and 67.5°. */
const FOURTH = [1, 3].map((k) => 1 / (2 * Math.cos((k * Math.PI) / 8)));
const SECOND = [Math.SQRT1_2];

/**
 * The bands that a state uses, in order. One more is the boost of an exercise: it has no control. `frequency`, `gain` and `q` name controls; a number is a Q.
 * @param {Params} params
 * @returns {Band[]}
 */
export function bands(params) {
  /** @param {string} id @param {BiquadFilterType} type @returns {Band[]} */
  const pass = (id, type) => {
    const qs = { off: [], 12: SECOND, 24: FOURTH }[params[`${id}-slope`]] ?? [];
    return qs.map((q) => ({ type, frequency: `${id}-frequency`, q }));
  };
  /** @param {string} id @returns {Band} */
  const bell = (id) => ({
    type: "peaking",
    frequency: `${id}-frequency`,
    gain: `${id}-gain`,
    q: `${id}-q`,
  });
  return [
    ...pass("high-pass", "highpass"),
    { type: "lowshelf", frequency: "low-frequency", gain: "low-gain" },
    bell("bell"),
    bell("bell-2"),
    ...(params["problem-gain"] ? [bell("problem")] : []),
    { type: "highshelf", frequency: "high-frequency", gain: "high-gain" },
    ...pass("low-pass", "lowpass"),
  ];
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Graph}
 */
export function build(context, input, params) {
  const used = bands(params);
  const shape = JSON.stringify(used);
  const nodes = used.map(({ type }) => new BiquadFilterNode(context, { type }));
  /** @param {Params} values @param {(param: AudioParam, value: number) => void} put */
  const fill = (values, put) =>
    used.forEach((band, n) => {
      const { frequency, gain, q } = valuesOf(band, values);
      put(nodes[n].frequency, Math.min(frequency, context.sampleRate / 2));
      put(nodes[n].gain, gain);
      // For filters that pass one side, the browser wants Q in decibels.
      put(nodes[n].Q, /pass$/.test(band.type) ? 20 * Math.log10(q) : q);
    });
  fill(params, (param, value) => (param.value = value));
  const output = nodes.reduce((before, node) => before.connect(node), input);
  return {
    output,
    set(values) {
      if (JSON.stringify(bands(values)) !== shape) return false;
      fill(values, (param, value) => glide(param, value, context));
    },
  };
}

/** @param {Band} band @param {Params} params */
function valuesOf({ frequency, gain, q }, params) {
  return {
    frequency: Number(params[frequency]),
    gain: gain ? Number(params[gain]) : 0,
    q: typeof q === "string" ? Number(params[q]) : q ?? Math.SQRT1_2,
  };
}

/**
 * The gain of all bands together (R. Bristow-Johnson, Audio EQ Cookbook; shelves of slope 1).
 * @param {Params} params
 * @param {number} frequency In Hz.
 * @param {number} rate In Hz.
 * @returns {number} In dB.
 */
export function response(params, frequency, rate) {
  let decibels = 0;
  const w = (2 * Math.PI * frequency) / rate;
  for (const band of bands(params)) {
    const { b, a } = coefficients(band.type, valuesOf(band, params), rate);
    decibels += 10 * Math.log10(power(b, w) / power(a, w));
  }
  return decibels;
}

/** @param {number[]} c @param {number} w @returns {number} |c0 + c1 z⁻¹ + c2 z⁻²|² at the angle w. */
function power([c0, c1, c2], w) {
  const real = c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w);
  const imaginary = c1 * Math.sin(w) + c2 * Math.sin(2 * w);
  return real * real + imaginary * imaginary;
}

/**
 * @param {BiquadFilterType} type
 * @param {{frequency: number, gain: number, q: number}} values
 * @param {number} rate
 */
function coefficients(type, { frequency, gain, q }, rate) {
  const w = (2 * Math.PI * Math.min(frequency, rate / 2)) / rate;
  const [cos, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
  const A = 10 ** (gain / 40);
  const root = 2 * Math.sqrt(A) * alpha;
  if (type === "peaking") {
    const middle = -2 * cos;
    return {
      b: [1 + alpha * A, middle, 1 - alpha * A],
      a: [1 + alpha / A, middle, 1 - alpha / A],
    };
  }
  if (type === "lowshelf" || type === "highshelf") {
    const s = type === "lowshelf" ? 1 : -1;
    const [more, less] = [A + 1, A - 1];
    return {
      b: [
        A * (more - s * less * cos + root),
        s * 2 * A * (less - s * more * cos),
        A * (more - s * less * cos - root),
      ],
      a: [
        more + s * less * cos + root,
        -s * 2 * (less + s * more * cos),
        more + s * less * cos - root,
      ],
    };
  }
  const edge = type === "lowpass" ? 1 - cos : 1 + cos;
  const middle = type === "lowpass" ? edge : -edge;
  return { b: [edge / 2, middle, edge / 2], a: [1 + alpha, -2 * cos, 1 - alpha] };
}

/**
 * @param {Params} params
 * @returns {string} What the curve shows, in words.
 */
export function described(params) {
  const parts = [];
  /** @param {string} id @param {string} name @param {string} below */
  const pass = (id, name, below) => {
    if (params[`${id}-slope`] === "off") return;
    parts.push(
      `a ${name} at ${hz(params[`${id}-frequency`])} that falls by ${
        params[`${id}-slope`]
      } dB an octave ${below}`,
    );
  };
  /** @param {string} id @param {string} name */
  const shelf = (id, name) => {
    const gain = Number(params[`${id}-gain`]);
    if (gain) parts.push(`${db(gain)} ${name} ${hz(params[`${id}-frequency`])}`);
  };
  pass("high-pass", "high-pass", "below");
  shelf("low", "below about");
  for (const id of ["bell", "bell-2"]) {
    const gain = Number(params[`${id}-gain`]);
    if (gain) {
      parts.push(`${db(gain)} around ${hz(params[`${id}-frequency`])}, Q ${params[`${id}-q`]}`);
    }
  }
  shelf("high", "above about");
  pass("low-pass", "low-pass", "above");
  return parts.length
    ? `The curve has ${parts.join("; ")}.`
    : "The curve is flat: nothing is changed.";
}

/** @param {number | string} value */
function hz(value) {
  return `${figure(Number(value), 3)} Hz`;
}

/** @param {number} value */
function db(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value)} dB`;
}
