import { choice, keep } from "../address.js";
import { made } from "./live.js";

/**
 * A table whose rows can be put in order by a column: by the button in its head, or, where rows are
 * cards and no head is seen, by a list. The order is kept in the address, "-" before it when reversed.
 * <sorted-table><select><option value="costs">…<th data-sort="costs">…<td data-key="3">
 */
export class SortedTable extends HTMLElement {
  /** @type {HTMLTableRowElement[]} As the build printed them. */
  #rows = [];
  #order = "";

  connectedCallback() {
    if (this.#rows.length > 0) return; // An element that is moved is connected again.
    this.#rows = [...this.querySelectorAll("tr")].filter((row) => row.closest("tbody"));
    for (const head of this.#heads) {
      const name = head.textContent;
      // The second name is said where the button is not shown.
      head.replaceChildren(made("button", { type: "button" }, name), made("span", {}, name));
      head.addEventListener("click", () => this.#sort(next(this.#order, head.dataset.sort ?? "")));
    }
    const list = this.#list;
    list?.addEventListener("change", () => this.#sort(list.value));
    const kept = choice("sort");
    if (this.#heads.some((head) => head.dataset.sort === column(kept))) this.#sort(kept);
  }

  get #heads() {
    return [
      .../** @type {NodeListOf<HTMLTableCellElement>} */ (
        this.querySelectorAll("th[data-sort]")
      ),
    ];
  }

  get #list() {
    return this.querySelector("select");
  }

  /** @param {string} order The name of a column, "-" before it for the reverse; empty as printed. */
  #sort(order) {
    this.#order = order;
    if (this.#list) this.#list.value = column(order);
    for (const head of this.#heads) {
      const isSorted = head.dataset.sort === column(order);
      if (!isSorted) head.removeAttribute("aria-sort");
      else head.ariaSort = order.startsWith("-") ? "descending" : "ascending";
    }
    const at = this.#heads.find((head) => head.dataset.sort === column(order))?.cellIndex;
    const sign = order.startsWith("-") ? -1 : 1;
    const rows = at === undefined
      ? this.#rows
      : this.#rows.toSorted((one, other) =>
        sign * key(one.cells[at]).localeCompare(key(other.cells[at]), "en", { numeric: true })
      );
    this.#rows[0]?.parentElement?.append(...rows);
    keep([["sort", order]]);
  }
}

/** @param {string} order */
const column = (order) => order.replace("-", "");

/**
 * @param {string} order
 * @param {string} pressed A column.
 * @returns {string} The order after a press on its head: rising, falling, as printed, in turn.
 */
function next(order, pressed) {
  if (order === pressed) return `-${pressed}`;
  return order === `-${pressed}` ? "" : pressed;
}

/** @param {HTMLTableCellElement} cell */
const key = (cell) => cell.dataset.key ?? cell.textContent.trim();
