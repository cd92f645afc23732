/**
 * The one audio context of a page. Whoever plays holds it; a second player stops the first. While
 * nobody plays it is suspended, and nothing that was made for it is kept.
 */

/** @typedef {{stop: () => void}} Player */

/** @type {AudioContext | null} */
let context = null;
/** @type {Player | null} */
let holder = null;

/**
 * To be called when the reader has just asked for sound: browsers start none otherwise.
 * @param {Player} player Its `stop` is called when another one takes the context, or the page goes.
 * @returns {Promise<AudioContext>} Running.
 */
export async function hold(player) {
  if (holder !== player) holder?.stop();
  holder = player;
  context ??= new AudioContext({ latencyHint: "interactive" });
  await context.resume();
  return context;
}

/** @param {Player} player Plays no more: the context rests if nobody else took it. */
export async function release(player) {
  if (holder !== player) return;
  holder = null;
  await context?.suspend();
}

function leave() {
  holder?.stop();
  holder = null;
  context?.close();
  context = null;
}

if (typeof addEventListener === "function" && typeof document !== "undefined") {
  addEventListener("pagehide", leave);
  // Nobody wants a sound whose source is out of sight.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) holder?.stop();
  });
}
