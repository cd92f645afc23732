/** Words that readers search by: other words for the same, and what a slip was meant to be. */

/** @typedef {[anchor: string, ...forms: string[]]} Term Its id in the glossary, and all its forms. */

/** How many letters two forms begin with that are likely one word in two endings. */
const STEM = 5;

/** English endings, and what stands in their place in the bare word. */
const ENDINGS = [
  ["s", ""],
  ["es", ""],
  ["ies", "y"],
  ["ed", ""],
  ["ed", "e"],
  ["ing", ""],
  ["ing", "e"],
  ["ly", ""],
  ["ness", ""],
];

/**
 * @param {string} text
 * @returns {string[]} Its words, in small letters.
 */
export function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’&/.:-][\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * @param {string} word
 * @param {string[]} written In small letters.
 * @returns {boolean} Whether the word is among these, or begins one of them, or ends otherwise than
 *   one of them: the index takes "minutes" and "minute", "mixing" and "mix" for the same.
 */
export function isAmong(word, written) {
  const bare = ENDINGS.filter(([end]) => word.endsWith(end))
    .map(([end, other]) => word.slice(0, -end.length) + other);
  return written.some((it) => it.startsWith(word) || bare.includes(it));
}

/**
 * @param {string} query
 * @param {Term[]} terms
 * @returns {string | null} The id of the term that the query is a form of, in the plural too.
 */
export function termOf(query, terms) {
  const sought = wordsOf(query).join(" ");
  if (!sought) return null;
  const meant = terms.find(([, ...forms]) =>
    forms.some((form) => {
      const written = wordsOf(form).join(" ");
      return written === sought || `${written}s` === sought;
    })
  );
  return meant?.[0] ?? null;
}

/**
 * The same query by other words, as the glossary has them: "echo" for "delay". Endings of one word
 * are left out, since the index knows them.
 * @param {string} query
 * @param {Term[]} terms
 * @returns {string[]}
 */
export function alternatives(query, terms) {
  const sought = ` ${wordsOf(query).join(" ")} `;
  const found = new Set();
  for (const [, ...forms] of terms) {
    const words = forms.map((form) => wordsOf(form).join(" "));
    for (const written of words.filter((form) => form && sought.includes(` ${form} `))) {
      for (const other of words) {
        if (other && other.slice(0, STEM) !== written.slice(0, STEM)) {
          found.add(sought.replace(` ${written} `, ` ${other} `).trim());
        }
      }
    }
  }
  return [...found];
}

/**
 * @param {string} word
 * @param {string[]} known The most frequent first: the first of those that are equally near counts.
 * @returns {string | null} None where every word is further away than a slip: one letter in a short
 *   word, two in a longer one.
 */
export function nearest(word, known) {
  let most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let best = null;
  for (const other of known) {
    if (most === 0) break;
    if (Math.abs(other.length - word.length) > most) continue;
    const apart = distance(word, other);
    if (apart > most) continue;
    best = other;
    most = apart - 1;
  }
  return best;
}

/**
 * How many letters have to be put in, left out, changed or swapped with the next one, none of them
 * twice (optimal string alignment).
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, changed);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[other.length];
}
