/**
 * Drums and percussion made of formulas: skins are sine waves that fall in pitch, metal is a bundle of
 * tones that do not fit each other, and rattle is filtered noise. One shot each, the same every time.
 */

import { falling, filter, random, sine } from "./material.js";

/**
 * How an instrument is made. `skin`: begin and end of its pitch in Hz, how fast it falls, how fast it
 * fades (a second, see `falling`), and how loud it is. `bars`: tones in Hz that sound on side by side,
 * with a fade and a level. `noise`: the middle of its band in Hz or the edge from which on it is heard,
 * which of both, fade and level, and when it begins again, in seconds.
 * @typedef {object} Recipe
 * @property {number} level Its highest peak, in linear amplitude.
 * @property {number} seconds
 * @property {[from: number, to: number, drop: number, fade: number, level: number]} [skin]
 * @property {[tones: number[], fade: number, level: number]} [bars]
 * @property {[hertz: number, kind: "band" | "high", fade: number, level: number, bursts?: number[]]} [noise]
 */

const CYMBAL = [3121, 4177, 5233, 6337, 7451, 8819];

/** @type {Record<string, Recipe>} */
const RECIPES = {
  kick: {
    level: 0.8,
    seconds: 0.4,
    skin: [160, 50, 45, 9, 1],
    noise: [2500, "high", 400, 0.15],
  },
  snare: {
    level: 0.55,
    seconds: 0.3,
    skin: [230, 185, 60, 26, 0.8],
    noise: [2800, "band", 16, 1.2],
  },
  rim: { level: 0.4, seconds: 0.08, bars: [[820, 1720], 80, 1], noise: [3800, "band", 150, 0.5] },
  clap: {
    level: 0.5,
    seconds: 0.3,
    noise: [1500, "band", 22, 1, [0, 0.011, 0.022]],
  },
  "closed-hat": { level: 0.26, seconds: 0.1, noise: [8500, "high", 60, 1] },
  "open-hat": { level: 0.28, seconds: 0.5, noise: [8500, "high", 8, 1] },
  ride: {
    level: 0.24,
    seconds: 1,
    bars: [CYMBAL, 4, 0.5],
    noise: [9000, "high", 9, 0.5],
  },
  crash: {
    level: 0.36,
    seconds: 1.6,
    bars: [CYMBAL, 3, 0.2],
    noise: [5500, "high", 3, 1],
  },
  shaker: { level: 0.2, seconds: 0.12, noise: [6500, "band", 38, 1] },
  tambourine: {
    level: 0.24,
    seconds: 0.25,
    bars: [[6211, 8117, 9473], 20, 0.4],
    noise: [9000, "high", 24, 0.8],
  },
  cowbell: { level: 0.3, seconds: 0.35, bars: [[540, 800], 11, 1] },
  claves: { level: 0.36, seconds: 0.12, bars: [[2500], 45, 1] },
  guiro: {
    level: 0.24,
    seconds: 0.25,
    noise: [4200, "band", 60, 1, [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14]],
  },
  triangle: { level: 0.2, seconds: 1.2, bars: [[4120, 6630, 9410], 4, 1] },
  "low-tom": { level: 0.6, seconds: 0.5, skin: [130, 85, 18, 8, 1] },
  "mid-tom": { level: 0.55, seconds: 0.45, skin: [180, 120, 18, 9, 1] },
  "high-tom": { level: 0.5, seconds: 0.4, skin: [240, 165, 18, 10, 1] },
  bongo: { level: 0.4, seconds: 0.2, skin: [430, 390, 40, 24, 1], noise: [3000, "band", 200, 0.2] },
  conga: {
    level: 0.45,
    seconds: 0.35,
    skin: [235, 210, 40, 13, 1],
    noise: [2000, "band", 180, 0.2],
  },
  timbale: { level: 0.45, seconds: 0.4, skin: [330, 300, 30, 12, 1], bars: [[610, 905], 16, 0.3] },
};

/** Instruments in the order of a drum grid: those that lead time on top. @type {readonly string[]} */
export const INSTRUMENTS = Object.keys(RECIPES);

/**
 * One hit, as hard as it gets.
 * @param {string} instrument
 * @param {number} rate In Hz.
 * @returns {Float32Array<ArrayBuffer>} One channel; empty for an instrument that is not there.
 */
export function hit(instrument, rate) {
  const recipe = RECIPES[instrument];
  if (!recipe) return new Float32Array(0);
  const sound = new Float32Array(Math.round(recipe.seconds * rate));
  if (recipe.skin) addSkin(sound, recipe.skin, rate);
  if (recipe.bars) addBars(sound, recipe.bars, rate);
  if (recipe.noise) addNoise(sound, recipe.noise, rate);
  let peak = 0;
  for (const sample of sound) peak = Math.max(peak, Math.abs(sample));
  const fade = Math.round(0.01 * rate);
  for (let n = 0; n < sound.length; n++) {
    sound[n] *= (recipe.level / peak) * Math.min(1, (sound.length - 1 - n) / fade);
  }
  return sound;
}

/**
 * @param {Float32Array} sound
 * @param {NonNullable<Recipe["skin"]>} skin
 * @param {number} rate
 */
function addSkin(sound, [from, to, drop, fade, level], rate) {
  const [pitch, loud] = [falling(drop, rate), falling(fade, rate)];
  let phase = 0;
  for (let n = 0; n < sound.length; n++) {
    phase += (2 * Math.PI * (to + (from - to) * pitch())) / rate;
    sound[n] += level * Math.sin(phase) * loud();
  }
}

/**
 * @param {Float32Array} sound
 * @param {NonNullable<Recipe["bars"]>} bars
 * @param {number} rate
 */
function addBars(sound, [tones, fade, level], rate) {
  for (const hertz of tones) {
    const [tone, loud] = [sine(hertz, rate), falling(fade, rate)];
    for (let n = 0; n < sound.length; n++) sound[n] += (level / tones.length) * tone() * loud();
  }
}

/**
 * @param {Float32Array} sound
 * @param {NonNullable<Recipe["noise"]>} noise
 * @param {number} rate
 */
function addNoise(sound, [hertz, kind, fade, level, bursts = [0]], rate) {
  const [hiss, colour] = [random(1961), filter(rate)];
  const starts = bursts.map((seconds) => Math.round(seconds * rate));
  let loud = falling(fade, rate);
  for (let n = 0; n < sound.length; n++) {
    if (starts.includes(n)) loud = falling(fade, rate);
    sound[n] += level * colour(hiss(), hertz, 0.9)[kind] * loud();
  }
}
