/**
 * A split sheet: who has which share of a song and of its recording, in whole hundredths of a per
 * cent. hooks/guide/tool_splits.py says the rules. Nothing here leaves the device.
 */

import { counted } from "../words.js";
import { readPercent } from "./numbers.js";

/**
 * @typedef {"song" | "recording"} Right
 * @typedef {object} Person What was typed. Shares are texts, such as "33,34".
 * @property {string} name Legal name.
 * @property {string} known_as
 * @property {string} society
 * @property {string} ipi
 * @property {string} wrote
 * @property {string} song
 * @property {string} played
 * @property {string} recording
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string} finished
 * @property {string} samples
 * @property {string} royalty
 * @property {Person[]} people
 */

/** @type {Right[]} */
export const RIGHTS = ["song", "recording"];
export const WHOLE = 100_00;
export const MOST_PEOPLE = 16;
const LONGEST = 200;
const FORMAT = "signal-path-split-sheet";
/** The longest file that is read, in characters. */
export const MOST_TEXT = 100_000;

/** @type {(keyof Omit<Sheet, "people">)[]} */
export const HEAD = ["title", "finished", "samples", "royalty"];
/** @type {(keyof Person)[]} */
export const PERSON = [
  "name",
  "known_as",
  "society",
  "ipi",
  "wrote",
  "song",
  "played",
  "recording",
];

/** @returns {Person} */
export function nobody() {
  return /** @type {Person} */ (Object.fromEntries(PERSON.map((name) => [name, ""])));
}

/** @returns {Sheet} Blank, for two. */
export function blank() {
  return { title: "", finished: "", samples: "", royalty: "", people: [nobody(), nobody()] };
}

/**
 * @param {number} people
 * @returns {number[]} The same for each in hundredths of a per cent; what is left over goes to the
 *   first, one each. The sum is 100.00.
 */
export function even(people) {
  const share = Math.floor(WHOLE / people);
  const rest = WHOLE - share * people;
  return Array.from({ length: people }, (_, n) => share + (n < rest ? 1 : 0));
}

/**
 * Split one line evenly among all whose field does not hold a zero.
 * @param {Sheet} sheet
 * @param {Right} right
 * @returns {{sheet: Sheet, told: string}} The same sheet if nobody is left to share.
 */
export function split(sheet, right) {
  const isOut = /** @param {Person} person */ (person) =>
    readPercent(person[right], { most: WHOLE }).value === 0;
  const sharing = sheet.people.filter((person) => !isOut(person));
  if (sharing.length === 0) {
    return { sheet, told: "Everybody has a 0 there: empty the fields of those who share." };
  }
  const shares = even(sharing.length);
  const people = sheet.people.map((person) => {
    const at = sharing.indexOf(person);
    return at < 0 ? person : { ...person, [right]: hundredths(shares[at]) };
  });
  const least = shares[shares.length - 1];
  const rest = WHOLE - least * shares.length;
  const sum = `${shares.length} × ${hundredths(least)} = ${hundredths(least * shares.length)}.`;
  const first = sharing[0].name || "the first in the list";
  const told = rest === 0
    ? `${sum} Nothing is left.`
    : rest === 1
    ? `${sum} The last 0.01 goes to ${first}.`
    : `${sum} The last ${hundredths(rest)} go to the first ${rest} in the list, 0.01 each.`;
  return { sheet: { ...sheet, people }, told };
}

/**
 * @param {Sheet} sheet
 * @returns {{sums: Record<Right, number>, wrong: Record<string, string>, open: string[]}} Sums in
 *   hundredths of a per cent; `wrong` by field, such as `song-1`; `open` is what keeps the sheet
 *   from being closed, none if it is.
 */
export function weigh({ title, people }) {
  /** @type {Record<string, string>} */
  const wrong = {};
  const sums = { song: 0, recording: 0 };
  /** @type {string[]} */
  const open = [];
  if (title.trim() === "") open.push("The song has no title.");
  const nameless = people.filter(({ name }) => name.trim() === "").length;
  if (nameless > 0) open.push(`${counted(nameless, "person has", "people have")} no legal name.`);
  for (const right of RIGHTS) {
    let isRead = true;
    people.forEach((person, n) => {
      if (person[right].trim() === "") return;
      const read = readPercent(person[right], { most: WHOLE });
      if (read.wrong !== null) {
        wrong[`${right}-${n + 1}`] = read.wrong;
        isRead = false;
      }
      sums[right] += read.value ?? 0;
    });
    if (!isRead) open.push(`A share of the ${right} cannot be read.`);
    else if (sums[right] !== WHOLE) open.push(told(right, sums[right]));
  }
  return { sums, wrong, open };
}

/**
 * @param {Right} right
 * @param {number} sum In hundredths of a per cent.
 * @returns {string} 'The song adds up to 99.99 %: 0.01 is missing.'
 */
export function told(right, sum) {
  const start = `The ${right} adds up to ${hundredths(sum)} %`;
  if (sum === WHOLE) return `${start}.`;
  const rest = hundredths(Math.abs(WHOLE - sum));
  return sum < WHOLE ? `${start}: ${rest} is missing.` : `${start}: ${rest} is too much.`;
}

