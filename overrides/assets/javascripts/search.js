/**
 * From words to pages. The one module that knows the engine, Pagefind: its index is made by the
 * build, and nothing of it is fetched before a reader searches.
 */

import { address } from "./guide-data.js";
import { alternatives, isAmong, nearest, termOf, wordsOf } from "./search-words.js";

/**
 * @typedef {{kind: string, path: string, genre: string}} Filters By id; all where one is empty.
 * @typedef {{text: string, isHit: boolean}} Piece
 * @typedef {{path: string, step: string}} Place A path by its id, and which of its steps: '6',
 *   '16–18'.
 * @typedef {object} Result
 * @property {string} url
 * @property {string} title
 * @property {string} part The heading that the words stand under; empty for the page itself.
 * @property {string} kind By id; empty for pages beside the sections.
 * @property {Place[]} places
 * @property {Piece[]} excerpt
 * @typedef {object} Found
 * @property {number} count How many pages.
 * @property {string[]} also Other words for the same that found some of them.
 * @property {string[]} missing Words of the query that no page has.
 * @property {string | null} instead What was looked for instead of them; null if all of it was.
 * @property {boolean} isSure Whether all of the index could be asked, as far as one can know.
 * @property {string | null} term The address of the term in the glossary that was asked for.
 * @property {(from: number, to: number) => Promise<Result[]>} results
 * @typedef {object} Words What the build tells of the guide: `search.json`.
 * @property {Record<string, string>} kinds Titles by id.
 * @property {Record<string, string>} paths
 * @property {import("./search-words.js").Term[]} terms
 * @typedef {object} More What only some searches need: `search-more.json`.
 * @property {Record<string, string>} genres Titles by id.
 * @property {string} words The most frequent first.
 * @typedef {{id: string, data: () => Promise<Data>}} Hit
 * @typedef {{title: string, url: string, excerpt: string, locations: number[], anchor?: object}} Part
 * @typedef {{url: string, content: string, excerpt: string, meta: Record<string, string>,
 *   sub_results: Part[]}} Data `content` is the whole text of the page.
 * @typedef {{search: (words: string | null, options: object) => Promise<{results: Hit[]}>,
 *   options: (options: object) => Promise<void>, init: () => Promise<void>,
 *   destroy: () => Promise<void>}} Engine
 */

/** Pages that are shown at once. */
export const AT_ONCE = 6;
/** Where so many pages are found, other words for the same are not looked for. */
const ENOUGH = 8;
const MOST_ALTERNATIVES = 3;

/** What searches one site. Made by `open`. */
export class Search {
  #engine;
  /** Whether pieces of the index may be missing: the engine asks for none a second time, and takes
   * it for an empty one. */
  #isTorn = false;
  #fetchMore;
  /** @type {Promise<More> | undefined} */
  #more;

  /** @param {Engine} engine @param {Words} words @param {() => Promise<More>} fetchMore */
  constructor(engine, words, fetchMore) {
    this.#engine = engine;
    this.words = words;
    this.#fetchMore = fetchMore;
  }

  /** @returns {Promise<More>} Fetched once it is asked for; rejected where it cannot be. */
  more() {
    this.#more ??= this.#fetchMore();
    this.#more.catch(() => (this.#more = undefined)); // It may work the next time.
    return this.#more;
  }

  /**
   * @param {string} query May be empty, where there is a filter.
   * @param {Filters} filters
   * @returns {Promise<Found>} Rejected where a piece of what is needed cannot be fetched.
   */
  async find(query, filters) {
    if (this.#isTorn) {
      this.#isTorn = false;
      await this.#engine.destroy();
      await begin(this.#engine);
    }
    const found = await this.#whole(this.#find(query, filters));
    this.#isTorn ||= !found.isSure;
    return found;
  }

  /**
   * @template T
   * @param {Promise<T>} asked
   * @returns {Promise<T>} What the engine answers, and remember if it cannot.
   */
  async #whole(asked) {
    try {
      return await asked;
    } catch (error) {
      this.#isTorn = true;
      throw error;
    }
  }

  /** @param {string} query @param {Filters} filters @returns {Promise<Found>} */
  async #find(query, filters) {
    const { terms } = this.words;
    const filter = Object.fromEntries(
      Object.entries(filters).filter(([, id]) => id).map(([name, id]) => [`${name}-${id}`, "1"]),
    );
    const first = await this.#engine.search(query || null, { filters: filter });
    const missing = await shows(first, query) ? [] : await this.#missing(query);
    const sought = missing.length ? await this.#instead(query, missing) : query;
    const hits = new Map();
    const also = [];
    for (const words of [sought, ...alternatives(sought, terms).slice(0, MOST_ALTERNATIVES)]) {
      if (hits.size >= ENOUGH || (missing.length && !words)) break;
      const before = hits.size;
      const { results } = words === query
        ? first
        : await this.#engine.search(words || null, { filters: filter });
      for (const hit of results) if (!hits.has(hit.id)) hits.set(hit.id, hit);
      if (words !== sought && hits.size > before) also.push(words);
    }
    const all = /** @type {Hit[]} */ ([...hits.values()]);
    const term = termOf(sought, terms);
    return {
      count: all.length,
      also,
      missing,
      isSure: (all.length > 0 && missing.length === 0) || await isReached(),
      instead: missing.length ? sought : null,
      term: term && address(`glossary/#${term}`),
      results: async (from, to) =>
        (await this.#whole(Promise.all(all.slice(from, to).map((hit) => hit.data())))).map(result),
    };
  }

