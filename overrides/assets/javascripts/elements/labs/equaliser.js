import { bands, build, described, response } from "../../labs/equaliser.js";
import { LabElement } from "./lab.js";
import { acrossHertz, NAMED, short } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */

/** Gains at the upper and lower edge of the picture, in dB. */
const [TOP, BOTTOM] = [18, -18];
/** Of the spectrum, in dBFS. */
const [LOUD, SOFT] = [-20, -100];
const RATE = 48000;

/** The curve of an equaliser over the spectrum of what is heard. */
class Equaliser extends LabElement {
  build = build;

  describe() {
    return described(this.params);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    /** @param {number} gain */
    const y = (gain) => (height * (TOP - Math.max(BOTTOM, Math.min(TOP, gain)))) / (TOP - BOTTOM);
    for (const frequency of NAMED) {
      const x = acrossHertz(frequency, width);
      picture.line([[x, 0], [x, height]], "edge");
      if (width > 420 || ![50, 500, 5000].includes(frequency)) {
        picture.text(short(frequency), x + 3, height - 5, "pale");
      }
    }
    for (const gain of [12, 6, 0, -6, -12]) {
      picture.line([[0, y(gain)], [width, y(gain)]], gain ? "edge" : "axis");
      picture.text(
        `${gain > 0 ? "+" : gain < 0 ? "−" : ""}${Math.abs(gain)} dB`,
        4,
        y(gain) - 3,
        "pale",
      );
    }
    /** @type {[number, number][]} */
    const curve = Array.from({ length: Math.ceil(width / 2) + 1 }, (_, n) => {
      const x = Math.min(2 * n, width);
      return [x, y(response(this.params, 20 * 1000 ** (x / width), RATE))];
    });
    picture.line(curve, "stroke accent");
    for (const { frequency, gain } of bands(this.params)) {
      if (!gain || !Number(this.params[gain])) continue;
      const at = Number(this.params[frequency]);
      picture.dot(acrossHertz(at, width), y(response(this.params, at, RATE)));
    }
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, analyser) {
    const { width, height } = picture;
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const step = analyser.context.sampleRate / analyser.fftSize;
    /** @type {[number, number][]} */
    const points = [];
    for (let x = 0; x <= width; x += 3) {
      const from = Math.floor((20 * 1000 ** (x / width)) / step);
      const to = Math.max(from + 1, Math.floor((20 * 1000 ** ((x + 3) / width)) / step));
      // Before the first sound there is no number.
      const found = Math.max(...bins.subarray(from, to));
      const loudest = found > SOFT ? found : SOFT;
      // With 3 dB more an octave, music stands level: its power falls about so.
      const level = loudest + 3 * Math.log2((20 * 1000 ** (x / width)) / 1000);
      points.push([x, (height * (LOUD - Math.max(SOFT, Math.min(LOUD, level)))) / (LOUD - SOFT)]);
    }
    picture.clear(picture.live);
    picture.area(points, height, "soft", picture.live);
  }
}

customElements.define("lab-equaliser", Equaliser);
