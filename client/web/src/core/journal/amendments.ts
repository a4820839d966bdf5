/**
 * Which entries count, and how they read: corrections, retractions and erasures resolved.
 *
 * - The last retraction or reinstatement by order wins. Neither can itself be taken back.
 * - A correction replaces whole fields; the last by order wins, for each field. It can be corrected and
 *   retracted as any entry. A correction of a retracted entry shows when that is reinstated.
 * - Whose opportunity an entry is, and what an amendment amends, cannot be corrected.
 * - An erased entry is hidden for ever, with its corrections, also from views of the past. Erasures cannot be
 *   retracted nor erased; `erasure.cancelled` names the erasure and undoes it.
 * - A correction after which the entry would not read is left out, and said.
 * - An amendment lies in the part of its target; elsewhere it has no effect, so that a part alone reads as the whole.
 */

import type { Bytes } from "../bytes.ts";
import type { Entry } from "../entry.ts";
import { MalformedError } from "../errors.ts";
import { readRaw } from "../events/reading.ts";
import type { Id } from "../events/base.ts";
import type { EntryCorrected, EntryErased, EntryReinstated, EntryRetracted, ErasureCancelled } from "../events/log.ts";
import type { Event } from "../events/types.ts";
import { isUnread, type Unread } from "../events/unread.ts";
import { decodeEvent, fieldsOfType } from "../events/vocabulary.ts";
import { writeRaw } from "../events/writing.ts";
import { type Correction, Fact, type NotApplied } from "./items.ts";
import { byId, type Named } from "./named.ts";
import { AMENDMENTS, partOf } from "./parts.ts";

const FIXED_FIELDS: ReadonlySet<string> = new Set(["opportunity", "target"]);

type Amendment = EntryCorrected | EntryErased | EntryReinstated | EntryRetracted | ErasureCancelled;

/** An amendment, and the entry that says so. */
interface Said<A extends Amendment = Amendment> {
  readonly from: Named;
  readonly event: A;
}

/** How an entry reads now: its time, its event, and the corrections that made it so, oldest first. */
export interface Reading {
  readonly at: number;
  readonly offset: number;
  readonly event: Event | Unread;
  readonly corrections: readonly Correction[];
  readonly leftOut: readonly NotApplied[];
}

/**
 * What amendments say of other entries. A target need not be among the entries that were given.
 *
 * `erased`: target -> the erasures that count. `retracted`: hidden until reinstated.
 * `fixes`: target -> its corrections that count, in order, each as it reads after its own corrections.
 */
export class Amendments {
  erased: ReadonlyMap<Id, readonly Id[]> = new Map();
  readonly retracted = new Set<Id>();
  readonly fixes = new Map<Id, Fact<EntryCorrected>[]>();

  /** Return whether the entry with this id was taken back or erased. */
  hides(entry: Id): boolean {
    return this.retracted.has(entry) || this.erased.has(entry);
  }
}

/** Return what the amendments among `entries` (in order) say; of those in `later`, erasures alone count. */
export function resolve(entries: readonly Named[], later: readonly Named[] = []): Amendments {
  const amendments = new Amendments();
  const read = readAll(entries, entries);
  amendments.erased = findErased([...read, ...readAll(later, [...entries, ...later])]);
  const counting = read.filter((said) => !amendments.erased.has(said.from.id));
  for (const { event } of counting) {
    if (event.type === "entry.retracted") amendments.retracted.add(event.target);
    else if (event.type === "entry.reinstated") amendments.retracted.delete(event.target);
  }
  resolveCorrections(only(counting, "entry.corrected"), amendments);
  return amendments;
}

/** Return the amendments among `entries` that lie in the part of their target, if that is among `targets`. */
function readAll(entries: readonly Named[], targets: readonly Named[]): Said[] {
  const amendments = entries.filter((one) => AMENDMENTS.has(one.entry.type));
  if (amendments.length === 0) return [];
  const known = new Map(targets.map((one) => [one.id, one.entry]));
  return amendments.flatMap((from) => {
    const { event } = from;
    return isAmendment(event) && isBeside(from.entry, event, known) ? [{ from, event }] : [];
  });
}

function isAmendment(event: Event | Unread): event is Amendment {
  return !isUnread(event) && AMENDMENTS.has(event.type);
}

function isBeside(entry: Entry, amendment: Amendment, known: ReadonlyMap<Id, Entry>): boolean {
  const target = known.get(amendment.target);
  return target === undefined || partOf(target) === partOf(entry);
}