  /**
   * Words that no page has, not even as the beginning of one. The engine itself would take their
   * first letters for them, which finds "head" for "headset".
   * @param {string} query
   */
  async #missing(query) {
    const missing = [];
    for (const word of wordsOf(query)) {
      const whole = await this.#engine.search(`"${word}"`, {});
      if (whole.results.length) continue;
      if (!(await shows(await this.#engine.search(word, {}), word))) missing.push(word);
    }
    return missing;
  }

  /**
   * @param {string} query
   * @param {string[]} missing
   * @returns {Promise<string>} With the nearest known words in their places; those that are near to
   *   none are left out, and so are all where known words cannot be fetched.
   */
  async #instead(query, missing) {
    const known = await this.more().then(({ words }) => words.split(" "), () => []);
    return wordsOf(query)
      .map((word) => missing.includes(word) ? nearest(word, known) ?? "" : word)
      .filter(Boolean)
      .join(" ");
  }
}

/** @type {Promise<Search> | undefined} */
let opening;

/** @returns {Promise<Search>} Rejected where there is no index, or no network to fetch it. */
export function open() {
  opening ??= load();
  opening.catch(() => (opening = undefined)); // It may work the next time.
  return opening;
}

/** @returns {Promise<Search>} */
async function load() {
  const [engine, words] = await Promise.all([loadEngine(), loadData("search.json")]);
  return new Search(engine, words, () => loadData("search-more.json"));
}

/** @returns {Promise<Engine>} */
async function loadEngine() {
  /** @type {Engine} */
  const engine = await import(address("pagefind/pagefind.js"));
  await begin(engine);
  return engine;
}

/** @param {Engine} engine */
async function begin(engine) {
  // The index is kept as any other file is: its address does not change with every visit.
  await engine.options({ excerptLength: 24, metaCacheTag: "1" });
  await engine.init();
}

/** @returns {Promise<boolean>} Whether the site can be reached, whatever of it is kept here. */
function isReached() {
  return fetch(address("search.json"), { method: "HEAD", cache: "no-store" })
    .then(() => true, () => false);
}

/** @param {string} name @returns {Promise<any>} */
async function loadData(name) {
  const answer = await fetch(address(name));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/**
 * Whether pages that will be shown have all words of a query, in some form. Where they have, no word
 * needs to be looked for by itself. Mostly the first page has: it is fetched alone, so that it can
 * be shown before the others come.
 * @param {{results: Hit[]}} found
 * @param {string} query
 */
async function shows({ results }, query) {
  const words = new Set(wordsOf(query));
  for (const hits of [results.slice(0, 1), results.slice(1, AT_ONCE)]) {
    if (!words.size) break;
    const pages = await Promise.all(hits.map((hit) => hit.data()));
    const written = pages.flatMap(({ content }) => wordsOf(content));
    for (const word of words) {
      if (isAmong(word, written)) words.delete(word);
    }
  }
  return !words.size;
}

/** @param {Data} data @returns {Result} */
function result({ url, excerpt, meta, sub_results: parts }) {
  const best = parts.reduce(
    (best, part) => part.locations.length > (best?.locations.length ?? 0) ? part : best,
    /** @type {Part | null} */ (null),
  );
  return {
    url: best?.url ?? url,
    title: meta.title,
    part: best?.anchor ? best.title : "",
    kind: meta.kind ?? "",
    places: places(meta.steps ?? ""),
    excerpt: pieces(best?.excerpt ?? excerpt),
  };
}

/**
 * @param {string} steps 'songwriter 6; band 16–18, optional'
 * @returns {Place[]}
 */
export function places(steps) {
  return steps.split("; ").filter(Boolean).map((place) => {
    const end = place.indexOf(" ");
    return { path: place.slice(0, end), step: place.slice(end + 1) };
  });
}

/** @type {Record<string, string>} */
const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

/**
 * @param {string} excerpt HTML, in which what was found stands in `<mark>`.
 * @returns {Piece[]} Plain text.
 */
export function pieces(excerpt) {
  return excerpt.split(/<\/?mark>/).map((html, at) => ({
    text: html.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (sign) => SIGNS[sign]),
    isHit: at % 2 === 1,
  })).filter(({ text }) => text);
}
