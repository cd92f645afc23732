import { offBeat, statistics } from "../../dsp/time.js";
import {
  BAR,
  build,
  delay,
  described,
  heardAt,
  PADS,
  shown,
  summed,
  told,
} from "../../labs/latency.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../audio/chain.js").Params} Params */

/** Keys of a computer for the pads, by their places. */
const CODES = ["KeyA", "KeyS", "KeyD", "KeyF"];
/** Taps that are measured, after a bar to listen to. */
const TAPS = 16;
/** Fewer than these say nothing. */
const FEWEST = 8;
/** How many results are kept in view. */
const KEPT = 4;
/** Ends of the picture's scale, in ms: the first one that holds the delay. */
const SCALES = [30, 60, 120, 400];
/** From where on most players mind, in ms: as the page on interfaces has it. */
const [EASY, DISTURBING] = [10, 20];

/** Pads that answer late, and how evenly one taps with a click. */
class LatencyLab extends LabElement {
  /** @type {ReturnType<typeof build> | null} */
  #made = null;
  /** Pressed before there was a sound. @type {string[]} */
  #early = [];
  #isWanted = false;
  /** While it is measured. @type {{taps: number[], begin: number, every: number, late: number} | null} */
  #measured = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #end = undefined;
  /** Of the last measurement, in ms. @type {number[]} */
  #off = [];

  /** @param {BaseAudioContext} context @param {AudioNode} input @param {Params} params */
  build(context, input, params) {
    this.#abandon();
    this.#made = build(context, input, params);
    return this.#made;
  }

  start() {
    const pads = this.find("[data-pads]");
    let isTouched = false;
    pads.addEventListener("pointerdown", (event) => {
      isTouched = true;
      const name = padOf(event.target);
      if (name && event.button === 0) this.#hit(name, event.timeStamp);
    });
    // What presses without a finger or a key, such as a screen reader, or with a finger that came
    // before the lab was there.
    pads.addEventListener("click", ({ detail, target, timeStamp }) => {
      const name = padOf(target);
      if (name && !(detail && isTouched)) this.#hit(name, timeStamp);
    });
    pads.addEventListener("keydown", (event) => this.#key(event));
    pads.addEventListener("keyup", (event) => {
      // It would press the pad a second time.
      if (event.key === " ") event.preventDefault();
    });
    this.find("[data-measure]").addEventListener("click", () => this.#measure());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isPress = event.key === "Enter" || event.key === " ";
    const name = isPress ? padOf(event.target) : PADS[CODES.indexOf(event.code)];
    if (!name) return;
    event.preventDefault();
    if (!event.repeat) this.#hit(name, event.timeStamp);
  }

  /** @param {string} name @param {number} moment */
  #hit(name, moment) {
    if (this.analyser && this.#made) {
      this.#made.hit(name);
      const context = /** @type {AudioContext} */ (this.analyser.context);
      this.#measured?.taps.push(heardAt(context, moment));
    } else {
      this.#early.push(name);
      if (this.#early.length === 1) this.play();
    }
  }

  connected() {
    for (const name of this.#early) this.#made?.hit(name);
    this.#early = [];
    if (this.#isWanted) this.#begin();
    this.find("figcaption").textContent = this.describe();
  }

  async stop() {
    this.#abandon();
    this.#early = [];
    this.#isWanted = false;
    await super.stop();
  }

  /** Let the reader tap with sixteen clicks, after four to listen to. */
  async #measure() {
    if (this.params.click !== "on") {
      await this.stop();
      this.change({ click: "on" });
    }
    if (this.analyser) return this.#begin();
    this.#isWanted = true;
    await this.play();
  }

  #begin() {
    this.#abandon();
    this.#isWanted = false;
    const made = this.#made;
    if (!made || !this.analyser) return;
    const now = this.analyser.context.currentTime;
    const { begin, every } = made.beats;
    // From the next whole bar on.
    const bar = every * BAR;
    const first = begin + bar * Math.max(0, Math.ceil((now + 0.2 - begin) / bar));
    this.#measured = { taps: [], begin: first, every, late: delay(this.params).ms };
    this.#say("Listen to four clicks. Then tap with the next sixteen, on any pad.");
    this.#end = setTimeout(
      () => this.#tell(),
      1000 * (first - now + (BAR + TAPS + 0.3) * every),
    );
  }

  #tell() {
    const measured = this.#measured;
    this.#measured = null;
    if (!measured) return;
    const { taps, begin, every, late } = measured;
    const off = offBeat(taps, begin, every, BAR, TAPS);
    if (off.length < FEWEST) {
      return this.#say(`Only ${off.length} taps came with the clicks. Try it once more.`);
    }
    this.#off = off;
    const result = document.createElement("li");
    const found = statistics(off);
    result.textContent = `${shown(late)}: ${summed(found)}`;
    const list = this.find("[data-results]");
    list.append(result);
    while (list.children.length > KEPT) list.firstElementChild?.remove();
    this.#say(told(found, off.length, late));
    super.change({});
    this.find("figcaption").textContent = this.describe();
  }

