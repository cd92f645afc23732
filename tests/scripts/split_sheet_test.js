/** Split sheets, against tests/test_splits.py, which adds up and writes tables by other means. */

import assert from "node:assert/strict";
import {
  blank,
  even,
  fileName,
  MOST_PEOPLE,
  MOST_TEXT,
  nobody,
  plain,
  read,
  sound,
  split,
  table,
  weigh,
  written,
} from "../../overrides/assets/javascripts/tools/split-sheet.js";
import { dice } from "./random.js";

/** @typedef {import("../../overrides/assets/javascripts/tools/split-sheet.js").Sheet} Sheet */

/** @param {string} name */
const given = (name) => JSON.parse(Deno.readTextFileSync(Deno.env.get(name) ?? ""));
/** @type {{even: number[][], sheets: {sheet: Sheet, sums: Record<string, number>, closed: boolean, table: string}[]}} */
const cases = given("ORACLE").splits;
const examples = given("TOOLS")["split-sheet"].even;

/** @param {Partial<import("../../overrides/assets/javascripts/tools/split-sheet.js").Person>[]} people @returns {Sheet} */
const sheetOf = (...people) => ({
  ...blank(),
  title: "Song",
  people: people.map((person) => ({ ...nobody(), ...person })),
});

Deno.test("an even split is that of the oracle, and adds up for any number of people", () => {
  cases.even.forEach((shares, n) => assert.deepEqual(even(n + 1), shares));
  for (let people = 1; people <= 10_000; people += 7) {
    const shares = even(people);
    assert.equal(shares.reduce((sum, share) => sum + share, 0), 100_00);
    assert.ok(shares[0] - shares[people - 1] <= 1);
  }
});

Deno.test("an even split says how the last hundredths are given, as the examples do", () => {
  for (const { names, shares, worked } of examples) {
    const { sheet, told } = split(
      sheetOf(...names.map((/** @type {string} */ name) => ({ name }))),
      "song",
    );
    assert.deepEqual(sheet.people.map(({ song }) => song), shares);
    assert.ok(
      worked.startsWith(told.slice(0, 24)) && told.split(".").length >= 3,
      `${worked} / ${told}`,
    );
  }
  assert.equal(
    split(sheetOf({ name: "Ana" }, {}, {}), "recording").told,
    "3 × 33.33 = 99.99. The last 0.01 goes to Ana.",
  );
  assert.equal(
    split(sheetOf({}, {}, {}, {}, {}, {}, {}), "song").told,
    "7 × 14.28 = 99.96. The last 0.04 go to the first 4 in the list, 0.01 each.",
  );
});

Deno.test("whoever has a zero stays out of an even split", () => {
  const { sheet } = split(sheetOf({ song: "0" }, { song: "50" }, { song: "x" }), "song");
  assert.deepEqual(sheet.people.map(({ song }) => song), ["0", "50.00", "50.00"]);
  const none = sheetOf({ song: "0" }, { song: "0,00 %" });
  assert.deepEqual(split(none, "song"), {
    sheet: none,
    told: "Everybody has a 0 there: empty the fields of those who share.",
  });
});

Deno.test("sums, closing and the table are those of the oracle", () => {
  for (const { sheet, sums, closed, table: text } of cases.sheets) {
    const found = weigh(sheet);
    assert.deepEqual(found.sums, sums);
    assert.deepEqual(found.wrong, {});
    assert.equal(found.open.length === 0, closed, found.open.join());
    assert.equal(table(sheet), text);
  }
});

Deno.test("what is saved opens again as it was, share by share", () => {
  for (const { sheet } of cases.sheets) {
    const again = read(written(sheet));
    assert.deepEqual(again.wrong, []);
    assert.deepEqual(again.sheet, {
      ...sheet,
      people: sheet.people.map((person) => ({
        ...person,
        song: plain(person.song),
        recording: plain(person.recording),
      })),
    });
    assert.deepEqual(sound(sheet), sheet);
  }
});

