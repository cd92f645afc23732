import { guideData } from "../guide-data.js";
import { keep, state } from "../offline.js";
import { pagesOf } from "../route.js";

/** @typedef {import("../offline.js").State} State */

/**
 * Keeps all pages of a path on this device, and says how many are there.
 * <path-keep data-path="songwriter"><button><p role="status">
 */
export class PathKeep extends HTMLElement {
  /** Addresses of the path's pages, inside the site. */
  #names = /** @type {string[]} */ ([]);
  /** The list of paths is only fetched for those who come so far. */
  #watch = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    this.#watch.disconnect();
    this.#begin();
  });

  connectedCallback() {
    this.#button.addEventListener("click", this.#keep);
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    this.#button.removeEventListener("click", this.#keep);
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }

  async #begin() {
    const data = await guideData().catch(() => null);
    const path = data?.paths.get(this.dataset.path ?? "");
    if (!data || !path) return;
    const urls = [...pagesOf(path.steps)].map((page) => data.pages.get(page)?.url ?? "");
    this.#names = [path.url, ...urls];
    const now = await state(this.#names);
    if (now) this.#show(now);
    else this.#say("This browser keeps no pages of this site.");
  }

  #keep = () => {
    this.#say("Keeping …");
    keep(this.#names, (now) => now.isDone ? this.#show(now, true) : this.#count(now));
  };

  /** @param {State} state @param {boolean} [wasAsked] */
  #show({ kept, of, bytes, isFull }, wasAsked = false) {
    const size = megabytes(bytes);
    this.#button.disabled = false;
    if (kept === of) this.#say(`All ${of} pages of this path are on this device, ${size}.`);
    else if (isFull) this.#say(`There is no room: ${kept} of ${of} pages are on this device.`);
    else if (wasAsked) {
      this.#say(
        `The network went away: ${kept} of ${of} pages are on this device. Try again later.`,
      );
    } else this.#say(`${kept} of ${of} pages are on this device; all of them are ${size}.`);
  }

  /** @param {State} state */
  #count({ kept, of }) {
    this.#button.textContent = `Keeping ${kept} of ${of} …`;
  }

  /** @param {string} text */
  #say(text) {
    this.#button.textContent = "Keep this path on my device";
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = text;
  }
}

/** @param {number} bytes @returns {string} '1.2 MB' */
function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
