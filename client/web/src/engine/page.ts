/** The page's door to the engine: `connect()` starts the worker and returns what the screens speak to. */
import workerUrl from "./worker.ts?worker&url";
import { scriptUrl } from "../scripts.ts";
import { isLasting } from "./lasting.ts";
import type { Engine, Status } from "./port.ts";
import { remoteEngine, type WorkerLike } from "./remote-engine.ts";

/** Says that there was a journal here, and nothing about it: so that an emptied storage is noticed. */
const MARK = "twoway.had-journal";
/** What all that pages remember begins with. */
const OURS = "twoway";

/** An engine that is told what only the page knows. */
export interface Connected extends Engine {
  /** A newer app is here and waits for a restart, or not. */
  setHasUpdate(hasUpdate: boolean): void;
  /** Resolves when nothing that is to be kept is on its way to the disk. */
  calm(): Promise<void>;
}

/** Start the engine. */
export function connect(): Connected {
  const engine = remoteEngine(
    () => new Worker(scriptUrl(workerUrl), { type: "module" }) as WorkerLike,
    () => ({ hadJournal: isMarked() }),
  );
  const facts = new Facts();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") engine.nudge();
  });
  globalThis.addEventListener("online", () => engine.nudge());
  return {
    ...engine,
    leave: () => leave(engine),
    watch: (told) => facts.join(engine, told),
    setHasUpdate: (hasUpdate) => facts.set({ has_update: hasUpdate }),
  };
}

/** Adds to each status what the page knows: whether the browser promised to keep the storage, and a newer app. */
class Facts {
  #facts: Pick<Status, "has_update" | "is_persisted"> = { has_update: false, is_persisted: null };
  #hasAsked = false;
  readonly #again = new Set<() => void>();

  join(engine: Engine, told: (status: Status) => void): () => void {
    let last: Status | null = null;
    const tell = (): void => {
      if (last !== null) told({ ...last, ...this.#facts });
    };
    this.#again.add(tell);
    globalThis.addEventListener("pagehide", () => last?.stage === "lost" && mark());
    const end = engine.watch((status) => {
      last = status;
      if (status.stage === "open" || status.stage === "locked") this.#keep();
      else if (status.stage === "lost") mark(); // what remembered it went as well, or goes at this moment
      else if (status.stage === "none" && status.trouble === null) this.#left();
      tell();
    });
    return () => {
      this.#again.delete(tell);
      end();
    };
  }

  set(facts: Partial<Pick<Status, "has_update" | "is_persisted">>): void {
    this.#facts = { ...this.#facts, ...facts };
    for (const tell of this.#again) tell();
  }

  /** There is a journal here: ask the browser, once, not to empty its storage, and remember that there was one. */
  #keep(): void {
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    mark();
    void isLasting().then((isPersisted) => this.set({ is_persisted: isPersisted }));
  }

  /** There is none, nor is one missed: it was taken off, here or in another window. */
  #left(): void {
    this.#hasAsked = false;
    unmark();
  }
}

/** Leave without a trace here either. First: a page that dies half-way is to miss no journal that was to go. */
async function leave(engine: Engine): Promise<void> {
  unmark();
  try {
    await engine.leave();
  } catch (error) {
    mark();
    throw error;
  }
}

function isMarked(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

function mark(): void {
  try {
    localStorage.setItem(MARK, "1");
  } catch {
    // A page without storage has no journal to miss either.
  }
}

/** Forget everything that pages of this app remember. */
function unmark(): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(OURS));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // See above.
  }
}
