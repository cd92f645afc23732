/** Figures and states in words, as the pages have them. */

/** @typedef {import("./route.js").Range} Range */

/** @type {Record<import("./progress.js").State, string>} */
export const STATE_WORDS = { can: "you can do this", knew: "you knew it", later: "for later" };

/** Signs by which states differ in shape. @type {Record<import("./progress.js").State, string>} */
export const STATE_SIGNS = { can: "✓", knew: "★", later: "…" };

/**
 * @param {string} time In ISO 8601.
 * @returns {string} '24 November 2026', in the reader's own time zone.
 */
export function day(time) {
  return new Date(time).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/**
 * @param {Range} range
 * @returns {string} '14–19', or '14' where both ends are equal.
 */
export function span([least, most]) {
  return least === most ? `${least}` : `${least}–${most}`;
}

/**
 * @param {Range} step
 * @param {Range} steps
 * @param {boolean} isLast
 * @returns {string} 'Step 6 of 14', 'The last of 20 to 33 steps', as the build prints them.
 */
export function place(step, steps, isLast) {
  const to = /** @param {Range} range */ (range) => [...new Set(range)].join(" to ");
  if (isLast) return `The last of ${to(steps)} steps`;
  return `Step ${to(step)} of ${to(steps)}${step[0] === step[1] ? "" : ", by the way you take"}`;
}

/**
 * @param {Range} minutes
 * @returns {string} '25–40 min', '3–8 h'. Hours from two hours on, as the build prints them.
 */
export function duration([least, most]) {
  if (most < 120) return `${span([least, most])} min`;
  const longest = Math.round(most / 60);
  if (least < 45) return `under an hour to ${longest} h`;
  return `${span([Math.max(1, Math.round(least / 60)), longest])} h`;
}

/**
 * @param {Range} minutes
 * @param {number} hours A week.
 * @returns {string} '3–8 weeks'
 */
export function weeks([least, most], hours) {
  const range = /** @type {Range} */ ([least, most].map((end) => Math.ceil(end / 60 / hours)));
  return `${span(range)} ${range[1] === 1 ? "week" : "weeks"}`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * @param {string[]} words
 * @returns {string} 'one, two and three'
 */
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
