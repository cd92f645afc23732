/**
 * Keeps the site for when there is no network. Written into the site by hooks/publish/offline.py,
 * which puts in the version: a hash of all files of the site, whose own hashes stand in
 * offline.json.
 *
 * What is kept of a version is of that version alone: every file is compared with its hash before
 * it is kept. A new version takes over when it has all that the old one had, and when the reader
 * says so, or has left all pages of the old one. Until then its pages come from the network whole,
 * with all that they ask for, or not at all.
 */

/** @typedef {[hash: string, bytes: number]} File The bytes as they are kept. */
/** @typedef {{version: string, core: string[], rest: string[], files: Record<string, File>}} List
 *   `core` is kept before the worker takes over, `rest` as there is time; both are names in
 *   `files`, which are addresses inside the site. */
/** @typedef {{kept: number, of: number, bytes: number, isFull: boolean}} State */
/** @typedef {{request: Request, clientId: string, resultingClientId: string}} Asked */

const VERSION = "";
const CACHE = `signal-path-${VERSION}`;
const ROOT = new URL("./", location.href);
/** Names in the cache that are no files of the site. */
const LIST = "offline.json";
const FULL = "offline/full";
const STRANGER = "offline/stranger/";
/** Files that are fetched at the same time. */
const AT_ONCE = 4;

const worker = /** @type {any} */ (self); // The types of pages and of workers exclude each other.

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOthers()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const name = nameOf(event.request.url);
  if (event.request.method === "GET" && name !== null) event.respondWith(answer(event, name));
});
worker.addEventListener("message", (/** @type {any} */ event) => {
  const { type, names = [] } = event.data ?? {};
  const [port] = event.ports;
  if (type === "take-over") event.waitUntil(worker.skipWaiting());
  if (type === "fill") event.waitUntil(fill().catch(() => null));
  if (type === "keep") event.waitUntil(keep(names, port));
  if (type === "state") event.waitUntil(state(names).then((told) => port.postMessage(told)));
});

/** Keep what every page needs, and whatever the version before this one has kept. */
async function install() {
  const answer = await fetched(LIST, "reload");
  const list = /** @type {List} */ (await answer.clone().json());
  if (list.version !== VERSION) throw new Error("the site is being published");
  const cache = await caches.open(CACHE);
  await cache.put(at(LIST), answer);
  const before = await previous();
  const names = new Set([...list.core, ...(before?.names ?? [])]);
  for (const name of names) {
    if (!(name in list.files) || await cache.match(at(name))) continue;
    const same = before?.list.files[name]?.[0] === list.files[name][0];
    const old = same ? await before?.cache.match(at(name)) : undefined;
    await cache.put(at(name), old ?? await verified(name, list));
  }
}

/** What the version that is in use has kept. */
async function previous() {
  for (const key of await caches.keys()) {
    if (!key.startsWith("signal-path-") || key === CACHE) continue;
    const cache = await caches.open(key);
    const list = /** @type {List | undefined} */ (await (await cache.match(at(LIST)))?.json());
    if (!list) continue;
    const names = (await cache.keys()).map(({ url }) => nameOf(url) ?? "");
    return { cache, list, names };
  }
}

async function forgetOthers() {
  for (const key of await caches.keys()) {
    if (key.startsWith("signal-path-") && key !== CACHE) await caches.delete(key);
  }
}

/** @returns {Promise<{cache: Cache, list: List}>} */
async function opened() {
  const cache = await caches.open(CACHE);
  const list = await (await cache.match(at(LIST)))?.json();
  if (!list) throw new Error("the browser has deleted what was kept");
  return { cache, list };
}

/**
 * @param {Asked} event
 * @param {string} asked The name that the address has, if it is one of the site.
 * @returns {Promise<Response>}
 */
async function answer({ request, clientId, resultingClientId }, asked) {
  const kept = await opened().catch(() => null);
  if (!kept) return fetch(request);
  const { cache, list } = kept;
  const isPage = request.mode === "navigate";
  if (!isPage && await cache.match(at(STRANGER + clientId))) {
    // The browser's own cache has old files, too.
    return askedForAgain(await fetch(request, { cache: "no-cache" }));
  }
  if (isPage && !(asked in list.files) && `${asked}/` in list.files) {
    return Response.redirect(at(`${asked}/`));
  }
  const range = request.headers.get("range");
  const found = await cache.match(at(asked));
  if (found && asked in list.files) return part(found, range);
  const fresh = await fetch(request).catch(() => null);
  if (!fresh) return isPage ? absent() : Response.error();
  if (asked in list.files && !range && fresh.ok) {
    const bytes = await fresh.clone().arrayBuffer();
    if (await hash(bytes) === list.files[asked][0]) {
      // There may be no room.
      await cache.put(at(asked), whole(bytes, fresh.headers)).catch(() => null);
      return askedForAgain(fresh);
    }
    worker.registration.update().catch(() => null);
    if (!isPage) return Response.error();
  }
  // It is of another version: then all that it asks for must be, too.
  if (isPage) await cache.put(at(STRANGER + resultingClientId), new Response("")).catch(() => null);
  return askedForAgain(fresh);
}

