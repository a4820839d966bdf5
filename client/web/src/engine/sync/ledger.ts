/**
 * The segments of one profile as an exchange works on them: all but the bodies in memory, changes gathered.
 *
 * Nothing is on the disk before `flush`, which hands over everything since the last one as one transaction: a stop
 * between two of them leaves what one exchange less would have left. Only one exchange at a time has a ledger.
 */
import { type Bytes, hex, unhex } from "../../core/bytes.ts";
import { PeerError } from "../../core/errors.ts";
import { decodeHeader, type Header, Segment } from "../../core/sealing/segment.ts";
import type { Link } from "../../core/trust/acceptance.ts";
import { found, type Roster } from "../../core/trust/roster.ts";
import { decodeRosterEntry, encodeRosterEntry } from "../../core/trust/statements.ts";
import type { Session } from "../session.ts";
import type { AsideRow, Change, Hex, SegmentRow } from "../store/port.ts";
import { Changes } from "./changes.ts";
import { type Gap, readGaps } from "./gaps.ts";
import { type Vector, addHead } from "./vector.ts";

const RUNGS = 32;

/** The rosters, segments and what was put aside of one profile. */
export class Ledger {
  readonly segments = new Map<Hex, SegmentRow>();
  readonly aside = new Map<Hex, AsideRow>();
  /** What was let go because its bytes were changed here, and is to come again. */
  readonly gone = new Map<Hex, Gap>();
  readonly changes = new Changes();
  private readonly chains = new Map<Hex, Set<Hex>>();
  private readonly followers = new Map<Hex, number>();
  /** What of `gone` the heads go past -> what it follows. */
  private readonly passed = new Map<Hex, Hex>();
  private readonly headers = new Map<Hex, Header>();
  private readonly fresh = new Map<Hex, Bytes>();
  private readonly sizes = new Map<Hex, number>();
  private pinnedCount: number;
  private isNumbered = true;

  private constructor(
    readonly session: Session,
    public pinned: Roster,
    readonly lost: Roster[],
  ) {
    this.pinnedCount = pinned.entries.length;
  }

  /** Read everything. Rejects with an EngineError "incomplete" before the roster has come. */
  static async load(session: Session): Promise<Ledger> {
    const { store } = session;
    const ledger = new Ledger(session, await session.roster(), await lostRosters(session));
    for (const row of await store.all("segments")) ledger.index(row);
    for (const row of await store.all("aside")) ledger.aside.set(row.hash, row);
    for (const gap of await readGaps(session)) if (gap.isSent && !ledger.isHeld(hex(gap.hash))) ledger.passOver(gap);
    const bodies = await store.many("bodies", [...ledger.aside.keys()]);
    for (const { hash, body } of bodies) ledger.sizes.set(hash, body.length);
    return ledger;
  }

  /** Put everything since the last time on the disk: all of it or nothing. `outbox`: rows that are cut with it. */
  async flush(outbox: readonly string[] = []): Promise<void> {
    if (this.changes.isEmpty) return;
    const { areOfEntries } = this.changes;
    const change: Change = { ...this.changes.take(), expect: { roster: this.pinnedCount, outbox } };
    await this.session.store.commit(change);
    this.pinnedCount = this.pinned.entries.length;
    this.fresh.clear();
    await this.readNumbers();
    if (areOfEntries) this.session.changed();
    else this.session.told();
  }

  /** A new row was given its place in the order of arrival: a later change of it must name that. */
  private async readNumbers(): Promise<void> {
    if (this.isNumbered) return;
    this.isNumbered = true;
    const names = [...this.segments.values()].filter((row) => row.order === 0).map((row) => row.hash);
    for (const row of await this.session.store.many("segments", names)) this.segments.set(row.hash, row);
  }

  /** Return whether the segment with that hash was accepted. */
  holds(name: Hex): boolean {
    return this.segments.has(name);
  }

  /** Return whether the segment is here, accepted or put aside, or was and is fetched again. */
  isHeld(name: Hex): boolean {
    return this.segments.has(name) || this.aside.has(name) || this.gone.has(name);
  }

  /** Return the device that writes `chain`, if any segment of it is here. */
  author(chain: Hex): Hex | null {
    return this.rowsOf(chain)[0]?.device ?? null;
  }

