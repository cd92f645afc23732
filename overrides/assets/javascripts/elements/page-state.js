import { isCopyDue, isDone, isEmpty } from "../progress.js";
import { store } from "../store.js";
import { day } from "../words.js";
import { LiveElement } from "./live.js";

/** @typedef {import("../progress.js").State} State */

/**
 * Where the reader stands with this page, and a note about it:
 * <page-state data-page="stages/mixing" data-aliases="…" data-paths="Songwriter and Beatmaker">
 */
export class PageState extends LiveElement {
  start() {
    const page = this.told("page");
    const aliases = this.told("aliases").split(" ").filter(Boolean);
    store.adopt(Object.fromEntries(aliases.map((alias) => [alias, page])));
    for (const button of this.#buttons) {
      button.addEventListener(
        "click",
        () => this.#press(/** @type {State} */ (button.dataset.state)),
      );
    }
    // At each letter: whoever closes the page has not left the field.
    this.#note.addEventListener("input", () => this.#keep());
    this.find("[data-decline]").addEventListener("click", () => decline());
  }

  show() {
    const mark = store.progress.pages[this.told("page")];
    for (const button of this.#buttons) {
      button.ariaPressed = `${button.dataset.state === mark?.state}`;
    }
    this.find(".page-state__said").textContent = mark ? this.#said(mark) : "";
    this.find(".page-state__copy").hidden = !mark || !isCopyDue(store.progress);
    if (document.activeElement !== this.#note || !document.hasFocus()) {
      this.#note.value = store.progress.notes[this.told("page")]?.text ?? "";
    }
    this.find("details").toggleAttribute("data-noted", this.#note.value !== "");
  }

  get #buttons() {
    return /** @type {NodeListOf<HTMLButtonElement>} */ (this.querySelectorAll("[data-state]"));
  }

  get #note() {
    return /** @type {HTMLTextAreaElement} */ (this.find("textarea"));
  }

  /** @param {State} state */
  #press(state) {
    const page = this.told("page");
    store.change((progress) => {
      if (progress.pages[page]?.state === state) delete progress.pages[page];
      else progress.pages[page] = { state, since: new Date().toISOString() };
    });
  }

  #keep() {
    const page = this.told("page");
    const text = this.#note.value.trim();
    store.change((progress) => {
      if (text) progress.notes[page] = { text, since: new Date().toISOString() };
      else delete progress.notes[page];
    });
  }

  /** @param {import("../progress.js").Mark} mark */
  #said({ state, since }) {
    const on = this.told("paths");
    if (state === "later") {
      return `Put off on ${day(since)}. It comes back at the end of your path.`;
    }
    return `Noted on ${day(since)}.${on ? ` It counts on ${on}.` : ""}`;
  }
}

/** Decline the offer of a copy, until as much is done again. */
export function decline() {
  store.change((progress) => {
    progress.declined = new Date().toISOString();
  });
}

/**
 * Whether the reader has a skill: because a page that teaches it is done, or because the path that
 * the reader follows begins with it. <have-skill data-taught-by="…" data-assumed-by="…">
 */
export class HaveSkill extends LiveElement {
  show() {
    this.textContent = this.had ?? (isBegun() ? "○ not yet." : "");
  }

  /** @returns {string | null} How the reader came to the skill, null if not. */
  get had() {
    const { progress } = store;
    const isTaught = this.told("taughtBy").split(" ").some((page) => isDone(progress, page));
    if (isTaught) return "✓ you can do this.";
    const isBrought = this.told("assumedBy").split(" ").includes(progress.path ?? "-");
    return isBrought ? "✓ you bring this." : null;
  }
}

/** How many of the needs that are folded under it are met. <summary><needs-met>3 skills to have */
export class NeedsMet extends LiveElement {
  #printed = "";

  start() {
    this.#printed = this.textContent;
  }

  show() {
    const folded = this.closest("details")?.querySelectorAll("have-skill") ?? [];
    const needs = /** @type {HaveSkill[]} */ ([...folded]);
    const met = needs.filter(({ had }) => had).length;
    this.textContent = isBegun() ? `you have ${met} of ${needs.length}` : this.#printed;
  }
}

function isBegun() {
  return store.progress.path !== null || !isEmpty(store.progress);
}
