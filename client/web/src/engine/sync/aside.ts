/**
 * Segments that are kept and do not count: waiting, quarantined, superseded (see branches.ts), or withdrawn.
 *
 * A server without any key can make up segments that wait for ever, so there is room for so many and no more. What
 * is superseded is proved, and is not counted. What is withdrawn was written here and changed on this disk before it
 * was sent: it is kept as it lies, judged no more, and never sent.
 */
import { hex } from "../../core/bytes.ts";
import type { Header, Segment } from "../../core/sealing/segment.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import { type Admitted, admitted } from "./admitted.ts";
import { SUPERSEDED } from "./branches.ts";
import type { Ledger } from "./ledger.ts";
import { type Vector, addHead } from "./vector.ts";

export const UNKNOWN_DEVICE = "unknown device";
export const WITHDRAWN = "withdrawn";
const MAX_ASIDE = 1024;
const MAX_ASIDE_BYTES = 32 * 1024 * 1024;

/** Keep `segment` aside; refuse it where there is no more room. */
export function putAside(ledger: Ledger, segment: Segment, verdict: string, reason = ""): Admitted {
  if (ledger.aside.has(segment.name)) {
    ledger.changeAside(segment.name, { verdict });
    return admitted();
  }
  if (verdict !== SUPERSEDED && !hasRoom(ledger, segment)) return admitted({ refused: 1 });
  ledger.putAside(segment, verdict, reason);
  return admitted({
    waiting: verdict === "waiting" ? 1 : 0,
    quarantined: verdict === "quarantined" ? 1 : 0,
    superseded: verdict === SUPERSEDED ? 1 : 0,
  });
}

function hasRoom(ledger: Ledger, segment: Segment): boolean {
  const counted = [...ledger.aside.values()].filter((row) => row.verdict !== SUPERSEDED);
  const size = counted.reduce((sum, row) => sum + ledger.sizeAside(row.hash), segment.body.length);
  return counted.length < MAX_ASIDE && size <= MAX_ASIDE_BYTES;
}

/** Return what waits for the segment `name`, and keep it aside no longer. */
export async function takeFollowers(ledger: Ledger, name: Hex): Promise<Segment[]> {
  const rows = [...ledger.aside.values()].filter((row) => row.previous === name);
  const segments = await ledger.read(rows.map((row) => row.hash));
  for (const row of rows) ledger.dropAside(row.hash);
  return segments;
}

/**
 * Let go of what waits for an author whom `roster` does not name, before a server is asked again.
 *
 * Nobody can tell whether anybody signed it. A server that has it sends it once more, and one that made it up leaves
 * no mark for ever.
 */
export function letGoUnknown(ledger: Ledger, roster: Roster): void {
  for (const row of ledger.aside.values()) {
    if (row.reason === UNKNOWN_DEVICE && !roster.members.has(deviceOf(ledger, row.hash))) ledger.dropAside(row.hash);
  }
}

function deviceOf(ledger: Ledger, name: Hex): Hex {
  const header = ledger.header(name);
  return header === null ? "" : hex(header.device);
}

/** Return whether a segment that was put aside may come to count. */
export function waits(ledger: Ledger): boolean {
  return [...ledger.aside.values()].some((row) => row.verdict === "waiting");
}

/** Return the header of every segment that was put aside and may be judged anew, by hash. */
export function headersAside(ledger: Ledger): Map<Hex, Header> {
  const found = new Map<Hex, Header>();
  for (const [name, { verdict }] of ledger.aside) {
    const header = verdict === WITHDRAWN ? null : ledger.header(name);
    if (header !== null) found.set(name, header);
  }
  return found;
}

/** Return the heads of what was put aside, so that a server does not send it again. */
export function asideHeads(ledger: Ledger): Vector {
  const known = whole(ledger);
  const followed = new Set([...known.values()].map((header) => hex(header.previous)));
  const heads: Vector = new Map();
  for (const [name, header] of known) {
    if (!followed.has(name)) addHead(heads, hex(header.chain), name, header.number);
  }
  return heads;
}

/**
 * Return segments of `chain` that were put aside: the last, and those 1, 2, 4, 8 ... before it.
 *
 * A server that knows none of their heads knows one of these, and so how far back to begin.
 */
export function asideRungs(ledger: Ledger, chain: Hex): Map<Hex, number> {
  const names = [...whole(ledger)].filter(([, header]) => hex(header.chain) === chain).reverse();
  const places = [0];
  for (let step = 1; step < names.length; step *= 2) places.push(step);
  return new Map(places.flatMap((at) => names.slice(at, at + 1)).map(([name, header]) => [name, header.number]));
}

/**
 * Return what was put aside and is here from its chain's beginning, or from an accepted segment on, by number.
 *
 * Only such a segment stands for all that is before it.
 */
function whole(ledger: Ledger): Map<Hex, Header> {
  const found = new Map<Hex, Header>();
  for (const [name, header] of [...headersAside(ledger)].sort(([, one], [, other]) => one.number - other.number)) {
    const previous = hex(header.previous);
    if (header.number === 1 || found.has(previous) || ledger.holds(previous)) found.set(name, header);
  }
  return found;
}
