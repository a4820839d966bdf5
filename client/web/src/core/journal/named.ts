/** Entries by their ids as hex: what the fold and its helpers work with. */

import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import type { Id } from "../events/base.ts";

/** An entry, and its id as hex. */
export interface Named {
  readonly id: Id;
  readonly entry: Entry;
}

export function named(entry: Entry): Named {
  return { id: hex(entry.id), entry };
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
