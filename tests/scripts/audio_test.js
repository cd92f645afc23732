/** What labs play, and the limiter behind all of them, sample by sample. */

import assert from "node:assert/strict";
import { CEILING, Limiter } from "../../overrides/assets/javascripts/audio/limiter.js";
import { rendered, SECONDS } from "../../overrides/assets/javascripts/audio/material.js";
import { dice } from "./random.js";

const MATERIALS = /** @type {const} */ (["drums", "bass", "chords", "voice", "song", "noise"]);

/** @param {Float32Array} samples */
const power = (samples) => samples.reduce((sum, sample) => sum + sample * sample, 0);
/** @param {number} amplitude */
const decibels = (amplitude) => 20 * Math.log10(amplitude);

for (const [rate, materials] of /** @type {const} */ ([[44100, ["bass"]], [48000, MATERIALS]])) {
  Deno.test(`at ${rate} Hz every material has its level, no DC and no seam`, () => {
    for (const material of materials) {
      const channels = rendered(material, rate);
      const [length] = channels.map((channel) => channel.length);
      assert.equal(length, Math.round(SECONDS * rate));
      let [peak, sum, square, mean] = [0, 0, 0, 0];
      for (const channel of channels) {
        // The seam is no larger step than those around it, ten milliseconds to either side.
        const near = Math.round(rate / 100);
        let step = 0;
        for (let n = length - near; n < length + near; n++) {
          const here = Math.abs(channel[(n + 1) % length] - channel[n % length]);
          if (n !== length - 1) step = Math.max(step, here);
        }
        const seam = Math.abs(channel[0] - channel[length - 1]);
        assert.ok(seam <= Math.max(step, 1e-3), `${material}: seam ${seam}, others ${step}`);
        for (const sample of channel) {
          assert.ok(Number.isFinite(sample));
          peak = Math.max(peak, Math.abs(sample));
          sum += sample;
        }
        square += power(channel);
      }
      mean = sum / (2 * length);
      const rms = decibels(Math.sqrt(square / (2 * length)));
      assert.ok(decibels(peak) <= -5.999, `${material} peaks at ${decibels(peak)} dBFS`);
      assert.ok(rms > -27 && rms < -21.999, `${material} has ${rms} dBFS of power`);
      assert.ok(Math.abs(mean) < 1e-3, `${material} has a mean of ${mean}`);
    }
  });
}

Deno.test("the same material is the same every time", () => {
  for (const material of MATERIALS) {
    assert.deepEqual(rendered(material, 8000), rendered(material, 8000));
  }
});

Deno.test("noise has as much power in each octave", () => {
  const rate = 48000;
  const [samples] = rendered("noise", rate);
  // Power in a band by the squares of its Fourier coefficients, over pieces of the loop.
  const size = 8192;
  const sums = new Float64Array(size / 2);
  for (let start = 0; start < 20 * size; start += size) {
    const spectrum = transformed(samples.subarray(start, start + size));
    spectrum.forEach((square, bin) => (sums[bin] += square));
  }
  const octaves = [62.5, 125, 250, 500, 1000, 2000, 4000, 8000].map((low) => {
    const [from, to] = [low, 2 * low].map((frequency) => Math.round((frequency * size) / rate));
    return 10 * Math.log10(sums.subarray(from, to).reduce((sum, square) => sum + square, 0));
  });
  const middle = octaves.reduce((sum, octave) => sum + octave, 0) / octaves.length;
  for (const octave of octaves) assert.ok(Math.abs(octave - middle) < 1.5, `${octaves}`);
});

/** @param {Float32Array} samples A power of two of them. @returns {Float64Array} Squares, by bin. */
function transformed(samples) {
  const size = samples.length;
  const real = samples.map((s, n) => s * Math.sin((Math.PI * n) / size) ** 2);
  const [re, im] = fourier(Float64Array.from(real), new Float64Array(size));
  return re.slice(0, size / 2).map((value, n) => value * value + im[n] * im[n]);
}

/**
 * @param {Float64Array} re
 * @param {Float64Array} im
 * @returns {[Float64Array, Float64Array]}
 */
function fourier(re, im) {
  const size = re.length;
  if (size === 1) return [re, im];
  /** @param {Float64Array} all @param {number} first */
  const half = (all, first) => all.filter((_, n) => n % 2 === first);
  const [evenRe, evenIm] = fourier(half(re, 0), half(im, 0));
  const [oddRe, oddIm] = fourier(half(re, 1), half(im, 1));
  const [outRe, outIm] = [new Float64Array(size), new Float64Array(size)];
  for (let k = 0; k < size / 2; k++) {
    const [c, s] = [Math.cos((2 * Math.PI * k) / size), -Math.sin((2 * Math.PI * k) / size)];
    const [tRe, tIm] = [c * oddRe[k] - s * oddIm[k], c * oddIm[k] + s * oddRe[k]];
    [outRe[k], outIm[k]] = [evenRe[k] + tRe, evenIm[k] + tIm];
    [outRe[k + size / 2], outIm[k + size / 2]] = [evenRe[k] - tRe, evenIm[k] - tIm];
  }
  return [outRe, outIm];
}

/** @param {Float32Array[]} input @param {number} rate @returns {Float32Array[]} */
function limited(input, rate) {
  const limiter = new Limiter(rate);
  const output = input.map((channel) => new Float32Array(channel.length));
  for (let at = 0; at < input[0].length; at += 128) {
    /** @param {Float32Array} channel */
    const block = (channel) => channel.subarray(at, at + 128);
    limiter.process(input.map(block), output.map(block));
  }
  return output;
}

Deno.test("nothing gets past the limiter, whatever comes", () => {
  const roll = dice(7);
  const next = () => roll(1e6) / 1e6;
  for (let round = 0; round < 60; round++) {
    const size = 2000 + Math.floor(next() * 4000);
    const loud = 10 ** (next() * 3 - 1);
    const input = [0, 1].map(() =>
      Float32Array.from(
        { length: size },
        () => (next() < 0.02 ? loud * 8 : loud) * (2 * next() - 1),
      )
    );
    if (round % 5 === 0) input[0][500] = [NaN, Infinity, -Infinity][round % 3];
    for (const channel of limited(input, 48000)) {
      for (const sample of channel) assert.ok(Math.abs(sample) <= CEILING + 1e-7, `${sample}`);
    }
  }
});

Deno.test("the limiter leaves what is low enough as it is, only later", () => {
  const rate = 48000;
  const input = [Float32Array.from({ length: 9600 }, (_, n) => 0.89 * Math.sin(n / 9))];
  const [output] = limited(input, rate);
  const { delay } = new Limiter(rate);
  for (let n = delay; n < 9600; n++) {
    assert.ok(Math.abs(output[n] - input[0][n - delay]) < 1e-6);
  }
});

Deno.test("the limiter's gain never jumps: a burst in a steady tone makes no step in it", () => {
  const rate = 48000;
  const tone = Float32Array.from({ length: 24000 }, () => 0.5);
  tone.fill(4, 8000, 9000);
  const [output] = limited([tone], rate);
  const { delay } = new Limiter(rate);
  // Behind the burst, the gain is what comes out over what went in.
  let step = 0;
  for (let n = 9000 + delay + 1; n < 24000; n++) {
    step = Math.max(step, Math.abs(output[n] - output[n - 1]));
  }
  assert.ok(step < 0.003, `${step}`);
  assert.ok(Math.abs(output[23999] - 0.5) < 0.01, "it has come back");
  assert.ok(output[8500] > 0.85 * CEILING, "and it took no more than it had to");
});
