import { AT_ONCE, open as openIndex } from "../search.js";
import { store } from "../store.js";
import { keep, kept } from "../tools/kept.js";
import { counted, listed } from "../words.js";
import { made } from "./live.js";
import { KEPT, lostWords } from "./site-search.js";

/** @typedef {import("../search.js").Search} Search */
/** @typedef {import("../search.js").Result} Result */

/** Milliseconds without a key after which is searched. */
const PAUSE = 120;
/** Paths that are named beside a page. */
const NAMED = 2;

/** @type {Promise<SearchDialog> | undefined} */
let dialog;

/**
 * Open the search over the page.
 * @param {string} allPages The address of the list of all pages.
 */
export async function openSearch(allPages) {
  openIndex().catch(() => null); // Meanwhile; what fails is told by the dialog.
  dialog ??= styles().then(() => new SearchDialog(allPages));
  (await dialog).open();
}

/** @returns {Promise<void>} Done when the dialog's own style sheet is there, or cannot be had. */
function styles() {
  return new Promise((resolve) => {
    const href = new URL("../../stylesheets/search.css", import.meta.url).href;
    const done = () => resolve();
    document.head.append(made("link", { rel: "stylesheet", href, load: done, error: done }));
  });
}

/**
 * The dialog: a field with a list of pages under it, one of which is marked while the focus stays
 * in the field (WAI-ARIA Authoring Practices, combobox with a list).
 */
