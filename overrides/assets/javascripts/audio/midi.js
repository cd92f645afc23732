/** Keyboards that send MIDI to this device. The browser asks the reader before it lets a page listen. */

import { noteMessage } from "../dsp/keys.js";

/** @typedef {NonNullable<ReturnType<typeof noteMessage>>} Message */

/** @returns {boolean} Whether this browser has Web MIDI at all. */
export function canListen() {
  return "requestMIDIAccess" in navigator;
}

/**
 * Listen to every keyboard, also to those that are plugged in later. Only to be called when the
 * reader asked for it.
 * @param {(message: Message) => void} heard
 * @param {(names: string[]) => void} changed Which keyboards there are: now, and whenever that changes.
 * @returns {Promise<() => void>} What ends it. Rejected if the reader or the browser refuses.
 */
export async function listen(heard, changed) {
  const access = await navigator.requestMIDIAccess();
  const attach = () => {
    const inputs = [...access.inputs.values()].filter(({ state }) => state === "connected");
    for (const input of inputs) {
      input.onmidimessage = ({ data }) => {
        const message = noteMessage(data ?? []);
        if (message) heard(message);
      };
    }
    changed(inputs.map(({ name }) => name ?? "a keyboard without a name"));
  };
  access.onstatechange = attach;
  attach();
  return () => {
    access.onstatechange = null;
    for (const input of access.inputs.values()) {
      input.onmidimessage = null;
      input.close();
    }
  };
}
