/**
 * From a buffer to the ear: loop → what the lab does, beside the untouched sound → volume →
 * limiter. The same on a page, in an AudioContext, and in tests, in an OfflineAudioContext.
 */

import { LoudnessMeter } from "../dsp/loudness.js";

/** @typedef {Record<string, number | string>} Params Values of a lab's controls, by their ids. */
/**
 * What a lab does to sound. `set` takes new values, in ramps; if it returns false it could not, and
 * the graph is built anew and faded over to. `close` lets go of what would go on by itself.
 * @typedef {object} Graph
 * @property {AudioNode} output
 * @property {(params: Params) => boolean | void} set
 * @property {() => void} [close]
 */
/** @typedef {(context: BaseAudioContext, input: AudioNode, params: Params) => Graph | Promise<Graph>} Build */
/** @typedef {{gate: GainNode, graph: Graph, fader: GainNode}} Part A graph with what fades it. */
/**
 * @typedef {object} Settings
 * @property {number} volume In dB, 0 at most.
 * @property {boolean} bypass Whether the untouched sound is heard.
 * @property {number} match In dB, on what the lab does: with it, both sides are equally loud.
 */

/** Seconds in which a change is nearly whole: too short to be heard as one, too long to click. */
export const RAMP = 0.02;
const LIMITER = new URL("./limiter-worklet.js", import.meta.url);

/** @param {number} decibels @returns {number} */
export function gainOf(decibels) {
  return 10 ** (decibels / 20);
}

/**
 * Let a parameter glide to a value, from wherever it is.
 * @param {AudioParam} param
 * @param {number} value
 * @param {BaseAudioContext} context
 */
export function glide(param, value, context) {
  param.setTargetAtTime(value, context.currentTime, RAMP / 4);
}

/**
 * Let a sound that a lab adds of its own begin softly.
 * @param {AudioParam} param
 * @param {number} value
 * @param {BaseAudioContext} context
 */
export function begin(param, value, context) {
  param.setValueAtTime(0, context.currentTime);
  param.linearRampToValueAtTime(value, context.currentTime + RAMP);
}

/**
 * Give the parameters of a graph their values, and let them glide to others.
 * @param {BaseAudioContext} context
 * @param {Params} params
 * @param {(params: Params) => string} shapeOf What a graph cannot change while it sounds.
 * @param {(params: Params, put: (param: AudioParam, value: number) => void) => void} fill
 * @returns {Graph["set"]}
 */
export function following(context, params, shapeOf, fill) {
  const shape = shapeOf(params);
  fill(params, (param, value) => (param.value = value));
  return (values) => {
    if (shapeOf(values) !== shape) return false;
    fill(values, (param, value) => glide(param, value, context));
  };
}

/** Milliseconds in which a slider moves on, while a graph that each step builds anew can wait. */
const PAUSE = 100;

/**
 * For graphs that each change builds anew: of many changes in a row, few are built.
 * @param {BaseAudioContext} context
 * @returns {Promise<void>} Settled after a moment; at once where time does not pass by itself.
 */
export async function paused(context) {
  if (context instanceof OfflineAudioContext) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
}

/** A lab's sound, from its start to its stop. Made by `start`. */
export class Chain {
  /** @type {Part | null} */
  #part = null;
  /** @type {Params} */
  #wanted = {};
  #isBuilding = false;
  #isStopped = false;

  /**
   * @param {BaseAudioContext} context
   * @param {AudioBuffer} buffer
   * @param {Build} build
   * @param {Settings} settings
   */
  constructor(context, buffer, build, settings) {
    this.context = context;
    this.build = build;
    this.source = new AudioBufferSourceNode(context, { buffer, loop: true });
    this.entry = new GainNode(context, { gain: 0 });
    this.wet = new GainNode(context, { gain: settings.bypass ? 0 : gainOf(settings.match) });
    this.dry = new GainNode(context, { gain: settings.bypass ? 1 : 0 });
    this.volume = new GainNode(context, { gain: gainOf(settings.volume) });
    // What has one channel is heard on both sides.
    this.limiter = new AudioWorkletNode(context, "limiter", {
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: "explicit",
    });
    /** What the picture listens to: what is heard, before the volume. */
    this.mix = new GainNode(context);
    this.source.connect(this.entry).connect(this.dry).connect(this.mix);
    this.wet.connect(this.mix).connect(this.volume).connect(this.limiter);
    this.limiter.connect(context.destination);
  }