  /** Return the accepted segments of `chain`, in no order. */
  rowsOf(chain: Hex): SegmentRow[] {
    return [...(this.chains.get(chain) ?? [])].flatMap((name) => this.segments.get(name) ?? []);
  }

  /** Return the number of the last accepted segment of `chain`; 0 where there is none. */
  last(chain: Hex): number {
    return this.rowsOf(chain).reduce((last, row) => Math.max(last, row.number), 0);
  }

  /** Return the vector of heads of what was accepted here. */
  heads(): Vector {
    const heads: Vector = new Map();
    for (const row of this.segments.values()) {
      if (!this.followers.has(row.hash)) addHead(heads, row.chain, row.hash, row.number);
    }
    return heads;
  }

  /** Return how many heads `chain` has. */
  headCount(chain: Hex): number {
    return this.rowsOf(chain).filter((row) => !this.followers.has(row.hash)).length;
  }

  /** Return segments of `chain` that lie 1, 2, 4, 8 ... below its end, for a server that knows none of its heads. */
  rungs(chain: Hex): Map<Hex, number> {
    const rows = this.rowsOf(chain);
    const last = this.last(chain);
    const steps = new Set<number>();
    for (let step = 1; step < last; step *= 2) steps.add(last - step);
    const found = rows.filter((row) => steps.has(row.number)).sort((one, other) => other.number - one.number);
    return new Map(found.slice(0, RUNGS).map((row) => [row.hash, row.number]));
  }

  /** Return the header of a segment that is here, accepted or aside; null too for one that is none any more. */
  header(name: Hex): Header | null {
    const known = this.headers.get(name);
    if (known !== undefined) return known;
    const row = this.segments.get(name) ?? this.aside.get(name);
    if (row === undefined) return null;
    try {
      const header = decodeHeader(row.header);
      this.headers.set(name, header);
      return header;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      return null; // changed on this disk: a check says so
    }
  }

  /** Return what the next segment must know of the accepted one with that hash. */
  link(name: Hex): Link | null {
    const row = this.segments.get(name);
    if (row === undefined) return null;
    return { chain: unhex(row.chain), device: unhex(row.device), number: row.number, roster: row.roster };
  }

  /** Return those of the segments with these hashes that are here, with their bodies, in that order. */
  async read(names: readonly Hex[]): Promise<Segment[]> {
    const bodies = new Map(this.fresh);
    const asked = names.filter((name) => !bodies.has(name));
    for (const { hash, body } of await this.session.store.many("bodies", asked)) bodies.set(hash, body);
    return names.flatMap((name) => {
      const row = this.segments.get(name) ?? this.aside.get(name);
      const body = bodies.get(name);
      return row === undefined || body === undefined ? [] : [new Segment(row.header, row.signature, body)];
    });
  }

  /** Keep an accepted segment; its body too, unless that is here. */
  accept(roster: Roster, segment: Segment, isPushed: boolean): void {
    const { header } = segment;
    const hash = segment.name;
    const row: SegmentRow = {
      hash,
      order: 0,
      chain: hex(header.chain),
      number: header.number,
      device: hex(header.device),
      previous: hex(header.previous),
      roster: roster.numberOf(header.roster) ?? 0,
      count: header.count,
      pushed: isPushed ? 1 : 0,
      header: segment.headerBytes,
      signature: segment.signature,
    };
    this.index(row);
    this.isNumbered = false;
    this.changes.put("segments", row);
    this.keepBody(hash, segment.body);
    if (isPushed) this.changes.put("unread", { hash });
  }

  /** Return how long the body of a segment is that was put aside, in bytes. */
  sizeAside(name: Hex): number {
    return this.sizes.get(name) ?? 0;
  }

  /** Keep `segment` aside. */
  putAside(segment: Segment, verdict: string, reason: string): void {
    const hash = segment.name;
    const previous = hex(segment.header.previous);
    const row = { hash, verdict, reason, previous, header: segment.headerBytes, signature: segment.signature };
    this.aside.set(hash, row);
    this.sizes.set(hash, segment.body.length);
    this.changes.put("aside", row);
    this.keepBody(hash, segment.body);
  }

