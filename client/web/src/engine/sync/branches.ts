/**
 * Branches of the roster that lost: kept whole, so that what was written under them can be opened and written again.
 *
 * A segment that cites an entry of such a branch, and none of the roster that counts, is *superseded*: kept aside,
 * neither missing nor sent anywhere.
 */
import { hex } from "../../core/bytes.ts";
import { BadRosterError } from "../../core/errors.ts";
import { checkSegment, type Segment } from "../../core/sealing/segment.ts";
import type { Roster } from "../../core/trust/roster.ts";
import { encodeRosterEntry } from "../../core/trust/statements.ts";
import type { Hex } from "../store/port.ts";
import type { Ledger } from "./ledger.ts";

export const SUPERSEDED = "superseded";
const MAX_BRANCHES = 64;

/** Keep `roster`, which lost; a hostile device could make branches without end. */
export function keepBranch(ledger: Ledger, roster: Roster): void {
  const head = hex(roster.head);
  if (ledger.lost.length >= MAX_BRANCHES || ledger.lost.some((branch) => hex(branch.head) === head)) return;
  ledger.lost.push(roster);
  ledger.changes.put("branches", { head, entries: roster.entries.map((entry) => encodeRosterEntry(entry)) });
}

/** Return the hashes of the entries that stand in a branch that lost, and not in `roster`. */
export function lostHashes(ledger: Ledger, roster: Roster): Set<Hex> {
  const lost = new Set(ledger.lost.flatMap((branch) => branch.hashes.map((name) => hex(name))));
  for (const name of roster.hashes) lost.delete(hex(name));
  return lost;
}

/**
 * Return whether `segment` was signed by a device of a branch that lost, and cites an entry of that alone.
 *
 * Rejects with a PeerError when it says so and is not.
 */
export async function isSuperseded(ledger: Ledger, roster: Roster, segment: Segment): Promise<boolean> {
  const name = hex(segment.header.roster);
  if (!lostHashes(ledger, roster).has(name)) return false;
  const device = hex(segment.header.device);
  const branches = ledger.lost.filter((branch) => branch.numberOf(segment.header.roster) !== null);
  const member = branches.map((branch) => branch.members.get(device)).find((each) => each !== undefined);
  if (member === undefined) {
    throw new BadRosterError("a segment is by a device that was never in the roster that it cites");
  }
  await checkSegment(segment, roster.journal, member.public);
  return true;
}
