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
/** A window that is being loaded asks for many files; the older worker says when it was asked for none for a while. */
export const QUIET_MS = 6000;
/**
 * An older worker goes once it has answered what it was asked.
 *
 * Chromium starts it anew where it is asked for something while it ends, and then lets it rest for 30 s first.
 */
export const PATIENCE_MS = 45_000;

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
async function letIn(registration: ServiceWorkerRegistration): Promise<boolean> {
  const { waiting, active } = registration;
  const next = waiting ?? active;
  if (next === null) return false;
  const isIn = settled(next);
  if (waiting !== null) {
    if (active !== null) await quiet(active);
    waiting.postMessage("take over");
  }
  return isIn;
}

/** Whether `worker` answers for the app now, or soon enough. */
function settled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((done) => {
    const late = setTimeout(() => end(false), PATIENCE_MS);
    const look = (): void => {
      if (worker.state === "activated" || worker.state === "redundant") end(worker.state === "activated");
    };
    const end = (isIn: boolean): void => {
      clearTimeout(late);
      worker.removeEventListener("statechange", look);
      done(isIn);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Wait for a moment in which no window asks `worker` for anything; one of an older app says nothing of that. */
function quiet(worker: ServiceWorker): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    const end = (): void => {
      port1.close();
      done();
    };
    setTimeout(end, QUIET_MS);
    port1.onmessage = end;
    worker.postMessage("when quiet", [port2]);
  });
}
