/** The worker: the engine, and the page's calls to it. */
import { LocalEngine } from "./engine.ts";
import { type Call, type End, type Nudge, serve, type ToPage, type ToWorker } from "./rpc.ts";
import { openMemory } from "./store/memory.ts";
import { openStore } from "./store/store.ts";
import { openTabs } from "./tabs.ts";
import { world } from "./world.ts";

const REST_MS = 300;

/** What a worker calls itself, as far as it is used here. */
interface Scope {
  postMessage(message: ToPage): void;
  addEventListener(type: "message", heard: (event: MessageEvent<ToWorker>) => void): void;
}

const scope = self as unknown as Scope;
let answer: ((message: Call | End | Nudge) => void) | null = null;

scope.addEventListener("message", ({ data }) => {
  if ("hello" in data) answer = serve(engine(data.hello.hadJournal), scope);
  else answer?.(data);
});

function engine(hadJournal: boolean): LocalEngine {
  return new LocalEngine({
    ground: async () => ({
      world,
      store: await openStore(),
      memory: openMemory(),
      tabs: openTabs("twoway"),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
    startSync: async () => (await import("./sync/side.ts")).startSync,
    hadJournal,
    restMs: REST_MS,
  });
}
