/**
 * Acceptance: which segments count. One pure function of the roster and the set of segments.
 *
 * A segment whose signature was verified is *accepted* when it cites an entry of this roster at which its author was
 * in good standing, and stands first on its chain or follows an accepted segment whose citation is not newer than its
 * own; of an author that was revoked since, only what the revocation lists counts: the segments at its cut-offs and all
 * before them. It is *waiting* while what it cites, follows, or is cut off at is not here. All else is *quarantined*:
 * kept, shown, not pushed. Two segments with one number of one chain are a fork: both branches are accepted, and
 * nothing signed by a device in good standing is lost.
 */
import { type Bytes, equal, hex } from "../bytes.ts";
import type { Id } from "../ids.ts";
import { type Header, chainId } from "../sealing/segment.ts";
import type { Roster } from "./roster.ts";
import type { Cutoff } from "./statements.ts";

/** What becomes of a segment. */
export type Verdict = "accepted" | "waiting" | "quarantined";

/** What the next segment must know of an accepted one: chain, author, number, roster entry cited. */
export interface Link {
  readonly chain: Bytes;
  readonly device: Bytes;
  readonly number: number;
  readonly roster: number;
}

/** The hashes of one walk back from a cut-off, by number. */
type Line = ReadonlyMap<number, Bytes>;

/** Return what follows from `header`; null unless it cites an entry of `roster`. */
export function link(roster: Roster, header: Header): Link | null {
  const cited = roster.numberOf(header.roster);
  if (cited === null) return null;
  return { chain: header.chain, device: header.device, number: header.number, roster: cited };
}

/**
 * Return the verdict on one segment; `previous` is the accepted one that it names, if it is here.
 *
 * `within`: of an author that was revoked since, whether the segment lies within its cut-offs; null while that cannot
 * be told.
 */
export function judge(
  roster: Roster,
  header: Header,
  previous: Link | null,
  within: boolean | null = true,
): Verdict {
  const cited = roster.numberOf(header.roster);
  if (cited === null) return "waiting";
  const mayWrite = equal(header.journal, roster.journal) && roster.mayWrite(hex(header.device), cited);
  if (!mayWrite || within === false) return "quarantined";
  if (within === null) return "waiting";
  if (header.number === 1) {
    const right = chainId(header.journal, header.device, header.previous);
    return equal(right, header.chain) ? "accepted" : "quarantined";
  }
  if (previous === null) return "waiting";
  const follows =
    equal(previous.chain, header.chain) &&
    equal(previous.device, header.device) &&
    previous.number + 1 === header.number &&
    previous.roster <= cited;
  return follows ? "accepted" : "quarantined";
}

/**
 * Return whether the segment with the hash `name` counts in spite of a later revocation of its author.
 *
 * True where there was none. `find` gives the header of a segment that is here. Null: a segment between this one and a
 * cut-off is not here, so that it cannot be told yet.
 */
export function isWithin(
  roster: Roster,
  name: Bytes,
  header: Header,
  find: (name: Bytes) => Header | null,
): boolean | null {
  return within(roster, hex(name), header, (cutoff) => walk(cutoff, find, header.number));
}

function within(roster: Roster, name: Id, header: Header, lineOf: (cutoff: Cutoff) => Line): boolean | null {
  const member = roster.members.get(hex(header.device));
  if (member === undefined || member.revoked === null) return true;
  const listed = member.cutoffs.filter((cutoff) => equal(cutoff.chain, header.chain));
  const answers = listed.map((cutoff) => isOn(lineOf(cutoff), name, header, cutoff));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** Return whether the segment stands on the `line` of `cutoff`; null where the line breaks off above it. */
function isOn(line: Line, name: Id, header: Header, cutoff: Cutoff): boolean | null {
  if (header.number > cutoff.number) return false;
  const at = line.get(header.number);
  return at === undefined ? null : hex(at) === name;
}

/** Return the hashes at `cutoff` and before it, by number: down to `lowest`, or to what is not here. */
function walk(cutoff: Cutoff, find: (name: Bytes) => Header | null, lowest: number): Line {
  let name = cutoff.hash;
  const line = new Map([[cutoff.number, name]]);
  for (let number = cutoff.number - 1; number >= lowest; number -= 1) {
    const above = find(name);
    if (above === null) break;
    name = above.previous;
    line.set(number, name);
  }
  return line;
}

/** The outcome for a whole set: a verdict for each segment by its hash, and the chains that forked. */
export interface Acceptance {
  readonly verdicts: ReadonlyMap<Id, Verdict>;
  readonly forked: ReadonlySet<Id>;
}

/** Return the verdicts on `headers` (by segment hash, as hex); the order of arrival plays no part. */
export function accept(roster: Roster, headers: ReadonlyMap<Id, Header>): Acceptance {
  const isCounted = withinAll(roster, headers);
  const verdicts = new Map<Id, Verdict>();
  for (const [name, header] of headers) verdicts.set(name, judge(roster, header, null, isCounted(name, header)));
  const { ready, followers } = ordered(headers);
  const links = new Map<Id, Link>();
  for (const name of ready) {
    const header = headers.get(name);
    if (header === undefined) continue;
    const verdict = judge(roster, header, links.get(hex(header.previous)) ?? null, isCounted(name, header));
    verdicts.set(name, verdict);
    const linked = verdict === "accepted" ? link(roster, header) : null;
    if (linked === null) continue;
    links.set(name, linked);
    ready.push(...(followers.get(name) ?? [])); // whoever walks a list meets what is put behind it meanwhile
  }
  return { verdicts, forked: forkedOf(links.values()) };
}

/** Return the segments that stand first on a chain, and by each segment's hash those that name it as previous. */
function ordered(headers: ReadonlyMap<Id, Header>): { ready: Id[]; followers: ReadonlyMap<Id, Id[]> } {
  const ready: Id[] = [];
  const followers = new Map<Id, Id[]>();
  for (const [name, header] of headers) {
    const previous = hex(header.previous);
    if (header.number === 1) ready.push(name);
    else followers.set(previous, [...(followers.get(previous) ?? []), name]);
  }
  return { ready, followers };
}

/** Return what tells whether a segment is within its author's cut-offs; each line is walked once, however long. */
function withinAll(
  roster: Roster,
  headers: ReadonlyMap<Id, Header>,
): (name: Id, header: Header) => boolean | null {
  const lines = new Map<Cutoff, Line>();
  const lineOf = (cutoff: Cutoff): Line => {
    const line = lines.get(cutoff) ?? walk(cutoff, (name) => headers.get(hex(name)) ?? null, 1);
    lines.set(cutoff, line);
    return line;
  };
  return (name, header) => within(roster, name, header, lineOf);
}

function forkedOf(links: Iterable<Link>): ReadonlySet<Id> {
  const seen = new Set<string>();
  const forked = new Set<Id>();
  for (const { chain, number } of links) {
    const place = `${hex(chain)}/${number}`;
    if (seen.has(place)) forked.add(hex(chain));
    seen.add(place);
  }
  return forked;
}
