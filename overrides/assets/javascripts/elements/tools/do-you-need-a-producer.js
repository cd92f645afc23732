import { changes, first, sound, ways, weigh } from "../../tools/do-you-need-a-producer.js";
import { erase, keep, kept } from "../../tools/kept.js";
import { fragment, fromFragment } from "../../tools/link.js";
import { counted, listed } from "../../words.js";
import { LiveElement, made } from "../live.js";

/** @typedef {import("../../tools/do-you-need-a-producer.js").Standing} Standing */

const TOOL = "do-you-need-a-producer";

/** The printed questions and outcomes, with what the answers speak for. */
class DoYouNeedAProducer extends LiveElement {
  /** @type {import("../../tools/do-you-need-a-producer.js").Rules} */
  #rules = { questions: [], outcomes: [] };
  /** @type {import("../../tools/do-you-need-a-producer.js").Answers} */
  #answers = {};

  start() {
    this.#rules = JSON.parse(this.told("tool"));
    const linked = sound(this.#rules, fromFragment(location.hash));
    const isLinked = Object.keys(linked).length > 0;
    const own = /** @type {Record<string, unknown> | null} */ (kept(TOOL)) ?? {};
    this.#answers = isLinked ? linked : sound(this.#rules, own);
    this.find(".verdict__linked").hidden = !isLinked;
    this.addEventListener("change", ({ target }) => {
      const input = /** @type {HTMLInputElement} */ (target);
      if (input.type === "radio") this.#answer(input.name, input.value);
    });
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
    this.find("[data-share]").addEventListener("click", () => this.#share());
  }

  show() {
    for (const input of this.querySelectorAll("input[type=radio]")) {
      const radio = /** @type {HTMLInputElement} */ (input);
      radio.checked = this.#answers[radio.name] === radio.value;
    }
    const standings = weigh(this.#rules, this.#answers);
    const count = Object.keys(this.#answers).length;
    this.find(".verdict__open").hidden = count > 0;
    this.find(".verdict__body").hidden = count === 0;
    this.#say(count === 0 ? "" : this.#headline(first(standings), count));
    this.#showChanges();
    const list = this.find(".outcomes");
    for (const standing of standings) this.#showOutcome(list, standing, count);
  }

  /** @param {string} question @param {string} answer */
  #answer(question, answer) {
    this.#answers = { ...this.#answers, [question]: answer };
    this.find(".verdict__linked").hidden = true;
    this.find(".verdict__unkept").hidden = keep(TOOL, this.#answers);
    this.#hideLink();
    this.show();
  }

  #erase() {
    this.#answers = {};
    erase(TOOL);
    if (location.hash) history.replaceState(null, "", location.pathname);
    this.find(".verdict__linked").hidden = true;
    this.#hideLink();
    this.show();
    this.find("input").focus();
  }

  async #share() {
    const field = /** @type {HTMLInputElement} */ (this.find("[data-link]"));
    field.value = location.href.replace(/#.*/, "") + fragment(this.#answers);
    this.find(".verdict__link").hidden = false;
    field.select();
    const isCopied = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    );
    this.find(".verdict__copied").textContent = isCopied ? "Copied." : "";
  }

  #hideLink() {
    this.find(".verdict__link").hidden = true;
  }

  /** @param {string} text Said anew only if it is new. */
  #say(text) {
    const said = this.find(".verdict__said");
    if (said.textContent !== text) said.textContent = text;
  }

  /** @param {Standing[]} best @param {number} count */
  #headline(best, count) {
    const all = this.#rules.questions.length;
    const after = count === all ? `all ${all} answers` : `${count} of ${all} answers`;
    const titles = best.map(({ outcome }) => `“${outcome.title}”`);
    const points = counted(best[0].points, "point");
    return best.length === 1
      ? `${best[0].outcome.title}. ${points} after ${after}.`
      : `${listed(titles)} are equal: ${points} each after ${after}.`;
  }

  #showChanges() {
    const found = changes(this.#rules, this.#answers);
    this.find(".verdict__changes").hidden = found.length === 0;
    this.find(".verdict__changes ul").replaceChildren(
      ...found.map(({ outcomes, withs }) =>
        made(
          "li",
          {},
          `With ${either(withs)}: `,
          made("strong", {}, listed(outcomes.map(({ title }) => title))),
        )
      ),
    );
  }

  /** @param {HTMLElement} list @param {Standing} standing @param {number} count */
  #showOutcome(list, standing, count) {
    const { outcome, points, rank, reasons, out } = standing;
    const row = this.find(`[data-outcome="${outcome.id}"]`);
    const isOut = out.length > 0;
    row.toggleAttribute("data-first", count > 0 && rank === 1);
    row.toggleAttribute("data-out", isOut);
    row.querySelector("details")?.toggleAttribute("open", count > 0 && rank === 1);
    const told = isOut ? "ruled out" : counted(points, "point");
    const said = /** @type {HTMLElement} */ (row.querySelector(".outcome__points"));
    said.textContent = count > 0 ? told : "";
    const why = /** @type {HTMLElement} */ (row.querySelector(".outcome__why"));
    why.replaceChildren(
      ...out.map((because) => made("li", {}, made("strong", {}, "Ruled out. "), because)),
      ...reasons.map((reason) =>
        made(
          "li",
          {},
          made("strong", {}, signed(reason.points)),
          ` ${reason.answer.says}. `,
          reason.because,
        )
      ),
    );
    const next = [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-path]"))];
    const order = ways(this.#rules, this.#answers, outcome).map(({ path }) => path);
    next.sort((one, other) =>
      order.indexOf(one.dataset.path ?? "") - order.indexOf(other.dataset.path ?? "")
    );
    next.forEach((way) => way.parentElement?.append(way));
    list.append(row);
  }
}

/** @param {number} points */
function signed(points) {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** @param {string[]} words @returns {string} 'one, two or three' */
function either(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

customElements.define(`tool-${TOOL}`, DoYouNeedAProducer);
