/** What sync asks of the world beyond the store: the network, timers, chance, and where the app came from. */
import type { Socket } from "./hints.ts";
import type { Fetch } from "./remote.ts";

export interface Outside {
  fetch: Fetch;
  /** Null where this world has no sockets: then there are no hints. */
  connect: ((url: string) => Socket) | null;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** From 0 to 1. */
  chance(): number;
  /** Call `act` after `ms`; returns what ends that. */
  later(act: () => void, ms: number): () => void;
  sleep(ms: number): Promise<void>;
  /** The server that this app was loaded from, and the only one that it may speak with; empty where there is none. */
  origin: string;
  /** Whether to exchange by itself, and not only when asked. */
  isWatching: boolean;
}

/** Return the world as this browser knows it. */
export function browser(): Outside {
  return {
    fetch: (url, init) => fetch(url, init),
    connect: typeof WebSocket === "undefined" ? null : (url) => new WebSocket(url) as Socket,
    now: () => performance.now(),
    chance: () => (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) / 65_536,
    later(act, ms) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    origin: originOf(globalThis.location?.href ?? ""),
    isWatching: true,
  };
}

/** Return the address of the server that serves the app at `href`: whatever stands before `/app/`. */
export function originOf(href: string): string {
  return /^(https?:\/\/.*?)\/app\//.exec(href)?.[1] ?? "";
}
