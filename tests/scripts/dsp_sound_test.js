/** Levels, stereo, dynamics and loudness against tests/test_dsp_sound.py, and against formulas. */

import assert from "node:assert/strict";
import { Compressor, staticCurve } from "../../overrides/assets/javascripts/dsp/compressor.js";
import { kFilters } from "../../overrides/assets/javascripts/dsp/k-weighting.js";
import * as level from "../../overrides/assets/javascripts/dsp/level.js";
import { loudness, LoudnessMeter } from "../../overrides/assets/javascripts/dsp/loudness.js";
import { random, seed } from "../../overrides/assets/javascripts/dsp/random.js";
import {
  earlyReflections,
  impulseResponse,
  SPACES,
} from "../../overrides/assets/javascripts/dsp/reverb.js";
import * as stereo from "../../overrides/assets/javascripts/dsp/stereo.js";
import * as time from "../../overrides/assets/javascripts/dsp/time.js";
import { truePeak } from "../../overrides/assets/javascripts/dsp/true-peak.js";

const oracle = JSON.parse(Deno.readTextFileSync(Deno.env.get("ORACLE") ?? "")).dsp_sound;

/** @param {number} value @param {number} wanted @param {number} within @param {string} [what] */
function near(value, wanted, within, what = "") {
  assert.ok(Math.abs(value - wanted) <= within, `${what} ${value} for ${wanted} ± ${within}`);
}

/**
 * @param {number} seconds
 * @param {(at: number) => number} wave Of the time in seconds.
 * @param {number} [rate]
 */
function made(seconds, wave, rate = 48_000) {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => wave(at / rate));
}

/** @param {number} hertz @param {number} [amplitude] @returns {(at: number) => number} */
const sine = (hertz, amplitude = 1) => (at) => amplitude * Math.sin(2 * Math.PI * hertz * at);

Deno.test("chance is even, and the same again", () => {
  const roll = random(seed("2026-11-26 which band"));
  const again = random(seed("2026-11-26 which band"));
  const fields = Array(10).fill(0);
  for (let n = 0; n < 100_000; n++) {
    const value = roll();
    assert.equal(value, again());
    fields[Math.floor(10 * value)]++;
  }
  // Five standard deviations of a count of 10,000.
  for (const count of fields) near(count, 10_000, 5 * Math.sqrt(9000));
  assert.equal(seed(""), 0x811c9dc5);
  assert.equal(seed("foobar"), 0xbf9cf968); // printed by its authors
});

Deno.test("decibels, peaks, mean squares and stages", () => {
  near(level.ratio(20), 10, 1e-12);
  near(level.decibels(-0.5), -6.0206, 1e-4);
  near(level.peak(made(1, sine(997, 0.25))), -12.0412, 1e-3);
  near(level.rms(made(1, sine(997, 0.25))), -12.0412, 1e-3);
  assert.deepEqual(level.stages(-18, [12, 10, -20]), [
    { level: -18, headroom: 18, clipped: false },
    { level: -6, headroom: 6, clipped: false },
    { level: 0, headroom: -4, clipped: true },
    { level: -20, headroom: 20, clipped: true },
  ]);
  assert.deepEqual([...level.hardClip(Float32Array.of(-2, -0.5, 0.25, 1.5))], [-1, -0.5, 0.25, 1]);
  // A sine that is cut at half its height, a = asin 0.5: its fundamental is (2a + sin 2a) ÷ π of the
  // whole (Fourier), and it has no even harmonics.
  const period = Float32Array.from({ length: 4096 }, (_, at) => sine(1)(at / 4096));
  const cut = level.hardClip(period, 0.5);
  const part = /** @param {number} k */ (k) =>
    cut.reduce((sum, value, at) => sum + value * Math.sin(2 * Math.PI * k * at / 4096), 0) / 2048;
  near(part(1), (Math.PI / 3 + Math.sin(Math.PI / 3)) / Math.PI, 1e-5);
  near(part(2), 0, 1e-6);
});