Deno.test("a sheet closes only when nothing is open, and says what is", () => {
  const closed = sheetOf({ name: "Ana", song: "100", recording: "0" }, {
    name: "Ben",
    song: "",
    recording: "100,00 %",
  });
  assert.deepEqual(weigh(closed).open, []);
  assert.deepEqual(weigh({ ...closed, title: " " }).open, ["The song has no title."]);
  assert.deepEqual(weigh(blank()).open, [
    "The song has no title.",
    "2 people have no legal name.",
    "The song adds up to 0.00 %: 100.00 is missing.",
    "The recording adds up to 0.00 %: 100.00 is missing.",
  ]);
  const off = sheetOf({ name: "Ana", song: "33.33", recording: "50.01" }, {
    name: "Ben",
    song: "66,66",
    recording: "50",
  });
  assert.deepEqual(weigh(off).open, [
    "The song adds up to 99.99 %: 0.01 is missing.",
    "The recording adds up to 100.01 %: 0.01 is too much.",
  ]);
  const wrong = weigh(sheetOf({ name: "Ana", song: "half", recording: "-1" }));
  assert.deepEqual(wrong.wrong, {
    "song-1": "“half” is no number. Write it as 12 or 1.5.",
    "recording-1": "The least here is 0.",
  });
  assert.deepEqual(wrong.open, [
    "A share of the song cannot be read.",
    "A share of the recording cannot be read.",
  ]);
});

Deno.test("a file of a stranger is told what is wrong with it", () => {
  const good = JSON.parse(written(sheetOf({ name: "Ana", song: "100" })));
  const person = good.people[0];
  /** @type {[unknown, string[]][]} */
  const files = [
    [[], ["The file is no split sheet."]],
    [{ ...good, format: "other" }, ["The file is no split sheet."]],
    [{ ...good, version: 2 }, ["A newer version of this page wrote the file."]],
    [{ ...good, people: [] }, ["It names no people."]],
    [{ ...good, people: Array(17).fill(person) }, ["It names 17 people, and 16 are the most."]],
    [{ ...good, people: ["Ana"] }, ["In person 1, nothing can be read."]],
    [{ ...good, title: 3, extra: 1 }, [
      "In the sheet, “extra” belongs to no split sheet.",
      "In the sheet, “title” is no text.",
    ]],
    [{ ...good, people: [{ ...person, song: "1/2" }] }, [
      "In person 1, “song”: “1/2” is no number. Write it as 12 or 1.5.",
    ]],
    [{ ...good, people: [{ ...person, name: "A\u202eb" }] }, [
      "In person 1, “name” holds signs that cannot be seen.",
    ]],
    [{ ...good, people: [{ ...person, name: "A".repeat(201) }] }, [
      "In person 1, “name” is longer than 200 signs.",
    ]],
  ];
  for (const [file, wrong] of files) {
    assert.deepEqual(read(JSON.stringify(file)), { sheet: null, wrong });
  }
  assert.deepEqual(read("song,right\r\n").wrong, [
    "The file is no JSON. It is the JSON file that opens again, not the CSV.",
  ]);
  assert.deepEqual(read(" ".repeat(MOST_TEXT + 1)).wrong, [
    "The file is far too long for a split sheet.",
  ]);
  const proto = `{"format": "signal-path-split-sheet", "version": 1, "__proto__": {"title": "x"}}`;
  assert.equal(read(proto).sheet, null);
});

Deno.test("a damaged file opens whole or not at all, and nothing kept can break a sheet", () => {
  const roll = dice(17);
  const text = written(cases.sheets[0].sheet);
  for (let time = 0; time < 3_000; time++) {
    const at = roll(text.length);
    const damaged = text.slice(0, at) + String.fromCharCode(32 + roll(90)) +
      text.slice(at + roll(3));
    const { sheet, wrong } = read(damaged);
    assert.equal(sheet === null, wrong.length > 0);
    if (sheet) assert.deepEqual(sound(sheet), sheet);
  }
  for (const odd of [null, 3, "x", [], { people: 3 }, { people: [null, { name: 4 }] }]) {
    const sheet = sound(odd);
    assert.ok(sheet.people.length > 0);
    assert.doesNotMatch(JSON.stringify(weigh(sheet)), /NaN|null|undefined/);
  }
  assert.equal(sound({ people: Array(99).fill({}) }).people.length, MOST_PEOPLE);
});

Deno.test("files have names that any system takes", () => {
  assert.equal(
    fileName({ ...blank(), title: "Café / Ümlaut!" }, "csv"),
    "split-sheet-cafe-umlaut.csv",
  );
  assert.equal(fileName({ ...blank(), title: "歌" }, "json"), "split-sheet-untitled.json");
});
