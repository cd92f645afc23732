import { fill, registration } from "../offline.js";

/**
 * Begins to keep the site for reading without a network, and says when a new version of it is
 * there. Pages of two versions are never mixed, so the old one stays until the reader asks for the
 * new one, or has left all pages. <new-version hidden><p role="status"><button>
 */
export class NewVersion extends HTMLElement {
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;

  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", this.#take);
    this.#begin();
  }

  disconnectedCallback() {
    this.querySelector("button")?.removeEventListener("click", this.#take);
  }

  async #begin() {
    this.#registration = await registration();
    if (!this.#registration) return;
    if (navigator.serviceWorker.controller) {
      // Of this reader's pages, all that are open: they would ask for files of two versions.
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      this.#registration.addEventListener("updatefound", () => this.#watch());
      this.#watch();
    }
    fill();
  }

  #watch() {
    const { waiting, installing } = /** @type {ServiceWorkerRegistration} */ (this.#registration);
    if (waiting) this.#say();
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") this.#say();
    });
  }

  #say() {
    this.hidden = false;
    const said = this.querySelector("[role=status]");
    if (said) said.textContent = "A new version of this guide is here.";
  }

  #take = () => this.#registration?.waiting?.postMessage({ type: "take-over" });
}
