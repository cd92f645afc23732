import {
  build,
  described,
  evened,
  isRow,
  loudness,
  PARTS,
  place,
  playing,
  rows,
} from "../../labs/arrangement.js";
import { counted } from "../../words.js";
import { TableLab } from "./table-lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {Record<string, string>} Steps */
/** @typedef {{sections: string[], parts: {id: string, title: string}[], start: Steps, grids: Record<string, Steps>}} Data */

/** Loudness at the lower and the upper edge of the picture, in LUFS. */
const [SOFT, LOUD] = [-38, -15];
const BOTTOM = 22;

/** A song as a map: parts by sections, to be muted while it plays. */
class Arrangement extends TableLab {
  build = build;

  /** @returns {Data} */
  get #map() {
    return /** @type {Data} */ (/** @type {unknown} */ (this.data));
  }

  /** @param {string} id */
  take(id) {
    const { start, grids } = this.#map;
    Object.assign(this.params, rows(grids[id] ?? start));
    super.take(id);
  }

  /** @param {import("../../audio/chain.js").Params} values */
  change(values) {
    super.change(values);
    this.#map.parts.forEach(({ id }, row) => {
      [...`${this.params[`row-${id}`]}`].forEach((sign, section) => {
        const cell = this.cells.cell(row, section);
        if (cell) cell.ariaPressed = `${sign === "x"}`;
      });
    });
    this.cells.settle();
  }

  /** Mute, or let play. @param {HTMLButtonElement} cell */
  pressed(cell) {
    this.cells.stand(cell);
    const [row, section] = this.cells.where(cell);
    const name = `row-${this.#map.parts[row].id}`;
    const signs = [...`${this.params[name]}`];
    signs[section] = signs[section] === "x" ? "." : "x";
    this.fill({ [name]: signs.join("") });
  }

  describe() {
    const { sections, parts } = this.#map;
    const titles = Object.fromEntries(parts.map(({ id, title }) => [id, title]));
    return described(this.params, sections, titles);
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const { sections } = this.#map;
    const floor = height - BOTTOM;
    const wide = width / sections.length;
    const added = evened(this.params);
    picture.line([[0, floor], [width, floor]], "axis");
    sections.forEach((title, n) => {
      const [left, right] = [n * wide + 1, (n + 1) * wide - 1];
      const level = loudness(this.params, n) + added[n];
      const top = Number.isFinite(level)
        ? floor - ((floor - 34) * (Math.max(SOFT, Math.min(LOUD, level)) - SOFT)) / (LOUD - SOFT)
        : floor;
      picture.area([[left, top], [right, top]], floor, "soft");
      picture.line([[left, top], [right, top]], "stroke accent");
      const count = playing(this.params, n).length;
      const words = width > 480 ? counted(count, "part") : `${count}`;
      picture.text(words, left + 4, top - 18);
      if (count) picture.text(`−${Math.abs(Math.round(level))}`, left + 4, top - 4, "pale");
      picture.text(width > 480 ? title : short(title), left + 4, height - 6, "pale");
    });
    picture.text("LUFS", width - 4, 12, "pale end");
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, analyser) {
    const at = place(analyser.context);
    if (!at) return;
    const { width, height } = picture;
    const x = ((at.section + at.passed) * width) / this.#map.sections.length;
    picture.clear(picture.live);
    picture.line([[x, 0], [x, height - BOTTOM]], "stroke accent", picture.live);
    this.mark(at.section);
  }

  /** @param {Record<string, string>} told */
  addressed(told) {
    const { length } = this.#map.sections;
    const found = PARTS.filter((part) => isRow(told[`row-${part}`], length));
    if (!found.length) return;
    this.fill(Object.fromEntries(found.map((part) => [`row-${part}`, told[`row-${part}`]])));
  }
}

/** @param {string} title @returns {string} As it fits on a phone: 'Verse 2', 'Last'. */
function short(title) {
  return title.length > 7 ? title.split(" ")[0] : title;
}

customElements.define("lab-arrangement", Arrangement);
