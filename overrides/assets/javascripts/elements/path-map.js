import { isDone, takenOn } from "../progress.js";
import { pagesOf, steps } from "../route.js";
import { store } from "../store.js";
import { counted, duration, STATE_SIGNS, STATE_WORDS, weeks } from "../words.js";
import { chosenOn, goOn, howFar, timeLeft } from "./following.js";
import { label, LiveElement } from "./live.js";
import { follow } from "./path-strip.js";

/** @typedef {import("../guide-data.js").GuideData} GuideData */
/** @typedef {import("../guide-data.js").Path} Path */

/** The map of a path, with the reader's own way on it. <path-map data-path="songwriter"> */
export class PathMap extends LiveElement {
  start() {
    this.find("[data-follow]").addEventListener("click", () => follow(this.told("path")));
    const all = this.find("button[data-all]");
    all.addEventListener("click", () => {
      all.ariaPressed = `${this.toggleAttribute("data-all")}`;
    });
    const times = this.find("details");
    times.toggleAttribute("open", store.progress.settings.times);
    times.addEventListener("toggle", () => {
      const { open } = /** @type {HTMLDetailsElement} */ (times);
      if (open !== store.progress.settings.times) {
        store.change((progress) => {
          progress.settings.times = open;
        });
      }
    });
    const hours = /** @type {HTMLInputElement} */ (this.find("input"));
    hours.addEventListener("input", () => {
      const number = hours.valueAsNumber;
      store.change((progress) => {
        progress.settings.hours = number > 0 && number <= 168 ? number : null;
      });
    });
  }

  show() {
    const path = this.told("path");
    const mine = store.progress.path === path;
    const button = this.find("[data-follow]");
    const text = mine
      ? "✓ Your path"
      : store.progress.path
      ? "Switch to this path"
      : "Follow this path";
    label(button, text, button.dataset.follow, mine);
    this.#showStates();
  }

  wantsRoute() {
    return true;
  }

  /** @param {GuideData} data */
  showRoute(data) {
    const path = data.paths.get(this.told("path"));
    if (!path) return;
    const { percent, said } = howFar(path);
    this.find("progress").setAttribute("value", `${percent}`);
    this.find(".map-bar__said").textContent = `${said}.`;
    this.#showNext(data, path);
    this.#showTime(data, path);
    this.find(".map-bar__compare").textContent = compared(data, path);
  }

  #showStates() {
    for (const row of this.#rows) {
      const state = store.progress.pages[row.dataset.page ?? ""]?.state;
      if (state) row.dataset.state = state;
      else delete row.dataset.state;
      const said = row.querySelector(".route__state");
      if (said) said.textContent = state ? `${STATE_SIGNS[state]} ${STATE_WORDS[state]}` : "";
    }
    const taken = takenOn(store.progress, this.told("path"));
    this.find("button[data-all]").hidden = Object.keys(taken).length === 0;
    for (const lane of /** @type {NodeListOf<SVGElement>} */ (this.querySelectorAll("[data-of]"))) {
      const [choice, option] = (lane.dataset.of ?? "").split(":");
      lane.toggleAttribute("data-off", choice in taken && taken[choice] !== option);
    }
  }

  /** The steps of the map. */
  get #rows() {
    return /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-page]"));
  }

  /** @param {GuideData} data @param {Path} path */
  #showNext(data, path) {
    const item = goOn(data, path);
    const link = /** @type {HTMLAnchorElement} */ (this.find("[data-continue]"));
    link.hidden = item === null;
    if (item) {
      link.href = item.href;
      link.textContent = item.isChoice ? `Choose: ${item.title}` : `Go on with ${item.title}`;
    }
    for (const row of this.#rows) {
      const here = row.dataset.page === item?.page && !row.closest("[data-taken=no]");
      row.toggleAttribute("data-next", here);
      const link = row.querySelector("a");
      if (here) link?.setAttribute("aria-current", "step");
      else link?.removeAttribute("aria-current");
    }
  }

  /** @param {GuideData} data @param {Path} path */
  #showTime({ pages }, path) {
    const left = timeLeft(pages, path);
    const { hours } = store.progress.settings;
    const input = /** @type {HTMLInputElement} */ (this.find("input"));
    if (document.activeElement !== input) input.value = hours === null ? "" : `${hours}`;
    this.find("output").textContent = [
      left[1] ? `${duration(left)} of reading and doing are left.` : "Nothing is left.",
      hours && left[1] ? `At ${counted(hours, "hour")} a week: ${weeks(left, hours)}.` : "",
    ].join(" ").trim();
  }
}

/**
 * What it means to change from the path that is followed to another one.
 * @param {GuideData} data
 * @param {Path} to
 */
function compared({ paths }, to) {
  const from = paths.get(store.progress.path ?? "");
  if (!from || from === to) return "";
  const here = [...pagesOf(to.steps)];
  const shared = new Set(steps(from.steps, chosenOn(from)).map(({ page }) => page));
  const both = here.filter((page) => shared.has(page)).length;
  const done = here.filter((page) => isDone(store.progress, page)).length;
  const all = counted(here.length, "page");
  return `You follow ${from.title}. Of the ${all} on this path, ${both} are on your way ` +
    `there too and ${here.length - both} are new; ${done} are done already. ` +
    "Nothing is lost when you switch.";
}
