import { peak, ratio } from "../../dsp/level.js";
import { build, described, monitored, PEAKS, way } from "../../labs/level.js";
import { LabElement } from "./lab.js";
import { halves } from "./picture.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture.js").Box} Box */
/** @typedef {import("../../audio/material.js").Material} Material */

/** dBFS at the upper and lower edge of the columns. */
const [TOP, BOTTOM] = [24, -156];
/** Samples of the wave that is drawn, around its loudest one. */
const WAVE = 480;

/** The level at each step of the way, and the wave that comes out. */
class Level extends LabElement {
  build = build;

  /** The highest sample of late, so that the wave does not change its size all the time. */
  #most = 0;

  /** @returns {number} The loudest peak of the source, in dBFS. */
  get #peak() {
    if (this.material !== "own") return PEAKS[this.material];
    const { buffer } = this;
    if (!buffer) return 0;
    const sides = Array.from(
      { length: buffer.numberOfChannels },
      (_, c) => buffer.getChannelData(c),
    );
    return Math.max(...sides.map(peak));
  }

  describe() {
    return described(this.params, this.#peak);
  }

  /** @param {Material | "own"} material Another one has another peak. */
  async choose(material) {
    const chosen = super.choose(material);
    if (Object.keys(this.params).length) {
      this.change({});
      this.find("figcaption").textContent = this.describe();
    }
    await chosen;
  }

  async play() {
    this.#most = 0;
    await super.play();
  }

  /** @param {Picture} picture */
  draw(picture) {
    const [columns, wave] = halves(picture);
    this.#columns(picture, columns);
    const middle = (wave.top + wave.floor) / 2;
    picture.line([[wave.left, middle], [wave.right, middle]], "axis");
    picture.text("the wave, while it plays", wave.left, wave.floor + 14, "pale");
  }

  /** @param {Picture} picture @param {Box} box */
  #columns(picture, { left, right, top, floor }) {
    const [first, last] = [top + 6, floor - 20];
    /** @param {number} level */
    const y = (level) =>
      first + ((last - first) * (TOP - Math.max(BOTTOM, Math.min(TOP, level)))) / (TOP - BOTTOM);
    for (const level of [-24, -48, -72, -96, -120, -144]) {
      picture.line([[left, y(level)], [right, y(level)]], "edge");
      picture.text(`−${-level}`, left + 34, y(level) + 4, "pale end");
    }
    const stops = way(this.params, this.#peak);
    const wide = (right - left - 40) / stops.length;
    stops.forEach(({ name, level, cut, noise }, at) => {
      const [from, to] = [left + 40 + at * wide + 4, left + 40 + (at + 1) * wide - 4];
      if (noise > BOTTOM) {
        picture.area([[from, y(noise)], [to, y(noise)]], y(BOTTOM), "area");
        picture.line([[from, y(noise)], [to, y(noise)]], "axis dashed");
      }
      const low = Math.max(noise, BOTTOM);
      if (level > low) picture.area([[from, y(level)], [to, y(level)]], y(low), "soft");
      picture.line([[from, y(level)], [to, y(level)]], "stroke accent");
      if (cut) picture.text("cut", (from + to) / 2, y(0) - 6, "head accent mid");
      picture.text(name, (from + to) / 2, floor - 4, "mid");
    });
    picture.line([[left, y(0)], [right, y(0)]], "axis");
    picture.text("0 dBFS", left, y(0) - 5, "head");
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, analyser) {
    const [, { left, top, right, floor }] = halves(picture);
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const highest = Math.max(1e-4, ...samples.map(Math.abs));
    const loudest = samples.findIndex((sample) => Math.abs(sample) === highest);
    const from = Math.max(0, Math.min(samples.length - WAVE, loudest - WAVE / 2));
    this.#most = Math.max(highest, 0.995 * this.#most);
    /** @param {number} sample */
    const y = (sample) => (top + floor - (0.85 * (floor - top) * sample) / this.#most) / 2;
    /** @type {[number, number][]} */
    const points = Array.from({ length: WAVE }, (_, n) => {
      return [left + ((right - left) * n) / WAVE, y(samples[from + n])];
    });
    picture.clear(picture.live);
    picture.line(points, "stroke accent", picture.live);
    const full = ratio(monitored(this.params));
    if (full > 1.15 * this.#most) return;
    for (const end of [full, -full]) {
      picture.line([[left, y(end)], [right, y(end)]], "axis dashed", picture.live);
    }
    picture.text("full scale", right, y(full) - 4, "pale end", picture.live);
  }
}

customElements.define("lab-level", Level);
