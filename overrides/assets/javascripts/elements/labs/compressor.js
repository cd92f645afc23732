import { staticCurve } from "../../dsp/compressor.js";
import { build, described, settings } from "../../labs/compressor.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../labs/compressor.js").Reading} Reading */

/** Levels at the lower edge of the curve, and lines across it, in dBFS. */
const SOFT = -60;
const LEVELS = [-12, -24, -36, -48];
/** The history reaches down to so much gain reduction, in dB. */
const DEEP = 24;
/** Readings that are kept: four seconds of about 30. */
const KEPT = 120;

/** The curve of a compressor, and beside it how much it turns down while it plays. */
class CompressorLab extends LabElement {
  /** @type {Reading[]} The last one is now. */
  readings = [];

  /** @type {import("../../audio/chain.js").Build} */
  build = async (context, input, params) => {
    const graph = await build(context, input, params);
    // What is rendered in silence, to be measured, is not shown.
    if (!(context instanceof OfflineAudioContext)) {
      this.readings = [];
      graph.port.onmessage = ({ data }) => {
        this.readings.push(data);
        if (this.readings.length > KEPT) this.readings.shift();
      };
    }
    return graph;
  };

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture @returns {{edge: number, left: number}} Where the curve ends, and the history begins. */
  places({ width, height }) {
    const edge = Math.min(height, width * 0.44);
    return { edge, left: edge + 16 };
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const { edge, left } = this.places(picture);
    const wanted = settings(this.params);
    const x = /** @param {number} level */ (level) => edge * (1 - level / SOFT);
    const y = /** @param {number} level */ (level) => height * Math.max(0, level / SOFT);
    for (const level of LEVELS) {
      picture.line([[x(level), 0], [x(level), height]], "edge");
      picture.line([[0, y(level)], [edge, y(level)]], "edge");
      if (level !== -12) picture.text(`−${-level}`, 3, y(level) - 3, "pale");
    }
    picture.text("dBFS out", 3, 13, "pale");
    picture.text("in", edge - 4, height - 5, "pale end");
    picture.line([[0, height], [edge, 0]], "axis dashed");
    /** @type {[number, number][]} */
    const curve = Array.from({ length: 121 }, (_, at) => {
      const level = SOFT * (1 - at / 120);
      return [x(level), y(staticCurve(level, wanted) + wanted.makeup)];
    });
    picture.line(curve, "stroke accent");
    picture.dot(x(wanted.threshold), y(staticCurve(wanted.threshold, wanted) + wanted.makeup));
    picture.line([[left, 0], [width, 0]], "axis");
    for (const reduction of [6, 12, 18]) {
      const down = this.down(reduction, height);
      picture.line([[left, down], [width, down]], "edge");
      picture.text(`−${reduction}`, left, down - 3, "pale");
    }
    picture.text("turned down, dB", left, height - 5, "pale");
    picture.text("now", width - 2, height - 5, "pale end");
  }

  /** @param {number} reduction @param {number} height */
  down(reduction, height) {
    return height * Math.min(1, reduction / DEEP);
  }

  /** @param {Picture} picture */
  drawLive(picture) {
    const { width, height } = picture;
    const { edge, left } = this.places(picture);
    picture.clear(picture.live);
    const last = this.readings.at(-1);
    if (!last) return;
    /** @type {[number, number][]} */
    const points = this.readings.map(({ reduction }, at) => [
      width - (width - left) * (this.readings.length - 1 - at) / (KEPT - 1),
      this.down(reduction, height),
    ]);
    picture.area(points, 0, "soft", picture.live);
    picture.line(points, "stroke accent", picture.live);
    const now = Math.round(last.reduction);
    picture.text(`${now ? "−" : ""}${now} dB`, width - 2, height - 22, "head end", picture.live);
    if (last.level > SOFT) {
      const across = edge * (1 - Math.min(0, last.level) / SOFT);
      picture.line([[across, height], [across, height - 10]], "stroke accent", picture.live);
    }
  }
}

customElements.define("lab-compressor", CompressorLab);
