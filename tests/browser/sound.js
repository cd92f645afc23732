/** What the browser's audio engine makes of the sound code of the labs, for tests/browser/test_dsp.py. */

import { loudness, LoudnessMeter } from "/dsp/loudness.js";
import { kFilters } from "/dsp/k-weighting.js";
import { impulseResponse } from "/dsp/reverb.js";
import { pan } from "/dsp/stereo.js";
import { midiFile, schedule } from "/dsp/beat.js";
import { delayOf, PATTERNS, sensitivity } from "/dsp/microphone.js";
import { quantise } from "/dsp/level.js";
import { noteSeconds } from "/dsp/time.js";
import { random } from "/dsp/random.js";

/** @typedef {import("../../overrides/assets/javascripts/dsp/stereo.js").PanLaw} PanLaw */

/**
 * @param {number} channels
 * @param {number} seconds
 * @param {number} rate
 * @param {(context: OfflineAudioContext) => void | Promise<void>} build
 * @returns {Promise<Float32Array[]>}
 */
async function rendered(channels, seconds, rate, build) {
  const context = new OfflineAudioContext(channels, Math.round(seconds * rate), rate);
  context.destination.channelInterpretation = "discrete";
  await build(context);
  const buffer = await context.startRendering();
  return Array.from({ length: channels }, (_, channel) => buffer.getChannelData(channel));
}

/** @param {Float32Array[]} channels @returns {string} 32-bit floats, one channel after the other. */
function packed(channels) {
  const bytes = channels.flatMap((channel) => new Uint8Array(channel.buffer.slice(0)));
  let text = "";
  for (const part of bytes) {
    for (let at = 0; at < part.length; at += 0x8000) {
      text += String.fromCharCode(...part.subarray(at, at + 0x8000));
    }
  }
  return btoa(text);
}

/**
 * A sample of 1, and silence until the rendering ends. When a source is over, Chromium may collect
 * the nodes behind it as garbage, with the sound that they still hold.
 * @param {OfflineAudioContext} context
 * @param {number} [at] In seconds.
 * @returns {AudioBufferSourceNode}
 */
function click(context, at = 0) {
  const buffer = context.createBuffer(1, context.length, context.sampleRate);
  buffer.getChannelData(0)[0] = 1;
  const source = new AudioBufferSourceNode(context, { buffer });
  source.start(at);
  return source;
}

/**
 * @param {BaseAudioContext} context
 * @param {import("../../overrides/assets/javascripts/dsp/compressor.js").Settings} settings
 */
function compressor(context, settings) {
  const node = new AudioWorkletNode(context, "compressor", {
    parameterData: /** @type {Record<string, number>} */ (settings),
  });
  return node;
}

/**
 * @param {number[]} levels Of sines, in dBFS.
 * @param {import("../../overrides/assets/javascripts/dsp/compressor.js").Settings} settings
 * @returns {Promise<number[]>} Levels that come out, once all has settled.
 */
