import { takenOn } from "../progress.js";
import { numbered, stepCount } from "../route.js";
import { store } from "../store.js";
import { duration, place } from "../words.js";
import { chosenOn, howFar, timeLeft } from "./following.js";
import { inPlace, label, LiveElement } from "./live.js";

/**
 * A page's place on one path: follow it, see how far one has come, and only the stands that lie on
 * the chosen way, with the numbers that they have on it:
 * <path-strip data-path="songwriter" data-page="stages/mixing"> … <div data-trail="room:home">
 */
export class PathStrip extends LiveElement {
  start() {
    const button = this.find("[data-follow]");
    button.addEventListener("click", () => inPlace(button, () => follow(this.told("path"))));
  }

  show() {
    const path = this.told("path");
    const mine = store.progress.path === path;
    const button = this.find("[data-follow]");
    const text = mine ? "✓ Your path" : "Follow this path";
    label(button, text, button.dataset.follow, mine);
    this.toggleAttribute("data-mine", mine); // Has room for the progress before it is there.
    this.#showStands(takenOn(store.progress, path));
  }

  wantsRoute() {
    return store.progress.path === this.told("path");
  }

  /** @param {import("../guide-data.js").GuideData} data */
  showRoute({ paths, pages }) {
    const path = paths.get(this.told("path"));
    if (!path || !this.wantsRoute()) return;
    let { said } = howFar(path);
    const left = timeLeft(pages, path);
    if (store.progress.settings.times && left[1]) said += `, ${duration(left)} left`;
    this.find(".strip__progress").textContent = `${said}.`;
    const chosen = chosenOn(path);
    const of = stepCount(path.steps, chosen);
    const places = numbered(path.steps, chosen);
    for (const stand of this.#stands) {
      const found = places.find(({ page, on }) =>
        page === this.told("page") && on === stand.dataset.trail
      );
      const said = stand.querySelector(".stand__number");
      if (!found || !said) continue;
      // Whole, as it is printed: what stood behind a number of its own would move.
      const number = place(found.number, of, "last" in stand.dataset);
      const optional = "optional" in stand.dataset ? ", optional" : "";
      said.textContent = `${number}${optional}.`;
    }
  }

  get #stands() {
    return /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-trail]"));
  }

  /** @param {import("../route.js").Chosen} taken */
  #showStands(taken) {
    const stands = this.#stands;
    const off = [...stands].filter((stand) =>
      (stand.dataset.trail ?? "").split(" ").filter(Boolean).some((part) => {
        const [choice, option] = part.split(":");
        return taken[choice] !== undefined && taken[choice] !== option;
      })
    );
    const none = off.length === stands.length;
    for (const stand of stands) stand.hidden = off.includes(stand) && !none;
    this.find(".strip__off").hidden = !none;
  }
}

/** @param {string} path Followed from now on, or no longer if it was. */
export function follow(path) {
  store.change((progress) => {
    progress.path = progress.path === path ? null : path;
  });
}
