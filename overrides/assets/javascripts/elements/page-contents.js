/**
 * Marks, among the headings of a page, the one that is being read. Where they are folded, the fold
 * names it, and closes once one of them is chosen.
 * <page-contents><a href="#…"> or <page-contents><details><summary>… <span class="contents__here">
 */
export class PageContents extends HTMLElement {
  #watch = new AbortController();

  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    const fold = this.querySelector("details");
    const here = this.querySelector(".contents__here");
    let waiting = false;
    const mark = () => {
      waiting = false;
      if (!this.checkVisibility()) return; // Only one of the two lists of a page is shown.
      const line = innerHeight / 3;
      const read = headings.findLastIndex((it) => it && it.getBoundingClientRect().top < line);
      links.forEach((link, at) => {
        if (at === read) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
      if (here) here.textContent = links[read]?.textContent ?? "";
    };
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true, signal });
    // Not at once: what other elements fill in would be laid out again.
    requestAnimationFrame(mark);
    if (fold) this.#closes(fold, signal);
  }

  disconnectedCallback() {
    this.#watch.abort();
  }

  /** @param {HTMLDetailsElement} fold @param {AbortSignal} signal */
  #closes(fold, signal) {
    addEventListener("click", ({ target }) => {
      const isOutside = !fold.contains(/** @type {Node} */ (target));
      if (isOutside || /** @type {Element} */ (target).closest("a")) fold.open = false;
    }, { signal });
    fold.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !fold.open) return;
      fold.open = false;
      fold.querySelector("summary")?.focus({ preventScroll: true });
    }, { signal });
  }
}
