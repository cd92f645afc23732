import { changes, first, sound, ways, weigh } from "../../tools/do-you-need-a-producer.js";
import { erase, keep, kept } from "../../tools/kept.js";
import { fragment, fromFragment } from "../../tools/link.js";
import { counted } from "../../words.js";
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
    this.find(".asks__jump").hidden = Object.keys(this.#answers).length === 0;
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
    const best = count === 0 ? [] : first(standings);
    this.#say(headline(best));
    this.find(".verdict__sum").textContent = count === 0 ? "" : this.#sum(standings, count);
    this.#showNext(best);
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

  /** @param {Standing[]} standings @param {number} count @returns {string} How clear it is. */
  #sum(standings, count) {
    const best = first(standings);
    const second = standings[best.length];
    const all = this.#rules.questions.length;
    const after = count === all ? `all ${all} answers` : `${count} of ${all} answers`;
    const each = best.length > 1 ? " each" : "";
    const next = second && second.rank > 0
      ? ` Then comes “${second.outcome.title}” with ${pointed(second.points)}.`
      : "";
    const weak = best[0].points <= 0 ? " Look at what would change it." : "";
    return `${pointed(best[0].points)}${each} after ${after}.${next}${weak}`;
  }

  /** @param {Standing[]} best */
  #showNext(best) {
    this.find(".verdict__next").replaceChildren(
      ...best.map(({ outcome }) => {
        const [way] = ways(this.#rules, this.#answers, outcome);
        const chosen = way.takes.length ? `, ${counted(way.takes.length, "choice")} made` : "";
        const which = best.length > 1 ? `${outcome.title}: path` : "Go on with the path";
        const text = `${which} “${way.title}”${chosen}`;
        return made("a", { class: "button", href: way.href }, text);
      }),
    );
  }

  #showChanges() {
    const found = changes(this.#rules, this.#answers);
    const none = made("li", {}, "No other single answer: it is clear.");
    this.find(".verdict__changes").replaceChildren(
      ...found.map(({ outcomes, withs }) =>
        made(
          "li",
          {},
          `With ${either(withs)}: `,
          made("strong", {}, outcomes.map(({ title }) => title).join(" / ")),
        )
      ),
      ...(found.length === 0 ? [none] : []),
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
    const told = isOut ? "ruled out" : pointed(points);
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
          ` “${reason.answer.says}”: `,
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

/** @param {Standing[]} best @returns {string} What comes first, in words. */
function headline(best) {
  if (best.length === 0) return "";
  if (best[0].points <= 0) return "Nothing has more for it than against it";
  const titles = best.map(({ outcome }) => outcome.title);
  return titles.length === 1 ? titles[0] : `Equal: ${titles.join(" / ")}`;
}

/** @param {number} points */
function pointed(points) {
  return `${points < 0 ? "−" : ""}${counted(Math.abs(points), "point")}`;
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
