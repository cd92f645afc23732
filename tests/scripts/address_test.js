import assert from "node:assert/strict";
import { withChoices } from "../../overrides/assets/javascripts/address.js";

Deno.test("choices join an address, and all else in it stays", () => {
  const page = "https://example.org/guide/gear/";
  for (
    const [before, choices, after] of /** @type {[string, [string, string][], string][]} */ ([
      ["", [["room", "shared-flat"]], "?room=shared-flat"],
      ["#choosing", [["room", "shared-flat"]], "?room=shared-flat#choosing"],
      ["?room=a&from=mail", [["room", "b"], ["use", ""]], "?room=b&from=mail"],
      ["?room=a&use=rap#choosing", [["room", ""], ["use", ""]], "#choosing"],
      ["", [], ""],
    ])
  ) {
    assert.equal(withChoices(page + before, choices), page + after);
  }
});
