/** Microphones and rooms against tests/test_dsp_space.py, and against figures of textbooks. */

import assert from "node:assert/strict";
import * as mic from "../../overrides/assets/javascripts/dsp/microphone.js";
import * as room from "../../overrides/assets/javascripts/dsp/room.js";

const oracle = JSON.parse(Deno.readTextFileSync(Deno.env.get("ORACLE") ?? "")).dsp_space;

/** @param {number} value @param {number} wanted @param {number} within @param {string} [what] */
function near(value, wanted, within, what = "") {
  assert.ok(Math.abs(value - wanted) <= within, `${what} ${value} for ${wanted} ± ${within}`);
}

const db = /** @param {number} factor */ (factor) => 20 * Math.log10(Math.abs(factor));

Deno.test("polar patterns at the side and from behind, their nulls and distance factors", () => {
  // Rounded figures of textbooks: dB at 90°, at 180°, distance factor.
  for (
    const [name, side, rear, factor] of /** @type {const} */ ([
      ["omni", 0, 0, 1],
      ["subcardioid", -3.1, -8.0, 1.39],
      ["cardioid", -6.0, -Infinity, 1.73],
      ["supercardioid", -8.6, -11.7, 1.93],
      ["hypercardioid", -12.0, -6.0, 2.0],
      ["figure-8", -Infinity, 0, 1.73],
    ])
  ) {
    const pattern = mic.PATTERNS[name];
    assert.equal(mic.sensitivity(pattern, 0), 1);
    for (const [degrees, wanted] of [[90, side], [180, rear]]) {
      const found = db(mic.sensitivity(pattern, degrees));
      if (wanted === -Infinity) assert.equal(found, wanted, name);
      else near(found, wanted, 0.05, name);
    }
    near(mic.distanceFactor(pattern), factor, 0.006, name);
  }
  assert.ok(mic.sensitivity(mic.PATTERNS.hypercardioid, 180) < 0);
  near(mic.sensitivity(mic.PATTERNS.supercardioid, 126), 0, 0.001);
  near(mic.sensitivity(mic.PATTERNS.hypercardioid, 109.5), 0, 0.001);
});

Deno.test("distance, proximity, combs and the 3:1 rule", () => {
  near(mic.distanceLevel(2), -6.02, 0.01);
  near(mic.distanceLevel(0.1, 0.3), 9.54, 0.01);
  for (const { b, degrees, metres, hertz, boost } of oracle.microphones) {
    // 0.01 dB: the oracle takes a difference over 10 µm for a gradient.
    near(mic.proximity([1 - b, b], degrees, metres, hertz), boost, 0.01, `${b} ${degrees}`);
  }
  assert.equal(mic.proximity(mic.PATTERNS.omni, 30, 0.05, 50), 0);
  assert.equal(mic.proximity(mic.PATTERNS.cardioid, 90, 0.05, 50), 0);
  // 34.3 cm are a millisecond: the comb begins at 500 Hz.
  near(mic.delayOf(0.343), 1, 1e-12);
  assert.deepEqual(mic.combNotches(0.343, 2500).map(Math.round), [500, 1500, 2500]);
  assert.deepEqual(mic.combNotches(0, 20_000), []);
  for (const hertz of mic.combNotches(0.2, 10_000)) {
    assert.ok(mic.combLevel(hertz, 0.2) < -200);
    near(mic.combLevel(hertz, 0.2, -1), 6.02, 0.01);
    near(mic.combLevel(hertz, 0.2, 1 / 3), mic.combDepth(db(1 / 3)).dip, 1e-9);
  }
  near(mic.combDepth(db(1 / 3)).peak, 2.5, 0.01);
  near(mic.combDepth(db(1 / 3)).dip, -3.52, 0.01);
});

Deno.test("modes are those of the oracle, with their kinds", () => {
  for (const { walls, modes } of oracle.rooms) {
    const found = room.modes(walls, 200);
    assert.equal(found.length, modes.length);
    found.forEach(({ hertz, order, kind }, at) => {
      near(hertz, modes[at], 1e-9);
      const sides = order.filter((count) => count > 0).length;
      assert.equal(kind, ["", "axial", "tangential", "oblique"][sides]);
    });
  }
  assert.deepEqual(room.modes([4, 3, 2.5], 60).map(({ hertz }) => Math.round(hertz)), [43, 57]);
  near(room.schroeder(0.4, 30), 230.9, 0.1);
});