class SearchDialog {
  #allPages;
  #toList;
  #field = /** @type {HTMLInputElement} */ (made("input", {
    "aria-autocomplete": "list",
    "aria-controls": "search-pages",
    "aria-expanded": "false",
    "autocapitalize": "off",
    "autocomplete": "off",
    "enterkeyhint": "go",
    "id": "search-words",
    "inputmode": "search",
    "role": "combobox",
    "spellcheck": "false",
    "type": "text",
  }));
  #said = made("p", { role: "status", class: "search__said" });
  #again = made(
    "button",
    { type: "button", hidden: true, click: () => this.#retry() },
    "Try again",
  );
  #term = made("p", { class: "search__term", hidden: true });
  #list = made("div", {
    "role": "listbox",
    "id": "search-pages",
    "aria-label": "Pages",
    "hidden": true,
  });
  #more = made("button", { type: "button", hidden: true, click: () => this.#showMore() }, "More");
  #filters = made("div", { class: "search__filters" });
  #narrow = made("summary", {}, "Narrow down");
  #dialog = /** @type {HTMLDialogElement} */ (made("dialog", {
    "class": "search",
    "aria-labelledby": "search-label",
  }));
  /** @type {Search | null} */
  #search = null;
  /** @type {import("../search.js").Found | null} */
  #found = null;
  /** The last search that was begun: what an earlier one finds comes too late. */
  #run = 0;
  #waiting = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);

  /** @param {string} allPages */
  constructor(allPages) {
    this.#allPages = allPages;
    this.#toList = made("a", { href: allPages }, "All pages from A to Z");
    const close = made("button", { type: "button", click: () => this.#dialog.close() }, "Close");
    const form = made(
      "form",
      { role: "search" },
      made("label", { for: "search-words", id: "search-label" }, "Search the guide"),
      made("div", { class: "search__row" }, this.#field, close),
      made(
        "details",
        { class: "search__narrow", toggle: () => this.#printFilters() },
        this.#narrow,
        this.#filters,
      ),
    );
    const slash = /** @type {HTMLInputElement} */ (made("input", { type: "checkbox" }));
    slash.checked = kept(KEPT) !== false;
    slash.addEventListener("change", () => keep(KEPT, slash.checked));
    this.#dialog.append(
      form,
      this.#said,
      this.#again,
      this.#term,
      this.#list,
      this.#more,
      made(
        "p",
        { class: "search__foot" },
        this.#toList,
        made("label", {}, slash, " The key / opens the search"),
      ),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#field.addEventListener("input", () => this.#soon());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("click", () => this.#dialog.close()); // It may lead to this page.
    this.#dialog.addEventListener("click", ({ target }) => {
      if (target === this.#dialog) this.#dialog.close(); // On what is around it.
    });
    document.body.append(this.#dialog);
  }

  async open() {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
    this.#field.select();
    if (!this.#search) await this.#ready();
  }

  async #ready() {
    this.#said.textContent = "Getting ready …";
    try {
      this.#search = await openIndex();
    } catch {
      await this.#lose();
      return;
    }
    this.#said.textContent = "";
    await this.#now();
  }

  async #retry() {
    await this.#ready();
    if (this.#narrow.closest("details")?.open) await this.#printFilters();
    if (this.#again.hidden) this.#field.focus();
  }

  /** Say that the search, or a piece of it, cannot be had. */
  async #lose() {
    const { words, hasList } = await lostWords(this.#allPages);
    this.#said.replaceChildren(...words);
    this.#again.hidden = false;
    this.#toList.hidden = !hasList;
  }

  async #printFilters() {
    if (this.#filters.hasChildNodes()) return;
    let lists;
    try {
      const search = await openIndex();
      const { genres } = await search.more();
      lists = { kind: search.words.kinds, path: search.words.paths, genre: genres };
    } catch {
      await this.#lose();
      return;
    }
    const select = (/** @type {string} */ name, /** @type {Record<string, string>} */ titles) =>
      made(
        "label",
        {},
        `${name[0].toUpperCase()}${name.slice(1)} `,
        made(
          "select",
          { name, autocomplete: "off", change: () => this.#now() },
          made("option", { value: "" }, "any"),
          ...Object.entries(titles).map(([value, title]) => made("option", { value }, title)),
        ),
      );
    this.#filters.replaceChildren(
      ...Object.entries(lists)
        .filter(([, titles]) => Object.keys(titles).length > 0)
        .map(([name, titles]) => select(name, titles)),
    );
  }

  /** @returns {import("../search.js").Filters} */
  get #chosen() {
    const selects = [...this.#filters.querySelectorAll("select")];
    const chosen = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
    return { kind: "", path: "", genre: "", ...chosen };
  }

  #soon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#now(), PAUSE);
  }

  async #now() {
    clearTimeout(this.#waiting); // A second search for the same would take away what was marked.
    const run = ++this.#run;
    const query = this.#field.value.trim();
    const filters = this.#chosen;
    const number = Object.values(filters).filter(Boolean).length;
    this.#narrow.textContent = number ? `Narrowed down by ${number}` : "Narrow down";
    if (!this.#search) return;
    try {
      const found = query || number ? await this.#search.find(query, filters) : null;
      const first = (await found?.results(0, 1)) ?? [];
      if (run !== this.#run) return;
      this.#again.hidden = found?.isSure ?? true;
      this.#toList.hidden = false;
      this.#found = found;
      this.#list.replaceChildren();
      this.#add(first);
      this.#more.hidden = true; // Until the others are there: it would move away under a finger.
      this.#say(query);
      await new Promise(requestAnimationFrame); // The first is seen before the others are fetched.
      const others = (await found?.results(1, AT_ONCE)) ?? [];
      if (run === this.#run && this.#list.children.length === 1) this.#add(others);
    } catch {
      if (run === this.#run) await this.#lose();
    }
  }

  async #showMore() {
    const run = this.#run;
    const shown = this.#list.children.length;
    const next = await this.#found?.results(shown, shown + AT_ONCE).catch(() => null);
    if (!next) await this.#lose();
    else if (run === this.#run && shown === this.#list.children.length) this.#add(next);
  }

  /** @param {Result[]} results */
  #add(results) {
    const before = this.#list.children.length;
    this.#list.append(...results.map((result, at) => this.#option(result, before + at)));
    const shown = this.#list.children.length;
    this.#list.hidden = shown === 0;
    this.#field.ariaExpanded = `${shown > 0}`;
    this.#more.hidden = shown >= (this.#found?.count ?? 0);
    this.#mark(before ? this.#marked : -1);
  }

  /** @param {Result} result @param {number} at */
  #option({ url, title, part, kind, places, excerpt }, at) {
    const { kinds } = /** @type {Search} */ (this.#search).words;
    const about = [kinds[kind], ...this.#stands(places)].filter(Boolean).join(" · ");
    return made(
      "a",
      { role: "option", id: `search-page-${at}`, href: url, tabindex: "-1" },
      made("strong", {}, title),
      ...(part ? [made("span", { class: "search__part" }, ` ${part}`)] : []),
      made("span", { class: "search__about" }, about),
      made(
        "span",
        { class: "search__excerpt" },
        ...excerpt.map(({ text, isHit }) => isHit ? made("mark", {}, text) : text),
      ),
    );
  }

  /**
   * @param {import("../search.js").Place[]} places
   * @returns {string[]} The reader's own path first; others only as many as can be read.
   */
  #stands(places) {
    const titles = /** @type {Search} */ (this.#search).words.paths;
    const own = places.filter(({ path }) => path === store.progress.path);
    const named = [...own, ...places.filter((place) => !own.includes(place))].slice(0, NAMED);
    const rest = places.length - named.length;
    return [
      ...named.map(({ path, step }) => `${titles[path]}, step ${step}`),
      ...(rest > 0 ? [`on ${counted(rest, "more path", "more paths")}`] : []),
    ];
  }

  /** @param {string} query */
  #say(query) {
    this.#said.textContent = this.#found ? said(this.#found) : "";
    const { term = null, instead = null } = this.#found ?? {};
    this.#term.hidden = !term;
    if (term) {
      const link = made("a", { href: term, click: () => this.#dialog.close() }, instead ?? query);
      this.#term.replaceChildren("What ", link, " means, in the glossary");
    }
  }

  /** Which option is marked; −1 for none. */
  get #marked() {
    return [...this.#list.children].findIndex(({ ariaSelected }) => ariaSelected === "true");
  }

  /** @param {number} at */
  #mark(at) {
    const options = [...this.#list.children];
    options.forEach((option, number) => (option.ariaSelected = `${number === at}`));
    const option = options[at];
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    if (event.isComposing) return;
    const marked = this.#marked;
    const last = this.#list.children.length - 1;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      if (marked === last && !this.#more.hidden) await this.#showMore();
      this.#mark(marked < this.#list.children.length - 1 ? marked + 1 : 0);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      this.#mark(marked > 0 ? marked - 1 : last);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = this.#list.children[Math.max(0, marked)];
      if (option instanceof HTMLElement) option.click();
    }
  }
}

/** @param {import("../search.js").Found} found @returns {string} What was found, in a sentence. */
function said({ count, also, missing, instead, isSure }) {
  const words = (/** @type {string[]} */ list) => listed(list.map((word) => `“${word}”`));
  if (!isSure) {
    const told = "There is no network, and not all of the search may be on your device.";
    return count ? `${told} ${counted(count, "page")} found.` : told;
  }
  const none = missing.length ? `No page has ${words(missing)}. ` : "";
  if (!count) return `${none || "No page has that. "}Fewer or other words may help.`;
  const by = instead ? ` for ${words([instead])}` : "";
  const beside = also.length ? `, with those for ${words(also)}` : "";
  return `${none}${counted(count, "page")}${by}${beside}`;
}
