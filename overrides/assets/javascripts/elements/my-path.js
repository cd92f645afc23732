import * as copy from "../copy.js";
import { address } from "../guide-data.js";
import { isCopyDue, isEmpty, merge, nothing } from "../progress.js";
import { decisions, pagesOf, ready } from "../route.js";
import { store } from "../store.js";
import { counted, day, STATE_SIGNS, STATE_WORDS } from "../words.js";
import { chosenOn, goOn, has, howFar, isLater, onwardWords } from "./following.js";
import { LiveElement, made } from "./live.js";
import { decline } from "./page-state.js";

/** @typedef {import("../guide-data.js").GuideData} GuideData */

const AT_ONCE = 3;

/** Everything that the reader has noted, and what can be done with it. <my-path> */
export class MyPath extends LiveElement {
  /** @type {GuideData | null} */
  #data = null;
  /** @type {import("../copy.js").Copy | null} What a file or a link holds, until it is added. */
  #offered = null;

  start() {
    this.#on("save-file", () => this.#saveFile());
    this.#on("save-link", () => this.#saveLink());
    this.#on(
      "erase-all",
      () => this.#erase("everything that this site has kept", () => store.erase()),
    );
    this.#on("erase-aside", () => this.#erase("what was set aside", () => store.eraseAside()));
    this.#on("decline", decline);
    this.#on("add", () => this.#add());
    this.#on("refuse", () => this.#offer(null, ""));
    const file = /** @type {HTMLInputElement} */ (this.find("[type=file]"));
    file.addEventListener("change", async () => {
      const text = await file.files?.[0]?.text();
      file.value = "";
      if (text !== undefined) this.#offer(copy.read(text), "This file holds");
    });
    addEventListener("hashchange", () => this.#openLink());
    this.#openLink();
  }

  wantsRoute() {
    return true;
  }

  /** @param {GuideData} data */
  showRoute(data) {
    this.#data = data;
    const isEmptyYet = isEmpty(store.progress);
    const isPathless = store.progress.path === null;
    this.#fill("nothing", isPathless && isEmptyYet ? [""] : []);
    this.#fill("pathless", isPathless && !isEmptyYet ? [""] : []);
    this.#showReady(data);
    this.#showPaths(data);
    this.#showChanged(data);
    this.#showLater();
    this.#showNotes();
    this.#showEars();
    this.#showLog();
    this.#showBackup();
    this.#fill("aside", store.aside.map((text) => made("li", {}, made("pre", {}, text))));
    this.dataset.shown = "";
  }

  showNoRoute() {
    this.#status("The list of paths could not be loaded. What you noted is safe; try again later.");
    this.dataset.shown = "";
  }