  /** Keep a segment aside as it lies here, whatever its bytes are, and let it count no more; nothing follows from it. */
  setAside(name: Hex, verdict: string): void {
    const row = this.segments.get(name);
    if (row === undefined) return;
    const { hash, header, signature } = row;
    const kept = { hash, verdict, reason: "", previous: "", header, signature };
    this.drop(name, true);
    this.aside.set(hash, kept);
    this.changes.put("aside", kept);
  }

  /** Keep another body of a segment. */
  keepBody(hash: Hex, body: Bytes): void {
    this.fresh.set(hash, body);
    this.changes.put("bodies", { hash, body });
  }

  /** Say otherwise of what is aside. */
  changeAside(name: Hex, change: Partial<Pick<AsideRow, "verdict" | "reason">>): void {
    const row = this.aside.get(name);
    if (row === undefined) return;
    const changed = { ...row, ...change };
    this.aside.set(name, changed);
    this.changes.put("aside", changed);
  }

  /** Let go of what was put aside; its body stays where it counts from now on. */
  dropAside(name: Hex, isBodyKept = false): void {
    this.aside.delete(name);
    this.changes.del("aside", name);
    if (!isBodyKept) this.dropBody(name);
  }

  /** Take a segment out of what counts; its body stays where it is put aside. */
  drop(name: Hex, isBodyKept = false): void {
    const row = this.segments.get(name);
    if (row === undefined) return;
    this.segments.delete(name);
    this.chains.get(row.chain)?.delete(name);
    this.unfollow(row.previous);
    this.changes.del("segments", name);
    this.changes.del("unread", name);
    if (!isBodyKept) this.dropBody(name);
  }

  /** Take the segment at `gap` out, whose row is damaged, until it comes again. */
  letGo(gap: Gap): void {
    this.drop(hex(gap.hash));
    this.passOver(gap);
  }

  /** Let the heads go past `gap`, so that what it follows is none; the end of a chain is missed, and so it is sent. */
  private passOver(gap: Gap): void {
    const name = hex(gap.hash);
    this.gone.set(name, gap);
    if (gap.number >= this.last(hex(gap.chain))) return;
    this.passed.set(name, hex(gap.previous));
    this.follow(hex(gap.previous));
  }

  /** Note that the server holds these. */
  markPushed(names: Iterable<Hex>): void {
    for (const name of names) {
      const row = this.segments.get(name);
      if (row === undefined || row.pushed === 1) continue;
      const pushed: SegmentRow = { ...row, pushed: 1 };
      this.segments.set(name, pushed);
      this.changes.put("segments", pushed);
    }
  }

  /** Keep `roster` in place of what is pinned. */
  pin(roster: Roster): void {
    const before = this.pinned;
    this.pinned = roster;
    for (let number = roster.entries.length; number < before.entries.length; number += 1) {
      this.changes.del("roster", number);
    }
    roster.entries.forEach((entry, number) => {
      if (before.entries[number] !== entry) this.changes.put("roster", { number, entry: encodeRosterEntry(entry) });
    });
  }

  private index(row: SegmentRow): void {
    this.segments.set(row.hash, row);
    const chain = this.chains.get(row.chain) ?? new Set<Hex>();
    this.chains.set(row.chain, chain.add(row.hash));
    this.gone.delete(row.hash);
    if (!this.passed.delete(row.hash)) this.follow(row.previous);
  }

  private follow(name: Hex): void {
    this.followers.set(name, (this.followers.get(name) ?? 0) + 1);
  }

  private unfollow(name: Hex): void {
    const left = (this.followers.get(name) ?? 0) - 1;
    if (left > 0) this.followers.set(name, left);
    else this.followers.delete(name);
  }

  private dropBody(name: Hex): void {
    this.fresh.delete(name);
    this.changes.del("bodies", name);
  }
}

/** Return every branch of the roster that lost; one that was changed on this disk is left out. */
async function lostRosters(session: Session): Promise<Roster[]> {
  const kept: Roster[] = [];
  for (const { entries } of await session.store.all("branches")) {
    try {
      kept.push(await found(entries.map((entry) => decodeRosterEntry(entry))));
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
    }
  }
  return kept;
}
