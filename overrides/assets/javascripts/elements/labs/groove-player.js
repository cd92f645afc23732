/** @typedef {() => Promise<void>} End */

/** Plays the groove that is printed beside it: <groove-player data-groove="…"><button>. */
class GroovePlayer extends HTMLElement {
  /** @type {End | null} */
  #end = null;
  #isPlaying = false;
  /** Counts starts and stops: what was begun before the last of them is too late. */
  #turn = 0;

  connectedCallback() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    button.onclick = () => this.#isPlaying ? this.stop() : this.#play();
  }

  disconnectedCallback() {
    this.stop();
  }

  async #play() {
    const turn = ++this.#turn;
    this.#show(true);
    try {
      const { started } = await import("../../labs/groove-sound.js");
      const end = await started(this, JSON.parse(this.dataset.groove ?? "{}"));
      if (turn !== this.#turn) return await end();
      this.#end = end;
    } catch {
      if (turn === this.#turn) await this.stop();
    }
  }

  async stop() {
    if (!this.#isPlaying) return;
    this.#turn++;
    this.#show(false);
    const end = this.#end;
    this.#end = null;
    await end?.();
    const { rest } = await import("../../labs/groove-sound.js");
    if (!this.#isPlaying) await rest(this);
  }

  /** @param {boolean} isPlaying */
  #show(isPlaying) {
    this.#isPlaying = isPlaying;
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    button.textContent = isPlaying ? "Stop" : "Play";
    const name = button.ariaLabel?.replace(/^\w+/, "") ?? "";
    button.ariaLabel = `${button.textContent}${name}`;
  }
}

customElements.define("groove-player", GroovePlayer);
