/**
 * What `undo` takes back and `redo` brings back: whole batches, the newest first.
 *
 * A batch is what one command wrote. `undo` takes back this device's newest batch that is not itself a
 * retraction, reinstatement or erasure and is not taken back yet, so that repeating it walks back.
 * `redo` brings back what this device's newest retraction took back, unless that counts again already.
 * An import takes what it brought with it, though that kept the batches of where it came from.
 */

import { hex } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import type { Id } from "../events/base.ts";
import { isUnread } from "../events/unread.ts";
import { decodeEvent } from "../events/vocabulary.ts";
import type { Amendments } from "./amendments.ts";
import { byId } from "./named.ts";
import { partOf, targetOf } from "./parts.ts";

export const RETRACTION = "entry.retracted";
export const IMPORT = "import.recorded";
const NOT_UNDONE: ReadonlySet<string> = new Set([RETRACTION, "entry.reinstated", "entry.erased", "erasure.cancelled"]);

/** An entry to retract or reinstate, and the `opportunity` that the amendment must name. */
export interface Target {
  readonly id: Id;
  readonly opportunity: Id | null;
}

/** Return the id of the first entry that the same command wrote. */
export function batchOf(entry: Entry): Id {
  return hex(entry.batch ?? entry.id);
}

/** Return what the imports in `batch` brought: id -> the batch that it is to be taken for. */
export function broughtBy(batch: Iterable<Entry>): Map<Id, Id> {
  const found = new Map<Id, Id>();
  for (const entry of batch) {
    const event = entry.type === IMPORT ? decodeEvent(entry.type, entry.fields) : null;
    if (event === null || isUnread(event) || event.type !== IMPORT) continue;
    for (const brought of event.brought) found.set(brought, batchOf(entry));
  }
  return found;
}

/**
 * Return what `undo` retracts, in order; nothing if nothing is left.
 *
 * `newestFirst`: this device's entries, read only as far as needed. `amendments`: of the whole journal.
 */
export function toUndo(newestFirst: Iterable<Entry>, amendments: Amendments): Target[] {
  for (const batch of batches(newestFirst)) {
    const targets = toUndoBatch(batch, amendments);
    if (targets.length > 0) return targets;
  }
  return [];
}

/** Return what there is to retract in `batch`, in order. */
export function toUndoBatch(batch: Iterable<Entry>, amendments: Amendments): Target[] {
  const open = [...batch].filter((entry) => !NOT_UNDONE.has(entry.type) && !amendments.hides(hex(entry.id)));
  return targetsOf(open);
}

/** Return what `redo` reinstates, in order; nothing if nothing is taken back. As for `toUndo`. */
export function toRedo(newestFirst: Iterable<Entry>, amendments: Amendments): Target[] {
  for (const batch of batches(newestFirst)) {
    const undone = new Map<Id, Id | null>();
    for (const entry of batch) {
      const target = entry.type === RETRACTION ? targetOf(entry) : null;
      if (target !== null) undone.set(target, partOf(entry));
    }
    const targets = [...undone].filter(([id]) => canReturn(id, amendments));
    if (targets.length > 0) return targets.map(([id, opportunity]) => ({ id, opportunity })).sort(byId);
  }
  return [];
}

/** Return what there is to reinstate of `batch`, in order. */
export function toRedoBatch(batch: Iterable<Entry>, amendments: Amendments): Target[] {
  return targetsOf([...batch].filter((entry) => canReturn(hex(entry.id), amendments)));
}

function targetsOf(entries: readonly Entry[]): Target[] {
  return entries.map((entry) => ({ id: hex(entry.id), opportunity: partOf(entry) })).sort(byId);
}

function canReturn(entry: Id, amendments: Amendments): boolean {
  return amendments.retracted.has(entry) && !amendments.erased.has(entry);
}

/** Yield the entries that follow each other and are of one batch. */
function* batches(entries: Iterable<Entry>): Generator<Entry[]> {
  let batch: Entry[] = [];
  let name: Id | null = null;
  for (const entry of entries) {
    if (name !== null && batchOf(entry) !== name) {
      yield batch;
      batch = [];
    }
    name = batchOf(entry);
    batch.push(entry);
  }
  if (batch.length > 0) yield batch;
}
