/**
 * From entries, in whatever order and however often they come, to one set in one order.
 *
 * Same id and same content is one entry. Same id with different content is a conflict: all readings are kept, and
 * the one that counts has the smallest SHA-256, taken over its canonical encoding around its fields as they came.
 */

import { sha256 } from "@noble/hashes/sha2.js";

import { equal, hex } from "../bytes.ts";
import { type Entry, encodeEntry } from "../entry.ts";
import type { Id } from "../events/base.ts";
import type { Conflict } from "./items.ts";
import { byId, compareIds, countUntil, type Named, named } from "./named.ts";

/** `entries`: one for each id, in order. `conflicts`: ids with several readings, in order. */
export interface Gathered {
  readonly entries: readonly Named[];
  readonly conflicts: readonly Conflict[];
}

/** Return the set of `entries`. */
export function gather(entries: Iterable<Entry>): Gathered {
  const found = new Map<Id, Named>();
  const clashes = new Map<Id, Entry[]>();
  for (const one of entries) {
    const given = named(one);
    const known = found.get(given.id);
    if (known === undefined) found.set(given.id, given);
    else if (!isSame(known.entry, one)) clashes.set(given.id, [...(clashes.get(given.id) ?? [known.entry]), one]);
  }
  const conflicts = [...clashes].toSorted(([one], [other]) => compareIds(one, other)).map(([, readings]) => settle(readings));
  for (const { counts } of conflicts) found.set(hex(counts.id), named(counts));
  return { entries: [...found.values()].sort(byId), conflicts };
}

/** Return the entries written at `untilMs` (since 1970) or before, and those written later. */
export function splitAt(gathered: Gathered, untilMs: number | null): [known: readonly Named[], later: readonly Named[]] {
  if (untilMs === null) return [gathered.entries, []];
  const known = countUntil(gathered.entries.map((one) => one.id), untilMs);
  return [gathered.entries.slice(0, known), gathered.entries.slice(known)];
}

function isSame(one: Entry, other: Entry): boolean {
  return (
    one === other ||
    (one.at === other.at &&
      one.offset === other.offset &&
      (one.batch === null) === (other.batch === null) &&
      (one.batch === null || other.batch === null || equal(one.batch, other.batch)) &&
      one.type === other.type &&
      equal(one.fields, other.fields))
  );
}

function settle(readings: readonly Entry[]): Conflict {
  const byHash = new Map(readings.map((reading) => [hex(sha256(encodeEntry(reading))), reading]));
  const [counts, ...others] = [...byHash].toSorted(([one], [other]) => compareIds(one, other)).map(([, one]) => one);
  if (counts === undefined) throw new TypeError("a conflict has two readings");
  return { counts, others };
}
