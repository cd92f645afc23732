/** A copy of all that is kept, to take along: as a file, or as a link that holds it. */

import { mend } from "./progress.js";

/** @typedef {import("./progress.js").Progress} Progress */
/** @typedef {{progress: Progress, aside: string[]}} Copy `aside` could not be read whole. */

/**
 * @param {Copy} copy
 * @returns {string} The text of a file.
 */
export function written({ progress, aside }) {
  return `${JSON.stringify({ "signal-path": progress, "set-aside": aside }, null, 2)}\n`;
}

/**
 * @param {string} text Of a file.
 * @returns {Copy | null} Null if it is no copy that this site can read.
 */
export function read(text) {
  try {
    const found = JSON.parse(text);
    if (typeof found?.["signal-path"]?.version !== "number") return null;
    const { progress, whole } = mend(found["signal-path"]);
    const aside = Array.isArray(found["set-aside"]) ? found["set-aside"].map(String) : [];
    return { progress, aside: whole ? aside : [...aside, text] };
  } catch {
    return null;
  }
}

/**
 * @param {Copy} copy
 * @returns {Promise<string>} Characters that can stand in an address.
 */
export async function packed(copy) {
  const bytes = await through(new CompressionStream("deflate-raw"), encoder.encode(written(copy)));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} text Made by `packed`.
 * @returns {Promise<Copy | null>} Null if it holds no copy that this site can read.
 */
export async function unpacked(text) {
  try {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0));
    const made = await through(new DecompressionStream("deflate-raw"), bytes);
    return read(new TextDecoder().decode(made));
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function through(stream, bytes) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
