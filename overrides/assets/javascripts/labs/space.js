/** A reverb and an echo, as two returns beside the dry sound. */

/** @typedef {import("../audio/chain.js").Params} Params */
/** @typedef {import("../audio/chain.js").Graph} Graph */
/** @typedef {import("../dsp/reverb.js").Kind} Kind */

import { following, gainOf } from "../audio/chain.js";
import { impulseResponse } from "../dsp/reverb.js";
import { noteSeconds } from "../dsp/time.js";

/** Note values as parts of a whole note, by the ids of the choice. @type {Record<string, number>} */
export const NOTES = {
  quarter: 1 / 4,
  "dotted-eighth": 3 / 16,
  eighth: 1 / 8,
  triplet: 1 / 12,
  sixteenth: 1 / 16,
};
/** As many as are heard at 80 %, down to 60 dB below the first. */
const ECHOES = 32;
/** What a return has when its fader is all the way down, in dB: nothing. */
export const DOWN = -40;

/**
 * What is heard of a state: times in seconds, gains in dB; `reverb` and `echo` are null if not.
 * @param {Params} params
 */
export function times(params) {
  const note = NOTES[params.note];
  const feedback = Number(params.feedback) / 100;
  const [room, returned] = [Number(params["reverb-level"]), Number(params["echo-level"])];
  return {
    beat: noteSeconds(Number(params.tempo), 1 / 4),
    reverb: params.kind === "off" || room <= DOWN ? null : {
      kind: /** @type {Kind} */ (params.kind),
      level: room,
      decay: Number(params.decay),
      begins: Number(params["pre-delay"]) / 1000,
    },
    echo: note === undefined || returned <= DOWN ? null : {
      level: returned,
      every: noteSeconds(Number(params.tempo), note),
      feedback,
    },
  };
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} input
 * @param {Params} params
 * @returns {Graph}
 */
export function build(context, input, params) {
  const { reverb, echo } = times(params);
  const output = new GainNode(context);
  const returns = new GainNode(context);
  const low = new BiquadFilterNode(context, { type: "highpass" });
  const high = new BiquadFilterNode(context, { type: "lowpass" });
  const room = new GainNode(context, { gain: 0 });
  const repeats = new GainNode(context, { gain: 0 });
  input.connect(output);
  returns.connect(low).connect(high).connect(output);
  /** @type {ConvolverNode | null} */
  let convolver = null;
  if (reverb) {
    const channels = impulseResponse({
      kind: reverb.kind,
      rt60: reverb.decay,
      preDelay: reverb.begins,
      rate: context.sampleRate,
    });
    const [{ length }] = channels;
    const { sampleRate } = context;
    const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate });
    channels.forEach((channel, c) => buffer.getChannelData(c).set(channel));
    convolver = new ConvolverNode(context, { buffer, disableNormalization: true });
    input.connect(convolver).connect(room).connect(returns);
  }
  /** @type {GainNode[]} */
  const again = [];
  if (echo) {
    // One delay behind the other: in a circle of nodes, some browsers add 128 samples to each round.
    /** @type {AudioNode} */
    let last = input;
    for (let n = 0; n < ECHOES; n++) {
      const { every } = echo;
      const delay = new DelayNode(context, { maxDelayTime: every, delayTime: every });
      last.connect(delay).connect(repeats);
      const gain = new GainNode(context);
      delay.connect(gain);
      again.push(gain);
      last = gain;
    }
    repeats.connect(returns);
  }
  /** @param {Params} values @param {(param: AudioParam, value: number) => void} put */
  const fill = (values, put) => {
    const now = times(values);
    put(room.gain, now.reverb ? gainOf(now.reverb.level) : 0);
    put(repeats.gain, now.echo ? gainOf(now.echo.level) : 0);
    for (const { gain } of again) put(gain, now.echo?.feedback ?? 0);
    put(low.frequency, Number(values["low-cut"]));
    put(high.frequency, Math.min(Number(values["high-cut"]), context.sampleRate / 2));
  };
  return {
    output,
    set: following(context, params, shapeOf, fill),
    close() {
      if (convolver) {
        convolver.disconnect();
        convolver.buffer = null;
      }
    },
  };
}

/** @param {Params} params What a graph cannot change while it sounds. */
function shapeOf(params) {
  const { reverb, echo } = times(params);
  return JSON.stringify([reverb?.kind, reverb?.decay, reverb?.begins, echo?.every]);
}

/**
 * @param {Params} params
 * @returns {string} What the picture shows, in words.
 */
export function described(params) {
  const { beat, reverb, echo } = times(params);
  const said = [];
  if (reverb) {
    const fall = Math.round((60 * beat) / reverb.decay);
    said.push(
      `The ${reverb.kind} begins ${ms(reverb.begins)} after the dry sound, ${
        below(reverb.level)
      }, and takes ${reverb.decay} s to fall by 60 dB: by ${fall} dB from one beat to the next.`,
    );
  }
  if (echo) {
    const fall = -20 * Math.log10(echo.feedback);
    said.push(
      `Echoes come every ${ms(echo.every)}, the first ${below(echo.level)}${
        echo.feedback ? `, each ${fall.toFixed(1)} dB lower than the one before` : ", only once"
      }.`,
    );
  }
  return said.join(" ") || "Dry: there is no reverb and no echo.";
}

/** @param {number} seconds */
function ms(seconds) {
  return `${Math.round(1000 * seconds)} ms`;
}

/** @param {number} level */
function below(level) {
  return level === 0
    ? "as loud as it"
    : `${Math.abs(level)} dB ${level < 0 ? "below" : "above"} it`;
}
