/**
 * The paths and their pages as data: `paths.json`, made by the build, fetched once and only where a
 * route has to be computed.
 */

/**
 * @typedef {{id: string, url: string, title: string, least: number, most: number,
 *   teaches: string[], needs: string[], revised: {on: string, what: string}[]}} Page `least` and
 *   `most` are minutes for reading and practice.
 * @typedef {{id: string, url: string, title: string, assumes: string[],
 *   steps: import("./route.js").Item[]}} Path
 * @typedef {object} GuideData
 * @property {Map<string, Page>} pages Those on a path.
 * @property {Map<string, Path>} paths
 * @property {Record<string, string>} aliases From ids that pages had to those that they have.
 */

const ROOT = new URL("../../", import.meta.url);

/** @type {Promise<GuideData> | undefined} */
let loading;

/** @returns {Promise<GuideData>} */
export function guideData() {
  loading ??= load();
  loading.catch(() => (loading = undefined)); // It may work the next time.
  return loading;
}

/**
 * @param {string} url An address inside the site.
 * @returns {string} The whole address.
 */
export function address(url) {
  return new URL(url, ROOT).href;
}

/** @returns {Promise<GuideData>} */
async function load() {
  const answer = await fetch(new URL("paths.json", ROOT));
  if (!answer.ok) throw new Error(`paths.json: ${answer.status}`);
  const { pages, paths, aliases } = await answer.json();
  return {
    pages: new Map(pages.map(/** @param {Page} page */ (page) => [page.id, page])),
    paths: new Map(paths.map(/** @param {Path} path */ (path) => [path.id, path])),
    aliases,
  };
}
