import assert from "node:assert/strict";
import {
  hasOldIds,
  isCopyDue,
  isDone,
  mend,
  merge,
  nothing,
  rename,
} from "../../overrides/assets/javascripts/progress.js";
import { dice, randomProgress } from "./random.js";

const SINCE = "2026-11-24T10:00:00.000Z";
const EAR = {
  since: SINCE,
  level: 6,
  step: 1.5,
  right: 1,
  way: -1,
  turns: [3],
  days: { "2026-11-24": { asked: 5, right: 4, level: 6 } },
};

Deno.test("what is whole is taken as it is", () => {
  const roll = dice(1);
  for (let run = 0; run < 300; run++) {
    const progress = randomProgress(roll);
    const text = JSON.stringify(progress);
    assert.deepEqual(mend(JSON.parse(text)), { progress, whole: true });
  }
});

Deno.test("each damaged part is left out, and the rest is kept", () => {
  const whole = {
    ...nothing(),
    pages: { good: { state: "can", since: SINCE } },
    notes: { good: { text: "Hm.", since: SINCE } },
    choices: { p: { room: { option: "home", since: SINCE } } },
    ears: { band: EAR },
  };
  const bad = /** @type {[string, unknown][]} */ ([
    ["version", undefined],
    ["path", 7],
    ["pages", []],
    ["pages", { ...whole.pages, bad: { state: "did", since: SINCE } }],
    ["pages", { ...whole.pages, bad: { state: "can", since: "yesterday" } }],
    ["pages", { ...whole.pages, bad: null }],
    ["notes", { ...whole.notes, bad: { text: 5, since: SINCE } }],
    ["choices", { p: { ...whole.choices.p, bad: { option: "home" } } }],
    ["ears", []],
    ["ears", { band: EAR, pan: { ...EAR, way: 2 } }],
    ["ears", { band: EAR, pan: { ...EAR, level: "6" } }],
    ["ears", { band: EAR, pan: { ...EAR, turns: [0] } }],
    ["ears", { band: { ...EAR, days: { ...EAR.days, bad: { asked: 2, right: 3, level: 6 } } } }],
    ["settings", { times: "yes", hours: null }],
    ["settings", { times: false, hours: -1 }],
    ["settings", { times: false, hours: null, colours: "pink" }],
    ["saved", "never"],
    ["declined", undefined],
  ]);
  for (const [key, value] of bad) {
    const { progress, whole: isWhole } = mend({ ...whole, [key]: value });
    assert.equal(isWhole, false, `${key}: ${JSON.stringify(value)}`);
    if (!Array.isArray(value)) {
      assert.deepEqual(progress, whole, `${key}: ${JSON.stringify(value)}`);
    }
  }
  for (const value of [null, 5, "text", [], true]) {
    assert.deepEqual(mend(value), { progress: nothing(), whole: false });
  }
});

Deno.test("what an older version wrote is taken whole", () => {
  const roll = dice(4);
  for (let run = 0; run < 100; run++) {
    const progress = { ...randomProgress(roll), declined: null, ears: {} };
    progress.settings.colours = "auto";
    const old = JSON.parse(JSON.stringify({ ...progress, version: 1, declined: undefined }));
    delete old.settings.colours;
    delete old.ears;
    assert.deepEqual(mend(old), { progress, whole: true });
    const { ears: _, ...second } = progress;
    assert.deepEqual(mend({ ...second, version: 2 }), { progress, whole: true });
  }
  for (const version of [0, -1, 1.5, "1", "constructor", null, 4]) {
    assert.equal(mend({ ...nothing(), version }).whole, false, `${version}`);
  }
});

