/**
 * From a passphrase to the key that wraps the device's keys: Argon2id with parameters fixed here, never taken from
 * what is stored. Loaded only where there is a passphrase; runs in the worker, for a second or more.
 */
import { argon2id } from "@noble/hashes/argon2.js";
import type { Bytes } from "../../core/bytes.ts";

export const MEMORY_KIB = 64 * 1024;
export const PASSES = 3;
export const LANES = 4;
export const SALT_BYTES = 16;

/** Return 32 bytes for `passphrase` and `salt`. A passphrase is taken as typed, in NFC: keyboards differ. */
export function stretch(passphrase: string, salt: Bytes): Bytes {
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  return argon2id(typed, salt, { m: MEMORY_KIB, t: PASSES, p: LANES, dkLen: 32 }) as Bytes;
}