Deno.test("a tone in a room is as loud as all its mirror images together", () => {
  /** @type {number[]} */
  const far = [];
  for (const { walls, source, listener, rt60, tones } of oracle.rooms) {
    for (const { hertz, level } of tones) {
      far.push(Math.abs(room.pressureLevel(hertz, source, listener, walls, rt60) - level));
    }
  }
  far.sort((one, other) => one - other);
  // Modes far above the tone are left out: that is most of the difference.
  near(far[Math.floor(far.length / 2)], 0, 0.2, "median");
  near(far.at(-1) ?? NaN, 0, 1.2, "largest");
});

Deno.test("the answer of a room to one short sound has the levels of its mirror images", () => {
  const rate = 4000;
  for (const { walls, source, listener, rt60, tones } of oracle.rooms) {
    const response = room.roomResponse(source, listener, walls, rt60, rate);
    for (const { hertz, level } of tones) {
      near(room.levelOf(response, hertz, rate), level, 1, `${hertz} Hz`);
    }
  }
  near(room.levelOf([0, 0.5, 0], 440, rate), -6.02, 0.01);
});

Deno.test("two sources that play alike are heard as the mean of both", () => {
  const walls = /** @type {import("../../overrides/assets/javascripts/dsp/room.js").Place} */ ([
    4.5,
    3.4,
    2.5,
  ]);
  // The first mode of the width is driven from both sides against itself.
  const hear = (/** @type {number[]} */ places) =>
    room.tone(343 / 6.8, places.map((at) => [0.6, at, 1.2]), walls, 0.5)([2, 0.1, 1.2]);
  near(hear([1, 1]), hear([1]), 1e-9);
  assert.ok(hear([1]) - hear([1, 2.4]) > 6);
});

Deno.test("the bass is loud in corners and gone where a mode has its node", () => {
  const walls = /** @type {import("../../overrides/assets/javascripts/dsp/room.js").Place} */ ([
    5,
    4,
    2.5,
  ]);
  const hear = room.tone(34.3, [[0.2, 0.2, 0.2]], walls, 0.5);
  assert.ok(hear([4.9, 0.3, 0.3]) - hear([2.5, 0.3, 0.3]) > 10);
  assert.equal(hear([1, 2, 1]), room.pressureLevel(34.3, [0.2, 0.2, 0.2], [1, 2, 1], walls, 0.5));
  near(room.modeShape([1, 0, 0], [2.5, 1, 1], walls), 0, 1e-12);
  near(room.modeShape([2, 1, 0], [2.5, 4, 1], walls), 1, 1e-12);
});

Deno.test("quarter waves and the wall behind a loudspeaker", () => {
  near(room.quarterWave(500), 0.1715, 1e-9);
  near(room.boundaryLevel(1, 0.5), 6.02, 0.01);
  assert.ok(room.boundaryLevel(343 / (4 * 0.5), 0.5) < -200);
});

Deno.test("first reflections are where the way by a wall is the shortest", () => {
  for (const { walls, source, listener, reflections } of oracle.rooms) {
    const found = room.firstReflections(source, listener, walls);
    assert.deepEqual(found.map(({ wall }) => wall), [
      "front",
      "back",
      "left",
      "right",
      "floor",
      "ceiling",
    ]);
    const direct = Math.hypot(
      ...source.map((/** @type {number} */ at, /** @type {number} */ axis) => at - listener[axis]),
    );
    found.forEach(({ point, metres, later, level }, at) => {
      const [x, y, z, way] = reflections[at];
      // The oracle's search ends within 0.1 mm: near the shortest way, its length hardly changes.
      [x, y, z].forEach((value, axis) => near(point[axis], value, 1e-4));
      near(metres, way, 1e-8);
      near(later, 1000 * (way - direct) / 343, 1e-5);
      near(level, -db(way / direct), 1e-6);
    });
  }
});
