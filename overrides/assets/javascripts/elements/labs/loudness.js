import { normalised } from "../../dsp/normalisation.js";
import {
  build,
  change,
  described,
  figure,
  mastered,
  measure,
  playback,
} from "../../labs/loudness.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../dsp/normalisation.js").Service} Service */
/** @typedef {import("../../labs/loudness.js").Measured} Measured */

/** Loudness at the upper and lower edge of the picture, in LUFS. */
const [TOP, BOTTOM] = [0, -40];
/** Milliseconds after the last change, before it is measured. */
const SETTLED = 250;

/** Loudness over time, and what services would do with it. */
class LoudnessLab extends LabElement {
  /** @type {Measured | null} */
  measured = null;
  /** Counts what was asked to be measured: only the last is wanted. */
  asked = 0;
  /** The sound and the push that were measured last. */
  known = "";

  /** @type {import("../../audio/chain.js").Build} */
  build = async (context, input, params) => {
    const told = /** @param {import("../../audio/chain.js").Params} values */ (values) => ({
      ...values,
      gain: playback(values, this.measured),
    });
    const graph = await build(context, input, told(params));
    return { output: graph.output, set: (values) => graph.set(told(values)) };
  };

  describe() {
    return described(this.params, this.measured);
  }

  async play() {
    await super.play();
    await this.read();
  }

  /** @param {import("../../audio/chain.js").Params} values */
  change(values) {
    super.change(values);
    this.read();
  }

  /** @param {LabElement["material"]} material */
  async choose(material) {
    await super.choose(material);
    await this.read();
  }

  /** Measure what plays, or the reader's own file, if anything of it is new. */
  async read() {
    const buffer = this.buffer;
    if (!buffer) return;
    const what = `${this.material} ${buffer.length} ${this.params.push}`;
    if (what === this.known) return;
    const turn = ++this.asked;
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    if (turn !== this.asked) return;
    const made = await mastered(buffer, this.params);
    const measured = await measure(made, () => turn === this.asked);
    if (!measured || turn !== this.asked) return;
    this.known = what;
    this.measured = measured;
    super.change({});
    this.find("figcaption").textContent = this.describe();
    this.tellServices();
  }

  tellServices() {
    const { measured } = this;
    const { services, ceiling } = /** @type {{services: Service[], ceiling: number}} */ (
      /** @type {unknown} */ (this.data)
    );
    if (!measured || measured.loudness === -Infinity) return;
    this.querySelectorAll("[data-service]").forEach((cell, at) => {
      const { gain, stopped } = normalised(measured, services[at], ceiling);
      const isKnown = gain <= 0 || services[at].quiet !== "unknown";
      const least = isKnown ? "" : "0 to ";
      cell.textContent = `${least}${change(gain)}${stopped ? ", stopped by the peak" : ""}: ${
        figure(measured.loudness + gain)
      } LUFS${isKnown ? "" : " at most"}`;
    });
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const y = /** @param {number} value */ (value) =>
      height * (TOP - Math.max(BOTTOM, Math.min(TOP, value))) / (TOP - BOTTOM);
    const grid = () => {
      for (const value of [-10, -20, -30]) {
        picture.line([[0, y(value)], [width, y(value)]], "edge");
        picture.text(`−${-value} LUFS`, 4, y(value) - 3, "pale");
      }
    };
    const { measured } = this;
    if (!measured || measured.loudness === -Infinity) return grid();
    const { seconds } = measured;
    /** @param {number[]} values @param {number} first Seconds, of the first one. */
    const line = (values, first) => {
      const every = Math.max(1, Math.floor(values.length / width));
      /** @type {[number, number][]} */
      const points = [];
      for (let at = 0; at < values.length; at += every) {
        points.push([width * (first + at / 100) / seconds, y(values[at])]);
      }
      return points;
    };
    if (measured.momentary.length) {
      picture.area(line(measured.momentary, 0.4), height, "soft");
    }
    grid();
    if (measured.shortTerm.length) picture.line(line(measured.shortTerm, 3), "stroke");
    const at = y(measured.loudness);
    picture.line([[0, at], [width, at]], "stroke accent");
    picture.text(`integrated ${figure(measured.loudness)}`, width - 4, at - 5, "head end");
    if (this.params.normalise === "on") {
      const reference = y(Number(this.params.reference));
      picture.line([[0, reference], [width, reference]], "axis dashed");
    }
    picture.text(`${Math.round(seconds)} s`, width - 4, height - 5, "pale end");
  }
}

customElements.define("lab-loudness", LoudnessLab);
