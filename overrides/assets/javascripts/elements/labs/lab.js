/**
 * What all labs share: controls, settings, material, start and stop, comparison, the picture's
 * frame. A lab is a subclass that says how its sound is made and drawn; its element is lab-<id>.
 */

import { Chain, louder } from "../../audio/chain.js";
import { hold, release } from "../../audio/context.js";
import { buffered } from "../../audio/material.js";
import { decoded } from "../../audio/own-file.js";
import { fragment, fromFragment } from "../../tools/link.js";
import { position, said, sound, valueAt } from "./controls.js";
import { Picture } from "./picture.js";

/** @typedef {import("../../audio/chain.js").Params} Params */
/** @typedef {import("../../audio/chain.js").Graph} Graph */
/** @typedef {import("../../audio/material.js").Material} Material */
/** @typedef {import("./controls.js").Control} Control */
/** @typedef {{id: string, title: string, says: string, material: Material, set: Params}} Preset */
/** @typedef {{material: Material, matched: boolean, makes_sound: boolean, groups: {title: string, controls: Control[]}[], presets: Preset[]}} Data */

/** Milliseconds after the last change, before both sides are measured. */
const SETTLED = 300;
const OWN = "own";

/** @abstract */
export class LabElement extends HTMLElement {
  /** @type {Chain | null} */
  #chain = null;
  /** @type {AudioBuffer | null} */
  #own = null;
  /** @type {AudioBuffer | null} What plays, or is about to. */
  #buffer = null;
  #match = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #measuring = undefined;
  #frame = 0;
  /** Counts starts and stops: what was begun before the last of them is too late. */
  #turn = 0;
  #isSet = false;
  #isPlaying = false;
  #bypass = false;
  /** @type {AnalyserNode | null} While it plays: what is heard, before the volume. */
  analyser = null;
  /** @type {Params} */
  params = {};
  /** @type {Material | typeof OWN} */
  material = "song";

  /**
   * What the lab does to sound. The same function is measured by tests.
   * @abstract
   * @param {BaseAudioContext} _context
   * @param {AudioNode} _input
   * @param {Params} _params
   * @returns {Graph | Promise<Graph>}
   */
  build(_context, _input, _params) {
    throw new Error(`<${this.localName}> builds nothing`);
  }

  /**
   * Draw what stands still. Called at each change, and when the picture gets another size.
   * @param {Picture} _picture
   */
  draw(_picture) {}

  /**
   * Draw what moves: at each frame while it plays, or once a change for who wants less motion.
   * @param {Picture} _picture
   * @param {AnalyserNode} _analyser
   */
  drawLive(_picture, _analyser) {}

  /**
   * The sound has begun. For who draws more than one analyser can tell.
   * @param {AudioNode} _mix What is heard, before the volume.
   */
  connected(_mix) {}

  /** @returns {string} What the picture shows, in words. */
  describe() {
    return "";
  }

  /** Done once, when all printed parts are there. */
  start() {}