  /** @param {Params} values */
  change(values) {
    super.change(values);
    if (this.#measured && this.#measured.late !== delay(this.params).ms) this.#abandon();
  }

  #abandon() {
    clearTimeout(this.#end);
    if (this.#measured) this.#say("The measurement was broken off.");
    this.#measured = null;
  }

  /** @param {string} text */
  #say(text) {
    this.find("[data-told]").textContent = text;
  }

  describe() {
    const own = this.#own;
    const device = own
      ? ` This browser and device add about ${Math.round(own)}\u00a0ms, by their own account.`
      : "";
    const taps = this.#off.length ? ` Your last taps: ${summed(statistics(this.#off))}.` : "";
    return `${described(this.params)}${device}${taps}`;
  }

  /** @returns {number} What the browser says that it needs by itself, in ms; 0 if it does not say. */
  get #own() {
    const context = /** @type {AudioContext | undefined} */ (this.analyser?.context);
    return 1000 * ((context?.baseLatency ?? 0) + (context?.outputLatency ?? 0));
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const { buffers, each, beyond, ms } = delay(this.params);
    const most = SCALES.find((one) => one >= ms) ?? 400;
    const [left, right] = [8, width - 12];
    /** @param {number} time In ms. */
    const x = (time) => left + ((right - left) * time) / most;
    const [top, foot] = [34, height / 2 - 18];
    picture.text("your press", left, 16, "head");
    for (const time of [EASY, DISTURBING]) {
      picture.line([[x(time), top - 8], [x(time), foot + 4]], "edge dashed");
      if (most < 400) picture.text(`${time}`, x(time), foot + 18, "pale mid");
    }
    picture.text(`${most} ms`, right, foot + 18, "pale end");
    const parts = [...Array.from({ length: buffers }, () => each), beyond];
    let begin = 0;
    parts.forEach((part, n) => {
      const [from, to] = [x(begin), x(begin + part)];
      const isBuffer = n < buffers;
      if (part) {
        picture.area(
          [[from, top], [Math.max(from + 1, to - 2), top]],
          foot - 8,
          isBuffer ? "strong" : "soft",
        );
      }
      const name = isBuffer ? (buffers === 2 && n === 0 ? "buffer in" : "buffer out") : "beyond";
      if (to - from > 70) {
        picture.text(name, (from + to) / 2, (top + foot) / 2, isBuffer ? "on mid" : "mid");
      }
      begin += part;
    });
    picture.line([[x(0), top - 12], [x(0), foot]], "stroke");
    picture.line([[x(ms), top - 12], [x(ms), foot]], "stroke accent");
    const isRight = x(ms) > width * 0.7;
    picture.text(shown(ms), x(ms) + (isRight ? -5 : 5), top - 3, isRight ? "head end" : "head");
    this.#drawTaps(picture);
  }

  /** The last taps beside their click. @param {Picture} picture */
  #drawTaps(picture) {
    const { width, height } = picture;
    const y = height - 48;
    const half = width / 2 - 16;
    const x = /** @param {number} ms */ (ms) =>
      width / 2 + (half * Math.max(-150, Math.min(150, ms))) / 150;
    picture.line([[x(-150), y], [x(150), y]], "axis");
    picture.line([[x(0), y - 22], [x(0), y + 6]], "stroke");
    picture.text("click", x(0), y + 20, "head mid");
    picture.text("150 ms early", x(-150), y + 20, "pale");
    picture.text("150 ms late", x(150), y + 20, "pale end");
    if (!this.#off.length) {
      return picture.text("Your taps come here.", width / 2, y - 28, "pale mid");
    }
    this.#off.forEach((ms, n) => picture.dot(x(ms), y - 6 - (n % 4) * 7));
  }
}

/** @param {EventTarget | null} target @returns {string | undefined} The drum of a pad. */
function padOf(target) {
  return /** @type {Element} */ (target).closest("button")?.dataset.pad;
}

customElements.define("lab-latency", LatencyLab);
