/** A lab's controls: where a slider stands, and what a value is called. */

import { figure } from "../../words.js";

/**
 * @typedef {object} Slider As hooks/guide/lab_data.py has it.
 * @property {string} id
 * @property {string} label
 * @property {string} unit
 * @property {number} least
 * @property {number} most
 * @property {number} step
 * @property {"linear" | "log"} scale
 * @property {boolean} signed
 * @property {number} starts
 */
/** @typedef {{id: string, label: string, options: {id: string, label: string}[], starts: string}} Choice */
/** @typedef {Slider | Choice} Control */

/** Steps of a logarithmic slider from end to end, as in lab_data.py. */
const POSITIONS = 300;

/** @param {Slider} slider @param {number} value @returns {number} */
export function position({ least, most, scale }, value) {
  if (scale === "linear") return value;
  return Math.round((POSITIONS * Math.log(value / least)) / Math.log(most / least));
}

/** @param {Slider} slider @param {number} position @returns {number} */
export function valueAt({ least, most, scale }, position) {
  if (scale === "linear") return position;
  const value = least * (most / least) ** (position / POSITIONS);
  return Math.min(most, Math.max(least, Number(value.toPrecision(3))));
}

/** @param {Control} control @param {number | string} value @returns {string} '2,500 Hz', 'Bell' */
export function said(control, value) {
  if ("options" in control) {
    return control.options.find(({ id }) => id === value)?.label ?? "";
  }
  const number = Number(value);
  const sign = number < 0 ? "−" : control.signed && number > 0 ? "+" : "";
  const size = Number(Math.abs(number).toPrecision(6));
  const text = figure(size, 6);
  return `${sign}${text}${control.unit ? `\u00a0${control.unit}` : ""}`;
}

/**
 * @param {Control} control
 * @param {unknown} value From a link, so it may be anything.
 * @returns {number | string | null} Null if the control cannot have it.
 */
export function sound(control, value) {
  if ("options" in control) {
    return control.options.some(({ id }) => id === value) ? String(value) : null;
  }
  const number = typeof value === "string" && value.trim() === "" ? NaN : Number(value);
  return number >= control.least && number <= control.most ? number : null;
}
