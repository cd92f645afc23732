import { store } from "../store.js";
import { LiveElement } from "./live.js";

/**
 * Text for the readers of one path: open for them and folded for readers of other paths; as
 * the build printed it as long as no path is followed. <path-fold data-path="beatmaker"><details open>…
 */
export class PathFold extends LiveElement {
  /** @type {string | null} */
  #shownFor = null;
  #isPrintedOpen = false;

  start() {
    this.#isPrintedOpen = this.find("details").hasAttribute("open");
  }

  show() {
    const { path } = store.progress;
    if (path === this.#shownFor) return; // What the reader opened or folded since then stays.
    this.#shownFor = path;
    const isOpen = path === null ? this.#isPrintedOpen : path === this.told("path");
    this.find("details").toggleAttribute("open", isOpen);
  }
}
