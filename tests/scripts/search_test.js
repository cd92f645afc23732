import assert from "node:assert/strict";
import { pieces, places, Search } from "../../overrides/assets/javascripts/search.js";
import {
  alternatives,
  distance,
  isAmong,
  nearest,
  termOf,
} from "../../overrides/assets/javascripts/search-words.js";

/** @type {import("../../overrides/assets/javascripts/search-words.js").Term[]} */
const TERMS = [
  ["term-delay", "delay", "echo"],
  ["term-reverb", "reverb", "echo"],
  ["term-808", "808", "TR-808", "808 bass"],
  ["term-compressor", "compressor", "compression", "compressed", "squash"],
  ["term-r-b", "R&B"],
];

Deno.test("words are as far apart as their definition says", () => {
  const { distances } = JSON.parse(Deno.readTextFileSync(Deno.env.get("ORACLE") ?? ""));
  assert.ok(distances.length >= 400);
  for (const [one, other, apart] of distances) {
    assert.equal(distance(one, other), apart, `${one} ${other}`);
  }
});

Deno.test("a slip is the nearest word, the more frequent one of two", () => {
  const known = ["mixing", "master", "headroom", "faster", "kick"];
  for (
    const [word, meant] of /** @type {[string, string | null][]} */ ([
      ["headrom", "headroom"],
      ["haedroom", "headroom"],
      ["maste", "master"],
      ["xaster", "master"],
      ["kcik", "kick"],
      ["kixx", null],
      ["kik", null],
      ["hedrom", null],
      ["zzzzzzzz", null],
    ])
  ) {
    assert.equal(nearest(word, known), meant, word);
  }
});

Deno.test("a page has a word, whatever its ending", () => {
  const written = ["minute", "mix", "slow", "slice", "story", "headroom", "basic"];
  for (
    const word of [
      "minute",
      "minutes",
      "mixes",
      "mixed",
      "mixing",
      "slowly",
      "slowness",
      "sliced",
      "stories",
      "head",
    ]
  ) {
    assert.ok(isAmong(word, written), word);
  }
  for (const word of ["headrooms2", "headset", "bass", "mixer", "tory", "stor ies"]) {
    assert.ok(!isAmong(word, written), word);
  }
});

Deno.test("a term is found by all its forms", () => {
  for (
    const [query, term] of /** @type {[string, string | null][]} */ ([
      ["Echo", "term-delay"],
      ["reverbs", "term-reverb"],
      ["tr-808", "term-808"],
      ["808  Bass", "term-808"],
      ["r&b", "term-r-b"],
      ["the 808", null],
      ["", null],
    ])
  ) {
    assert.equal(termOf(query, TERMS), term, query);
  }
});

Deno.test("other words for the same, but no other ending of one", () => {
  assert.deepEqual(alternatives("long echo", TERMS), ["long delay", "long reverb"]);
  assert.deepEqual(alternatives("compression", TERMS), ["squash"]);
  assert.deepEqual(alternatives("808 bass", TERMS), [
    "tr-808 bass",
    "808 bass bass",
    "808",
    "tr-808",
  ]);
  assert.deepEqual(alternatives("echoing", TERMS), []);
});

Deno.test("an excerpt becomes plain text, and the places of a page its steps", () => {
  assert.deepEqual(pieces("a <mark>mix</mark> &lt;b&gt; &amp;lt; &#39;c&#39;"), [
    { text: "a ", isHit: false },
    { text: "mix", isHit: true },
    { text: " <b> &lt; 'c'", isHit: false },
  ]);
  assert.deepEqual(places("songwriter 6; band-in-a-room 16–18, optional"), [
    { path: "songwriter", step: "6" },
    { path: "band-in-a-room", step: "16–18, optional" },
  ]);
  assert.deepEqual(places(""), []);
});

/**
 * An engine that takes words as Pagefind does: all of them, as the beginnings of words; a word that
 * is nowhere by its first two letters.
 * @param {Record<string, string>} pages Texts by id.
 */
