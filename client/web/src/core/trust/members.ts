/**
 * Members: the devices of a roster, since when, under whom, and until when.
 *
 * Seniority. A device ranks by the entry that added it; a paper key made later takes the rank of its signer. A device
 * may revoke itself and any that is not elder: a thief of a young device cannot lock out its elders, and the paper key
 * founded the journal. Of one rank are only a device and the papers made under it; each may end the other, so that a
 * paper ends its device when that is stolen, and a device replaces its paper when that is lost.
 */
import type { Bytes } from "../bytes.ts";
import type { DevicePublic } from "../sealing/keys.ts";
import type { Cutoff } from "./statements.ts";

/**
 * A device of the roster.
 *
 * `number`: the entry that added it. `rank`: smaller is elder. `name`: sealed, empty for a paper key. `revoked`: the
 * entry that ended its standing, null while it stands. `cutoffs`: the last segments that still count then; a chain
 * that is not among them has none.
 */
export interface Member {
  readonly public: DevicePublic;
  readonly number: number;
  readonly signer: Bytes;
  readonly name: Bytes;
  readonly rank: number;
  readonly isPaper: boolean;
  readonly revoked: number | null;
  readonly cutoffs: readonly Cutoff[];
}

/** Return whether `member` was in good standing once entry `number` stood. */
export function stood(member: Member, number: number): boolean {
  return member.number <= number && (member.revoked === null || number < member.revoked);
}

/** Return whether `member` may end the standing of `other`. */
export function mayRevoke(member: Member, other: Member): boolean {
  return member.public.id === other.public.id || member.rank <= other.rank;
}
