/**
 * Reading without a network. What is kept, and how, is known to the service worker
 * (hooks/publish/service-worker.js); here it is asked for. A site that is served while it is
 * written has none: it has no manifest.
 */

import { address } from "./guide-data.js";

/** @typedef {{kept: number, of: number, bytes: number, isFull: boolean, isDone?: boolean}} State
 *   How many of some files are on this device, and how large all of them are. */

/** @type {Promise<ServiceWorkerRegistration | null> | undefined} */
let registering;

/**
 * Begin to keep the site, once all that this page needs is there.
 * @returns {Promise<ServiceWorkerRegistration | null>} Null where nothing can be kept.
 */
export function registration() {
  registering ??= register().catch(() => null);
  return registering;
}

async function register() {
  const isPublished = document.querySelector("link[rel=manifest]") !== null;
  if (!isPublished || !("serviceWorker" in navigator)) return null;
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  const worker = address("service-worker.js");
  return navigator.serviceWorker.register(worker, { updateViaCache: "none" });
}

/** Keep all pages as there is time, unless the reader saves data. */
export async function fill() {
  const worker = await active();
  if (!worker || savesData()) return;
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(() => worker.postMessage({ type: "fill" }));
}

/**
 * @param {string[]} names Addresses inside the site.
 * @returns {Promise<State | null>} Null where nothing can be kept.
 */
export async function state(names) {
  const worker = await active();
  return worker && new Promise((resolve) => ask(worker, "state", names, resolve));
}

/**
 * Keep files on purpose.
 * @param {string[]} names Addresses inside the site.
 * @param {(state: State) => void} tell Called after each of them, the last time with `isDone`.
 */
export async function keep(names, tell) {
  const worker = await active();
  await navigator.storage?.persist?.().catch(() => false); // Else a browser in need may delete them.
  if (worker) ask(worker, "keep", names, tell);
}

/** @returns {Promise<ServiceWorker | null>} */
async function active() {
  if (!await registration()) return null;
  return (await navigator.serviceWorker.ready).active;
}

/**
 * @param {ServiceWorker} worker
 * @param {string} type
 * @param {string[]} names
 * @param {(state: State) => void} tell
 */
function ask(worker, type, names, tell) {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", ({ data }) => tell(data));
  port1.start();
  worker.postMessage({ type, names }, [port2]);
}

function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
}
