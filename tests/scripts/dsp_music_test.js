/** Beats, keys and ear training against tests/test_dsp_music.py. */

import assert from "node:assert/strict";
import { midiFile, NOTES, schedule } from "../../overrides/assets/javascripts/dsp/beat.js";
import * as ear from "../../overrides/assets/javascripts/dsp/ear-training.js";
import * as keys from "../../overrides/assets/javascripts/dsp/keys.js";
import { random } from "../../overrides/assets/javascripts/dsp/random.js";

const oracle = JSON.parse(Deno.readTextFileSync(Deno.env.get("ORACLE") ?? "")).dsp_music;

/** @param {import("../../overrides/assets/javascripts/dsp/beat.js").Hit[]} hits */
const told = (hits) =>
  hits.map(({ seconds, instrument, velocity }) => ({ seconds, instrument, velocity }));

Deno.test("a groove's MIDI file is the build's, byte by byte", () => {
  assert.deepEqual(NOTES, oracle.notes);
  assert.ok(oracle.grooves.length > 150);
  for (const { groove, midi } of oracle.grooves) {
    assert.equal(btoa(String.fromCharCode(...midiFile(groove))), midi, groove.name);
  }
  // The name in a file has one byte a letter; what does not fit becomes a question mark.
  const file = midiFile({
    name: "Łódź",
    tempo: 90,
    swing: 50,
    steps: { kick: "x..............." },
  });
  assert.match(String.fromCharCode(...file), /\?ód\?/);
});

Deno.test("hits sound when swing and tempo say, and windows share none", () => {
  const roll = random(4);
  for (const { groove, seconds } of oracle.grooves) {
    const two = 480 / groove.tempo;
    const hits = schedule(groove, 0, two);
    assert.equal(hits.length, seconds.length);
    const named = seconds.map((/** @type {[number, string, number]} */ [at, name, velocity]) =>
      `${at.toFixed(9)} ${name} ${velocity}`
    );
    assert.deepEqual(
      hits.map((hit) => `${hit.seconds.toFixed(9)} ${hit.instrument} ${hit.velocity}`).sort(),
      named.sort(),
    );
    // In windows of any length, the same hits in the same order.
    const found = [];
    for (let at = 0; at < two;) {
      const next = Math.min(two, at + roll() * two / 5 + 1e-4);
      found.push(...schedule(groove, at, next));
      at = next;
    }
    assert.deepEqual(told(found), told(hits));
  }
});

Deno.test("notes, names and frequencies", () => {
  let hertz = 440 * 2 ** (-69 / 12);
  for (let note = 0; note < 128; note++) {
    assert.ok(Math.abs(keys.frequency(note) / hertz - 1) < 1e-12);
    assert.equal(keys.noteNumber(keys.noteName(note)), note);
    const { note: near, cents } = keys.nearest(hertz * 2 ** (0.31 / 12));
    assert.equal(near, note);
    assert.ok(Math.abs(cents - 31) < 1e-6);
    hertz *= 2 ** (1 / 12);
  }
  assert.equal(keys.noteName(60), "C4");
  assert.equal(keys.frequency(69), 440);
  assert.equal(keys.frequency(57, 432), 216);
  // By hand: three names of one key, and the ends of the range.
  for (
    const [name, note] of /** @type {const} */ ([
      ["C4", 60],
      ["b#3", 60],
      ["D♭♭4", 60],
      ["Bb2", 46],
      ["C-1", 0],
      ["G9", 127],
      ["G#9", null],
      ["H4", null],
      ["4", null],
      ["C", null],
    ])
  ) assert.equal(keys.noteNumber(name), note, name);
});

Deno.test("scales by their steps, chords by their thirds", () => {
  assert.deepEqual(Object.keys(keys.SCALES), Object.keys(oracle.scales));
  for (const [name, steps] of Object.entries(oracle.scales)) {
    assert.deepEqual(keys.scale(0, name, 20), steps);
  }
  assert.deepEqual(Object.keys(keys.CHORDS), Object.keys(oracle.chords));
  for (const [name, steps] of Object.entries(oracle.chords)) {
    assert.deepEqual(keys.chord(0, name), steps);
  }
  assert.deepEqual(keys.chord(60, "major", 1), [64, 67, 72]);
  assert.deepEqual(keys.chord(60, "minor seventh", 3), [70, 72, 75, 79]);
  // C major: D minor on the second degree, B half-diminished with its seventh on the seventh.
  assert.deepEqual(keys.degreeChord(60, "major", 2), keys.chord(62, "minor"));
  assert.deepEqual(
    keys.degreeChord(60, "major", 7, 4),
    keys.chord(71, "half-diminished seventh"),
  );
  assert.deepEqual(keys.degreeChord(57, "harmonic minor", 5), keys.chord(64, "major"));
});