/** @param {string} name @returns {string} The whole address: an empty name has none of its own. */
function at(name) {
  return new URL(name, ROOT).href;
}

/** @param {string} url @returns {string | null} Null for what is no file of the site. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return null;
  return decodeURI(pathname.slice(ROOT.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
}

/**
 * @param {string} name
 * @param {RequestCache} [cache] As it is, the server is asked whether what the browser has is new.
 * @returns {Promise<Response>}
 */
async function fetched(name, cache = "no-cache") {
  const answer = await fetch(at(name), { cache });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

/** @param {string} name @param {List} list @returns {Promise<Response>} Of the list's version. */
async function verified(name, list) {
  for (const cache of /** @type {RequestCache[]} */ (["no-cache", "reload"])) {
    const answer = await fetched(name, cache);
    const bytes = await answer.arrayBuffer();
    if (await hash(bytes) === list.files[name][0]) {
      return whole(bytes, answer.headers);
    }
  }
  throw new Error(`${name} is of another version`);
}

/**
 * @param {ArrayBuffer} bytes
 * @param {Headers} headers Those that the server sent.
 * @returns {Response} What is kept.
 */
function whole(bytes, headers) {
  const kept = new Headers(headers);
  kept.delete("content-encoding");
  kept.delete("content-length");
  return askedForAgain(new Response(bytes, { headers: kept }));
}

/**
 * @param {Response} answer
 * @returns {Response} The same, not to be used again without asking: else a page of another
 *   version that is opened next in the same tab gets it from the browser's memory, and this worker
 *   is not asked.
 */
function askedForAgain(answer) {
  if (!answer.ok) return answer;
  const { body, headers, status, statusText } = answer;
  const again = new Response(body, { headers, status, statusText });
  again.headers.set("cache-control", "no-cache");
  return again;
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} As offline.json has it. */
async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let isFilling = false;
/** Remembered here too: a full device may have no room for the mark either. */
let isFull = false;

/** Keep the rest, one file after the other; a later visit goes on where this one stops. */
async function fill() {
  const { cache, list } = await opened();
  if (isFilling || isFull || await cache.match(at(FULL))) return;
  isFilling = true;
  try {
    await keepAll(list.rest, cache, list, () => null);
  } finally {
    isFilling = false;
  }
}

/**
 * Keep files on purpose, and tell how far it is.
 * @param {string[]} names
 * @param {MessagePort} port
 */
async function keep(names, port) {
  try {
    const { cache, list } = await opened();
    isFull = false;
    await cache.delete(at(FULL));
    await keepAll(names, cache, list, async () => port.postMessage(await state(names)));
  } catch {
    // What could be kept is; the state tells how much.
  }
  port.postMessage({ ...await state(names), isDone: true });
}

/**
 * @param {string[]} names
 * @param {Cache} cache
 * @param {List} list
 * @param {() => unknown} tell Called after each file.
 */
async function keepAll(names, cache, list, tell) {
  const left = names.values();
  const next = async () => {
    for (const name of left) {
      if (!(name in list.files) || await cache.match(at(name))) continue;
      const answer = await verified(name, list);
      try {
        await cache.put(at(name), answer);
      } catch (error) {
        isFull = true;
        await cache.put(at(FULL), new Response("")).catch(() => null);
        throw error;
      }
      await tell();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** @param {string[]} names @returns {Promise<State>} How many of these are kept. */
async function state(names) {
  const { cache, list } = await opened();
  const known = names.filter((name) => name in list.files);
  const there = await Promise.all(known.map((name) => cache.match(at(name))));
  return {
    kept: there.filter(Boolean).length,
    of: known.length,
    bytes: known.reduce((sum, name) => sum + list.files[name][1], 0),
    isFull: isFull || Boolean(await cache.match(at(FULL))),
  };
}

/**
 * @param {Response} kept
 * @param {string | null} range What of it is asked for (RFC 9110, range requests): one range.
 * @returns {Promise<Response>}
 */
async function part(kept, range) {
  const asked = range?.match(/^bytes=(\d*)-(\d*)$/);
  if (!asked || (!asked[1] && !asked[2])) return kept;
  const bytes = await kept.arrayBuffer();
  const size = bytes.byteLength;
  const start = asked[1] ? Number(asked[1]) : Math.max(0, size - Number(asked[2]));
  const end = asked[1] && asked[2] ? Math.min(size - 1, Number(asked[2])) : size - 1;
  if (start > end || start >= size) {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  }
  const headers = new Headers(kept.headers);
  headers.set("content-range", `bytes ${start}-${end}/${size}`);
  headers.set("content-length", `${end - start + 1}`);
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}

/** The page for what is not kept, where there is no network. */
function absent() {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>No network</title>
<link rel="stylesheet" href="${at("assets/stylesheets/site.css")}">
</head>
<body>
<main class="page"><article class="page__text">
<h1>No network</h1>
<p>This page is not on your device yet. When you are online again, reload it.</p>
<ul>
<li><a href="${at("")}">The beginning</a></li>
<li><a href="${
    at("a-z/")
  }">All pages from A to Z</a>: those that you have read are here, and often all others</li>
</ul>
</article></main>
</body>
</html>`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html" } });
}
