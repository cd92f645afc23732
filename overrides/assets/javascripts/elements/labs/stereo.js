import { correlation } from "../../dsp/stereo.js";
import { build, described } from "../../labs/stereo.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */

/** How much a small signal is enlarged in the picture of both channels. */
const ENLARGED = 4;

/** Left against right, as points, with how much both have in common. */
class Stereo extends LabElement {
  /** @type {AnalyserNode[]} */
  #sides = [];

  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {AudioNode} mix */
  connected(mix) {
    const apart = new ChannelSplitterNode(mix.context, { numberOfOutputs: 2 });
    mix.connect(apart);
    this.#sides = [0, 1].map((side) => {
      const analyser = new AnalyserNode(mix.context, { fftSize: 2048 });
      apart.connect(analyser, side);
      return analyser;
    });
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { x, y, size, scale } = places(picture);
    picture.line(
      [[x, y - size], [x + size, y], [x, y + size], [x - size, y], [x, y - size]],
      "edge",
    );
    picture.line([[x, y - size], [x, y + size]], "axis");
    picture.line([[x - size, y], [x + size, y]], "edge dashed");
    picture.text("mono", x + 6, y - size + 12, "pale");
    picture.text("left", x - size / 2 - 8, y - size / 2 - 6, "pale end");
    picture.text("right", x + size / 2 + 8, y - size / 2 - 6, "pale");
    const [from, to] = scale;
    const bar = picture.height - 26;
    picture.line([[from, bar], [to, bar]], "axis");
    for (const value of [-1, 0, 1]) {
      const at = from + ((to - from) * (value + 1)) / 2;
      picture.line([[at, bar - 5], [at, bar + 5]], "axis");
      picture.text(value < 0 ? "−1" : value ? "+1" : "0", at, bar + 18, "pale mid");
    }
  }

  /** @param {Picture} picture */
  drawLive(picture) {
    const [left, right] = this.#sides.map((analyser) => {
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      return samples;
    });
    if (!left || !right) return;
    const { x, y, size, scale: [from, to] } = places(picture);
    picture.clear(picture.live);
    /** @type {[number, number][]} */
    const points = [];
    for (let n = 0; n < left.length; n += 2) {
      // A turn by 45 degrees: what both share stands upright, what differs lies across.
      const across = (ENLARGED * (right[n] - left[n])) / 2;
      const up = (ENLARGED * (right[n] + left[n])) / 2;
      const far = Math.max(1, Math.abs(across) + Math.abs(up));
      points.push([x + (size * across) / far, y - (size * up) / far]);
    }
    picture.line(points, "stroke accent", picture.live);
    const common = correlation(left, right);
    const at = from + ((to - from) * (common + 1)) / 2;
    const bar = picture.height - 26;
    picture.line([[(from + to) / 2, bar], [at, bar]], "stroke accent", picture.live);
    picture.dot(at, bar, picture.live);
    const sign = common < 0 ? "−" : "+";
    const said = `correlation ${sign}${Math.abs(common).toFixed(2)}`;
    picture.text(said, (from + to) / 2, bar - 12, "mid", picture.live);
  }
}

/** @param {Picture} picture Where the square stands, and the ends of the scale below it. */
function places({ width, height }) {
  const size = Math.min(width / 2 - 50, (height - 64) / 2);
  const half = Math.min(width / 2 - 16, 180);
  return {
    x: width / 2,
    y: size + 6,
    size,
    scale: /** @type {[number, number]} */ ([width / 2 - half, width / 2 + half]),
  };
}

customElements.define("lab-stereo", Stereo);
