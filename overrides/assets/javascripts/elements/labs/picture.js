/**
 * The picture of a lab: SVG whose unit is a pixel, so that words have one size on any screen.
 * Colours are classes of pictures.css.
 */

const SVG = "http://www.w3.org/2000/svg";

export class Picture {
  /** @param {SVGSVGElement} svg Printed with two groups: what stands still, and what moves. */
  constructor(svg) {
    this.svg = svg;
    this.still = /** @type {SVGGElement} */ (svg.querySelector("[data-still]"));
    this.live = /** @type {SVGGElement} */ (svg.querySelector("[data-live]"));
    this.width = 0;
    this.height = 0;
    this.measure();
  }

  /** @returns {boolean} Whether the size is another than before. */
  measure() {
    const { width, height } = this.svg.getBoundingClientRect();
    const isNew = width !== this.width || height !== this.height;
    this.width = width;
    this.height = height;
    if (isNew && width && height) this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return isNew;
  }

  /** @param {SVGGElement} [group] Emptied: what stands still, if no other. */
  clear(group = this.still) {
    group.replaceChildren();
  }

  /**
   * @param {[number, number][]} points In pixels from the left and from the top.
   * @param {string} classes
   * @param {SVGGElement} [group]
   * @returns {SVGElement}
   */
  line(points, classes, group = this.still) {
    return this.#add("path", { d: path(points), class: classes }, group);
  }

  /**
   * @param {[number, number][]} points Of the upper edge; it is filled down to `floor`.
   * @param {number} floor
   * @param {string} classes
   * @param {SVGGElement} [group]
   * @returns {SVGElement}
   */
  area(points, floor, classes, group = this.still) {
    const [first, last] = [points[0], points.at(-1) ?? points[0]];
    const d = `${path(points)}L${last[0].toFixed(1)} ${floor}L${first[0].toFixed(1)} ${floor}Z`;
    return this.#add("path", { d, class: classes }, group);
  }

  /**
   * @param {string} words
   * @param {number} x
   * @param {number} y
   * @param {string} [classes]
   * @param {SVGGElement} [group]
   * @returns {SVGElement}
   */
  text(words, x, y, classes = "", group = this.still) {
    const made = this.#add("text", { x: `${x}`, y: `${y}`, class: `text ${classes}` }, group);
    made.textContent = words;
    return made;
  }

  /** @param {number} x @param {number} y @param {SVGGElement} [group] @returns {SVGElement} A dot. */
  dot(x, y, group = this.still) {
    return this.#add("circle", { cx: `${x}`, cy: `${y}`, r: "5", class: "mark" }, group);
  }

  /** @param {string} tag @param {Record<string, string>} attributes @param {SVGGElement} group */
  #add(tag, attributes, group) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    group.append(made);
    return made;
  }
}

/** @param {[number, number][]} points @returns {string} */
function path(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
}

/** Frequencies that a picture names. */
export const NAMED = [50, 100, 200, 500, 1000, 2000, 5000, 10000];

/** @param {number} frequency @param {number} width @returns {number} From 20 Hz to 20 kHz. */
export function acrossHertz(frequency, width) {
  return (width * Math.log(frequency / 20)) / Math.log(1000);
}

/** @param {number} frequency @returns {string} '500', '2k' */
export function short(frequency) {
  return frequency < 1000 ? `${frequency}` : `${frequency / 1000}k`;
}

/** @typedef {{left: number, top: number, right: number, floor: number}} Box Pixels. */

/** Pixels between two halves of a picture, and below a curve. */
const [GAP, FOOT] = [16, 18];
/** dB at the upper and lower edge of a curve of levels. */
const [TOP, BOTTOM] = [24, -24];

/**
 * @param {Picture} picture
 * @returns {[Box, Box]} Its halves: beside each other, or on a narrow screen one above the other.
 */
export function halves({ width, height }) {
  if (width > height) {
    const middle = Math.min(height, width / 2);
    return [
      { left: 0, top: 0, right: middle, floor: height },
      { left: middle + GAP, top: 8, right: width - 4, floor: height - FOOT },
    ];
  }
  const middle = 0.52 * height;
  return [
    { left: 0, top: 0, right: width, floor: middle },
    { left: 0, top: middle + GAP, right: width, floor: height - FOOT },
  ];
}

/**
 * Draw a curve of levels over frequency.
 * @param {Picture} picture
 * @param {Box} box
 * @param {number[]} marks Frequencies that are named; the curve begins and ends a little beyond.
 * @param {[hertz: number, level: number][]} curve Upwards.
 * @returns {(hertz: number, level: number) => [number, number]} Where a point of it lies.
 */
export function overHertz(picture, { left, top, right, floor }, marks, curve) {
  const [[first], [last]] = [curve[0], curve[curve.length - 1]];
  /** @type {(hertz: number, level: number) => [number, number]} */
  const at = (hertz, level) => {
    const held = Math.max(BOTTOM, Math.min(TOP, level));
    return [
      left + ((right - left) * Math.log(hertz / first)) / Math.log(last / first),
      top + ((floor - top) * (TOP - held)) / (TOP - BOTTOM),
    ];
  };
  for (const hertz of marks) {
    picture.line([at(hertz, TOP), at(hertz, BOTTOM)], "edge");
    const [x] = at(hertz, 0);
    picture.text(hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`, x, floor + 14, "pale mid");
  }
  for (const level of [12, 0, -12]) {
    picture.line([at(first, level), at(last, level)], level ? "edge" : "axis");
    const sign = level > 0 ? "+" : level < 0 ? "−" : "";
    picture.text(`${sign}${Math.abs(level)} dB`, left + 4, at(first, level)[1] - 3, "pale");
  }
  picture.line(curve.map(([hertz, level]) => at(hertz, level)), "stroke accent");
  return at;
}
