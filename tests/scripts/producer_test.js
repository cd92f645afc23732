/**
 * What answers speak for, against tests/test_producer.py, which counts it from the rules' own file.
 */

import assert from "node:assert/strict";
import {
  changes,
  first,
  sound,
  ways,
  weigh,
} from "../../overrides/assets/javascripts/tools/do-you-need-a-producer.js";
import { dice } from "./random.js";

/** @typedef {import("../../overrides/assets/javascripts/tools/do-you-need-a-producer.js").Answers} Answers */

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {import("../../overrides/assets/javascripts/tools/do-you-need-a-producer.js").Rules} */
const rules = given("TOOLS")["do-you-need-a-producer"];
/** @type {{answers: Answers, points: Record<string, number>, out: string[], first: string[]}[]} */
const cases = given("ORACLE").producer;

/** @param {Answers} answers */
const best = (answers) => first(weigh(rules, answers)).map(({ outcome }) => outcome.id).sort();

Deno.test("sums, what is ruled out and what comes first are those of the oracle", () => {
  assert.ok(cases.length >= 1000);
  for (const { answers, points, out, first } of cases) {
    const standings = weigh(rules, answers);
    const sums = standings.map(({ outcome, points }) => [outcome.id, points]);
    assert.deepEqual(Object.fromEntries(sums), points);
    const ruledOut = standings.filter((one) => one.out.length > 0).map(({ outcome }) => outcome.id);
    assert.deepEqual(ruledOut.sort(), out);
    assert.deepEqual(best(answers), first);
  }
});

Deno.test("the reasons add up to the points, and each is that of a given answer", () => {
  for (const { answers } of cases) {
    for (const { points, reasons } of weigh(rules, answers)) {
      assert.equal(reasons.reduce((sum, reason) => sum + reason.points, 0), points);
      const strengths = reasons.map((reason) => Math.abs(reason.points));
      assert.deepEqual(strengths, strengths.toSorted((one, other) => other - one));
      assert.ok(reasons.every(({ because }) => because.endsWith(".")));
    }
  }
});

Deno.test("ranks follow the points, equal points share one, and what is out comes last", () => {
  for (const { answers } of cases) {
    const standings = weigh(rules, answers);
    const ranked = standings.filter(({ rank }) => rank > 0);
    assert.deepEqual(standings.slice(0, ranked.length), ranked);
    for (const one of ranked) {
      assert.equal(one.rank, 1 + ranked.filter(({ points }) => points > one.points).length);
      assert.ok(one.out.length === 0);
    }
    assert.ok(standings.slice(ranked.length).every(({ out }) => out.length > 0));
  }
});

Deno.test("the order of answering changes nothing", () => {
  const roll = dice(3);
  for (const { answers } of cases.slice(0, 300)) {
    const pairs = Object.entries(answers);
    const shuffled = pairs.map((pair) => ({ pair, at: roll(1e6) })).sort((a, b) => a.at - b.at);
    const other = Object.fromEntries(shuffled.map(({ pair }) => pair));
    assert.deepEqual(weigh(rules, other), weigh(rules, answers));
    assert.deepEqual(changes(rules, other), changes(rules, answers));
  }
});

Deno.test("a change that is told does what is told, and none that could be is left out", () => {
  for (const { answers } of cases.slice(0, 300)) {
    const now = best(answers);
    const told = changes(rules, answers).flatMap(({ outcomes, withs }) =>
      withs.map((words) => `${words}: ${outcomes.map(({ id }) => id).sort()}`)
    );
    const all = rules.questions.filter(({ id }) => answers[id]).flatMap((question) =>
      question.answers.filter(({ id }) => id !== answers[question.id]).flatMap((answer) => {
        const then = best({ ...answers, [question.id]: answer.id });
        const isNew = then.every((outcome) => !now.includes(outcome));
        return isNew && answer.with ? [`${answer.with}: ${then}`] : [];
      })
    );
    assert.deepEqual(told.toSorted(), all.toSorted());
  }
});

Deno.test("nothing but answers is taken from a link or from what was kept", () => {
  const answers = cases[0].answers;
  assert.deepEqual(sound(rules, { ...answers, other: "thing" }), answers);
  assert.deepEqual(sound(rules, { have: "nothing at all", money: 3, date: null }), {});
  assert.deepEqual(sound(rules, JSON.parse('{"__proto__": {"have": "song"}}')), {});
});

Deno.test("every way of an outcome is there, and the one that was asked for comes first", () => {
  for (const { answers } of cases.slice(0, 300)) {
    for (const outcome of rules.outcomes) {
      const found = ways(rules, answers, outcome);
      assert.deepEqual(new Set(found), new Set(outcome.ways));
    }
  }
  const [notYet] = rules.outcomes;
  assert.equal(ways(rules, { have: "loops" }, notYet)[0].path, "beatmaker");
  assert.equal(ways(rules, { have: "song" }, notYet)[0].path, "songwriter");
});
