/**
 * Entries by their ids as hex, and what they say: what the fold and its helpers work with.
 *
 * Each entry is read once for as long as it is in memory, since a phone folds the same entries anew after every change.
 */

import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import type { Id } from "../events/base.ts";
import type { Event } from "../events/types.ts";
import type { Unread } from "../events/unread.ts";
import { decodeEvent } from "../events/vocabulary.ts";

/** An entry, its id as hex, and its event as it was written: corrections are not in it. */
export interface Named {
  readonly id: Id;
  readonly entry: Entry;
  readonly event: Event | Unread;
}

class Once implements Named {
  readonly id: Id;
  readonly entry: Entry;
  #event: Event | Unread | null = null;

  constructor(entry: Entry) {
    this.entry = entry;
    this.id = hex(entry.id);
  }

  get event(): Event | Unread {
    this.#event ??= decodeEvent(this.entry.type, this.entry.fields);
    return this.#event;
  }
}

const known = new WeakMap<Entry, Named>();

export function named(entry: Entry): Named {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const once = new Once(entry);
  known.set(entry, once);
  return once;
}

/** Compare two ids by the order of the journal. */
export function byId(one: { readonly id: Id }, other: { readonly id: Id }): number {
  return compareIds(one.id, other.id);
}

export function compareIds(one: Id, other: Id): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Return the milliseconds since 1970 that `id` claims. */
export function msOf(id: Id): number {
  return Number.parseInt(id.slice(0, 12), 16);
}

/** Return how many of `ids`, in order, were written at `untilMs` (since 1970) or before. */
export function countUntil(ids: readonly Id[], untilMs: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (msOf(ids[middle] ?? "") <= untilMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
