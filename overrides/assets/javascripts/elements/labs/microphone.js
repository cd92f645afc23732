import { decibels } from "../../dsp/level.js";
import { sensitivity } from "../../dsp/microphone.js";
import { build, described, patternOf, response } from "../../labs/microphone.js";
import { LabElement } from "./lab.js";
import { halves, overHertz } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {(degrees: number, level: number) => [number, number]} At */

/** dB in the middle of the rose of directions. */
const DEAF = -25;
/** How loudly a microphone hears from each direction, beside what it makes of the source. */
class Microphone extends LabElement {
  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const [rose, curve] = halves(picture);
    const [across, down] = [rose.right - rose.left, rose.floor - rose.top];
    this.#rose(picture, across / 2, down / 2, Math.min(across, down) / 2 - 22);
    /** @type {[number, number][]} */
    const points = Array.from({ length: 301 }, (_, n) => {
      const hertz = 20 * 1000 ** (n / 300);
      return [hertz, response(this.params, hertz)];
    });
    overHertz(picture, curve, [50, 200, 1000, 5000], points);
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
}

customElements.define("lab-microphone", Microphone);