  connectedCallback() {
    if (this.#isSet) return;
    this.#isSet = true;
    /** @type {Data} */
    this.data = JSON.parse(this.dataset.lab ?? "{}");
    this.picture = new Picture(this.find("svg"));
    new ResizeObserver(() => this.picture?.measure() && this.#draw()).observe(this.picture.svg);
    this.#listen();
    this.start();
    this.take(this.dataset.preset ?? "");
    if (this.dataset.own !== undefined) {
      addEventListener("hashchange", () => this.#fromLink());
      this.#fromLink();
    }
  }

  disconnectedCallback() {
    this.stop();
  }

  /**
   * @template {Element} [T=HTMLElement]
   * @param {string} selector
   * @returns {T} A part that the build printed.
   */
  find(selector) {
    const found = this.querySelector(selector);
    if (!found) throw new Error(`<${this.localName}> without ${selector}`);
    return /** @type {T} */ (/** @type {unknown} */ (found));
  }

  /** @returns {AudioBuffer | null} What plays; before that, a file of the reader's own. */
  get buffer() {
    return this.#buffer ?? (this.material === OWN ? this.#own : null);
  }

  /** @returns {Control[]} */
  get controls() {
    return this.data?.groups.flatMap(({ controls }) => controls) ?? [];
  }

  /** @returns {Params} Every control as at the start. */
  get atStart() {
    return Object.fromEntries(this.controls.map(({ id, starts }) => [id, starts]));
  }

  /** @returns {import("../../audio/chain.js").Settings} */
  get #settings() {
    return {
      volume: Number(/** @type {HTMLInputElement} */ (this.find("[data-volume]")).value),
      bypass: this.#bypass,
      match: this.#match,
    };
  }

  #listen() {
    this.find("[data-play]").addEventListener(
      "click",
      () => this.#isPlaying ? this.stop() : this.play(),
    );
    this.querySelector("[data-compare]")?.addEventListener(
      "click",
      () => this.compare(!this.#bypass),
    );
    this.find("[data-reset]").addEventListener("click", () => this.take(""));
    this.find("[data-share]").addEventListener("click", () => this.#share());
    this.addEventListener("input", ({ target }) => this.#changed(target));
    this.addEventListener("change", ({ target }) => this.#settled(target));
    if (this.data?.makes_sound) return;
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.toggleAttribute("data-drop", true);
    });
    this.addEventListener("dragleave", () => this.toggleAttribute("data-drop", false));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.toggleAttribute("data-drop", false);
      this.#read(event.dataTransfer?.files[0]);
    });
  }

  /** @param {EventTarget | null} target At each step of a slider. */
  #changed(target) {
    const input = /** @type {HTMLInputElement} */ (target);
    const control = this.controls.find(({ id }) => id === input.dataset.control);
    if (input.dataset.volume !== undefined) {
      this.#tell(
        input,
        `${input.value === "0" ? "" : "−"}${Math.abs(Number(input.value))}\u00a0dB`,
      );
      this.#chain?.tune(this.#settings);
    } else if (control) {
      const value = "options" in control ? input.value : valueAt(control, Number(input.value));
      this.change({ [control.id]: value });
    }
  }

  /** @param {EventTarget | null} target When a control is let go. */
  #settled(target) {
    const input = /** @type {HTMLInputElement} */ (target);
    if (input.dataset.presets !== undefined) this.take(input.value);
    else if (input.dataset.material !== undefined) {
      this.choose(/** @type {Material} */ (input.value));
    } else if (input.dataset.file !== undefined) this.#read(input.files?.[0]);
    else if (input.dataset.matched !== undefined) this.#measure();
    else if (input.dataset.control) this.find("figcaption").textContent = this.describe();
  }

  /**
   * Take values, hear and show them.
   * @param {Params} values By ids of controls; the others stay.
   */
  change(values) {
    this.params = { ...this.params, ...values };
    for (const control of this.controls) {
      const value = this.params[control.id];
      const input = /** @type {HTMLInputElement} */ (this.find(`[data-control="${control.id}"]`));
      if ("options" in control) input.value = `${value}`;
      else {
        if (valueAt(control, Number(input.value)) !== value) {
          input.value = `${position(control, Number(value))}`;
        }
        this.#tell(input, said(control, value));
      }
    }
    this.#chain?.set(this.params);
    this.#draw();
    this.#measure();
  }

  /** @param {HTMLInputElement} input @param {string} text Its value in words. */
  #tell(input, text) {
    input.setAttribute("aria-valuetext", text);
    const beside = input.parentElement?.querySelector("[data-said]");
    if (beside) beside.textContent = text;
  }

  /** @param {string} id Of a preset; "" for everything as at the start. */
  take(id) {
    const preset = this.data?.presets.find((one) => one.id === id);
    /** @type {HTMLSelectElement} */ (this.find("[data-presets]")).value = preset?.id ?? "";
    this.find(".lab__says").textContent = preset?.says ?? "";
    this.find(".lab__link").hidden = true;
    if (this.material !== OWN && !this.data?.makes_sound) {
      this.choose(preset?.material ?? this.data?.material ?? "song");
    }
    this.change({ ...this.atStart, ...preset?.set });
    this.find("figcaption").textContent = this.describe();
  }

  /** @param {Material | typeof OWN} material */
  async choose(material) {
    const isNew = this.material !== material;
    this.material = material;
    /** @type {HTMLSelectElement} */ (this.find("[data-material]")).value = material;
    if (isNew && this.#isPlaying) await this.play();
  }

  /** Start, or start anew with another material. Only to be called when the reader asked for it. */
  async play() {
    const turn = ++this.#turn;
    this.#isPlaying = true;
    this.find("[data-play]").textContent = "Stop";
    this.#say("Making the sound …");
    try {
      const before = this.#chain;
      this.#chain = null;
      this.#buffer = null;
      const context = await hold(this);
      await before?.stop();
      // What is said is seen before the work begins.
      await new Promise((resolve) => setTimeout(resolve, 20));
      const buffer = this.data?.makes_sound
        ? new AudioBuffer({ length: 1, sampleRate: context.sampleRate })
        : this.#own && this.material === OWN
        ? this.#own
        : buffered(/** @type {Material} */ (this.material), context);
      if (turn !== this.#turn) return;
      this.#buffer = buffer;
      const build = this.build.bind(this);
      const chain = await Chain.start(context, buffer, build, this.params, this.#settings);
      if (turn !== this.#turn) return await chain.stop();
      this.#chain = chain;
      chain.set(this.params); // which may have changed while it was built
      this.analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.85 });
      chain.mix.connect(this.analyser);
      this.connected(chain.mix);
      this.#saySound();
      this.#measure();
      this.#animate();
    } catch {
      if (turn !== this.#turn) return;
      await this.stop();
      this.#say("This browser does not play it: labs need the Web Audio API and a secure address.");
    }
  }

  /** Fade out; the context rests, and what was made for the sound is let go of. */
  async stop() {
    if (!this.#isPlaying) return;
    this.#turn++;
    this.#isPlaying = false;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#measuring);
    const chain = this.#chain;
    this.#chain = null;
    this.#buffer = null;
    this.analyser = null;
    this.find("[data-play]").textContent = "Play";
    this.#say("Stopped.");
    this.picture?.clear(this.picture.live);
    await chain?.stop();
    if (!this.#isPlaying) await release(this);
  }

  /** @param {boolean} bypass Whether the untouched sound is heard. */
  compare(bypass) {
    this.#bypass = bypass;
    this.find("[data-compare]").ariaPressed = `${bypass}`;
    this.#chain?.tune(this.#settings);
    if (this.#isPlaying) this.#saySound();
  }

  #saySound() {
    if (this.data?.makes_sound) return this.#say("Playing.");
    const select = /** @type {HTMLSelectElement} */ (this.find("[data-material]"));
    const name = select.selectedOptions[0]?.textContent ?? "";
    const side = !this.querySelector("[data-compare]")
      ? ""
      : this.#bypass
      ? ", without it"
      : ", with it";
    this.#say(`Playing: ${name}${side}.`);
  }

  /** @param {string} text Said anew only if it is new. */
  #say(text) {
    const status = this.find(".lab__status");
    if (status.textContent !== text) status.textContent = text;
  }

  #draw() {
    if (!this.picture?.width) return;
    this.picture.clear();
    this.draw(this.picture);
    this.#drawOnce();
  }

  get #isStill() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  #animate() {
    cancelAnimationFrame(this.#frame);
    if (this.drawLive === LabElement.prototype.drawLive) return;
    if (this.#isStill) return this.#drawOnce();
    const next = () => {
      if (!this.analyser || !this.picture) return;
      if (this.picture.width) this.drawLive(this.picture, this.analyser);
      this.#frame = requestAnimationFrame(next);
    };
    this.#frame = requestAnimationFrame(next);
  }

  /** For who wants less motion: one picture, of what plays half a second after a change. */
  #drawOnce() {
    if (!this.#isStill) return;
    setTimeout(() => {
      if (this.analyser && this.picture?.width) this.drawLive(this.picture, this.analyser);
    }, 500);
  }

  /** Measure how much louder the lab makes its material, once nothing changes any more. */
  #measure() {
    clearTimeout(this.#measuring);
    const isWanted = this.data?.matched &&
      /** @type {HTMLInputElement} */ (this.find("[data-matched]")).checked;
    const buffer = this.#buffer;
    if (!buffer || !this.#chain) return;
    this.#measuring = setTimeout(async () => {
      const { params } = this;
      const match = isWanted ? -(await louder(buffer, this.build.bind(this), params)) : 0;
      if (params !== this.params || !this.#chain) return;
      this.#match = Math.max(-24, Math.min(24, match));
      this.#chain.tune(this.#settings);
    }, SETTLED);
  }

  /** @param {File | undefined} file */
  async #read(file) {
    if (!file) return;
    this.#say("Reading your file …");
    // No sound is wanted yet, only its rate.
    const context = new OfflineAudioContext(2, 1, 48000);
    const read = await decoded(file, context);
    if (typeof read === "string") return this.#say(read);
    this.#own = read;
    const option = /** @type {HTMLOptionElement} */ (this.find('option[value="own"]'));
    option.disabled = false;
    option.textContent = file.name.slice(0, 40);
    this.#say(`“${file.name.slice(0, 40)}” is ready.`);
    await this.choose(OWN);
  }

  /** The settings that the address brings along: of a preset, and of single controls. */
  #fromLink() {
    const told = fromFragment(location.hash);
    const values = Object.fromEntries(
      this.controls.map((control) => [control.id, sound(control, told[control.id])])
        .filter(([, value]) => value !== null),
    );
    if (told.preset === undefined && Object.keys(values).length === 0) return;
    this.take(told.preset ?? "");
    this.change(values);
    this.find("figcaption").textContent = this.describe();
    this.scrollIntoView({ block: "nearest" });
  }

  /** Show the link to these settings, and copy it. */
  async #share() {
    const { atStart } = this;
    const own = Object.entries(this.params).filter(([id, value]) => value !== atStart[id]);
    const { href } = /** @type {HTMLAnchorElement} */ (this.#page);
    const field = /** @type {HTMLInputElement} */ (this.find("[data-link]"));
    field.value = href.replace(/#.*/, "") +
      fragment(Object.fromEntries(own.map(([id, value]) => [id, `${value}`])));
    this.find(".lab__link").hidden = false;
    field.select();
    const isCopied = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    );
    this.#say(isCopied ? "The link is copied." : "The link is below, selected.");
  }

  /** @returns {{href: string}} The lab's own page. */
  get #page() {
    if (this.dataset.own !== undefined) return location;
    const link = this.closest(".with-lab")?.querySelector(".lab-link");
    return /** @type {HTMLAnchorElement} */ (link) ?? location;
  }
}
