/** The wire messages: canonical msgpack arrays with a fixed field order, every length bounded. */
import { type Of, bin, bool, int, list, str, struct, word } from "../codec.ts";
import { PUBLIC_BYTES, SIGNATURE_BYTES } from "../sealing/points.ts";
import { Replacement } from "../sealing/replacing.ts";
import { MAX_BODY_BYTES, MAX_HEADER_BYTES, Segment, hashBytes, idBytes, segmentNumber } from "../sealing/segment.ts";
import * as limits from "./limits.ts";

const MAX_ROSTER_ENTRIES = 1024;
const nonce = bin(limits.NONCE_BYTES, limits.NONCE_BYTES);
const token = bin(limits.TOKEN_BYTES, limits.TOKEN_BYTES);
const publicKey = bin(PUBLIC_BYTES, PUBLIC_BYTES);
const signature = bin(SIGNATURE_BYTES, SIGNATURE_BYTES);
const rosterEntries = list(bin(0, 16 * 1024), MAX_ROSTER_ENTRIES);

/** The last segment of a chain, or of one branch of it. */
export const Head = struct("Head", { number: segmentNumber, hash: hashBytes });
export type Head = Of<typeof Head>;

/** All heads of one chain: one, or several where it forked. */
export const ChainHeads = struct("ChainHeads", { chain: idBytes, heads: list(Head, limits.MAX_HEADS_A_CHAIN) });
export type ChainHeads = Of<typeof ChainHeads>;

const vector = list(ChainHeads, limits.MAX_CHAINS);

/** A segment as it travels. */
export const WireSegment = struct("WireSegment", {
  header: bin(0, MAX_HEADER_BYTES),
  signature,
  body: bin(0, MAX_BODY_BYTES),
});
export type WireSegment = Of<typeof WireSegment>;

const segments = list(WireSegment, limits.MAX_SEGMENTS_A_MESSAGE);

/** Asks for a nonce to sign. */
export const ChallengeRequest = struct("ChallengeRequest", { device: idBytes });
export type ChallengeRequest = Of<typeof ChallengeRequest>;

/** A nonce of one use, good for 60 seconds. */
export const Challenge = struct("Challenge", { nonce });
export type Challenge = Of<typeof Challenge>;

/** Answers a challenge. */
export const SignIn = struct("SignIn", { device: idBytes, nonce, signature });
export type SignIn = Of<typeof SignIn>;

/** A bearer token, and the seconds that it lasts. */
export const SignedIn = struct("SignedIn", { token, seconds: int() });
export type SignedIn = Of<typeof SignedIn>;

/** Asks which journals a paper key is of: its public keys, and its answer to a challenge. */
export const FindJournals = struct("FindJournals", { signing: publicKey, agreement: publicKey, nonce, signature });
export type FindJournals = Of<typeof FindJournals>;

/** The journals that a paper key is or was of. */
export const FoundJournals = struct("FoundJournals", { journals: list(idBytes, limits.MAX_FOUND_JOURNALS) });
export type FoundJournals = Of<typeof FoundJournals>;

/** A run of roster entries: from genesis, or a suffix. */
export const RosterPush = struct("RosterPush", { entries: rosterEntries });
export type RosterPush = Of<typeof RosterPush>;

/** The roster that the server holds: hash of its last entry, and how many there are. */
export const RosterState = struct("RosterState", { head: hashBytes, count: int() });
export type RosterState = Of<typeof RosterState>;

/** What the client holds: the hash of its last roster entry, and its vector of heads. */
export const SyncRequest = struct("SyncRequest", { roster: hashBytes, heads: vector });
export type SyncRequest = Of<typeof SyncRequest>;

/**
 * What the client lacks.
 *
 * `roster`: entries after the one that the client named; all of them when that one is unknown. `heads`: the server's
 * vector. `segments`: one page. `more`: another page is waiting.
 */
export const SyncReply = struct("SyncReply", { roster: rosterEntries, heads: vector, segments, more: bool });
export type SyncReply = Of<typeof SyncReply>;

/** Segments for the server, parents before children. */
export const Push = struct("Push", { segments });
export type Push = Of<typeof Push>;

/** What became of one segment of a push; `reason` is a word of PROTOCOL.md, empty unless refused. */
export const Outcome = struct("Outcome", {
  hash: hashBytes,
  status: word("stored", "known", "refused"),
  reason: str(),
});
export type Outcome = Of<typeof Outcome>;

/** The outcomes in the order of the push, and the server's roster hash after the commit. */
export const Pushed = struct("Pushed", { outcomes: list(Outcome), roster: hashBytes });
export type Pushed = Of<typeof Pushed>;

/** Where a segment is found: its chain, its number there, its hash. */
export const SegmentPlace = struct("SegmentPlace", { chain: idBytes, number: segmentNumber, hash: hashBytes });
export type SegmentPlace = Of<typeof SegmentPlace>;

/** A new body for the segment `number` of `chain`. */
export const NewBody = struct("NewBody", { chain: idBytes, number: segmentNumber, replacement: Replacement });
export type NewBody = Of<typeof NewBody>;

/** New bodies for segments that the server holds; answered with `Pushed`. */
export const PutBodies = struct("PutBodies", { bodies: list(NewBody, limits.MAX_BODIES_A_MESSAGE) });
export type PutBodies = Of<typeof PutBodies>;

/** Bodies that the caller lacks, and asks the other devices of the journal for. */
export const Wanted = struct("Wanted", { add: list(SegmentPlace, limits.MAX_WANTED_A_MESSAGE) });
export type Wanted = Of<typeof Wanted>;

/** Every body that is asked for now. */
export const WantedNow = struct("WantedNow", { places: list(SegmentPlace, limits.MAX_WANTED) });
export type WantedNow = Of<typeof WantedNow>;

/** Asks for single segments, whatever else the caller holds. */
export const Fetch = struct("Fetch", { places: list(SegmentPlace, limits.MAX_BODIES_A_MESSAGE) });
export type Fetch = Of<typeof Fetch>;

/** Those of the segments that are here and fit into one page, in the order asked for. */
export const Fetched = struct("Fetched", { segments: list(WireSegment, limits.MAX_BODIES_A_MESSAGE) });
export type Fetched = Of<typeof Fetched>;

/** Return `segment` as it travels. */
export function wire(segment: Segment): WireSegment {
  return { header: segment.headerBytes, signature: segment.signature, body: segment.body };
}

/** Return the segment that travelled. */
export function unwire(travelled: WireSegment): Segment {
  return new Segment(travelled.header, travelled.signature, travelled.body);
}
