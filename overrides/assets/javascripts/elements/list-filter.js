import { choice, keep } from "../address.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * Shows only those items of a list that fit all that is chosen, and keeps the choice in the address.
 * A long list stands in a fold, which opens when something is chosen.
 * <list-filter data-noun="pages"><select name="room">…<li data-item data-room="shared-flat any">
 */
export class ListFilter extends HTMLElement {
  connectedCallback() {
    for (const control of this.#controls) choose(control, choice(control.name));
    this.addEventListener("change", this.#choose);
    this.querySelector("[data-all]")?.addEventListener("click", this.#showAll);
    const asked = [...this.#controls.map(({ name }) => name), "sort"].some(choice);
    this.#fold?.toggleAttribute("open", asked);
    this.#show();
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#choose);
    this.querySelector("[data-all]")?.removeEventListener("click", this.#showAll);
  }

  /** @returns {Control[]} */
  get #controls() {
    return [.../** @type {NodeListOf<Control>} */ (this.querySelectorAll("[name]"))];
  }

  /** @returns {HTMLElement[]} */
  get #items() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-item]"))];
  }

  get #fold() {
    return this.querySelector("details:has([data-item])");
  }

  #choose = () => {
    this.#fold?.setAttribute("open", "");
    this.#show();
  };

  #showAll = () => {
    for (const control of this.#controls) choose(control, "");
    this.#choose();
  };

  #show = () => {
    const chosen = new Map(this.#controls.filter(isChosen).map(({ name, value }) => [name, value]));
    const items = this.#items;
    for (const item of items) item.hidden = !fits(item, chosen);
    for (const control of this.#controls) {
      if (control instanceof HTMLSelectElement) count(control, items, chosen);
    }
    const shown = items.filter((item) => !item.hidden).length;
    const of = shown === items.length ? "" : ` of ${items.length}`;
    const said = this.querySelector("[role=status]");
    if (said) said.textContent = `${shown}${of} ${this.dataset.noun}`;
    keep(chosen);
  };
}

/** @param {Control} control @returns {boolean} Whether its value is the one of its name. */
const isChosen = (control) => !("checked" in control) || control.checked;

/**
 * Choose a value, where a control has it; else nothing.
 * @param {Control} control
 * @param {string} value
 */
function choose(control, value) {
  if (!(control instanceof HTMLSelectElement)) {
    if (control.value === value) control.checked = true;
  } else if ([...control.options].some((option) => option.value === value)) {
    control.value = value;
  }
}

/** @param {HTMLElement} item @param {Map<string, string>} chosen */
function fits(item, chosen) {
  return [...chosen].every(([name, value]) =>
    value === "" || item.dataset[name]?.split(" ").includes(value)
  );
}

/**
 * Write behind each option that narrows how many items it would leave. One that would leave none
 * cannot be taken.
 * @param {HTMLSelectElement} select
 * @param {HTMLElement[]} items
 * @param {Map<string, string>} chosen
 */
function count(select, items, chosen) {
  for (const option of select.options) {
    const wouldBe = new Map(chosen).set(select.name, option.value);
    const left = items.filter((item) => fits(item, wouldBe)).length;
    option.dataset.title ??= option.text;
    option.text = option.value ? `${option.dataset.title} (${left})` : option.dataset.title;
    option.disabled = left === 0 && !option.selected;
  }
}
