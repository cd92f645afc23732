import { takenOn } from "../progress.js";
import { difference } from "../route.js";
import { store } from "../store.js";
import { listed } from "../words.js";
import { currentData, inPlace, label, LiveElement } from "./live.js";

/**
 * A choice of a path. Its options are printed; each has a button that takes it:
 * <path-choice data-path="songwriter" data-choice="room"> … <li data-option="home"> … <button>
 */
export class PathChoice extends LiveElement {
  start() {
    for (const { option, button } of this.#options) {
      const id = option.dataset.option ?? "";
      button.addEventListener("click", () => inPlace(button, () => this.#press(id)));
      option.addEventListener("click", (event) => this.#goOn(event, id));
    }
  }

  show() {
    const taken = this.#taken;
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

  /** The option that was taken, if the choice still has it. */
  get #taken() {
    const taken = takenOn(store.progress, this.told("path"))[this.told("choice")];
    return this.#options.find(({ option }) => option.dataset.option === taken) && taken;
  }

  /** @param {string} option Taken, or no longer if it was; the others are folded. */
  #press(option) {
    for (const other of this.#options) unfold(other.option, false);
    const before = takenOn(store.progress, this.told("path"));
    this.#choose(this.#taken === option ? null : option);
    this.#tell(option, before, takenOn(store.progress, this.told("path")));
  }

  /**
   * Whoever follows the path and goes on by the link of an option has taken it, if none was.
   * @param {MouseEvent} event
   * @param {string} option
   */
  #goOn({ target, ctrlKey, metaKey, shiftKey }, option) {
    const link = /** @type {Element} */ (target).closest(".next a");
    const isFollowed = store.progress.path === this.told("path");
    if (!link || !isFollowed || this.#taken || ctrlKey || metaKey || shiftKey) return;
    this.#choose(option);
  }

  /** @param {string | null} option */
  #choose(option) {
    const [path, choice] = [this.told("path"), this.told("choice")];
    store.change((progress) => {
      const choices = progress.choices[path] ??= {};
      if (option) choices[choice] = { option, since: new Date().toISOString() };
      else delete choices[choice];
      if (Object.keys(choices).length === 0) delete progress.choices[path];
      progress.path ??= path;
    });
  }

  /**
   * Say what the choice adds to the route and drops from it.
   * @param {string} pressed
   * @param {import("../route.js").Chosen} before
   * @param {import("../route.js").Chosen} after
   */
  async #tell(pressed, before, after) {
    const data = await currentData().catch(() => null);
    if (!data) return; // The buttons say what was taken; what it changes can be seen later.
    const { paths, pages } = data;
    const { added, dropped } = difference(paths.get(this.told("path"))?.steps ?? [], before, after);
    const titles = /** @param {string[]} ids */ (ids) =>
      listed(ids.map((id) => pages.get(id)?.title ?? id));
    const said = [
      this.#taken ? "" : "This choice is open again.",
      added.length ? `This adds ${titles(added)}.` : this.#taken ? "This adds no step." : "",
      dropped.length ? `It drops ${titles(dropped)}; what you have done there stays noted.` : "",
    ];
    for (const { option, status } of this.#options) {
      status.textContent = option.dataset.option === pressed ? said.filter(Boolean).join(" ") : "";
    }
  }
}

/**
 * Show the steps of a way that is not taken, or fold them.
 * @param {Element} option
 * @param {boolean} isOpen
 */
export function unfold(option, isOpen) {
  option.toggleAttribute("data-open", isOpen);
  const button = option.querySelector(":scope > .route__row [data-unfold]");
  if (button) button.ariaExpanded = `${isOpen}`;
}
