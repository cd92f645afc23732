import { canListen, listen } from "../../audio/midi.js";
import { noteName, together } from "../../dsp/keys.js";
import { build, described, KEYS, lowest, marked, SEEN, sounding } from "../../labs/keys.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../audio/chain.js").Params} Params */
/** @typedef {{note: number, velocity: number}} Struck */

/** Keys of a computer by their places, in the order of the notes: the letters differ by country. */
const CODES =
  "KeyA KeyW KeyS KeyE KeyD KeyF KeyT KeyG KeyY KeyH KeyU KeyJ KeyK KeyO KeyL KeyP Semicolon"
    .split(" ");
/** What comes before a source that stops when the keys lose the focus. */
const LETTER = "letter ";
const MIDI = "midi ";
/** Seconds for which a note sounds whose key nobody holds down. */
const SHORT = 0.4;

/** Keys to play by letters, by touch and by MIDI; what sounds is named and drawn. */
class Keys extends LabElement {
  /** @type {ReturnType<typeof build> | null} While it plays. */
  #keyboard = null;
  /** @type {ReturnType<typeof build> | null} */
  #made = null;
  /** What is held down, by what holds it: a letter, a finger, a key of a MIDI keyboard.
   * @type {Map<string, Struck[]>} */
  #held = new Map();
  /** Pressed before there was a sound to press. @type {(Struck & {source: string})[]} */
  #early = [];
  /** What was struck last, with all that sounded then. @type {Struck[]} */
  #last = [];
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];
  /** What ends listening to MIDI. @type {(() => void) | null} */
  #unplug = null;

  /** @param {BaseAudioContext} context @param {AudioNode} input @param {Params} params */
  build(context, input, params) {
    this.#made = build(context, input, params);
    return this.#made;
  }

  start() {
    const piano = this.find("[data-keys]");
    piano.addEventListener("keydown", (event) => this.#keyDown(event));
    piano.addEventListener("keyup", (event) => this.#keyUp(event));
    piano.addEventListener("focusout", ({ relatedTarget }) => {
      if (!piano.contains(/** @type {Node | null} */ (relatedTarget))) this.#letGo(LETTER);
    });
    piano.addEventListener("pointerdown", (event) => this.#touch(event));
    piano.addEventListener("pointerover", (event) => this.#slide(event));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      piano.addEventListener(type, (event) => {
        this.#release(`pointer ${/** @type {PointerEvent} */ (event).pointerId}`);
      });
    }
    piano.addEventListener("contextmenu", (event) => event.preventDefault());
    // What presses without a finger or a key, such as a screen reader, does not let go either.
    piano.addEventListener("click", ({ detail, target }) => {
      const note = this.#noteOf(target);
      if (detail || note === null) return;
      this.#press("click", note, this.#velocity);
      setTimeout(() => this.#release("click"), 1000 * SHORT);
    });
    const midi = this.find("[data-midi]");
    midi.addEventListener("click", () => this.#unplug ? this.#forget("") : this.#listen());
    addEventListener("blur", () => this.#letGo());
    addEventListener("pagehide", () => this.#forget(""));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget("");
  }

  get #velocity() {
    return Number(this.params.velocity);
  }

  /** @returns {NodeListOf<HTMLButtonElement>} */
  get #buttons() {
    return this.querySelectorAll("[data-keys] button");
  }

  /** @param {EventTarget | null} target @returns {number | null} The note of a key. */
  #noteOf(target) {
    const key = /** @type {Element} */ (target).closest("button");
    const at = key ? [...this.#buttons].indexOf(key) : -1;
    return at < 0 ? null : lowest(this.params) + at;
  }

  /**
   * @param {string} source What holds the key down; a second press of it ends the first.
   * @param {number} note
   * @param {number} velocity
   */
  #press(source, note, velocity) {
    this.#release(source);
    const notes = sounding(this.params, note).map((one) => ({ note: one, velocity }));
    this.#held.set(source, notes);
    const keyboard = this.#keyboard;
    if (keyboard) {
      // Whoever plays is heard alone.
      if (this.#timers.length) this.#endPhrase();
      for (const one of notes) keyboard.on(one.note, velocity);
      this.#show(true);
    } else {
      this.#early.push(...notes.map((one) => ({ ...one, source })));
      if (this.#early.length === notes.length) this.play();
    }
  }

  /** @param {string} source */
  #release(source) {
    const notes = this.#held.get(source);
    if (!notes) return;
    this.#held.delete(source);
    const still = [...this.#held.values()].flat();
    for (const { note } of notes) {
      if (!still.some((one) => one.note === note)) this.#keyboard?.off(note);
    }
    this.#show(false);
  }

  /** @param {string} [kind] Of sources; without one, all but MIDI, whose keys are not of this page. */
  #letGo(kind) {
    for (const source of [...this.#held.keys()]) {
      if (kind ? source.startsWith(kind) : !source.startsWith(MIDI)) this.#release(source);
    }
  }

  #endPhrase() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#keyboard?.silence();
  }

  connected() {
    const keyboard = this.#keyboard = this.#made;
    if (!keyboard) return;
    const now = keyboard.output.context.currentTime;
    if (this.#early.length) {
      keyboard.silence();
      for (const { note, velocity, source } of this.#early) {
        keyboard.on(note, velocity);
        if (!this.#held.has(source)) keyboard.off(note, now + SHORT);
      }
      this.#early = [];
      this.#show(true);
      return;
    }
    const times = keyboard.played().flatMap(({ begin, end }) => [[begin, 1], [end, 0]]);
    this.#timers = times.map(([time, isBegin]) =>
      setTimeout(() => this.#show(isBegin === 1), 1000 * (time - now) + 15)
    );
  }

  async stop() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#early = [];
    this.#held.clear();
    this.#keyboard = null;
    this.#show(false);
    await super.stop();
  }

  /** @param {Params} values */
  change(values) {
    super.change(values);
    const steps = marked(this.params);
    this.#buttons.forEach((key, at) => {
      const note = lowest(this.params) + at;
      const name = noteName(note);
      const isMarked = steps.includes(note % 12);
      key.dataset.mark = isMarked ? (note % 12 === steps[0] ? "root" : "scale") : "";
      this.#name(key).textContent = name;
      key.ariaLabel = `${spoken(name)}, note ${note}${isMarked ? ", in the scale" : ""}`;
    });
    this.find("figcaption").textContent = this.describe();
  }

  /** @param {Element} key @returns {Element} */
  #name(key) {
    return /** @type {Element} */ (key.querySelector("[data-name]"));
  }

  describe() {
    return described(this.params, this.#last);
  }

  /** @returns {import("../../labs/keys.js").Played[]} What sounds now. */
  get #sounding() {
    const now = this.#keyboard?.output.context.currentTime ?? 0;
    return this.#keyboard?.played().filter(({ begin, end }) => begin <= now && now < end) ?? [];
  }

  /** Show which keys are down. @param {boolean} isNew Whether one of them was just struck. */
  #show(isNew) {
    const sounds = this.#sounding;
    const down = sounds.map(({ note }) => note - lowest(this.params));
    this.#buttons.forEach((key, at) => key.toggleAttribute("data-down", down.includes(at)));
    if (!isNew || !sounds.length) return;
    this.#last = sounds.map(({ note, velocity }) => ({ note, velocity }));
    const notes = sounds.map(({ note }) => note).sort((a, b) => a - b);
    const names = notes.map(noteName).join(" ");
    const name = notes.length > 1 ? together(notes) : "";
    this.find("[data-told]").textContent = name ? `${name}: ${names}` : names;
    this.find("figcaption").textContent = this.describe();
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    const note = this.#noteOf(event.target);
    if (note === null || event.button !== 0) return;
    const key = /** @type {HTMLElement} */ (event.target).closest("button");
    key?.focus({ preventScroll: true });
    // A finger that slides is to come to the next key.
    if (key?.hasPointerCapture(event.pointerId)) key.releasePointerCapture(event.pointerId);
    this.#press(`pointer ${event.pointerId}`, note, this.#velocity);
  }

  /** @param {PointerEvent} event */
  #slide(event) {
    const source = `pointer ${event.pointerId}`;
    const note = this.#noteOf(event.target);
    if (note === null || !this.#held.has(source)) return;
    if (this.#held.get(source)?.[0]?.note !== note) this.#press(source, note, this.#velocity);
  }

  /** @param {KeyboardEvent} event */
  #keyDown(event) {
    const { key, code, ctrlKey, metaKey, altKey, repeat, isComposing, target } = event;
    // With the command key down, no key says when it comes up.
    if (key === "Meta") this.#letGo(LETTER);
    if (ctrlKey || metaKey || altKey || isComposing) return;
    const at = CODES.indexOf(code);
    const focused = this.#noteOf(target);
    const octave = /** @type {Record<string, number>} */ ({ KeyZ: -1, KeyX: 1 })[code];
    if (at >= 0 || key === "Enter" || key === " ") {
      const note = at >= 0 ? lowest(this.params) + at : focused;
      if (!repeat && note !== null) this.#press(LETTER + code, note, this.#velocity);
      if (at >= 0) this.#learn(at, key);
    } else if (octave) this.#shift(octave);
    else if (!this.#move(key)) return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #keyUp(event) {
    this.#release(LETTER + event.code);
    // It would press the key of the page, too.
    if (event.key === " ") event.preventDefault();
  }

  /** Keyboards differ: what stands on this key is known once it was pressed. @param {number} at @param {string} letter */
  #learn(at, letter) {
    const label = this.#buttons[at].querySelector("[data-letter]");
    if (label && letter.length === 1) label.textContent = letter.toUpperCase();
  }

  /** @param {number} by Octaves. */
  #shift(by) {
    const slider = /** @type {HTMLInputElement} */ (this.find('[data-control="octave"]'));
    const octave = Number(this.params.octave) + by;
    if (octave >= Number(slider.min) && octave <= Number(slider.max)) this.change({ octave });
  }

  /** @param {string} key @returns {boolean} Whether it goes from one key to another. */
  #move(key) {
    const buttons = [...this.#buttons];
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

  async #listen() {
    if (!canListen()) {
      return this.#tellMidi("This browser has no Web MIDI. Letters and touch work all the same.");
    }
    this.#tellMidi("The browser may ask you now.");
    try {
      const unplug = await listen(
        ({ kind, note, velocity }) => {
          if (kind === "on") this.#press(MIDI + note, note, velocity);
          else if (kind === "off") this.#release(MIDI + note);
          else this.#letGo(MIDI);
        },
        (names) => {
          this.#letGo(MIDI);
          this.#tellMidi(
            names.length
              ? `Listening to ${names.join(", ")}.`
              : "No MIDI keyboard is there. Plug one in; it is found by itself.",
          );
        },
      );
      this.#unplug = unplug;
      this.find("[data-midi]").textContent = "Let go of MIDI";
    } catch {
      this.#tellMidi("The browser refuses MIDI. Letters and touch work all the same.");
    }
  }

  /** @param {string} told */
  #forget(told) {
    if (!this.#unplug) return;
    this.#unplug();
    this.#unplug = null;
    this.#letGo(MIDI);
    this.find("[data-midi]").textContent = "Use a MIDI keyboard";
    this.#tellMidi(told);
  }

  /** @param {string} text */
  #tellMidi(text) {
    this.find("[data-midi-told]").textContent = text;
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const { y } = places(picture, this.params);
    const first = lowest(this.params);
    const steps = marked(this.params);
    for (let note = first; note < first + KEYS; note++) {
      const isRoot = note % 12 === (steps[0] ?? 0);
      if (steps.length && !steps.includes(note % 12)) continue;
      picture.line([[40, y(note)], [width, y(note)]], isRoot ? "axis" : "edge");
      if (isRoot || note === first) picture.text(noteName(note), 4, y(note) + 4, "pale");
    }
    picture.text(`${SEEN} s ago`, 40, height - 4, "pale");
    picture.text("now", width - 4, height - 4, "pale end");
  }

  /** @param {Picture} picture @param {AnalyserNode} analyser */
  drawLive(picture, { context }) {
    const { y, x, high } = places(picture, this.params);
    const now = context.currentTime;
    picture.clear(picture.live);
    for (const { note, velocity, begin, end } of this.#keyboard?.played() ?? []) {
      const [from, to] = [begin, Math.min(end, now)].map((time) => x(now - time));
      if (begin > now || to < 40 || y(note) < 0 || y(note) > picture.height) continue;
      const half = high * (0.15 + 0.35 * (velocity / 127));
      const left = Math.max(40, from);
      const top = y(note) - half;
      picture.area(
        [[left, top], [Math.max(left + 1, to), top]],
        y(note) + half,
        "strong",
        picture.live,
      );
    }
  }
}

/** Where times and notes stand: as many notes above the keys as a chord on the last one needs.
 * @param {Picture} picture @param {Params} params */
function places({ width, height }, params) {
  const high = (height - 22) / (KEYS + 7);
  return {
    high,
    /** @param {number} seconds Ago. */
    x: (seconds) => width - ((width - 40) * seconds) / SEEN,
    /** @param {number} note */
    y: (note) => height - 22 - high * (note - lowest(params) + 0.5),
  };
}

/** @param {string} name @returns {string} As it is read out. */
function spoken(name) {
  return name.replace("♯", " sharp ");
}

customElements.define("lab-keys", Keys);
