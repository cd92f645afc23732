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
    const all = /** @type {NodeListOf<HTMLElement>} */ (strip.querySelectorAll("[data-trail]"));
    const stands = [...all].filter(({ hidden }) => !hidden);
    // Where the page has several places, or none on the chosen way, the strip tells of them.
    const off = strip.querySelector(".strip__off:not([hidden])");
    const stand = stands.length === 1 && !off ? stands[0] : null;
    const [back, here, next] = ["[rel=prev]", ".path-bar__path", "[rel=next]"].map((
      selector,
    ) => /** @type {HTMLAnchorElement} */ (this.find(selector)));
    here.hash = strip.id;
    here.textContent = strip.closest("details")?.querySelector(".strip__title")?.textContent ??
      path;
    const before = /** @type {HTMLAnchorElement | undefined | null} */ (
      stand?.querySelector("a[rel=prev]")
    );
    back.hidden = !before;
    if (before) back.href = before.href;
    const after = stand && onward(stand);
    next.href = after?.href ?? here.href;
    next.textContent = after ? "Next →" : stand ? "Choose ↓" : "See where ↓";
    next.hidden = after?.matches(".next--end *") ?? false;
  }
}

/**
 * @param {Element} place
 * @returns {HTMLAnchorElement | null} Where it leads, over choices that are made; null if one is
 *   open.
 */
function onward(place) {
  const choice = place.querySelector(":scope > path-choice");
  if (!choice) return place.querySelector(":scope > .next a");
  const taken = choice.querySelector(":scope > ul > [data-taken=yes]");
  return taken && onward(taken);
}
