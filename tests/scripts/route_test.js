/**
 * Routes, against a list of every route. GUIDE holds paths.json of the real docs; ORACLE holds
 * random paths with what hooks/guide says of them: both are written by tests/test_scripts.py.
 */

import assert from "node:assert/strict";
import {
  decisions,
  difference,
  minutesLeft,
  next,
  numbered,
  pagesOf,
  progress,
  ready,
  stepCount,
  steps,
} from "../../overrides/assets/javascripts/route.js";
import { duration, place } from "../../overrides/assets/javascripts/words.js";

/** @typedef {import("../../overrides/assets/javascripts/route.js").Item} Item */
/** @typedef {import("../../overrides/assets/javascripts/route.js").Chosen} Chosen */

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
const { paths, pages } = given("GUIDE");
const oracle = given("ORACLE");

/**
 * Every way to answer the choices that one meets.
 * @param {Item[]} items
 * @returns {Generator<Chosen>}
 */
function* answers(items) {
  const choice = items.findIndex((item) => item.type === "choice");
  if (choice === -1) {
    yield {};
    return;
  }
  const item = items[choice];
  if (item.type === "step") return;
  for (const option of item.options) {
    for (const rest of answers([...option.steps, ...items.slice(choice + 1)])) {
      yield { [item.id]: option.id, ...rest };
    }
  }
}

/**
 * @param {Item[]} items
 * @returns {Generator<string>} The pages of all steps, in the order in which they stand.
 */
function* inOrder(items) {
  for (const item of items) {
    if (item.type === "step") yield item.page;
    else for (const option of item.options) yield* inOrder(option.steps);
  }
}

Deno.test("every route of every real path reaches 100 %, and only with its last step", () => {
  assert.ok(paths.length >= 3);
  for (const path of paths) {
    let routes = 0;
    for (const chosen of answers(path.steps)) {
      routes++;
      const required = steps(path.steps, chosen).filter((step) => !step.optional);
      const done = new Set(pages.map(/** @param {{id: string}} page */ ({ id }) => id));
      required.forEach(({ page }) => done.delete(page));
      /** @param {string} page */
      const has = (page) => done.has(page);
      for (const { page } of required) {
        assert.ok(progress(path.steps, chosen, has).percent < 100);
        const item = next(path.steps, chosen, has, () => false);
        assert.ok(item?.type === "step" && item.page === page, "what comes next is the next step");
        done.add(page);
      }
      const end = progress(path.steps, chosen, has);
      assert.equal(end.percent, 100);
      assert.deepEqual(end.of, [required.length, required.length]);
      assert.equal(end.open, 0);
      assert.equal(next(path.steps, chosen, has, () => false), null);
    }
    assert.equal(routes, oracle.routes[path.id]);
  }
});

Deno.test("as long as a choice is open, the figures are the range over all ways", () => {
  for (const path of [...paths, ...oracle.paths]) {
    const all = [...answers(path.steps)];
    const counts = all.map((chosen) =>
      steps(path.steps, chosen).filter((step) => !step.optional).length
    );
    const { of } = progress(path.steps, {}, () => false);
    assert.deepEqual(of, [Math.min(...counts), Math.max(...counts)]);
    const union = new Set(
      all.flatMap((chosen) => steps(path.steps, chosen).map(({ page }) => page)),
    );
    assert.deepEqual([...pagesOf(path.steps)].sort(), [...union].sort());
  }
});

Deno.test("a step has the numbers that it can have on the ways that are still open", () => {
  for (const path of [...paths, ...oracle.paths]) {
    const all = [...answers(path.steps)];
    for (const taken of [{}, ...all.slice(0, 20)]) {
      /** @type {Map<string, number[]>} */
      const seen = new Map();
      const open = all.filter((chosen) =>
        Object.entries(taken).every(([choice, option]) =>
          !(choice in chosen) || chosen[choice] === option
        )
      );
      for (const chosen of open) {
        for (const [place, { page }] of steps(path.steps, chosen).entries()) {
          seen.set(page, [...seen.get(page) ?? [], place + 1]);
        }
      }
      const places = numbered(path.steps, taken);
      for (const { page, on, number } of places) {
        const isOff = on.split(" ").filter(Boolean).some((part) => {
          const [choice, option] = part.split(":");
          return choice in taken && taken[choice] !== option;
        });
        // Where a page stands once, all its numbers are those of this step.
        if (isOff || places.filter((place) => place.page === page).length > 1) continue;
        const numbers = seen.get(page) ?? [];
        assert.deepEqual(number, [Math.min(...numbers), Math.max(...numbers)]);
      }
      const counts = open.map((chosen) => steps(path.steps, chosen).length);
      assert.deepEqual(stepCount(path.steps, taken), [Math.min(...counts), Math.max(...counts)]);
    }
  }
  const { steps: items } = paths[0];
  const places = numbered(items, {});
  assert.deepEqual(places.map(({ page }) => page), [...inOrder(items)], "as they are printed");
});

