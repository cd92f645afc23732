/** Chance that is the same each time: noise, daily sets and tests repeat from a seed. */

/**
 * Mulberry32 (T. Ettinger, 2017, public domain): 32 bits of state, enough for noise and for choosing.
 * @param {number} seed A whole number; only its lower 32 bits count.
 * @returns {() => number} Numbers from 0 up to, but not 1.
 */
export function random(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A seed from words, such as a day and the name of an exercise: FNV-1a, 32 bits (Fowler, Noll, Vo).
 * @param {string} text
 * @returns {number} A whole number from 0 to 2³² − 1.
 */
export function seed(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
