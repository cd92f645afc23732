import assert from "node:assert/strict";
import { day, figure } from "../../overrides/assets/javascripts/words.js";
import { dice } from "./random.js";

Deno.test("numbers and dates are written as the browser would write them", () => {
  const roll = dice(7);
  for (let turn = 0; turn < 20_000; turn++) {
    const most = roll(7);
    const size = 10 ** roll(15 - most);
    const value = (roll(2) ? 1 : -1) * (roll(3) ? roll(1e9) / 1e9 : roll(1000) / 1000) * size || 0;
    const least = roll(most + 1);
    const format = { minimumFractionDigits: least, maximumFractionDigits: most };
    const told = `${value} ${least} ${most}`;
    assert.equal(figure(value, most, least), value.toLocaleString("en-GB", format), told);
  }
  const large = 1_234_567_890_123_456_789_012n;
  assert.equal(figure(large), large.toLocaleString("en-GB"));
  for (let turn = 0; turn < 2_000; turn++) {
    const time = new Date(roll(2e9) * 1000);
    const format = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
    assert.equal(day(time.toISOString()), time.toLocaleDateString("en-GB", format));
  }
});
