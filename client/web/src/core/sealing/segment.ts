/**
 * Segments: a run of entries of one chain, sealed.
 *
 * `segment = header ‖ signature ‖ body`. The header is readable and is signed; through blinded leaves it commits to
 * the plaintext, so that a body cannot open to two texts and one entry can be destroyed later while the signature
 * still holds. The header's bytes are the associated data of the body: their layout never changes within a format.
 */
import { type Bytes, byteAt, equal, hex } from "../bytes.ts";
import { type Of, bin, decodeCanonical, encodeAs, int, list, pair, struct } from "../codec.ts";
import { CannotOpenError, MalformedError, TooLargeError, UnsupportedError } from "../errors.ts";
import { ID_BYTES, type Id } from "../ids.ts";
import { HASH_BYTES, sha256 } from "./hashing.ts";
import type { DevicePublic, EpochKey } from "./keys.ts";
import * as labels from "./labels.ts";
import { SIGNATURE_BYTES } from "./points.ts";
import { OVERHEAD_BYTES, openSealed } from "./symmetric.ts";

export const BLIND_BYTES = 16;
export const MAX_ENTRIES = 512;
export const MAX_SEEN = 512;
export const MAX_HEADER_BYTES = 256;
/** 512 B to 256 KiB. */
export const BUCKETS_BYTES: readonly number[] = Array.from({ length: 10 }, (_, power) => 512 << power);
export const MAX_TEXT_BYTES = Math.max(...BUCKETS_BYTES);
export const MAX_BODY_BYTES = MAX_TEXT_BYTES + OVERHEAD_BYTES;
const LENGTH_BYTES = 4;

export const idBytes = bin(ID_BYTES, ID_BYTES);
export const hashBytes = bin(HASH_BYTES, HASH_BYTES);
export const segmentNumber = int(1);

/**
 * The readable part of a segment; every field is signed and bound to the body.
 *
 * `previous`: hash of the segment before; in segment 1, 32 random bytes. `content`: hash over the leaves. `roster`:
 * hash of the roster entry in force. `seen`: blinded hash of what the body says was seen of other chains.
 */
export const Header = struct("Header", {
  format: int(),
  journal: idBytes,
  device: idBytes,
  chain: idBytes,
  number: segmentNumber,
  previous: hashBytes,
  count: int(0, MAX_ENTRIES),
  content: hashBytes,
  roster: hashBytes,
  seen: hashBytes,
});
export type Header = Of<typeof Header>;

/** The last segment of another chain that the writer held. */
export const Seen = struct("Seen", { device: idBytes, chain: idBytes, number: segmentNumber, hash: hashBytes });
export type Seen = Of<typeof Seen>;

const anyBytes = bin(0, MAX_TEXT_BYTES);
const seenList = list(Seen, MAX_SEEN);

/** What a body hides: (blind, entry) pairs, or (empty, leaf ‖ id of the erasure) where an entry was destroyed. */
export const Text = struct("Text", {
  items: list(pair(anyBytes, anyBytes), MAX_ENTRIES),
  seenBlind: bin(BLIND_BYTES, BLIND_BYTES),
  seen: seenList,
});
export type Text = Of<typeof Text>;
export type Item = Text["items"][number];

/** A sealed segment as it travels: the bytes that were signed, never a second encoding of them. */
export class Segment {
  readonly headerBytes: Bytes;
  readonly signature: Bytes;
  readonly body: Bytes;
  #header: Header | null = null;
  #hash: Bytes | null = null;
  #name: Id | null = null;

  constructor(headerBytes: Bytes, signature: Bytes, body: Bytes) {
    this.headerBytes = headerBytes;
    this.signature = signature;
    this.body = body;
  }

  /** The header, decoded. Throws UnsupportedError or MalformedError. */
  get header(): Header {
    this.#header ??= decodeHeader(this.headerBytes);
    return this.#header;
  }

  /** The 32 bytes by which the next segment and every vector of heads name this one. */
  get hash(): Bytes {
    this.#hash ??= sha256(this.headerBytes, this.signature);
    return this.#hash;
  }

  /** The hash as hex. */
  get name(): Id {
    this.#name ??= hex(this.hash);
    return this.#name;
  }
}

/**
 * Return the header in `data` (at most 256 bytes, canonical).
 *
 * Throws UnsupportedError for another format number, MalformedError for anything else.
 */
export function decodeHeader(data: Bytes): Header {
  if (data.length > 1 && data.length <= MAX_HEADER_BYTES && byteAt(data, 1) !== labels.FORMAT) {
    throw new UnsupportedError(`segment format ${byteAt(data, 1)} is not one that this version reads`);
  }
  return decodeCanonical(Header, data, MAX_HEADER_BYTES);
}

