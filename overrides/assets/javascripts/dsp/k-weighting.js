/**
 * The K-weighting of ITU-R BS.1770-5, annex 1: a shelf for the head, then a low cut. The standard
 * prints both filters for 48 kHz alone. Their analogue prototypes, which the bilinear transform
 * turns into those numbers, give them for any rate (B. De Man, "Evaluation of Implementations of the
 * EBU R128 Loudness Measurement", AES 145th Convention, 2018).
 */

/** @typedef {{b: [number, number, number], a: [number, number, number]}} Filter */

const SHELF = { hertz: 1681.974450955533, q: 0.7071752369554196, gain: 3.999843853973347 };
/** The gain at the middle of the shelf is the whole one to this power, in the standard's filter. */
const MIDDLE = 0.4996667741545416;
const CUT = { hertz: 38.13547087602444, q: 0.5003270373238773 };

/** @param {number} hertz @param {number} q @param {number} rate @returns {[number, number, number]} */
function poles(hertz, q, rate) {
  const k = Math.tan(Math.PI * hertz / rate);
  return [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k];
}

/**
 * Both filters, as an IIRFilterNode takes them.
 * @param {number} rate Samples a second.
 * @returns {[Filter, Filter]} Shelf and low cut, with a[0] = 1.
 */
export function kFilters(rate) {
  const k = Math.tan(Math.PI * SHELF.hertz / rate);
  const high = 10 ** (SHELF.gain / 20);
  const middle = high ** MIDDLE * k / SHELF.q;
  const [a0, a1, a2] = poles(SHELF.hertz, SHELF.q, rate);
  const [c0, c1, c2] = poles(CUT.hertz, CUT.q, rate);
  // At 48 kHz the standard's low cut has the numerator 1, −2, 1: at other rates as loud as that.
  const level = poles(CUT.hertz, CUT.q, 48_000)[0] / c0;
  return [
    {
      b: [(high + middle + k * k) / a0, 2 * (k * k - high) / a0, (high - middle + k * k) / a0],
      a: [1, a1 / a0, a2 / a0],
    },
    { b: [level, -2 * level, level], a: [1, c1 / c0, c2 / c0] },
  ];
}

/** One channel through both filters, sample by sample. */
export class Weighting {
  /** @param {[Filter, Filter]} filters */
  constructor([shelf, cut]) {
    this.shelf = shelf;
    this.cut = cut;
    this.state = new Float64Array(4);
  }

  /** @param {number} sample @returns {number} */
  next(sample) {
    const { state, shelf, cut } = this;
    const middle = shelf.b[0] * sample + state[0];
    state[0] = shelf.b[1] * sample - shelf.a[1] * middle + state[1];
    state[1] = shelf.b[2] * sample - shelf.a[2] * middle;
    const out = cut.b[0] * middle + state[2];
    state[2] = cut.b[1] * middle - cut.a[1] * out + state[3];
    state[3] = cut.b[2] * middle - cut.a[2] * out;
    return out;
  }
}

/** @param {number} rate @returns {Weighting} */
export function kWeighting(rate) {
  return new Weighting(kFilters(rate));
}
