import assert from "node:assert/strict";
import { fragment, fromFragment } from "../../overrides/assets/javascripts/tools/link.js";
import { wayOf } from "../../overrides/assets/javascripts/way.js";

Deno.test("a way is read from a link, and nothing else is", () => {
  assert.deepEqual(wayOf("#way=who-produces:hybrid,hand-over:producer-for-a-day"), {
    "who-produces": "hybrid",
    "hand-over": "producer-for-a-day",
  });
  for (
    const hash of ["", "#", "#route", "#way=", "#way=a", "#way=a:b:c", '#way=a"]:b', "#way=:b"]
  ) {
    assert.deepEqual(wayOf(hash), {}, hash);
  }
});

Deno.test("a state survives its link", () => {
  const state = { have: "song", note: "50 % & more", empty: "" };
  assert.deepEqual(fromFragment(fragment(state)), state);
  assert.equal(fragment({}), "");
  assert.deepEqual(fromFragment(""), {});
});

Deno.test("every way that the tool leads to is read as it was meant", () => {
  const tools = JSON.parse(Deno.readTextFileSync(Deno.env.get("TOOLS") ?? ""));
  let ways = 0;
  for (const outcome of tools["do-you-need-a-producer"].outcomes) {
    for (const { href, takes } of outcome.ways) {
      ways++;
      const hash = href.includes("#") ? href.slice(href.indexOf("#")) : "";
      assert.equal(Object.keys(wayOf(hash)).length, takes.length);
    }
  }
  assert.ok(ways >= 18);
});
