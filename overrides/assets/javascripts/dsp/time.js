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

/**
 * How far taps lie from a beat that goes on and on; of two on one beat the first counts.
 * @param {number[]} taps In seconds.
 * @param {number} begin Of a beat, in seconds.
 * @param {number} every Seconds from beat to beat.
 * @param {number} first The number of the first beat that counts, from that one on.
 * @param {number} count
 * @returns {number[]} Milliseconds; late is positive.
 */
export function offBeat(taps, begin, every, first, count) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const tap of taps) {
    const beat = Math.round((tap - begin) / every);
    if (beat < first || beat >= first + count || found.has(beat)) continue;
    found.set(beat, 1000 * (tap - begin - beat * every));
  }
  return [...found.values()];
}

/**
 * @param {number[]} values Two or more.
 * @returns {{mean: number, spread: number}} The spread is the standard deviation of a sample.
 */
export function statistics(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: Math.sqrt(squares / (values.length - 1)) };
}
