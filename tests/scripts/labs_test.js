/** Controls of labs against hooks/guide/lab_data.py, which says the same values on paper. */

import assert from "node:assert/strict";
import {
  position,
  said,
  sound,
  valueAt,
} from "../../overrides/assets/javascripts/elements/labs/controls.js";

/** @typedef {import("../../overrides/assets/javascripts/elements/labs/controls.js").Slider} Slider */

/** @type {{slider: Slider, value: number, said: string, position: number}[]} */
const cases = JSON.parse(Deno.readTextFileSync(Deno.env.get("ORACLE") ?? "")).labs;

Deno.test("values are said and sliders stand as in print", () => {
  assert.ok(cases.length > 1000);
  for (const one of cases) {
    assert.equal(said(one.slider, one.value), one.said);
    assert.equal(position(one.slider, one.value), one.position);
  }
});

Deno.test("a slider that is moved and moved back says what it said", () => {
  for (const { slider } of cases) {
    for (const value of [slider.least, slider.most]) {
      const back = valueAt(slider, position(slider, value));
      assert.ok(Math.abs(back - value) <= 0.005 * Math.abs(value), `${back} for ${value}`);
    }
  }
});

Deno.test("what a link brings is a value of the control, or nothing", () => {
  const [{ slider }] = cases;
  for (
    const wrong of ["", " ", "loud", "1e999", "NaN", undefined, null, {}, `${slider.most + 1}`]
  ) {
    assert.equal(sound(slider, wrong), null, `${wrong}`);
  }
  assert.equal(sound(slider, `${slider.most}`), slider.most);
  const choice = {
    id: "slope",
    label: "Slope",
    options: [{ id: "off", label: "Off" }, { id: "12", label: "12 dB an octave" }],
    starts: "off",
  };
  assert.equal(sound(choice, "12"), "12");
  assert.equal(sound(choice, "13"), null);
});
