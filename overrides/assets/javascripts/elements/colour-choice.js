import { COLOURS } from "../progress.js";
import { store } from "../store.js";
import { LiveElement } from "./live.js";

const SAID = { auto: "as on your device", light: "light", dark: "dark" };

/** Changes the colours of the whole page. <colour-choice><button></colour-choice> */
export class ColourChoice extends LiveElement {
  start() {
    this.find("button").addEventListener("click", () => {
      store.change((progress) => {
        const now = COLOURS.indexOf(progress.settings.colours);
        progress.settings.colours = COLOURS[(now + 1) % COLOURS.length];
      });
    });
  }

  show() {
    const { colours } = store.progress.settings;
    if (colours === "auto") delete document.documentElement.dataset.colours;
    else document.documentElement.dataset.colours = colours;
    this.find("button").ariaLabel = `Colours: ${SAID[colours]}`;
  }
}