  /**
   * Build all, and let the loop begin.
   * @param {BaseAudioContext} context
   * @param {AudioBuffer} buffer
   * @param {Build} build
   * @param {Params} params
   * @param {Settings} settings
   * @returns {Promise<Chain>}
   */
  static async start(context, buffer, build, params, settings) {
    await context.audioWorklet.addModule(LIMITER);
    const chain = new Chain(context, buffer, build, settings);
    await chain.#add(params, 1);
    const { currentTime } = context;
    // A little later: in some browsers the first samples of a second channel are missing.
    chain.entry.gain.setValueAtTime(0, currentTime + RAMP / 2);
    chain.entry.gain.linearRampToValueAtTime(1, currentTime + 1.5 * RAMP);
    chain.source.start(currentTime);
    return chain;
  }

  /** @param {Params} params */
  async set(params) {
    this.#wanted = params;
    const old = this.#part;
    if (!old || this.#isBuilding || this.#isStopped) return;
    if (old.graph.set(params) !== false) return;
    this.#isBuilding = true;
    const { gate, graph, fader } = await this.#add(params, 0);
    this.#isBuilding = false;
    if (this.#isStopped) return graph.close?.();
    // What a new graph keeps for later begins softly, and a little later, as in `start`. It needs a
    // moment until it rings as the old one does; both together are always one.
    const { currentTime } = this.context;
    const start = currentTime + 1.5 * RAMP;
    gate.gain.setTargetAtTime(1, currentTime + RAMP / 2, RAMP / 4);
    old.fader.gain.cancelScheduledValues(start);
    old.fader.gain.setTargetAtTime(0, start, RAMP / 4);
    fader.gain.setTargetAtTime(1, start, RAMP / 4);
    // Where time does not pass by itself, nobody has to be let go of.
    if (!(this.context instanceof OfflineAudioContext)) {
      setTimeout(() => this.#drop(old), 20_000 * RAMP);
    }
    if (this.#wanted !== params) await this.set(this.#wanted);
  }

  /**
   * Build a graph for these values.
   * @param {Params} params
   * @param {number} gain Before it and behind it, at first.
   * @returns {Promise<Part>}
   */
  async #add(params, gain) {
    const gate = new GainNode(this.context, { gain });
    const fader = new GainNode(this.context, { gain });
    const graph = await this.build(this.context, gate, params);
    this.entry.connect(gate);
    graph.output.connect(fader).connect(this.wet);
    this.#part = { gate, graph, fader };
    return this.#part;
  }

  /** @param {Part} part */
  #drop({ gate, graph, fader }) {
    gate.disconnect();
    graph.output.disconnect();
    fader.disconnect();
    graph.close?.();
    if (!this.#isStopped) this.entry.disconnect(gate);
  }

  /** @param {Settings} settings */
  tune({ volume, bypass, match }) {
    glide(this.volume.gain, gainOf(volume), this.context);
    glide(this.wet.gain, bypass ? 0 : gainOf(match), this.context);
    glide(this.dry.gain, bypass ? 1 : 0, this.context);
  }

  /** Fade out, then let go of everything. @returns {Promise<void>} Settled when it is silent. */
  async stop() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    const { currentTime } = this.context;
    this.volume.gain.cancelScheduledValues(currentTime);
    this.volume.gain.setValueAtTime(this.volume.gain.value, currentTime);
    this.volume.gain.linearRampToValueAtTime(0, currentTime + RAMP);
    this.source.stop(currentTime + 2 * RAMP);
    // A context that the system has interrupted never ends anything.
    await new Promise((resolve) => {
      this.source.onended = resolve;
      setTimeout(resolve, 1000);
    });
    if (this.#part) this.#drop(this.#part);
    this.#part = null;
    for (const node of [this.source, this.entry, this.wet, this.dry, this.mix, this.volume]) {
      node.disconnect();
    }
    this.limiter.disconnect();
  }
}

/**
 * How much louder a lab makes a piece of sound: the difference in integrated loudness.
 * @param {AudioBuffer} buffer
 * @param {Build} build
 * @param {Params} params
 * @returns {Promise<number>} In dB; 0 if one of both is silent.
 */
export async function louder(buffer, build, params) {
  const { duration, sampleRate } = buffer;
  const seconds = Math.max(1, Math.min(10, duration));
  // A piece from the middle: songs begin softly.
  const from = Math.max(0, (duration - seconds) / 2);
  const [dry, wet] = [null, build].map(async (through) => {
    const context = new OfflineAudioContext(2, Math.ceil(seconds * sampleRate), sampleRate);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const input = new GainNode(context);
    source.connect(input);
    const output = through ? (await through(context, input, params)).output : input;
    output.connect(context.destination);
    source.start(0, from);
    const made = await context.startRendering();
    const meter = new LoudnessMeter(sampleRate, 2);
    meter.add([made.getChannelData(0), made.getChannelData(1)]);
    return meter.integrated;
  });
  const difference = (await wet) - (await dry);
  return Number.isFinite(difference) ? difference : 0;
}
