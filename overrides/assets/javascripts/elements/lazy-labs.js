/**
 * Loads the script of a lab when it comes near the screen, when somebody uses it, or when the address
 * may hold its settings. Until then it is as the build has printed it; what is done to it meanwhile is
 * done again as soon as it can answer.
 */

/** How far off it begins to load: a screen above, a screen below. */
const NEAR = "100% 0px";
const USES = ["click", "input", "change", "keydown", "keyup"];
/** Keys that browsers make a click of, or move on by. */
const BY_ITSELF = ["Enter", " ", "Tab"];

/** Wait for each that the page has. */
export function loadLabsWhenNeeded() {
  for (const lab of document.querySelectorAll(".lab")) {
    new LazyLab(/** @type {HTMLElement} */ (lab));
  }
}

class LazyLab {
  /** What was done, to do it again. @type {(() => void)[]} */
  #done = [];
  #waiting = new AbortController();
  #isLoading = false;

  /** @param {HTMLElement} lab */
  constructor(lab) {
    this.lab = lab;
    const { signal } = this.#waiting;
    const near = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#load(),
      { rootMargin: NEAR },
    );
    near.observe(lab);
    signal.addEventListener("abort", () => near.disconnect());
    for (const type of USES) {
      lab.addEventListener(type, (event) => this.#use(event), { capture: true, signal });
    }
    if (lab.dataset.own === undefined) return;
    // On its own page, the address may hold settings.
    addEventListener("hashchange", () => this.#load(), { signal });
    if (location.hash) this.#load();
  }

  /** @param {Event} event */
  #use(event) {
    const again = repeated(event);
    if (!again) return;
    this.#done.push(again);
    this.#load();
  }

  async #load() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    const id = this.lab.localName.replace("lab-", "");
    try {
      await import(new URL(`./labs/${id}.js`, import.meta.url).href);
    } catch {
      this.#done = [];
      const status = this.lab.querySelector(".lab__status");
      if (status) status.textContent = "The lab is not here. Reload the page with a network.";
    }
    this.#waiting.abort();
    for (const again of this.#done) again();
  }
}

/** @param {Event} event @returns {(() => void) | null} What does the same; null for what needs not. */
function repeated(event) {
  const { type } = event;
  const target = /** @type {HTMLInputElement} */ (event.target);
  if (type === "click") {
    const button = target.closest("button");
    return button && (() => button.click());
  }
  if (event instanceof KeyboardEvent) {
    if (BY_ITSELF.includes(event.key)) return null;
    return () => target.dispatchEvent(new KeyboardEvent(type, event));
  }
  // A lab sets its controls as at the start first.
  const { value, checked } = target;
  return () => {
    if (target.type === "checkbox") target.checked = checked;
    else if (target.type !== "file") target.value = value;
    target.dispatchEvent(new Event(type, { bubbles: true }));
  };
}
