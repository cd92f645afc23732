import { build, described, forget, heard, place } from "../../labs/comping.js";
import { faults, named, PHRASES, TAKES } from "../../labs/takes.js";
import { TableLab } from "./table-lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../audio/chain.js").Params} Params */

/** Faults in a word, for the picture and the table. @type {Record<string, string>} */
const SHORT = { clean: "clean", pitch: "flat", timing: "late", noise: "noise", energy: "tired" };
const [LEFT, BOTTOM] = [24, 22];
const START = TAKES[0].repeat(PHRASES);

/** Four takes of one line: choose by ear, then see what was wrong with each. */
class Comping extends TableLab {
  build = build;
  #isOpen = false;

  start() {
    super.start();
    this.find("[data-reveal]").addEventListener("click", () => this.#reveal());
    this.find("[data-others]").addEventListener("click", () => {
      const { most } = /** @type {{most: number}} */ (
        this.controls.find(({ id }) => id === "session")
      );
      this.fill({ session: Number(this.params.session) % most + 1, comp: START });
      this.cells.cell(0, 0)?.focus();
    });
  }

  /** @param {string} id */
  take(id) {
    this.params = { ...this.params, comp: START };
    super.take(id);
  }

  /** @param {Params} values */
  change(values) {
    const { session, faults: size } = { ...this.params, ...values };
    // Other takes are judged blind again.
    if (session !== this.params.session || size !== this.params.faults) this.#hide();
    super.change(values);
    [...`${this.params.comp}`].forEach((chosen, phrase) =>
      TAKES.forEach((take, row) => {
        const cell = this.cells.cell(row, phrase);
        if (cell) cell.ariaPressed = `${take === chosen}`;
      })
    );
    this.cells.settle();
  }

  /** A take for a phrase. @param {HTMLButtonElement} cell */
  pressed(cell) {
    this.cells.stand(cell);
    const [row, phrase] = this.cells.where(cell);
    const comp = [...`${this.params.comp}`];
    comp[phrase] = TAKES[row];
    // Who chooses wants to hear it.
    this.fill({ comp: comp.join(""), hear: "comp" });
    if (this.#isOpen) this.#judge();
  }

  /** Nothing is known about the takes. */
  #hide() {
    this.#isOpen = false;
    this.find(".lab__verdict").textContent =
      "Nothing is said before you have chosen. Then ask what was wrong.";
    this.#name(null);
  }

  #reveal() {
    this.#isOpen = true;
    this.#name(faults(Number(this.params.session)));
    this.#judge();
    this.fill({});
  }

  /** Say in the cells what they are. @param {string[][] | null} all Faults by take, once asked. */
  #name(all) {
    TAKES.forEach((take, row) => {
      for (let phrase = 0; phrase < PHRASES; phrase++) {
        const cell = this.cells.cell(row, phrase);
        if (!cell) continue;
        const told = all ? SHORT[all[row][phrase]] : "";
        cell.textContent = told;
        const name = `Phrase ${phrase + 1} from ${take.toUpperCase()}`;
        cell.ariaLabel = told ? `${name}: ${told}` : name;
      }
    });
  }

  /** Say of each phrase what was chosen, and what would have been better. */
  #judge() {
    const all = faults(Number(this.params.session));
    const size = `${this.params.faults}`;
    let good = 0;
    const said = [...`${this.params.comp}`].map((take, phrase) => {
      const fault = all[TAKES.indexOf(take)][phrase];
      if (fault === "clean") {
        good++;
        return `Phrase ${phrase + 1}: ${take.toUpperCase()} is the clean one.`;
      }
      const best = TAKES[all.findIndex((row) => row[phrase] === "clean")];
      return `Phrase ${phrase + 1}: ${take.toUpperCase()} is ${
        named(fault, size)
      }; ${best.toUpperCase()} is clean.`;
    });
    this.find(".lab__verdict").textContent = `${good} of ${PHRASES}. ${said.join(" ")}`;
  }

  async stop() {
    const context = this.analyser?.context;
    await super.stop();
    if (context) forget(context);
  }

  describe() {
    if (!this.#isOpen) return described(this.params);
    const all = faults(Number(this.params.session));
    const rows = all.map((row, take) =>
      `${TAKES[take].toUpperCase()}: ${row.map((fault) => SHORT[fault]).join(", ")}`
    );
    return `${described(this.params)} Phrase by phrase, ${rows.join("; ")}.`;
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const [wide, high] = [(width - LEFT) / PHRASES, (height - BOTTOM) / TAKES.length];
    const all = this.#isOpen ? faults(Number(this.params.session)) : null;
    const comp = heard(this.params);
    TAKES.forEach((take, row) => {
      const y = row * high;
      picture.text(take.toUpperCase(), 4, y + high / 2 + 4);
      for (let phrase = 0; phrase < PHRASES; phrase++) {
        const [x, right] = [LEFT + phrase * wide + 2, LEFT + (phrase + 1) * wide - 2];
        const isHeard = comp[phrase] === take;
        const [top, floor] = [y + 3, y + high - 3];
        if (isHeard) picture.area([[x, top], [right, top]], floor, "soft");
        picture.line(
          [[x, top], [right, top], [right, floor], [x, floor], [x, top]],
          isHeard ? "stroke accent" : "edge",
        );
        if (all) {
          picture.text(SHORT[all[row][phrase]], x + 6, y + high / 2 + 4, isHeard ? "" : "pale");
        }
      }
    });
    // Where the line goes over to another take.
    for (let phrase = 1; phrase < PHRASES; phrase++) {
      const [from, to] = [comp[phrase - 1], comp[phrase]].map((take) => TAKES.indexOf(take));
      if (from === to) continue;
      const x = LEFT + phrase * wide;
      picture.line([[x, (from + 0.5) * high], [x, (to + 0.5) * high]], "stroke accent");
    }
    for (let phrase = 0; phrase < PHRASES; phrase++) {
      const word = width > 480 ? `Phrase ${phrase + 1}` : `${phrase + 1}`;
      picture.text(word, LEFT + phrase * wide + 6, height - 6, "pale");
    }
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, analyser) {
    const bars = place(analyser.context, this.params);
    const { width, height } = picture;
    const x = LEFT + (Math.max(0, bars) * (width - LEFT)) / PHRASES;
    picture.clear(picture.live);
    picture.line([[x, 0], [x, height - BOTTOM]], "stroke accent", picture.live);
    this.mark(Math.floor(Math.max(0, bars)));
  }

  /** @param {Record<string, string>} told */
  addressed({ comp }) {
    if (comp?.length !== PHRASES || [...comp].some((take) => !TAKES.includes(take))) return;
    this.fill({ comp });
  }
}

customElements.define("lab-comping", Comping);
