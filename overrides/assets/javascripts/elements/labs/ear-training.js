import { threshold } from "../../dsp/ear-training.js";
import { build, match, next, noted, peakOf, stands } from "../../labs/ear-training.js";
import { store } from "../../store.js";
import { counted } from "../../words.js";
import { LabElement } from "./lab.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("../../audio/chain.js").Params} Params */
/** @typedef {import("../../labs/ear-training.js").Answer} Answer */
/** @typedef {{id: string, ask: string, level: string, unit: string, start: number, least: number, most: number, step: number, smallest: number, plain: boolean, answers: Answer[]}} Exercise */
/** @typedef {{questions: number, exercises: Exercise[]}} Data */
/** @typedef {{amount: number, answer: Answer}} Question */
/** @typedef {"a" | "b"} Side */

/** Days that the picture shows before today's answers. */
const DAYS = 14;

/** Small questions for the ear, which get harder with each that is answered right. */
class EarTraining extends LabElement {
  /** @type {Question} */
  #question = { amount: 0, answer: { id: "", label: "", sounds: "", value: 0 } };
  #isOpen = false;
  /** @type {Side} */
  #side = "a";
  /** Of this visit, by exercise: what was asked for, and whether it was answered right.
   * @type {Record<string, {level: number, right: boolean}[]>} */
  #answers = {};
  /** @type {{buffer: AudioBuffer, question: Question, peak: number, match: number} | null} */
  #measured = null;

  start() {
    for (const side of /** @type {const} */ (["a", "b"])) {
      this.find(`[data-side=${side}]`).addEventListener("click", () => this.#listen(side));
    }
    this.find("[data-next]").addEventListener("click", () => {
      this.#ask();
      this.change({});
      this.find("[data-side=a]").focus();
      if (!this.analyser) this.play();
    });
    this.find(".ears").addEventListener("keydown", (event) => this.#key(event));
  }

  /** @returns {Exercise} */
  get #exercise() {
    const { exercises } = /** @type {Data} */ (/** @type {unknown} */ (this.data));
    return exercises.find(({ id }) => id === this.params.exercise) ?? exercises[0];
  }

  /** @returns {import("../../dsp/ear-training.js").Rules} */
  get #rules() {
    const { start, least, most, step, smallest } = this.#exercise;
    return { start, range: [least, most], step, smallest };
  }

  /** @returns {import("../../progress.js").Ear | undefined} What is kept of the exercise. */
  get #kept() {
    const { ears } = store.progress;
    return Object.hasOwn(ears, this.#exercise.id) ? ears[this.#exercise.id] : undefined;
  }

