/** Marks, among the headings of a page, the one that is being read. <page-contents><a href="#…"> */
export class PageContents extends HTMLElement {
  #watch = new AbortController();

  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    let waiting = false;
    const mark = () => {
      waiting = false;
      if (!this.checkVisibility()) return; // a phone has no margin
      const line = innerHeight / 3;
      const read = headings.findLastIndex((it) => it && it.getBoundingClientRect().top < line);
      links.forEach((link, at) => {
        if (at === read) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    this.#watch = new AbortController();
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true, signal: this.#watch.signal });
    // Not at once: what other elements fill in would be laid out again.
    requestAnimationFrame(mark);
  }

  disconnectedCallback() {
    this.#watch.abort();
  }
}
