/**
 * The hybrid logical clock: entry ids that rise, whatever the clock on the wall does.
 *
 * A new id exceeds every id this device made and every id it has seen, except ids more than 24 hours ahead of its
 * own clock: those are kept, sorted where they say, and do not drag the clock along.
 */
import type { Bytes } from "./bytes.ts";
import { COUNTER_BITS, idCounter, idMs, makeEntryId } from "./ids.ts";

export const AHEAD_LIMIT_MS = 24 * 60 * 60 * 1000;
/** The last millisecond of the year 9999: a clock beyond it is broken, and is taken for this. */
export const LAST_MS = 253_402_300_799_999;

const COUNTER_END = 1 << COUNTER_BITS;

/** Return whether `entry` claims a time more than 24 hours ahead of `nowMs`. */
export function isUnreliable(entry: Uint8Array, nowMs: number): boolean {
  return idMs(entry) > Math.min(nowMs, LAST_MS) + AHEAD_LIMIT_MS;
}

/** The last (milliseconds, counter) that was given out or seen. */
export class HybridClock {
  ms: number;
  counter: number;

  constructor(ms = 0, counter = 0) {
    this.ms = ms;
    this.counter = counter;
  }

  /** Return an id above all before it; `nowMs` is the wall clock, `random` 8 fresh bytes. */
  next(nowMs: number, random: Uint8Array): Bytes {
    const now = Math.min(Math.max(Math.floor(nowMs), 0), LAST_MS); // so that 48 bits never run out
    if (now > this.ms) {
      this.ms = now;
      this.counter = 0;
    } else if (this.counter + 1 < COUNTER_END) {
      this.counter += 1;
    } else {
      this.ms += 1;
      this.counter = 0;
    }
    return makeEntryId(this.ms, this.counter, random);
  }

  /** Take note of an id seen elsewhere, so that the next one here exceeds it. */
  observe(entry: Uint8Array, nowMs: number): void {
    if (isUnreliable(entry, nowMs)) return;
    const ms = idMs(entry);
    const counter = idCounter(entry);
    if (ms > this.ms || (ms === this.ms && counter > this.counter)) {
      this.ms = ms;
      this.counter = counter;
    }
  }
}
