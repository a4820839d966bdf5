/**
 * Destroying the text of erased entries on this device, and knowing which texts are gone without a reason.
 *
 * A body that holds an erased text is sealed anew with a bare leaf in its place; an entry that was not sent yet goes
 * from what waits. All of it is one transaction. The 72 hours count from when this device filed the erasure, by its
 * own clock; what an erasure covers, and whether it counts, is asked of the journal at each use.
 */
import { hex, unhex } from "../../core/bytes.ts";
import { decodeEntry } from "../../core/entry.ts";
import { PeerError } from "../../core/errors.ts";
import { resolve } from "../../core/journal/amendments.ts";
import { gather } from "../../core/journal/gather.ts";
import type { EpochKey } from "../../core/sealing/keys.ts";
import { bareLeaves, destroyed, reseal } from "../../core/sealing/replacing.ts";
import { type Segment, type Text, openSegment } from "../../core/sealing/segment.ts";
import { type EpochKeys, openEpochKeys } from "../../core/trust/epochs.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex, Tables } from "../store/port.ts";
import { NOT_OPENED, noteBare } from "./filing.ts";
import type { Ledger } from "./ledger.ts";

export const WAIT_MS = 72 * 60 * 60 * 1000;

type Erasure = Tables["erasures"];

/** A segment with the key of its epoch. */
interface Keyed {
  readonly segment: Segment;
  readonly key: EpochKey;
}

/** Destroys texts in one profile. */
export class Eraser {
  private constructor(
    private readonly ledger: Ledger,
    private readonly known: readonly (readonly [Roster, EpochKeys])[],
    /** Entry -> the erasures of it that count; the corrections of an erased entry are erased with it. */
    private readonly erased: ReadonlyMap<Hex, readonly Hex[]>,
  ) {}

  /** Read what is needed of the journal. */
  static async of(ledger: Ledger): Promise<Eraser> {
    const { session } = ledger;
    const known: [Roster, EpochKeys][] = [];
    for (const roster of [ledger.pinned, ...ledger.lost]) {
      const epochs = await orNothing(openEpochKeys(roster, session.keys()));
      if (epochs !== null) known.push([roster, epochs]);
    }
    const { entries } = gather((await session.entries()).map((placed) => placed.entry));
    return new Eraser(ledger, known, resolve(entries).erased);
  }

  /** The ids of all erasures that count. */
  get counting(): Set<Hex> {
    return new Set([...this.erased.values()].flat());
  }

  /** Destroy what is due at `nowMs`; return how many entries. */
  async destroyDue(nowMs: number): Promise<number> {
    const due = (await this.erasures()).filter((each) => isDue(each, nowMs));
    const victims = await this.covered(due);
    const done = victims.size > 0 ? await this.destroy(victims) : 0;
    for (const each of due) this.ledger.changes.put("erasures", { ...each, settled: 1 });
    await this.ledger.flush();
    return done;
  }

  /**
   * Let what is due, and was erased before it or its erasure was ever sent, not be sent at all.
   *
   * Nobody else can have cancelled such an erasure. Everything else is destroyed after an exchange, not before.
   */
  async dropUnsent(nowMs: number): Promise<void> {
    const waiting = await this.ledger.session.waiting();
    const unsent = new Set(waiting.map((each) => idOf(each.entry)));
    const due = (await this.erasures()).filter((each) => unsent.has(each.erasure) && isDue(each, nowMs));
    await this.drop(await this.covered(due));
    await this.ledger.flush();
  }

  /** Return the entries that `erasures` cover, each with one of those that count; corrections included. */
  private async covered(erasures: readonly Erasure[]): Promise<Map<Hex, Hex>> {
    const named = new Set(erasures.map((each) => each.erasure));
    const found = new Map<Hex, Hex>();
    if (named.size === 0) return found;
    for (const [entry, names] of this.erased) {
      const mine = names.filter((name) => named.has(name)).sort();
      if (mine[0] !== undefined) found.set(entry, mine[0]);
    }
    const { counting } = this;
    for (const { entry, erasure } of await this.ledger.session.store.all("destroyed")) {
      // a correction of a correction whose link is gone
      if (named.has(erasure) && counting.has(erasure) && !found.has(entry)) found.set(entry, erasure);
    }
    return found;
  }

  /** Return the segments that hold one of `entries`, also those put aside as far as they open. */
  async holders(entries: ReadonlyMap<Hex, unknown>): Promise<Segment[]> {
    const found: Segment[] = [];
    for await (const { segment, text } of this.opened()) {
      if (placesOf(text, entries).size > 0) found.push(segment);
    }
    return found;
  }

  /** Find out which texts are gone without a reason that counts. */
  async noteWanted(): Promise<void> {
    const { store } = this.ledger.session;
    await this.tryUnopened();
    const { counting } = this;
    for (const row of await store.all("bare")) {
      const wanted = counting.has(row.erasure) ? 0 : 1;
      if (!this.ledger.isHeld(row.hash)) this.ledger.changes.del("bare", row.key);
      else if (row.wanted !== wanted) this.ledger.changes.put("bare", { ...row, wanted });
    }
    await this.ledger.flush();
  }

