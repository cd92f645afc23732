import { erase, keep, kept } from "../../tools/kept.js";
import {
  blank,
  fileName,
  HEAD,
  hundredths,
  MOST_PEOPLE,
  MOST_TEXT,
  nobody,
  PERSON,
  plain,
  read,
  RIGHTS,
  sound,
  split,
  table,
  told,
  weigh,
  WHOLE,
  written,
} from "../../tools/split-sheet.js";
import { LiveElement, made } from "../live.js";
import { numbered, tellWrong } from "./fields.js";

/** @typedef {import("../../tools/split-sheet.js").Person} Person */
/** @typedef {import("../../tools/split-sheet.js").Right} Right */
/** @typedef {import("../../tools/split-sheet.js").Sheet} Sheet */

const TOOL = "split-sheet";

/** The printed fields, and the sheet that they fill. */
class SplitSheet extends LiveElement {
  /** @type {Sheet} */
  #sheet = blank();

  start() {
    this.#sheet = sound(kept(TOOL));
    this.addEventListener("input", ({ target }) => {
      if (/** @type {HTMLInputElement} */ (target).type !== "file") this.#typed();
    });
    this.find("[data-add]").addEventListener("click", () => this.#add());
    this.find("[data-print]").addEventListener("click", printSheet);
    this.find("[data-csv]").addEventListener("click", () => this.#saveTable());
    this.find("[data-json]").addEventListener("click", () => {
      this.#save(written(this.#sheet), "application/json", "json");
    });
    this.find("[data-erase]").addEventListener("click", () => this.#erase());
    for (const right of RIGHTS) {
      this.find(`[data-even=${right}]`).addEventListener("click", () => this.#even(right));
    }
    const people = this.find(".people");
    people.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("[data-remove]");
      const person = button?.closest("[data-person]");
      if (person) this.#remove([...people.children].indexOf(person));
    });
    const file = /** @type {HTMLInputElement} */ (this.find("[type=file]"));
    file.addEventListener("change", async () => {
      // One byte more than any sheet can have is enough to know that it is too long.
      const text = await file.files?.[0]?.slice(0, 4 * MOST_TEXT + 4).text();
      file.value = "";
      if (text !== undefined) this.#open(text);
    });
    this.#fill();
  }

  show() {
    const { sums, wrong, open } = weigh(this.#sheet);
    this.#sheet.people.forEach((_, n) => {
      for (const right of RIGHTS) {
        tellWrong(this.#field(`${right}-${n + 1}`), wrong[`${right}-${n + 1}`] ?? "");
      }
    });
    const isClosed = open.length === 0;
    const state = isClosed
      ? "Closed: the song and the recording each add up to 100.00 %."
      : "Not closed yet.";
    const said = this.find(".verdict__said");
    if (said.textContent !== state) said.textContent = state;
    const lines = isClosed ? [] : [
      ...RIGHTS.filter((right) => sums[right] === WHOLE).map((right) => told(right, WHOLE)),
      ...open,
    ];
    this.find(".verdict__open").replaceChildren(...lines.map((line) => made("li", {}, line)));
    this.find(".sheet-page__state").textContent = isClosed
      ? state
      : `Draft, not closed. ${open.join(" ")}`;
    this.#showSheet(sums);
  }

  /** @param {Record<Right, number>} sums */
  #showSheet(sums) {
    for (const name of HEAD) this.find(`[data-${name}]`).textContent = this.#sheet[name];
    const { people } = this.#sheet;
    const named = /** @param {Person} person */ ({ name, known_as }) =>
      [name, known_as].filter((part) => part.trim()).join(", ");
    for (const right of RIGHTS) {
      const cells = people.filter((person) => plain(person[right]) !== "0.00").map((person) =>
        right === "song"
          ? [named(person), [person.society, person.ipi].filter(Boolean).join(", "), person.wrote]
          : [named(person), person.played]
      );
      const shares = people.map((person) => plain(person[right])).filter((one) => one !== "0.00");
      const of = this.find(`[data-right=${right}]`);
      of.querySelector("tbody")?.replaceChildren(
        ...cells.map((row, n) => rowOf([...row, shares[n]])),
      );
      const sum = of.querySelector("tfoot td");
      if (sum) sum.textContent = hundredths(sums[right]);
    }
    this.find(".sheet-page__table--signed tbody").replaceChildren(
      ...people.map(({ name }) => rowOf([name, "", ""])),
    );
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return this.find(`[name="tool-${name}"]`);
  }

  /** Write the sheet into the fields. */
  #fill() {
    const list = this.find(".people");
    const { people } = this.#sheet;
    while (list.children.length > people.length) list.lastElementChild?.remove();
    while (list.children.length < people.length) {
      list.append(numbered(list.children[0], list.children.length + 1));
    }
    for (const name of HEAD) this.#field(name).value = this.#sheet[name];
    people.forEach((person, n) => {
      const of = list.children[n];
      const legend = of.querySelector("legend");
      if (legend) legend.textContent = `Person ${n + 1}`;
      const button = /** @type {HTMLButtonElement} */ (of.querySelector("[data-remove]"));
      button.textContent = `Take person ${n + 1} away`;
      button.disabled = people.length === 1;
      for (const name of PERSON) this.#field(`${name}-${n + 1}`).value = person[name];
    });
    /** @type {HTMLButtonElement} */ (this.find("[data-add]")).disabled =
      people.length === MOST_PEOPLE;
    this.show();
  }

