/**
 * What a reader has done, as plain data: its schema, and what can be done with it. Knows neither
 * the page nor the storage. Pages are named by their ids, never by addresses; times are ISO 8601.
 */

export const VERSION = 3;

/**
 * @typedef {"can" | "knew" | "later"} State How a reader stands with a page. "can" and "knew"
 *   count as done, "later" does not.
 * @typedef {{state: State, since: string}} Mark
 * @typedef {{text: string, since: string}} Note
 * @typedef {{option: string, since: string}} Taken
 * @typedef {{asked: number, right: number, level: number}} Lesson What a day of an exercise came
 *   to; `level` is the last one, as in dsp/ear-training.js.
 * @typedef {{since: string, level: number, step: number, right: number, way: -1 | 0 | 1, turns: number[], days: Record<string, Lesson>}} Ear
 *   How far an exercise has come: a staircase as in dsp/ear-training.js, and lessons by day.
 * @typedef {"auto" | "light" | "dark"} Colours "auto" follows the reader's device.
 * @typedef {{times: boolean, hours: number | null, colours: Colours}} Settings `hours` a week, for
 *   the time left.
 * @typedef {object} Progress
 * @property {number} version
 * @property {string | null} path The path that the reader follows.
 * @property {Record<string, Mark>} pages
 * @property {Record<string, Note>} notes
 * @property {Record<string, Record<string, Taken>>} choices By path, then by choice.
 * @property {Record<string, Ear>} ears Results of ear training, by exercise.
 * @property {Settings} settings
 * @property {string | null} saved When a copy was last taken along.
 * @property {string | null} declined When the offer of a copy was last declined.
 */

/** A copy is offered when this many pages are done since the last one. */
const COPY_EVERY = 5;

/**
 * What makes of one version the next.
 * @type {Record<number, (old: Record<string, unknown>) => Record<string, unknown>>}
 */
const UPGRADES = {
  1: (old) => ({
    ...old,
    version: 2,
    declined: null,
    settings: { colours: "auto", ...(isObject(old.settings) ? old.settings : {}) },
  }),
  2: (old) => ({ ...old, version: 3, ears: {} }),
};

/** Lessons and turns that are kept of an exercise; older ones are let go of. */
export const KEPT = { days: 30, turns: 12 };

/** What the ids of the pages of paths begin with. */
const PATHS = "paths/";

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
    ears: {},
    settings: { times: false, hours: null, colours: "auto" },
    saved: null,
    declined: null,
  };
}

/**
 * Take from any value what is sound progress, of this version or an older one.
 * @param {unknown} value
 * @returns {{progress: Progress, whole: boolean}} `whole` is false if anything had to be left out.
 */
export function mend(value) {
  const progress = nothing();
  const from = upgraded(value);
  let whole = from.version === VERSION;
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
  keep(progress.ears, from.ears, (entry) => {
    if (!isEar(entry)) return null;
    const { since, level, step, right, way, turns } = entry;
    /** @type {Ear} */
    const ear = { since, level, step, right, way, turns, days: {} };
    keep(
      ear.days,
      entry.days,
      (lesson) =>
        isLesson(lesson) ? { asked: lesson.asked, right: lesson.right, level: lesson.level } : null,
    );
    return ear;
  });
  const settings = isObject(from.settings) ? from.settings : {};
  if (typeof settings.times === "boolean") progress.settings.times = settings.times;
  else whole = false;
  if (isHours(settings.hours)) progress.settings.hours = settings.hours;
  else if (settings.hours !== null) whole = false;
  if (isColours(settings.colours)) progress.settings.colours = settings.colours;
  else whole = false;
  if (isTime(from.saved)) progress.saved = from.saved;
  else if (from.saved !== null) whole = false;
  if (isTime(from.declined)) progress.declined = from.declined;
  else if (from.declined !== null) whole = false;
  return { progress, whole };
}

