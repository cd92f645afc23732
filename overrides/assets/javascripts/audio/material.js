/**
 * What labs play: four bars of drums, bass, chords and a lead like a voice, made of formulas. The
 * same numbers every time, at any rate; what sounds beyond the end sounds at the beginning, so the
 * loop has no seam.
 */

export const TEMPO = 100;
export const BARS = 4;
/** Of a loop. */
export const SECONDS = (BARS * 4 * 60) / TEMPO;
/** Power that each is brought to, and the highest peak, in linear amplitude: −22 and −6 dBFS. */
const POWER = 10 ** (-22 / 20);
const PEAK = 10 ** (-6 / 20);

/** @typedef {"drums" | "bass" | "chords" | "voice" | "song" | "noise"} Material */
/** @typedef {[left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>]} Stereo */

const EIGHTH = 30 / TEMPO;
/** Roots of Am, F, C, G, and the notes of their chords, as MIDI notes. */
const ROOTS = [33, 29, 36, 31];
const CHORDS = [[57, 60, 64, 67], [57, 60, 65, 69], [55, 60, 64, 71], [55, 59, 62, 67]];

/** @type {Record<Material, (rate: number) => Stereo>} */
const MADE = { drums, bass, chords, voice, song, noise };
/** How loud each part is in the whole, in linear amplitude. */
export const MIX = { drums: 1, bass: 0.75, chords: 0.5, voice: 0.9 };

/**
 * @param {Material} material
 * @param {number} rate In Hz.
 * @returns {Stereo}
 */
export function rendered(material, rate) {
  return levelled(MADE[material](rate));
}

/**
 * @param {Material} material
 * @param {BaseAudioContext} context
 * @returns {AudioBuffer} A loop at the rate of the context.
 */
export function buffered(material, context) {
  const channels = rendered(material, context.sampleRate);
  const [{ length }] = channels;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length, sampleRate: context.sampleRate });
  channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
  return buffer;
}

/** @param {Stereo} channels Brought to POWER, or less if a peak went beyond PEAK. @returns {Stereo} */
function levelled(channels) {
  let [peak, power] = [0, 0];
  for (const channel of channels) {
    for (const sample of channel) {
      peak = Math.max(peak, Math.abs(sample));
      power += sample * sample;
    }
  }
  const gain = Math.min(PEAK / peak, POWER / Math.sqrt(power / (2 * channels[0].length)));
  for (const channel of channels) {
    for (let n = 0; n < channel.length; n++) channel[n] *= gain;
  }
  return channels;
}

/** A loop that sounds are put into. What is too long for it goes on from its beginning. */
class Loop {
  /** @param {number} rate */
  constructor(rate) {
    this.rate = rate;
    const length = Math.round(SECONDS * rate);
    /** @type {Stereo} */
    this.channels = [new Float32Array(length), new Float32Array(length)];
  }

  /**
   * @param {number} start In seconds from the beginning of the loop.
   * @param {number} seconds
   * @param {number} gain
   * @param {number} pan −1 left, 1 right, by equal power.
   * @param {(time: number) => number} sound One sample; called for each in turn.
   */
  add(start, seconds, gain, pan, sound) {
    const [left, right] = this.channels;
    const angle = ((pan + 1) * Math.PI) / 4;
    const [toLeft, toRight] = [gain * Math.cos(angle), gain * Math.sin(angle)];
    const { length } = left;
    let at = (Math.round(start * this.rate) + length) % length;
    const count = Math.round(seconds * this.rate);
    const fade = 0.01 * this.rate;
    for (let n = 0; n < count; n++) {
      let sample = sound(n / this.rate);
      // The last hundredth of a second fades, whatever is left.
      if (count - n < fade) sample *= (count - n) / fade;
      left[at] += sample * toLeft;
      right[at] += sample * toRight;
      at = at + 1 === length ? 0 : at + 1;
    }
  }
}

/**
 * Numbers from −1 to 1 that look random (xorshift32; Marsaglia, Xorshift RNGs, 2003).
 * @param {number} seed Not 0.
 */
export function random(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}

