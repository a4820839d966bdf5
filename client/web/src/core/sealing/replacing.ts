/**
 * Replacing bodies: the text of an entry is destroyed, and the segment that held it stands.
 *
 * The body is sealed anew under the same header and epoch key, with a fresh salt. In place of the entry stands a bare
 * leaf: what the header commits to, and the id of the `entry.erased` for which the text went. So every signature
 * holds, and every reader can tell what was erased from what was damaged. A replacement is signed by the device that
 * made it.
 */
import { type Bytes, EMPTY, concat, equal, hex } from "../bytes.ts";
import { type Of, bin, encode, encodeAs, struct } from "../codec.ts";
import { BadSignatureError, MalformedError } from "../errors.ts";
import type { Id } from "../ids.ts";
import { HASH_BYTES, sha256 } from "./hashing.ts";
import type { DeviceKeys, DevicePublic, EpochKey } from "./keys.ts";
import * as labels from "./labels.ts";
import { SIGNATURE_BYTES } from "./points.ts";
import {
  BUCKETS_BYTES,
  type Item,
  MAX_BODY_BYTES,
  Segment,
  Text,
  checkText,
  hashBytes,
  idBytes,
  leaf,
  pad,
} from "./segment.ts";
import { OVERHEAD_BYTES, type Random, seal } from "./symmetric.ts";

/** A new body for the segment with the hash `segment`, signed by the `device` that sealed it. */
export const Replacement = struct("Replacement", {
  segment: hashBytes,
  body: bin(0, MAX_BODY_BYTES),
  device: idBytes,
  signature: bin(SIGNATURE_BYTES, SIGNATURE_BYTES),
});
export type Replacement = Of<typeof Replacement>;

/** Return the place of each bare leaf in `text`, with the id of the erasure that it names. */
export function bareLeaves(text: Text): Map<number, Bytes> {
  const bare = new Map<number, Bytes>();
  text.items.forEach((item, place) => {
    if (isBare(item)) bare.set(place, erasureOf(item));
  });
  return bare;
}

/**
 * Return `text` with a bare leaf at each place of `erasures`, naming the erasure given for it.
 *
 * A leaf that is bare already stays as it is.
 */
export function destroyed(text: Text, erasures: ReadonlyMap<number, Bytes>): Text {
  const items = text.items.map((item, place): Item => {
    const erasure = erasures.get(place);
    return erasure === undefined || isBare(item) ? item : [EMPTY, concat(leaf(...item), erasure)];
  });
  return { ...text, items };
}

/**
 * Return `text` with the items of `other` where it has a bare leaf whose erasure is not in `counting`.
 *
 * Both must fit the same header; then each item of one can stand in the other.
 */
export function restored(text: Text, other: Text, counting: ReadonlySet<Id>): Text {
  const items = text.items.map((mine, place) =>
    !isBare(mine) || counting.has(hex(erasureOf(mine))) ? mine : (other.items[place] ?? mine),
  );
  return { ...text, items };
}

/** Return `segment` with a body that holds `text`. Rejects with CannotOpenError where its header says otherwise. */
export async function reseal(segment: Segment, text: Text, key: EpochKey, random: Random): Promise<Segment> {
  checkText(segment.header, text);
  const body = await seal(key.secret, labels.BODY, segment.headerBytes, pad(encodeAs(Text, text)), random);
  return new Segment(segment.headerBytes, segment.signature, body);
}

/** Return the body of `segment` as a replacement, signed by the device with `keys`. */
export async function replace(segment: Segment, keys: DeviceKeys): Promise<Replacement> {
  const { device } = keys.public;
  const signature = await keys.sign(labels.REPLACE, replacementMessage(device, segment.hash, segment.body));
  return { segment: segment.hash, body: segment.body, device, signature };
}

/** Return what is signed: the device, the hash of the segment, the SHA-256 of the new body. */
export function replacementMessage(device: Bytes, segment: Bytes, body: Bytes): Bytes {
  return encode([device, segment, sha256(body)]);
}

/**
 * Check what can be checked without keys.
 *
 * Rejects with MalformedError for its size, BadSignatureError for its signer.
 */
export async function checkReplacement(replacement: Replacement, author: DevicePublic): Promise<void> {
  if (!BUCKETS_BYTES.includes(replacement.body.length - OVERHEAD_BYTES)) {
    throw new MalformedError("a new body does not fill a bucket");
  }
  if (!equal(replacement.device, author.device)) {
    throw new BadSignatureError("this replacement is not by that device");
  }
  const message = replacementMessage(replacement.device, replacement.segment, replacement.body);
  await author.verify(labels.REPLACE, message, replacement.signature);
}

function isBare([blind]: Item): boolean {
  return blind.length === 0;
}

function erasureOf([, entry]: Item): Bytes {
  return entry.slice(HASH_BYTES);
}
