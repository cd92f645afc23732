import { canListen, listen } from "../../audio/midi.js";
import { noteName, together } from "../../dsp/keys.js";
import { build, described, KEYS, lowest, marked, SEEN, sounding } from "../../labs/keys.js";
import { LabElement } from "./lab.js";
import { Piano, SHORT } from "./piano.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../audio/chain.js").Params} Params */
/** @typedef {{note: number, velocity: number}} Struck */

const MIDI = "midi ";

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
  /** @type {Piano | null} */
  #piano = null;
  /** What ends listening to MIDI. @type {(() => void) | null} */
  #unplug = null;

  /** @param {BaseAudioContext} context @param {AudioNode} input @param {Params} params */
  build(context, input, params) {
    this.#made = build(context, input, params);
    return this.#made;
  }

  start() {
    this.#piano = new Piano(this.find("[data-keys]"), {
      lowest: () => lowest(this.params),
      held: (source) => this.#held.get(source)?.[0]?.note,
      press: (source, note) => this.#press(source, note, Number(this.params.velocity)),
      release: (source) => this.#release(source),
      letGo: (kind) => this.#letGo(kind),
      shift: (by) => this.#shift(by),
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
    this.#piano?.keys.forEach((key, at) => {
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
    this.#piano?.keys.forEach((key, at) => key.toggleAttribute("data-down", down.includes(at)));
    if (!isNew || !sounds.length) return;
    this.#last = sounds.map(({ note, velocity }) => ({ note, velocity }));
    const notes = sounds.map(({ note }) => note).sort((a, b) => a - b);
    const names = notes.map(noteName).join(" ");
    const name = notes.length > 1 ? together(notes) : "";
    this.find("[data-told]").textContent = name ? `${name}: ${names}` : names;
    this.find("figcaption").textContent = this.describe();
  }

  /** @param {number} by Octaves. */
  #shift(by) {
    const slider = /** @type {HTMLInputElement} */ (this.find('[data-control="octave"]'));
    const octave = Number(this.params.octave) + by;
    if (octave >= Number(slider.min) && octave <= Number(slider.max)) this.change({ octave });
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