/**
 * What falls by the same part in the same time.
 * @param {number} speed Its logarithm a second: it has fallen to 37 % after 1 ÷ speed seconds.
 * @param {number} rate
 * @returns {() => number} From 1 on, one a sample.
 */
export function falling(speed, rate) {
  const left = Math.exp(-speed / rate);
  let value = 1 / left;
  return () => (value *= left);
}

/**
 * A sine wave, turned on by a fixed angle each time: much quicker than its function.
 * @param {number} frequency
 * @param {number} rate
 * @returns {() => number} One a sample.
 */
export function sine(frequency, rate) {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let before = -Math.sin((2 * Math.PI * frequency) / rate);
  let now = 0;
  return () => {
    const next = turn * now - before;
    before = now;
    now = next;
    return before;
  };
}

/** @param {number} note As MIDI counts them, 69 = 440 Hz. */
function hertz(note) {
  return 440 * 2 ** ((note - 69) / 12);
}

/**
 * A sawtooth whose edge is rounded where it would alias (polynomial of Välimäki and Huovilainen,
 * Antialiasing Oscillators, 2007).
 * @param {number} rate
 * @returns {(frequency: number) => number}
 */
function sawtooth(rate) {
  let phase = 0;
  return (frequency) => {
    const step = frequency / rate;
    phase += step;
    if (phase >= 1) phase -= 1;
    let sample = 2 * phase - 1;
    if (phase < step) sample -= 2 * (phase / step) - (phase / step) ** 2 - 1;
    else if (phase > 1 - step) sample -= ((phase - 1) / step) ** 2 + 2 * ((phase - 1) / step) + 1;
    return sample;
  };
}

/**
 * A filter of the second order with its state (trapezoidal integration; Zavalishin, The Art of VA
 * Filter Design, 2012).
 * @param {number} rate
 */
export function filter(rate) {
  let one = 0;
  let two = 0;
  let last = 0;
  let g = 0;
  const out = { low: 0, band: 0, high: 0 };
  /** @param {number} sample @param {number} frequency @param {number} q */
  return (sample, frequency, q) => {
    if (frequency !== last) g = Math.tan((Math.PI * Math.min(frequency, 0.45 * rate)) / rate);
    last = frequency;
    const a = 1 / (1 + g * (g + 1 / q));
    const rest = sample - two;
    const band = a * one + g * a * rest;
    const low = two + g * a * one + g * g * a * rest;
    one = 2 * band - one;
    two = 2 * low - two;
    out.low = low;
    out.band = band / q;
    out.high = sample - band / q - low;
    return out;
  };
}

/** @param {number} rate @returns {Stereo} Kick, snare and hats. */
function drums(rate) {
  const loop = new Loop(rate);
  const hiss = random(1961);
  for (let bar = 0; bar < BARS; bar++) {
    const start = bar * 8 * EIGHTH;
    for (const eighth of bar % 2 ? [0, 3, 4] : [0, 4, 7]) {
      let phase = 0;
      const [drop, skin, beater] = [falling(45, rate), falling(9, rate), falling(400, rate)];
      loop.add(start + eighth * EIGHTH, 0.4, eighth % 4 ? 0.75 : 1, 0, () => {
        phase += (2 * Math.PI * (50 + 110 * drop())) / rate;
        return Math.sin(phase) * skin() + 0.15 * hiss() * beater();
      });
    }
    for (const eighth of [2, 6]) {
      const [wires, tone] = [filter(rate), sine(190, rate)];
      const [rattle, skin] = [falling(16, rate), falling(28, rate)];
      loop.add(start + eighth * EIGHTH, 0.35, 0.55, 0, () => {
        return 0.7 * tone() * skin() + 1.3 * wires(hiss(), 2800, 0.6).band * rattle();
      });
    }
    for (let eighth = 0; eighth < 8; eighth++) {
      const isOpen = bar === BARS - 1 && eighth === 7;
      const metal = filter(rate);
      const fall = falling(isOpen ? 7 : 55, rate);
      const gain = eighth % 2 ? 0.22 : 0.32;
      loop.add(start + eighth * EIGHTH, isOpen ? 0.5 : 0.12, gain, 0.35, () => {
        return metal(hiss(), 8500, 0.9).high * fall();
      });
    }
  }
  return loop.channels;
}