Deno.test("quantising: values on steps, and an error as loud as the formula says", () => {
  for (const bits of [4, 8, 12, 16]) {
    const step = level.stepOf(bits);
    const loud = made(2, sine(997 * Math.SQRT2, 0.9));
    for (const dither of [null, random(bits)]) {
      const heard = level.quantise(loud, bits, dither);
      for (const value of heard) assert.ok(Number.isInteger(value / step) && value < 1);
      const error = level.rms(heard.map((value, at) => value - loud[at]));
      // 0.2 dB: where a sine turns, its error is not spread evenly. 15 steps are not yet many.
      if (bits > 4) near(error, level.noiseFloor(bits, dither !== null), 0.2, `${bits} bits`);
    }
  }
  near(level.noiseFloor(16), -(6.0206 * 16 + 1.7609), 1e-3);
  near(level.noiseFloor(24, true), -(6.0206 * 24 + 1.7609) + 4.7712, 1e-3);
  // Too quiet for one step, a sound is gone without dither and still there with it.
  const quiet = made(2, sine(1000, 0.3 * level.stepOf(8)));
  assert.ok(level.quantise(quiet, 8).every((value) => value === 0));
  const dithered = level.quantise(quiet, 8, random(3));
  const kept = dithered.reduce((sum, value, at) => sum + value * quiet[at], 0);
  const whole = quiet.reduce((sum, value) => sum + value ** 2, 0);
  near(kept / whole, 1, 0.1); // the hiss correlates with it by chance: 0.02 at one deviation
  assert.equal(level.quantise(Float32Array.of(1, -1.5), 8)[0], 127 / 128);
  assert.equal(level.quantise(Float32Array.of(1, -1.5), 8)[1], -1);
});

Deno.test("note values, buffers and samples", () => {
  for (const { tempo, value, seconds } of oracle.notes) {
    near(time.noteSeconds(tempo, value), seconds, 1e-12);
  }
  assert.equal(time.samples(10, 44_100), 441);
  near(time.milliseconds(128, 48_000), 2.6667, 1e-4);
  near(time.latency(256, 44_100).ms, 11.6100, 1e-4);
  near(time.latency(256, 44_100).metres, 3.982, 1e-3);
});

Deno.test("taps beside a beat, their mean and their spread", () => {
  // A beat each half second from 10 s on; the taps of beats 4 to 7 count, once each.
  const taps = [11.52, 11.98, 12.5, 12.55, 13.02, 13.4, 14.03];
  const off = time.offBeat(taps, 10, 0.5, 4, 4);
  assert.deepEqual(off.map(Math.round), [-20, 0, 20, -100]);
  assert.deepEqual(time.offBeat([], 10, 0.5, 4, 4), []);
  // By hand: −25 on average; the squares of 5, 25, 45 and −75 add up to 8,300.
  near(time.statistics([-20, 0, 20, -100]).mean, -25, 1e-9);
  near(time.statistics([-20, 0, 20, -100]).spread, Math.sqrt(8300 / 3), 1e-9);
  assert.deepEqual(time.statistics([5, 5]), { mean: 5, spread: 0 });
});

Deno.test("pan laws: centre, ends, and what each one keeps", () => {
  for (const law of stereo.PAN_LAWS) {
    const [left, right] = stereo.pan(0, law);
    // The exact −3 is 10 × log10(1/2) = −3.0103, and so on: the names are rounded.
    near(level.decibels(left), law * 1.003433, 1e-3);
    near(left, right, 1e-15);
    assert.deepEqual(stereo.pan(-1, law), [1, 0]);
    assert.deepEqual(stereo.pan(1, law), [0, 1]);
    for (let position = -1; position <= 1; position += 1 / 64) {
      const [one, other] = stereo.pan(position, law);
      assert.deepEqual(stereo.pan(-position, law).map((gain) => gain.toFixed(12)), [
        other.toFixed(12),
        one.toFixed(12),
      ]);
      if (law === -6) near(one + other, 1, 1e-12);
      if (law === -3) near(one ** 2 + other ** 2, 1, 1e-12);
      if (law === 0) near(Math.max(one, other), 1, 1e-12);
      if (law === -4.5) {
        const [[soft], [hard]] = [stereo.pan(position, -3), stereo.pan(position, -6)];
        near(one, Math.sqrt(soft * hard), 1e-12);
      }
    }
  }
});

Deno.test("width, mono, correlation and polarity", () => {
  for (const { channels, correlation } of oracle.pairs) {
    const [left, right] = channels.map((/** @type {number[]} */ side) => Float32Array.from(side));
    near(stereo.correlation(left, right), correlation, 1e-9);
    near(stereo.correlation(left, stereo.inverted(right)), -correlation, 1e-9);
    const [own, other] = stereo.width(0.3);
    // By hand: middle and side, the side times 0.3, and back.
    const middle = (left[5] + right[5]) / 2;
    const side = 0.3 * (left[5] - right[5]) / 2;
    near(own * left[5] + other * right[5], middle + side, 1e-7);
    near(own * right[5] + other * left[5], middle - side, 1e-7);
    near(stereo.mono(left, right)[5], middle, 1e-7);
  }
  const tone = made(0.1, sine(440));
  assert.ok(stereo.mono(tone, stereo.inverted(tone)).every((sample) => sample === 0));
  assert.equal(stereo.correlation(tone, new Float32Array(tone.length)), 0);
  assert.deepEqual(stereo.width(0), [0.5, 0.5]);
  assert.deepEqual(stereo.width(1), [1, 0]);
});

