/**
 * The journal in memory while it is open: bodies opened and entries decoded once each, and folded when asked.
 *
 * What came or went since is found by comparing names; only new bodies are opened. All of it is dropped by `lock`.
 */
import { type Bytes, equal, hex } from "../core/bytes.ts";
import { HybridClock } from "../core/clock.ts";
import { decodeEntry } from "../core/entry.ts";
import { CannotOpenError, PeerError } from "../core/errors.ts";
import { fold } from "../core/journal/fold.ts";
import { named } from "../core/journal/named.ts";
import type { State } from "../core/journal/state.ts";
import type { DeviceKeys } from "../core/sealing/keys.ts";
import { openSegment, Segment } from "../core/sealing/segment.ts";
import { type EpochKeys, openEpochKeys } from "../core/trust/epochs.ts";
import { found, type Roster } from "../core/trust/roster.ts";
import { decodeRosterEntry } from "../core/trust/statements.ts";
import { EngineError } from "./errors.ts";
import type { Placed, Session, Waiting } from "./session.ts";
import type { Hex, OutboxRow, SegmentRow, Store } from "./store/port.ts";

const PAGE = 64;

interface From {
  readonly store: Store;
  readonly keys: DeviceKeys;
  readonly openRows: (rows: readonly OutboxRow[]) => Promise<Waiting[]>;
  readonly world: Session["world"];
}

export class OpenedJournal {
  readonly #from: From;
  readonly #own: Hex;
  readonly #segments = new Map<Hex, readonly Placed[]>();
  readonly #outbox = new Map<string, Placed | null>();
  #roster: { last: Bytes; count: number; roster: Promise<Roster> } | null = null;
  #epochs: { of: Roster; keys: Promise<EpochKeys> } | null = null;
  #isStale = true;
  #refreshing: Promise<void> | null = null;
  #sorted: readonly Placed[] | null = null;
  #state: State | null = null;
  /** The newest id that is here and does not claim a time far ahead. */
  readonly seen = new HybridClock();
  /** How many bodies do not open. */
  damaged = 0;

  constructor(from: From) {
    this.#from = from;
    this.#own = from.keys.public.id;
  }

  /** The store was changed; `bodies`: those that were replaced. */
  stale(bodies: readonly Hex[]): void {
    this.#isStale = true;
    for (const name of bodies) this.#segments.delete(name);
  }

  /** Take in what was just written here, without opening it again. */
  add(written: readonly Waiting[]): void {
    this.#isStale = true; // names are compared again, for one that was being read meanwhile
    this.#keep(written);
    this.#changed();
  }

