/**
 * The service worker: keeps the whole app on the phone, and answers for it without a network.
 *
 * - FILES and VERSION are written in by the build (see vite.files.ts): every file of the app with its SHA-256.
 * - A version is taken whole or not at all: each file must have the hash that this script names.
 * - A new version waits until the page says "take over", or until no page of the app is open.
 * - What is not a file of the app (the sync, above all) is none of its business.
 */
const FILES = new Map(__FILES__);
const NAME = `twoway-${__VERSION__}`;
const HOME = new URL("./", self.location).href;
/** The version before stays, so that a page that still runs finds what it has yet to load. */
const KEPT = 2;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || !address.href.startsWith(HOME)) return;
  const isPage = request.mode === "navigate";
  const name = isPage ? "./" : `./${address.href.slice(HOME.length).split(/[?#]/, 1)[0]}`;
  if (isPage ? address.pathname === new URL(HOME).pathname : isHashed(name) || FILES.has(name)) {
    event.respondWith(answer(name, request));
  }
});

async function install() {
  const cache = await caches.open(NAME);
  try {
    await Promise.all([...FILES].map(([name, hash]) => keep(cache, name, hash)));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

async function keep(cache, name, hash) {
  const response = await fetch(new URL(name, HOME), { cache: isHashed(name) ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${name} is not there`);
  const seen = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  const hex = [...seen].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== hash) throw new Error(`${name} is of another version`);
  await cache.put(new URL(name, HOME), response);
}

async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith("twoway-") && name !== NAME);
  await Promise.all(others.slice(0, Math.max(0, others.length - KEPT + 1)).map((name) => caches.delete(name)));
  await self.clients.claim();
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
  return kept ?? fetch(request);
}

function isHashed(name) {
  return name.startsWith("./assets/");
}
