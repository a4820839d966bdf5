/** Writing segments: which entries go together, and how one is sealed and signed. */
import type { Bytes } from "../bytes.ts";
import { encodeAs } from "../codec.ts";
import { TooLargeError } from "../errors.ts";
import { HASH_BYTES } from "./hashing.ts";
import type { DeviceKeys, EpochKey } from "./keys.ts";
import * as labels from "./labels.ts";
import {
  BLIND_BYTES,
  Header,
  type Item,
  MAX_ENTRIES,
  MAX_SEEN,
  type Seen,
  Segment,
  Text,
  chainId,
  contentHash,
  pad,
  seenHash,
} from "./segment.ts";
import { type Random, seal } from "./symmetric.ts";

export const TARGET_BYTES = 64 * 1024;
const FIXED_BYTES = 64; // length, array heads, the blind of seen
const ITEM_BYTES = 1 + 2 + BLIND_BYTES + 5;
const SEEN_BYTES = 80;

/** Where a chain of ours goes on: its id, the next number, the hash before it. */
export interface ChainTip {
  readonly journal: Bytes;
  readonly device: Bytes;
  readonly chain: Bytes;
  readonly number: number;
  readonly previous: Bytes;
}

/** Return the tip of a chain that does not exist yet. */
export function newTip(journal: Bytes, device: Bytes, random: Random): ChainTip {
  const first = random(HASH_BYTES);
  return { journal, device, chain: chainId(journal, device, first), number: 1, previous: first };
}

/** Return `tip` once `segment` stands on the chain. */
export function tipAfter(tip: ChainTip, segment: Segment): ChainTip {
  return { ...tip, number: tip.number + 1, previous: segment.hash };
}

/**
 * Yield runs of `entries`, each to fill one segment of about 64 KiB of text.
 *
 * `seenCount` records of what was seen travel in the first run. A larger entry goes alone.
 */
export function* cut(entries: Iterable<Bytes>, seenCount = 0): Generator<Bytes[]> {
  let run: Bytes[] = [];
  let size = FIXED_BYTES + seenCount * SEEN_BYTES;
  for (const entry of entries) {
    const cost = ITEM_BYTES + entry.length;
    if (run.length > 0 && (size + cost > TARGET_BYTES || run.length === MAX_ENTRIES)) {
      yield run;
      run = [];
      size = FIXED_BYTES;
    }
    run.push(entry);
    size += cost;
  }
  if (run.length > 0) yield run;
}

/**
 * What a segment is sealed with.
 *
 * `seen`: heads of other chains, new since the last segment of this one. `roster`: hash of the roster entry in force.
 * `key`: the epoch key in force there.
 */
export interface Sealing {
  readonly seen: readonly Seen[];
  readonly roster: Bytes;
  readonly key: EpochKey;
  readonly keys: DeviceKeys;
  readonly random: Random;
}

/**
 * Return the segment that puts `entries` (0 to 512) on the chain at `tip`.
 *
 * Rejects with TooLargeError for more entries, heads or bytes than any reader would take.
 */
export async function sealSegment(tip: ChainTip, entries: readonly Bytes[], sealing: Sealing): Promise<Segment> {
  if (entries.length > MAX_ENTRIES || sealing.seen.length > MAX_SEEN) {
    throw new TooLargeError(`a segment holds at most ${MAX_ENTRIES} entries and ${MAX_SEEN} heads`);
  }
  const text = textOf(entries, sealing.seen, sealing.random);
  const header = encodeAs(Header, {
    format: labels.FORMAT,
    journal: tip.journal,
    device: tip.device,
    chain: tip.chain,
    number: tip.number,
    previous: tip.previous,
    count: entries.length,
    content: contentHash(text.items),
    roster: sealing.roster,
    seen: seenHash(text.seenBlind, text.seen),
  });
  const body = await seal(sealing.key.secret, labels.BODY, header, pad(encodeAs(Text, text)), sealing.random);
  return new Segment(header, await sealing.keys.sign(labels.HEADER, header), body);
}

function textOf(entries: readonly Bytes[], seen: readonly Seen[], random: Random): Text {
  const drawn = random(BLIND_BYTES * (entries.length + 1));
  const blind = (place: number): Bytes => drawn.slice(place * BLIND_BYTES, (place + 1) * BLIND_BYTES);
  const items = entries.map((entry, place): Item => [blind(place + 1), entry]);
  return { items, seenBlind: blind(0), seen };
}
