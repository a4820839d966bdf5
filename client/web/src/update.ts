/**
 * The service worker, seen from the page: the app is kept on the phone whole, and a newer one waits to be let in.
 *
 * - A new version is fetched beside the running one and changes nothing until the person says so: nothing is swapped
 *   under somebody who is writing.
 * - It may be let in by any window; the others go on as they are until they are loaded again.
 * - Where there is no service worker (http to another computer, private windows) the app runs all the same.
 */
import { scriptUrl } from "./scripts.ts";

/** How often a page that stays open asks whether there is a newer app. */
const ASK_AGAIN_MS = 6 * 60 * 60 * 1000;
/** An older worker goes once it has answered what it was asked; where the network hangs a browser waits five minutes. */
export const PATIENCE_MS = 10_000;

export interface Update {
  /** Let the newer app in; whether it answers for the app now. Nothing is loaded again by this. */
  letIn(): Promise<boolean>;
}

/**
 * Keep the app on this phone; `waiting` is told when a newer one is there. Never throws.
 *
 * `script`: the address of the script with which the page began; it is another one in every version.
 */
export async function keepApp(script: string, waiting: (update: Update) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  try {
    // Before what no window runs any more is thrown away, each is asked what it runs.
    serviceWorker.addEventListener("message", ({ ports }) => ports[0]?.postMessage(script));
    serviceWorker.startMessages();
    const registration = await serviceWorker.register(scriptUrl("sw.js"), { updateViaCache: "none" });
    watch(registration, waiting);
    registration.active?.postMessage("tidy up");
    setInterval(() => void registration.update().catch(() => undefined), ASK_AGAIN_MS);
  } catch {
    // No service worker: the app needs the network to be loaded, and writes offline once it is.
  }
}

function watch(registration: ServiceWorkerRegistration, waiting: (update: Update) => void): void {
  const tell = (): void => {
    if (navigator.serviceWorker.controller !== null) waiting({ letIn: () => letIn(registration) });
  };
  if (registration.waiting !== null) tell();
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") tell();
    });
  });
}

/** The one that waits now, for a newer one still may have taken its place; none where another window has let it in. */
function letIn(registration: ServiceWorkerRegistration): Promise<boolean> {
  const next = registration.waiting ?? registration.active;
  if (next === null) return Promise.resolve(false);
  return new Promise((done) => {
    const late = setTimeout(() => end(false), PATIENCE_MS);
    const look = (): void => {
      if (next.state === "activated" || next.state === "redundant") end(next.state === "activated");
    };
    const end = (isIn: boolean): void => {
      clearTimeout(late);
      next.removeEventListener("statechange", look);
      done(isIn);
    };
    next.addEventListener("statechange", look);
    if (next === registration.waiting) next.postMessage("take over");
    look();
  });
}