  /** Take over what stands in the fields. */
  #typed() {
    const value = /** @param {string} name */ (name) => this.#field(name).value;
    const people = this.#sheet.people.map((_, n) =>
      Object.fromEntries(PERSON.map((name) => [name, value(`${name}-${n + 1}`)]))
    );
    const head = Object.fromEntries(HEAD.map((name) => [name, value(name)]));
    this.find(".evenly").textContent = "";
    this.#take(sound({ ...head, people }));
    this.show();
  }

  /** @param {Sheet} sheet */
  #take(sheet) {
    this.#sheet = sheet;
    this.find(".verdict__unkept").hidden = keep(TOOL, sheet);
  }

  #add() {
    this.#take({ ...this.#sheet, people: [...this.#sheet.people, nobody()] });
    this.#fill();
    this.#field(`name-${this.#sheet.people.length}`).focus();
  }

  /** @param {number} n */
  #remove(n) {
    this.#take({ ...this.#sheet, people: this.#sheet.people.filter((_, at) => at !== n) });
    this.#fill();
    this.#field(`name-${Math.max(1, n)}`).focus();
  }

  /** @param {Right} right */
  #even(right) {
    const { sheet, told } = split(this.#sheet, right);
    this.#take(sheet);
    this.#fill();
    this.find(".evenly").textContent = told;
  }

  #saveTable() {
    const { open } = weigh(this.#sheet);
    if (open.length > 0) {
      this.#tell("The table is for a closed sheet. To go on later, save it as JSON.", open);
    } else this.#save(`\ufeff${table(this.#sheet)}`, "text/csv", "csv");
  }

  /** @param {string} text @param {string} type @param {string} kind */
  #save(text, type, kind) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const download = fileName(this.#sheet, kind);
    made("a", { href, download }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    this.#tell(`Saved as ${download}.`);
  }

  /** @param {string} text Of a file. */
  #open(text) {
    const found = read(text);
    if (found.sheet === null) {
      this.#tell("Nothing was taken over from this file.", found.wrong);
      return;
    }
    const isBlank = JSON.stringify(this.#sheet) === JSON.stringify(blank());
    if (!isBlank && !confirm("Put this file's sheet in the place of the one that is here?")) return;
    this.#take(found.sheet);
    this.#fill();
    this.#tell(`Opened: “${found.sheet.title || "without a title"}”.`);
  }

  #erase() {
    if (!confirm("Erase this sheet from this device?")) return;
    erase(TOOL);
    this.#sheet = blank();
    this.find(".evenly").textContent = "";
    this.#tell("");
    this.#fill();
    this.#field("title").focus();
  }

  /** @param {string} text @param {string[]} [list] */
  #tell(text, list = []) {
    this.find(".opened").replaceChildren(
      made("p", {}, text),
      ...(list.length > 0 ? [made("ul", {}, ...list.map((line) => made("li", {}, line)))] : []),
    );
  }
}

/** @param {string[]} cells */
function rowOf(cells) {
  return made("tr", {}, ...cells.map((text) => made("td", {}, text)));
}

/** Print the sheet and nothing else of the page. */
function printSheet() {
  document.documentElement.dataset.printing = "sheet";
  addEventListener("afterprint", () => delete document.documentElement.dataset.printing, {
    once: true,
  });
  print();
}

customElements.define(`tool-${TOOL}`, SplitSheet);
