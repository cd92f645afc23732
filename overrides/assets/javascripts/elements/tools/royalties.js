import { erase, keep, kept } from "../../tools/kept.js";
import { writtenCents } from "../../tools/numbers.js";
import {
  account,
  FIELDS,
  LIMITS,
  moments,
  readForm,
  soundForm,
  soundForms,
} from "../../tools/royalties.js";
import { LiveElement, made } from "../live.js";
import { numbered, tellWrong } from "./fields.js";

/** @typedef {import("../../tools/royalties.js").Form} Form */
/** @typedef {import("../../tools/royalties.js").Kind} Kind */
/** @typedef {import("../../tools/royalties.js").Statement} Statement */

const TOOL = "royalties";

/** The printed fields and examples, with the account of what stands in the fields. */
class Royalties extends LiveElement {
  /** @type {{deals: {id: string, begin: string}[], examples: {id: string, given: unknown}[]}} */
  #data = { deals: [], examples: [] };
  /** What stands in the fields of each deal: their fields mean different things. */
  #forms = soundForms(null);

  start() {
    this.#data = JSON.parse(this.told("tool"));
    this.#forms = soundForms(kept(TOOL), (kind) => this.#begin(kind));
    this.addEventListener("input", ({ target }) => {
      if (/** @type {HTMLInputElement} */ (target).name === "deal") this.#turn();
      else this.#typed();
    });
    this.find("[data-add]").addEventListener("click", () => this.#add());
    this.find("[data-drop]").addEventListener("click", () => this.#drop());
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
    for (const example of this.querySelectorAll(".examples details")) {
      example.removeAttribute("open");
    }
    for (const button of this.querySelectorAll("[data-example]")) {
      button.addEventListener("click", () => {
        this.#take(this.#example(/** @type {HTMLElement} */ (button).dataset.example ?? ""));
        this.#fill();
        this.find("[name=deal]:checked").focus();
      });
    }
    this.#fill();
  }

  show() {
    const { deal: kind, currency } = this.#form;
    for (
      const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-for]"))
    ) {
      part.hidden = !(part.dataset.for ?? "").split(" ").includes(kind);
    }
    const { deal, wrong } = readForm(this.#form);
    for (const name of Object.keys(FIELDS[kind])) tellWrong(this.#field(name), wrong[name] ?? "");
    for (const [n, input] of this.#statements.entries()) {
      tellWrong(input, wrong[`statement-${n + 1}`] ?? "");
    }
    this.find(".account").hidden = deal === null;
    if (deal === null) {
      this.#say("A field above needs another number.");
      return;
    }
    const of = account(deal);
    this.#say(`The producer gets ${writtenCents(of.inAll, currency)} in all.`);
    const parts = [
      deal.fee > 0 && `${writtenCents(deal.fee)} as a fee`,
      deal.advance > 0 && `${writtenCents(deal.advance)} as an advance`,
      `${writtenCents(of.paid)} as royalty`,
    ].filter((part) => part !== false);
    this.find(".account__sum").textContent = parts.length > 1
      ? `${parts.join(" + ")} = ${writtenCents(of.inAll)}`
      : "";
    this.find(".account__moments").replaceChildren(
      ...moments(deal, of).map((moment) => made("li", {}, moment)),
    );
    this.find(".account tbody").replaceChildren(
      ...of.statements.map((statement, n) => row(statement, n, kind)),
    );
    for (
      const cell of /** @type {NodeListOf<HTMLElement>} */ (
        this.querySelectorAll(".account thead [data-kind]")
      )
    ) cell.hidden = cell.dataset.kind !== kind;
    this.find(".account__steps").replaceChildren(...of.statements.map(steps));
  }

  get #form() {
    return this.#forms[this.#forms.deal];
  }

  /** @param {Form} form */
  #take(form) {
    this.#forms = { ...this.#forms, deal: form.deal, [form.deal]: form };
    this.#keep();
  }

  /** @param {Kind} kind */
  #begin(kind) {
    return this.#example(this.#data.deals.find(({ id }) => id === kind)?.begin ?? "");
  }

  /** @param {string} id @returns {Form} */
  #example(id) {
    return soundForm(this.#data.examples.find((example) => example.id === id)?.given);
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return this.find(`[name="tool-${name}"]`);
  }

