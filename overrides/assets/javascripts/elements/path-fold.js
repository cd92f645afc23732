import { store } from "../store.js";
import { LiveElement } from "./live.js";

/**
 * Text for the readers of one path: open for them and folded for readers of other paths; open for
 * all as long as no path is followed. <path-fold data-path="beatmaker"><details open>…
 */
export class PathFold extends LiveElement {
  /** @type {string | null} */
  #shownFor = null;

  show() {
    const { path } = store.progress;
    if (path === this.#shownFor) return; // What the reader opened or folded since then stays.
    this.#shownFor = path;
    this.find("details").toggleAttribute("open", path === null || path === this.told("path"));
  }
}
