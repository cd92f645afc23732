import { takenOn } from "../progress.js";
import { difference } from "../route.js";
import { store } from "../store.js";
import { listed } from "../words.js";
import { currentData, label, LiveElement } from "./live.js";

/**
 * A choice of a path. Its options are printed; each has a button that takes it:
 * <path-choice data-path="songwriter" data-choice="room"> … <li data-option="home"> … <button>
 */
export class PathChoice extends LiveElement {
  start() {
    for (const { option, button } of this.#options) {
      button.addEventListener("click", () => this.#take(option.dataset.option ?? ""));
    }
  }

  show() {
    const taken = takenOn(store.progress, this.told("path"))[this.told("choice")];
    for (const { option, button } of this.#options) {
      const mine = option.dataset.option === taken;
      const text = mine ? "✓ Your way" : taken ? "Change to this" : "Take this way";
      label(button, text, button.dataset.take, mine);
      if (taken) option.dataset.taken = mine ? "yes" : "no";
      else delete option.dataset.taken;
    }
  }

  /**
   * The options of this choice, without those of choices inside them.
   * @returns {{option: HTMLElement, button: HTMLElement, status: HTMLElement}[]}
   */
  get #options() {
    return [...this.querySelectorAll("[data-option]")]
      .filter((option) => option.closest("path-choice") === /** @type {Element} */ (this))
      .map((option) => ({
        option: /** @type {HTMLElement} */ (option),
        button: /** @type {HTMLElement} */ (option.querySelector("[data-take]")),
        status: /** @type {HTMLElement} */ (option.querySelector(".choice__said")),
      }));
  }

  /** @param {string} option */
  #take(option) {
    const [path, choice] = [this.told("path"), this.told("choice")];
    const before = takenOn(store.progress, path);
    const taken = { option, since: new Date().toISOString() };
    store.change((progress) => {
      (progress.choices[path] ??= {})[choice] = taken;
      progress.path ??= path;
    });
    this.#tell(before, { ...before, [choice]: option });
  }

  /**
   * Say what the choice adds to the route and drops from it.
   * @param {import("../route.js").Chosen} before
   * @param {import("../route.js").Chosen} after
   */
  async #tell(before, after) {
    const data = await currentData().catch(() => null);
    if (!data) return; // The buttons say what was taken; what it changes can be seen later.
    const { paths, pages } = data;
    const { added, dropped } = difference(paths.get(this.told("path"))?.steps ?? [], before, after);
    const titles = /** @param {string[]} ids */ (ids) =>
      listed(ids.map((id) => pages.get(id)?.title ?? id));
    const said = [
      added.length ? `This adds ${titles(added)}.` : "This adds no step.",
      dropped.length ? `It drops ${titles(dropped)}; what you have done there stays noted.` : "",
    ];
    for (const { option, status } of this.#options) {
      const isTaken = option.dataset.option === after[this.told("choice")];
      status.textContent = isTaken ? said.join(" ").trim() : "";
    }
  }
}
