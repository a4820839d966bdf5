/**
 * Statements: what a roster entry says, and the bytes that carry it.
 *
 * `entry = [statement, signature, countersignature, boxes]`. The statement is canonical msgpack and is what is hashed
 * and signed; the boxes are bound by their hash inside the statement. A journal's id is the first 16 bytes of the
 * hash of its genesis.
 */
import { type Bytes, equal } from "../bytes.ts";
import { type Of, bin, decodeCanonical, encodeAs, int, list, oneOf, struct, tagged } from "../codec.ts";
import { MalformedError, UnsupportedError } from "../errors.ts";
import { ID_BYTES } from "../ids.ts";
import { sha256 } from "../sealing/hashing.ts";
import * as labels from "../sealing/labels.ts";
import { PUBLIC_BYTES, SIGNATURE_BYTES } from "../sealing/points.ts";
import { hashBytes, idBytes, segmentNumber } from "../sealing/segment.ts";

export const MAX_STATEMENT_BYTES = 8 * 1024;
export const MAX_CUTOFFS = 100;
export const MAX_BOXES = 64;
export const MAX_ROSTER_ENTRY_BYTES = 16 * 1024;
export const MAX_SEALED_NAME_BYTES = 256;
const SEALED_KEY_BYTES = 80;
const MAX_BOX_BYTES = 128;

export const publicKeyBytes = bin(PUBLIC_BYTES, PUBLIC_BYTES);
export const signatureBytes = bin(SIGNATURE_BYTES, SIGNATURE_BYTES);
const sealedKey = bin(SEALED_KEY_BYTES, SEALED_KEY_BYTES);
const place = { format: int(), journal: idBytes, previous: hashBytes, signer: idBytes };
const newEpoch = { commitment: hashBytes, previousKey: sealedKey, boxes: hashBytes };

/** The first entry: the paper key founds the journal and its first epoch, and is the eldest device. */
export const Genesis = tagged("genesis", {
  format: int(),
  salt: hashBytes,
  signing: publicKeyBytes,
  agreement: publicKeyBytes,
  commitment: hashBytes,
  boxes: hashBytes,
});
export type Genesis = Of<typeof Genesis>;

/** A device in good standing admits another; the newcomer counter-signs. */
export const DeviceAdded = tagged("device.added", {
  ...place,
  signing: publicKeyBytes,
  agreement: publicKeyBytes,
  name: bin(0, MAX_SEALED_NAME_BYTES),
  boxes: hashBytes,
});
export type DeviceAdded = Of<typeof DeviceAdded>;

/** The last segment of a chain of a revoked device that still counts, with all before it. */
export const Cutoff = struct("Cutoff", { chain: idBytes, number: segmentNumber, hash: hashBytes });
export type Cutoff = Of<typeof Cutoff>;

/**
 * Devices lose their standing, and a new epoch begins that they cannot read.
 *
 * `cutoffs`: what they wrote that counts; a chain that is not listed has nothing that does. `previousKey`: the epoch
 * key before, sealed under the new one.
 */
export const DeviceRevoked = tagged("device.revoked", {
  ...place,
  revoked: list(idBytes, MAX_BOXES, 1),
  cutoffs: list(Cutoff, MAX_CUTOFFS),
  ...newEpoch,
});
export type DeviceRevoked = Of<typeof DeviceRevoked>;

/** A new epoch begins; everybody stays. */
export const EpochRotated = tagged("epoch.rotated", { ...place, ...newEpoch });
export type EpochRotated = Of<typeof EpochRotated>;

/**
 * A new paper key joins with the rank of its signer; papers that the signer may revoke are revoked.
 *
 * The new paper counter-signs as any newcomer does.
 */
export const PaperReplaced = tagged("paper.replaced", {
  ...place,
  signing: publicKeyBytes,
  agreement: publicKeyBytes,
  revoked: list(idBytes, MAX_BOXES),
  ...newEpoch,
});
export type PaperReplaced = Of<typeof PaperReplaced>;

export const Statement = oneOf("Statement", Genesis, DeviceAdded, DeviceRevoked, EpochRotated, PaperReplaced);
export type Statement = Genesis | DeviceAdded | DeviceRevoked | EpochRotated | PaperReplaced;

/** The epoch key sealed to one device. */
export const Box = struct("Box", { device: idBytes, sealed: bin(0, MAX_BOX_BYTES) });
export type Box = Of<typeof Box>;

/** All boxes of one roster entry. */
export const Boxes = struct("Boxes", { boxes: list(Box, MAX_BOXES) });

/** One link of the roster, as it travels. `countersignature` is empty where nobody joins. */
export const RosterEntry = struct("RosterEntry", {
  statement: bin(0, MAX_STATEMENT_BYTES),
  signature: signatureBytes,
  countersignature: bin(0, SIGNATURE_BYTES),
  boxes: bin(0, MAX_ROSTER_ENTRY_BYTES),
});
export type RosterEntry = Of<typeof RosterEntry>;

/** Return the 32 bytes by which the next entry and every segment cite `entry`. */
export function entryHash(entry: RosterEntry): Bytes {
  return sha256(labels.ROSTER, entry.statement);
}

/** Return the hash by which a statement binds its boxes. */
export function boxesHash(boxes: Bytes): Bytes {
  return sha256(labels.BOXES, boxes);
}

/** Return the bytes of `entry`. */
export function encodeRosterEntry(entry: RosterEntry): Bytes {
  return encodeAs(RosterEntry, entry);
}

/** Return the entry in `data` (at most 16 KiB, canonical). Throws MalformedError. */
export function decodeRosterEntry(data: Bytes): RosterEntry {
  return decodeCanonical(RosterEntry, data, MAX_ROSTER_ENTRY_BYTES);
}

/** Return the statement in `data`. Throws UnsupportedError for another format number, MalformedError otherwise. */
export function decodeStatement(data: Bytes): Statement {
  const statement = decodeCanonical(Statement, data, MAX_STATEMENT_BYTES);
  if (statement.format !== labels.FORMAT) {
    throw new UnsupportedError(`roster format ${statement.format} is not one that this version reads`);
  }
  return statement;
}

/** Return the boxes of `entry`. Throws MalformedError unless their hash is `expected`. */
export function decodeBoxes(entry: RosterEntry, expected: Bytes): readonly Box[] {
  if (!equal(boxesHash(entry.boxes), expected)) {
    throw new MalformedError("the boxes of a roster entry are not those that were signed");
  }
  return decodeCanonical(Boxes, entry.boxes, MAX_ROSTER_ENTRY_BYTES).boxes;
}

/** Return the id of the journal that `genesis` founds. */
export function journalId(genesis: RosterEntry): Bytes {
  return entryHash(genesis).slice(0, ID_BYTES);
}