Deno.test("what notes are together", () => {
  const inversions = ["", ", first inversion", ", second inversion", ", third inversion"];
  for (const [name, steps] of Object.entries(keys.CHORDS)) {
    steps.forEach((_, inversion) => {
      // All notes of an augmented chord are as far apart, and a sus2 turned over is a sus4.
      if (inversion && /augmented|sus/.test(name)) return;
      for (let root = 48; root < 60; root++) {
        const letter = keys.noteName(root).slice(0, -1);
        const notes = keys.chord(root, name, inversion);
        const wanted = `${letter} ${name}${inversions[inversion]}`;
        assert.equal(keys.together(notes), wanted);
        // The order does not count, nor does a note that is doubled an octave higher.
        assert.equal(keys.together([notes[1] + 24, ...notes.toReversed()]), wanted);
      }
    });
  }
  for (
    const [notes, name] of /** @type {[number[], string][]} */ ([
      [[], ""],
      [[60], "C4"],
      [[60, 60], "C4"],
      [[60, 64], "major third"],
      [[67, 60], "perfect fifth"],
      [[60, 72], "octave"],
      [[60, 73], ""],
      [[60, 61, 62], ""],
      [[60, 62, 67], "C sus2"],
      [[60, 65, 67], "C sus4"],
      [[60, 65, 70], "F sus4, second inversion"],
    ])
  ) assert.equal(keys.together(notes), name);
});

Deno.test("what a MIDI keyboard says about notes", () => {
  for (
    const [bytes, told] of /** @type {[number[], unknown][]} */ ([
      [[0x90, 60, 84], { kind: "on", note: 60, velocity: 84 }],
      [[0x9f, 127, 1], { kind: "on", note: 127, velocity: 1 }],
      [[0x90, 60, 0], { kind: "off", note: 60, velocity: 0 }],
      [[0x83, 60, 64], { kind: "off", note: 60, velocity: 64 }],
      [[0xb0, 123, 0], { kind: "all off", note: 123, velocity: 0 }],
      [[0xb0, 64, 127], null],
      [[0xe0, 0, 64], null],
      [[0xf8], null],
      [[0x90, 60], null],
      [[], null],
    ])
  ) assert.deepEqual(keys.noteMessage(bytes), told);
  assert.equal(Math.round(20 * Math.log10(keys.velocityGain(63.5))), -9);
});

Deno.test("a staircase asks what the oracle asks", () => {
  for (const { rules, answers, levels, turns, mean } of oracle.staircases) {
    let state = ear.staircase(rules);
    answers.forEach((/** @type {boolean} */ right, /** @type {number} */ at) => {
      assert.equal(state.level, levels[at]);
      assert.equal(ear.finished(state), state.turns.length >= 8);
      state = ear.answered(state, right);
    });
    assert.deepEqual(state.turns, turns);
    const found = ear.threshold(state);
    assert.ok(mean === null ? found === null : Math.abs((found ?? NaN) - mean) < 1e-12);
  }
});

Deno.test("a staircase settles where Levitt says: right in 70.7 % with two, 79.4 % with three", () => {
  for (const [down, share] of /** @type {const} */ ([[2, Math.SQRT1_2], [3, 0.5 ** (1 / 3)]])) {
    const roll = random(down);
    // A listener who is right more often, the higher the level: a logistic curve around 5.
    const chance = /** @param {number} level */ (level) => 1 / (1 + Math.exp(5 - level));
    const wanted = 5 - Math.log(1 / share - 1);
    const rules = { start: 12, step: 2, smallest: 0.25, down, turns: 40 };
    let sum = 0;
    for (let run = 0; run < 300; run++) {
      let state = ear.staircase({ ...rules, range: [-20, 30] });
      while (!ear.finished(state)) state = ear.answered(state, roll() < chance(state.level));
      sum += ear.threshold(state) ?? NaN;
    }
    // 0.15: a known bias of such means, below a fifth of the step of a reader's ear.
    assert.ok(Math.abs(sum / 300 - wanted) < 0.15, `${sum / 300} for ${wanted}`);
  }
});

Deno.test("the set of a day is the same for all, new the next day, and repeats nothing at once", () => {
  const tasks = ["low", "middle", "high"];
  const today = ear.dailySet("2026-11-26", "bands", tasks, 50);
  assert.deepEqual(ear.dailySet("2026-11-26", "bands", tasks, 50), today);
  assert.notDeepEqual(ear.dailySet("2026-11-27", "bands", tasks, 50), today);
  assert.notDeepEqual(ear.dailySet("2026-11-26", "panning", tasks, 50), today);
  assert.ok(today.every((task, at) => task !== today[at + 1]));
  assert.deepEqual(new Set(today), new Set(tasks));
  assert.deepEqual(ear.dailySet("2026-11-26", "one", ["only"], 3), ["only", "only", "only"]);
});
