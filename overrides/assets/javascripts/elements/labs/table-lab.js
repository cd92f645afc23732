import { fromFragment } from "../../tools/link.js";
import { Cells } from "./cells.js";
import { LabElement } from "./lab.js";

/** A lab that is a table: cells to press, and a column that is marked while it sounds. */
export class TableLab extends LabElement {
  cells = new Cells(document.createElement("tbody"));

  /** @param {HTMLButtonElement} _cell Pressed, by whatever presses it. */
  pressed(_cell) {}

  /** @param {KeyboardEvent} _event @param {HTMLButtonElement} _cell Of a key that does not move. */
  typed(_event, _cell) {}

  /** @param {Record<string, string>} _told What the address holds beside the controls. */
  addressed(_told) {}

  start() {
    const body = this.find("tbody");
    this.cells = new Cells(body);
    body.addEventListener("click", ({ target }) => {
      const cell = /** @type {HTMLElement} */ (target).closest("button");
      if (cell) this.pressed(cell);
    });
    body.addEventListener("keydown", (event) => {
      const cell = this.cells.key(event);
      if (cell) this.typed(event, cell);
    });
    if (this.dataset.own === undefined) return;
    const read = () => this.addressed(fromFragment(location.hash));
    addEventListener("hashchange", read);
    // After the settings of the address, which begin with those of a preset.
    queueMicrotask(read);
  }

  /** Change what the table holds, and say so. @param {import("../../audio/chain.js").Params} values */
  fill(values) {
    this.change(values);
    this.find("figcaption").textContent = this.describe();
  }

  async stop() {
    await super.stop();
    this.mark(-1);
  }

  /** @param {number} column That sounds; −1 for none. */
  mark(column) {
    this.find("thead tr").querySelectorAll("th:not(:first-child)").forEach((head, n) => {
      head.toggleAttribute("data-now", n === column);
    });
  }
}
