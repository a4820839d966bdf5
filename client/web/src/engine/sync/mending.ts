/**
 * Mending: what was found changed on this disk is fetched again from a server that had it.
 *
 * Where header and signature still stand, the segment stays in its place, and its body alone is fetched, as one that
 * came spoilt. Else its row is let go; the heads go past it all the same, so that what follows is not sent again. It
 * goes on counting until everything is judged anew: from then on all that follows in that chain waits aside for the
 * gap, and counts again once that is filled. What no server ever had stays as it is: somebody may have another copy of
 * this disk.
 */
import { hex, unhex } from "../../core/bytes.ts";
import type { SegmentPlace } from "../../core/sync/messages.ts";
import type { Session } from "../session.ts";
import type { Hex, SegmentRow } from "../store/port.ts";
import { askAtOnce } from "./asking-again.ts";
import { NOT_OPENED } from "./filing.ts";
import { GAPS, type Gap, gapsRow, readGaps } from "./gaps.ts";
import type { Ledger } from "./ledger.ts";

const SHOWN_DIGITS = 8;

/** A damaged segment, in its place. `isWhole`: its header and signature are what they were. */
export interface Damage {
  readonly row: SegmentRow;
  readonly isWhole: boolean;
}

/** Return the gaps that nothing has filled yet; what was never sent is one as long as it lies here. */
export async function openGaps(ledger: Ledger): Promise<Gap[]> {
  const gaps = await readGaps(ledger.session);
  if (gaps.length === 0) return gaps;
  const bare = await ledger.session.store.all("bare");
  const unopened = new Set(bare.filter((row) => row.place === NOT_OPENED).map((row) => row.hash));
  const isFilled = (name: Hex): boolean => (ledger.holds(name) && !unopened.has(name)) || ledger.aside.has(name);
  return gaps.filter(({ hash, isSent }) => (isSent ? !isFilled(hex(hash)) : ledger.isHeld(hex(hash))));
}

/** Keep that these are damaged; what a server had is fetched with the next exchange. */
export async function letGo(ledger: Ledger, damaged: readonly Damage[]): Promise<void> {
  const gaps = new Map((await openGaps(ledger)).map((gap) => [hex(gap.hash), gap]));
  for (const { row, isWhole } of damaged) {
    const gap = gapOf(row);
    gaps.set(row.hash, gap);
    if (!gap.isSent) continue;
    if (isWhole) ledger.changes.put("bare", unopenedRow(row.hash));
    else ledger.letGo(gap);
  }
  if (damaged.length > 0) askAtOnce(ledger);
  keep(ledger, [...gaps.values()]);
  await ledger.flush();
}

function gapOf(row: SegmentRow): Gap {
  const place = { hash: unhex(row.hash), chain: unhex(row.chain), number: row.number, previous: unhex(row.previous) };
  return { ...place, isSent: row.pushed === 1 };
}

function unopenedRow(hash: Hex): { key: string; hash: Hex; place: number; erasure: Hex; wanted: 0 | 1 } {
  return { key: `${hash} ${NOT_OPENED}`, hash, place: NOT_OPENED, erasure: "", wanted: 1 };
}

/** Put the place of a segment as its header, which was signed, tells it; return what is to be said of that. */
export function putRight(ledger: Ledger, row: SegmentRow): string {
  ledger.changes.put("segments", row);
  return `segment ${row.hash.slice(0, SHOWN_DIGITS)}: its place was changed on this disk, and was put right`;
}

/** Forget what is mended. */
export async function closeGaps(ledger: Ledger): Promise<void> {
  const known = await readGaps(ledger.session);
  if (known.length === 0) return;
  const open = await openGaps(ledger);
  if (open.length < known.length) keep(ledger, open);
  await ledger.flush();
}

/** Return where the segments stand that were let go and are not here, parents before children. */
export function goneFrom(ledger: Ledger): SegmentPlace[] {
  const gone = [...ledger.gone.values()].sort((one, other) => one.number - other.number);
  return gone.map(({ chain, number, hash }) => ({ chain, number, hash }));
}

/** Return the keys of the entries that wait to be sent and were changed on this disk: they do not open any more. */
export async function spoiltEntries(session: Session): Promise<string[]> {
  const keys = await session.store.keys("outbox");
  const opened = new Set<unknown>((await session.waiting()).map((each) => each.key));
  return keys.filter((key) => !opened.has(key)).map(String);
}

function keep(ledger: Ledger, gaps: readonly Gap[]): void {
  if (gaps.length > 0) ledger.changes.put("meta", gapsRow(gaps));
  else ledger.changes.del("meta", GAPS);
}
