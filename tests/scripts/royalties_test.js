/** Royalties, against tests/test_royalties.py, which works the same deals with fractions. */

import assert from "node:assert/strict";
import {
  account,
  LIMITS,
  moments,
  part,
  readForm,
  soundForm,
  soundForms,
} from "../../overrides/assets/javascripts/tools/royalties.js";
import { writtenCents } from "../../overrides/assets/javascripts/tools/numbers.js";
import { dice } from "./random.js";

/** @typedef {import("../../overrides/assets/javascripts/tools/royalties.js").Deal} Deal */

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {{deal: Deal, statements: {earned: number, paid: number, yours: number}[]}[]} */
const cases = given("ORACLE").royalties;
/** @type {{id: string, given: unknown, pays: {earned: string, paid: string, yours: string | null}[], in_all: string}[]} */
const examples = given("TOOLS").royalties.examples;

Deno.test("every account is that of the oracle, cent by cent", () => {
  assert.ok(cases.length >= 1_500);
  for (const { deal, statements } of cases) {
    const found = account(deal).statements.map(({ earned, paid, yours }) => ({
      earned,
      paid,
      yours,
    }));
    assert.deepEqual(found, statements, JSON.stringify(deal));
  }
});

Deno.test("nothing is lost: payments, advance and what is open add up", () => {
  for (const { deal } of cases) {
    const { statements, inAll, paid } = account(deal);
    let sum = 0;
    for (const statement of statements) {
      sum += statement.paid;
      assert.ok(statement.paid >= 0 && statement.held >= 0);
      assert.equal(statement.earned - sum, deal.advance - statement.open, "owed is paid or taken");
      const last = deal.kind === "label" ? statement.yours : statement.paid;
      assert.equal(statement.lines.at(-1)?.amount, last);
    }
    assert.equal(paid, sum);
    assert.equal(inAll, deal.fee + deal.advance + sum);
  }
});

Deno.test("how income falls into statements changes nothing in the end", () => {
  const roll = dice(5);
  for (
    const { deal } of cases.filter(({ deal }) => deal.commission === 0 || deal.kind === "label")
  ) {
    if (deal.kind === "copies") continue;
    const total = deal.statements.reduce((sum, one) => sum + one, 0);
    if (total > LIMITS.money) continue;
    const first = roll(total + 1);
    const once = account({ ...deal, statements: [total] });
    const twice = account({ ...deal, statements: [first, total - first] });
    assert.equal(twice.inAll, once.inAll);
  }
});

Deno.test("examples worked by hand come out, from the texts that stand in the fields", () => {
  assert.ok(examples.length >= 14);
  for (const example of examples) {
    const { deal, wrong } = readForm(soundForm(example.given));
    assert.deepEqual(wrong, {}, example.id);
    const of = account(/** @type {Deal} */ (deal));
    const found = of.statements.map(({ earned, paid, yours }, n) => ({
      earned: writtenCents(earned),
      paid: writtenCents(paid),
      yours: example.pays[n].yours && writtenCents(yours),
    }));
    assert.deepEqual(found, example.pays, example.id);
    assert.equal(writtenCents(of.inAll), example.in_all);
  }
});

Deno.test("half a cent goes up, and large sums stay exact", () => {
  assert.equal(part(50, 100), 1); // 0.5 cents
  assert.equal(part(49, 100), 0);
  assert.equal(part(150, 100), 2); // 1.5 cents
  assert.equal(part(100, 300, 1, 6), 1); // half a cent of a sixth
  assert.equal(part(900_719_925_474_099, 10_000), 900_719_925_474_099);
});

/** @param {Record<string, unknown>} changed @param {unknown} [from] */
const wrongs = (changed, from = examples[0].given) =>
  readForm(soundForm({ .../** @type {object} */ (from), ...changed })).wrong;

Deno.test("what cannot be is said at its field", () => {
  assert.deepEqual(wrongs({ points: "" }), { points: "A number is missing here." });
  assert.deepEqual(wrongs({ points: "101" }), { points: "The most here is 100." });
  assert.deepEqual(wrongs({ points: "2,125" }), {
    points: "“2,125” can mean two numbers: write 2125 or 2.1250.",
  });
  assert.deepEqual(wrongs({ points: "0,125" }), {
    points: "A percentage has two places behind the point at most here.",
  });
  assert.deepEqual(wrongs({ statements: ["1,00", "x"] }), {
    "statement-2": "“x” is no number. Write it as 12 or 1.5.",
  });
  const label = examples.find(({ id }) => id === "label-net")?.given;
  assert.deepEqual(wrongs({ all_in: "2,5" }, label), {
    all_in: "The all-in rate holds the producer's points, so it cannot be below them.",
  });
  assert.deepEqual(wrongs({ made: "4", tracks: "3" }, label), {
    tracks: "The album has fewer tracks than that.",
  });
  const copies = examples.find(({ id }) => id === "dealer-price")?.given;
  assert.deepEqual(wrongs({ statements: ["1,5"] }, copies), {
    "statement-1": "Only a whole number fits here.",
  });
});

Deno.test("a comma and a point mean the same", () => {
  for (const [comma, point] of [["2,5", "2.5"], ["33,3", "33.3"]]) {
    const one = readForm(
      soundForm({ .../** @type {object} */ (examples[0].given), points: comma }),
    );
    const other = readForm(
      soundForm({ .../** @type {object} */ (examples[0].given), points: point }),
    );
    assert.deepEqual(one, other);
    assert.ok(one.deal);
  }
});

Deno.test("nothing that was kept can break it, and no sentence holds NaN", () => {
  const roll = dice(8);
  const odd = [null, 3, "x", [], {}, ["1"], "1,5", NaN, { deal: "own" }, "__proto__", "−2"];
  for (let time = 0; time < 3_000; time++) {
    const pick = () => odd[roll(odd.length)];
    const form = {
      deal: ["own", "label", "copies", pick()][roll(4)],
      base: pick(),
      currency: pick(),
      fields: roll(2) ? { points: pick(), costs: pick(), price: pick(), tracks: pick() } : pick(),
      statements: roll(2) ? [pick(), pick()] : pick(),
    };
    const forms = soundForms(
      roll(2) ? { deal: form.deal, [String(form.deal)]: form } : pick(),
      () => form,
    );
    for (const kind of /** @type {const} */ (["own", "label", "copies"])) {
      assert.equal(forms[kind].deal, kind);
      const { deal, wrong } = readForm(forms[kind]);
      assert.ok(deal !== null || Object.keys(wrong).length > 0);
      if (!deal) continue;
      const of = account(deal);
      const told = JSON.stringify([of, moments(deal, of)]);
      assert.doesNotMatch(told, /NaN|null|undefined|Infinity/);
    }
  }
});

Deno.test("who is paid when is said as the statements have it", () => {
  /** @param {string} id */
  const told = (id) => {
    const { deal } = readForm(soundForm(examples.find((one) => one.id === id)?.given));
    return moments(/** @type {Deal} */ (deal), account(/** @type {Deal} */ (deal)));
  };
  assert.deepEqual(told("advance"), [
    "The costs are covered with statement 1.",
    "The advance is earned back with statement 3.",
    "The first royalty is paid out with statement 3.",
  ]);
  assert.deepEqual(told("label-combined"), [
    "The costs are covered with statement 2.",
    "The first royalty is paid out with statement 2.",
    "With statement 2 you pay 1,000.00 of it yourself: the label does not owe you that yet.",
  ]);
  assert.deepEqual(told("dealer-price"), ["The first royalty is paid out with statement 1."]);
});
