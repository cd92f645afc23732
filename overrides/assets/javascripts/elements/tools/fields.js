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
