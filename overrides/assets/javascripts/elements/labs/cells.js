/** Cells of a table that are buttons: one stop of the Tab key, arrow keys from cell to cell. */

export class Cells {
  /** The cell that the keyboard is at: row and step. */
  #at = [0, 0];

  /** @param {HTMLElement} body Its rows hold the buttons. */
  constructor(body) {
    this.body = body;
  }

  /** The table has other rows now: the keyboard begins at the first cell. */
  restart() {
    this.#at = [0, 0];
  }

  /** @param {number} row @param {number} step @returns {HTMLButtonElement | undefined} */
  cell(row, step) {
    return this.body.children[row]?.querySelectorAll("button")[step];
  }

  /** @param {Element} cell @returns {[row: number, step: number]} */
  where(cell) {
    const row = /** @type {HTMLTableRowElement} */ (cell.closest("tr"));
    const buttons = [...row.querySelectorAll("button")];
    return [
      [...this.body.children].indexOf(row),
      buttons.indexOf(/** @type {HTMLButtonElement} */ (cell)),
    ];
  }

  /** Let the Tab key stop at one cell. */
  settle() {
    [...this.body.children].forEach((line, row) =>
      line.querySelectorAll("button").forEach((cell, step) => {
        cell.tabIndex = row === this.#at[0] && step === this.#at[1] ? 0 : -1;
      })
    );
  }

  /** @param {Element} cell The keyboard is at it now. */
  stand(cell) {
    this.#at = this.where(cell);
    this.settle();
  }

  /**
   * Go from cell to cell.
   * @param {KeyboardEvent} event
   * @returns {HTMLButtonElement | null} The cell whose key it is, if it is none that moves.
   */
  key(event) {
    const cell = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return null;
    const [row, step] = this.where(cell);
    const last = /** @type {Element} */ (cell.closest("tr")).querySelectorAll("button").length - 1;
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowRight: [row, step + 1],
      ArrowLeft: [row, step - 1],
      ArrowDown: [row + 1, step],
      ArrowUp: [row - 1, step],
      Home: [row, 0],
      End: [row, last],
    };
    const move = moves[event.key];
    if (!move) return cell;
    event.preventDefault();
    const next = this.cell(...move);
    if (next) {
      this.stand(next);
      next.focus();
    }
    return null;
  }
}