Deno.test("the compressor's curve and its whole way, against the oracle", () => {
  for (const { level: input, settings, out } of oracle.curves) {
    near(staticCurve(input, settings), out, 1e-9, JSON.stringify([input, settings]));
  }
  for (const { rate, settings, samples, out, reduction } of oracle.streams) {
    const compressor = new Compressor(rate);
    const heard = new Float32Array(samples.length);
    let most = 0;
    // In blocks of any length, the same comes out.
    for (let at = 0; at < samples.length; at += 128) {
      const block = Float32Array.from(samples.slice(at, at + 128));
      const out = heard.subarray(at, at + block.length);
      const told = compressor.process([block], [out], settings);
      near(told.level, Math.max(level.peak(block), -140), 1e-9);
      most = Math.max(most, told.reduction);
    }
    // Both compute in doubles; what is handed out is rounded to floats.
    heard.forEach((sample, at) => near(sample, out[at], 1e-6 * Math.max(1, Math.abs(out[at]))));
    near(most, reduction, 1e-9);
  }
});

Deno.test("both channels are turned down alike", () => {
  const settings = { threshold: -30, ratio: 4, knee: 6, attack: 5, release: 80, makeup: 3 };
  const input = [made(1, sine(200, 0.5)), made(1, sine(200, 0.05))];
  const output = input.map(({ length }) => new Float32Array(length));
  new Compressor(48_000).process(input, output, settings);
  for (const at of [4321, 10_000, 40_001]) {
    near(output[0][at] / input[0][at], output[1][at] / input[1][at], 1e-5);
  }
});

Deno.test("K-weighting at any rate is that of the standard", () => {
  const [shelf, cut] = kFilters(48_000);
  [shelf.b, shelf.a, cut.b, cut.a].forEach((side, which) =>
    // 1e-8: the printed numbers and the prototype's agree to that.
    side.forEach((number, at) => near(number, oracle.itu[which][at], 1e-8))
  );
  for (const { rate, numbers } of oracle.filters) {
    const [one, other] = kFilters(rate);
    [one.b, one.a, other.b, other.a].forEach((side, which) =>
      side.forEach((number, at) => near(number, numbers[which][at], 1e-6, `${rate}`))
    );
  }
});

