/**
 * The drill: proving that the paper key alone opens the whole journal, as the server holds it.
 *
 * Nothing of it is kept, and nothing is changed: the words open the list of devices and every segment in memory, as
 * they would on a new device if every other were lost.
 */
import { type Bytes, equal, hex } from "../../core/bytes.ts";
import { NotAllowedError, PeerError } from "../../core/errors.ts";
import type { DeviceKeys } from "../../core/sealing/keys.ts";
import { type Header, type Segment, checkSegment, openSegment } from "../../core/sealing/segment.ts";
import { Challenge, ChallengeRequest, FindJournals, FoundJournals, SyncReply, SyncRequest, unwire } from "../../core/sync/messages.ts";
import { accept } from "../../core/trust/acceptance.ts";
import { signFind } from "../../core/trust/auth.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import { type Roster, found } from "../../core/trust/roster.ts";
import { decodeRosterEntry } from "../../core/trust/statements.ts";
import type { EngineError } from "../errors.ts";
import { refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { journalPath, signIn } from "./signing.ts";
import { type Vector, addHead, fromWire, toWire } from "./vector.ts";

const UNKNOWN: Bytes = new Uint8Array(32);
const NOTHING = "everything; nothing was changed";

/** Return how many entries of `journal` the `paper` key alone opens. Rejects with an EngineError where it does not. */
export async function drill(remote: Remote, paper: DeviceKeys, journal: Bytes): Promise<number> {
  const journals = await findJournals(remote, paper);
  if (!journals.some((one) => equal(one, journal))) throw notOfThis();
  try {
    await signIn(remote, journal, paper);
  } catch (error) {
    throw error instanceof NotAllowedError ? replaced() : error;
  }
  const { roster, segments } = await pull(remote, journal);
  if (!equal(roster.journal, journal)) throw notOfThis();
  if (!roster.isStanding(paper.public.id)) throw replaced();
  return countOpened(roster, await counted(roster, segments), paper);
}

async function findJournals(remote: Remote, paper: DeviceKeys): Promise<readonly Bytes[]> {
  const { device, signing, agreement } = paper.public;
  const path = `/v1/papers/${hex(device)}`;
  const { nonce } = await remote.call(`${path}/challenge`, ChallengeRequest, { device }, Challenge);
  const signature = await signFind(paper, remote.address.url, nonce);
  const question = { signing, agreement, nonce, signature };
  return (await remote.call(`${path}/journals`, FindJournals, question, FoundJournals)).journals;
}

/** Fetch everything, page by page, into memory. */
async function pull(remote: Remote, journal: Bytes): Promise<{ roster: Roster; segments: Segment[] }> {
  const held = new Map<string, Segment>();
  let roster: Roster | null = null;
  for (;;) {
    const message = { roster: roster?.head ?? UNKNOWN, heads: toWire(headsOf(held)) };
    const reply: SyncReply = await remote.call(`${journalPath(journal)}/sync`, SyncRequest, message, SyncReply);
    const entries = reply.roster.map((data) => decodeRosterEntry(data));
    roster = roster === null ? await found(entries) : await roster.extended(entries);
    const before = held.size;
    for (const segment of reply.segments.map((each) => unwire(each))) held.set(segment.name, segment);
    if (reply.more && held.size > before) continue;
    checkWhole(headsOf(held), fromWire(reply.heads));
    return { roster, segments: [...held.values()] };
  }
}

function headsOf(held: ReadonlyMap<string, Segment>): Vector {
  const followed = new Set([...held.values()].map((segment) => hex(segment.header.previous)));
  const heads: Vector = new Map();
  for (const [name, { header }] of held) {
    if (!followed.has(name)) addHead(heads, hex(header.chain), name, header.number);
  }
  return heads;
}

function checkWhole(ours: Vector, theirs: Vector): void {
  for (const [chain, heads] of theirs) {
    for (const hash of heads.keys()) if (ours.get(chain)?.has(hash) !== true) throw withheld();
  }
}

/** Return those of `segments` that count under `roster`. */
async function counted(roster: Roster, segments: readonly Segment[]): Promise<Segment[]> {
  const proved = new Map<string, Header>();
  for (const segment of segments) {
    const member = roster.members.get(hex(segment.header.device));
    if (member === undefined) continue;
    try {
      await checkSegment(segment, roster.journal, member.public);
      proved.set(segment.name, segment.header);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
    }
  }
  const { verdicts } = accept(roster, proved);
  return segments.filter((segment) => verdicts.get(segment.name) === "accepted");
}

async function countOpened(roster: Roster, segments: readonly Segment[], paper: DeviceKeys): Promise<number> {
  const ids = new Set<string>();
  try {
    const epochs = await openEpochKeys(roster, paper);
    for (const segment of segments) {
      const { items } = await openSegment(segment, epochs.at(roster.numberOf(segment.header.roster) ?? 0));
      for (const [blind, entry] of items) if (blind.length > 0) ids.add(hex(entry));
    }
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    const what = `the paper key does not open all that the server holds: ${error.message}.`;
    throw refusal("drill", what, { kept: NOTHING, mend: "make a new paper key" });
  }
  return ids.size;
}

function notOfThis(): EngineError {
  const what = "these are the words of another journal's paper key.";
  return refusal("paper", what, { kept: NOTHING, mend: "look at the paper" });
}

function replaced(): EngineError {
  const what = "these are the words of a paper key that was replaced: it opens nothing new.";
  return refusal("paper", what, { kept: NOTHING, mend: "look for the newer paper, or make a new one" });
}

function withheld(): EngineError {
  const what = "the server did not send all that it says it holds.";
  return refusal("drill", what, { kept: NOTHING, mend: "try again; if it stays so, ask whoever runs the server" });
}
