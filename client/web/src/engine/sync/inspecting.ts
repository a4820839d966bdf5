/**
 * Inspecting segments as they lie on this disk: hash, signature, place and text, with no trust in what was found before.
 *
 * What does not fit was changed here, or came spoilt. A segment whose key this device was not given is no damage.
 */
import { hex } from "../../core/bytes.ts";
import { BadSignatureError, NotGivenError, PeerError } from "../../core/errors.ts";
import { type Header, Segment, type Text, checkSegment, openSegment } from "../../core/sealing/segment.ts";
import { type EpochKeys, openEpochKeys } from "../../core/trust/epochs.ts";
import type { SegmentRow } from "../store/port.ts";
import { orNothing } from "./destroying.ts";
import type { Ledger } from "./ledger.ts";

const CHANGED = "its header or signature was changed on this disk";
const ONLY_HERE = "; it was never sent, and is kept as it is";
const SHOWN_DIGITS = 8;
const PLACE = ["chain", "device", "previous", "roster", "number", "count"] as const;

/** What one segment holds. `row`: with its place as the header says it. `wasMoved`: it said otherwise here. */
export interface Sound {
  readonly row: SegmentRow;
  readonly header: Header;
  readonly text: Text;
  readonly wasMoved: boolean;
}

/** What is wrong with one. `isDamaged`: another copy would mend it. `isWhole`: header and signature are what they were. */
export interface Unsound {
  readonly row: SegmentRow;
  readonly text: null;
  readonly fault: string;
  readonly isDamaged: boolean;
  readonly isWhole: boolean;
}

/** Inspects the segments of one journal. */
export class Inspector {
  /** How many bytes of bodies were inspected so far. */
  bytes = 0;

  private constructor(
    private readonly ledger: Ledger,
    private readonly epochs: EpochKeys | null,
  ) {}

  static async of(ledger: Ledger): Promise<Inspector> {
    return new Inspector(ledger, await orNothing(openEpochKeys(ledger.pinned, ledger.session.keys())));
  }

  /** Inspect `rows`, in their order. */
  async inspect(rows: readonly SegmentRow[]): Promise<(Sound | Unsound)[]> {
    const kept = await this.ledger.session.store.many("bodies", rows.map((row) => row.hash));
    const bodies = new Map(kept.map(({ hash, body }) => [hash, body]));
    for (const { body } of kept) this.bytes += body.length;
    return Promise.all(
      rows.map((row) => this.one(row, new Segment(row.header, row.signature, bodies.get(row.hash) ?? new Uint8Array(0)))),
    );
  }

  private async one(row: SegmentRow, segment: Segment): Promise<Sound | Unsound> {
    const isWhole = segment.name === row.hash;
    let placed = row;
    try {
      if (!isWhole) throw new BadSignatureError(CHANGED);
      placed = this.placed(row, segment.header);
      const text = await this.opened(segment);
      return { row: placed, header: segment.header, text, wasMoved: PLACE.some((name) => placed[name] !== row[name]) };
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      const isDamaged = !(error instanceof NotGivenError);
      const more = isDamaged && row.pushed === 0 ? ONLY_HERE : "";
      const fault = `segment ${row.hash.slice(0, SHOWN_DIGITS)}: ${error.message}${more}`;
      return { row: placed, text: null, fault, isDamaged, isWhole };
    }
  }

  /** Return `row` with its place as the header says it. */
  private placed(row: SegmentRow, header: Header): SegmentRow {
    const [chain, device, previous] = [hex(header.chain), hex(header.device), hex(header.previous)];
    const roster = this.ledger.pinned.numberOf(header.roster) ?? row.roster;
    return { ...row, chain, device, previous, roster, number: header.number, count: header.count };
  }

  private async opened(segment: Segment): Promise<Text> {
    const { header } = segment;
    const { pinned } = this.ledger;
    const member = pinned.members.get(hex(header.device));
    if (member !== undefined) await checkSegment(segment, pinned.journal, member.public);
    if (this.epochs === null) throw new NotGivenError("no box in the roster is for this device");
    return openSegment(segment, this.epochs.at(pinned.numberOf(header.roster) ?? 0));
  }
}