  /** The roster as pinned; every signature is checked once. Rejects with an EngineError. */
  async roster(): Promise<Roster> {
    const { store } = this.#from;
    const count = await store.count("roster");
    const last = count === 0 ? undefined : (await store.get("roster", count - 1))?.entry;
    if (last === undefined) throw incomplete();
    if (this.#roster?.count !== count || hex(this.#roster.last) !== hex(last)) {
      this.#roster = { last, count, roster: readRoster(store) };
    }
    const kept = this.#roster;
    return kept.roster.catch((error: unknown) => {
      if (this.#roster === kept) this.#roster = null; // a disk may fail once
      throw error;
    });
  }

  /** The keys that this device was given. Rejects with a CannotOpenError. */
  async epochs(): Promise<EpochKeys> {
    const roster = await this.roster();
    if (this.#epochs?.of !== roster) this.#epochs = { of: roster, keys: openEpochKeys(roster, this.#from.keys) };
    const kept = this.#epochs;
    return kept.keys.catch((error: unknown) => {
      if (this.#epochs === kept) this.#epochs = null;
      throw error;
    });
  }

  /** The keys; null where nobody gave this device any: what waits here is shown all the same. */
  async #epochsIfGiven(): Promise<EpochKeys | null> {
    try {
      return await this.epochs();
    } catch (error) {
      if (error instanceof CannotOpenError) return null;
      throw error;
    }
  }

  /** Everything that counts or waits, each once, in order of ids. */
  async entries(): Promise<readonly Placed[]> {
    await this.refresh();
    this.#sorted ??= inOrder([...this.#segments.values(), [...this.#outbox.values()].filter((one) => one !== null)]);
    return this.#sorted;
  }

  /** What was opened of the segments `names`, in order of ids. */
  async inSegments(names: readonly Hex[]): Promise<Placed[]> {
    await this.refresh();
    return inOrder(names.map((name) => this.#segments.get(name) ?? []));
  }

  /** The fold of everything. */
  async state(): Promise<State> {
    const entries = await this.entries();
    this.#state ??= fold(entries.map((one) => one.entry));
    return this.#state;
  }

  /** Take in what came or went since the last time. */
  async refresh(): Promise<void> {
    while (this.#isStale || this.#refreshing !== null) {
      this.#refreshing ??= this.#takeIn().finally(() => {
        this.#refreshing = null;
      });
      await this.#refreshing;
    }
  }

  async #takeIn(): Promise<void> {
    this.#isStale = false;
    try {
      await this.#takeSegments();
      await this.#takeOutbox();
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
    this.#changed();
  }

  async #takeSegments(): Promise<void> {
    const names = (await this.#from.store.keys("segments")) as Hex[];
    const fresh = difference(names, this.#segments);
    if (fresh.length === 0) return;
    const epochs = await this.#epochsIfGiven();
    if (epochs === null) return;
    for (let at = 0; at < fresh.length; at += PAGE) {
      const page = fresh.slice(at, at + PAGE);
      const rows = await this.#from.store.many("segments", page);
      const bodies = new Map((await this.#from.store.many("bodies", page)).map((row) => [row.hash, row.body]));
      const opened = await Promise.all(rows.map((row) => this.#open(row, bodies.get(row.hash), epochs)));
      for (const [place, row] of rows.entries()) {
        const held = opened[place] ?? [];
        this.#segments.set(row.hash, held);
        this.#observe(held);
      }
    }
  }

  async #open(row: SegmentRow, body: Bytes | undefined, epochs: EpochKeys): Promise<Placed[]> {
    if (row.count === 0) return [];
    try {
      const segment = new Segment(row.header, row.signature, body ?? new Uint8Array(0));
      const { items } = await openSegment(segment, epochs.at(row.roster), true);
      return items.flatMap(([blind, entry]) => (blind.length > 0 ? (placed(entry, row.device) ?? []) : []));
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      this.damaged += 1;
      return [];
    }
  }

  async #takeOutbox(): Promise<void> {
    const keys = (await this.#from.store.keys("outbox")) as string[];
    const fresh = difference(keys, this.#outbox);
    const rows = await this.#from.store.many("outbox", fresh);
    for (const { key } of rows) this.#outbox.set(key, null); // until it opens, if it does
    this.#keep(await this.#from.openRows(rows));
  }

  #keep(waiting: readonly Waiting[]): void {
    for (const { key, entry } of waiting) {
      const one = placed(entry, this.#own);
      this.#outbox.set(key, one);
      if (one !== null) this.#observe([one]);
    }
  }

  /** Notice the ids, and read what each says: page by page, so that the fold after it holds up no write for long. */
  #observe(held: readonly Placed[]): void {
    const now = this.#from.world.nowMs();
    for (const { entry } of held) {
      this.seen.observe(entry.id, now);
      void named(entry).event;
    }
  }

  #changed(): void {
    this.#sorted = null;
    this.#state = null;
  }
}

/** Drop from `held` what `names` lacks; return those of `names` that `held` lacks. */
function difference(names: readonly string[], held: Map<string, unknown>): string[] {
  const there = new Set(names);
  for (const name of held.keys()) if (!there.has(name)) held.delete(name);
  return names.filter((name) => !held.has(name));
}

/** Return the entry in `bytes`; null when it is none. */
function placed(bytes: Bytes, device: Hex): Placed | null {
  try {
    return { entry: decodeEntry(bytes), bytes, device };
  } catch (error) {
    if (error instanceof PeerError) return null;
    throw error;
  }
}

/** Return each entry once; of one id, every reading that there is. */
function inOrder(runs: readonly (readonly Placed[])[]): Placed[] {
  const byName = new Map<string, Placed>();
  for (const one of runs.flat()) {
    const { id } = named(one.entry);
    const known = byName.get(id);
    if (known === undefined) byName.set(id, one);
    else if (!equal(known.bytes, one.bytes)) byName.set(`${id} ${hex(one.bytes)}`, one);
  }
  return [...byName].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

/** Return the roster that lies in `store`; every signature is checked. Rejects with an EngineError "corrupt". */
export async function readRoster(store: Store): Promise<Roster> {
  const rows = await store.all("roster");
  try {
    return await found(rows.map((row) => decodeRosterEntry(row.entry)));
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    throw new EngineError("corrupt", "the list of devices in this browser was changed by something else.", {
      kept: "everything, as it is; what was synced is on the server",
      mend: "Clear the data of this site, and join again from another device.",
      cause: error,
    });
  }
}

function incomplete(): EngineError {
  return new EngineError("incomplete", "this device was admitted, and its journal has not come yet.", {
    kept: "its keys, and what was written here",
    mend: "Sync.",
  });
}
