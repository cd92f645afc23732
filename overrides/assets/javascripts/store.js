/**
 * Keeps a reader's progress in this browser, and nowhere else: the one module that touches
 * it in localStorage. Each change reads what other tabs wrote before it writes.
 */

import { eraseAll } from "./tools/kept.js";
import { hasOldIds, mend, nothing, rename, VERSION } from "./progress.js";

/** @typedef {import("./progress.js").Progress} Progress */

export const KEY = "signal-path";
/** Texts that could not be read whole, oldest first: kept until the reader erases them. */
export const ASIDE_KEY = "signal-path.set-aside";

/**
 * @typedef {"blocked" | "full" | "newer"} Trouble Why nothing is kept: the browser refuses, there
 *   is no room, or a newer version of the site wrote what is there.
 */

class Store extends EventTarget {
  /** @type {Progress} */
  #progress = nothing();
  /** @type {Trouble | null} */
  #trouble = null;
  /** Whether something had to be set aside since this page was opened. */
  mended = false;
  /** What the storage held when it was last read. */
  #text = /** @type {string | null} */ (null);

  constructor() {
    super();
    this.#read();
    addEventListener("storage", ({ key }) => {
      if (key === KEY || key === ASIDE_KEY || key === null) this.#refresh();
    });
    // A page that the browser kept may have missed what other pages wrote.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#refresh());
  }

  /** The reader's progress. To be read only: `change` changes it. */
  get progress() {
    return this.#progress;
  }

  get trouble() {
    return this.#trouble;
  }

  /** @returns {string[]} Texts that could not be read whole. */
  get aside() {
    try {
      const kept = JSON.parse(localStorage.getItem(ASIDE_KEY) ?? "[]");
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return [];
    }
  }

  /**
   * Change the progress and keep it. Where it cannot be kept it lasts as long as this page does.
   * @param {(progress: Progress) => Progress | void} edit Changes the copy that it gets, or
   *   returns another progress.
   */
  change(edit) {
    this.#read();
    const copy = structuredClone(this.#progress);
    this.#progress = edit(copy) ?? copy;
    this.#write();
    this.#tell();
  }

  /**
   * Carry progress over to the ids that pages have now, if any stands under an old one.
   * @param {Record<string, string>} aliases From ids that pages had to those that they have.
   */
  adopt(aliases) {
    if (hasOldIds(this.#progress, aliases)) this.change((progress) => rename(progress, aliases));
  }

  /** Erase everything that this site keeps: what was set aside, and what tools hold, too. */
  erase() {
    eraseAll();
    try {
      localStorage.removeItem(KEY);
      localStorage.removeItem(ASIDE_KEY);
    } catch {
      // What cannot be reached holds nothing.
    }
    this.#text = null;
    this.#trouble = null;
    this.#progress = nothing();
    this.#tell();
  }

  /** @param {string[]} texts Set aside elsewhere, and brought along. */
  addAside(texts) {
    const all = [...new Set([...this.aside, ...texts])];
    if (all.length === 0) return;
    try {
      localStorage.setItem(ASIDE_KEY, JSON.stringify(all));
    } catch {
      this.#trouble ??= "full";
    }
    this.#tell();
  }

  /** Erase what was set aside. */
  eraseAside() {
    localStorage.removeItem(ASIDE_KEY);
    this.#tell();
  }

  /**
   * Call `show` at each change, in this tab or another.
   * @param {() => void} show
   * @returns {() => void} Ends it.
   */
  subscribe(show) {
    this.addEventListener("change", show);
    return () => this.removeEventListener("change", show);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  #refresh() {
    this.#read();
    this.#tell();
  }

  #read() {
    if (this.#trouble) return; // What this page holds is newer than what could not be written.
    /** @type {string | null} */
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      this.#trouble = "blocked";
      return;
    }
    if (text === this.#text && text !== null) return;
    this.#text = text;
    const value = parsed(text);
    if (versionOf(value) > VERSION) {
      this.#trouble = "newer";
      return;
    }
    const { progress, whole } = text === null ? { progress: nothing(), whole: true } : mend(value);
    this.#progress = progress;
    if (!whole) this.#setAside(/** @type {string} */ (text));
  }

  /** @param {string} text */
  #setAside(text) {
    this.mended = true;
    try {
      localStorage.setItem(ASIDE_KEY, JSON.stringify([...this.aside, text]));
      this.#write();
    } catch {
      this.#trouble = "full"; // The damaged text stays where it is.
    }
  }

  #write() {
    if (this.#trouble) return;
    const text = JSON.stringify(this.#progress);
    try {
      localStorage.setItem(KEY, text);
      this.#text = text;
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      this.#trouble = full ? "full" : "blocked";
    }
  }
}

/** @param {string | null} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** @param {unknown} value */
function versionOf(value) {
  const version = /** @type {{version?: unknown} | null} */ (value)?.version;
  return typeof version === "number" ? version : 0;
}

export const store = new Store();
