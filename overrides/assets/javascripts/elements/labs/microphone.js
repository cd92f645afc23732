import { decibels } from "../../dsp/level.js";
import { sensitivity } from "../../dsp/microphone.js";
import { build, described, patternOf, response } from "../../labs/microphone.js";
import { LabElement } from "./lab.js";
import { acrossHertz } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {(degrees: number, level: number) => [number, number]} At */

/** dB in the middle of the rose of directions. */
const DEAF = -25;
/** dB at the upper and lower edge of the curve. */
const [TOP, BOTTOM] = [18, -24];
/** Pixels between both halves, and below the curve. */
const [GAP, FOOT] = [16, 18];

/** How loudly a microphone hears from each direction, beside what it makes of the source. */
class Microphone extends LabElement {
  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    if (width > height) {
      const size = Math.min(height, width / 2);
      this.#rose(picture, size / 2, height / 2, size / 2 - 22);
      this.#curve(picture, size + GAP, 8, width - 4, height - FOOT);
    } else {
      const size = 0.52 * height;
      this.#rose(picture, width / 2, size / 2, Math.min(size, width) / 2 - 22);
      this.#curve(picture, 0, size + GAP, width, height - FOOT);
    }
  }

  /** @param {Picture} picture @param {number} x @param {number} y @param {number} radius */
  #rose(picture, x, y, radius) {
    /** @type {At} */
    const at = (degrees, level) => {
      const far = (radius * (Math.max(DEAF, level) - DEAF)) / -DEAF;
      const turn = (degrees * Math.PI) / 180;
      return [x + far * Math.sin(turn), y - far * Math.cos(turn)];
    };
    const round = Array.from({ length: 121 }, (_, n) => 3 * n);
    for (const level of [0, -5, -10, -15, -20]) {
      picture.line(round.map((degrees) => at(degrees, level)), level ? "edge" : "axis");
    }
    for (const degrees of [0, 45, 90, 135]) {
      picture.line([at(degrees, 0), at(degrees + 180, 0)], "edge");
    }
    const pattern = patternOf(this.params);
    /** @param {number} degrees */
    const heard = (degrees) => decibels(sensitivity(pattern, degrees));
    picture.line(round.map((degrees) => at(degrees, heard(degrees))), "stroke accent");
    for (const level of [-10, -20]) {
      const [left, top] = at(90, level);
      picture.text(`−${-level}`, left + 3, top - 3, "pale");
    }
    this.#direction(picture, at, heard, Number(this.params.angle), "source");
    if (this.params.beside === "fan") {
      this.#direction(picture, at, heard, Number(this.params["fan-angle"]), "fan");
    }
  }

  /**
   * @param {Picture} picture
   * @param {At} at
   * @param {(degrees: number) => number} heard
   * @param {number} degrees
   * @param {string} name
   */
  #direction(picture, at, heard, degrees, name) {
    picture.line([at(degrees, DEAF), at(degrees, 0)], "axis dashed");
    picture.dot(...at(degrees, heard(degrees)));
    const [x, y] = at(degrees, 0);
    const turn = (degrees * Math.PI) / 180;
    picture.text(name, x + 12 * Math.sin(turn), y + 4 - 12 * Math.cos(turn), "head mid");
  }

  /**
   * @param {Picture} picture
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} floor
   */
  #curve(picture, left, top, right, floor) {
    const width = right - left;
    /** @param {number} level */
    const y = (level) =>
      top + ((floor - top) * (TOP - Math.max(BOTTOM, Math.min(TOP, level)))) / (TOP - BOTTOM);
    for (const hertz of [50, 200, 1000, 5000]) {
      const x = left + acrossHertz(hertz, width);
      picture.line([[x, top], [x, floor]], "edge");
      picture.text(hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`, x, floor + 14, "pale mid");
    }
    for (const level of [12, 0, -12]) {
      picture.line([[left, y(level)], [right, y(level)]], level ? "edge" : "axis");
      picture.text(
        `${level > 0 ? "+" : level < 0 ? "−" : ""}${Math.abs(level)} dB`,
        left + 4,
        y(level) - 3,
        "pale",
      );
    }
    /** @type {[number, number][]} */
    const points = Array.from({ length: Math.ceil(width) + 1 }, (_, n) => {
      const x = Math.min(n, width);
      return [left + x, y(response(this.params, 20 * 1000 ** (x / width)))];
    });
    picture.line(points, "stroke accent");
  }
}

customElements.define("lab-microphone", Microphone);
