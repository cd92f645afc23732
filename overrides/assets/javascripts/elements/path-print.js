import { isDone, takenOn } from "../progress.js";
import { store } from "../store.js";
import { span } from "../words.js";
import { LiveElement } from "./live.js";

/** @typedef {import("../route.js").Range} Range */

/**
 * A path on paper, as a booklet or a tick sheet, which can be narrowed to the reader's own way:
 * <path-print data-path="songwriter"> … <section data-choose="room"> … <div data-of="room:home">
 */
export class PathPrint extends LiveElement {
  /** Their own way is what readers print, unless they ask for all. */
  #wantsOwn = true;

  start() {
    this.#checkbox.addEventListener("change", () => {
      this.#wantsOwn = this.#checkbox.checked;
      this.show();
    });
    this.find("button").addEventListener("click", () => print());
    this.addEventListener("click", ({ target }) => {
      const link = /** @type {Element} */ (target).closest("a[href^='#']");
      if (link) this.#reveal(link.getAttribute("href")?.slice(1) ?? "");
    });
  }

  show() {
    const taken = this.#taken;
    const isOwn = this.#wantsOwn && taken.size > 0;
    this.#checkbox.disabled = taken.size === 0;
    this.#checkbox.checked = isOwn;
    for (const option of this.#all("[data-of]")) {
      const [choice, id] = (option.dataset.of ?? "").split(":");
      const isMine = taken.get(choice) === id;
      option.hidden = isOwn && taken.has(choice) && !isMine;
      tick(option.querySelector(":scope > .box, :scope > p > .box"), isMine);
    }
    for (const step of this.#all(".part")) {
      tick(step.querySelector("[data-done]"), isDone(store.progress, step.dataset.page ?? ""));
    }
    for (const aside of this.#all("path-fold")) {
      aside.hidden = isOwn && aside.dataset.path !== this.told("path");
    }
    this.#showParts();
    const [steps] = this.#all("[data-route]").map((route) => countSteps(route, [0, 0]));
    this.find(".paper__said").textContent = taken.size === 0
      ? `${
        span(steps)
      } steps, on all ways. To print your way alone, choose it on the path's page first.`
      : `${isOwn ? "Your way" : "All ways"}: ${span(steps)} steps.`;
  }

  get #checkbox() {
    return /** @type {HTMLInputElement} */ (this.find("input"));
  }

  /** Options by choice, as far as the path still has them. */
  get #taken() {
    const known = new Set(this.#all("[data-of]").map((option) => option.dataset.of));
    const taken = Object.entries(takenOn(store.progress, this.told("path")));
    return new Map(taken.filter(([choice, option]) => known.has(`${choice}:${option}`)));
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  #all(selector) {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(selector)]);
  }

  /**
   * The text of a page with several places stands at the first that is shown. Answers are shown
   * for the pages that are, in their order.
   */
  #showParts() {
    const parts = this.#all(".part");
    for (const places of Map.groupBy(parts, ({ dataset }) => dataset.page).values()) {
      const from = places.find((place) => place.querySelector(".part__text"));
      const to = places.find(isShown) ?? from;
      const text = /** @type {HTMLElement | null} */ (from?.querySelector(".part__text") ?? null);
      if (!text || !to) continue;
      if (from !== to) to.append(text);
      for (const place of places) {
        const isHere = place === to;
        if (text.dataset.anchor) place.id = isHere ? text.dataset.anchor : "";
        place.querySelector(".part__again")?.toggleAttribute("hidden", isHere);
      }
    }
    const order = parts.filter(isShown).map((part) => part.dataset.page);
    const place = /** @param {HTMLElement} answers */ ({ dataset }) =>
      order.indexOf(dataset.answers);
    const answers = this.#all("[data-answers]").toSorted((one, other) => place(one) - place(other));
    for (const answer of answers) {
      answer.hidden = place(answer) < 0;
      answer.parentElement?.append(answer);
    }
  }

  /** @param {string} id Of something that a link leads to: all ways are shown if it is on another. */
  #reveal(id) {
    if (!document.getElementById(id)?.closest("[hidden]")) return;
    this.#wantsOwn = false;
    this.show();
  }
}

/** @param {Element} element */
const isShown = (element) => !element.closest("[hidden]");

/** @param {Element | null} box @param {boolean} isTicked */
function tick(box, isTicked) {
  if (box) box.textContent = isTicked ? "☑" : "☐";
}

/**
 * Number the steps that are shown, as the build numbers all of them.
 * @param {Element} element
 * @param {Range} before How many steps come before it.
 * @returns {Range} How many there are up to its end.
 */
function countSteps(element, before) {
  for (const child of /** @type {HTMLElement[]} */ ([...element.children])) {
    if (child.dataset.page) {
      const number = child.querySelector(".number");
      before = [before[0] + 1, before[1] + 1];
      if (number) number.textContent = span(before);
    } else if (child.dataset.choose) {
      const start = before;
      const ends = waysOf(child).map((way) => countSteps(way, start));
      before = [
        Math.min(...ends.map(([least]) => least)),
        Math.max(...ends.map(([, most]) => most)),
      ];
    } else {
      before = countSteps(child, before);
    }
  }
  return before;
}

/** @param {HTMLElement} choice @returns {HTMLElement[]} Its ways that are shown. */
function waysOf(choice) {
  const ways = /** @type {HTMLElement[]} */ ([...choice.querySelectorAll("[data-way]")]);
  return ways.filter((way) =>
    !way.hidden && way.parentElement?.closest("[data-choose]") === choice
  );
}
