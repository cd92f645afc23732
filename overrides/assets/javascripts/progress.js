/**
 * What a reader has done, as plain data: its schema, and what can be done with it. Knows neither
 * the page nor the storage. Pages are named by their ids, never by addresses; times are ISO 8601.
 */

export const VERSION = 1;

/**
 * @typedef {"can" | "knew" | "later"} State How a reader stands with a page. "can" and "knew"
 *   count as done, "later" does not.
 * @typedef {{state: State, since: string}} Mark
 * @typedef {{text: string, since: string}} Note
 * @typedef {{option: string, since: string}} Taken
 * @typedef {"auto" | "light" | "dark"} Colours "auto" follows the reader's device.
 * @typedef {{times: boolean, hours: number | null, colours: Colours}} Settings `hours` a week, for
 *   the time left.
 * @typedef {object} Progress
 * @property {number} version
 * @property {string | null} path The path that the reader follows.
 * @property {Record<string, Mark>} pages
 * @property {Record<string, Note>} notes
 * @property {Record<string, Record<string, Taken>>} choices By path, then by choice.
 * @property {Settings} settings
 * @property {string | null} saved When a copy was last taken along.
 */

/** @type {readonly State[]} */
export const STATES = ["can", "knew", "later"];

/** @type {readonly Colours[]} */
export const COLOURS = ["auto", "light", "dark"];

/** @returns {Progress} The progress of a reader who has done nothing yet. */
export function nothing() {
  return {
    version: VERSION,
    path: null,
    pages: {},
    notes: {},
    choices: {},
    settings: { times: false, hours: null, colours: "auto" },
    saved: null,
  };
}

/**
 * Take from any value what is sound progress.
 * @param {unknown} value
 * @returns {{progress: Progress, whole: boolean}} `whole` is false if anything had to be left out.
 */
export function mend(value) {
  const progress = nothing();
  let whole = isObject(value) && value.version === VERSION;
  const from = isObject(value) ? value : {};
  /** @type {<T>(kept: Record<string, T>, found: unknown, sound: (value: unknown) => T | null) => void} */
  const keep = (kept, found, sound) => {
    if (!isObject(found)) {
      whole = false;
      return;
    }
    for (const [key, entry] of Object.entries(found)) {
      const made = sound(entry);
      if (made === null || key === "__proto__") whole = false;
      else kept[key] = made;
    }
  };
  if (typeof from.path === "string") progress.path = from.path;
  else if (from.path !== null) whole = false;
  keep(
    progress.pages,
    from.pages,
    (entry) =>
      isObject(entry) && isState(entry.state) && isTime(entry.since)
        ? { state: entry.state, since: entry.since }
        : null,
  );
  keep(
    progress.notes,
    from.notes,
    (entry) =>
      isObject(entry) && typeof entry.text === "string" && isTime(entry.since)
        ? { text: entry.text, since: entry.since }
        : null,
  );
  keep(progress.choices, from.choices, (entry) => {
    /** @type {Record<string, Taken>} */
    const taken = {};
    keep(
      taken,
      entry,
      (choice) =>
        isObject(choice) && typeof choice.option === "string" && isTime(choice.since)
          ? { option: choice.option, since: choice.since }
          : null,
    );
    return taken;
  });
  const settings = isObject(from.settings) ? from.settings : {};
  if (typeof settings.times === "boolean") progress.settings.times = settings.times;
  else whole = false;
  if (isHours(settings.hours)) progress.settings.hours = settings.hours;
  else if (settings.hours !== null) whole = false;
  if (isColours(settings.colours)) progress.settings.colours = settings.colours;
  else if (settings.colours !== undefined) whole = false; // Copies from before there was a choice.
  if (isTime(from.saved)) progress.saved = from.saved;
  else if (from.saved !== null) whole = false;
  return { progress, whole };
}

/**
 * Whether a page counts as done: it is shared by all paths, so it counts on each of them.
 * @param {Progress} progress
 * @param {string} page
 */
export function isDone(progress, page) {
  const state = progress.pages[page]?.state;
  return state === "can" || state === "knew";
}

