/**
 * Filing what came: opening each new segment once, for what it says of others, of erasures and of time.
 *
 * It happens after an exchange, and before anything is destroyed; nothing of it is needed to show an entry. The clock
 * of this device is moved past every id that came, so that what is written here sorts behind it.
 */
import { type Bytes, hex, unhex } from "../../core/bytes.ts";
import { HybridClock } from "../../core/clock.ts";
import { type Entry, decodeEntry } from "../../core/entry.ts";
import { NotGivenError, PeerError } from "../../core/errors.ts";
import { decodeEvent } from "../../core/events/vocabulary.ts";
import { partOf, targetOf } from "../../core/journal/parts.ts";
import { idMs } from "../../core/ids.ts";
import { bareLeaves } from "../../core/sealing/replacing.ts";
import { type Seen, type Segment, type Text, openSegment } from "../../core/sealing/segment.ts";
import { type EpochKeys, openEpochKeys } from "../../core/trust/epochs.ts";
import type { Roster } from "../../core/trust/roster.ts";
import { decodeStatement } from "../../core/trust/statements.ts";
import { MovedError } from "../errors.ts";
import type { Hex, Tables } from "../store/port.ts";
import type { Ledger } from "./ledger.ts";

export const SYNCED = "synced";
/** Where the hash of the last entry of the roster is kept whose signer was noted. */
const SIGNED = "signed";
/** How many heads are kept that others told of and that are not here: a device may tell of what never was. */
const MAX_TOLD = 4096;
/** The place of a leaf that stands for a body that does not open. */
export const NOT_OPENED = -1;
const TRIES = 5;

type Erasure = Tables["erasures"];

/** What was found in the segments that came. `wroteMs`: when the newest entry of a device was written, as it says. */
interface News {
  readonly told: [Hex, Seen][];
  readonly wroteMs: Map<Hex, number>;
  readonly erasures: Erasure[];
  readonly covered: Set<Hex>;
  readonly ids: Bytes[];
  unopened: number;
}

/** File everything that came, and the erasures that were written here. Return how many bodies do not open. */
export async function fileArrivals(ledger: Ledger): Promise<number> {
  const { session } = ledger;
  const news: News = { told: [], wroteMs: new Map(), erasures: [], covered: new Set(), ids: [], unopened: 0 };
  const unread = (await session.store.keys("unread")).map(String);
  if (unread.length > 0) {
    const epochs = await openEpochKeys(ledger.pinned, session.keys());
    for (const name of unread) {
      for (const segment of await ledger.read([name])) await readOne(ledger, epochs, segment, news);
    }
  }
  const own = session.keys().public.id;
  for (const { entry } of await session.waiting()) fileEntry(ledger, news, entry, own);
  await noteHeard(ledger, unread, news);
  await recordTold(ledger, news.told);
  await noteErasures(ledger, news);
  for (const hash of unread) ledger.changes.del("unread", hash);
  await ledger.flush();
  await observe(ledger, news.ids);
  return news.unopened;
}

async function readOne(ledger: Ledger, epochs: EpochKeys, segment: Segment, news: News): Promise<void> {
  const cited = ledger.pinned.numberOf(segment.header.roster) ?? 0;
  const device = hex(segment.header.device);
  let opened: Text;
  try {
    opened = await openSegment(segment, epochs.at(cited));
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    if (!(error instanceof NotGivenError)) news.unopened += 1;
    noteBare(ledger, segment.name, new Map([[NOT_OPENED, ""]]));
    return;
  }
  noteBare(ledger, segment.name, new Map([...bareLeaves(opened)].map(([place, erasure]) => [place, hex(erasure)])));
  const chain = hex(segment.header.chain);
  for (const seen of opened.seen) if (hex(seen.chain) !== chain) news.told.push([device, seen]);
  for (const [blind, data] of opened.items) {
    const entry = blind.length > 0 ? fileEntry(ledger, news, data, device) : null;
    if (entry === null) continue;
    news.ids.push(entry.id);
    news.wroteMs.set(device, Math.max(news.wroteMs.get(device) ?? 0, idMs(entry.id)));
  }
}

/** Take note of what an entry erases, and of what it may be covered by; null where it cannot be read. */
function fileEntry(ledger: Ledger, news: News, data: Bytes, device: Hex): Entry | null {
  let entry: Entry;
  try {
    entry = decodeEntry(data);
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    return null;
  }
  const id = hex(entry.id);
  news.covered.add(id).add(targetOf(entry) ?? id);
  if (entry.type !== "entry.erased") return entry;
  const event = decodeEvent(entry.type, entry.fields);
  if (event.type === "entry.erased" && "target" in event) {
    const acceptedMs = ledger.session.world.nowMs();
    news.erasures.push({ erasure: id, target: event.target, part: partOf(entry) ?? "", device, acceptedMs, settled: 0 });
  }
  return entry;
}

/** Keep which leaves of the segment `name` have no text, and the erasure that each names. */
export function noteBare(ledger: Ledger, name: Hex, leaves: ReadonlyMap<number, Hex>): void {
  for (const [place, erasure] of leaves) {
    ledger.changes.put("bare", { key: `${name} ${place}`, hash: name, place, erasure, wanted: 0 });
  }
}

