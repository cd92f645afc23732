import { INSTRUMENTS } from "../../audio/drum-kit.js";
import { midiFile } from "../../dsp/beat.js";
import {
  build,
  described,
  forget,
  groove,
  HITS,
  isRow,
  place,
  placed,
  rows,
  spoken,
} from "../../labs/beat-grid.js";
import { TableLab } from "./table-lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {Record<string, string>} Steps */
/** @typedef {{title: string, name: string, tempo: number, swing: number, steps: Steps}} OfGenre */

/** What a cell becomes when it is pressed. @type {Record<string, string>} */
const NEXT = { ".": "x", x: "X", X: "o", o: "." };
/** @type {Record<string, string>} */
const SAID = { X: "accent", x: "hit", o: "ghost note", ".": "rest" };
/** Radius of a hit in the picture, in px. @type {Record<string, number>} */
const SIZE = { X: 7, x: 5, o: 3 };

/** A bar of drums to change while it plays. */
class BeatGrid extends TableLab {
  build = build;

  start() {
    super.start();
    const genre = /** @type {HTMLSelectElement} */ (this.find("[data-grooves]"));
    genre.addEventListener("change", () => {
      /** @type {OfGenre | undefined} */
      const chosen = JSON.parse(genre.dataset.grooves ?? "[]")[Number(genre.value)];
      if (chosen) this.show(chosen);
    });
    const part = /** @type {HTMLSelectElement} */ (this.find("[data-part]"));
    part.addEventListener("change", () => {
      if (part.value) this.change({ [`row-${part.value}`]: ".".repeat(this.#length) });
      part.value = "";
    });
    this.find("[data-clear]").addEventListener("click", () => {
      const { steps } = groove(this.params);
      const empty = Object.keys(steps).map((name) => [name, ".".repeat(this.#length)]);
      this.change(rows(Object.fromEntries(empty)));
    });
    this.find("[data-midi]").addEventListener("click", () => this.#save());
  }

  /** @returns {number} Steps of the bar. */
  get #length() {
    return Object.values(groove(this.params).steps)[0]?.length ?? 16;
  }

  /** @param {string} id */
  take(id) {
    const { start, grids } = /** @type {{start: Steps, grids: Record<string, Steps>}} */ (
      /** @type {unknown} */ (this.data)
    );
    Object.assign(this.params, rows(grids[id] ?? start));
    super.take(id);
  }

  /** @param {OfGenre} chosen */
  show({ tempo, swing, steps }) {
    this.fill({ tempo, swing, ...rows(steps) });
  }

  async stop() {
    const context = this.analyser?.context;
    await super.stop();
    if (context) forget(context);
  }

  /** @param {import("../../audio/chain.js").Params} values */
  change(values) {
    super.change(values);
    this.#print();
  }

  describe() {
    return described(groove(this.params));
  }

  /** The grid, as the values are. What is there already stays, so that nobody loses the focus. */
  #print() {
    const body = this.find("tbody");
    const { steps } = groove(this.params);
    const names = Object.keys(steps);
    const had = [...body.children].map((row) => /** @type {HTMLElement} */ (row).dataset.row);
    const length = this.#length;
    const cells = body.querySelector("tr")?.querySelectorAll("td").length ?? 0;
    if (had.join() !== names.join() || cells !== length) {
      body.replaceChildren(...names.map((name) => line(name, length)));
      this.find("thead tr").replaceChildren(...heads(length));
      this.find("table").className = `beats__grid beats__grid--${length}`;
      this.cells.restart();
    }
    names.forEach((name, row) => {
      [...steps[name]].forEach((hit, step) => {
        const cell = this.cells.cell(row, step);
        if (!cell) return;
        cell.dataset.hit = hit;
        cell.textContent = hit === "." ? "" : hit;
        cell.ariaLabel = `${spoken(name)}, step ${step + 1}: ${SAID[hit]}`;
      });
    });
    this.cells.settle();
    const part = /** @type {HTMLSelectElement} */ (this.find("[data-part]"));
    for (const option of part.options) option.hidden = names.includes(option.value);
  }

  /** @param {HTMLElement} cell @param {string} hit */
  #set(cell, hit) {
    const [row, step] = this.cells.where(cell);
    const name = Object.keys(groove(this.params).steps)[row];
    const before = `${this.params[`row-${name}`]}`;
    this.cells.stand(cell);
    this.fill({ [`row-${name}`]: before.slice(0, step) + hit + before.slice(step + 1) });
  }

  /** @param {HTMLButtonElement} cell */
  pressed(cell) {
    this.#set(cell, NEXT[cell.dataset.hit ?? "."] ?? "x");
  }

  /** X, x, o, . and Delete write. @param {KeyboardEvent} event @param {HTMLButtonElement} cell */
  typed(event, cell) {
    const hit = /^(?:Delete|Backspace)$/.test(event.key) ? "." : event.key;
    if (hit.length !== 1 || !HITS.includes(hit)) return;
    this.#set(cell, hit);
    event.preventDefault();
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const made = groove(this.params);
    const names = Object.keys(made.steps);
    const left = Math.min(90, width / 4);
    const across = width - left - 12;
    const high = (height - 24) / Math.max(1, names.length);
    const beats = 4;
    for (let n = 0; n <= 2 * beats; n++) {
      const x = left + (across * n) / (2 * beats);
      picture.line([[x, 4], [x, height - 18]], n % 2 ? "edge" : "axis");
      if (n % 2 === 0 && n < 2 * beats) {
        picture.text(`${n / 2 + 1}`, x + 3, height - 5, "pale");
      }
    }
    names.forEach((name, n) => {
      const y = 4 + high * (n + 0.5);
      picture.line([[left, y], [left + across, y]], "edge");
      picture.text(spoken(name), 2, y + 4, "pale");
    });
    for (const { row, at, hit } of placed(made)) {
      const dot = picture.dot(left + across * at, 4 + high * (row + 0.5));
      dot.setAttribute("r", `${SIZE[hit]}`);
    }
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, analyser) {
    const { width, height } = picture;
    const at = place(analyser.context);
    const left = Math.min(90, width / 4);
    const x = left + (width - left - 12) * at;
    picture.clear(picture.live);
    picture.line([[x, 4], [x, height - 18]], "stroke accent", picture.live);
    this.mark(Math.floor(at * this.#length));
  }

  /** @param {Record<string, string>} told */
  addressed(told) {
    const found = INSTRUMENTS.filter((name) => isRow(told[`row-${name}`]));
    const lengths = new Set(found.map((name) => told[`row-${name}`].length));
    if (lengths.size !== 1) return;
    const steps = Object.fromEntries(found.map((name) => [name, told[`row-${name}`]]));
    this.fill(rows(steps));
  }

  #save() {
    const file = new Blob([midiFile(groove(this.params))], { type: "audio/midi" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "beat-grid.mid";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

/** @param {string} name @param {number} length @returns {HTMLTableRowElement} */
function line(name, length) {
  const row = document.createElement("tr");
  row.dataset.row = name;
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = spoken(name);
  row.append(head);
  for (let n = 0; n < length; n++) {
    const cell = document.createElement("button");
    cell.type = "button";
    row.insertCell().append(cell);
  }
  return row;
}

/** @param {number} length @returns {HTMLTableCellElement[]} */
function heads(length) {
  return ["Part", ...Array.from({ length }, (_, n) => `${n + 1}`)].map((text) => {
    const head = document.createElement("th");
    head.scope = "col";
    head.textContent = text;
    return head;
  });
}

customElements.define("lab-beat-grid", BeatGrid);
