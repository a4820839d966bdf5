/**
 * The paper key: 24 words (256 bits) that are a device of the roster, the eldest.
 *
 * The words are BIP-39 and are made and read at the edge; here are the 32 bytes that they stand for.
 */
import { type Bytes, EMPTY, concat } from "../bytes.ts";
import { BadKeyError } from "../errors.ts";
import { KEY_BYTES, derive } from "../sealing/hashing.ts";
import { DeviceKeys } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";

export const ENTROPY_BYTES = 32;

/** Return the device keys of the paper with `entropy` (32 bytes). Rejects with BadKeyError. */
export async function paperKeys(entropy: Bytes): Promise<DeviceKeys> {
  return DeviceKeys.fromSecret(paperSecret(entropy));
}

/** Return the Ed25519 seed and the X25519 scalar of the paper with `entropy`. Throws BadKeyError. */
export function paperSecret(entropy: Bytes): Bytes {
  if (entropy.length !== ENTROPY_BYTES) throw new BadKeyError(`a paper key has ${ENTROPY_BYTES} bytes`);
  const signing = derive(entropy, EMPTY, labels.PAPER_SIGN, KEY_BYTES);
  return concat(signing, derive(entropy, EMPTY, labels.PAPER_AGREE, KEY_BYTES));
}
