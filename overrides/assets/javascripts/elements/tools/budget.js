import {
  breakEven,
  cost,
  COUNTRIES,
  CURRENCY,
  FIELDS,
  readForm,
  soundForm,
  toldBreakEven,
  unknown,
  weight,
} from "../../tools/budget.js";
import { erase, keep, kept } from "../../tools/kept.js";
import { written, writtenCents } from "../../tools/numbers.js";
import { counted, listed } from "../../words.js";
import { LiveElement, made } from "../live.js";
import { chart } from "./budget-chart.js";
import { tellWrong } from "./fields.js";

/** @typedef {import("../../tools/budget.js").Budget} Figures */
/** @typedef {import("../../tools/budget.js").Way} Way */

const TOOL = "budget";
const ENDS = /** @type {const} */ (["low", "high"]);

/** The printed hours and prices, with what each way costs by what stands in the fields. */
class Budget extends LiveElement {
  /** @type {import("../../tools/budget.js").Data} */
  #data = { projects: [], steps: [], prices: [], ways: [] };
  /** @type {import("../../tools/budget.js").Form} */
  #form = soundForm(this.#data, null);

  start() {
    this.#data = JSON.parse(this.told("tool"));
    this.#form = soundForm(this.#data, kept(TOOL));
    this.addEventListener("input", ({ target }) => {
      const { name, value } = /** @type {HTMLInputElement} */ (target);
      if (name === "project") this.#field("songs").value = value;
      this.#typed(name === "country");
    });
    this.find("[data-erase]").addEventListener("click", () => {
      erase(TOOL);
      this.#form = soundForm(this.#data, null);
      this.find(".verdict__unkept").hidden = true;
      this.#fill();
      this.#field("songs").focus();
    });
    this.#fill();
  }

