/**
 * Cutting: what waits becomes segments of this device's chain, sealed under the epoch in force.
 *
 * A chain is opened at the first push, and again whenever ours may be an old copy: what stands here, or in the
 * rollback memory, is then not where the chain ends. A new chain is hygiene: nothing depends on it for safety, since
 * every body has a key of its own.
 */
import { type Bytes, hex, unhex } from "../../core/bytes.ts";
import { type Of, bin, decode, encodeAs, int, list, struct } from "../../core/codec.ts";
import { PeerError } from "../../core/errors.ts";
import { MAX_SEEN, type Seen } from "../../core/sealing/segment.ts";
import { type ChainTip, cut, newTip, sealSegment, tipAfter } from "../../core/sealing/writer.ts";
import { ChainHeads } from "../../core/sync/messages.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import type { Ledger } from "./ledger.ts";
import { type Memory, wholeVector } from "./memory.ts";
import { type Vector, fromWire } from "./vector.ts";

const TIP = "tip";
const LIMIT_BYTES = 4 * 1024 * 1024;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Where our chain goes on, what it has told of others, and when it was last written (ms). */
const Tip = struct("Tip", { chain: bin(16, 16), number: int(1), previous: bin(32, 32), told: list(ChainHeads), atMs: int() });
type Tip = Of<typeof Tip>;

/** Let the next cut open a new chain. */
export function forgetTip(ledger: Ledger): void {
  ledger.changes.del("meta", TIP);
}

/** Cuts what waits in one profile. */
export class Cutter {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Turn every waiting entry into segments, all at once; return the hashes of those.
   *
   * Without any, an empty segment is written once a day, so that a frozen server shows; and once by a newcomer that
   * has read what the others wrote, so that they hear from it. Rejects with NotGivenError where nobody gave this
   * device the key in force.
   */
  async cut(roster: Roster, memory: Memory | null): Promise<Hex[]> {
    const { session } = this.ledger;
    const waiting = await session.waiting();
    const kept = await this.read();
    const nowMs = session.world.nowMs();
    if (waiting.length === 0 && !this.isSilent(kept, nowMs)) return [];
    const keys = session.keys();
    const key = (await openEpochKeys(roster, keys)).at(roster.entries.length - 1);
    const start = this.tip(roster, kept, memory);
    let tip = start.tip;
    const others = this.others(tip);
    let news = this.seen(start.told, others);
    const made: Hex[] = [];
    const entries = waiting.map((each) => each.entry);
    for (const piece of entries.length > 0 ? cut(entries, news.length) : [[]]) {
      const random = (length: number): Bytes => session.world.random(length);
      const segment = await sealSegment(tip, piece, { seen: news, roster: roster.head, key, keys, random });
      this.ledger.accept(roster, segment, false);
      made.push(segment.name);
      tip = tipAfter(tip, segment);
      news = [];
    }
    for (const each of waiting) this.ledger.changes.del("outbox", each.key);
    this.keep(tip, others, nowMs);
    await this.ledger.flush(waiting.map((each) => each.key));
    return made;
  }

  /** Return the heads of the chains that this device writes. */
  ownHeads(): Vector {
    const own = this.ledger.session.keys().public.id;
    return new Map([...this.ledger.heads()].filter(([chain]) => this.ledger.author(chain) === own));
  }

  /** Return whether the others have not heard from this device for a day, or never, though it has read them. */
  private isSilent(kept: Tip | null, nowMs: number): boolean {
    if (kept !== null) return nowMs - kept.atMs >= DAY_MS;
    const own = this.ledger.session.keys().public.id;
    const authors = new Set([...this.ledger.segments.values()].map((row) => row.device));
    return authors.size > 0 && !authors.has(own);
  }

  private others(tip: ChainTip): Vector {
    const heads = this.ledger.heads();
    heads.delete(hex(tip.chain));
    return heads;
  }

  /** Return the heads of `others` that were not `told`, as many as a segment may hold. */
  private seen(told: Vector, others: Vector): Seen[] {
    const seen: Seen[] = [];
    for (const chain of [...others.keys()].sort()) {
      const author = this.ledger.author(chain);
      for (const [hash, number] of others.get(chain) ?? []) {
        if (author === null || told.get(chain)?.has(hash)) continue;
        seen.push({ device: unhex(author), chain: unhex(chain), number, hash: unhex(hash) });
      }
    }
    return seen.slice(0, MAX_SEEN);
  }

  private tip(roster: Roster, kept: Tip | null, memory: Memory | null): { tip: ChainTip; told: Vector } {
    const { device } = this.ledger.session.keys().public;
    const journal = roster.journal;
    if (kept !== null && this.isCurrent(kept, memory)) {
      const { chain, number, previous } = kept;
      return { tip: { journal, device, chain, number, previous }, told: fromWire(kept.told) };
    }
    const random = (length: number): Bytes => this.ledger.session.world.random(length);
    return { tip: newTip(journal, device, random), told: new Map() };
  }

  private isCurrent(tip: Tip, memory: Memory | null): boolean {
    const heads = [...(this.ledger.heads().get(hex(tip.chain))?.keys() ?? [])];
    if (heads.length !== 1 || heads[0] !== hex(tip.previous)) return false;
    return (memory?.own ?? []).every((each) => each.heads.every((head) => this.ledger.holds(hex(head.hash))));
  }

  private async read(): Promise<Tip | null> {
    const data = (await this.ledger.session.store.get("meta", TIP))?.value;
    try {
      return data instanceof Uint8Array ? decode(Tip, data, LIMIT_BYTES) : null;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      return null; // changed on this disk: a new chain is always safe
    }
  }

  private keep(tip: ChainTip, told: Vector, atMs: number): void {
    const { chain, number, previous } = tip;
    const value = encodeAs(Tip, { chain, number, previous, told: wholeVector(told), atMs });
    this.ledger.changes.put("meta", { key: TIP, value });
  }
}
