import { isDone, takenOn } from "../progress.js";
import { minutesLeft, next, progress as progressOn, steps } from "../route.js";
import { store } from "../store.js";
import { address } from "../guide-data.js";
import { counted, span } from "../words.js";

/** @typedef {import("../guide-data.js").Path} Path */
/** @typedef {import("../guide-data.js").GuideData} GuideData */
/** @typedef {Pick<Path, "id" | "steps">} Way What there is to go through, and whose choices count. */
/** @typedef {{title: string, href: string, isChoice: boolean, page: string}} Onward */

/** @param {string} page */
export const has = (page) => isDone(store.progress, page);

/** @param {string} page */
export const isLater = (page) => store.progress.pages[page]?.state === "later";

/** @param {Way} path @returns {import("../route.js").Chosen} */
export const chosenOn = (path) => takenOn(store.progress, path.id);

/**
 * @param {Way} path
 * @returns {{percent: number, said: string}} How far the reader has come, as a number and in words.
 */
export function howFar(path) {
  const { done, of, percent, extra, open } = progressOn(path.steps, chosenOn(path), has);
  const all = percent === 100 && open === 0;
  const said = [
    all ? `All ${span(of)} required steps done` : `${done} of ${span(of)} required steps done`,
    extra ? `${counted(extra, "optional one", "optional ones")} too` : "",
    open ? `${counted(open, "choice")} still open` : "",
  ];
  return { percent, said: said.filter(Boolean).join(", ") };
}

/**
 * @param {GuideData["pages"]} pages
 * @param {Path} path
 * @returns {import("../route.js").Range} Minutes of reading and doing that are left.
 */
export function timeLeft(pages, path) {
  return minutesLeft(path.steps, chosenOn(path), has, (page) => {
    const { least = 0, most = 0 } = pages.get(page) ?? {};
    return [least, most];
  });
}

/**
 * @param {GuideData} data
 * @param {Path} path
 * @returns {Onward | null} What to go on with, or null at the end.
 */
export function goOn(data, path) {
  const item = next(path.steps, chosenOn(path), has, isLater);
  if (!item) return null;
  if (item.type === "choice") {
    const href = address(`${path.url}#choice-${item.id}`);
    return { title: item.question, href, isChoice: true, page: "" };
  }
  const page = data.pages.get(item.page);
  const href = address(page?.url ?? "");
  return { title: page?.title ?? item.page, href, isChoice: false, page: item.page };
}

/**
 * @param {Onward} onward
 * @param {Way} path
 * @returns {string} What stands on the button that leads there.
 */
export function onwardWords({ title, isChoice }, path) {
  if (isChoice) return `Choose: ${title}`;
  const chosen = Object.keys(chosenOn(path)).length > 0;
  return chosen || steps(path.steps, {}).some(({ page }) => has(page))
    ? `Go on with ${title}`
    : `Begin with ${title}`;
}
