/**
 * One part of the journal, inspected: as many segments as take a moment.
 *
 * A laptop takes 0.05 s for 256 segments, a phone some tenths of a second, in the worker and after an exchange; a
 * journal of ten thousand segments is gone through in forty days.
 */
import { hex } from "../../core/bytes.ts";
import { Inspector, type Unsound } from "./inspecting.ts";
import type { Ledger } from "./ledger.ts";
import { letGo, openGaps, putRight } from "./mending.ts";

const SEGMENTS = 256;
const PAGE = 16;
/** Whatever the segments hold: no part is longer than a moment. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a part was found to be: where the next one begins, 0 after the last; and what was put right in it. */
export interface Part {
  readonly next: number;
  readonly faults: readonly string[];
}

/** Inspect what came here after the place `from`. */
export async function checkPart(ledger: Ledger, from: number): Promise<Part> {
  const known = new Set((await openGaps(ledger)).map((gap) => hex(gap.hash)));
  const rows = [...ledger.segments.values()].filter((row) => row.order > from).sort((one, other) => one.order - other.order);
  const inspector = await Inspector.of(ledger);
  const damaged: Unsound[] = [];
  const faults: string[] = [];
  let at = 0;
  while (at < Math.min(rows.length, SEGMENTS) && inspector.bytes < MOST_BYTES) {
    const page = rows.slice(at, at + PAGE);
    const seen = await inspector.inspect(page.filter((row) => !known.has(row.hash)));
    damaged.push(...seen.filter((each): each is Unsound => each.text === null && each.isDamaged));
    faults.push(...seen.flatMap((each) => (each.text !== null && each.wasMoved ? putRight(ledger, each.row) : [])));
    at += page.length;
  }
  await letGo(ledger, damaged);
  await ledger.flush();
  return { next: at < rows.length ? (rows[at - 1]?.order ?? 0) : 0, faults };
}
