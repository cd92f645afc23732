/** Random progress and paths for property tests; the same for the same seed. */

import { COLOURS, VERSION } from "../../overrides/assets/javascripts/progress.js";

/** @typedef {import("../../overrides/assets/javascripts/progress.js").Progress} Progress */
/** @typedef {import("../../overrides/assets/javascripts/route.js").Item} Item */

/**
 * Mulberry32: small, and good enough to choose examples.
 * @param {number} seed
 * @returns {(below: number) => number} Whole numbers from 0.
 */
export function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * @param {(below: number) => number} roll
 * @returns {Progress} A few pages, notes and choices out of few names, so that two of them meet.
 */
export function randomProgress(roll) {
  const when = () => `2026-0${1 + roll(9)}-1${roll(10)}T10:00:00.000Z`;
  const pages = ["a", "b", "c", "d"].filter(() => roll(2)).map((page) => [
    page,
    { state: ["can", "knew", "later"][roll(3)], since: when() },
  ]);
  const notes = ["a", "b"].filter(() => roll(2)).map((page) => [
    page,
    { text: ["one", "two", "one and two"][roll(3)], since: when() },
  ]);
  const choices = ["p", "q"].filter(() => roll(2)).map((path) => [
    path,
    { room: { option: ["home", "studio"][roll(2)], since: when() } },
  ]);
  const lesson = () => {
    const asked = 1 + roll(6);
    return { asked, right: roll(asked + 1), level: 1 + roll(12) };
  };
  const ears = ["band", "pan"].filter(() => roll(2)).map((exercise) => [exercise, {
    since: when(),
    level: 1 + roll(12),
    step: 1 + roll(3),
    right: roll(2),
    way: roll(3) - 1,
    turns: Array.from({ length: roll(4) }, () => 1 + roll(12)),
    days: Object.fromEntries(
      ["2026-11-25", "2026-11-26"].filter(() => roll(2)).map((day) => [day, lesson()]),
    ),
  }]);
  return {
    version: VERSION,
    path: [null, "p", "q"][roll(3)],
    pages: Object.fromEntries(pages),
    notes: Object.fromEntries(notes),
    choices: Object.fromEntries(choices),
    ears: Object.fromEntries(ears),
    settings: {
      times: roll(2) === 1,
      hours: [null, 2, 5][roll(3)],
      colours: COLOURS[roll(3)],
    },
    saved: roll(2) ? when() : null,
    declined: roll(2) ? when() : null,
  };
}
