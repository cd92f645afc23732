import { earlyReflections, SPACES } from "../../dsp/reverb.js";
import { build, described, times } from "../../labs/space.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */

/** Seconds and decibels that the picture holds. */
const [SECONDS, SOFTEST] = [2, -60];
/** Pixels below the picture, for the words of its axis. */
const FOOT = 20;

/** What one short sound leaves behind: itself, the room's answer, the echoes. */
class Space extends LabElement {
  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width } = picture;
    const floor = picture.height - FOOT;
    const { beat, reverb, echo } = times(this.params);
    /** @param {number} seconds */
    const x = (seconds) => 8 + ((width - 16) * seconds) / SECONDS;
    /** @param {number} level */
    const y = (level) => 8 + ((floor - 8) * Math.min(0, level)) / SOFTEST;
    for (let time = beat; time < SECONDS; time += beat) {
      picture.line([[x(time), 0], [x(time), floor]], "edge");
      picture.text(`beat ${Math.round(time / beat)}`, x(time), floor + 14, "pale mid");
    }
    for (const level of [-20, -40]) {
      picture.line([[0, y(level)], [width, y(level)]], "edge");
      picture.text(`−${-level} dB`, width - 4, y(level) - 3, "pale end");
    }
    if (reverb) {
      const { begins, decay, level, kind } = reverb;
      // The tail begins where its power, spread over its time, is that of the return.
      const end = Math.min(SECONDS, begins + (decay * (level - SOFTEST)) / 60);
      if (end > begins) {
        const last = level - (60 * (end - begins)) / decay;
        picture.area([[x(begins), y(level)], [x(end), y(last)]], floor, "soft");
      }
      for (const { seconds, gain } of early(kind)) {
        const at = x(begins + seconds);
        picture.line([[at, floor], [at, y(level + 20 * Math.log10(gain))]], "stroke");
      }
      picture.text(kind, x(begins) + 64, floor - 8);
    }
    if (echo) {
      for (let n = 1, level = echo.level; n * echo.every < SECONDS && level > SOFTEST; n++) {
        const at = x(n * echo.every);
        picture.line([[at, floor], [at, y(level)]], "stroke accent");
        level += echo.feedback ? 20 * Math.log10(echo.feedback) : SOFTEST;
      }
    }
    picture.line([[0, floor], [width, floor]], "axis");
    picture.line([[x(0), floor], [x(0), y(0)]], "stroke");
    picture.text("dry", x(0) + 6, 20, "head");
  }
}

/** @param {import("../../dsp/reverb.js").Kind} kind */
function early(kind) {
  const { walls } = SPACES[kind];
  return walls ? earlyReflections(walls, 1) : [];
}

customElements.define("lab-space", Space);