Deno.test("time left is what the build prints as the time of the path", () => {
  assert.ok(oracle.paths.length >= 100);
  for (const { steps: items, minutes, of } of oracle.paths) {
    const left = minutesLeft(items, {}, () => false, (page) => of[page]);
    assert.deepEqual(left, minutes);
    assert.deepEqual(minutesLeft(items, {}, () => true, (page) => of[page]), [0, 0]);
  }
});

Deno.test("places on a path read as those that the build prints", () => {
  assert.equal(oracle.places.length, 8);
  for (const [step, steps, isLast, text] of oracle.places) {
    assert.equal(place(step, steps, isLast), text);
  }
});

Deno.test("durations read as those that the build prints", () => {
  assert.ok(oracle.durations.length >= 100);
  for (const [minutes, text] of oracle.durations) assert.equal(duration(minutes), text);
});

/** @type {Item[]} */
const PATH = [
  { type: "step", page: "a", optional: false },
  {
    type: "choice",
    id: "room",
    question: "Where?",
    options: [
      {
        id: "home",
        title: "At home",
        steps: [
          { type: "step", page: "b", optional: false },
          { type: "step", page: "c", optional: true },
        ],
      },
      { id: "out", title: "Out", steps: [{ type: "step", page: "d", optional: false }] },
      { id: "none", title: "Nowhere", steps: [] },
    ],
  },
  { type: "step", page: "e", optional: false },
];

Deno.test("a choice that is open stops the way; what was put off comes last", () => {
  const none = () => false;
  /** @type {(...done: string[]) => (page: string) => boolean} */
  const only = (...done) => (page) => done.includes(page);
  const shown = /** @param {Item | null} item */ (item) =>
    item && (item.type === "step" ? item.page : item.id);
  assert.equal(shown(next(PATH, {}, none, none)), "a");
  assert.equal(shown(next(PATH, {}, only("a"), none)), "room");
  assert.equal(shown(next(PATH, { room: "home" }, only("a"), none)), "b");
  assert.equal(shown(next(PATH, { room: "home" }, only("a", "b"), none)), "e");
  assert.equal(shown(next(PATH, { room: "none" }, only("a"), none)), "e");
  assert.equal(shown(next(PATH, { room: "out" }, only("a"), only("d"))), "e");
  assert.equal(shown(next(PATH, { room: "out" }, only("a", "e"), only("d"))), "d");
  assert.equal(shown(next(PATH, { room: "gone since" }, only("a"), none)), "room");
});

Deno.test("a changed choice tells what it adds and drops", () => {
  assert.deepEqual(difference(PATH, {}, { room: "home" }), { added: ["b", "c"], dropped: [] });
  assert.deepEqual(difference(PATH, { room: "home" }, { room: "out" }), {
    added: ["d"],
    dropped: ["b", "c"],
  });
  assert.deepEqual(difference(PATH, { room: "out" }, { room: "out" }), { added: [], dropped: [] });
});

Deno.test("choices that are made are told as long as they are on the way", () => {
  for (const path of paths) {
    for (const chosen of answers(path.steps)) {
      const made = decisions(path.steps, { ...chosen, gone: "since" });
      assert.deepEqual(
        Object.fromEntries(made.map(({ choice, option }) => [choice.id, option.id])),
        chosen,
      );
    }
    assert.deepEqual(decisions(path.steps, {}), []);
  }
  assert.deepEqual(decisions(PATH, { room: "gone" }), []);
});

Deno.test("what is ready is not done, not put off, and has its needs met", () => {
  const has = /** @param {string} page */ (page) => page === "a";
  const isLater = /** @param {string} page */ (page) => page === "e";
  const met = /** @param {string} page */ (page) => page !== "b";
  const found = ready(PATH, { room: "home" }, has, isLater, met);
  assert.deepEqual(found.map(({ page }) => page), ["c"]);
});