Deno.test("a copy is offered after five pages, and again after five more", () => {
  const progress = nothing();
  /** @param {number} hour */
  const at = (hour) => `2026-11-24T${`${hour}`.padStart(2, "0")}:00:00.000Z`;
  const due = [];
  for (let hour = 1; hour <= 12; hour++) {
    progress.pages[`page-${hour}`] = { state: hour === 3 ? "later" : "can", since: at(hour) };
    due.push(isCopyDue(progress));
    if (hour === 6) progress.declined = at(hour);
  }
  assert.deepEqual(due.flatMap((is, place) => (is ? [place + 1] : [])), [6, 11, 12]);
  assert.equal(isCopyDue({ ...progress, saved: at(12) }), false);
});

Deno.test("a key that would change what objects are is left out", () => {
  const text =
    `{"version":3,"path":null,"pages":{"__proto__":{"state":"can","since":"${SINCE}"}},` +
    `"notes":{},"choices":{},"ears":{},"settings":{"times":false,"hours":null,"colours":"auto"},` +
    `"saved":null,"declined":null}`;
  assert.deepEqual(mend(JSON.parse(text)), { progress: nothing(), whole: false });
});

Deno.test("to merge undoes nothing, loses no word, and is done once and for all", () => {
  const roll = dice(2);
  for (let run = 0; run < 2000; run++) {
    const [ours, theirs] = [randomProgress(roll), randomProgress(roll)];
    const before = JSON.stringify([ours, theirs]);
    const merged = merge(ours, theirs);
    assert.equal(JSON.stringify([ours, theirs]), before, "neither is changed");
    for (const one of [ours, theirs]) {
      for (const page of Object.keys(one.pages)) {
        assert.ok(merged.pages[page]);
        if (isDone(one, page)) assert.ok(isDone(merged, page), "nothing is un-ticked");
      }
      for (const [page, note] of Object.entries(one.notes)) {
        assert.ok(merged.notes[page].text.includes(note.text));
      }
      for (const path of Object.keys(one.choices)) assert.ok(merged.choices[path]);
      for (const [exercise, { days }] of Object.entries(one.ears)) {
        for (const [day, { asked }] of Object.entries(days)) {
          assert.ok(merged.ears[exercise].days[day].asked >= asked);
        }
      }
    }
    assert.deepEqual(merge(merged, theirs), merged, "a second time changes nothing");
    assert.deepEqual(merge(ours, ours), ours);
    assert.deepEqual(merge(nothing(), theirs), theirs);
    assert.deepEqual(mend(merged), { progress: merged, whole: true });
    const other = merge(theirs, ours);
    assert.deepEqual(other.pages, merged.pages, "the order does not matter for what is done");
  }
});

Deno.test("progress follows a page to its new id, and nothing done there is lost", () => {
  const progress = {
    ...nothing(),
    pages: {
      old: { state: /** @type {const} */ ("can"), since: SINCE },
      now: { state: /** @type {const} */ ("later"), since: SINCE },
      other: { state: /** @type {const} */ ("knew"), since: SINCE },
    },
    notes: { old: { text: "Mine.", since: SINCE } },
  };
  const renamed = rename(progress, { old: "now", unknown: "other" });
  assert.deepEqual(renamed.pages, {
    now: { state: "can", since: SINCE },
    other: { state: "knew", since: SINCE },
  });
  assert.deepEqual(renamed.notes, { now: { text: "Mine.", since: SINCE } });
  assert.deepEqual(rename(renamed, { old: "now" }), renamed);
});

Deno.test("choices follow a path to its new id", () => {
  const [home, studio] = ["home", "studio"].map((option) => ({ option, since: SINCE }));
  const progress = {
    ...nothing(),
    path: "old",
    choices: { old: { room: home, mix: home }, now: { room: studio } },
  };
  const aliases = { "paths/old": "paths/now" };
  assert.ok(hasOldIds(progress, aliases));
  const renamed = rename(progress, aliases);
  assert.deepEqual(renamed, {
    ...nothing(),
    path: "now",
    choices: { now: { room: studio, mix: home } },
  });
  assert.ok(!hasOldIds(renamed, aliases));
  assert.ok(!hasOldIds(progress, { "stages/old": "stages/now" }));
});
