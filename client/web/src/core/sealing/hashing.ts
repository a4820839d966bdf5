/** SHA-256 and HKDF without waiting: ten thousand leaves would be ten thousand promises. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 as hash } from "@noble/hashes/sha2.js";
import { type Bytes, concat } from "../bytes.ts";

export const HASH_BYTES = 32;
export const KEY_BYTES = 32;

/** Return the SHA-256 of these parts, one behind the other. */
export function sha256(...parts: readonly Uint8Array[]): Bytes {
  return hash(parts.length === 1 && parts[0] !== undefined ? parts[0] : concat(...parts));
}

/** Return HKDF-SHA-256 (RFC 5869) of `key`: `length` bytes. */
export function derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length = KEY_BYTES): Bytes {
  return hkdf(hash, key, salt, info, length);
}
