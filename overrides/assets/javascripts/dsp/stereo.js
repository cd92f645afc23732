/** Two channels: where a sound stands between them, how wide they are, and what mono leaves. */

/** @typedef {0 | -3 | -4.5 | -6} PanLaw What each channel has at the centre, in dB. */
/** @type {PanLaw[]} */
export const PAN_LAWS = [0, -3, -4.5, -6];

/**
 * Gains of the two channels for a mono sound (C. Roads, The Computer Music Tutorial, 1996, on linear
 * and constant-power panning):
 * −6: linear, so the sum of both stays the same, as it should in mono.
 * −3: sine and cosine, so the sum of the powers stays the same, as it should in a room.
 * −4.5: between them, √(linear × sine).
 * 0: a balance control, which only turns the far side down.
 * @param {number} position −1 is left, 0 the centre, 1 right.
 * @param {PanLaw} law
 * @returns {[number, number]} Factors of left and right.
 */
export function pan(position, law) {
  if (law === 0) return [Math.min(1, 1 - position), Math.min(1, 1 + position)];
  const linear = [(1 - position) / 2, (1 + position) / 2];
  const angle = (1 + position) * Math.PI / 4;
  const power = [Math.cos(angle), Math.sin(angle)];
  const [left, right] = [0, 1].map((side) =>
    law === -6 ? linear[side] : law === -3 ? power[side] : Math.sqrt(linear[side] * power[side])
  );
  // The cosine of a right angle is not quite 0 in a computer.
  return [position === 1 ? 0 : left, position === -1 ? 0 : right];
}

/**
 * Width by middle and side (A. Blumlein, British patent 394325, 1931): middle is half the sum,
 * side half the difference, and width is a factor of the side.
 * @param {number} width 0 is mono, 1 leaves all as it is, 2 doubles the side.
 * @returns {[number, number]} Factors of a channel's own and of the other channel's signal.
 */
export function width(width) {
  return [(1 + width) / 2, (1 - width) / 2];
}

/**
 * @param {Float32Array} left
 * @param {Float32Array} right
 * @returns {Float32Array} What one loudspeaker plays: half the sum, so that equal channels stay.
 */
export function mono(left, right) {
  return left.map((sample, at) => (sample + right[at]) / 2);
}

/**
 * As a correlation meter shows it: Σ left × right ÷ √(Σ left² × Σ right²).
 * @param {Float32Array} left
 * @param {Float32Array} right
 * @returns {number} 1: the same in both; 0: nothing in common, or silence; −1: they cancel in mono.
 */
export function correlation(left, right) {
  let [both, one, other] = [0, 0, 0];
  for (let at = 0; at < left.length; at++) {
    both += left[at] * right[at];
    one += left[at] ** 2;
    other += right[at] ** 2;
  }
  return one && other ? both / Math.sqrt(one * other) : 0;
}

/** @param {Float32Array} samples @returns {Float32Array} With plus and minus swapped. */
export function inverted(samples) {
  return samples.map((sample) => -sample);
}
