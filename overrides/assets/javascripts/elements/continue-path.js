import { store } from "../store.js";
import { goOn, howFar, onwardWords } from "./following.js";
import { LiveElement } from "./live.js";

/** Leads a reader who follows a path back to it. <continue-path hidden> */
export class ContinuePath extends LiveElement {
  show() {
    this.hidden = store.progress.path === null;
  }

  wantsRoute() {
    return !this.hidden;
  }

  /** @param {import("../guide-data.js").GuideData} data */
  showRoute(data) {
    const path = data.paths.get(store.progress.path ?? "");
    this.hidden = !path;
    if (!path) return;
    const item = goOn(data, path);
    const link = /** @type {HTMLAnchorElement} */ (this.find("a"));
    link.href = item?.href ?? new URL(`../../../${path.url}`, import.meta.url).href;
    link.textContent = item ? onwardWords(item, path) : `You have walked all of ${path.title}`;
    this.find(".continue__path").textContent = path.title;
    this.find(".continue__said").textContent = `${howFar(path).said}.`;
    this.dataset.shown = "";
  }

  showNoRoute() {
    this.dataset.shown = ""; // What is printed leads to My path.
  }
}