  /** @returns {HTMLInputElement[]} */
  get #statements() {
    return [
      .../** @type {NodeListOf<HTMLInputElement>} */ (
        this.querySelectorAll("[name^=tool-statement-]")
      ),
    ];
  }

  /** Write the form into the fields. */
  #fill() {
    const { fields, statements } = this.#form;
    for (const name of /** @type {const} */ (["deal", "base", "counted_at"])) {
      /** @type {HTMLInputElement} */ (this.find(`[name=${name}][value=${this.#form[name]}]`))
        .checked = true;
    }
    /** @type {HTMLSelectElement} */ (this.find("[name=currency]")).value = this.#form.currency;
    for (const [name, text] of Object.entries(fields)) this.#field(name).value = text;
    this.#showStatements(statements.length);
    this.#statements.forEach((input, n) => input.value = statements[n]);
    this.show();
  }

  /** @param {number} count As many fields for statements. */
  #showStatements(count) {
    const list = this.find(".statements");
    while (list.children.length > count) list.lastElementChild?.remove();
    while (list.children.length < count) {
      const n = list.children.length + 1;
      const added = numbered(list.children[0], n);
      const label = added.querySelector("label");
      if (label) label.textContent = `Statement ${n}`;
      list.append(added);
    }
    /** @type {HTMLButtonElement} */ (this.find("[data-drop]")).disabled = count === 1;
    /** @type {HTMLButtonElement} */ (this.find("[data-add]")).disabled =
      count === LIMITS.statements;
  }

  /** Take over what stands in the fields. */
  #typed() {
    const chosen = /** @param {string} name */ (name) =>
      /** @type {HTMLInputElement} */ (this.find(`[name=${name}]:checked`)).value;
    const names = Object.keys(this.#form.fields);
    this.#take(soundForm({
      deal: this.#form.deal,
      base: chosen("base"),
      counted_at: chosen("counted_at"),
      currency: /** @type {HTMLSelectElement} */ (this.find("[name=currency]")).value,
      fields: Object.fromEntries(names.map((name) => [name, this.#field(name).value])),
      statements: this.#statements.map((input) => input.value),
    }));
    this.show();
  }

  /** Show the numbers of the deal that was chosen. */
  #turn() {
    this.#forms.deal = /** @type {Kind} */ (
      /** @type {HTMLInputElement} */ (this.find("[name=deal]:checked")).value
    );
    this.#keep();
    this.#fill();
  }

  #add() {
    this.#showStatements(this.#statements.length + 1);
    const added = /** @type {HTMLInputElement} */ (this.#statements.at(-1));
    added.value = "0";
    this.#typed();
    added.focus();
    added.select();
  }

  #drop() {
    this.#showStatements(this.#statements.length - 1);
    this.#typed();
    this.#statements.at(-1)?.focus();
  }

  #erase() {
    erase(TOOL);
    this.#forms = soundForms(null, (kind) => this.#begin(kind));
    this.find(".verdict__unkept").hidden = true;
    this.#fill();
    this.find("[name=deal]:checked").focus();
  }

  #keep() {
    this.find(".verdict__unkept").hidden = keep(TOOL, this.#forms);
  }

  /** @param {string} text Said anew only if it is new. */
  #say(text) {
    const said = this.find(".verdict__said");
    if (said.textContent !== text) said.textContent = text;
  }
}

/** @param {Statement} statement @param {number} n @param {Kind} kind */
function row(statement, n, kind) {
  const { earned, open, paid, yours, held } = statement;
  const cell = /** @param {string} of @param {number} cents */ (of, cents) =>
    made("td", { "data-of": of }, writtenCents(cents));
  return made(
    "tr",
    {},
    made("th", { scope: "row" }, `${n + 1}`),
    cell("Earned so far", earned),
    cell("Advance open", open),
    ...(kind === "copies" ? [cell("Held", held)] : []),
    ...(kind === "label" ? [cell("To you", yours)] : []),
    cell("Paid now", paid),
  );
}

/** @param {Statement} statement @param {number} n */
function steps({ lines }, n) {
  return made(
    "li",
    {},
    made("h4", {}, `Statement ${n + 1}`),
    made(
      "dl",
      { class: "sums" },
      ...lines.map(({ step, sum, amount }) =>
        made(
          "div",
          {},
          made("dt", {}, step),
          made("dd", { class: "sums__sum" }, sum),
          made("dd", { class: "sums__amount" }, writtenCents(amount)),
        )
      ),
    ),
  );
}

customElements.define(`tool-${TOOL}`, Royalties);