function engine(pages) {
  const asked = /** @type {[string | null, object][]} */ ([]);
  const hits = (/** @type {string[]} */ sought, isWhole = false) =>
    Object.entries(pages)
      .map(([id, text]) => ({ id, words: text.split(" ") }))
      .map(({ id, words }) => ({
        id,
        words,
        marked: words.filter((word) =>
          sought.some((it) => isWhole ? word === it : word.startsWith(it))
        ),
      }))
      .filter(({ words }) =>
        sought.every((it) => words.some((word) => isWhole ? word === it : word.startsWith(it)))
      )
      .map(({ id, words, marked }) => ({
        id,
        data: () =>
          Promise.resolve({
            url: `/${id}/`,
            content: words.join(" "),
            excerpt: words.map((it) => marked.includes(it) ? `<mark>${it}</mark>` : it).join(" "),
            meta: { title: id, kind: "stages", steps: "songwriter 6" },
            sub_results: [],
          }),
      }));
  return {
    asked,
    options: () => Promise.resolve(),
    init: () => Promise.resolve(),
    destroy: () => {
      asked.push(["destroy", {}]);
      return Promise.resolve();
    },
    /** @type {import("../../overrides/assets/javascripts/search.js").Engine["search"]} */
    search: (query, options) => {
      asked.push([query, options]);
      const words = (query ?? "").replaceAll('"', "").split(" ").filter(Boolean);
      if (query?.startsWith('"')) return Promise.resolve({ results: hits(words, true) });
      const found = hits(words);
      return Promise.resolve({
        results: found.length ? found : hits(words.map((word) => word.slice(0, 2))),
      });
    },
  };
}

const PAGES = { space: "a delay and a reverb", head: "head of the band", mix: "headroom in a mix" };
const ALL = { kind: "", path: "", genre: "" };
const words = { kinds: {}, paths: {}, terms: TERMS };
const more = () => Promise.resolve({ genres: {}, words: "headroom delay" });
const none = () => Promise.reject(new Error("it cannot be fetched"));

Deno.test("a slip is looked for as what it was meant to be, and said", async () => {
  const search = new Search(engine(PAGES), words, more);
  const found = await search.find("headrom mix", ALL);
  assert.deepEqual(
    [found.count, found.missing, found.instead],
    [1, ["headrom"], "headroom mix"],
  );
  const [result] = await found.results(0, 6);
  assert.deepEqual([result.title, result.url, result.kind, result.part], [
    "mix",
    "/mix/",
    "stages",
    "",
  ]);
});

Deno.test("the beginning of a word is no slip, and a word that is near to none finds nothing", async () => {
  const search = new Search(engine(PAGES), words, more);
  assert.deepEqual((await search.find("headr", ALL)).missing, []);
  const found = await search.find("heqqqqqqqq", ALL);
  assert.deepEqual([found.count, found.missing, found.instead], [0, ["heqqqqqqqq"], ""]);
});

Deno.test("few pages are joined by those that say it in other words", async () => {
  const search = new Search(engine({ ...PAGES, tape: "echo of the tape" }), words, more);
  const found = await search.find("echo", ALL);
  assert.deepEqual([found.count, found.also, found.term?.endsWith("glossary/#term-delay")], [
    2,
    ["delay"],
    true,
  ]);
});

Deno.test("words that are shown are looked for once, and need nothing more", async () => {
  const texts = Object.fromEntries(Array.from("abcdefgh", (id) => [id, "a mix in headroom"]));
  const made = engine(texts);
  const search = new Search(made, words, none);
  assert.equal((await search.find("headr mix", ALL)).count, 8);
  assert.deepEqual(made.asked.map(([query]) => query), ["headr mix"]);
  assert.deepEqual((await search.find("mixes", ALL)).missing, []);
  assert.deepEqual(made.asked.map(([query]) => query), ["headr mix", "mixes"]);
  assert.deepEqual((await search.find("headrom", ALL)).instead, "");
});

Deno.test("filters are handed on, and need no words", async () => {
  const made = engine(PAGES);
  const found = await new Search(made, words, more).find("", {
    ...ALL,
    path: "songwriter",
    genre: "dub",
  });
  assert.deepEqual(made.asked, [[null, {
    filters: { "path-songwriter": "1", "genre-dub": "1" },
  }]]);
  assert.equal(found.count, 3);
});

Deno.test("without a network, what is not found may be elsewhere, and is asked anew", async () => {
  const made = engine(PAGES);
  const search = new Search(made, words, more);
  const isNew = () => made.asked.some(([query]) => query === "destroy");
  assert.equal((await search.find("reverb", ALL)).isSure, true);
  assert.equal((await search.find("heqqqqqqqq", ALL)).isSure, false);
  assert.equal(isNew(), false);
  await search.find("reverb", ALL);
  assert.equal(isNew(), true);
});

Deno.test("an engine that has failed is begun anew", async () => {
  const made = engine(PAGES);
  const { search: asks } = made;
  const search = new Search(made, words, more);
  made.search = () => Promise.reject(new Error("no network"));
  await assert.rejects(search.find("reverb", ALL));
  made.search = asks;
  assert.equal((await search.find("reverb", ALL)).count, 1);
  assert.deepEqual(made.asked[0], ["destroy", {}]);
});
