import { takenOn } from "../progress.js";
import { store } from "../store.js";
import { wayOf } from "../way.js";
import { LiveElement, made } from "./live.js";

/**
 * Offers the way that a link brings along, at the top of the path's page. Nothing is changed before
 * the reader has said so. <path-way data-path="songwriter" hidden> … <ul>
 */
export class PathWay extends LiveElement {
  /** @type {{choice: string, option: string, question: string, title: string}[]} */
  #offered = [];

  start() {
    this.find("[data-take]").addEventListener("click", () => this.#take());
    this.find("[data-refuse]").addEventListener("click", () => this.#end(""));
    addEventListener("hashchange", () => this.#read());
    this.#read();
  }

  #read() {
    const offered = Object.entries(wayOf(location.hash)).flatMap(([choice, option]) => {
      const place = document.querySelector(`path-choice[data-choice="${choice}"]`);
      const found = place?.querySelector(`[data-option="${option}"]`);
      if (!place || found?.closest("path-choice") !== place) return [];
      const question = place.querySelector(".route__question strong")?.textContent ?? "";
      return [{
        choice,
        option,
        question,
        title: found.querySelector("strong")?.textContent ?? "",
      }];
    });
    if (offered.length === 0) return;
    this.#offered = offered;
    this.hidden = false;
    this.find(".way-offer__body").hidden = false;
    this.find(".way-offer__said").textContent = "";
    const taken = takenOn(store.progress, this.told("path"));
    this.find("ul").replaceChildren(
      ...offered.map(({ choice, option, question, title }) =>
        made(
          "li",
          {},
          `${question} `,
          made("strong", {}, title),
          taken[choice] && taken[choice] !== option ? " (you have chosen otherwise)" : "",
        )
      ),
    );
  }

  #take() {
    const path = this.told("path");
    const since = new Date().toISOString();
    store.change((progress) => {
      const choices = progress.choices[path] ??= {};
      for (const { choice, option } of this.#offered) choices[choice] = { option, since };
      progress.path ??= path;
    });
    this.#end("Your way is set, and the map below shows it.");
  }

  /** @param {string} said */
  #end(said) {
    history.replaceState(null, "", location.pathname + location.search);
    this.find(".way-offer__body").hidden = true;
    this.find(".way-offer__said").textContent = said;
    this.hidden = said === "";
  }
}