/** @param {number} rate @returns {Stereo} Eighths on the roots. */
function bass(rate) {
  const loop = new Loop(rate);
  ROOTS.forEach((root, bar) => {
    for (const [eighth, length, up] of [[0, 3, 0], [3, 1, 0], [4, 2, 0], [6, 1, 12], [7, 1, 7]]) {
      const frequency = hertz(root + up);
      const seconds = length * EIGHTH;
      const [edge, tone, deep] = [sawtooth(rate), filter(rate), sine(frequency, rate)];
      const [pluck, fall] = [falling(9, rate), falling(1.1, rate)];
      loop.add((bar * 8 + eighth) * EIGHTH, seconds, 0.8, 0, (time) => {
        const open = 180 + 900 * pluck();
        const swell = Math.min(1, time / 0.004) * Math.min(1, (seconds - time) / 0.03);
        return swell * (0.7 * deep() + tone(edge(frequency), open, 0.9).low) * fall();
      });
    }
  });
  return loop.channels;
}

/** @param {number} rate @returns {Stereo} Like an electric piano, its notes from left to right. */
function chords(rate) {
  const loop = new Loop(rate);
  CHORDS.forEach((notes, bar) => {
    for (const [eighth, length, loud] of [[0, 3, 1], [3, 4.5, 0.8]]) {
      notes.forEach((note, n) => {
        const [turn, seconds] = [2 * Math.PI * hertz(note), length * EIGHTH];
        const [bite, fall, ping, off] = [4, 1.4, 14, 25].map((speed) => falling(speed, rate));
        const [hammer, tine] = [1, 7].map((times) => sine(times * hertz(note), rate));
        loop.add(
          (bar * 8 + eighth) * EIGHTH,
          seconds + 0.2,
          loud * 0.25,
          n * 0.5 - 0.75,
          (time) => {
            const swell = Math.min(1, time / 0.003) * (time > seconds ? off() : 1);
            const wave = Math.sin(turn * time + 1.6 * bite() * hammer());
            return swell * fall() * (wave + 0.12 * ping() * tine());
          },
        );
      });
    }
  });
  return loop.channels;
}

/** Formants of vowels in Hz, about those of a woman (Peterson and Barney, 1952), and gains. */
const VOWELS = {
  a: [[850, 1], [1220, 0.6], [2810, 0.25], [3800, 0.12]],
  e: [[610, 1], [2330, 0.4], [2990, 0.3], [3900, 0.12]],
  i: [[310, 1], [2790, 0.35], [3310, 0.3], [4000, 0.1]],
  o: [[590, 1], [920, 0.6], [2710, 0.12], [3700, 0.08]],
  u: [[370, 1], [950, 0.4], [2670, 0.08], [3700, 0.05]],
};
/**
 * @typedef {object} Note Of a sung line.
 * @property {number} start In eighths from the beginning of the loop.
 * @property {number} length In eighths.
 * @property {number} note As MIDI counts them.
 * @property {keyof typeof VOWELS} vowel
 * @property {boolean} [hasS] Whether an "s" comes before it.
 * @property {number} [cents] Sung so much too high.
 * @property {number} [late] Seconds.
 * @property {number} [energy] 1; with less it is duller, without vibrato, and begins slowly.
 */

/** @type {Note[]} */
export const MELODY = [
  { start: 0, length: 2, note: 64, vowel: "a", hasS: true },
  { start: 2, length: 1, note: 62, vowel: "e" },
  { start: 3, length: 3, note: 60, vowel: "i" },
  { start: 6, length: 2, note: 62, vowel: "o", hasS: true },
  { start: 8, length: 3, note: 65, vowel: "a" },
  { start: 11, length: 4, note: 64, vowel: "u" },
  { start: 16, length: 1, note: 67, vowel: "e", hasS: true },
  { start: 17, length: 2, note: 64, vowel: "a" },
  { start: 19, length: 3, note: 62, vowel: "i", hasS: true },
  { start: 22, length: 2, note: 60, vowel: "o" },
  { start: 24, length: 3, note: 62, vowel: "a" },
  { start: 27, length: 1, note: 60, vowel: "e", hasS: true },
  { start: 28, length: 3.5, note: 59, vowel: "o" },
];

