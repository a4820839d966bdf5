/**
 * Judging: which segments count. A segment as it comes is judged by itself; when the roster grew, or something that
 * waited may have become clear, everything is judged anew. The outcome is that of the one pure function, `accept`.
 */
import { hex } from "../../core/bytes.ts";
import { PeerError } from "../../core/errors.ts";
import { checkSegment, type Header, type Segment } from "../../core/sealing/segment.ts";
import { accept, isWithin, judge } from "../../core/trust/acceptance.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import { type Admitted, addCounts, admitted } from "./admitted.ts";
import { UNKNOWN_DEVICE, WITHDRAWN, headersAside, putAside, takeFollowers } from "./aside.ts";
import { SUPERSEDED, isSuperseded, lostHashes } from "./branches.ts";
import type { Ledger } from "./ledger.ts";

/**
 * Check, judge and keep `segments`. A bad one never blocks the others.
 *
 * `isPushed`: whether they came from the server, which therefore holds them.
 */
export async function admit(
  ledger: Ledger,
  roster: Roster,
  segments: Iterable<Segment>,
  isPushed: boolean,
): Promise<Admitted> {
  const total = admitted();
  for (const segment of segments) {
    try {
      addCounts(total, await admitOne(ledger, roster, segment, isPushed));
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      total.refused += 1;
    }
  }
  return total;
}

async function admitOne(ledger: Ledger, roster: Roster, segment: Segment, isPushed: boolean): Promise<Admitted> {
  if (ledger.holds(segment.name)) return admitted();
  const { header } = segment;
  if (roster.numberOf(header.roster) === null && (await isSuperseded(ledger, roster, segment))) {
    return putAside(ledger, segment, SUPERSEDED);
  }
  const member = roster.members.get(hex(header.device));
  if (member === undefined) return putAside(ledger, segment, "waiting", UNKNOWN_DEVICE);
  await checkSegment(segment, roster.journal, member.public);
  const within = isWithin(roster, segment.hash, header, (name) => ledger.header(hex(name)));
  const verdict = judge(roster, header, ledger.link(hex(header.previous)), within);
  if (verdict !== "accepted") return putAside(ledger, segment, verdict);
  const done = keep(ledger, roster, segment, isPushed);
  for (const follower of await takeFollowers(ledger, segment.name)) {
    addCounts(done, await admitOne(ledger, roster, follower, isPushed));
  }
  return done;
}

function keep(ledger: Ledger, roster: Roster, segment: Segment, isPushed: boolean): Admitted {
  const chain = hex(segment.header.chain);
  ledger.accept(roster, segment, isPushed);
  const forked = new Set(ledger.headCount(chain) > 1 ? [chain] : []);
  return admitted({ segments: 1, entries: segment.header.count, forked });
}

/** Judge everything under `roster`. Return how many entries came to count. */
export async function rejudge(ledger: Ledger, roster: Roster): Promise<number> {
  const counted = headersCounted(ledger);
  const aside = await provable(ledger, roster);
  const { verdicts } = accept(roster, new Map([...counted, ...aside]));
  for (const [name, { roster: cited }] of counted) {
    const verdict = verdicts.get(name);
    const isOursToSend = ledger.segments.get(name)?.pushed === 0 && roster.numberOf(cited) !== null;
    // what follows something that was changed on this disk, and is to be sent: it is written again, or sent as it is
    if (verdict === "waiting" && isOursToSend) continue;
    if (verdict !== "accepted") await takeOut(ledger, name);
  }
  const coming = [...aside].filter(([name]) => verdicts.get(name) === "accepted");
  coming.sort(([, one], [, other]) => one.number - other.number);
  for (const [name] of coming) await bringIn(ledger, roster, name);
  noteVerdicts(ledger, roster, verdicts);
  return coming.reduce((sum, [, header]) => sum + header.count, 0);
}

function headersCounted(ledger: Ledger): Map<Hex, Header> {
  const found = new Map<Hex, Header>();
  for (const name of ledger.segments.keys()) {
    const header = ledger.header(name);
    if (header !== null) found.set(name, header);
  }
  return found;
}

/** Return the headers put aside whose author is in `roster` and did sign them; what nobody signed is let go. */
async function provable(ledger: Ledger, roster: Roster): Promise<Map<Hex, Header>> {
  const found = new Map<Hex, Header>();
  const rows = [...ledger.aside.values()].filter((row) => row.verdict !== WITHDRAWN);
  for (const segment of await ledger.read(rows.map((row) => row.hash))) {
    const member = roster.members.get(hex(segment.header.device));
    if (member === undefined) continue;
    try {
      await checkSegment(segment, roster.journal, member.public);
      found.set(segment.name, segment.header);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      ledger.dropAside(segment.name);
    }
  }
  return found;
}

async function takeOut(ledger: Ledger, name: Hex): Promise<void> {
  const [segment] = await ledger.read([name]);
  if (segment !== undefined && segment.name !== name) return; // it was changed on this disk: a check lets go of it
  ledger.drop(name, true);
  if (segment !== undefined) ledger.putAside(segment, "", "");
}

async function bringIn(ledger: Ledger, roster: Roster, name: Hex): Promise<void> {
  const [segment] = await ledger.read([name]);
  if (segment === undefined) return;
  ledger.dropAside(name, true);
  ledger.accept(roster, segment, true);
}

/** Write down why each segment that is aside is there; one of a branch that lost is superseded, whatever else. */
function noteVerdicts(ledger: Ledger, roster: Roster, verdicts: ReadonlyMap<Hex, string>): void {
  const lost = lostHashes(ledger, roster);
  for (const [name, header] of headersAside(ledger)) {
    const verdict = lost.has(hex(header.roster)) ? SUPERSEDED : verdicts.get(name);
    if (verdict !== undefined && ledger.aside.get(name)?.verdict !== verdict) ledger.changeAside(name, { verdict });
  }
}