  show() {
    const { country, fields } = this.#form;
    for (
      const part of /** @type {NodeListOf<HTMLElement>} */ (
        this.querySelectorAll("[data-country]")
      )
    ) part.hidden = part.dataset.country !== country;
    for (const { id, seen } of this.#data.prices) {
      const none = this.#field(`${id}-low`).closest("fieldset")?.querySelector("[data-none]");
      none?.toggleAttribute("hidden", seen.some((one) => one.country === country));
    }
    for (
      const radio of /** @type {NodeListOf<HTMLInputElement>} */ (
        this.querySelectorAll("[name=project]")
      )
    ) radio.checked = radio.value === fields.songs.trim();
    const { budget, wrong } = readForm(this.#data, this.#form);
    for (const name of this.#names) tellWrong(this.#field(name), wrong[name] ?? "");
    this.find(".budget").hidden = budget === null;
    if (budget === null) this.#say("A field above needs another number.");
    else this.#showBudget(budget);
  }

  /** @param {Figures} budget */
  #showBudget(budget) {
    const data = this.#data;
    const known = data.ways.filter((way) => unknown(data, budget, way).length === 0);
    const { songs } = budget;
    const least = /** @param {0 | 1} end */ (end) =>
      known.toSorted((one, other) =>
        weight(data, budget, one, end, songs) - weight(data, budget, other, end, songs)
      )[0];
    const [low, high] = [least(0), least(1)];
    const of = counted(songs, "song");
    if (known.length < data.ways.length) this.#say(`${of}: some ways have no price yet.`);
    else {
      const cheapest = low === high
        ? `“${low.title}” is cheapest`
        : `cheapest are “${low.title}” (low end) and “${high.title}” (high end)`;
      const worth = writtenCents(budget.worth, CURRENCY[this.#form.country]);
      this.#say(
        budget.worth > 0
          ? `${of}: ${cheapest}, with an hour of yours at ${worth}.`
          : `${of}: ${cheapest} in money, with your hours at 0.`,
      );
    }
    this.find(".budget__ways").replaceChildren(
      ...data.ways.map((way) => this.#wayOf(way, budget)),
    );
    const pairs = known.flatMap((way, n) =>
      known.slice(n + 1).map((other) => /** @type {const} */ ([way, other]))
    );
    this.find(".budget__even").replaceChildren(
      ...pairs.map(([way, other]) =>
        made(
          "li",
          {},
          toldBreakEven(
            [
              breakEven(data, budget, way, other, 0),
              breakEven(data, budget, way, other, 1),
            ],
            way.title,
            other.title,
          ),
        )
      ),
      ...(pairs.length === 0 ? [made("li", {}, "Two ways with all their prices are needed.")] : []),
    );
    this.find(".budget__picture").replaceChildren(
      ...(known.length > 0 ? [chart(data, budget, known, CURRENCY[this.#form.country])] : []),
    );
    const rows = [...new Set([1, 2, 3, 5, 10, 20, songs])].sort((one, other) => one - other);
    this.find(".budget tbody").replaceChildren(...rows.map((count) =>
      made(
        "tr",
        {},
        made("th", { scope: "row" }, `${count}`),
        ...data.ways.map((way) =>
          made(
            "td",
            {},
            known.includes(way)
              ? rangeOf(
                cost(data, budget, way, 0, count).sum,
                cost(data, budget, way, 1, count).sum,
                (cents) => written(Math.round(cents / 100), 0),
              )
              : "–",
          )
        ),
      )
    ));
  }

  /** @param {Way} way @param {Figures} budget */
  #wayOf(way, budget) {
    const [low, high] = [0, 1].map((end) =>
      cost(this.#data, budget, way, /** @type {0 | 1} */ (end))
    );
    const missing = unknown(this.#data, budget, way);
    const money = /** @param {number} cents */ (cents) => writtenCents(cents);
    const line = /** @param {string} name @param {string} value */ (name, value) =>
      made("div", {}, made("dt", {}, name), made("dd", { class: "sums__amount" }, value));
    return made(
      "section",
      {},
      made("h3", {}, way.title),
      made(
        "dl",
        { class: "sums" },
        line("Your hours", `${rangeOf(low.hours, high.hours, (one) => written(one / 100, 1))} h`),
        line("Once", rangeOf(low.once, high.once, money)),
        line("Fees", rangeOf(low.fees, high.fees, money)),
        line("Reserve", rangeOf(low.reserve, high.reserve, money)),
        line(
          missing.length > 0 ? "Sum, as far as it is known" : "Sum",
          rangeOf(low.sum, high.sum, (cents) => writtenCents(cents, CURRENCY[this.#form.country])),
        ),
      ),
      ...(missing.length > 0
        ? [made("p", { class: "budget__missing" }, `No price yet: ${listed(missing)}.`)]
        : []),
    );
  }

  get #names() {
    const ranges = [...this.#data.steps, ...this.#data.prices].flatMap(({ id }) =>
      ENDS.map((end) => `${id}-${end}`)
    );
    return [...FIELDS, ...ranges];
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return this.find(`[name="tool-${name}"]`);
  }

  /** Write the form into the fields. */
  #fill() {
    const { country, fields, hours, prices } = this.#form;
    /** @type {HTMLSelectElement} */ (this.find("[name=country]")).value = country;
    for (const name of FIELDS) this.#field(name).value = fields[name];
    for (const [id, texts] of Object.entries({ ...hours, ...prices[country] })) {
      ENDS.forEach((end, n) => this.#field(`${id}-${end}`).value = texts[n]);
    }
    this.show();
  }

  /**
   * Take over what stands in the fields.
   * @param {boolean} isTurned Whether only the country is another one.
   */
  #typed(isTurned) {
    const value = /** @param {string} name */ (name) => this.#field(name).value;
    const select = /** @type {HTMLSelectElement} */ (this.find("[name=country]"));
    const of = /** @param {{id: string}[]} all */ (all) =>
      Object.fromEntries(all.map(({ id }) => [id, ENDS.map((end) => value(`${id}-${end}`))]));
    const country = COUNTRIES.find((one) => one === select.value) ?? "US";
    const { prices } = this.#form;
    this.#form = soundForm(this.#data, {
      country,
      fields: Object.fromEntries(FIELDS.map((name) => [name, value(name)])),
      hours: of(this.#data.steps),
      prices: isTurned ? prices : { ...prices, [country]: of(this.#data.prices) },
    });
    this.find(".verdict__unkept").hidden = keep(TOOL, this.#form);
    if (isTurned) this.#fill();
    else this.show();
  }

  /** @param {string} text Said anew only if it is new. */
  #say(text) {
    const said = this.find(".verdict__said");
    if (said.textContent !== text) said.textContent = text;
  }
}

/** @param {number} low @param {number} high @param {(value: number) => string} write */
function rangeOf(low, high, write) {
  return low === high ? write(low) : `${write(low)} – ${write(high)}`;
}

customElements.define(`tool-${TOOL}`, Budget);
