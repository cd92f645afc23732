import { build, curve, described, places, sideReflections, spread } from "../../labs/room.js";
import { LabElement } from "./lab.js";
import { halves, overHertz } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Box} Box */
/** @typedef {import("../../dsp/room.js").Place} Place */

/** Pieces of the plan from wall to wall, and how dark the loudest of them is. */
const [PIECES, DARK] = [16, 0.45];
/** dB below the loudest piece that are left white. */
const RANGE = 24;
/** Pixels around the plan. */
const EDGE = 10;

/** The room from above, dark where a tone is loud, beside the bass at the seat. */
class Room extends LabElement {
  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const [plan, levels] = halves(picture);
    this.#plan(picture, plan);
    const points = curve(this.params);
    const at = overHertz(picture, levels, [30, 50, 100, 150], points);
    const tone = Number(this.params.tone);
    const here = points.reduce((best, point) =>
      Math.abs(point[0] - tone) < Math.abs(best[0] - tone) ? point : best
    );
    picture.line([at(tone, 24), at(tone, -24)], "axis dashed");
    picture.dot(...at(tone, here[1]));
  }

  /** @param {Picture} picture @param {Box} box */
  #plan(picture, { left, top, right, floor }) {
    const { walls: [length, width], seat, speakers } = places(this.params);
    const scale = Math.min((right - left) / width, (floor - top) / length) - (2 * EDGE) / length;
    const from = (left + right - width * scale) / 2;
    const front = (top + floor - length * scale) / 2;
    /** @type {(along: number, across: number) => [number, number]} */
    const at = (along, across) => [from + across * scale, front + along * scale];
    this.#shade(picture, length, width, at);
    picture.line([at(0, 0), at(0, width), at(length, width), at(length, 0), at(0, 0)], "stroke");
    for (const { point, speaker } of sideReflections(this.params)) {
      picture.line(
        [speaker, point, seat].map(([along, across]) => at(along, across)),
        "axis dashed",
      );
      if (this.params.panels === "0") continue;
      const [x, y] = at(point[0] - 0.4, point[1]);
      picture.area([[x - 4, y], [x + 4, y]], at(point[0] + 0.4, point[1])[1], "strong");
    }
    for (const [along, across] of speakers) {
      const [x, y] = at(along, across);
      picture.area([[x - 6, y - 8], [x + 6, y - 8]], y + 4, "strong");
    }
    const [x, y] = at(seat[0], seat[1]);
    picture.dot(x, y);
    const base = y + (seat[0] > 0.85 * length ? -10 : 19);
    picture.area([[x - 16, base - 11], [x + 16, base - 11]], base + 4, "on");
    picture.text("seat", x, base, "head mid");
  }

  /**
   * @param {Picture} picture
   * @param {number} length
   * @param {number} width
   * @param {(along: number, across: number) => [number, number]} at
   */
  #shade(picture, length, width, at) {
    const level = spread(this.params);
    const pieces = Array.from({ length: PIECES ** 2 }, (_, n) => {
      const [row, column] = [Math.floor(n / PIECES), n % PIECES];
      const [along, across] = [(row * length) / PIECES, (column * width) / PIECES];
      return {
        along,
        across,
        level: level(along + length / PIECES / 2, across + width / PIECES / 2),
      };
    });
    const most = Math.max(...pieces.map((piece) => piece.level));
    for (const piece of pieces) {
      const part = DARK * Math.max(0, 1 + (piece.level - most) / RANGE);
      const [x, y] = at(piece.along, piece.across);
      const [right, floor] = at(piece.along + length / PIECES, piece.across + width / PIECES);
      const drawn = picture.area([[x, y], [right, y]], floor, "strong");
      drawn.setAttribute("fill-opacity", part.toFixed(2));
    }
  }
}

customElements.define("lab-room", Room);
