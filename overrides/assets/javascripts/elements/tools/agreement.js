import { deed, markdown, overdrawn, READERS, sound } from "../../tools/agreement.js";
import { erase, keep, kept } from "../../tools/kept.js";
import { counted } from "../../words.js";
import { LiveElement, made } from "../live.js";
import { fieldValue } from "./fields.js";
import { printDeed } from "./deed.js";

/** @typedef {import("../../tools/agreement.js").Agreement} Agreement */

const TOOL = "agreement";

/** The printed clauses, and the text that they make of what the reader types. */
class AgreementBuilder extends LiveElement {
  /** @type {Agreement} */
  #agreement = { heading: "", notice: "", clauses: [] };
  /** @type {import("../../tools/agreement.js").Typed} */
  #typed = {};

  start() {
    this.#agreement = JSON.parse(this.told("tool"));
    this.#typed = sound(this.#agreement, kept(TOOL));
    this.#fill();
    this.addEventListener("input", ({ target }) => this.#change(/** @type {Element} */ (target)));
    this.addEventListener("change", () => this.#say());
    this.find("[data-print]").addEventListener("click", printDeed);
    this.find("[data-save]").addEventListener("click", () => this.#save());
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
  }

  show() {
    this.#checkNumbers();
    const { clauses, missing } = deed(this.#agreement, this.#typed);
    const list = missing.map(({ clause, label }) => made("li", {}, `${clause}: ${label}`));
    const told = this.find(".deed__missing");
    told.hidden = missing.length === 0;
    this.find(".deed__missing summary").textContent = `${
      counted(missing.length, "blank is", "blanks are")
    } still open`;
    this.find(".deed__missing ul").replaceChildren(...list);
    this.find(".deed__clauses").replaceChildren(...clauses.map(({ title, parts }) => {
      const text = parts.map(({ text, from }) =>
        from === "nobody" ? made("mark", {}, text) : document.createTextNode(text)
      );
      return made("li", {}, made("strong", {}, `${title}.`), " ", ...text);
    }));
  }

  #fill() {
    for (const { id, kind } of this.#agreement.clauses.flatMap(({ blanks }) => blanks)) {
      if (kind !== "rest") this.#field(id).value = this.#typed[id] ?? "";
    }
    for (const { choice } of this.#agreement.clauses) {
      for (const option of choice?.options ?? []) {
        const name = `[name="tool-${choice?.id}"][value="${option.id}"]`;
        /** @type {HTMLInputElement} */ (this.find(name)).checked =
          this.#typed[choice?.id ?? ""] === option.id;
      }
    }
  }

  /** @param {string} id @returns {HTMLInputElement} Or a textarea. */
  #field(id) {
    return /** @type {HTMLInputElement} */ (this.find(`[id="tool-${id}"]`));
  }

  /** @param {Element} target */
  #change(target) {
    const input = /** @type {HTMLInputElement} */ (target);
    const name = input.type === "radio" ? input.name : input.id;
    const { [name.replace(/^tool-/, "")]: _, ...others } = this.#typed;
    this.#typed = sound(this.#agreement, {
      ...others,
      [name.replace(/^tool-/, "")]: input.value,
    });
    this.find(".agreement__unkept").hidden = keep(TOOL, this.#typed);
    this.show();
  }

  /** Say beside each field for a number what is wrong; an empty one is missing, and not wrong. */
  #checkNumbers() {
    const over = overdrawn(this.#agreement, this.#typed);
    for (const blank of this.#agreement.clauses.flatMap(({ blanks }) => blanks)) {
      if (blank.kind === "rest") {
        const { clauses } = deed({
          ...this.#agreement,
          clauses: this.#agreement.clauses.map((clause) => ({
            ...clause,
            pieces: clause.blanks.includes(blank) ? [{ id: blank.id }] : [],
          })),
        }, this.#typed);
        const [part] = clauses.flatMap(({ parts }) => parts);
        this.find(`[data-rest="${blank.id}"] output`).textContent = over.includes(blank.id)
          ? "⚠ The parts before it are more than the whole."
          : part.from === "reader"
          ? part.text
          : "what is left, once the others are there";
      } else if (blank.kind in READERS) {
        const isEmpty = this.#field(blank.id).value.trim() === "";
        const read = READERS[blank.kind];
        fieldValue(
          this.#field(blank.id),
          (text) => isEmpty ? { value: 0, wrong: null } : read(text),
        );
      }
    }
  }

  #say() {
    const count = deed(this.#agreement, this.#typed).missing.length;
    this.#status(count === 0 ? "Nothing is missing." : `${counted(count, "part")} still missing.`);
  }

  /** @param {string} text Said anew only if it is new. */
  #status(text) {
    const said = this.find(".agreement__said");
    if (said.textContent !== text) said.textContent = text;
  }

  #save() {
    const text = markdown(this.#agreement, this.#typed);
    const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    made("a", { href: url, download: "agreement.md" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.#status("Saved as agreement.md.");
  }

  #erase() {
    erase(TOOL);
    this.#typed = {};
    this.#fill();
    this.show();
    this.#status("Erased. Nothing of it is kept on this device.");
  }
}

customElements.define(`tool-${TOOL}`, AgreementBuilder);