function only<T extends Amendment["type"]>(read: readonly Said[], type: T): Said<Extract<Amendment, { type: T }>>[] {
  return read.filter((said): said is Said<Extract<Amendment, { type: T }>> => said.event.type === type);
}

/** Return target -> erasures that count; the corrections of an erased entry are erased with it. */
function findErased(read: readonly Said[]): Map<Id, Id[]> {
  const cancelled = new Set(only(read, "erasure.cancelled").map((said) => said.event.target));
  const erasures = only(read, "entry.erased");
  const immune = new Set([...erasures, ...only(read, "erasure.cancelled")].map((said) => said.from.id));
  const corrections = new Map<Id, Id[]>();
  for (const { from, event } of only(read, "entry.corrected")) push(corrections, event.target, from.id);
  const erased = new Map<Id, Id[]>();
  for (const { from, event } of erasures) {
    const waiting = cancelled.has(from.id) ? [] : [event.target];
    for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
      if (immune.has(target) || erased.get(target)?.includes(from.id)) continue;
      push(erased, target, from.id);
      waiting.push(...(corrections.get(target) ?? []));
    }
  }
  return erased;
}

/** Fill in the fixes, those of corrections before these corrections; a circle of them reaches no entry. */
function resolveCorrections(corrections: readonly Said<EntryCorrected>[], amendments: Amendments): void {
  const live = new Map<Id, Said<EntryCorrected>>();
  for (const said of corrections) if (!amendments.retracted.has(said.from.id)) live.set(said.from.id, said);
  const waitsFor = new Map<Id, number>([...live.keys()].map((id) => [id, 0]));
  for (const { event } of live.values()) {
    if (live.has(event.target)) waitsFor.set(event.target, (waitsFor.get(event.target) ?? 0) + 1);
  }
  const ready = [...waitsFor].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const said = live.get(id);
    if (said === undefined) continue;
    const { target } = said.event;
    push(amendments.fixes, target, fixOf(said, (amendments.fixes.get(id) ?? []).toSorted(byId)));
    const left = (waitsFor.get(target) ?? 0) - 1;
    waitsFor.set(target, left);
    if (left === 0 && live.has(target)) ready.push(target);
  }
  for (const fixes of amendments.fixes.values()) fixes.sort(byId);
}

function fixOf({ from, event }: Said<EntryCorrected>, fixes: readonly Fact<EntryCorrected>[]): Fact<EntryCorrected> {
  const reading = readCorrected(from, event, fixes);
  // A correction that would not read is left out, so that the event keeps its type.
  return new Fact(from.id, reading.at, reading.offset, reading.event as EntryCorrected, reading.corrections);
}

/** Return how `named`, which says `event`, reads after `fixes`, in order; an unknown type stays as it is. */
export function readCorrected(
  { entry }: Named,
  event: Event | Unread,
  fixes: readonly Fact<EntryCorrected>[],
): Reading {
  let now = { at: entry.at, offset: entry.offset, event };
  if (fixes.length === 0 || fieldsOfType(entry.type) === undefined) return { ...now, corrections: [], leftOut: [] };
  const corrections: Correction[] = [];
  const leftOut: NotApplied[] = [];
  let fields = fieldsIn(entry);
  for (const fix of fixes) {
    const patched = new Map([...fields, ...[...fix.event.patch].filter(([name]) => !FIXED_FIELDS.has(name))]);
    const after = decodeEvent(entry.type, writeRaw(patched));
    const { id, at, offset } = fix;
    if (isUnread(after)) {
      leftOut.push({ id, at, offset, unread: { type: "entry.corrected", why: after.why } });
      continue;
    }
    const before = { before: now.event, beforeAt: now.at, beforeOffset: now.offset };
    corrections.push({ id, at, offset, event: fix.event, ...before });
    fields = patched;
    now = { at: fix.event.at ?? now.at, offset: fix.event.offset ?? now.offset, event: after };
  }
  return { ...now, corrections, leftOut };
}

function fieldsIn(entry: Entry): Map<string, Bytes> {
  try {
    return readRaw(entry.fields);
  } catch (error) {
    if (error instanceof MalformedError) return new Map(); // not readable as it is, but a correction may mend that
    throw error;
  }
}

function push<T>(lists: Map<Id, T[]>, key: Id, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
