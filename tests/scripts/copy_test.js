import assert from "node:assert/strict";
import { packed, read, unpacked, written } from "../../overrides/assets/javascripts/copy.js";
import { nothing } from "../../overrides/assets/javascripts/progress.js";
import { dice, randomProgress } from "./random.js";

Deno.test("a file and a link bring back all that they were made from", async () => {
  const roll = dice(3);
  for (let run = 0; run < 100; run++) {
    const aside = roll(2) ? ["{broken", "ünïcode ✓"] : [];
    const copy = { progress: randomProgress(roll), aside };
    assert.deepEqual(read(written(copy)), copy);
    const link = await packed(copy);
    assert.match(link, /^[\w-]+$/);
    assert.deepEqual(await unpacked(link), copy);
  }
});

Deno.test("what is no copy is told from one", async () => {
  for (const text of ["", "{}", "[]", "null", "{", '{"signal-path": {}}', '{"version": 1}']) {
    assert.equal(read(text), null, text);
  }
  for (const text of ["", "a", "////", "eJw", "%%%", "AAAA"]) {
    assert.equal(await unpacked(text), null, text);
  }
});

Deno.test("a damaged copy gives what is sound in it, and is kept whole beside it", () => {
  const progress = { ...nothing(), pages: { a: { state: "did", since: "2026-11-24" } } };
  const text = JSON.stringify({ "signal-path": progress, "set-aside": [] });
  assert.deepEqual(read(text), { progress: nothing(), aside: [text] });
});
