/**
 * What became of each entry: how it reads now, what amended it, and whether it still counts.
 *
 * For the log and for replays, which show what the state leaves out. Of an erased entry, nothing is shown but
 * that it was there. Give some entries and every amendment of them; an amendment's target may be missing.
 */

import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import type { Id } from "../events/base.ts";
import type { Event } from "../events/types.ts";
import type { Unread } from "../events/unread.ts";
import { type Amendments, readCorrected, resolve } from "./amendments.ts";
import { gather, splitAt } from "./gather.ts";
import type { Correction } from "./items.ts";
import type { Named } from "./named.ts";
import { partOf, targetOf } from "./parts.ts";

export type Standing = "counts" | "retracted" | "erased";

/**
 * One entry and its fate.
 *
 * `at`, `offset`, `event`: as they read now; no event if it is erased. `corrections`: those that count,
 * each with the reading before it, oldest first. `amendedBy`: ids of all amendments, counting or not.
 */
export interface EntryRecord {
  readonly id: Id;
  readonly at: number;
  readonly offset: number;
  readonly batch: Id | null;
  readonly opportunity: Id | null;
  readonly type: string;
  readonly standing: Standing;
  readonly event: Event | Unread | null;
  readonly corrections: readonly Correction[];
  readonly amendedBy: readonly Id[];
}

/** Return a record of each of `entries`, in order; `untilMs` (since 1970): as it was known then. */
export function history(entries: Iterable<Entry>, untilMs: number | null = null): EntryRecord[] {
  const [known, later] = splitAt(gather(entries), untilMs);
  const amendments = resolve(known, later);
  const amendedBy = new Map<Id, Id[]>();
  for (const one of known) {
    const target = targetOf(one.entry);
    if (target !== null) amendedBy.set(target, [...(amendedBy.get(target) ?? []), one.id]);
  }
  return known.map((one) => recordOf(one, amendments, amendedBy.get(one.id) ?? []));
}

function recordOf(one: Named, amendments: Amendments, amendedBy: readonly Id[]): EntryRecord {
  const { entry, id } = one;
  const batch = entry.batch === null ? null : hex(entry.batch);
  const known = { id, batch, opportunity: partOf(entry), type: entry.type, amendedBy };
  if (amendments.erased.has(id)) {
    return { ...known, at: entry.at, offset: entry.offset, standing: "erased", event: null, corrections: [] };
  }
  const { leftOut: _, ...reading } = readCorrected(one, one.event, amendments.fixes.get(id) ?? []);
  return { ...known, ...reading, standing: amendments.retracted.has(id) ? "retracted" : "counts" };
}