  /** @returns {import("../../progress.js").Lesson} */
  get #today() {
    return this.#kept?.days[today()] ?? { asked: 0, right: 0, level: 0 };
  }

  /** @param {Params} values */
  change(values) {
    const before = this.params.exercise;
    const { exercise = before } = values;
    if (exercise !== before) {
      this.params = { ...this.params, exercise };
      this.#ask();
    }
    super.change(values);
  }

  /** The next question: both sides are ready, and nothing says which is which. */
  #ask() {
    const { id, answers, ask, plain } = this.#exercise;
    const { asked } = this.#today;
    this.#question = {
      amount: stands(this.#rules, this.#kept).level,
      answer: next(today(), id, answers, asked),
    };
    this.#isOpen = true;
    this.#side = "a";
    const { questions } = /** @type {Data} */ (/** @type {unknown} */ (this.data));
    const place = asked < questions ? `${asked + 1} of ${questions}` : `${asked + 1}`;
    this.find("[data-ask]").textContent = `Question ${place} today. ${ask}`;
    this.find("[data-answers]").replaceChildren(
      ...answers.map((answer, n) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = answer.label;
        button.setAttribute("aria-keyshortcuts", `${n + 1}`);
        button.addEventListener("click", () => this.#answer(answer));
        return button;
      }),
    );
    this.find("[data-side=a]").textContent = plain ? "Listen to A, as it was" : "Listen to A";
    this.#show();
  }

  /** What can be pressed now: answers once there is something to be heard. */
  #show() {
    const canAnswer = this.#isOpen && this.analyser !== null;
    if (canAnswer) this.#say("Listen to both, as often as you like. Then answer.");
    else if (this.#isOpen) this.#say("Press Play, or Listen to A.");
    this.#buttons.forEach((button) => (button.disabled = !canAnswer));
    /** @type {HTMLButtonElement} */ (this.find("[data-next]")).disabled = this.#isOpen;
    for (const side of ["a", "b"]) {
      this.find(`[data-side=${side}]`).ariaPressed = `${side === this.#side}`;
    }
  }

  /** @returns {NodeListOf<HTMLButtonElement>} */
  get #buttons() {
    return this.querySelectorAll("[data-answers] button");
  }

  connected() {
    this.#show();
  }

  async stop() {
    await super.stop();
    this.#show();
  }

  /** @param {Side} side */
  #listen(side) {
    this.#side = side;
    this.#show();
    if (this.analyser) this.change({});
    else this.play();
  }

  /** @param {Answer} answer */
  #answer(answer) {
    if (!this.#isOpen || !this.analyser) return;
    this.#isOpen = false;
    const { id, plain } = this.#exercise;
    const { amount, answer: wanted } = this.#question;
    const isRight = answer.id === wanted.id;
    (this.#answers[id] ??= []).push({ level: amount, right: isRight });
    const ear = noted(this.#rules, this.#kept, today(), isRight, new Date().toISOString());
    store.change((progress) => {
      progress.ears[id] = ear;
    });
    const { questions } = /** @type {Data} */ (/** @type {unknown} */ (this.data));
    const { asked, right } = this.#today;
    const end = asked === questions
      ? ` That was today's set: ${right} of ${asked} right. Tomorrow brings more than another one now.`
      : ` ${right} of ${asked} right today.`;
    const again = isRight ? "" : " Listen to both again before you go on.";
    const difference = plain || id === "mono" ? "" : this.#told(amount);
    this.#say(
      `${isRight ? "Yes" : "No"}: ${this.#fact(wanted, amount)}. ${wanted.sounds}` +
        `${difference}${again}${end}`,
    );
    this.#show();
    super.change({});
    this.find("figcaption").textContent = this.describe();
    this.find("[data-next]").focus();
  }

  /** @param {Answer} answer @param {number} amount @returns {string} What it was. */
  #fact({ label, value }, amount) {
    const { id, unit } = this.#exercise;
    const size = `${number(amount)}\u00a0${unit}`;
    if (id === "band") return `${label}, ${size} more`;
    if (id === "pan") return value ? `${lower(label)}, ${size} of the way` : lower(label);
    if (id === "mono") return `${label}, and the other one ${size} wide`;
    return label;
  }

  /** @param {number} amount @returns {string} The level, as a sentence. */
  #told(amount) {
    const { level, unit } = this.#exercise;
    return ` ${level}: ${number(amount)}\u00a0${unit}.`;
  }

  /** @param {string} text */
  #say(text) {
    this.find(".lab__verdict").textContent = text;
  }

  /** a and b listen, digits answer. @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "a" || key === "b") this.#listen(key);
    else {
      const button = /^[1-9]$/.test(key) ? this.#buttons[Number(key) - 1] : undefined;
      if (!button || button.disabled) return;
      button.click();
    }
    event.preventDefault();
  }

  /**
   * @param {BaseAudioContext} context
   * @param {AudioNode} input
   * @param {Params} params
   */
  async build(context, input, params) {
    const graph = await build(context, input, await this.#asked(params));
    return {
      ...graph,
      /** @param {Params} values */
      set: (values) => {
        const { buffer, question, peak, match } = this.#measured ?? {};
        if (buffer !== this.buffer || question !== this.#question) return false;
        return graph.set({ ...values, ...this.#values, peak: peak ?? 0, match: match ?? 0 });
      },
    };
  }

  /** @returns {Params} What the question adds to the settings. No link holds it. */
  get #values() {
    const { amount, answer } = this.#question;
    return { amount, answer: answer.id, value: answer.value, side: this.#side };
  }

  /**
   * @param {Params} params
   * @returns {Promise<Params>} With the question, and with what makes both sides equally loud.
   */
  async #asked(params) {
    const [buffer, question] = [this.buffer, this.#question];
    if (buffer && (this.#measured?.buffer !== buffer || this.#measured.question !== question)) {
      const peak = peakOf(buffer);
      const values = { ...params, ...this.#values, peak };
      this.#measured = { buffer, question, peak, match: await match(buffer, values) };
    }
    const { peak = 0, match: gain = 0 } = this.#measured ?? {};
    return { ...params, ...this.#values, peak, match: gain };
  }

  describe() {
    const { level, unit, answers } = this.#exercise;
    const ear = this.#kept;
    if (!ear) {
      return `Nothing answered yet. It begins with ${lower(level)}: ${
        number(this.#rules.start)
      }\u00a0${unit}.`;
    }
    const { asked, right } = this.#today;
    const days = Object.values(ear.days);
    const all = days.reduce((sum, lesson) => sum + lesson.asked, 0);
    const good = days.reduce((sum, lesson) => sum + lesson.right, 0);
    const heard = threshold(stands(this.#rules, ear));
    return [
      `Today ${right} of ${asked} right; in all ${good} of ${all} on ${
        counted(days.length, "day")
      }, where guessing gives about 1 of ${answers.length}.`,
      `Now ${lower(level)}: ${number(ear.level)}\u00a0${unit}.`,
      heard === null ? "" : `You hear ${number(heard)}\u00a0${unit} about seven times of ten.`,
    ].filter(Boolean).join(" ");
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { width, height } = picture;
    const { least, most, unit, id } = this.#exercise;
    const answers = this.#answers[id] ?? [];
    const before = Object.entries(this.#kept?.days ?? {})
      .filter(([day]) => day !== today() || answers.length === 0)
      .slice(-DAYS);
    const [left, right, top, floor] = [52, 16, 14, height - 26];
    const count = Math.max(8, before.length + answers.length);
    /** @param {number} n */
    const x = (n) => left + ((width - left - right) * (n + 0.5)) / count;
    /** @param {number} level By its logarithm, as ears count. */
    const y = (level) => floor - ((floor - top) * Math.log(level / least)) / Math.log(most / least);
    const middle = Number(Math.sqrt(least * most).toPrecision(1));
    for (const level of [least, middle, most]) {
      picture.line([[left, y(level)], [width - right, y(level)]], "edge");
      picture.text(`${number(level)} ${unit}`, 4, y(level) + 4, "pale");
    }
    /** @type {[number, number][]} */
    const days = before.map(([, { level }], n) => [x(n), y(level)]);
    if (days.length) {
      picture.line(days, "stroke accent");
      for (const [at, high] of days) {
        picture.line([[at, high - 4], [at, high + 4]], "stroke accent");
      }
      picture.text("days", x(0) - 12, height - 8, "pale");
    }
    answers.forEach(({ level, right }, n) => {
      const [at, high] = [x(before.length + n), y(level)];
      if (right) picture.dot(at, high);
      else {
        picture.line([[at - 5, high - 5], [at + 5, high + 5]], "stroke");
        picture.line([[at - 5, high + 5], [at + 5, high - 5]], "stroke");
      }
    });
    if (answers.length) picture.text("today", x(before.length) - 12, height - 8, "pale");
  }
}

/** @returns {string} As 2026-11-26, in the reader's own time zone. */
function today() {
  const now = new Date();
  const two = /** @param {number} value */ (value) => `${value}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {number} value @returns {string} At most one decimal place. */
function number(value) {
  return `${Number(value.toFixed(1))}`;
}

/** @param {string} words @returns {string} As the rest of a sentence. */
function lower(words) {
  return words[0].toLowerCase() + words.slice(1);
}

customElements.define("lab-ear-training", EarTraining);
