/**
 * What a way of making songs costs, in money and hours. hooks/guide/tool_budget.py says the rules:
 * each range is carried as its low and its high end; money is whole cents, hours hundredths.
 */

import { readMoney, readNumber, readPercent, readWhole } from "./numbers.js";

/**
 * @typedef {"US" | "UK" | "EU"} Country
 * @typedef {0 | 1} End 0 low, 1 high.
 * @typedef {[string, string]} Texts
 * @typedef {[number, number]} Range
 * @typedef {{id: string, title: string, does: string[], hires: string[], hired_for: string[]}} Way
 * @typedef {{id: string, title: string, per: "hour" | "song" | "year" | "once",
 *   seen: {country: Country, range: Texts}[]}} Price
 * @typedef {{projects: {id: string, songs: number}[], steps: {id: string, hours: Texts}[],
 *   prices: Price[], ways: Way[]}} Data docs/tools/budget.yml
 * @typedef {object} Form What stands in the fields, as it was typed.
 * @property {Country} country
 * @property {Record<string, string>} fields `songs`, `years`, `factor`, `worth`, `reserve`.
 * @property {Record<string, Texts>} hours By step.
 * @property {Record<Country, Record<string, Texts>>} prices By country, by price.
 * @typedef {object} Budget
 * @property {number} songs
 * @property {number} years
 * @property {number} factor Own hours are so many times those of the steps; in hundredths.
 * @property {number} worth What one's own hour is worth, in cents.
 * @property {number} reserve In hundredths of a per cent.
 * @property {Record<string, Range>} hours Hundredths, by step.
 * @property {Record<string, Range | null>} prices Cents; null where nothing is known.
 * @typedef {object} Cost Of one way, at one end.
 * @property {number} once Cents.
 * @property {number} fees Cents: for all songs and years.
 * @property {number} reserve Cents.
 * @property {number} sum Cents.
 * @property {number} hours One's own, for all songs, in hundredths.
 */

export const COUNTRIES = /** @type {Country[]} */ (["US", "UK", "EU"]);
/** @type {Record<Country, import("./numbers.js").Currency>} */
export const CURRENCY = { US: "USD", UK: "GBP", EU: "EUR" };
/** The most songs for which a break-even is looked for. */
export const MOST_SONGS = 100;
export const FIELDS = ["songs", "years", "factor", "worth", "reserve"];
const BEGIN = { songs: "1", years: "1", factor: "1", worth: "0", reserve: "10" };
const MOST_PRICE = 100_000_00;

/**
 * @param {string} text
 * @param {{least: number, most: number}} bounds
 * @returns {import("./numbers.js").Reading} Hundredths.
 */
function readHundredths(text, { least, most }) {
  const read = readNumber(text, { least, most });
  return read.value === null ? read : { value: Math.round(read.value * 100), wrong: null };
}

/** @type {Record<string, (text: string) => import("./numbers.js").Reading>} */
const READ = {
  songs: (text) => readWhole(text, { least: 1, most: 30 }),
  years: (text) => readWhole(text, { least: 1, most: 30 }),
  factor: (text) => readHundredths(text, { least: 0.1, most: 10 }),
  worth: (text) => readMoney(text, { most: 1_000_00 }),
  reserve: (text) => readPercent(text, { least: 0, most: 100_00 }),
};

/**
 * @param {Data} data
 * @param {Form} form
 * @returns {{budget: Budget | null, wrong: Record<string, string>}} `wrong` by field: `songs`,
 *   `mix-low`, `mix-fee-high` and so on.
 */
export function readForm(data, form) {
  /** @type {Record<string, string>} */
  const wrong = {};
  const value = /** @param {string} name @param {import("./numbers.js").Reading} reading */ (
    name,
    reading,
  ) => {
    if (reading.wrong !== null) wrong[name] = reading.wrong;
    return reading.value ?? 0;
  };
  const range =
    /** @param {string} id @param {Texts} texts @param {(text: string) => import("./numbers.js").Reading} read @returns {Range} */ (
      id,
      [low, high],
      read,
    ) => {
      const ends = /** @type {Range} */ ([
        value(`${id}-low`, read(low)),
        value(`${id}-high`, read(high)),
      ]);
      if (!wrong[`${id}-low`] && !wrong[`${id}-high`] && ends[0] > ends[1]) {
        wrong[`${id}-high`] = "The high end is below the low one.";
      }
      return ends;
    };
  const read = Object.fromEntries(
    FIELDS.map((name) => [name, value(name, READ[name](form.fields[name] ?? ""))]),
  );
  const hours = Object.fromEntries(
    data.steps.map(({ id }) => [
      id,
      range(id, form.hours[id], (text) => readHundredths(text, { least: 0, most: 1_000 })),
    ]),
  );
  const prices = Object.fromEntries(
    data.prices.map(({ id }) => {
      const texts = form.prices[form.country][id];
      const isEmpty = texts.every((text) => text.trim() === "");
      const money = /** @param {string} text */ (text) => readMoney(text, { most: MOST_PRICE });
      return [id, isEmpty ? null : range(id, texts, money)];
    }),
  );
  if (Object.keys(wrong).length > 0) return { budget: null, wrong };
  const { songs, years, factor, worth, reserve } = read;
  return { budget: { songs, years, factor, worth, reserve, hours, prices }, wrong };
}

