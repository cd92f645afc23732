/** Milliseconds: a pointer that only passes opens nothing, and one on its way to the note keeps it. */
const BEFORE = 150, AFTER = 300;
/** Pixels between a term and its note, and between the note and the edge of the screen. */
const GAP = 6, EDGE = 16;

/**
 * What a term of the text means, as the pointer rests on it, the focus comes to it, or a finger
 * taps it: <a class="term" href="…" title="What it means." data-page="…" data-title="…">. One note
 * serves the whole page. It stands right behind the term that it tells of, so that tab leads from
 * that to its links and on. Without it, a term is a link, with its title as the browser shows one.
 */
export class TermNote extends HTMLElement {
  /** @type {HTMLAnchorElement | null} The term that the note is open for. */
  #term = null;
  /** Whether the finger that is down came down on an open note's term. */
  #wasOpen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isStarted = false;

  connectedCallback() {
    if (this.#isStarted || !("popover" in HTMLElement.prototype)) return;
    this.#isStarted = true;
    // A description is read with the link, whether or not the note is seen. As a title, the browser
    // would show it a second time.
    for (const term of document.querySelectorAll("a.term[title]")) {
      term.ariaDescription = term.getAttribute("title");
      term.removeAttribute("title");
    }
    document.addEventListener("pointerover", this.#point);
    document.addEventListener("pointerdown", this.#press);
    document.addEventListener("click", this.#click);
    document.addEventListener("focusin", this.#focus);
    document.addEventListener("keydown", this.#key);
    addEventListener("resize", () => this.#term && this.#place(this.#term));
  }

  #point = (/** @type {PointerEvent} */ { target, pointerType }) => {
    if (pointerType !== "mouse") return;
    clearTimeout(this.#timer);
    const term = termAt(target);
    if (term && term !== this.#term) {
      this.#timer = setTimeout(() => this.#show(term), BEFORE);
    } else if (!term && this.#term && !this.#isAt(target) && !this.#isAt(document.activeElement)) {
      this.#timer = setTimeout(() => this.#hide(), AFTER);
    }
  };

  #press = (/** @type {PointerEvent} */ { target }) => {
    this.#wasOpen = this.#term !== null && this.#term === termAt(target);
    if (!this.#isAt(target)) this.#hide();
  };

  /** A finger cannot rest on a term, so its tap opens the note, and the note leads on. */
  #click = (/** @type {Event} */ event) => {
    const term = termAt(event.target);
    if (!term || !(event instanceof PointerEvent)) return;
    if (event.pointerType !== "touch" && event.pointerType !== "pen") return;
    event.preventDefault();
    if (this.#wasOpen) this.#hide();
    else this.#show(term);
  };

  #focus = (/** @type {FocusEvent} */ { target }) => {
    clearTimeout(this.#timer);
    const term = termAt(target);
    if (term) this.#show(term);
    else if (!this.#isAt(target)) this.#hide();
  };

  #key = (/** @type {KeyboardEvent} */ { key }) => {
    if (key !== "Escape" || !this.#term) return;
    if (this.contains(document.activeElement)) this.#term.focus();
    this.#hide();
  };

  /** @param {EventTarget | null} target Whether it is the note, or the term that it tells of. */
  #isAt(target) {
    return target instanceof Node && (this.contains(target) || !!this.#term?.contains(target));
  }

  /** @param {HTMLAnchorElement} term */
  #show(term) {
    if (term === this.#term) return;
    this.#hide();
    this.#term = term;
    const [entry, page] = this.querySelectorAll("a");
    /** @type {Element} */ (this.firstElementChild).textContent = term.ariaDescription;
    entry.href = term.href;
    page.href = term.dataset.page ?? "";
    page.textContent = term.dataset.title ?? "";
    term.after(this);
    this.showPopover();
    this.#place(term);
  }

  #hide() {
    clearTimeout(this.#timer);
    if (this.#term) this.hidePopover();
    this.#term = null;
  }

  /**
   * Below the term, or above it where there is no room below; never on it, and never out of the
   * screen at a side. It scrolls with the text.
   * @param {HTMLAnchorElement} term
   */
  #place(term) {
    const at = term.getBoundingClientRect();
    const { width, height } = this.getBoundingClientRect();
    const isAbove = at.bottom + GAP + height > innerHeight && at.top > height + GAP;
    const isRightToLeft = getComputedStyle(term).direction === "rtl";
    const most = document.documentElement.clientWidth - width - EDGE;
    const left = Math.max(EDGE, Math.min(isRightToLeft ? at.right - width : at.left, most));
    this.style.left = `${scrollX + left}px`;
    this.style.top = `${scrollY + (isAbove ? at.top - height - GAP : at.bottom + GAP)}px`;
  }
}

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} The term it is in. */
function termAt(target) {
  return target instanceof Element ? target.closest("a.term") : null;
}
