/**
 * What a reader's answers speak for. The rules are docs/tools/do-you-need-a-producer.yml, and
 * hooks/guide/tool_producer.py says what they mean: an outcome has the sum of the points that the
 * answers move it by, what an answer rules out is out, and equal sums are equal.
 */

/**
 * @typedef {{to: string, points: number, because: string}} Move
 * @typedef {{id: string, says: string, with: string | null, moves: Move[],
 *   rules_out: {outcomes: string[], because: string} | null, path: string | null}} Answer
 * @typedef {{id: string, ask: string, answers: Answer[]}} Question
 * @typedef {{path: string, for: string, title: string, href: string, takes: string[]}} Way
 * @typedef {{id: string, title: string, ways: Way[]}} Outcome
 * @typedef {{questions: Question[], outcomes: Outcome[]}} Rules
 * @typedef {Record<string, string>} Answers Answers by question, by their ids.
 * @typedef {{answer: Answer, points: number, because: string}} Reason
 * @typedef {object} Standing
 * @property {Outcome} outcome
 * @property {number} points The sum of those of the reasons.
 * @property {number} rank From 1; outcomes with equal points share one. 0 for what is ruled out.
 * @property {Reason[]} reasons The strongest first, then in the order of the questions.
 * @property {string[]} out Why it is ruled out; none if it is not.
 */

/**
 * @param {Rules} rules
 * @param {Record<string, unknown>} given Anything.
 * @returns {Answers} What of it answers a question, in the order of the questions.
 */
export function sound(rules, given) {
  const found = rules.questions.flatMap(({ id, answers }) =>
    answers.filter((answer) => answer.id === given[id]).map((answer) => [id, answer.id])
  );
  return Object.fromEntries(found);
}

/**
 * @param {Rules} rules
 * @param {Answers} answers
 * @returns {Standing[]} All outcomes: by rank, then in the order of the rules, then what is out.
 */
export function weigh(rules, answers) {
  const taken = rules.questions.flatMap((question) =>
    question.answers.filter(({ id }) => id === answers[question.id])
  );
  const standings = rules.outcomes.map((outcome) => standing(outcome, taken));
  const ranked = standings.filter(({ out }) => out.length === 0);
  for (const one of ranked) {
    one.rank = 1 + ranked.filter(({ points }) => points > one.points).length;
  }
  const place = /** @param {Standing} one */ ({ rank }) => rank || Infinity;
  return standings.sort((one, other) =>
    place(one) === place(other) ? 0 : place(one) - place(other)
  );
}

/** @param {Outcome} outcome @param {Answer[]} taken @returns {Standing} */
function standing(outcome, taken) {
  const reasons = taken.flatMap((answer) =>
    answer.moves.filter(({ to }) => to === outcome.id).map(({ points, because }) => ({
      answer,
      points,
      because,
    }))
  );
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  reasons.sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
  const out = taken.flatMap(({ rules_out }) =>
    rules_out?.outcomes.includes(outcome.id) ? [rules_out.because] : []
  );
  return { outcome, points, rank: 0, reasons, out };
}

/**
 * @param {Standing[]} standings
 * @returns {Standing[]} Those that come first: several, if they are equal.
 */
export function first(standings) {
  return standings.filter(({ rank }) => rank === 1);
}

/**
 * What would put another outcome first, if one answer were another one.
 * @param {Rules} rules
 * @param {Answers} answers
 * @returns {{outcomes: Outcome[], withs: string[]}[]} By what then comes first; the changes in the
 *   order of the questions.
 */
export function changes(rules, answers) {
  const now = first(weigh(rules, answers)).map(({ outcome }) => outcome.id);
  /** @type {Map<string, {outcomes: Outcome[], withs: string[]}>} */
  const found = new Map();
  for (const question of rules.questions.filter(({ id }) => answers[id])) {
    for (const answer of question.answers) {
      if (answer.id === answers[question.id] || answer.with === null) continue;
      const then = first(weigh(rules, { ...answers, [question.id]: answer.id }));
      if (then.some(({ outcome }) => now.includes(outcome.id))) continue;
      const key = then.map(({ outcome }) => outcome.id).join();
      const known = found.get(key) ?? { outcomes: then.map(({ outcome }) => outcome), withs: [] };
      known.withs.push(answer.with);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/**
 * @param {Rules} rules
 * @param {Answers} answers
 * @param {Outcome} outcome
 * @returns {Way[]} The paths to go on with; the first that an answer asks for stands first.
 */
export function ways(rules, answers, outcome) {
  const asked = rules.questions.flatMap(({ id, answers: all }) =>
    all.filter((answer) => answer.id === answers[id] && answer.path).map(({ path }) => path)
  );
  const wanted = asked.find((path) => outcome.ways.some((way) => way.path === path));
  return outcome.ways.toSorted((one, other) =>
    Number(other.path === wanted) - Number(one.path === wanted)
  );
}
