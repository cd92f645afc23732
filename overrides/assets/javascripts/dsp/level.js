/**
 * Levels: decibels, gain stages, clipping, and what a number of bits leaves of a signal.
 * Full scale is ±1, and a sine that reaches it has a level of 0 dBFS, by its peak and, as AES17
 * counts, by its mean square too.
 */

/** @param {number} db @returns {number} The factor of an amplitude: 6.02 dB is 2. */
export function ratio(db) {
  return 10 ** (db / 20);
}

/** @param {number} factor Of an amplitude; its sign is left out. @returns {number} dB. */
export function decibels(factor) {
  return 20 * Math.log10(Math.abs(factor));
}

/** @param {ArrayLike<number>} samples @returns {number} The highest sample, in dBFS. */
export function peak(samples) {
  let most = 0;
  for (let at = 0; at < samples.length; at++) most = Math.max(most, Math.abs(samples[at]));
  return decibels(most);
}

/**
 * @param {ArrayLike<number>} samples
 * @returns {number} The mean square in dBFS, with 0 for a sine at full scale (AES17).
 */
export function rms(samples) {
  let sum = 0;
  for (let at = 0; at < samples.length; at++) sum += samples[at] ** 2;
  return 10 * Math.log10(2 * sum / samples.length);
}

/**
 * @typedef {object} Point A point of a signal's way: after the source, or after a stage.
 * @property {number} level The peak there, in dBFS.
 * @property {number} headroom What is left below full scale, in dB; below 0, what is cut off.
 * @property {boolean} clipped Whether it has been cut off here or before: no later fader undoes that.
 */

/**
 * A signal through stages that each add a gain and cannot pass 0 dBFS, as converters and files of
 * whole numbers cannot. Decibels of gains in a row add up.
 * @param {number} level Peak of the source, in dBFS.
 * @param {number[]} gains Of the stages, in dB.
 * @returns {Point[]} After the source and after each stage.
 */
export function stages(level, gains) {
  let clipped = false;
  let now = level;
  return [0, ...gains].map((gain) => {
    now += gain;
    const headroom = -now;
    clipped ||= headroom < 0;
    now = Math.min(now, 0);
    return { level: now, headroom, clipped };
  });
}

/**
 * What a converter does to a peak that is too high.
 * @param {Float32Array} samples
 * @param {number} [ceiling] Amplitude.
 * @returns {Float32Array} Each sample cut off at ±`ceiling`.
 */
export function hardClip(samples, ceiling = 1) {
  return samples.map((sample) => Math.max(-ceiling, Math.min(ceiling, sample)));
}

/** @param {number} bits @returns {number} Two neighbouring values are so far apart. */
export function stepOf(bits) {
  return 2 ** (1 - bits);
}

/**
 * Samples as whole numbers of `bits` hold them: rounded to the nearest value. With TPDF dither, the
 * sum of two random numbers, each evenly spread over one step, is added first; then the error is no
 * longer distortion but a steady hiss (S. Lipshitz, R. Wannamaker, J. Vanderkooy, "Quantization and
 * Dither: A Theoretical Survey", JAES 40(5), 1992).
 * @param {Float32Array} samples
 * @param {number} bits 1 to 24: 32-bit floats hold no more.
 * @param {(() => number) | null} [dither] Random numbers from 0 to 1, or none for no dither.
 * @returns {Float32Array}
 */
export function quantise(samples, bits, dither = null) {
  const step = stepOf(bits);
  const highest = 1 / step - 1;
  return samples.map((sample) => {
    const added = dither ? dither() + dither() - 1 : 0;
    const whole = Math.round(sample / step + added);
    return step * Math.max(-highest - 1, Math.min(highest, whole));
  });
}

/**
 * Level of the error of `quantise`, for a signal that moves over many steps: an error spread evenly
 * over one step has the mean square step² ÷ 12, and TPDF dither adds twice as much. So it is
 * −(6.02 × bits + 1.76) dBFS, and 4.77 dB more with dither (Lipshitz and others, 1992).
 * @param {number} bits
 * @param {boolean} [dithered]
 * @returns {number} dBFS, with 0 for a sine at full scale (AES17).
 */
export function noiseFloor(bits, dithered = false) {
  return 10 * Math.log10(2 * (dithered ? 3 : 1) * stepOf(bits) ** 2 / 12);
}