/** @param {unknown} value @returns {Record<string, unknown>} In this version, if it was an older one. */
function upgraded(value) {
  let from = isObject(value) ? value : {};
  while (typeof from.version === "number" && from.version in UPGRADES) {
    from = UPGRADES[from.version](from);
  }
  return from;
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
  for (const [exercise, ear] of Object.entries(theirs.ears)) {
    merged.ears[exercise] = bothEars(own(merged.ears, exercise), ear);
  }
  merged.path ??= theirs.path;
  merged.settings.hours ??= theirs.settings.hours;
  merged.settings.times ||= theirs.settings.times;
  if (merged.settings.colours === "auto") merged.settings.colours = theirs.settings.colours;
  merged.saved = later(merged.saved, theirs.saved);
  merged.declined = later(merged.declined, theirs.declined);
  return merged;
}

/**
 * @param {Progress} progress
 * @param {Record<string, string>} aliases From ids that pages had to those that they have.
 * @returns {boolean} Whether anything stands under an old id.
 */
export function hasOldIds({ pages, notes, path, choices }, aliases) {
  const paths = [path ?? "", ...Object.keys(choices)].map((id) => PATHS + id);
  return [...Object.keys(pages), ...Object.keys(notes), ...paths].some((id) =>
    Object.hasOwn(aliases, id)
  );
}

/**
 * Carry progress over to the ids that pages have now, and choices to those of paths.
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
    if (old.startsWith(PATHS) && now.startsWith(PATHS)) {
      renamePath(renamed, old.slice(PATHS.length), now.slice(PATHS.length));
    }
  }
  return renamed;
}

/** @param {Progress} progress @param {string} old @param {string} now */
function renamePath(progress, old, now) {
  if (progress.path === old) progress.path = now;
  if (!progress.choices[old]) return;
  progress.choices[now] = { ...progress.choices[old], ...progress.choices[now] };
  delete progress.choices[old];
}

/** @param {Progress} progress @returns {boolean} Whether it is time to offer a copy. */
export function isCopyDue({ pages, saved, declined }) {
  const last = later(saved, declined) ?? "";
  const marks = Object.values(pages);
  return marks.filter((mark) => mark.state !== "later" && mark.since > last).length >= COPY_EVERY;
}

/** @param {Progress} progress @returns {boolean} Whether there is anything to lose. */
export function isEmpty(progress) {
  return [progress.pages, progress.notes, progress.choices, progress.ears].every(
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
 * The later state goes on; of two lessons on one day the longer one counts, then the better one.
 * @param {Ear | undefined} one
 * @param {Ear} other
 * @returns {Ear}
 */
function bothEars(one, other) {
  if (!one) return structuredClone(other);
  const merged = structuredClone(one.since < other.since ? other : one);
  /** @param {Lesson} lesson */
  const rank = ({ asked, right, level }) => [asked, right, -level];
  for (const days of [one.days, other.days]) {
    for (const [day, lesson] of Object.entries(days)) {
      const kept = own(merged.days, day);
      const first = kept ? rank(kept) : [];
      const differs = rank(lesson).findIndex((value, n) => value !== first[n]);
      if (differs >= 0 && (!kept || rank(lesson)[differs] > first[differs])) {
        merged.days[day] = { ...lesson };
      }
    }
  }
  merged.days = recent(merged.days);
  return merged;
}

/** @param {Record<string, Lesson>} days @returns {Record<string, Lesson>} The last of them, in order. */
export function recent(days) {
  const entries = Object.entries(days).sort(([one], [other]) => one < other ? -1 : 1);
  return Object.fromEntries(entries.slice(-KEPT.days));
}

/** @param {string | null} one @param {string | null} other @returns {string | null} */
function later(one, other) {
  return (one ?? "") < (other ?? "") ? other : one;
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

/** @param {unknown} value @returns {value is Ear} Its days are still to be looked at. */
function isEar(value) {
  return isObject(value) && isTime(value.since) && isSize(value.level) && isSize(value.step) &&
    isCount(value.right) && [-1, 0, 1].some((way) => way === value.way) &&
    Array.isArray(value.turns) && value.turns.every(isSize);
}

/** @param {unknown} value @returns {value is Lesson} */
function isLesson(value) {
  return isObject(value) && isCount(value.asked) && isCount(value.right) &&
    value.right <= value.asked && isSize(value.level);
}

/** @param {unknown} value @returns {value is number} */
function isSize(value) {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

/** @param {unknown} value @returns {value is number} */
function isCount(value) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
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
