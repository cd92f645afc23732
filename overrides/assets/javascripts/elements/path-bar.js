import { store } from "../store.js";
import { LiveElement } from "./live.js";

/**
 * The step before and the step after on the reader's own path, at the lower edge of a phone. Shows
 * what the page's own strip says: <path-bar hidden><a rel="prev"><a><a rel="next"></path-bar>
 */
export class PathBar extends LiveElement {
  show() {
    const path = store.progress.path ?? "";
    const strip = document.getElementById(`path-${path}`);
    this.hidden = !strip;
    if (!strip) return;
    const stands = [...strip.querySelectorAll("[data-trail]")];
    const stand = stands.find((it) => it instanceof HTMLElement && !it.hidden);
    for (const way of ["prev", "next"]) {
      const own = /** @type {HTMLAnchorElement} */ (this.find(`[rel=${way}]`));
      const told = stand?.querySelector(`a[rel=${way}]`);
      own.hidden = !(told instanceof HTMLAnchorElement);
      if (told instanceof HTMLAnchorElement) own.href = told.href;
    }
    const link = /** @type {HTMLAnchorElement} */ (this.find(".path-bar__path"));
    link.hash = `path-${path}`;
    link.textContent = strip.closest("details")?.querySelector("summary")?.textContent ?? path;
  }
}