/**
 * Check what can be checked without keys: sizes, journal, author and signature.
 *
 * Rejects with MalformedError, UnsupportedError or BadSignatureError.
 */
export async function checkSegment(segment: Segment, journal: Bytes, author: DevicePublic): Promise<void> {
  if (!equal(segment.header.journal, journal)) throw new MalformedError("this segment belongs to another journal");
  if (!BUCKETS_BYTES.includes(segment.body.length - OVERHEAD_BYTES)) {
    throw new MalformedError("a segment's body does not fill a bucket");
  }
  if (segment.signature.length !== SIGNATURE_BYTES || !equal(segment.header.device, author.device)) {
    throw new MalformedError("this segment is not by that device");
  }
  await author.verify(labels.HEADER, segment.headerBytes, segment.signature);
}

/** Return the blinded hash of one entry: 32 bytes. */
export function leaf(blind: Bytes, entry: Bytes): Bytes {
  return sha256(labels.LEAF, blind, entry);
}

/** Return the hash over the leaves of `items`; a pair without blind is a bare leaf. */
export function contentHash(items: readonly Item[]): Bytes {
  const leaves = items.map(([blind, entry]) => (blind.length > 0 ? leaf(blind, entry) : entry.subarray(0, HASH_BYTES)));
  return sha256(labels.CONTENT, ...leaves);
}

/** Return the blinded hash of what was seen: 32 bytes. */
export function seenHash(blind: Bytes, seen: readonly Seen[]): Bytes {
  return sha256(labels.SEEN, blind, encodeAs(seenList, seen));
}

/** Return the id of the chain whose segment 1 has `firstPrevious` (32 random bytes). */
export function chainId(journal: Bytes, device: Bytes, firstPrevious: Bytes): Bytes {
  return sha256(labels.CHAIN, journal, device, firstPrevious).slice(0, ID_BYTES);
}

/** Return `text` behind its length (4 bytes, big-endian), zeros after it up to a bucket. Throws TooLargeError. */
export function pad(text: Bytes): Bytes {
  const size = LENGTH_BYTES + text.length;
  const bucket = BUCKETS_BYTES.find((each) => each >= size);
  if (bucket === undefined) {
    throw new TooLargeError(`a segment holds ${MAX_TEXT_BYTES} bytes of text, this one has ${size}`);
  }
  const padded = new Uint8Array(bucket);
  new DataView(padded.buffer).setUint32(0, text.length);
  padded.set(text, LENGTH_BYTES);
  return padded;
}

/** Return the text in `padded`. Throws CannotOpenError when length or zeros are wrong. */
export function unpad(padded: Bytes): Bytes {
  const refused = new CannotOpenError("a segment's padding is wrong");
  if (padded.length < LENGTH_BYTES) throw refused;
  const end = LENGTH_BYTES + new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw refused;
  return padded.subarray(LENGTH_BYTES, end);
}

/**
 * Return what `segment` hides; `isTrusted` skips the hashes of a segment checked on arrival.
 *
 * Rejects with CannotOpenError if the key, any byte, or a commitment of the header does not fit.
 */
export async function openSegment(segment: Segment, key: EpochKey, isTrusted = false): Promise<Text> {
  if (segment.body.length > MAX_BODY_BYTES) throw new CannotOpenError("longer than any segment may be");
  const text = unpad(await openSealed(key.secret, labels.BODY, segment.headerBytes, segment.body));
  const opened = decodeText(text);
  if (!isTrusted) checkText(segment.header, opened);
  return opened;
}

function decodeText(text: Bytes): Text {
  try {
    return decodeCanonical(Text, text, MAX_TEXT_BYTES);
  } catch {
    throw new CannotOpenError("a segment's text is malformed");
  }
}

/** Check that `opened` is the text that `header` commits to. Throws CannotOpenError. */
export function checkText(header: Header, opened: Text): void {
  if (!opened.items.every(isItem)) throw new CannotOpenError("a segment's text is malformed");
  if (
    opened.items.length !== header.count ||
    !equal(contentHash(opened.items), header.content) ||
    !equal(seenHash(opened.seenBlind, opened.seen), header.seen)
  ) {
    throw new CannotOpenError("a segment's text is not the one that was signed");
  }
}

/** Return whether the pair is a blinded entry (blind of 16 bytes) or a bare leaf (32 bytes, and an id). */
export function isItem([blind, entry]: Item): boolean {
  return blind.length > 0 ? blind.length === BLIND_BYTES : entry.length === HASH_BYTES + ID_BYTES;
}

