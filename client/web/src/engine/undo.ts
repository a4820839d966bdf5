/**
 * Taking back, and erasing. Both are entries of their own: nothing that was written is changed.
 *
 * `undo` retracts this device's newest batch that is not taken back yet, with what an import in it brought.
 */
import { hex, unhex } from "../core/bytes.ts";
import type { Entry } from "../core/entry.ts";
import { isUnread } from "../core/events/unread.ts";
import { resolve } from "../core/journal/amendments.ts";
import { gather } from "../core/journal/gather.ts";
import { type EntryRecord, history } from "../core/journal/history.ts";
import { AMENDMENTS } from "../core/journal/parts.ts";
import { batchOf, broughtBy, type Target, toUndoBatch } from "../core/journal/undo.ts";
import { short } from "../core/ids.ts";
import { labelsOf } from "../core/projections/labels.ts";
import { told, whatWords } from "../core/projections/log.ts";
import type { Desk } from "./desk.ts";
import { EngineError } from "./errors.ts";
import type { Undone } from "./port.ts";
import type { Placed } from "./session.ts";

const ROOM = 36;

/** Take back the newest batch of this device; return what that was, and its ids. Null where nothing is left. */
export async function undo(desk: Desk): Promise<Undone | null> {
  const placed = await desk.entries();
  const targets = newest(placed, desk.keys().public.id);
  if (targets.length === 0) return null;
  const what = await described(desk, targets);
  await desk.write(
    targets.map(({ id, opportunity }) => ({ type: "entry.retracted", fields: { target: id, opportunity } })),
  );
  return { ids: targets.map(({ id }) => id), what };
}

function newest(placed: readonly Placed[], own: string): Target[] {
  const entries = placed.map((one) => one.entry);
  const amendments = resolve(gather(entries).entries);
  const mine = placed.filter((one) => one.device === own).map((one) => one.entry);
  for (const batch of batchesNewestFirst(mine)) {
    const targets = toUndoBatch([...batch, ...brought(batch, entries)], amendments);
    if (targets.length > 0) return targets;
  }
  return [];
}

/** Yield the batches in `entries` (in order of ids), the one with the newest entry first. */
function* batchesNewestFirst(entries: readonly Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  for (const entry of entries.toReversed()) {
    const [first] = batch;
    if (first !== undefined && batchOf(first) !== batchOf(entry)) {
      yield batch;
      batch = [];
    }
    batch.push(entry);
  }
  if (batch.length > 0) yield batch;
}

/** Return the entries that imports in `batch` brought. */
function brought(batch: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const names = broughtBy(batch);
  return names.size === 0 ? [] : entries.filter((one) => names.has(hex(one.id)));
}

/** Return in words what `targets` are: the first with what it says, and how many more. */
async function described(desk: Desk, targets: readonly Target[]): Promise<string> {
  const entries = (await desk.entries()).map((one) => one.entry);
  const ids = new Set(targets.map(({ id }) => id));
  const records = history(entries).filter((record) => ids.has(record.id));
  const record = records.find((one) => one.type === "import.recorded") ?? records[0];
  if (record === undefined) return "";
  const state = await (await desk.opened()).state();
  const more = targets.length > 1 ? ` and ${targets.length - 1} more` : "";
  return `${words(record, labelsOf(state, new Map()))}${more}`;
}

function words(record: EntryRecord, labels: ReadonlyMap<string, string>): string {
  const what = whatWords(record.type);
  if (record.event === null || isUnread(record.event)) return what;
  const said = record.event.type === "entry.corrected" ? "" : told(record.event, labels);
  return said === "" ? what : `${what}: ${shortened(said)}`;
}

function shortened(text: string): string {
  const line = Array.from(text.replaceAll(/\s+/g, " ").trim());
  return line.length <= ROOM ? line.join("") : `${line.slice(0, ROOM - 1).join("")}…`;
}

/** Hide an entry at once and for good; its text goes everywhere after 72 hours. Rejects with an EngineError. */
export async function erase(desk: Desk, id: string): Promise<void> {
  const entries = (await desk.entries()).map((one) => one.entry);
  const record = history(entries).find((one) => one.id === id);
  if (record === undefined) throw new EngineError("not-found", "this entry is not in the journal.");
  const name = short(unhex(id));
  if (record.standing === "erased") throw new EngineError("erased", `${name} is erased already.`);
  if (AMENDMENTS.has(record.type) && record.type !== "entry.corrected") {
    throw new EngineError("no-erase", `${name} says what became of another entry, and holds no text of its own.`);
  }
  await desk.write([{ type: "entry.erased", fields: { target: id, opportunity: record.opportunity } }]);
}
