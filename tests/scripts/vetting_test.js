/** The vetting sheet against tests/test_vetting.py, which counts the same sheets. */

import assert from "node:assert/strict";
import {
  places,
  sound,
  tally,
  warned,
} from "../../overrides/assets/javascripts/tools/vetting-sheet.js";

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {import("../../overrides/assets/javascripts/tools/vetting-sheet.js").Sheet} */
const sheet = given("TOOLS")["vetting-sheet"];
/**
 * @type {{typed: Record<string, string>, first: string[],
 *   three: {name: string, open: string[], flags: string[], points: number | null}[]}[]}
 */
const cases = given("ORACLE").vetting;

Deno.test("points, flags and what is open are those of the oracle", () => {
  assert.ok(cases.length >= 500);
  for (const { typed, three, first } of cases) {
    const found = tally(sheet, typed);
    const told = found.standings.map(({ name, open, flags, points }) => ({
      name,
      open,
      flags,
      points,
    }));
    assert.deepEqual(told, three);
    assert.deepEqual(found.first.map(({ name }) => name), first);
  }
  assert.ok(cases.some(({ first }) => first.length === 2), "some are equal");
  assert.ok(cases.some(({ three }) => three[0].points === null), "some have no sum");
});

Deno.test("a shown sum comes to the points", () => {
  for (const { typed } of cases) {
    for (const { sum, points } of tally(sheet, typed).standings) {
      if (points === null) assert.equal(sum, "");
      else {
        const products = sum.split(" + ").map((one) => one.split(" × ").map(Number));
        assert.equal(products.reduce((all, [given, by]) => all + given * by, 0), points);
      }
    }
  }
});

Deno.test("red flags never change the points, and two are an answer", () => {
  for (const { typed } of cases.slice(0, 100)) {
    const flagged = Object.fromEntries(sheet.flags.map(({ id }) => [`a-${id}`, "yes"]));
    const [before] = tally(sheet, typed).standings;
    const [after] = tally(sheet, { ...typed, ...flagged }).standings;
    assert.equal(after.points, before.points);
    assert.equal(warned(sheet, after), `${sheet.flags.length} ${sheet.more_flags}`);
    assert.equal(warned(sheet, { ...after, flags: after.flags.slice(0, 1) }), sheet.one_flag);
    assert.equal(warned(sheet, { ...after, flags: [] }), "");
  }
});

Deno.test("the worked example of the page about finding somebody", () => {
  /** @type {Record<string, number[]>} */
  const worked = given("ORACLE").scores;
  const typed = Object.entries(worked).flatMap(([letter, points]) =>
    sheet.criteria.map(({ id }, index) => [`${letter}-${id}`, `${points[index]}`])
  );
  const { standings, first, most } = tally(sheet, Object.fromEntries(typed));
  assert.deepEqual(standings.map(({ points }) => points), [35, 41, 37]);
  assert.equal(standings[0].sum, "5 × 2 + 2 × 2 + 4 × 2 + 3 × 3 + 4 × 1");
  assert.deepEqual(first.map(({ letter }) => letter), ["b"]);
  assert.equal(most, 50);
});

Deno.test("only what belongs onto the sheet is taken from what was kept", () => {
  const known = places(sheet);
  assert.equal(new Set(known).size, known.length);
  for (const { typed } of cases.slice(0, 100)) {
    assert.deepEqual(sound(sheet, { ...typed, "d-name": "x", "a-voice2": "y" }), typed);
  }
  for (const thing of [null, 3, "text", ["a-name"], { "a-name": 4, "a-test": ["5"] }]) {
    assert.deepEqual(sound(sheet, thing), {});
  }
});
