/** Ear training: tasks that follow what a listener can hear, and sets that are new each day. */

import { random, seed } from "./random.js";

/**
 * A staircase (H. Levitt, "Transformed Up-Down Methods in Psychoacoustics", JASA 49(2), 1971): a task
 * gets harder after some right answers in a row and easier after each wrong one. It settles where a
 * listener is right so often that both are as likely: with two in a row at 70.7 %, with three at 79.4 %.
 * @typedef {object} Rules
 * @property {number} start The first level: the larger, the easier.
 * @property {[least: number, most: number]} range Of levels.
 * @property {number} step By which the level first moves; halved at each turn.
 * @property {number} smallest Step.
 * @property {number} [down] Right answers in a row until it gets harder; 2.
 * @property {number} [turns] After so many it is over; 8.
 * @typedef {object} Staircase
 * @property {Rules} rules
 * @property {number} level What to ask next.
 * @property {number} step
 * @property {number} right In a row, so far.
 * @property {-1 | 0 | 1} way Of the last move: −1 harder, 1 easier, 0 none yet.
 * @property {number[]} turns Levels at which the way changed.
 */

/** @param {Rules} rules @returns {Staircase} */
export function staircase(rules) {
  return { rules, level: rules.start, step: rules.step, right: 0, way: 0, turns: [] };
}

/**
 * @param {Staircase} state
 * @param {boolean} right Whether the answer was.
 * @returns {Staircase} What comes after it; the old one stays as it is.
 */
export function answered(state, right) {
  const { rules, level, step, way, turns } = state;
  if (right && state.right + 1 < (rules.down ?? 2)) return { ...state, right: state.right + 1 };
  const now = right ? -1 : 1;
  const turned = way !== 0 && now !== way;
  const move = turned ? Math.max(rules.smallest, step / 2) : step;
  const [least, most] = rules.range;
  return {
    rules,
    level: Math.max(least, Math.min(most, level + now * move)),
    step: move,
    right: 0,
    way: now,
    turns: turned ? [...turns, level] : turns,
  };
}

/** @param {Staircase} state @returns {boolean} */
export function finished({ rules, turns }) {
  return turns.length >= (rules.turns ?? 8);
}

/**
 * What a listener hears reliably: the mean of the last turns, as many down as up. The first two are
 * left out, where the steps were still large.
 * @param {Staircase} state
 * @returns {number | null} A level; none after fewer than four turns.
 */
export function threshold({ turns }) {
  const used = turns.slice(2 + turns.length % 2);
  return used.length < 2 ? null : used.reduce((sum, level) => sum + level, 0) / used.length;
}

/**
 * The tasks of a day: the same for everybody and after each reload, and never the same twice in a row.
 * @template Task
 * @param {string} day As 2026-11-26.
 * @param {string} exercise Its id.
 * @param {Task[]} tasks To choose from.
 * @param {number} count
 * @returns {Task[]}
 */
export function dailySet(day, exercise, tasks, count) {
  const roll = random(seed(`${day} ${exercise}`));
  let last = -1;
  return Array.from({ length: count }, () => {
    const others = tasks.map((_, at) => at).filter((at) => at !== last || tasks.length === 1);
    last = others[Math.floor(roll() * others.length)];
    return tasks[last];
  });
}
