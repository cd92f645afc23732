/** The calculators against tests/test_calculators.py, which computes them with fractions. */

import assert from "node:assert/strict";
import { calculate, reader } from "../../overrides/assets/javascripts/tools/calculators.js";

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {import("../../overrides/assets/javascripts/tools/calculators.js").Data} */
const data = given("TOOLS").calculators;
/** @type {{sum: string, numbers: Record<string, number>, values: number[]}[]} */
const cases = given("ORACLE").calculators;
/** @type {[string, Record<string, string>, string | number, string][]} */
const worked = given("ORACLE").worked;

/** @param {string} id @param {Record<string, string>} typed */
function numbers(id, typed) {
  const fields = data.calculators.find((calculator) => calculator.id === id)?.fields ?? [];
  const read = fields.map((field) => [
    field.id,
    reader(field)(typed[field.id] ?? field.starts).value,
  ]);
  return Object.fromEntries(read);
}

Deno.test("every line comes to what the oracle says, and is told with a figure", () => {
  assert.ok(cases.length >= 2000);
  for (const { sum, numbers, values } of cases) {
    const rows = calculate(sum, numbers, data);
    assert.equal(rows.length, values.length);
    rows.forEach(({ what, sum: shown, told, value }, index) => {
      const wanted = values[index];
      const far = Math.abs(value - wanted);
      const at = `${sum} ${JSON.stringify(numbers)}, ${what}: ${value} for ${wanted}`;
      assert.ok(far <= 1e-6 * Math.max(1e-3, Math.abs(wanted)), at);
      assert.doesNotMatch(what + shown + told, /NaN|Infinity|undefined|null/, at);
    });
  }
});

Deno.test("on the numbers that fields begin with, the lines are those of the printed example", () => {
  for (const { id, example } of data.calculators) {
    const rows = calculate(id, numbers(id, {}), data);
    assert.deepEqual(rows.map(({ what, sum, told }) => ({ what, sum, told })), example);
  }
});

Deno.test("the examples of other pages come out here too", () => {
  for (const [id, typed, line, told] of worked) {
    const rows = calculate(id, numbers(id, typed), data);
    const row = typeof line === "number" ? rows[line] : rows.find(({ what }) => what === line);
    assert.equal(row?.told, told, `${id} ${JSON.stringify(typed)}, ${line}`);
  }
});

Deno.test("a shown sum gives the shown result", () => {
  // What is shown is a sum in four signs: read it again as a reader would, and compare.
  for (const { sum, numbers } of cases.filter(({ sum }) => sum !== "modes" && sum !== "loudness")) {
    for (const { what, sum: shown, value } of calculate(sum, numbers, data)) {
      if (/week/i.test(what)) continue;
      const again = worth(shown);
      const isRound = Math.abs(again - value) <= 0.002 * Math.abs(value) + 0.002;
      assert.ok(isRound || /0\.00/.test(shown), `${what}: ${shown} = ${value}`);
    }
  }
});

/** @param {string} shown @returns {number} */
function worth(shown) {
  const plain = shown.replaceAll(",", "").replaceAll("×", "*").replaceAll("÷", "/")
    .replaceAll("−", "-").replaceAll("²", "**2").replaceAll("√", "Math.sqrt");
  assert.match(plain, /^[-\d.()*/+ ]*(Math\.sqrt[-\d.()*/+ ]*)?$/);
  return Function(`return ${plain}`)();
}