/**
 * @param {Data} data
 * @param {unknown} value Anything that this device kept.
 * @returns {Form} With the figures of the data where nothing was kept.
 */
export function soundForm(data, value) {
  const given = record(value);
  const texts = /** @param {unknown} kept @param {Texts} begin @returns {Texts} */ (kept, begin) =>
    Array.isArray(kept) && kept.length === 2 && kept.every((one) => typeof one === "string")
      ? [kept[0].slice(0, 40), kept[1].slice(0, 40)]
      : [begin[0], begin[1]];
  const fields = record(given.fields);
  const hours = record(given.hours);
  const prices = record(given.prices);
  return {
    country: COUNTRIES.find((one) => one === given.country) ?? "US",
    fields: Object.fromEntries(
      Object.entries(BEGIN).map(([name, begin]) => {
        const text = fields[name];
        return [name, typeof text === "string" ? text.slice(0, 40) : begin];
      }),
    ),
    hours: Object.fromEntries(
      data.steps.map((step) => [step.id, texts(hours[step.id], step.hours)]),
    ),
    prices: /** @type {Form["prices"]} */ (Object.fromEntries(
      COUNTRIES.map((country) => [
        country,
        Object.fromEntries(data.prices.map((price) => {
          const seen = price.seen.find((one) => one.country === country);
          return [price.id, texts(record(prices[country])[price.id], seen?.range ?? ["", ""])];
        })),
      ]),
    )),
  };
}

/**
 * @param {Data} data
 * @param {Budget} budget
 * @param {Way} way
 * @returns {string[]} Titles of the prices that the way needs and nobody knows.
 */
export function unknown(data, budget, way) {
  return data.prices.filter(({ id }) => way.hires.includes(id) && budget.prices[id] === null)
    .map(({ title }) => title);
}

/**
 * What is paid once, each year and for each song; own hours for each song, before the factor.
 * @param {Data} data
 * @param {Budget} budget
 * @param {Way} way
 * @param {End} end
 */
function rates(data, budget, way, end) {
  const sum = { once: 0, year: 0, song: 0 };
  const hours = /** @param {string[]} steps */ (steps) =>
    steps.reduce((all, step) => all + budget.hours[step][end], 0);
  for (const { id, per } of data.prices) {
    const price = budget.prices[id]?.[end] ?? 0;
    if (!way.hires.includes(id)) continue;
    if (per === "hour") sum.song += Math.floor((2 * price * hours(way.hired_for) + 100) / 200);
    else sum[per] += price;
  }
  return { ...sum, hours: hours(way.does) };
}

/**
 * @param {Data} data
 * @param {Budget} budget
 * @param {Way} way
 * @param {End} end
 * @param {number} [songs]
 * @returns {Cost}
 */
export function cost(data, budget, way, end, songs = budget.songs) {
  const of = rates(data, budget, way, end);
  const fees = of.year * budget.years + of.song * songs;
  const reserve = Math.floor((2 * (of.once + fees) * budget.reserve + 10_000) / 20_000);
  return {
    once: of.once,
    fees,
    reserve,
    sum: of.once + fees + reserve,
    hours: Math.floor((2 * of.hours * budget.factor * songs + 100) / 200),
  };
}

/**
 * Money and one's own hours at their worth, without the reserve, to be compared: exact.
 * @param {Data} data
 * @param {Budget} budget
 * @param {Way} way
 * @param {End} end
 * @param {number} songs
 * @returns {number} In ten-thousandths of a cent.
 */
export function weight(data, budget, way, end, songs) {
  const of = rates(data, budget, way, end);
  const money = of.once + of.year * budget.years + of.song * songs;
  return money * 10_000 + songs * of.hours * budget.factor * budget.worth;
}

/**
 * @param {Data} data
 * @param {Budget} budget
 * @param {Way} way With at least as much gear as the other.
 * @param {Way} other
 * @param {End} end
 * @returns {number | null} The first number of songs for which the way costs no more than the
 *   other; null if there is none up to `MOST_SONGS`.
 */
export function breakEven(data, budget, way, other, end) {
  for (let songs = 1; songs <= MOST_SONGS; songs++) {
    if (weight(data, budget, way, end, songs) <= weight(data, budget, other, end, songs)) {
      return songs;
    }
  }
  return null;
}

/**
 * @param {[number | null, number | null]} at At the low and at the high end.
 * @param {string} way
 * @param {string} other
 * @returns {string} Where the break-even lies.
 */
export function toldBreakEven([low, high], way, other) {
  const at = /** @param {number | null} songs */ (songs) =>
    songs === null
      ? `not within ${MOST_SONGS} songs`
      : songs === 1
      ? "from the first song on"
      : `from song ${songs} on`;
  const ends = low === high
    ? `at both ends ${at(low)}`
    : `at the low end ${at(low)}, at the high end ${at(high)}`;
  return `“${way}” costs no more than “${other}”: ${ends}.`;
}

/** @param {unknown} value @returns {Record<string, unknown>} */
function record(value) {
  return typeof value === "object" && value !== null
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}
