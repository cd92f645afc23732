import { isDone } from "../progress.js";
import { next, numbered, pagesOf, route } from "../route.js";
import { store } from "../store.js";
import { counted, duration, span, STATE_SIGNS, STATE_WORDS, weeks } from "../words.js";
import { chosenOn, has, howFar, isLater, onwardWords, timeLeft } from "./following.js";
import { inPlace, label, LiveElement } from "./live.js";
import { unfold } from "./path-choice.js";
import { follow } from "./path-strip.js";

/** @typedef {import("../guide-data.js").GuideData} GuideData */
/** @typedef {import("../guide-data.js").Path} Path */

/** @typedef {import("../route.js").Item} Item */

/**
 * The map of a path, with the reader's own way on it. The route is read from the list that is
 * printed, so that all but the times is there at once. <path-map data-path="songwriter">
 */
export class PathMap extends LiveElement {
  /** @type {import("./following.js").Way} */
  #path = { id: "", steps: [] };

  start() {
    this.#path = { id: this.told("path"), steps: printed(this.find(".route")) };
    const button = this.find("[data-follow]");
    button.addEventListener("click", () => inPlace(button, () => follow(this.told("path"))));
    for (const link of continuing()) {
      link.addEventListener("click", () => {
        // Whoever begins a path and follows none follows it.
        if (store.progress.path === null) follow(this.told("path"));
      });
    }
    const all = this.find("button[data-all]");
    all.addEventListener("click", () => {
      all.ariaPressed = `${this.toggleAttribute("data-all")}`;
    });
    for (const button of this.querySelectorAll("[data-unfold]")) {
      button.addEventListener("click", () => {
        const way = /** @type {HTMLElement} */ (button.closest("[data-option]"));
        unfold(way, !("open" in way.dataset));
      });
    }
    this.#unfoldTo();
    addEventListener("hashchange", () => this.#unfoldTo());
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
    const followed = store.progress.path;
    const mine = followed === path;
    const button = this.find("[data-follow]");
    const text = mine ? "✓ Your path" : followed ? "Switch to this path" : "Follow this path";
    label(button, text, button.dataset.follow, mine);
    this.find(".map-bar__follow").hidden = followed !== null;
    this.find(".map-bar__compare").hidden = followed === null || mine;
    this.#showStates();
    this.#showWay();
    this.#showNext();
  }

  /** Times are folded away at first, and who has done nothing has nothing to compare. */
  wantsRoute() {
    const { path, pages, settings } = store.progress;
    return settings.times || path !== null || Object.keys(pages).length > 0;
  }

  /** @param {GuideData} data */
  showRoute(data) {
    const path = data.paths.get(this.told("path"));
    if (!path) return;
    this.#showTime(data, path);
    this.find(".map-bar__compare").textContent = compared(data, path);
  }

  /** Unfold the ways around what the address names: a choice of a way that is not taken. */
  #unfoldTo() {
    const named = document.getElementById(location.hash.slice(1));
    if (!named || !this.contains(named) || named.checkVisibility()) return;
    for (
      let way = named.closest("[data-option]");
      way;
      way = way.parentElement?.closest("[data-option]") ?? null
    ) {
      unfold(way, true);
    }
    named.scrollIntoView();
  }

