/** Budgets, against tests/test_budget.py, which works them with fractions and solves for songs. */

import assert from "node:assert/strict";
import {
  breakEven,
  cost,
  COUNTRIES,
  readForm,
  soundForm,
  toldBreakEven,
  unknown,
  weight,
} from "../../overrides/assets/javascripts/tools/budget.js";
import { writtenCents } from "../../overrides/assets/javascripts/tools/numbers.js";
import { dice } from "./random.js";

/** @typedef {import("../../overrides/assets/javascripts/tools/budget.js").Budget} Budget */
/** @typedef {import("../../overrides/assets/javascripts/tools/budget.js").Cost} Cost */

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
const data = given("TOOLS").budget;
/** @type {{budget: Budget, costs: Record<string, Cost[]>, even: [string, string, number | null, number | null][]}[]} */
const cases = given("ORACLE").budget;

/** @param {string} id @returns {import("../../overrides/assets/javascripts/tools/budget.js").Way} */
const way = (id) => data.ways.find((/** @type {{id: string}} */ one) => one.id === id);

Deno.test("costs and hours are those of the oracle", () => {
  assert.ok(cases.length >= 600);
  for (const { budget, costs } of cases) {
    for (const [id, ends] of Object.entries(costs)) {
      assert.deepEqual([cost(data, budget, way(id), 0), cost(data, budget, way(id), 1)], ends);
    }
  }
});

Deno.test("the break-even is where the oracle's equation has it, and holds from there on", () => {
  let between = 0;
  for (const { budget, even } of cases) {
    for (const [one, other, ...songs] of even) {
      const found = /** @type {const} */ ([0, 1]).map((end) =>
        breakEven(data, budget, way(one), way(other), end)
      );
      assert.deepEqual(found, songs, JSON.stringify(budget));
      found.forEach((at, n) => {
        if (at === null) return;
        if (at > 1) between++;
        const end = /** @type {0 | 1} */ (n);
        const saves = /** @param {number} count */ (count) =>
          weight(data, budget, way(one), end, count) <=
            weight(data, budget, way(other), end, count);
        const isDearAtFirst = weight(data, budget, way(one), end, 0) >=
          weight(data, budget, way(other), end, 0);
        if (isDearAtFirst) assert.ok(saves(at) && saves(at + 1) && saves(at + 50));
      });
    }
  }
  assert.ok(between > 50);
});

Deno.test("the printed figures, read from the fields, come to the sums worked by hand", () => {
  for (const { way: id, songs, range, hours } of data.examples) {
    const form = soundForm(data, { fields: { songs: `${songs}` } });
    const { budget, wrong } = readForm(data, form);
    assert.deepEqual(wrong, {});
    const ends = /** @type {const} */ ([0, 1]).map((end) =>
      cost(data, /** @type {Budget} */ (budget), way(id), end)
    );
    assert.deepEqual(ends.map(({ sum }) => writtenCents(sum)), range);
    assert.equal(ends.map((one) => one.hours / 100).join(" to "), hours);
  }
  for (const { worth, way: id, other, songs } of data.break_even) {
    const { budget } = readForm(data, soundForm(data, { fields: { worth } }));
    const found = /** @type {const} */ ([0, 1]).map((end) =>
      breakEven(data, /** @type {Budget} */ (budget), way(id), way(other), end) ?? 0
    );
    assert.deepEqual(found, songs);
  }
});

Deno.test("what cannot be is said at its field, and an empty price is unknown", () => {
  const form = soundForm(data, null);
  form.fields.songs = "2,5";
  form.fields.factor = "0";
  form.hours.mix = ["12", "6"];
  form.hours.edit = ["", "x"];
  form.prices.US["mix-fee"] = ["100", ""];
  assert.deepEqual(readForm(data, form).wrong, {
    songs: "Only a whole number fits here.",
    factor: "The least here is 0.1.",
    "mix-high": "The high end is below the low one.",
    "edit-low": "A number is missing here.",
    "edit-high": "“x” is no number. Write it as 12 or 1.5.",
    "mix-fee-high": "A number is missing here.",
  });
  const empty = soundForm(data, { country: "EU", fields: { factor: "1,6" } });
  const { budget } = readForm(data, empty);
  assert.equal(budget?.factor, 160);
  assert.deepEqual(unknown(data, /** @type {Budget} */ (budget), way("full")), [
    "Producer who records and mixes",
    "Distribution",
  ]);
});

Deno.test("the break-even is said in words", () => {
  assert.equal(
    toldBreakEven([1, 1], "A", "B"),
    "“A” costs no more than “B”: at both ends from the first song on.",
  );
  assert.equal(
    toldBreakEven([2, null], "A", "B"),
    "“A” costs no more than “B”: at the low end from song 2 on, at the high end not within 100 songs.",
  );
});

Deno.test("nothing that was kept can break it", () => {
  const roll = dice(21);
  const odd = [null, 3, "x", [], {}, ["1"], ["1,5", "2"], ["2", 3], "−2", "1e9", "__proto__"];
  const pick = () => odd[roll(odd.length)];
  for (let time = 0; time < 2_000; time++) {
    const form = soundForm(data, {
      country: [...COUNTRIES, pick()][roll(4)],
      fields: roll(2) ? { songs: pick(), worth: pick(), reserve: pick() } : pick(),
      hours: roll(2) ? { mix: pick(), plan: pick() } : pick(),
      prices: roll(2) ? { US: { gear: pick() }, UK: pick() } : pick(),
    });
    const { budget, wrong } = readForm(data, form);
    assert.ok(budget !== null || Object.keys(wrong).length > 0);
    if (!budget) continue;
    const costs = data.ways.map((/** @type {typeof data.ways[0]} */ one) =>
      cost(data, budget, one, 1)
    );
    assert.doesNotMatch(JSON.stringify(costs), /NaN|null|Infinity/);
  }
});