  /** @param {GuideData} data */
  #showReady(data) {
    const path = data.paths.get(store.progress.path ?? "");
    if (!path) return this.#fill("ready", []);
    const known = new Set(path.assumes);
    for (const page of data.pages.values()) {
      if (has(page.id)) page.teaches.forEach((skill) => known.add(skill));
    }
    const isReady = /** @param {string} page */ (page) =>
      (data.pages.get(page)?.needs ?? []).every((skill) => known.has(skill));
    const first = goOn(data, path);
    const steps = ready(path.steps, chosenOn(path), has, isLater, isReady);
    this.#fill(
      "ready",
      steps.slice(0, AT_ONCE).map(({ page, optional }) =>
        made(
          "li",
          {},
          this.#link(page),
          optional ? " (optional)" : "",
          page === first?.page ? ", next on your path" : "",
        )
      ),
    );
  }

  /** @param {GuideData} data */
  #showPaths(data) {
    const begun = [...data.paths.values()].filter((path) =>
      path.id === store.progress.path || store.progress.choices[path.id]
    );
    begun.sort((one) => (one.id === store.progress.path ? -1 : 1));
    this.#fill(
      "paths",
      begun.map((path) => {
        const item = goOn(data, path);
        const { percent, said } = howFar(path);
        const bar = made("progress", { max: "100", value: `${percent}`, "aria-label": path.title });
        return made(
          "li",
          {},
          made("a", { href: address(path.url) }, path.title),
          path.id === store.progress.path ? " (your path)" : "",
          bar,
          `${said}. `,
          item ? made("a", { href: item.href }, onwardWords(item, path)) : "",
          ...this.#choices(path),
        );
      }),
    );
    this.#fill(
      "erase-paths",
      begun.map((path) =>
        made("li", {}, this.#button(`Erase my way on ${path.title}`, () => this.#erasePath(path)))
      ),
    );
  }

  /** @param {import("../guide-data.js").Path} path */
  #choices(path) {
    const chosen = decisions(path.steps, chosenOn(path)).map(({ choice, option }) =>
      made(
        "li",
        {},
        `${choice.question} `,
        made("a", { href: address(`${path.url}#choice-${choice.id}`) }, option.title),
      )
    );
    return chosen.length ? [made("ul", { "aria-label": "What you chose" }, ...chosen)] : [];
  }

  /** @param {GuideData} data */
  #showChanged(data) {
    const changed = [...data.pages.values()].flatMap((page) => {
      const since = store.progress.pages[page.id]?.since.slice(0, 10) ?? "";
      return has(page.id)
        ? page.revised.filter(({ on }) => on > since).map((revision) => ({ page, ...revision }))
        : [];
    });
    this.#fill(
      "changed",
      changed.map(({ page, on, what }) =>
        made(
          "li",
          {},
          this.#link(page.id),
          `, ${day(on)}: ${what} `,
          this.#button(`I still can do ${page.title}`, () => this.#confirm(page.id), "I still can"),
        )
      ),
    );
  }

  #showLater() {
    const later = Object.keys(store.progress.pages).filter(isLater);
    this.#fill("later", later.map((page) => made("li", {}, this.#link(page))));
  }

  #showNotes() {
    this.#fill(
      "notes",
      Object.entries(store.progress.notes).map(([page, { text, since }]) =>
        made(
          "li",
          {},
          this.#link(page),
          `, ${day(since)} `,
          this.#button(`Erase the note on ${this.#title(page)}`, () =>
            this.#eraseNote(page), "Erase"),
          made("p", { class: "my-path__note" }, text),
        )
      ),
    );
  }

  #showEars() {
    const lessons = Object.values(store.progress.ears).flatMap(({ days }) => Object.entries(days));
    const asked = lessons.reduce((sum, [, lesson]) => sum + lesson.asked, 0);
    const right = lessons.reduce((sum, [, lesson]) => sum + lesson.right, 0);
    const days = new Set(lessons.map(([day]) => day)).size;
    const erase = () =>
      this.#erase("your results in ear training", () =>
        store.change((progress) => {
          progress.ears = {};
        }));
    const item = () =>
      made(
        "li",
        {},
        made("a", { href: address("labs/ear-training/") }, "Ear training lab"),
        `, ${right} of ${asked} right on ${counted(days, "day")} `,
        this.#button("Erase the results in ear training", erase, "Erase"),
      );
    this.#fill("ears", Object.keys(store.progress.ears).length ? [item()] : []);
  }

  #showLog() {
    const marks = Object.entries(store.progress.pages);
    marks.sort(([, one], [, other]) => other.since.localeCompare(one.since));
    const days = Map.groupBy(marks, ([, { since }]) => day(since));
    this.#fill(
      "log",
      [...days].map(([date, marks]) =>
        made(
          "li",
          {},
          date,
          made("ul", {}, ...marks.map(([page, mark]) => this.#entry(page, mark))),
        )
      ),
    );
  }

  /** @param {string} page @param {import("../progress.js").Mark} mark */
  #entry(page, { state }) {
    const words = ` ${STATE_SIGNS[state]} ${STATE_WORDS[state]} `;
    const erase = this.#button(`Erase ${this.#title(page)}`, () => this.#erasePage(page), "Erase");
    return made("li", {}, this.#link(page), words, erase);
  }

  /** @param {string} page */
  #erasePage(page) {
    const erase = () =>
      store.change((progress) => {
        delete progress.pages[page];
        delete progress.notes[page];
      });
    if (!store.progress.notes[page]) erase();
    else this.#erase(`what you noted on ${this.#title(page)}, with your note`, erase);
  }

  /** @param {string} page Still known as it is now. */
  #confirm(page) {
    store.change((progress) => {
      progress.pages[page].since = new Date().toISOString();
    });
  }

  #showBackup() {
    this.#fill("backup", isCopyDue(store.progress) ? [""] : []);
  }

  /** @param {string} page */
  #eraseNote(page) {
    this.#erase(`your note on ${this.#title(page)}`, () =>
      store.change((progress) => {
        delete progress.notes[page];
      }));
  }

  /** @param {import("../guide-data.js").Path} path */
  #erasePath(path) {
    const others = [...(this.#data?.paths.values() ?? [])].filter((other) => other !== path);
    const elsewhere = new Set(others.flatMap((other) => [...pagesOf(other.steps)]));
    const own = [...pagesOf(path.steps)].filter((page) => !elsewhere.has(page));
    const what = `your choices on ${path.title}, and what you noted on the ` +
      `${counted(own.length, "page")} that no other path has`;
    this.#erase(what, () =>
      store.change((progress) => {
        delete progress.choices[path.id];
        if (progress.path === path.id) progress.path = null;
        for (const page of own) {
          delete progress.pages[page];
          delete progress.notes[page];
        }
      }));
  }

  /** @param {string} what @param {() => void} erase */
  #erase(what, erase) {
    if (!confirm(`Erase ${what}? This cannot be undone.`)) return;
    erase();
    this.#status("Erased.");
  }

  /** @returns {import("../copy.js").Copy} */
  #copy() {
    store.change((progress) => {
      progress.saved = new Date().toISOString();
    });
    return { progress: store.progress, aside: store.aside };
  }

  #saveFile() {
    const url = URL.createObjectURL(
      new Blob([copy.written(this.#copy())], { type: "application/json" }),
    );
    const name = `signal-path-${new Date().toISOString().slice(0, 10)}.json`;
    made("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.#status(`Saved as ${name}.`);
  }

  async #saveLink() {
    const link = new URL(location.href);
    link.hash = `copy=${await copy.packed(this.#copy())}`;
    const field = /** @type {HTMLInputElement} */ (this.find("[data-link]"));
    field.value = link.href;
    this.find("[data-made]").hidden = false;
    field.select();
    const copied = await navigator.clipboard?.writeText(link.href).then(() => true, () => false);
    this.#status(copied ? "The link is copied." : "Copy the link from the field.");
  }

  async #openLink() {
    const [, packed] = location.hash.match(/^#copy=(.*)$/) ?? [];
    if (packed === undefined) return;
    history.replaceState(null, "", location.pathname);
    this.#offer(await copy.unpacked(packed), "This link holds");
  }

  /** @param {import("../copy.js").Copy | null} offered @param {string} said Nothing to take an offer back. */
  #offer(offered, said) {
    this.#offered = offered;
    this.find("[data-part=offer]").hidden = offered === null;
    if (offered) {
      const { pages, notes, choices } = offered.progress;
      const taken = Object.values(choices).flatMap((choice) => Object.keys(choice));
      this.find("[data-offered]").textContent =
        `${said} ${counted(Object.keys(pages).length, "page")}, ` +
        `${counted(Object.keys(notes).length, "note")} and ${counted(taken.length, "choice")}. ` +
        "Adding it to yours undoes nothing that you have done." +
        (offered.aside.length ? " What cannot be read in it is set aside." : "");
      this.find("[data-do=add]").focus();
    } else if (said) {
      this.#status("It holds no copy that this site can read. Nothing was changed.");
    }
  }

  #add() {
    const { progress, aside } = this.#offered ?? { progress: nothing(), aside: [] };
    store.change((ours) => merge(ours, progress));
    store.addAside(aside);
    this.#offer(null, "");
    this.#status("Added to yours.");
  }

  /**
   * Fill a list, and show its part of the page only if there is something in it.
   * @param {string} name
   * @param {(Node | string)[]} items
   */
  #fill(name, items) {
    const part = this.find(`[data-part=${name}]`);
    const buttons = () => [...part.querySelectorAll("button")];
    const place = buttons().findIndex((button) => button === document.activeElement);
    part.hidden = items.length === 0;
    part.querySelector("ul")?.replaceChildren(...items);
    // Whoever pressed a button that is gone goes on at the one that took its place.
    if (place >= 0) (buttons().at(place) ?? buttons().at(-1) ?? this.#said).focus();
  }

  get #said() {
    return this.find("[role=status]");
  }

  /** @param {string} said */
  #status(said) {
    this.#said.textContent = said;
  }

  /** @param {string} page */
  #title(page) {
    return this.#data?.pages.get(page)?.title ?? page;
  }

  /** @param {string} page A page that is on no path is named by its id. */
  #link(page) {
    return made(
      "a",
      { href: address(this.#data?.pages.get(page)?.url ?? `${page}/`) },
      this.#title(page),
    );
  }

  /** @param {string} label @param {() => void} press @param {string} [text] */
  #button(label, press, text = label) {
    return made("button", { type: "button", "aria-label": label, click: press }, text);
  }

  /** @param {string} name @param {() => void} press */
  #on(name, press) {
    this.find(`[data-do=${name}]`).addEventListener("click", press);
  }
}
