import { erase, keep, kept } from "../../tools/kept.js";
import {
  LETTERS,
  places,
  pointsReader,
  readWeight,
  sound,
  tally,
  warned,
  weights,
} from "../../tools/vetting-sheet.js";
import { listed } from "../../words.js";
import { LiveElement, made } from "../live.js";
import { fieldValue } from "./fields.js";
import { printDeed } from "./deed.js";

const TOOL = "vetting-sheet";

/** The printed sheet, filled in, and three candidates side by side. */
class VettingSheet extends LiveElement {
  /** @type {import("../../tools/vetting-sheet.js").Sheet} */
  #sheet = { groups: [], flags: [], one_flag: "", more_flags: "", criteria: [], most: 0 };
  /** @type {import("../../tools/vetting-sheet.js").Typed} */
  #typed = {};

  start() {
    this.#sheet = JSON.parse(this.told("tool"));
    this.#typed = sound(this.#sheet, kept(TOOL));
    this.#fill();
    this.addEventListener("input", () => this.#change());
    this.addEventListener("change", () => this.#say());
    this.find("[data-print]").addEventListener("click", printDeed);
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
  }

  show() {
    this.#checkNumbers();
    const { standings } = tally(this.#sheet, this.#typed);
    const weight = weights(this.#sheet, this.#typed);
    this.#sheet.criteria.forEach(({ id }, index) => {
      this.find(`[data-weight="${id}"]`).textContent = `× ${weight[index] ?? "?"}`;
    });
    for (const { letter, name } of standings) {
      for (const told of this.querySelectorAll(`[data-name="${letter}"]`)) told.textContent = name;
    }
    for (const row of this.querySelectorAll("[data-row]")) {
      const id = /** @type {HTMLElement} */ (row).dataset.row ?? "";
      row.querySelectorAll("td").forEach((cell, index) => {
        const { letter, points, sum } = standings[index];
        const text = this.#typed[`${letter}-${id}`] ?? "";
        if (id !== "total") cell.textContent = text === "yes" ? "✗" : text;
        else cell.textContent = points === null ? "" : `${sum} = ${points}`;
      });
    }
    const lines = standings.filter(({ flags }) => flags.length > 0).map((standing) =>
      made("li", {}, made("strong", {}, `${standing.name}: `), warned(this.#sheet, standing))
    );
    this.find(".vet__warned").replaceChildren(...lines);
  }

  /** @param {string} place @returns {HTMLInputElement} Or a textarea. */
  #field(place) {
    return /** @type {HTMLInputElement} */ (this.find(`[id="tool-${place}"]`));
  }

  #fill() {
    for (const place of places(this.#sheet)) {
      const field = this.#field(place);
      if (field.type === "checkbox") field.checked = this.#typed[place] === "yes";
      else field.value = this.#typed[place] ?? field.defaultValue;
    }
  }

  #change() {
    const read = places(this.#sheet).map((place) => {
      const field = this.#field(place);
      if (field.type === "checkbox") return [place, field.checked ? "yes" : ""];
      return [place, field.value === field.defaultValue ? "" : field.value];
    });
    this.#typed = sound(this.#sheet, Object.fromEntries(read));
    this.find(".vet__unkept").hidden = keep(TOOL, this.#typed);
    this.show();
  }

  /** Say beside each number what is wrong; an empty one is open, and not wrong. */
  #checkNumbers() {
    const points = pointsReader(this.#sheet);
    for (const { id } of this.#sheet.criteria) {
      const fields = [...LETTERS.map((letter) => `${letter}-${id}`), `weight-${id}`];
      for (const field of fields.map((place) => this.#field(place))) {
        const read = field.id.startsWith("tool-weight-") ? readWeight : points;
        const isEmpty = field.value.trim() === "";
        fieldValue(field, (text) => isEmpty ? { value: 0, wrong: null } : read(text));
      }
    }
  }

  #say() {
    const { standings, first, most } = tally(this.#sheet, this.#typed);
    const open = standings.filter(({ letter }) => this.#isBegun(letter)).map(({ name, open }) =>
      open.length > 0 ? `${name}: ${open.length} still to ask.` : `${name}: all asked.`
    );
    const told = first.length === 0
      ? ""
      : first.length === 1
      ? `Most points: ${first[0].name}, ${first[0].points} of ${most}.`
      : `Equal: ${listed(first.map(({ name }) => name))}, ${first[0].points} of ${most} each.`;
    this.#status([told, ...open].filter(Boolean).join(" "));
  }

  /** @param {string} letter */
  #isBegun(letter) {
    return Object.keys(this.#typed).some((place) => place.startsWith(`${letter}-`));
  }

  /** @param {string} text Said anew only if it is new. */
  #status(text) {
    const said = this.find(".vet__said");
    if (said.textContent !== text) said.textContent = text;
  }

  #erase() {
    erase(TOOL);
    this.#typed = {};
    this.#fill();
    this.show();
    this.#status("Erased. Nothing of it is kept on this device.");
  }
}

customElements.define(`tool-${TOOL}`, VettingSheet);
