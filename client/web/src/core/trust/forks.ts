/**
 * Roster forks: two valid branches of one roster, and the rule by which every client takes the same one.
 *
 * A server restored from a backup is enough to make a fork. The branch wins whose entries after the split hold the
 * most senior signer; then the one with more of that signer's entries; then the one whose first entry after the split
 * has the smaller hash.
 */
import { type Bytes, EMPTY, compare, equal, hex } from "../bytes.ts";
import { BadRosterError } from "../errors.ts";
import type { Roster } from "./roster.ts";
import { decodeStatement } from "./statements.ts";

/** Rank and entry of a signer; smaller is elder. */
type Seniority = readonly [number, number];

/** What a branch is judged by; smaller wins. `count`: how many entries the eldest signed. */
interface Standing {
  readonly eldest: Seniority;
  readonly count: number;
  readonly hash: Bytes;
}

/** Return how many entries both rosters begin with. Throws BadRosterError for two journals. */
export function splitOf(one: Roster, other: Roster): number {
  if (!equal(one.journal, other.journal)) throw new BadRosterError("these rosters are of different journals");
  const split = one.hashes.findIndex((hash, number) => !equal(hash, other.hashes[number] ?? EMPTY));
  return split < 0 ? one.hashes.length : split;
}

/** Return whether neither roster continues the other. */
export function isFork(one: Roster, other: Roster): boolean {
  return splitOf(one, other) < Math.min(one.hashes.length, other.hashes.length);
}

/**
 * Return the roster that counts: the longer one, or the winning branch of a fork.
 *
 * Whichever of the two is given first, the answer is the same.
 */
export function prefer(one: Roster, other: Roster): Roster {
  const split = splitOf(one, other);
  if (split === one.hashes.length) return other;
  if (split === other.hashes.length) return one;
  return byStanding(standingOf(one, split), standingOf(other, split)) <= 0 ? one : other;
}

function standingOf(branch: Roster, split: number): Standing {
  const signers = branch.entries.slice(split).map((_, place) => seniority(branch, split + place));
  const eldest = signers.reduce((elder, each) => (bySeniority(each, elder) < 0 ? each : elder));
  const count = signers.filter((each) => bySeniority(each, eldest) === 0).length;
  return { eldest, count, hash: branch.hashes[split] ?? EMPTY };
}

/** Return rank and entry of whoever signed entry `number`. */
function seniority(branch: Roster, number: number): Seniority {
  const entry = branch.entries[number];
  const statement = entry === undefined ? null : decodeStatement(entry.statement);
  const signer = statement === null || statement.tag === "genesis" ? undefined : hex(statement.signer);
  const member = signer === undefined ? undefined : branch.members.get(signer);
  if (member === undefined) throw new BadRosterError("an entry behind a split has no signer");
  return [member.rank, member.number];
}

function byStanding(one: Standing, other: Standing): number {
  return bySeniority(one.eldest, other.eldest) || other.count - one.count || compare(one.hash, other.hash);
}

function bySeniority(one: Seniority, other: Seniority): number {
  return one[0] - other[0] || one[1] - other[1];
}