  /** Keep `segment`, sealed anew with `text`, and say whether the server is to have it. */
  async keepBody(segment: Segment, text: Text, isNews: boolean): Promise<void> {
    const { changes, session } = this.ledger;
    this.ledger.keepBody(segment.name, segment.body);
    if (isNews) changes.put("newBodies", { hash: segment.name, put: 0 });
    else changes.del("newBodies", segment.name);
    for (const row of await session.store.all("bare")) if (row.hash === segment.name) changes.del("bare", row.key);
    noteBare(this.ledger, segment.name, bareOf(text));
  }

  /** Return the key of the epoch under which `segment` was sealed; null where this device was not given it. */
  keyOf(segment: Segment): EpochKey | null {
    for (const [roster, epochs] of this.known) {
      try {
        const cited = roster.numberOf(segment.header.roster);
        if (cited !== null) return epochs.at(cited);
      } catch (error) {
        if (!(error instanceof PeerError)) throw error; // it may be a header that was changed on this disk
      }
    }
    return null;
  }

  /** Return every erasure that was filed here. */
  erasures(): Promise<Erasure[]> {
    return this.ledger.session.store.all("erasures");
  }

  private async destroy(victims: ReadonlyMap<Hex, Hex>): Promise<number> {
    const gone = await this.drop(victims);
    for await (const { segment, key, text } of this.opened()) {
      const places = placesOf(text, victims);
      if (places.size === 0) continue;
      const erasures = new Map([...places].map(([place, entry]) => [place, unhex(victims.get(entry) ?? "")]));
      const bare = destroyed(text, erasures);
      const random = (length: number) => this.ledger.session.world.random(length);
      await this.keepBody(await reseal(segment, bare, key, random), bare, true);
      for (const entry of places.values()) {
        this.noteDestroyed(entry, victims);
        gone.add(entry);
      }
    }
    return gone.size;
  }

  /** Take `victims` out of what waits, and return which of them were there. */
  private async drop(victims: ReadonlyMap<Hex, Hex>): Promise<Set<Hex>> {
    const gone = new Set<Hex>();
    if (victims.size === 0) return gone;
    for (const { key, entry } of await this.ledger.session.waiting()) {
      const id = idOf(entry);
      if (!victims.has(id)) continue;
      this.ledger.changes.del("outbox", key);
      this.noteDestroyed(id, victims);
      gone.add(id);
    }
    return gone;
  }

  private noteDestroyed(entry: Hex, victims: ReadonlyMap<Hex, Hex>): void {
    this.ledger.changes.put("destroyed", { entry, erasure: victims.get(entry) ?? "" });
  }

  /** Look once more at bodies that did not open: a good one may have come since. */
  private async tryUnopened(): Promise<void> {
    const rows = (await this.ledger.session.store.all("bare")).filter((row) => row.place === NOT_OPENED);
    for (const row of rows) {
      for (const segment of await this.ledger.read([row.hash])) {
        const key = this.keyOf(segment);
        const text = key === null ? null : await orNothing(openSegment(segment, key));
        if (text === null) continue;
        this.ledger.changes.del("bare", row.key);
        noteBare(this.ledger, row.hash, bareOf(text));
      }
    }
    await this.ledger.flush();
  }

  private async *opened(): AsyncGenerator<Keyed & { text: Text }> {
    for (const name of [...this.ledger.segments.keys(), ...this.ledger.aside.keys()]) {
      for (const segment of await this.ledger.read([name])) {
        const key = this.keyOf(segment);
        const text = key === null ? null : await orNothing(openSegment(segment, key));
        if (key !== null && text !== null) yield { segment, key, text };
      }
    }
  }
}

function bareOf(text: Text): Map<number, Hex> {
  return new Map([...bareLeaves(text)].map(([place, erasure]) => [place, hex(erasure)]));
}

/** Return at which places of `text` which of `entries` stand. */
function placesOf(text: Text, entries: ReadonlyMap<Hex, unknown>): Map<number, Hex> {
  const places = new Map<number, Hex>();
  text.items.forEach(([blind, data], place) => {
    const id = blind.length > 0 ? idOf(data) : "";
    if (entries.has(id)) places.set(place, id);
  });
  return places;
}

function isDue(erasure: Erasure, nowMs: number): boolean {
  return erasure.acceptedMs + WAIT_MS <= nowMs;
}

/** Return whether a text is to be destroyed now. */
export async function hasDue(ledger: Ledger, nowMs: number): Promise<boolean> {
  return (await ledger.session.store.all("erasures")).some((each) => each.settled === 0 && isDue(each, nowMs));
}

/** Return the id of an entry, as hex; nothing can name what is no entry at all. */
function idOf(data: Parameters<typeof decodeEntry>[0]): Hex {
  try {
    return hex(decodeEntry(data).id);
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    return "-";
  }
}

/** Return what comes, or null where bytes from elsewhere are not what they should be. */
export async function orNothing<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof PeerError) return null;
    throw error;
  }
}
