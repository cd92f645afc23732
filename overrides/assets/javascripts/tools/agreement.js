/**
 * The text of an agreement from what was typed. The clauses are docs/tools/agreement.yml, and
 * hooks/guide/tool_agreement.py says what they mean. What nobody filled in is named as missing.
 */

import { readMoney, readNumber, readWhole, written, writtenMoney } from "./numbers.js";

/**
 * @typedef {{text?: string, id?: string, label?: string}} Piece Text as it stands, or the id of a blank or a choice.
 * @typedef {{id: string, label: string, kind: "text" | "long" | "money" | "whole" | "percent" |
 *   "rest", rest_of: string[]}} Blank
 * @typedef {{id: string, label: string, pieces: Piece[]}} Option
 * @typedef {{id: string, ask: string, options: Option[]}} Choice
 * @typedef {{id: string, title: string, blanks: Blank[], choice: Choice | null, pieces: Piece[]}} Clause
 * @typedef {{heading: string, notice: string, clauses: Clause[]}} Agreement
 * @typedef {Record<string, string>} Typed What was typed into blanks, and the options that were taken,
 *   by ids.
 * @typedef {{text: string, from: "us" | "reader" | "nobody"}} Part Who wrote it; `nobody` names what
 *   is missing.
 * @typedef {{id: string, title: string, parts: Part[]}} Written
 */

/** @typedef {import("./numbers.js").Reading} Reading */

const MOST_DAYS = 10_000;

/**
 * @param {Agreement} agreement
 * @param {unknown} given Anything.
 * @returns {Typed} What of it belongs into this agreement.
 */
export function sound(agreement, given) {
  const ids = agreement.clauses.flatMap(({ blanks, choice }) => [
    ...blanks.filter(({ kind }) => kind !== "rest").map(({ id }) => id),
    ...(choice ? [choice.id] : []),
  ]);
  const values = typeof given === "object" && given !== null ? given : {};
  const found = Object.entries(values).filter(([id, value]) =>
    ids.includes(id) && typeof value === "string" && value !== ""
  );
  return Object.fromEntries(found.map(([id, value]) => [id, value.slice(0, 2000)]));
}

/**
 * Hundredths of a per cent, so that shares add up.
 * @param {string} text
 * @returns {Reading}
 */
function readPercent(text) {
  const read = readNumber(text, { least: 0, most: 100 });
  if (read.wrong !== null) return read;
  const value = Math.round(read.value * 100);
  return Math.abs(value - read.value * 100) > 1e-6
    ? { value: null, wrong: "Two places behind the point are the most here." }
    : { value, wrong: null };
}

/** Readers of numbers, by kind. @type {Record<string, (text: string) => Reading>} */
export const READERS = {
  money: readMoney,
  whole: (text) => readWhole(text, { least: 0, most: MOST_DAYS }),
  percent: readPercent,
};

/**
 * @param {Agreement} agreement
 * @param {Typed} typed
 * @returns {{clauses: Written[], missing: {clause: string, label: string}[]}} `missing` in the order of
 *   the text, each once, where it is first missed.
 */
export function deed(agreement, typed) {
  const blanks = new Map(agreement.clauses.flatMap((one) => one.blanks.map((it) => [it.id, it])));
  /** @type {{clause: string, label: string}[]} */
  const missing = [];
  const lacking = new Set();
  const clauses = agreement.clauses.map(({ id, title, choice, pieces }) => {
    /** @param {string} what An id. @param {string} label @returns {Part[]} */
    const lack = (what, label) => {
      if (!lacking.has(what)) missing.push({ clause: title, label });
      lacking.add(what);
      return [{ text: `[missing: ${label}]`, from: "nobody" }];
    };
    /** @param {Piece[]} all @returns {Part[]} */
    const put = (all) =>
      all.flatMap(({ text, id }) => {
        if (id === undefined) return [{ text: text ?? "", from: /** @type {const} */ ("us") }];
        if (choice?.id === id) {
          const option = choice.options.find((one) => one.id === typed[id]);
          return option ? put(option.pieces) : lack(id, choice.ask);
        }
        const blank = blanks.get(id);
        const told = blank ? value(blank, blanks, typed) : null;
        return told === null
          ? lack(id, blank?.label ?? id)
          : [{ text: told, from: /** @type {const} */ ("reader") }];
      });
    return { id, title, parts: put(pieces) };
  });
  return { clauses, missing };
}

/**
 * @param {Blank} blank
 * @param {Map<string, Blank>} blanks
 * @param {Typed} typed
 * @returns {string | null} What stands in a blank, on one line; null if nothing does that can.
 */
function value(blank, blanks, typed) {
  const text = typed[blank.id] ?? "";
  switch (blank.kind) {
    case "text":
    case "long":
      return text.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean)
        .join("; ") || null;
    case "rest": {
      const left = rest(blank, blanks, typed);
      if (left === null || left < 0) return null;
      return blank.rest_of[0] === "hundred" ? written(left / 100) : writtenMoney(left);
    }
    default: {
      const { value: read } = READERS[blank.kind](text);
      if (read === null) return null;
      if (blank.kind === "money") return writtenMoney(read);
      return blank.kind === "percent" ? written(read / 100) : written(read);
    }
  }
}

/**
 * @param {Blank} blank Of the kind `rest`.
 * @param {Map<string, Blank>} blanks
 * @param {Typed} typed
 * @returns {number | null} Whole cents, or hundredths of a per cent; below 0 if the parts are more than
 *   the whole, null if one is not there.
 */
function rest({ rest_of }, blanks, typed) {
  const [whole, ...parts] = rest_of.map((id) => {
    if (id === "hundred") return 10_000;
    return READERS[blanks.get(id)?.kind ?? "money"](typed[id] ?? "").value;
  });
  return parts.reduce(
    (left, part) => left === null || part === null ? null : left - part,
    whole ?? null,
  );
}

/**
 * @param {Agreement} agreement
 * @param {Typed} typed
 * @returns {string[]} The labels of blanks of the kind `rest` whose parts are more than the whole.
 */
export function overdrawn(agreement, typed) {
  const blanks = new Map(agreement.clauses.flatMap((one) => one.blanks.map((it) => [it.id, it])));
  return [...blanks.values()].filter((blank) =>
    blank.kind === "rest" && (rest(blank, blanks, typed) ?? 0) < 0
  ).map(({ id }) => id);
}

/**
 * @param {Agreement} agreement
 * @param {Typed} typed
 * @returns {string} The agreement in Markdown; what a reader typed stands in it as it was typed.
 */
export function markdown(agreement, typed) {
  const { clauses, missing } = deed(agreement, typed);
  const lines = [`# ${agreement.heading}`, `> ${agreement.notice}`];
  if (missing.length > 0) {
    const told = missing.map(({ clause, label }) => `- ${clause}: ${label}`);
    lines.push(`**Missing in this text: ${missing.length}**`, told.join("\n"));
  }
  clauses.forEach(({ title, parts }, index) => {
    const text = parts.map(({ text, from }) =>
      from === "us"
        ? text.replaceAll("\n", "  \n   ")
        : from === "reader"
        ? escaped(text)
        : `**${text}**`
    );
    lines.push(`${index + 1}. **${title}.** ${text.join("")}`);
  });
  return `${lines.join("\n\n")}\n`;
}

/** @param {string} text @returns {string} With signs that Markdown would take for its own. */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
}
