/**
 * A reader's way through a path: which steps it has, what is left, what comes next. Counts in the
 * same way as hooks/guide/routes.py does for all routes; a test holds the two together.
 */

/**
 * @typedef {{type: "step", page: string, optional: boolean}} Step
 * @typedef {{id: string, title: string, steps: Item[]}} Option
 * @typedef {{type: "choice", id: string, question: string, options: Option[]}} Choice
 * @typedef {Step | Choice} Item
 * @typedef {Record<string, string>} Chosen Options by choice; a choice without one is open.
 * @typedef {[least: number, most: number]} Range
 * @typedef {(page: string) => boolean} Has Whether a page is done.
 */

/**
 * The items of a route: a choice that is made is replaced by the steps of its option, an open one
 * stays.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @returns {Item[]}
 */
export function route(items, chosen) {
  return items.flatMap((item) => {
    if (item.type === "step") return [item];
    const option = item.options.find(({ id }) => id === chosen[item.id]);
    return option ? route(option.steps, chosen) : [item];
  });
}

/**
 * The steps that a route has for certain.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @returns {Step[]}
 */
export function steps(items, chosen) {
  return route(items, chosen).filter((item) => item.type === "step");
}

/**
 * Every page on any route of a path.
 * @param {Item[]} items
 * @returns {Set<string>}
 */
export function pagesOf(items) {
  const all = items.flatMap((item) =>
    item.type === "step" ? [item.page] : item.options.flatMap(({ steps }) => [...pagesOf(steps)])
  );
  return new Set(all);
}

/**
 * The steps in the order in which they are printed, with the options that they lie on and their
 * numbers on the ways that are still open. Steps that may be left out are counted too.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @param {Range} [before] How many steps come before the items.
 * @param {string[]} [trail]
 * @returns {{page: string, on: string, number: Range}[]} `on` is 'choice:option …'. Steps of an
 *   option that was not taken have the numbers that they would have.
 */
export function numbered(items, chosen, before = [0, 0], trail = []) {
  return items.flatMap((item) => {
    const start = before;
    const more = stepCount([item], chosen);
    before = [start[0] + more[0], start[1] + more[1]];
    if (item.type === "step") return [{ page: item.page, on: trail.join(" "), number: before }];
    return item.options.flatMap((option) =>
      numbered(option.steps, chosen, start, [...trail, `${item.id}:${option.id}`])
    );
  });
}

/**
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @returns {Range} How many steps there are, those that may be left out too.
 */
export function stepCount(items, chosen) {
  return count(route(items, chosen), () => [1, 1]);
}

/**
 * How far a reader has come. Steps that may be left out count in `extra` alone.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @param {Has} has
 * @returns {{done: number, of: Range, percent: number, extra: number, open: number}} `of` is a
 *   range as long as choices are open; `percent` is whole, rounded down, and 100 only at the end.
 */
export function progress(items, chosen, has) {
  const walked = route(items, chosen);
  const of = count(walked, (step) => (step.optional ? [0, 0] : [1, 1]));
  const certain = walked.filter((item) => item.type === "step");
  const done = certain.filter((step) => !step.optional && has(step.page)).length;
  return {
    done,
    of,
    percent: of[1] === 0 ? 100 : Math.floor((100 * done) / of[1]),
    extra: certain.filter((step) => step.optional && has(step.page)).length,
    open: walked.length - certain.length,
  };
}

/**
 * Minutes that are left, over all ways that are still open. Steps that may be left out count in
 * the longer time only.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @param {Has} has
 * @param {(page: string) => Range} minutes
 * @returns {Range}
 */
export function minutesLeft(items, chosen, has, minutes) {
  return count(route(items, chosen), (step) => {
    if (has(step.page)) return [0, 0];
    const [least, most] = minutes(step.page);
    return [step.optional ? 0 : least, most];
  });
}

/**
 * What to go on with: the first step that is neither done nor put off, or the first open choice.
 * Steps that may be left out are passed over, and what was put off comes at the end.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @param {Has} has
 * @param {(page: string) => boolean} isLater
 * @returns {Item | null} Null at the end of the path.
 */
export function next(items, chosen, has, isLater) {
  const left = route(items, chosen).filter(
    (item) => item.type === "choice" || (!item.optional && !has(item.page)),
  );
  return left.find((item) => item.type === "choice" || !isLater(item.page)) ?? left[0] ?? null;
}

/**
 * Steps of a route that a reader can do at once: not done, not put off, all needs met.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @param {Has} has
 * @param {(page: string) => boolean} isLater
 * @param {(page: string) => boolean} isReady Whether all that a page needs is met.
 * @returns {Step[]}
 */
export function ready(items, chosen, has, isLater, isReady) {
  return steps(items, chosen).filter(
    ({ page }) => !has(page) && !isLater(page) && isReady(page),
  );
}

/**
 * The choices of a route that are made, in the order of the path.
 * @param {Item[]} items
 * @param {Chosen} chosen
 * @returns {{choice: Choice, option: Option}[]}
 */
export function decisions(items, chosen) {
  return items.flatMap((item) => {
    if (item.type === "step") return [];
    const option = item.options.find(({ id }) => id === chosen[item.id]);
    return option ? [{ choice: item, option }, ...decisions(option.steps, chosen)] : [];
  });
}

/**
 * What a changed choice adds to a route, and what it drops.
 * @param {Item[]} items
 * @param {Chosen} before
 * @param {Chosen} after
 * @returns {{added: string[], dropped: string[]}} Pages, in the order of the path.
 */
export function difference(items, before, after) {
  const old = steps(items, before).map(({ page }) => page);
  const now = steps(items, after).map(({ page }) => page);
  return {
    added: now.filter((page) => !old.includes(page)),
    dropped: old.filter((page) => !now.includes(page)),
  };
}

/**
 * @param {Item[]} items
 * @param {(step: Step) => Range} ofStep
 * @returns {Range}
 */
function count(items, ofStep) {
  /** @type {Range} */
  const total = [0, 0];
  for (const item of items) {
    const [least, most] = item.type === "step" ? ofStep(item) : ways(item, ofStep);
    total[0] += least;
    total[1] += most;
  }
  return total;
}

/**
 * @param {Choice} choice
 * @param {(step: Step) => Range} ofStep
 * @returns {Range}
 */
function ways(choice, ofStep) {
  const counted = choice.options.map((option) => count(option.steps, ofStep));
  return [
    Math.min(...counted.map(([least]) => least)),
    Math.max(...counted.map(([, most]) => most)),
  ];
}
