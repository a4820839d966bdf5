/**
 * The service worker: keeps the whole app on the phone, and answers for it without a network.
 *
 * - FILES and VERSION are written in by the build (see vite.files.ts): every file of the app with its SHA-256.
 * - A version is taken whole or not at all: each file must have the hash that this script names.
 * - A new version waits until the page says "take over", or until no page of the app is open. It asks this one for a
 *   quiet moment first: what is asked of a worker that is ending starts it anew, and that one stays for half a minute.
 * - An older version is thrown away once every window has said that it runs another; one that does not answer may
 *   still run any. What the browser threw away of this version is fetched again.
 * - What is not a file of the app (the sync, above all) is none of its business.
 */
const FILES = new Map(__FILES__);
const OURS = "twoway-";
const NAME = `${OURS}${__VERSION__}`;
const HOME = new URL("./", self.location).href;
/** A window that says nothing for so long is asleep. */
const ANSWER_MS = 2000;
/** An answer that is under way keeps this worker in the way of a newer one. */
const NETWORK_MS = 30_000;
/** Nobody has asked for anything for so long: no window is being loaded, nor about to fetch what is near (app.tsx). */
const QUIET_MS = 2000;
let askedAt = Date.now();

self.addEventListener("install", (event) => event.waitUntil(install(event)));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
  if (event.data === "tidy up") event.waitUntil(tidyUp());
  if (event.data === "when quiet") event.waitUntil(quiet().then(() => event.ports[0].postMessage(null)));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  askedAt = Date.now();
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(HOME)) return;
  const isPage = request.mode === "navigate";
  const name = isPage ? "./" : `./${address.href.slice(HOME.length).split(/[?#]/, 1)[0]}`;
  if (isPage ? address.pathname === new URL(HOME).pathname : isHashed(name) || FILES.has(name)) {
    event.respondWith(answer(name, request));
  }
});

async function install(event) {
  // A browser that knows routes need not wake this worker for each exchange with the server.
  const exchange = new URL("../v1/", HOME).pathname;
  void event.addRoutes?.({ condition: { urlPattern: { pathname: `${exchange}*` } }, source: "network" });
  try {
    await fill();
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

/** Fetch every file that is not kept yet. */
async function fill(signal) {
  const cache = await caches.open(NAME);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const lacking = [...FILES].filter(([name]) => !kept.has(new URL(name, HOME).href));
  await Promise.all(lacking.map(([name, hash]) => keep(cache, name, hash, signal)));
}

async function keep(cache, name, hash, signal) {
  const response = await fetch(new URL(name, HOME), { cache: isHashed(name) ? "default" : "no-cache", signal });
  if (!response.ok) throw new Error(`${name} is not there`);
  const seen = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  const hex = [...seen].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== hash) throw new Error(`${name} is of another version`);
  await cache.put(new URL(name, HOME), response);
}

/** A window has begun: keep what this version needs, and let go of what no window runs. */
async function tidyUp() {
  // Without a network, or behind a newer server, the next window tries again.
  await fill(AbortSignal.timeout(NETWORK_MS)).catch(() => undefined);
  const { installing, waiting } = self.registration;
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const older = names.slice(0, names.indexOf(NAME));
  if (older.length === 0 || installing !== null || waiting !== null) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const scripts = await Promise.all(windows.filter(({ url }) => url.startsWith(HOME)).map(scriptOf));
  if (scripts.includes(null)) return;
  const mine = await caches.open(NAME);
  for (const name of older) {
    if (!(await isNeeded(await caches.open(name), mine, scripts))) await caches.delete(name);
  }
}

/** The name of a script changes with anything that it loads: what runs a script of `mine` needs nothing older. */
async function isNeeded(cache, mine, scripts) {
  for (const script of scripts) {
    if ((await mine.match(script)) === undefined && (await cache.match(script)) !== undefined) return true;
  }
  return false;
}

/** Return which script a window runs; null where it does not say. */
function scriptOf(window) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    setTimeout(() => resolve(null), ANSWER_MS);
    port1.onmessage = ({ data }) => resolve(data);
    window.postMessage("what runs?", [port2]);
  });
}

/** Resolve once no window has asked for anything for a while. */
async function quiet() {
  const leftMs = () => askedAt + QUIET_MS - Date.now();
  while (leftMs() > 0) await new Promise((resolve) => setTimeout(resolve, leftMs()));
}

/** A reminder that is pressed shows the app: the page that is open, or a new one. */
async function show() {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return page === undefined ? self.clients.openWindow(HOME) : page.focus();
}

/** Names with a hash in them are the same in every version; the others are of this version alone. */
async function answer(name, request) {
  const address = new URL(name, HOME);
  const kept = isHashed(name) ? await caches.match(address) : await (await caches.open(NAME)).match(address);
  return kept ?? fetch(request, { signal: AbortSignal.timeout(NETWORK_MS) });
}

function isHashed(name) {
  return name.startsWith("./assets/");
}
