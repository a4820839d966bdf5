/**
 * Gaps: segments that were accepted, and whose bytes were changed on this disk since. What is done of them is told in
 * mending.ts.
 */
import { type Of, bool, decode, encodeAs, list, struct } from "../../core/codec.ts";
import { PeerError } from "../../core/errors.ts";
import { hashBytes, idBytes, segmentNumber } from "../../core/sealing/segment.ts";
import type { Session } from "../session.ts";
import type { MetaRow } from "../store/port.ts";

export const GAPS = "gaps";
const LIMIT_BYTES = 4 * 1024 * 1024;

/** The place of a damaged segment. `isSent`: whether a server had it, which therefore may send it again. */
const Gap = struct("Gap", {
  hash: hashBytes,
  chain: idBytes,
  number: segmentNumber,
  previous: hashBytes,
  isSent: bool,
});
export type Gap = Of<typeof Gap>;
const Gaps = list(Gap);

/** Return what was found damaged and was not found mended since. */
export async function readGaps(session: Session): Promise<Gap[]> {
  const value = (await session.store.get("meta", GAPS))?.value;
  try {
    return value instanceof Uint8Array ? [...decode(Gaps, value, LIMIT_BYTES)] : [];
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    return []; // changed on this disk as well: the next check finds them again
  }
}

/** Return the row in which `gaps` are kept. */
export function gapsRow(gaps: readonly Gap[]): MetaRow {
  return { key: GAPS, value: encodeAs(Gaps, [...gaps]) };
}
