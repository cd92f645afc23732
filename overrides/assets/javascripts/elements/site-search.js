import { kept } from "../tools/kept.js";

/** The name under which it is kept whether the slash opens the search. */
export const KEPT = "search";

/**
 * Opens the search: by its button, by Ctrl+K (on a Mac, Command+K), and by the slash, unless the
 * reader has switched that off. What it opens is fetched then.
 * <site-search><a href="…a-z/"><button>
 */
export class SiteSearch extends HTMLElement {
  #end = new AbortController();

  connectedCallback() {
    this.#end = new AbortController();
    const { signal } = this.#end;
    this.querySelector("button")?.addEventListener("click", () => this.#open(), { signal });
    document.addEventListener("keydown", (event) => {
      if (!asksForSearch(event) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      this.#open();
    }, { signal });
  }

  disconnectedCallback() {
    this.#end.abort();
  }

  async #open() {
    try {
      const { openSearch } = await import("./search-dialog.js");
      await openSearch(this.#allPages);
    } catch {
      location.assign(this.#allPages); // It could not be fetched; the list may be at hand.
    }
  }

  get #allPages() {
    return this.querySelector("a")?.href ?? "";
  }
}

/** Where a letter is meant as one. */
const TYPING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select";

/** @param {KeyboardEvent} event */
function asksForSearch({ key, ctrlKey, metaKey, altKey, target, defaultPrevented, isComposing }) {
  if (defaultPrevented || isComposing || altKey || isTyping(target)) return false;
  if (key === "/" && !ctrlKey && !metaKey) return kept(KEPT) !== false;
  return key.toLowerCase() === "k" && ctrlKey !== metaKey;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement &&
    (target.isContentEditable || target.matches(TYPING));
}
