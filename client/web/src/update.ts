/**
 * The service worker, seen from the page: the app is kept on the phone whole, and a newer one waits to be let in.
 *
 * - A new version is fetched beside the running one and changes nothing until the person says so: nothing is swapped
 *   under somebody who is writing.
 * - Where there is no service worker (http to another computer, private windows) the app runs all the same.
 */
import { scriptUrl } from "./scripts.ts";

/** How often a page that stays open asks whether there is a newer app. */
const ASK_AGAIN_MS = 6 * 60 * 60 * 1000;

const ASK_WORKER_MS = 1000;

export interface Update {
  /** Let the newer app in and load the page again. The caller has seen to it that nothing is half written. */
  restart(): void;
}

/** Keep the app on this phone; `waiting` is told when a newer one is there. Never throws. */
export async function keepApp(waiting: (update: Update) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(scriptUrl("sw.js"), { updateViaCache: "none" });
    watch(registration, waiting);
    setInterval(() => void registration.update().catch(() => undefined), ASK_AGAIN_MS);
  } catch {
    // No service worker: the app needs the network to be loaded, and writes offline once it is.
  }
}

function watch(registration: ServiceWorkerRegistration, waiting: (update: Update) => void): void {
  const tell = (worker: ServiceWorker): void => {
    if (navigator.serviceWorker.controller !== null) waiting({ restart: () => restart(worker) });
  };
  if (registration.waiting !== null) tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") tell(coming);
    });
  });
}

/** Asked again until it is so: a browser may miss that the older one has nothing left to do. */
function restart(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  const ask = (): void => worker.postMessage("take over");
  ask();
  setInterval(ask, ASK_WORKER_MS);
}
