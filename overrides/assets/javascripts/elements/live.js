/** What all our elements share: they show the reader's progress, and show it again when it changes. */

import { guideData } from "../guide-data.js";
import { store } from "../store.js";

/** An element whose content is printed by the build, and whose state is filled in by `show`. */
export class LiveElement extends HTMLElement {
  #end = () => {};
  #isStarted = false;

  connectedCallback() {
    // An element that is moved is connected again.
    if (!this.#isStarted) this.start();
    this.#isStarted = true;
    this.#end = store.subscribe(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#end();
  }

  /** Done once, before the first `show`. */
  start() {}

  /** Done at each change. */
  show() {}

  /** Whether `showRoute` is wanted now: it costs the reader a file, once. */
  wantsRoute() {
    return false;
  }

  /**
   * Done at each change, when the guide's data is there.
   * @param {import("../guide-data.js").GuideData} _data
   */
  showRoute(_data) {}

  /** Done when the guide's data cannot be had, as without a network. */
  showNoRoute() {}

  async #show() {
    this.show();
    if (!this.wantsRoute()) return;
    const data = await currentData().catch(() => null);
    if (data) this.showRoute(data);
    else this.showNoRoute();
  }

  /** @param {string} name @returns {string} What the build wrote into `data-…`. */
  told(name) {
    return this.dataset[name] ?? "";
  }

  /**
   * @template {Element} [T=HTMLElement]
   * @param {string} selector
   * @returns {T} The part that the build printed.
   */
  find(selector) {
    const found = this.querySelector(selector);
    if (!found) throw new Error(`<${this.localName}> without ${selector}`);
    return /** @type {T} */ (/** @type {unknown} */ (found));
  }
}

/**
 * The guide's data, with progress carried over to the ids that pages have in it.
 * @returns {Promise<import("../guide-data.js").GuideData>}
 */
export async function currentData() {
  const data = await guideData();
  store.adopt(data.aliases);
  return data;
}

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener>} [properties] Attributes; a function is
 *   called at the event of its name.
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function made(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * Write a button's text; its name for those who cannot see what it stands beside says more.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {string | undefined} about
 * @param {boolean} isPressed
 */
export function label(button, text, about, isPressed) {
  button.textContent = text;
  button.ariaLabel = `${text}: ${about}`;
  button.ariaPressed = `${isPressed}`;
}

/**
 * Do what may fold or unfold something above an element, and leave the element where it is seen.
 * @param {Element} element
 * @param {() => void} change
 */
export function inPlace(element, change) {
  const { top } = element.getBoundingClientRect();
  change();
  scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
}
