/**
 * A way through a path, in the fragment of a link: '#way=who-produces:hybrid,hand-over:for-a-day'.
 * hooks/guide/tool_views.py writes such links.
 */

/**
 * @param {string} hash As `location.hash` has it.
 * @returns {import("./route.js").Chosen} Options by choice; whether a path has them is not known here.
 */
export function wayOf(hash) {
  const way = hash.match(/^#way=([a-z0-9:,-]+)$/)?.[1] ?? "";
  const made = way.split(",").map((part) => part.split(":"));
  return Object.fromEntries(made.filter((pair) => pair.length === 2 && pair.every(Boolean)));
}