/**
 * @param {Progress} progress
 * @param {string} path
 * @returns {Record<string, string>} The options taken on a path, by choice.
 */
export function takenOn(progress, path) {
  const taken = Object.entries(progress.choices[path] ?? {});
  return Object.fromEntries(taken.map(([choice, { option }]) => [choice, option]));
}

/**
 * Bring two readers' progress together. Nothing that is done in either is undone, and no word of a
 * note is lost; where both have decided, the later decision counts.
 * @param {Progress} ours
 * @param {Progress} theirs
 * @returns {Progress}
 */
export function merge(ours, theirs) {
  const merged = structuredClone(ours);
  for (const [page, mark] of Object.entries(theirs.pages)) {
    merged.pages[page] = strongerMark(own(merged.pages, page), mark);
  }
  for (const [page, note] of Object.entries(theirs.notes)) {
    merged.notes[page] = bothNotes(own(merged.notes, page), note);
  }
  for (const [path, taken] of Object.entries(theirs.choices)) {
    const kept = own(merged.choices, path) ?? {};
    for (const [choice, option] of Object.entries(taken)) {
      const ours = own(kept, choice);
      if (!ours || ours.since < option.since) kept[choice] = { ...option };
    }
    merged.choices[path] = kept;
  }
  merged.path ??= theirs.path;
  merged.settings.hours ??= theirs.settings.hours;
  merged.settings.times ||= theirs.settings.times;
  if (merged.settings.colours === "auto") merged.settings.colours = theirs.settings.colours;
  if (theirs.saved !== null && (merged.saved ?? "") < theirs.saved) merged.saved = theirs.saved;
  return merged;
}

/**
 * Carry progress over to the ids that pages have now.
 * @param {Progress} progress
 * @param {Record<string, string>} aliases From ids that pages had to those that they have.
 * @returns {Progress}
 */
export function rename(progress, aliases) {
  const renamed = structuredClone(progress);
  for (const [old, now] of Object.entries(aliases)) {
    if (renamed.pages[old]) {
      renamed.pages[now] = strongerMark(renamed.pages[now], renamed.pages[old]);
      delete renamed.pages[old];
    }
    if (renamed.notes[old]) {
      renamed.notes[now] = bothNotes(renamed.notes[now], renamed.notes[old]);
      delete renamed.notes[old];
    }
  }
  return renamed;
}

/** @param {Progress} progress @returns {number} How many pages are done. */
export function countDone(progress) {
  return Object.keys(progress.pages).filter((page) => isDone(progress, page)).length;
}

/** @param {Progress} progress @returns {boolean} Whether there is anything to lose. */
export function isEmpty(progress) {
  return [progress.pages, progress.notes, progress.choices].every(
    (kept) => Object.keys(kept).length === 0,
  );
}

/**
 * Done beats later, and the earlier of two equal marks counts.
 * @param {Mark | undefined} one
 * @param {Mark} other
 * @returns {Mark}
 */
function strongerMark(one, other) {
  if (!one) return { ...other };
  const order = /** @param {Mark} mark */ ({ state, since }) => `${STATES.indexOf(state)} ${since}`;
  return order(one) <= order(other) ? { ...one } : { ...other };
}

/**
 * @param {Note | undefined} one
 * @param {Note} other
 * @returns {Note}
 */
function bothNotes(one, other) {
  if (!one || other.text.includes(one.text)) return { ...other };
  if (one.text.includes(other.text)) return { ...one };
  const [first, second] = one.since <= other.since ? [one, other] : [other, one];
  return { text: `${first.text}\n\n${second.text}`, since: second.since };
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @param {string} key
 * @returns {T | undefined} What stands in the record itself, whatever its key.
 */
function own(record, key) {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is State} */
function isState(value) {
  return STATES.some((state) => state === value);
}

/** @param {unknown} value @returns {value is Colours} */
function isColours(value) {
  return COLOURS.some((colours) => colours === value);
}

/** @param {unknown} value @returns {value is string} */
function isTime(value) {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

/** @param {unknown} value @returns {value is number} */
function isHours(value) {
  return typeof value === "number" && value > 0 && value <= 168;
}
