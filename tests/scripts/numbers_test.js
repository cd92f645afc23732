import assert from "node:assert/strict";
import {
  readMoney,
  readNumber,
  readWhole,
  written,
  writtenMoney,
} from "../../overrides/assets/javascripts/tools/numbers.js";
import { dice } from "./random.js";

/** @type {[string, number][]} */
const NUMBERS = [
  ["1,5", 1.5],
  ["1.5", 1.5],
  [" 12 ", 12],
  ["0,125", 0.125],
  ["0.125", 0.125],
  [",5", 0.5],
  ["5.", 5],
  ["-3", -3],
  ["−3,25", -3.25],
  ["1 000", 1000],
  ["1\u00a0000", 1000],
  ["1\u202f234,5", 1234.5],
  ["1'000.50", 1000.5],
  ["1.234,50", 1234.5],
  ["1,234.50", 1234.5],
  ["1,234,567", 1234567],
  ["1.234.567,8", 1234567.8],
  ["1234,567", 1234.567],
  ["50 %", 50],
  ["33,34%", 33.34],
];

Deno.test("numbers are read as they were meant", () => {
  for (const [text, value] of NUMBERS) assert.deepEqual(readNumber(text), { value, wrong: null });
});

/** @type {[string, string][]} */
const WRONG = [
  ["", "A number is missing here."],
  ["  ", "A number is missing here."],
  ["two", "“two” is no number. Write it as 12 or 1.5."],
  ["1,500", "“1,500” can mean two numbers: write 1500 or 1.5000."],
  ["-1.500", "“-1.500” can mean two numbers: write -1500 or -1.5000."],
  ["1.2.3", "“1.2.3” is no number. Write it as 12 or 1.5."],
  ["1,2.3,4", "“1,2.3,4” is no number. Write it as 12 or 1.5."],
  ["NaN", "“NaN” is no number. Write it as 12 or 1.5."],
  ["Infinity", "“Infinity” is no number. Write it as 12 or 1.5."],
  ["1e3", "“1e3” is no number. Write it as 12 or 1.5."],
  ["0x10", "“0x10” is no number. Write it as 12 or 1.5."],
  [".", "“.” is no number. Write it as 12 or 1.5."],
  ["1 2", "“1 2” is no number. Write it as 12 or 1.5."],
  [
    "a very long text without sense",
    "“a very long text wit…” is no number. Write it as 12 or 1.5.",
  ],
];

Deno.test("what is no number is told", () => {
  for (const [text, wrong] of WRONG) {
    assert.deepEqual(readNumber(text), { value: null, wrong });
  }
});

Deno.test("bounds are told", () => {
  const bounds = { least: 0, most: 1000 };
  assert.equal(readNumber("-0,1", bounds).wrong, "The least here is 0.");
  assert.equal(readNumber("1000,1", bounds).wrong, "The most here is 1,000.");
  assert.equal(readNumber("0", bounds).value, 0);
  assert.equal(readNumber("1000", bounds).value, 1000);
  assert.equal(readWhole("2,5").wrong, "Only a whole number fits here.");
  assert.equal(readWhole("2,0").value, 2);
});

Deno.test("money is whole cents", () => {
  for (const text of ["19,99", "19.99", "$19.99", "€ 19,99", "19,99 €"]) {
    assert.equal(readMoney(text).value, 1999);
  }
  assert.equal(readMoney("0.07").value, 7);
  assert.equal(readMoney("1.005").wrong, "“1.005” can mean two numbers: write 1005 or 1.0050.");
  assert.equal(readMoney("0.005").wrong, "Money has two places behind the point at most.");
  assert.equal(readMoney("-1").wrong, "The least here is 0.");
  assert.equal(readMoney("5", { most: 499 }).wrong, "The most here is 4.99.");
  assert.equal(readMoney("some").wrong, "“some” is no number. Write it as 12 or 1.5.");
});

Deno.test("what is written is read again, cent by cent", () => {
  const roll = dice(7);
  for (let time = 0; time < 4_000; time++) {
    const cents = roll(10 ** (1 + roll(9)));
    for (const currency of /** @type {const} */ ([undefined, "USD", "GBP", "EUR"])) {
      const text = writtenMoney(cents, currency);
      const read = readMoney(text);
      // '1,234' stands for itself where it is written, and is asked about where it is typed.
      if (/^[$£€]?\d{1,3},\d{3}$/.test(text)) assert.match(read.wrong ?? "", /two numbers/);
      else assert.deepEqual(read, { value: cents, wrong: null }, text);
    }
  }
});

Deno.test("both marks mean the same, and nothing is ever NaN", () => {
  const roll = dice(11);
  const signs = "0123456789.,-−+e %'’ €x";
  for (let time = 0; time < 50_000; time++) {
    const text = Array.from({ length: 1 + roll(8) }, () => signs[roll(signs.length)]).join("");
    for (const read of [readNumber(text), readWhole(text), readMoney(text)]) {
      if (read.wrong === null) assert.ok(Number.isFinite(read.value), text);
      else assert.ok(read.wrong.endsWith("."), text);
    }
    const swapped = text.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));
    assert.equal(readNumber(text).value, readNumber(swapped).value, text);
  }
});

Deno.test("numbers are written for readers", () => {
  assert.equal(written(1234.5), "1,234.5");
  assert.equal(written(1 / 3, 3), "0.333");
  assert.equal(written(-0), "0");
  assert.equal(writtenMoney(123456), "1,234.56");
  assert.equal(writtenMoney(120, "GBP"), "£1.20");
  assert.equal(writtenMoney(50000, "USD"), "$500");
  assert.equal(writtenMoney(-50, "EUR"), "−€0.50");
});
