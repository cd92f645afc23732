/**
 * Three candidates side by side. What is asked is docs/tools/vetting-sheet.yml, and
 * hooks/guide/tool_vetting.py says how points and red flags count.
 */

import { readWhole } from "./numbers.js";

/**
 * @typedef {{id: string, says: string, tells: string}} Item
 * @typedef {{id: string, title: string, weight: number}} Criterion
 * @typedef {{groups: {id: string, title: string, items: Item[]}[], flags: Item[], one_flag: string,
 *   more_flags: string, criteria: Criterion[], most: number}} Sheet
 * @typedef {Record<string, string>} Typed By the place on the sheet: `a-name`, `a-voice` for an answer,
 *   `a-tonight` for a flag, `a-test` for points, `weight-test`.
 * @typedef {object} Standing
 * @property {string} letter
 * @property {string} name As typed, or 'Candidate A'.
 * @property {string[]} open What was not asked yet.
 * @property {string[]} flags
 * @property {number | null} points Null if a criterion is open.
 * @property {string} sum '5 × 2 + 3 × 1'; empty without points.
 */

export const LETTERS = ["a", "b", "c"];
const MOST_WEIGHT = 10;

/**
 * @param {Sheet} sheet
 * @returns {string[]} All places on the sheet.
 */
export function places(sheet) {
  const items = sheet.groups.flatMap((group) => group.items);
  const ids = ["name", ...[...items, ...sheet.flags, ...sheet.criteria].map(({ id }) => id)];
  const weights = sheet.criteria.map(({ id }) => `weight-${id}`);
  return [...LETTERS.flatMap((letter) => ids.map((id) => `${letter}-${id}`)), ...weights];
}

/**
 * @param {Sheet} sheet
 * @param {unknown} given Anything.
 * @returns {Typed} What of it belongs onto the sheet.
 */
export function sound(sheet, given) {
  const values = typeof given === "object" && given !== null ? given : {};
  const known = new Set(places(sheet));
  const found = Object.entries(values).filter(([place, value]) =>
    known.has(place) && typeof value === "string" && value !== ""
  );
  return Object.fromEntries(found.map(([place, value]) => [place, value.slice(0, 1000)]));
}

/** @param {Sheet} sheet @returns {(text: string) => import("./numbers.js").Reading} */
export function pointsReader({ most }) {
  return (text) => readWhole(text, { least: 0, most });
}

/** @param {string} text @returns {import("./numbers.js").Reading} */
export function readWeight(text) {
  return readWhole(text, { least: 0, most: MOST_WEIGHT });
}

/**
 * @param {Sheet} sheet
 * @param {Typed} typed
 * @returns {(number | null)[]} The weight of each criterion: what was typed, or its own.
 */
export function weights({ criteria }, typed) {
  return criteria.map(({ id, weight }) => {
    const text = typed[`weight-${id}`] ?? "";
    return text.trim() === "" ? weight : readWeight(text).value;
  });
}

/**
 * @param {Sheet} sheet
 * @param {Typed} typed
 * @returns {{standings: Standing[], first: Standing[], most: number | null}} `first` has the most points,
 *   several if they are equal; empty until two candidates have points. `most` can be reached.
 */
export function tally(sheet, typed) {
  const weight = weights(sheet, typed);
  const standings = LETTERS.map((letter) => {
    const text = /** @param {string} id */ (id) => (typed[`${letter}-${id}`] ?? "").trim();
    const given = sheet.criteria.map(({ id }) => pointsReader(sheet)(text(id)).value);
    const products = given.map((points, index) => {
      const by = weight[index];
      return points === null || by === null ? null : { told: `${points} × ${by}`, is: points * by };
    });
    const whole = products.filter((product) => product !== null);
    const isWhole = whole.length === products.length;
    return {
      letter,
      name: text("name") || `Candidate ${letter.toUpperCase()}`,
      open: sheet.groups.flatMap(({ items }) =>
        items.filter(({ id }) => text(id) === "").map(({ says }) => says)
      ),
      flags: sheet.flags.filter(({ id }) => text(id) === "yes").map(({ says }) => says),
      points: isWhole ? whole.reduce((sum, { is }) => sum + is, 0) : null,
      sum: isWhole ? whole.map(({ told }) => told).join(" + ") : "",
    };
  });
  const scored = standings.filter(({ points }) => points !== null);
  const best = Math.max(...scored.map(({ points }) => points ?? 0));
  return {
    standings,
    first: scored.length > 1 ? scored.filter(({ points }) => points === best) : [],
    most: weight.reduce(
      (sum, one) => sum === null || one === null ? null : sum + one * sheet.most,
      /** @type {number | null} */ (0),
    ),
  };
}

/**
 * @param {Sheet} sheet
 * @param {Standing} standing
 * @returns {string} What the red flags come to; empty without any.
 */
export function warned({ one_flag, more_flags }, { flags }) {
  if (flags.length === 0) return "";
  return flags.length === 1 ? one_flag : `${flags.length} ${more_flags}`;
}
