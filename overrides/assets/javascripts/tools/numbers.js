/**
 * Numbers as readers type them, and as tools write them: "1,5" and "1.5" are the same number.
 * Money is whole cents. Nothing here gives NaN: what is no number is a sentence that says why.
 */

import { figure } from "../words.js";

/**
 * @typedef {{value: number, wrong: null} | {value: null, wrong: string}} Reading `wrong` is a
 *   sentence for the reader.
 * @typedef {{least?: number, most?: number}} Bounds Both are allowed values.
 */

/** Above it, cents are no longer exact; no song costs as much. */
const MOST_MONEY = 1_000_000_000;
export const CURRENCIES = { USD: "$", GBP: "£", EUR: "€" };
/** @typedef {keyof typeof CURRENCIES} Currency */

/**
 * @param {string} text
 * @param {Bounds} [bounds]
 * @returns {Reading}
 */
export function readNumber(text, { least = -Infinity, most = Infinity } = {}) {
  const plain = text.trim().replace(/^[−–]/, "-").replace(/\s?%$/, "");
  if (plain === "") return wrong("A number is missing here.");
  const read = digits(plain);
  if (read === "either") {
    const [whole, rest] = plain.split(/[.,]/);
    return wrong(
      `“${text.trim()}” can mean two numbers: write ${whole}${rest} or ${whole}.${rest}0.`,
    );
  }
  if (read === null) {
    return wrong(`“${shortened(text.trim())}” is no number. Write it as 12 or 1.5.`);
  }
  const value = Number(read);
  if (value < least) return wrong(`The least here is ${written(least)}.`);
  if (value > most) return wrong(`The most here is ${written(most)}.`);
  return { value, wrong: null };
}

/**
 * @param {string} text
 * @param {Bounds} [bounds]
 * @returns {Reading} A whole number.
 */
export function readWhole(text, bounds) {
  const read = readNumber(text, bounds);
  if (read.wrong === null && !Number.isSafeInteger(read.value)) {
    return wrong("Only a whole number fits here.");
  }
  return read;
}

/**
 * @param {string} text An amount, a currency's sign before or behind it or none: "1.50", "€ 1,50".
 * @param {Bounds} [bounds] In cents.
 * @returns {Reading} Whole cents.
 */
export function readMoney(text, { least = 0, most = MOST_MONEY * 100 } = {}) {
  const read = readNumber(text.trim().replace(/^[$£€]\s?|\s?[$£€]$/g, ""));
  if (read.wrong !== null) return read;
  const cents = Math.round(read.value * 100);
  if (Math.abs(cents - read.value * 100) > 1e-6 * Math.max(1, Math.abs(cents))) {
    return wrong("Money has two places behind the point at most.");
  }
  if (cents < least) return wrong(`The least here is ${writtenMoney(least)}.`);
  if (cents > most) return wrong(`The most here is ${writtenMoney(most)}.`);
  return { value: cents, wrong: null };
}

/**
 * @param {string} text A percentage, its sign behind it or not: "33,34 %".
 * @param {Bounds} [bounds] In hundredths of a per cent.
 * @returns {Reading} Whole hundredths of a per cent.
 */
export function readPercent(text, { least = 0, most = 100_00 } = {}) {
  const read = readNumber(text, { least: least / 100, most: most / 100 });
  if (read.wrong !== null) return read;
  const hundredths = Math.round(read.value * 100);
  if (Math.abs(hundredths - read.value * 100) > 1e-6) {
    return wrong("A percentage has two places behind the point at most here.");
  }
  return { value: hundredths, wrong: null };
}

/**
 * @param {number} value
 * @param {number} [places] Behind the point, at most.
 * @returns {string} '1,234.5'
 */
export function written(value, places = 2) {
  return figure(value, places);
}

/**
 * @param {number} cents Whole cents.
 * @param {Currency} [currency] Without one, the sum stands alone: readers use their own.
 * @returns {string} '£1,234.50'; without cents where there are none, '£1,234'.
 */
export function writtenMoney(cents, currency) {
  const sum = figure(Math.abs(cents) / 100, 2, cents % 100 === 0 ? 0 : 2);
  return `${cents < 0 ? "−" : ""}${currency ? CURRENCIES[currency] : ""}${sum}`;
}

/**
 * @param {number} cents Whole cents.
 * @param {Currency} [currency]
 * @returns {string} '1,234.50', for sums that stand below each other.
 */
export function writtenCents(cents, currency) {
  const sum = figure(Math.abs(cents) / 100, 2, 2);
  return `${cents < 0 ? "−" : ""}${currency ? CURRENCIES[currency] : ""}${sum}`;
}

/**
 * What JavaScript reads as the number that is meant. Of two different marks the last is the point;
 * a mark that stands several times parts thousands, and so do spaces and apostrophes.
 * @param {string} text
 * @returns {string | "either" | null} "either" where one mark can be both: "1,500".
 */
function digits(text) {
  const joined = text.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, "");
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(joined)) return null;
  const marks = joined.replace(/[-\d]/g, "");
  const last = marks.at(-1) ?? "";
  if (marks.length === 0) return joined;
  if (marks.length === 1) {
    if (joined !== text && !/[.,]\d{3}$/.test(joined)) return joined.replace(last, ".");
    return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(joined) ? "either" : joined.replace(last, ".");
  }
  const grouped = marks.slice(0, -1);
  if (new Set(grouped).size !== 1) return null;
  const isAllGroups = grouped[0] === last;
  const whole = isAllGroups ? joined : joined.slice(0, joined.lastIndexOf(last));
  const rest = isAllGroups ? "" : joined.slice(joined.lastIndexOf(last) + 1);
  const form = new RegExp(`^-?\\d{1,3}(\\${grouped[0]}\\d{3})+$`);
  return form.test(whole) ? `${whole.replaceAll(grouped[0], "")}.${rest || "0"}` : null;
}

/** @param {string} told @returns {Reading} */
function wrong(told) {
  return { value: null, wrong: told };
}

/** @param {string} text */
function shortened(text) {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
