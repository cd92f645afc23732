/** What a reader chose on a page, kept in its address, so that it can be shared and comes back. */

/** @param {string} name @returns {string} The choice of this name; empty if there is none. */
export function choice(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}

/** @param {Iterable<[string, string]>} choices By name; an empty one leaves the address. */
export function keep(choices) {
  const kept = withChoices(location.href, choices);
  if (kept !== location.href) history.replaceState(history.state, "", kept);
}

/**
 * @param {string} address
 * @param {Iterable<[string, string]>} choices
 * @returns {string} The address with these choices, and all else that it had.
 */
export function withChoices(address, choices) {
  const url = new URL(address);
  for (const [name, value] of choices) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}