/** @param {[db: number, seconds: number][]} parts @param {number} [rate] */
function tones(parts, rate = 48_000) {
  const pieces = parts.map(([db, seconds]) => made(seconds, sine(1000, level.ratio(db)), rate));
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

Deno.test("loudness does not depend on blocks, and silence has none", () => {
  const one = tones([[-30, 3], [-18, 2.3], [-41, 2]], 44_100);
  const whole = loudness([one, one], 44_100);
  const meter = new LoudnessMeter(44_100, 2);
  for (let at = 0; at < one.length; at += 1000) {
    const block = one.subarray(at, at + 1000);
    meter.add([block, block]);
  }
  assert.equal(meter.integrated, whole.integrated);
  assert.equal(Math.max(...meter.momentary), whole.momentary);
  assert.equal(meter.now.momentary, meter.momentary.at(-1));
  assert.equal(meter.now.shortTerm, meter.shortTerm.at(-1));
  assert.deepEqual(loudness([new Float32Array(48_000)], 48_000), {
    integrated: -Infinity,
    momentary: -Infinity,
    shortTerm: -Infinity,
  });
  assert.equal(loudness([tones([[-20, 0.39]])], 48_000).integrated, -Infinity);
  assert.equal(new LoudnessMeter(48_000, 1).now.momentary, -Infinity);
  // One front channel at full scale reads −3.01, both together 0 (BS.1770-5, annex 1).
  for (const rate of [22_050, 44_100, 48_000, 96_000]) {
    // The standard says −3.01, to two places. The lower the rate, the more the transform bends the
    // shelf: by 0.02 dB at 22.05 kHz.
    const within = rate < 44_100 ? 0.03 : 0.01;
    const full = made(2, sine(997), rate);
    near(loudness([full], rate).integrated, -3.01, within, `${rate}`);
    near(loudness([full, full], rate).integrated, 0, within, `${rate}`);
  }
});

Deno.test("true peak of tones at all phases, to what four times oversampling can miss", () => {
  for (const divisor of [3, 4, 6, 8, 10, 48]) {
    for (let phase = 0; phase < 1; phase += 0.1) {
      const tone = made(0.05, (at) => Math.sin(2 * Math.PI * (at * 48_000 / divisor + phase)));
      // Faded, for a sudden begin has peaks of its own.
      const faded = tone.map((sample, at) => sample * Math.sin(Math.PI * at / tone.length) ** 2);
      // BS.1770-5, annex 2: under-read by at most 20 log cos(π × f ÷ (4 × rate)).
      const missed = 20 * Math.log10(Math.cos(Math.PI / divisor / 4));
      const found = truePeak([faded]);
      assert.ok(found <= 0.03 && found >= missed - 0.03, `fs/${divisor}, ${phase}: ${found}`);
    }
  }
  assert.equal(truePeak([new Float32Array(9)]), -Infinity);
});

Deno.test("true peak of the signals of EBU Tech 3341", () => {
  assert.equal(oracle.peaks.length, 9);
  for (const { number, told, samples, exact } of oracle.peaks) {
    const channel = Float32Array.from(samples);
    const found = truePeak([new Float32Array(channel.length), channel]);
    // +0.2 and −0.4 dB are what the document allows.
    assert.ok(found <= told + 0.2 && found >= told - 0.4, `${number}: ${found} for ${told}`);
    // And what the peak of the continuous signal is, but for what lies between four positions.
    assert.ok(found <= exact + 0.02 && found >= exact - 0.2, `${number}: ${found} for ${exact}`);
  }
});

/** @param {Float32Array} response @param {number} rate @param {number} from */
function measuredRt60(response, rate, from) {
  // ISO 3382-1: backward integration (Schroeder, 1965), the slope between −5 and −35 dB.
  const left = new Float64Array(response.length + 1);
  for (let at = response.length - 1; at >= from; at--) left[at] = left[at + 1] + response[at] ** 2;
  /** @type {[number, number][]} */
  const points = [];
  for (let at = from; at < response.length; at++) {
    const db = 10 * Math.log10(left[at] / left[from]);
    if (db <= -5 && db >= -35) points.push([at / rate, db]);
  }
  const [x, y] = [0, 1].map((axis) =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length
  );
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return -60 / (over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0));
}

Deno.test("reverberation: its time, its begin, its energy, its two sides", () => {
  for (const kind of /** @type {const} */ (["room", "hall", "plate"])) {
    for (const rt60 of [undefined, 0.8, 3]) {
      const rate = 16_000;
      const [left, right] = impulseResponse({ kind, rt60, preDelay: 0.02, rate, seed: 5 });
      for (const side of [left, right]) {
        // 5 %: what listeners just notice (ISO 3382-1), and three deviations for noise so short.
        const wanted = rt60 ?? SPACES[kind].rt60;
        near(measuredRt60(side, rate, 320) / wanted, 1, 0.05, `${kind} ${wanted}`);
        assert.ok(side.subarray(0, 320).every((sample) => sample === 0));
        near(side.reduce((sum, sample) => sum + sample ** 2, 0), 1, 1e-5);
      }
      near(stereo.correlation(left, right), 0, 0.2);
    }
  }
  const same = impulseResponse({ kind: "room", rate: 8000, seed: 2 });
  assert.deepEqual(impulseResponse({ kind: "room", rate: 8000, seed: 2 }), same);
});

Deno.test("the first echoes come by way of the walls", () => {
  const echoes = earlyReflections([5, 4, 2.6], -1);
  assert.equal(echoes.length, 6);
  // The floor, by hand: source 1.17 m high, listener 1.3 m, 1.5 m along and 0.24 m across.
  const along = Math.hypot(1.5, 0.24);
  const direct = Math.hypot(along, 0.13);
  const floor = Math.hypot(along, 1.3 + 1.17);
  const found = echoes.find(({ seconds }) => Math.abs(seconds - (floor - direct) / 343) < 1e-9);
  near(found?.gain ?? 0, direct / floor, 1e-9);
  assert.ok(echoes.every(({ seconds, gain }) => seconds > 0 && gain < 1));
});