  #showStates() {
    for (const row of this.#rows) {
      const state = store.progress.pages[row.dataset.page ?? ""]?.state;
      if (state) row.dataset.state = state;
      else delete row.dataset.state;
      const said = row.querySelector(".route__state");
      if (said) said.textContent = state ? `${STATE_SIGNS[state]} ${STATE_WORDS[state]}` : "";
    }
    for (const station of this.#stations) {
      const state = store.progress.pages[station.dataset.station ?? ""]?.state;
      if (state) station.dataset.state = state;
      else delete station.dataset.state;
    }
  }

  #showWay() {
    const chosen = chosenOn(this.#path);
    const { percent, said } = howFar(this.#path);
    this.find("progress").setAttribute("value", `${percent}`);
    this.find(".map-bar__said").textContent = `${said}.`;
    const numbers = numbered(this.#path.steps, chosen);
    for (const [place, row] of this.#rows.entries()) {
      const number = row.querySelector(".route__number");
      if (number) number.textContent = span(numbers[place].number);
    }
    const off = notTaken(this.#path.steps, chosen);
    this.find("button[data-all]").hidden = off.size === 0;
    for (const lane of /** @type {NodeListOf<SVGElement>} */ (this.querySelectorAll("[data-of]"))) {
      const isOff = off.has(lane.dataset.of ?? "");
      lane.toggleAttribute("data-off", isOff);
      if (!isOff) lane.parentNode?.append(lane); // What is drawn last lies on top.
    }
  }

  /** The steps of the map. */
  get #rows() {
    return /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-page]"));
  }

  /** The same steps, at a glance. */
  get #stations() {
    return /** @type {NodeListOf<SVGElement>} */ (this.querySelectorAll("[data-station]"));
  }

  #showNext() {
    const onward = this.#onward();
    for (const link of continuing()) {
      link.hidden = onward === null;
      if (onward) {
        link.href = onward.href;
        link.textContent = onwardWords(onward, this.#path);
      }
    }
    for (const row of this.#rows) {
      const here = row === onward?.row;
      row.toggleAttribute("data-next", here);
      const link = row.querySelector("a");
      if (here) link?.setAttribute("aria-current", "step");
      else link?.removeAttribute("aria-current");
    }
    for (const station of this.#stations) {
      const isNext = station.dataset.station === onward?.page && !("off" in station.dataset);
      station.toggleAttribute("data-next", isNext);
    }
  }

  /** @returns {import("./following.js").Onward & {row: HTMLElement | undefined} | null} */
  #onward() {
    const item = next(this.#path.steps, chosenOn(this.#path), has, isLater);
    if (!item) return null;
    if (item.type === "choice") {
      const href = `#choice-${item.id}`;
      return { title: item.question, href, isChoice: true, page: "", row: undefined };
    }
    const row = [...this.#rows].find((row) =>
      row.dataset.page === item.page && !row.closest("[data-taken=no]")
    );
    const link = row?.querySelector("a");
    const [title, href] = [link?.textContent ?? "", link?.href ?? ""];
    return { title, href, isChoice: false, page: item.page, row };
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

/** @returns {NodeListOf<HTMLAnchorElement>} What leads on: at the head of the page, and on the map. */
const continuing = () => document.querySelectorAll("[data-continue]");

/**
 * @param {Element} list Of steps and choices.
 * @returns {Item[]} What it says, as data.
 */
function printed(list) {
  return [...list.children].map((item) => {
    const choice = /** @type {HTMLElement | null} */ (item.querySelector(":scope > path-choice"));
    if (!choice) {
      const page = /** @type {HTMLElement} */ (item).dataset.page ?? "";
      const optional = item.querySelector(".route__optional") !== null;
      return { type: "step", page, optional };
    }
    const options = choice.querySelectorAll(":scope > .route__options > [data-option]");
    return {
      type: "choice",
      id: choice.dataset.choice ?? "",
      question: choice.querySelector(".route__question strong")?.textContent ?? "",
      options: [.../** @type {NodeListOf<HTMLElement>} */ (options)].map((option) => {
        const inside = option.querySelector(":scope > .route");
        return {
          id: option.dataset.option ?? "",
          title: option.querySelector("strong")?.textContent ?? "",
          steps: inside ? printed(inside) : [],
        };
      }),
    };
  });
}

/**
 * @param {Item[]} items
 * @param {import("../route.js").Chosen} chosen
 * @param {boolean} [isOff]
 * @returns {Set<string>} The options that are off the chosen way, as 'choice:option', and all those
 *   inside them.
 */
function notTaken(items, chosen, isOff = false) {
  /** @type {Set<string>} */
  const off = new Set();
  for (const item of items) {
    if (item.type === "step") continue;
    const taken = item.options.find(({ id }) => id === chosen[item.id]);
    for (const option of item.options) {
      const isOther = isOff || (taken !== undefined && taken !== option);
      if (isOther) off.add(`${item.id}:${option.id}`);
      for (const inside of notTaken(option.steps, chosen, isOther)) off.add(inside);
    }
  }
  return off;
}

/**
 * What it means to change from the path that is followed to another one.
 * @param {GuideData} data
 * @param {Path} to
 */
function compared({ paths }, to) {
  const from = paths.get(store.progress.path ?? "");
  if (!from || from === to) return "";
  const open = /** @param {Path} path */ (path) => pagesOf(route(path.steps, chosenOn(path)));
  const here = [...open(to)];
  const there = open(from);
  const both = here.filter((page) => there.has(page)).length;
  const done = here.filter((page) => isDone(store.progress, page)).length;
  const isOpen = route(from.steps, chosenOn(from)).some(({ type }) => type === "choice");
  return `You follow ${from.title}. Of the ${counted(here.length, "page")} on ${to.title}, ` +
    `${both} ${isOpen ? "can be" : "are"} on your way there too and ${here.length - both} are ` +
    `new. You have done ${done} of them already, and nothing is lost when you switch.`;
}
