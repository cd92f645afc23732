/** Times in samples, milliseconds and note values. */

/** Metres a second in air of 20 °C. */
export const SPEED_OF_SOUND = 343;

/** @param {number} samples @param {number} rate In Hz. @returns {number} Milliseconds. */
export function milliseconds(samples, rate) {
  return 1000 * samples / rate;
}

/** @param {number} ms @param {number} rate In Hz. @returns {number} Samples, rounded. */
export function samples(ms, rate) {
  return Math.round(ms * rate / 1000);
}

/**
 * Of a note value: a quarter note lasts 60 s ÷ tempo.
 * @param {number} tempo Quarter notes a minute.
 * @param {number} value As a part of a whole note: 1/4, a dotted eighth 3/16, a triplet eighth 1/12.
 * @returns {number} Seconds.
 */
export function noteSeconds(tempo, value) {
  return 240 / tempo * value;
}

/**
 * The least that a sound needs through a computer: each buffer is filled before it is passed on.
 * Drivers and converters add to it.
 * @param {number} buffer Samples.
 * @param {number} rate In Hz.
 * @param {number} [buffers] Two for in and out.
 * @returns {{ms: number, metres: number}} And how far sound goes in air in that time.
 */
export function latency(buffer, rate, buffers = 2) {
  const ms = buffers * milliseconds(buffer, rate);
  return { ms, metres: SPEED_OF_SOUND * ms / 1000 };
}
