/** @typedef {() => Promise<void>} End */

/** Plays the groove that is printed beside it: <groove-player data-groove="…"><button>. */
class GroovePlayer extends HTMLElement {
  /**
   * Who was asked last: the script of the sound cannot tell while it is on its way.
   * @type {GroovePlayer | null}
   */
  static #last = null;
  /** @type {End | null} */
  #end = null;
  /** Lets go of the sound; nothing to do before its script is there. */
  #rest = () => Promise.resolve();
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
    if (GroovePlayer.#last !== this) GroovePlayer.#last?.stop();
    GroovePlayer.#last = this;
    const turn = ++this.#turn;
    this.#show(true);
    try {
      const { started, rest } = await import("../../labs/groove-sound.js");
      if (turn !== this.#turn) return;
      this.#rest = () => rest(this);
      const end = await started(this, JSON.parse(this.dataset.groove ?? "{}"));
      if (turn !== this.#turn) {
        await end();
        if (!this.#isPlaying) await this.#rest();
        return;
      }
      this.#end = end;
    } catch {
      if (turn !== this.#turn) return;
      await this.stop();
      this.#say("Cannot play now"); // Without a network, or without sound.
    }
  }

  async stop() {
    if (!this.#isPlaying) return;
    this.#turn++;
    this.#show(false);
    const end = this.#end;
    this.#end = null;
    await end?.();
    if (!this.#isPlaying) await this.#rest();
  }

  /** @param {boolean} isPlaying */
  #show(isPlaying) {
    this.#isPlaying = isPlaying;
    this.#say(isPlaying ? "Stop" : "Play");
  }

  /** @param {string} text What the button says; its name says which groove, too. */
  #say(text) {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    button.textContent = text;
    button.ariaLabel = `${text}${button.ariaLabel?.replace(/^[^:]*/, "") ?? ""}`;
  }
}

customElements.define("groove-player", GroovePlayer);