/**
 * Note whose segments came. The first exchange of a profile brings the past of the others, so that counts from when
 * it was written, as they say; but for an empty segment at the end of a chain, which bears no time.
 */
async function noteHeard(ledger: Ledger, unread: readonly Hex[], news: News): Promise<void> {
  const nowMs = ledger.session.world.nowMs();
  const isPast = (await ledger.session.store.get("meta", SYNCED)) === undefined;
  const heads = isPast ? ledger.heads() : new Map<Hex, Map<Hex, number>>();
  const empty = new Set<Hex>();
  const came = new Set<Hex>();
  for (const name of unread) {
    const row = ledger.segments.get(name);
    if (row === undefined) continue;
    came.add(row.device);
    if (row.count === 0 && heads.get(row.chain)?.has(name) === true) empty.add(row.device);
  }
  for (const device of came) {
    const wrote = Math.min(news.wroteMs.get(device) ?? nowMs, nowMs);
    ledger.changes.put("heard", { device, atMs: isPast && !empty.has(device) ? wrote : nowMs });
  }
}

/**
 * Note who signed what newly came of the roster: whoever admits another device is there, whether it writes anything or
 * not. To a profile that never exchanged anything, new is what admitted it, and what came after that.
 */
export async function noteSigners(ledger: Ledger): Promise<void> {
  const { session, pinned } = ledger;
  const known = (await session.store.get("meta", SIGNED))?.value;
  const own = session.keys().public.id;
  const isPast = (await session.store.get("meta", SYNCED)) === undefined;
  const first = firstNew(pinned, typeof known === "string" ? known : null, isPast ? own : null);
  for (const entry of pinned.entries.slice(first)) {
    const statement = decodeStatement(entry.statement);
    const device = statement.tag === "genesis" ? own : hex(statement.signer);
    if (device !== own) ledger.changes.put("heard", { device, atMs: session.world.nowMs() });
  }
  ledger.changes.put("meta", { key: SIGNED, value: hex(pinned.head) });
}

/** Return the number of the first entry after `known`, or that admitted `newcomer`; what another branch holds may be old. */
function firstNew(roster: Roster, known: Hex | null, newcomer: Hex | null): number {
  const none = roster.entries.length;
  if (known === null) return newcomer === null ? none : (roster.members.get(newcomer)?.number ?? none);
  const number = roster.numberOf(unhex(known));
  return number === null ? none : number + 1;
}

/** Keep those of the heads told of, by (teller, what it saw), that are not held; let go of those that have come. */
async function recordTold(ledger: Ledger, told: readonly [Hex, Seen][]): Promise<void> {
  const rows = await ledger.session.store.all("missing");
  let room = MAX_TOLD - rows.length;
  for (const row of rows) {
    if (!ledger.holds(row.hash)) continue;
    ledger.changes.del("missing", row.key);
    room += 1;
  }
  for (const [teller, seen] of told) {
    const hash = hex(seen.hash);
    if (room <= 0 || ledger.isHeld(hash)) continue;
    const [device, chain] = [hex(seen.device), hex(seen.chain)];
    ledger.changes.put("missing", { key: `${hash} ${teller}`, hash, teller, device, chain, number: seen.number });
    room -= 1;
  }
}

/** Begin the 72 hours of the erasures that are new; what covers something that came is to be done again. */
async function noteErasures(ledger: Ledger, news: News): Promise<void> {
  const { store } = ledger.session;
  const known = new Map((await store.all("erasures")).map((row) => [row.erasure, row]));
  for (const row of news.erasures) {
    if (known.has(row.erasure)) continue; // one that was filed keeps its time
    known.set(row.erasure, row);
    ledger.changes.put("erasures", row);
  }
  if (known.size === 0 || news.covered.size === 0) return;
  const destroyed = new Map((await store.all("destroyed")).map((row) => [row.entry, row.erasure]));
  for (const row of known.values()) {
    const isAgain = news.covered.has(row.target) || [...destroyed].some(([entry, by]) => by === row.erasure && news.covered.has(entry));
    if (isAgain && row.settled === 1) ledger.changes.put("erasures", { ...row, settled: 0 });
  }
}

/** Move the clock of this device past these ids. */
async function observe(ledger: Ledger, ids: readonly Bytes[]): Promise<void> {
  const { store, world } = ledger.session;
  for (let left = TRIES; left > 0 && ids.length > 0; left -= 1) {
    const kept = (await store.get("clock", "clock")) ?? null;
    const clock = new HybridClock(kept?.ms, kept?.counter);
    for (const id of ids) clock.observe(id, world.nowMs());
    if (clock.ms === kept?.ms && clock.counter === kept.counter) return;
    try {
      const moved = { key: "clock" as const, ms: clock.ms, counter: clock.counter };
      await store.commit({ expect: { clock: kept }, put: { clock: [moved] } });
      return;
    } catch (error) {
      if (!(error instanceof MovedError)) throw error;
    }
  }
}