/** @param {number} rate @returns {Stereo} A source with formants, vibrato and sharp "s". */
function voice(rate) {
  return sung(rate, MELODY, 1973);
}

/**
 * A sung line.
 * @param {number} rate In Hz.
 * @param {Note[]} notes
 * @param {number} seed Of the breath; not 0.
 * @returns {Stereo} The same on both sides.
 */
export function sung(rate, notes, seed) {
  const loop = new Loop(rate);
  const breath = random(seed);
  for (const { start, length, note, vowel, hasS, cents = 0, late = 0, energy = 1 } of notes) {
    const begin = start * EIGHTH + late;
    const [seconds, pitch] = [length * EIGHTH - 0.03, hertz(note + cents / 100)];
    const [cords, waver, slide] = [sawtooth(rate), sine(5.4, rate), falling(30, rate)];
    const swell = 0.025 + 0.1 * (1 - energy);
    const dull = energy < 1 ? filter(rate) : null;
    const formants = VOWELS[vowel].map(([frequency, gain]) => ({
      frequency,
      gain,
      pass: filter(rate),
    }));
    loop.add(begin, seconds + 0.05, 0.8, 0, (time) => {
      const vibrato = 0.006 * energy * Math.min(1, time / 0.4) * waver();
      const frequency = pitch * (1 + vibrato - 0.03 * slide());
      const source = cords(frequency) + 0.04 * breath();
      let sum = 0.05 * source;
      for (const { frequency: centre, gain, pass } of formants) {
        sum += gain * pass(source, centre, centre / 110).band;
      }
      // With no energy at all, little is left above 700 Hz; with a third of it, above 2 kHz.
      if (dull) sum = dull(sum, 700 * 20 ** energy, 0.7).low;
      const end = Math.min(1, Math.max(0, seconds + 0.04 - time) / 0.05);
      return sum * Math.min(1, time / swell) * end;
    });
    if (!hasS) continue;
    const teeth = filter(rate);
    loop.add(begin - 0.1, 0.12, 0.28, 0, (time) => {
      return teeth(breath(), 6800, 1.6).band * Math.sin((Math.PI * time) / 0.12) ** 2 * 1.6;
    });
  }
  return loop.channels;
}

/** @param {number} rate @returns {Stereo} All parts. */
function song(rate) {
  const { channels } = new Loop(rate);
  for (const [name, gain] of Object.entries(MIX)) {
    const part = rendered(/** @type {Material} */ (name), rate);
    channels.forEach((channel, c) => {
      for (let n = 0; n < channel.length; n++) channel[n] += gain * part[c][n];
    });
  }
  return channels;
}

/**
 * @param {number} rate
 * @returns {Stereo} Noise with as much power in each octave: a low-pass of the first order an octave,
 *   each with half the power of the one below. The loop is gone through twice, so that the filters
 *   end as they begin.
 */
function noise(rate) {
  const { channels } = new Loop(rate);
  const corners = Array.from({ length: 11 }, (_, k) => 12 * 2 ** k);
  const speeds = corners.map((corner) => 1 - Math.exp((-2 * Math.PI * corner) / rate));
  const gains = corners.map((corner) => 1 / Math.sqrt(corner));
  channels.forEach((channel, c) => {
    const white = random(1977 + c);
    const source = channel.map(() => white());
    const state = new Float64Array(corners.length);
    for (const isHeard of [false, true]) {
      for (let n = 0; n < source.length; n++) {
        let sum = 0;
        for (let k = 0; k < state.length; k++) {
          state[k] += speeds[k] * (source[n] - state[k]);
          sum += gains[k] * state[k];
        }
        if (isHeard) channel[n] = sum;
      }
    }
  });
  return channels;
}
