import { kept } from "../tools/kept.js";
import { made } from "./live.js";

/** The name under which it is kept whether the slash opens the search. */
export const KEPT = "search";

/**
 * Opens the search: by its button, by Ctrl+K (on a Mac, Command+K), and by the slash, unless the
 * reader has switched that off. What it opens is fetched then.
 * <site-search><a href="…a-z/"><button>
 */
export class SiteSearch extends HTMLElement {
  #end = new AbortController();
  /** @type {HTMLDialogElement | undefined} */
  #lost;

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
      this.#lost?.close();
      await openSearch(this.#allPages);
    } catch {
      this.#lost ??= lostDialog(() => this.#open());
      await this.#say(this.#lost);
    }
  }

  /** @param {HTMLDialogElement} lost */
  async #say(lost) {
    const { words } = await lostWords(this.#allPages);
    lost.querySelector("p")?.replaceChildren(...words);
    if (!lost.open) lost.showModal();
  }

  get #allPages() {
    return this.querySelector("a")?.href ?? "";
  }
}

/** @param {() => void} again @returns {HTMLDialogElement} In place of one that cannot be fetched. */
function lostDialog(again) {
  const close = () => dialog.close();
  const dialog = /** @type {HTMLDialogElement} */ (made(
    "dialog",
    { "class": "search-lost", "aria-label": "Search" },
    made("p", { role: "status" }),
    made("button", { type: "button", click: again }, "Try again"),
    made("button", { type: "button", click: close }, "Close"),
  ));
  document.body.append(dialog);
  return dialog;
}

/**
 * What is said where the search cannot be had. Nobody is led to the list of all pages who cannot
 * have that either, and would lose the page that is open.
 * @param {string} allPages
 * @returns {Promise<{words: (Node | string)[], hasList: boolean}>}
 */
export async function lostWords(allPages) {
  const hasList = await fetch(allPages).then(({ ok }) => ok, () => false);
  const words = hasList
    ? [
      "The search cannot be loaded: there is no network, or this copy of the site was made without an index, as ",
      made("code", {}, "make serve"),
      " does. ",
      made("a", { href: allPages }, "All pages from A to Z"),
      " may help.",
    ]
    : [
      "There is no network, and your device has kept neither the search nor the list of all pages. This page stays. Try again when there is a network.",
    ];
  return { words, hasList };
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