export async function compressedLevels(levels, settings) {
  const channels = await rendered(levels.length, 1.2, 48_000, async (context) => {
    await context.audioWorklet.addModule("/dsp/compressor-worklet.js");
    const merger = new ChannelMergerNode(context, { numberOfInputs: levels.length });
    merger.connect(context.destination);
    levels.forEach((level, channel) => {
      const tone = new OscillatorNode(context, { frequency: 1000 });
      const gain = new GainNode(context, { gain: 10 ** (level / 20) });
      tone.connect(gain).connect(compressor(context, settings)).connect(merger, 0, channel);
      tone.start();
    });
  });
  return channels.map((samples) => {
    const last = samples.subarray(48_000);
    return 20 * Math.log10(last.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
  });
}

/**
 * A steady −40 dBFS that jumps to 0 dBFS at 0.2 s and back at 1.2 s.
 * @param {import("../../overrides/assets/javascripts/dsp/compressor.js").Settings} settings
 * @returns {Promise<{sound: string, messages: {reduction: number, level: number}[]}>} Output.
 */
export async function compressedStep(settings) {
  /** @type {{reduction: number, level: number}[]} */
  const messages = [];
  const sound = await rendered(1, 3, 48_000, async (context) => {
    await context.audioWorklet.addModule("/dsp/compressor-worklet.js");
    const source = new ConstantSourceNode(context, { offset: 0.01 });
    source.offset.setValueAtTime(1, 0.2);
    source.offset.setValueAtTime(0.01, 1.2);
    const node = compressor(context, settings);
    node.port.onmessage = ({ data }) => messages.push(data);
    source.connect(node).connect(context.destination);
    source.start();
  });
  await new Promise((done) => setTimeout(done, 50));
  return { sound: packed(sound), messages };
}

/**
 * @param {number} tempo
 * @param {number[]} values Of notes.
 * @param {number} rate
 * @returns {Promise<number[]>} Where a click comes out, in samples: between two, the browser parts it
 *   among them, so it is their centre.
 */
export async function delays(tempo, values, rate) {
  const channels = await rendered(values.length, 4.1, rate, (context) => {
    const merger = new ChannelMergerNode(context, { numberOfInputs: values.length });
    merger.connect(context.destination);
    values.forEach((value, channel) => {
      const delayTime = noteSeconds(tempo, value);
      const delay = new DelayNode(context, { delayTime, maxDelayTime: 8 });
      click(context).connect(delay).connect(merger, 0, channel);
    });
  });
  return channels.map(centre);
}

/** @param {Float32Array} samples */
function centre(samples) {
  const sum = samples.reduce((total, sample) => total + sample, 0);
  return samples.reduce((total, sample, at) => total + sample * at, 0) / sum;
}

/** @param {Parameters<typeof impulseResponse>[0]} wanted */
export async function reverberation(wanted) {
  const sides = impulseResponse(wanted);
  const { length } = sides[0];
  return packed(
    await rendered(2, length / wanted.rate, wanted.rate, (context) => {
      const buffer = context.createBuffer(2, length, wanted.rate);
      sides.forEach((side, channel) => buffer.copyToChannel(side, channel));
      const convolver = new ConvolverNode(context, { buffer, disableNormalization: true });
      click(context).connect(convolver).connect(context.destination);
    }),
  );
}

/**
 * What comes out of a processor that was there before its input was, as in a lab that is still being
 * built.
 * @param {string} name
 * @param {string} file
 * @param {object} [processorOptions]
 * @returns {Promise<number>} The largest sample.
 */
export async function heardLate(name, file, processorOptions) {
  const context = new AudioContext();
  await context.resume();
  await context.audioWorklet.addModule(file);
  const node = new AudioWorkletNode(context, name, { processorOptions });
  const analyser = new AnalyserNode(context);
  node.connect(analyser).connect(context.destination);
  await new Promise((done) => setTimeout(done, 200));
  const tone = new OscillatorNode(context);
  tone.connect(node);
  tone.start();
  const samples = new Float32Array(analyser.fftSize);
  const end = performance.now() + 5000;
  let most = 0;
  while (!most && performance.now() < end) {
    await new Promise((done) => setTimeout(done, 20));
    analyser.getFloatTimeDomainData(samples);
    most = Math.max(...samples.map(Math.abs));
  }
  await context.close();
  return most;
}

/** @param {number[]} positions @param {PanLaw} law @returns {Promise<number[][]>} Pairs of gains. */
export async function panned(positions, law) {
  const channels = await rendered(2 * positions.length, 0.01, 48_000, (context) => {
    const merger = new ChannelMergerNode(context, { numberOfInputs: 2 * positions.length });
    merger.connect(context.destination);
    const source = new ConstantSourceNode(context);
    source.start();
    positions.forEach((position, at) =>
      pan(position, law).forEach((gain, side) =>
        source.connect(new GainNode(context, { gain })).connect(merger, 0, 2 * at + side)
      )
    );
  });
  return positions.map((_, at) => [channels[2 * at][100], channels[2 * at + 1][100]]);
}

/**
 * What microphones of all patterns hear of a steady sound.
 * @param {number[]} angles In degrees.
 * @returns {Promise<Record<string, number[]>>} Factors by pattern.
 */
export async function heardFrom(angles) {
  const found = Object.entries(PATTERNS).map(async ([name, pattern]) => {
    const channels = await rendered(angles.length, 0.01, 48_000, (context) => {
      const merger = new ChannelMergerNode(context, { numberOfInputs: angles.length });
      merger.connect(context.destination);
      const source = new ConstantSourceNode(context);
      source.start();
      angles.forEach((degrees, at) => {
        const gain = sensitivity(pattern, degrees);
        source.connect(new GainNode(context, { gain })).connect(merger, 0, at);
      });
    });
    return [name, channels.map((channel) => channel[100])];
  });
  return Object.fromEntries(await Promise.all(found));
}

/** Two microphones on one click, the second one farther away. @param {number} metres */
export async function twoMicrophones(metres) {
  return packed(
    await rendered(1, 1, 48_000, (context) => {
      const source = click(context);
      source.connect(context.destination);
      const later = new DelayNode(context, { delayTime: delayOf(metres) / 1000 });
      source.connect(later).connect(context.destination);
    }),
  );
}

/**
 * A groove as clicks at the moments that `schedule` gives.
 * @param {import("../../overrides/assets/javascripts/dsp/beat.js").Groove} groove
 * @returns {Promise<{places: number[], midi: string}>} Where they sound, in samples, and the file.
 */
export async function groove(groove) {
  const bar = 240 / groove.tempo;
  const hits = schedule(groove, 0, bar);
  const [sound] = await rendered(1, bar + 0.1, 48_000, (context) =>
    hits.forEach(({ seconds }) => click(context, seconds).connect(context.destination))
  );
  const places = hits.map(({ seconds }) => {
    const begin = Math.max(0, Math.round(48_000 * seconds) - 3);
    return begin + centre(sound.subarray(begin, begin + 7));
  });
  return { places, midi: btoa(String.fromCharCode(...midiFile(groove))) };
}

/** A tone of the browser's on steps of so many bits. @param {number} bits @param {boolean} dithered */
export async function quantised(bits, dithered) {
  const [tone] = await rendered(1, 2, 48_000, (context) => {
    const oscillator = new OscillatorNode(context, { frequency: 997 });
    oscillator.connect(new GainNode(context, { gain: 0.5 })).connect(context.destination);
    oscillator.start();
  });
  return packed([tone, quantise(tone, bits, dithered ? random(1) : null)]);
}

/**
 * @typedef {object} Tones One after the other, of 1 kHz, in as many channels as have levels.
 * @property {[seconds: number, levels: (number | null)[]][]} parts In dBFS; null is silence.
 */

/** @param {Tones["parts"]} parts */
function tones(parts) {
  const seconds = parts.reduce((sum, [length]) => sum + length, 0);
  const count = parts[0][1].length;
  return rendered(count, seconds, 48_000, (context) => {
    const merger = new ChannelMergerNode(context, { numberOfInputs: count });
    merger.connect(context.destination);
    const tone = new OscillatorNode(context, { frequency: 1000 });
    tone.start();
    for (let channel = 0; channel < count; channel++) {
      const gain = new GainNode(context);
      let at = 0;
      for (const [length, levels] of parts) {
        const level = levels[channel];
        gain.gain.setValueAtTime(level === null ? 0 : 10 ** (level / 20), at);
        at += length;
      }
      tone.connect(gain).connect(merger, 0, channel);
    }
  });
}

/** @param {Tones["parts"]} parts */
export async function loudnessOf(parts) {
  return loudness(await tones(parts), 48_000);
}

/**
 * The highest readings in equal parts of a sound, or all of them from a moment on.
 * @param {Tones["parts"]} parts
 * @param {"momentary" | "shortTerm"} which
 * @param {number} each Seconds.
 * @param {number} from Seconds.
 */
export async function readingsOf(parts, which, each, from = 0) {
  const channels = await tones(parts);
  const meter = new LoudnessMeter(48_000, channels.length);
  meter.add(channels);
  const first = which === "momentary" ? 40 : 300;
  /** @type {number[][]} */
  const found = [];
  meter[which].forEach((value, at) => {
    // A reading is that of the moment at which its window ends.
    const seconds = (first + at) / 100;
    if (seconds < from) return;
    const part = Math.ceil(seconds / each - 1e-9) - 1;
    (found[part] ??= []).push(value);
  });
  return found.map((values) => [Math.min(...values), Math.max(...values)]);
}

/**
 * Something like a song: a kick, hats, a bass and a chord, with a quiet part and a rest.
 * @param {number} rate
 */
export async function programme(rate) {
  const seconds = 14;
  const sound = await rendered(2, seconds, rate, (context) => {
    const left = new StereoPannerNode(context, { pan: -0.6 });
    const right = new StereoPannerNode(context, { pan: 0.5 });
    const all = new GainNode(context, { gain: 0.5 });
    all.gain.setValueAtTime(0.02, 5);
    all.gain.setValueAtTime(0, 7);
    all.gain.setValueAtTime(0.7, 9);
    all.connect(context.destination);
    [left, right].forEach((side) => side.connect(all));
    const roll = random(7);
    const noise = context.createBuffer(1, rate, rate);
    noise.copyToChannel(Float32Array.from({ length: rate }, () => 2 * roll() - 1), 0);
    for (let at = 0; at < seconds; at += 0.25) {
      const hat = new AudioBufferSourceNode(context, { buffer: noise });
      const filter = new BiquadFilterNode(context, { type: "highpass", frequency: 6000 });
      const decay = new GainNode(context, { gain: 0.3 });
      decay.gain.setTargetAtTime(0, at, 0.03);
      hat.connect(filter).connect(decay).connect(right);
      hat.start(at, roll() / 2, 0.2);
      const kick = new OscillatorNode(context, { frequency: 50 + 20 * roll() });
      const fall = new GainNode(context, { gain: 0.8 });
      fall.gain.setTargetAtTime(0, at, 0.1);
      kick.connect(fall).connect(all);
      kick.start(at);
      kick.stop(at + 0.25);
    }
    for (const [frequency, side] of /** @type {const} */ ([[220, left], [277, right], [55, all]])) {
      const tone = new OscillatorNode(context, { frequency, type: "sawtooth" });
      tone.connect(new GainNode(context, { gain: 0.15 })).connect(side);
      tone.start();
    }
  });
  return { sound: packed(sound), ...loudness(sound, rate) };
}

/**
 * The K-weighting as the browser's own filters do it, beside ours.
 * @param {number} rate
 * @returns {Promise<number>} The largest difference of two samples.
 */
export async function weightingDifference(rate) {
  const { kWeighting } = await import("/dsp/k-weighting.js");
  const [sound] = await rendered(1, 0.5, rate, (context) => {
    let node = /** @type {AudioNode} */ (click(context));
    for (const { b, a } of kFilters(rate)) {
      node = node.connect(new IIRFilterNode(context, { feedforward: b, feedback: a }));
    }
    node.connect(context.destination);
  });
  const ours = kWeighting(rate);
  return sound.reduce(
    (most, sample, at) => Math.max(most, Math.abs(sample - ours.next(at === 0 ? 1 : 0))),
    0,
  );
}
