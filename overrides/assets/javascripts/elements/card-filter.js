/** Shows only the cards of pages that are on one path. <card-filter><fieldset><ul> */
export class CardFilter extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#filter);
    this.#filter(); // A browser may keep the choice when a reader comes back.
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#filter);
  }

  #filter = () => {
    const chosen = this.querySelector("input:checked");
    const path = chosen instanceof HTMLInputElement ? chosen.value : "";
    const cards = [...this.querySelectorAll("[data-paths]")].filter((it) =>
      it instanceof HTMLElement
    );
    for (const card of cards) {
      card.hidden = path !== "" && !card.dataset.paths?.split(" ").includes(path);
    }
    const said = this.querySelector("[role=status]");
    const shown = cards.filter((card) => !card.hidden).length;
    if (said) said.textContent = path ? `${shown} of ${cards.length} pages` : "";
  };
}
