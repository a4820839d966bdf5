/**
 * One way to seal under a symmetric key; every use has its own label and context.
 *
 * `sealed = salt ‖ AES-256-GCM(key = HKDF-SHA-256(key, salt, label ‖ SHA-256(context)), nonce = 0,
 * associated data = context, text)`. The salt is 32 bytes of fresh randomness, so each sealing has a key of its own: a counter, a
 * restored backup or a cloned machine cannot make two of them meet.
 */
import { type Bytes, concat } from "../bytes.ts";
import { CannotOpenError } from "../errors.ts";
import { derive, sha256 } from "./hashing.ts";

/** Returns that many bytes of fresh randomness of the operating system. */
export type Random = (count: number) => Bytes;

export const SALT_BYTES = 32;
export const TAG_BYTES = 16;
export const OVERHEAD_BYTES = SALT_BYTES + TAG_BYTES;
const ZERO_NONCE = new Uint8Array(12);

/** Return `text` sealed under `key`, bound to `label` and `context`; 48 bytes longer. */
export async function seal(key: Bytes, label: Bytes, context: Bytes, text: Bytes, random: Random): Promise<Bytes> {
  const salt = random(SALT_BYTES);
  const cipher = await cipherKey(key, salt, label, context, "encrypt");
  return concat(salt, new Uint8Array(await crypto.subtle.encrypt(gcm(context), cipher, text)));
}

/** Return the text in `sealed`. Rejects with CannotOpenError; which part was wrong is not told. */
export async function openSealed(key: Bytes, label: Bytes, context: Bytes, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < OVERHEAD_BYTES) throw new CannotOpenError("too short to be sealed");
  const cipher = await cipherKey(key, sealed.subarray(0, SALT_BYTES), label, context, "decrypt");
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(context), cipher, sealed.subarray(SALT_BYTES)));
  } catch {
    throw new CannotOpenError("wrong key, or it was changed");
  }
}

function cipherKey(key: Bytes, salt: Bytes, label: Bytes, context: Bytes, use: KeyUsage): Promise<CryptoKey> {
  const derived = derive(key, salt, concat(label, sha256(context)));
  return crypto.subtle.importKey("raw", derived, "AES-GCM", false, [use]);
}

function gcm(context: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv: ZERO_NONCE, additionalData: context };
}
