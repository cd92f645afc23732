/**
 * A tool's state in the fragment of a link, which browsers never send to a server. Only what says
 * nothing about a person belongs there.
 */

/**
 * @param {Record<string, string>} values
 * @returns {string} '#have=song&money=some', or '' for none.
 */
export function fragment(values) {
  const text = new URLSearchParams(values).toString();
  return text && `#${text}`;
}

/**
 * @param {string} hash As `location.hash` has it.
 * @returns {Record<string, string>}
 */
export function fromFragment(hash) {
  return Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
}
