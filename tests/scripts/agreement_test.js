/** The agreement builder against tests/test_agreement.py, which writes the same texts. */

import assert from "node:assert/strict";
import {
  deed,
  markdown,
  overdrawn,
  sound,
} from "../../overrides/assets/javascripts/tools/agreement.js";

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {import("../../overrides/assets/javascripts/tools/agreement.js").Agreement} */
const agreement = given("TOOLS").agreement;
/** @type {{typed: Record<string, string>, markdown: string, missing: string[]}[]} */
const cases = given("ORACLE").agreement;
/** @type {[string, string, string, string | null][]} */
const fees = given("ORACLE").fees;

/** @param {Record<string, string>} typed @param {string} clause @returns {string} */
function textOf(typed, clause) {
  const found = deed(agreement, typed).clauses.find(({ id }) => id === clause);
  return found?.parts.map(({ text }) => text).join("") ?? "";
}

Deno.test("texts and what is missing are those of the oracle", () => {
  assert.ok(cases.length >= 500);
  for (const { typed, markdown: wanted, missing } of cases) {
    assert.equal(markdown(agreement, typed), wanted);
    const told = deed(agreement, typed).missing.map(({ clause, label }) => `${clause}: ${label}`);
    assert.deepEqual(told, missing);
  }
});

Deno.test("nothing stands in a text but our sentences, what was typed, and what is missing", () => {
  const ours = new Set(
    agreement.clauses.flatMap(({ pieces, choice }) =>
      [pieces, ...(choice?.options ?? []).map((option) => option.pieces)].flat().map((one) =>
        one.text
      )
    ),
  );
  for (const { typed } of cases) {
    const all = Object.values(typed).map((text) => text.replace(/\s+/g, " "));
    for (const { text, from } of deed(agreement, typed).clauses.flatMap(({ parts }) => parts)) {
      if (from === "us") assert.ok(ours.has(text));
      else if (from === "nobody") assert.match(text, /^\[missing: .+\]$/);
      else {
        const isTyped = text.split("; ").every((line) => all.some((one) => one.includes(line)));
        assert.ok(isTyped || /^[\d,.]+$/.test(text), text);
      }
    }
  }
});

Deno.test("the notice stands in every text", () => {
  for (const { typed } of cases) {
    assert.match(markdown(agreement, typed), /^# .+\n\n> Not legal advice\. /);
  }
});

Deno.test("payments add up to the fee, or the last is missing", () => {
  for (const [fee, signing, recorded, rest] of fees) {
    const typed = { fee, signing, recorded, currency: "euros" };
    const text = textOf(typed, "fee");
    if (rest === null) {
      assert.match(text, /and \[missing: Paid on delivery\] when/);
      assert.deepEqual(overdrawn(agreement, typed), ["rest"]);
    } else {
      assert.ok(text.includes(`and ${rest} when the files are delivered`), text);
      assert.deepEqual(overdrawn(agreement, typed), []);
    }
  }
});

Deno.test("only what was typed into this agreement is taken from what was kept", () => {
  for (const { typed } of cases) {
    const filled = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ""));
    assert.deepEqual(sound(agreement, { ...typed, other: "x", song: typed.song ?? 3 }), filled);
  }
  for (const thing of [null, 3, "text", [1], { fee: { a: 1 } }, { rest: "5" }]) {
    assert.deepEqual(sound(agreement, thing), {});
  }
});
