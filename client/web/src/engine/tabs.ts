/**
 * Several windows of one journal: who writes now, and who is told.
 *
 * A lock is held for one transaction and never longer, and the browser frees it when its window dies. Windows hear of
 * each other's changes; what they hear holds ids only.
 */
import { EngineError } from "./errors.ts";
import type { Hex } from "./store/port.ts";

export const WAIT_MS = 5_000;

/**
 * `changed`: the store, and which bodies were replaced. `profile`: made, or locked under another passphrase.
 *
 * `leaving`: the journal is about to be taken off this device: no window is to exchange now. `left`: it is off.
 */
export type TabNews =
  | { news: "changed"; bodies: readonly Hex[] }
  | { news: "profile" }
  | { news: "locked" }
  | { news: "leaving" }
  | { news: "left" };

export interface Tabs {
  /** Run `work` while no other window runs one of that name; null, at once, where another does. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T | null>;
  /** Run `work` after those of that name before it. Rejects with an EngineError "busy" after 5 s. */
  inTurn<T>(name: string, work: () => Promise<T>, waits: (isWaiting: boolean) => void): Promise<T>;
  tell(news: TabNews): void;
  hear(heard: (news: TabNews) => void): void;
}

/** Return the windows of this browser as they are; without Web Locks, this window alone. */
export function openTabs(name: string): Tabs {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  // Node keeps a process alive for an open channel; a window needs no such thing.
  (channel as { unref?: () => void } | null)?.unref?.();
  const locks = typeof navigator !== "undefined" && "locks" in navigator ? navigator.locks : ownLocks();
  return {
    alone: (work, run) =>
      locks.request(`${name}/${work}`, { ifAvailable: true }, async (lock) => (lock === null ? null : run())) as never,
    inTurn: (work, run, waits) => inTurn(locks, `${name}/${work}`, run, waits) as never,
    tell: (news) => channel?.postMessage(news),
    hear(heard) {
      channel?.addEventListener("message", (event: MessageEvent<TabNews>) => heard(event.data));
    },
  };
}

type Granted = (lock: unknown) => Promise<unknown>;
interface Locks {
  request(name: string, how: { ifAvailable?: boolean; signal?: AbortSignal }, granted: Granted): Promise<unknown>;
}

const TALK_AFTER_MS = 300;

async function inTurn<T>(locks: Locks, name: string, run: () => Promise<T>, waits: (isWaiting: boolean) => void) {
  const patience = new AbortController();
  const timers = [setTimeout(() => waits(true), TALK_AFTER_MS), setTimeout(() => patience.abort(), WAIT_MS)];
  let isMine = false;
  const stop = (): void => {
    for (const timer of timers) clearTimeout(timer);
    waits(false);
  };
  try {
    return await locks.request(name, { signal: patience.signal }, () => {
      isMine = true;
      stop();
      return run();
    });
  } catch (error) {
    if (isMine || !patience.signal.aborted) throw error;
    throw new EngineError("busy", "another window of the app is still writing.", {
      kept: "everything that was saved before; the words stay where they are",
      mend: "Let it finish, or close it, then save again.",
    });
  } finally {
    stop();
  }
}

/** Locks within this window, for a browser that has none. */
function ownLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    async request(name, { ifAvailable, signal }, granted) {
      const before = last.get(name);
      if (ifAvailable === true && before !== undefined) return granted(null);
      let free = (): void => undefined;
      const mine = new Promise<void>((resolve) => {
        free = resolve;
      });
      const turn = Promise.resolve(before).then(() => mine);
      last.set(name, turn);
      try {
        await Promise.race([before, aborted(signal)]);
        return await granted({});
      } finally {
        free();
        if (last.get(name) === turn) last.delete(name);
      }
    },
  };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(new DOMException("no longer wanted", "AbortError")));
  });
}
