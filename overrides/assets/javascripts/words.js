/** Figures and states in words, as the pages have them. */

/** @typedef {import("./route.js").Range} Range */

/** @type {Record<import("./progress.js").State, string>} */
export const STATE_WORDS = { can: "you can do this", knew: "you knew it", later: "for later" };

/** Signs by which states differ in shape. @type {Record<import("./progress.js").State, string>} */
export const STATE_SIGNS = { can: "✓", knew: "★", later: "…" };

const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");

/**
 * Dates and numbers are written by hand: the first use of `Intl` on a page, in whatever form, takes
 * a browser 30 to 90 ms, and a phone several times that.
 * @param {string} time In ISO 8601.
 * @returns {string} '24 November 2026', in the reader's own time zone.
 */
export function day(time) {
  const date = new Date(time);
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
}

/**
 * @param {number | bigint} value A number of at most 15 digits, with those behind the point.
 * @param {number} [most] Digits behind the point, at most.
 * @param {number} [least] And at least.
 * @returns {string} '1,234.5', rounded half away from zero, by the digits that the number shows:
 *   1.005 is 1.01.
 */
export function figure(value, most = 0, least = 0) {
  const [whole, places = ""] = (typeof value === "bigint" ? `${value}` : fixed(value, most))
    .split(".");
  const kept = places.slice(0, least) + places.slice(least).replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (kept && `.${kept}`);
}

/**
 * @param {number} value
 * @param {number} places
 */
function fixed(value, places) {
  const [digits, exponent = "0"] = `${Math.abs(value)}`.split("e");
  const units = Math.round(Number(`${digits}e${Number(exponent) + places}`));
  return `${value < 0 ? "-" : ""}${(units / 10 ** places).toFixed(places)}`;
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
