/** What the engine asks of the world around it: time, the offset of local time, randomness. */
import type { Bytes } from "../core/bytes.ts";

export interface World {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: () => number;
  /** How far local time is ahead of UTC at that time, in whole minutes. */
  readonly offsetMinutes: (atMs: number) => number;
  /** Fresh bytes of the operating system. */
  readonly random: (length: number) => Bytes;
}

const MOST_AT_ONCE = 65_536;

/** The world as this browser knows it. */
export const world: World = {
  nowMs: () => Date.now(),
  offsetMinutes: (atMs) => 0 - new Date(atMs).getTimezoneOffset(),
  random: (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += MOST_AT_ONCE) crypto.getRandomValues(bytes.subarray(at, at + MOST_AT_ONCE));
    return bytes;
  },
};