/** @param {number} share @returns {string} '33.34' */
export function hundredths(share) {
  return (share / 100).toFixed(2);
}

/** @param {string} text A share as it was typed. @returns {string} '33.34', '' if it is none. */
export function plain(text) {
  const { value } = readPercent(text, { most: WHOLE });
  return value === null ? "" : hundredths(value);
}

/**
 * @param {Sheet} sheet
 * @returns {string} A file that `read` opens again. A share that cannot be read is left out.
 */
export function written(sheet) {
  const people = sheet.people.map((person) => ({
    ...person,
    song: plain(person.song),
    recording: plain(person.recording),
  }));
  return `${JSON.stringify({ format: FORMAT, version: 1, ...sheet, people }, null, 2)}\n`;
}

/**
 * @param {string} text Of a file, which anybody may have made.
 * @returns {{sheet: Sheet, wrong: []} | {sheet: null, wrong: string[]}} All that is wrong with it.
 */
export function read(text) {
  const no = /** @param {string[]} wrong */ (
    ...wrong
  ) => /** @type {{sheet: null, wrong: string[]}} */ ({ sheet: null, wrong });
  if (text.length > MOST_TEXT) return no("The file is far too long for a split sheet.");
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return no("The file is no JSON. It is the JSON file that opens again, not the CSV.");
  }
  if (!isRecord(value) || value.format !== FORMAT) return no("The file is no split sheet.");
  if (value.version !== 1) return no("A newer version of this page wrote the file.");
  /** @type {string[]} */
  const wrong = [];
  const { format: _, version: __, people, ...head } = value;
  wrong.push(...texts(head, HEAD, "the sheet"));
  if (!Array.isArray(people) || people.length === 0) wrong.push("It names no people.");
  else if (people.length > MOST_PEOPLE) {
    wrong.push(`It names ${people.length} people, and ${MOST_PEOPLE} are the most.`);
  } else {
    people.forEach((person, n) => {
      const where = `person ${n + 1}`;
      if (!isRecord(person)) {
        wrong.push(`In ${where}, nothing can be read.`);
        return;
      }
      wrong.push(...texts(person, PERSON, where));
      for (const right of RIGHTS) {
        const share = person[right];
        if (typeof share !== "string" || share === "") continue;
        const reading = readPercent(share, { most: WHOLE });
        if (reading.wrong !== null) wrong.push(`In ${where}, “${right}”: ${reading.wrong}`);
      }
    });
  }
  return wrong.length > 0
    ? no(...wrong.slice(0, 10))
    : { sheet: sound({ ...head, people }), wrong: [] };
}

/**
 * @param {Record<string, unknown>} of
 * @param {string[]} names
 * @param {string} where
 * @returns {string[]} What is wrong with the texts of a sheet or a person.
 */
function texts(of, names, where) {
  const unknown = Object.keys(of).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => `In ${where}, “${name.slice(0, 20)}” belongs to no split sheet.`),
    ...names.flatMap((name) => {
      const text = of[name];
      if (typeof text !== "string") return [`In ${where}, “${name}” is no text.`];
      if (text.length > LONGEST) return [`In ${where}, “${name}” is longer than ${LONGEST} signs.`];
      if (/\p{Cc}|\p{Bidi_Control}/u.test(text)) {
        return [`In ${where}, “${name}” holds signs that cannot be seen.`];
      }
      return [];
    }),
  ];
}

/**
 * @param {unknown} value Anything that this device kept.
 * @returns {Sheet}
 */
export function sound(value) {
  const given = isRecord(value) ? value : {};
  const people = Array.isArray(given.people) ? given.people.slice(0, MOST_PEOPLE) : [];
  const persons = people.map((person) => {
    const of = isRecord(person) ? person : {};
    return /** @type {Person} */ (
      Object.fromEntries(PERSON.map((name) => [name, short(of[name])]))
    );
  });
  return {
    title: short(given.title),
    finished: short(given.finished),
    samples: short(given.samples),
    royalty: short(given.royalty),
    people: persons.length > 0 ? persons : blank().people,
  };
}

/**
 * @param {Sheet} sheet
 * @returns {string} A table for spreadsheets (RFC 4180): one row for each share.
 */
export function table({ title, people }) {
  const head = ["song", "right", "legal name", "known as", "society", "ipi", "part", "share %"];
  const rows = RIGHTS.flatMap((right) =>
    people.filter((person) => !["", "0.00"].includes(plain(person[right]))).map((person) => [
      title,
      right,
      person.name,
      person.known_as,
      person.society,
      person.ipi,
      right === "song" ? person.wrote : person.played,
      plain(person[right]),
    ])
  );
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * @param {string} text
 * @returns {string} A cell. What a spreadsheet would take for a formula begins with an apostrophe.
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {Sheet} sheet
 * @param {string} kind Behind the dot.
 * @returns {string} 'split-sheet-my-song.csv'
 */
export function fileName({ title }, kind) {
  const name = title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(
    /[^a-z0-9]+/g,
    "-",
  ).slice(0, 40);
  return `split-sheet-${name.replace(/^-|-$/g, "") || "untitled"}.${kind}`;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} text */
function short(text) {
  return typeof text === "string" ? text.slice(0, LONGEST) : "";
}
