import { store } from "../store.js";
import { LiveElement } from "./live.js";

/** @type {Record<import("../store.js").Trouble, string>} */
const TROUBLE = {
  blocked: "This browser keeps nothing for this site: what you note here is forgotten when you " +
    "leave the page.",
  full: "This browser has no room left for this site: what you note here is forgotten when you " +
    "leave the page.",
  newer:
    "A newer version of this site wrote your progress. Reload the page to get it; until then " +
    "nothing that you note is kept.",
};
const MENDED =
  "Part of your progress could not be read. What could is in place; the rest is kept " +
  "aside on My path, where you can save or erase it.";

/**
 * Says once on a page when something that the reader notes cannot be kept, or when something that
 * was kept had to be mended. <store-notice><p role="status"></p><button>
 */
export class StoreNotice extends LiveElement {
  #noted = false;
  #said = false;

  start() {
    this.find("button").addEventListener("click", () => (this.hidden = true));
  }

  show() {
    const trouble = this.#noted ? store.trouble : null;
    const text = trouble ? TROUBLE[trouble] : store.mended ? MENDED : "";
    this.#noted = true; // Every later call comes after a change.
    if (!text || this.#said) return;
    this.#said = true;
    this.hidden = false;
    this.find("p").textContent = text;
  }
}
