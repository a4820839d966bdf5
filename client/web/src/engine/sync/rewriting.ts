/**
 * Writing again: entries that stand where they do not count, or where they should not be read, go out once more.
 *
 * The same entries, under the same ids, in a new chain: what arrives twice counts once. That is for entries under a
 * branch of the roster that lost, and for those that were sealed under a key which was replaced before they were
 * acknowledged.
 */
import { type Bytes, hex } from "../../core/bytes.ts";
import { PeerError } from "../../core/errors.ts";
import { type Header, type Segment, checkSegment, openSegment } from "../../core/sealing/segment.ts";
import { accept } from "../../core/trust/acceptance.ts";
import { type EpochKeys, openEpochKeys } from "../../core/trust/epochs.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import { WITHDRAWN } from "./aside.ts";
import { SUPERSEDED } from "./branches.ts";
import { forgetTip } from "./cutting.ts";
import { orNothing } from "./destroying.ts";
import type { Ledger } from "./ledger.ts";
import { letGo } from "./mending.ts";

const AGAIN = "again";

/** Writes entries of one profile again. */
export class Rewriter {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Write again what superseded segments hold and nothing that counts does; return how many entries.
   *
   * Only what its author wrote in good standing there, and only of authors that stand in `roster`: whoever was
   * revoked since gets nothing in by a branch that lost.
   */
  async salvage(roster: Roster): Promise<number> {
    const superseded = await this.superseded(roster);
    if (superseded.length === 0) return 0;
    const entries = new Map<string, Bytes>();
    const opened = new Set<Hex>();
    for (const branch of this.ledger.lost) {
      for (const [name, items] of await this.openBranch(branch, superseded)) {
        opened.add(name);
        for (const entry of items) entries.set(hex(entry), entry);
      }
    }
    if (entries.size > 0) for (const held of await this.held(roster)) entries.delete(held);
    const again = await this.requeue([...entries.values()]);
    for (const name of opened) this.ledger.changeAside(name, { reason: AGAIN });
    await this.ledger.flush();
    return again;
  }

  private async superseded(roster: Roster): Promise<Segment[]> {
    const rows = [...this.ledger.aside.values()].filter((row) => row.verdict === SUPERSEDED && row.reason !== AGAIN);
    const segments = await this.ledger.read(rows.map((row) => row.hash));
    return segments.filter((each) => roster.isStanding(hex(each.header.device)));
  }

  /** Return (segment hash, its entries) for what counts under `branch`, as far as this device may read it. */
  private async openBranch(branch: Roster, superseded: readonly Segment[]): Promise<[Hex, Bytes[]][]> {
    const proved: Segment[] = [];
    for (const segment of superseded) if (await isProved(branch, segment)) proved.push(segment);
    const headers = new Map<Hex, Header>(proved.map((each) => [each.name, each.header]));
    for (const name of this.ledger.segments.keys()) {
      const header = this.ledger.header(name);
      if (header !== null) headers.set(name, header);
    }
    const { verdicts } = accept(branch, headers);
    const wanted = proved.filter((each) => verdicts.get(each.name) === "accepted");
    const epochs = wanted.length > 0 ? await this.epochsOf(branch) : null;
    if (epochs === null) return []; // another device was in that branch, and writes it again
    const found: [Hex, Bytes[]][] = [];
    for (const segment of wanted) found.push([segment.name, await entriesOf(segment, branch, epochs)]);
    return found;
  }

  private async epochsOf(branch: Roster): Promise<EpochKeys | null> {
    try {
      return await openEpochKeys(branch, this.ledger.session.keys());
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      return null;
    }
  }

  /** Return every entry that counts here or waits to be sent, as hex. */
  private async held(roster: Roster): Promise<Set<string>> {
    const held = new Set((await this.ledger.session.waiting()).map((each) => hex(each.entry)));
    const epochs = await openEpochKeys(roster, this.ledger.session.keys());
    for (const name of this.ledger.segments.keys()) {
      for (const segment of await this.ledger.read([name])) {
        for (const entry of await entriesOf(segment, roster, epochs)) held.add(hex(entry));
      }
    }
    return held;
  }

  /**
   * Take back what was cut under an older epoch and not acknowledged; return how many entries.
   *
   * Whoever was revoked since could read it. What does not open was changed on this disk: nobody else has it, so it is
   * kept aside, and never sent.
   */
  async withdraw(roster: Roster): Promise<number> {
    const began = roster.epochs.at(-1)?.number ?? 0;
    const own = this.ledger.session.keys().public.id;
    const rows = [...this.ledger.segments.values()].filter(
      (row) => row.pushed === 0 && row.roster < began && row.device === own,
    );
    if (rows.length === 0) return 0;
    const opened = await this.opened(roster, rows.map((row) => row.hash));
    const lost = rows.filter((row) => !opened.has(row.hash));
    await letGo(this.ledger, lost.map((row) => ({ row, isWhole: false })));
    const again = await this.requeue([...opened.values()].flat());
    for (const name of opened.keys()) this.ledger.drop(name);
    for (const row of lost) this.ledger.setAside(row.hash, WITHDRAWN);
    await this.ledger.flush();
    return again;
  }

  /** Write again the entries of the accepted segments `names`; return how many. */
  async rewrite(roster: Roster, names: readonly Hex[]): Promise<number> {
    const opened = await this.opened(roster, names.filter((name) => this.ledger.holds(name)));
    const again = await this.requeue([...opened.values()].flat());
    await this.ledger.flush();
    return again;
  }

  /** Return the entries of those of the segments `names` that open. */
  private async opened(roster: Roster, names: readonly Hex[]): Promise<Map<Hex, Bytes[]>> {
    const epochs = await openEpochKeys(roster, this.ledger.session.keys());
    const found = new Map<Hex, Bytes[]>();
    for (const name of names) {
      for (const segment of await this.ledger.read([name])) {
        const entries = await orNothing(opened(segment, roster, epochs));
        if (entries !== null) found.set(name, entries);
      }
    }
    return found;
  }

  /** Let `entries` wait among those that do, by id; a chain rises, so what waits opens a new one. Return their number. */
  private async requeue(entries: readonly Bytes[]): Promise<number> {
    const waiting = new Set((await this.ledger.session.waiting()).map((each) => hex(each.entry)));
    const fresh = new Map(entries.map((entry) => [hex(entry), entry]));
    for (const held of waiting) fresh.delete(held);
    for (const row of await this.ledger.session.sealWaiting([...fresh.values()])) this.ledger.changes.put("outbox", row);
    forgetTip(this.ledger);
    return fresh.size;
  }
}

async function isProved(branch: Roster, segment: Segment): Promise<boolean> {
  const member = branch.members.get(hex(segment.header.device));
  if (member === undefined) return false;
  try {
    await checkSegment(segment, branch.journal, member.public);
    return true;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    return false;
  }
}

/** Return the entries of `segment`; none when it does not open. */
async function entriesOf(segment: Segment, roster: Roster, epochs: EpochKeys): Promise<Bytes[]> {
  return (await orNothing(opened(segment, roster, epochs))) ?? [];
}

/** Return the entries of `segment`. Rejects with a PeerError when it does not open. */
async function opened(segment: Segment, roster: Roster, epochs: EpochKeys): Promise<Bytes[]> {
  const { items } = await openSegment(segment, epochs.at(roster.numberOf(segment.header.roster) ?? 0));
  return items.filter(([blind]) => blind.length > 0).map(([, entry]) => entry);
}
