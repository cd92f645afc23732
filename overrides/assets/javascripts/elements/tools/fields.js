/** Fields that partials/guide/tools/fields.html prints. */

/** @typedef {import("../../tools/numbers.js").Reading} Reading */

/**
 * Read a field, and say beside it what is wrong with what stands there.
 * @param {HTMLInputElement} input
 * @param {(text: string) => Reading} read Such as `readMoney`.
 * @returns {number | null} Null if it is no number.
 */
export function fieldValue(input, read) {
  const { value, wrong } = read(input.value);
  tellWrong(input, wrong ?? "");
  return value;
}

/**
 * Say beside a field what is wrong with what stands in it.
 * @param {HTMLInputElement} input
 * @param {string} wrong Empty if nothing is.
 */
export function tellWrong(input, wrong) {
  const told = document.getElementById(`${input.id}-wrong`);
  if (told && told.textContent !== wrong) told.textContent = wrong;
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/**
 * @param {Element} first Something with fields whose ids end in '-1'.
 * @param {number} n
 * @returns {HTMLElement} The same with empty fields whose ids end in n.
 */
export function numbered(first, n) {
  const holder = document.createElement("div");
  holder.innerHTML = first.outerHTML.replace(/-1(?=["-])/g, `-${n}`);
  return /** @type {HTMLElement} */ (holder.firstElementChild);
}
