import { calculate, reader } from "../../tools/calculators.js";
import { erase, keep, kept } from "../../tools/kept.js";
import { LiveElement, made } from "../live.js";
import { fieldValue } from "./fields.js";

/** @typedef {import("../../tools/calculators.js").Calculator} Calculator */

const TOOL = "calculators";

/** The printed calculators, worked out again on what the reader types. */
class Calculators extends LiveElement {
  /** @type {import("../../tools/calculators.js").Data | null} */
  #data = null;

  start() {
    this.#data = JSON.parse(this.told("tool"));
    const typed = kept(TOOL);
    for (const { calculator, field, input } of this.#fields()) {
      const own = of(of(typed, calculator.id), field.id);
      if (typeof own === "string") input.value = own.slice(0, 40);
    }
    this.addEventListener("input", ({ target }) => this.#typed(target));
    this.addEventListener("change", ({ target }) => this.#say(target));
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
    for (const calculator of this.#data?.calculators ?? []) this.#work(calculator);
  }

  *#fields() {
    for (const calculator of this.#data?.calculators ?? []) {
      for (const field of calculator.fields) {
        const input = /** @type {HTMLInputElement} */ (
          this.find(`[id="tool-${calculator.id}-${field.id}"]`)
        );
        yield { calculator, field, input };
      }
    }
  }

  /** @param {EventTarget | null} target @returns {Calculator | undefined} That of a field. */
  #of(target) {
    const part = /** @type {Element} */ (target).closest("[data-sum]");
    const id = /** @type {HTMLElement | null} */ (part)?.dataset.sum;
    return this.#data?.calculators.find((calculator) => calculator.id === id);
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    const calculator = this.#of(target);
    if (!calculator) return;
    this.#work(calculator);
    /** @type {Record<string, Record<string, string>>} */
    const typed = {};
    for (const { calculator, field, input } of this.#fields()) {
      if (input.value !== field.starts) (typed[calculator.id] ??= {})[field.id] = input.value;
    }
    this.find(".calcs__unkept").hidden = keep(TOOL, typed);
    this.find(".calcs__erased").textContent = "";
  }

  /** @param {Calculator} calculator Work it out, or take its result away where a number is wrong. */
  #work(calculator) {
    const part = this.find(`[data-sum="${calculator.id}"]`);
    /** @type {Record<string, number>} */
    const numbers = {};
    for (const field of calculator.fields) {
      const input = /** @type {HTMLInputElement} */ (
        this.find(`[id="tool-${calculator.id}-${field.id}"]`)
      );
      const value = fieldValue(input, reader(field));
      if (value !== null) numbers[field.id] = value;
    }
    const isWhole = calculator.fields.every(({ id }) => id in numbers);
    const data = this.#data;
    const rows = data && isWhole ? calculate(calculator.id, numbers, data) : [];
    const told = [...part.querySelectorAll(".calc__lines > div")];
    told.forEach((line, index) => {
      const row = rows.at(index);
      const what = row?.what ?? calculator.example[index].what;
      const dd = row
        ? [made("span", { class: "calc__sum" }, `${row.sum} =`), " ", made("strong", {}, row.told)]
        : ["a number above is missing or wrong"];
      line.replaceChildren(made("dt", {}, what), made("dd", {}, ...dd));
    });
  }

  /** @param {EventTarget | null} target Say the result aloud once a field is left, and no sooner. */
  #say(target) {
    const calculator = this.#of(target);
    const part = calculator && this.find(`[data-sum="${calculator.id}"]`);
    if (!part) return;
    const rows = [...part.querySelectorAll(".calc__lines > div")].flatMap((line) => {
      const strong = line.querySelector("strong");
      return strong ? [`${line.querySelector("dt")?.textContent}: ${strong.textContent}`] : [];
    });
    const said = /** @type {HTMLElement} */ (part.querySelector(".calc__said"));
    if (said.textContent !== rows.join("; ")) said.textContent = rows.join("; ");
  }

  #erase() {
    erase(TOOL);
    for (const { field, input } of this.#fields()) input.value = field.starts;
    for (const calculator of this.#data?.calculators ?? []) this.#work(calculator);
    for (const said of this.querySelectorAll(".calc__said")) said.textContent = "";
    this.find(".calcs__unkept").hidden = true;
    this.find(".calcs__erased").textContent = "Erased. The examples stand here again.";
  }
}

/** @param {unknown} value @param {string} name @returns {unknown} What stands there, if anything. */
function of(value, name) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? /** @type {Record<string, unknown>} */ (value)[name]
    : undefined;
}

customElements.define(`tool-${TOOL}`, Calculators);
