import { KEYS } from "../../labs/keys.js";

/**
 * Who plays: `held` is the note that a source holds down, if any; `shift` moves by octaves.
 * @typedef {object} Player
 * @property {() => number} lowest The note of the first key.
 * @property {(source: string) => number | undefined} held
 * @property {(source: string, note: number) => void} press
 * @property {(source: string) => void} release
 * @property {(kind: string) => void} letGo Of all sources of a kind.
 * @property {(by: number) => void} shift
 */

/** Keys of a computer by their places, in the order of the notes: the letters differ by country. */
const CODES =
  "KeyA KeyW KeyS KeyE KeyD KeyF KeyT KeyG KeyY KeyH KeyU KeyJ KeyK KeyO KeyL KeyP Semicolon"
    .split(" ");
/** What comes before a source that stops when the keys lose the focus. */
const LETTER = "letter ";
/** Seconds for which a note sounds whose key nobody holds down. */
export const SHORT = 0.4;

/** Keys on the screen, played by letters, by fingers, and by what presses for a reader. */
export class Piano {
  #player;
  #isTouched = false;

  /** @param {HTMLElement} body It holds the keys, as buttons. @param {Player} player */
  constructor(body, player) {
    this.body = body;
    this.#player = player;
    body.addEventListener("keydown", (event) => this.#keyDown(event));
    body.addEventListener("keyup", (event) => this.#keyUp(event));
    body.addEventListener("focusout", ({ relatedTarget }) => {
      if (!body.contains(/** @type {Node | null} */ (relatedTarget))) player.letGo(LETTER);
    });
    body.addEventListener("pointerdown", (event) => this.#touch(event));
    body.addEventListener("pointerover", (event) => this.#slide(event));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      body.addEventListener(type, (event) => {
        player.release(`pointer ${/** @type {PointerEvent} */ (event).pointerId}`);
      });
    }
    body.addEventListener("contextmenu", (event) => event.preventDefault());
    // What presses without a finger or a key, such as a screen reader, does not let go either; of a
    // finger that came before the lab was there, nothing else is known.
    body.addEventListener("click", ({ detail, target }) => {
      const note = this.noteOf(target);
      if ((detail && this.#isTouched) || note === null) return;
      player.press("click", note);
      setTimeout(() => player.release("click"), 1000 * SHORT);
    });
  }

  /** @returns {NodeListOf<HTMLButtonElement>} */
  get keys() {
    return this.body.querySelectorAll("button");
  }

  /** @param {EventTarget | null} target @returns {number | null} The note of a key. */
  noteOf(target) {
    const key = /** @type {Element} */ (target).closest("button");
    const at = key ? [...this.keys].indexOf(key) : -1;
    return at < 0 ? null : this.#player.lowest() + at;
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    this.#isTouched = true;
    const note = this.noteOf(event.target);
    if (note === null || event.button !== 0) return;
    const key = /** @type {HTMLElement} */ (event.target).closest("button");
    key?.focus({ preventScroll: true });
    // A finger that slides is to come to the next key.
    if (key?.hasPointerCapture(event.pointerId)) key.releasePointerCapture(event.pointerId);
    this.#player.press(`pointer ${event.pointerId}`, note);
  }

  /** @param {PointerEvent} event */
  #slide(event) {
    const source = `pointer ${event.pointerId}`;
    const note = this.noteOf(event.target);
    const held = this.#player.held(source);
    if (note !== null && held !== undefined && held !== note) this.#player.press(source, note);
  }

  /** @param {KeyboardEvent} event */
  #keyDown(event) {
    const { key, code, ctrlKey, metaKey, altKey, repeat, isComposing, target } = event;
    // With the command key down, no key says when it comes up.
    if (key === "Meta") this.#player.letGo(LETTER);
    if (ctrlKey || metaKey || altKey || isComposing) return;
    const at = CODES.indexOf(code);
    const focused = this.noteOf(target);
    const octave = /** @type {Record<string, number>} */ ({ KeyZ: -1, KeyX: 1 })[code];
    if (at >= 0 || key === "Enter" || key === " ") {
      const note = at >= 0 ? this.#player.lowest() + at : focused;
      if (!repeat && note !== null) this.#player.press(LETTER + code, note);
      if (at >= 0) this.#learn(at, key);
    } else if (octave) this.#player.shift(octave);
    else if (!this.#move(key)) return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #keyUp(event) {
    this.#player.release(LETTER + event.code);
    // It would press the key of the page, too.
    if (event.key === " ") event.preventDefault();
  }

  /** Keyboards differ: what stands on this key is known once it was pressed. @param {number} at @param {string} letter */
  #learn(at, letter) {
    const label = this.keys[at].querySelector("[data-letter]");
    if (label && letter.length === 1) label.textContent = letter.toUpperCase();
  }

  /** @param {string} key @returns {boolean} Whether it goes from one key to another. */
  #move(key) {
    const buttons = [...this.keys];
    const now = buttons.findIndex((one) => one.tabIndex === 0);
    const to = /** @type {Record<string, number>} */ ({
      ArrowRight: Math.min(KEYS - 1, now + 1),
      ArrowLeft: Math.max(0, now - 1),
      Home: 0,
      End: KEYS - 1,
    })[key];
    if (to === undefined) return false;
    buttons[now].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
    return true;
  }
}
