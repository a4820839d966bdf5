/**
 * Boxes: a secret sealed to a device's public key by HPKE (RFC 9180).
 *
 * DHKEM(X25519, HKDF-SHA-256), HKDF-SHA-256, AES-256-GCM, base mode, no associated data; what a box is bound to
 * stands in `info`. A box is 32 bytes of encapsulated key, then ciphertext and tag.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from "hpke";
import { type Bytes, concat } from "../bytes.ts";
import { CannotOpenError } from "../errors.ts";
import { PUBLIC_BYTES, checkAgreementKey, isOfSmallOrder } from "./points.ts";
import { TAG_BYTES } from "./symmetric.ts";

export const BOX_OVERHEAD_BYTES = PUBLIC_BYTES + TAG_BYTES;
const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** Seals to a public key. A port, because HPKE draws randomness of its own: a test needs another. */
export type BoxSealer = (recipient: Bytes, info: Bytes, secret: Bytes) => Promise<Bytes>;

/** Return `secret` sealed by HPKE to `recipient` (32 bytes, X25519): 48 bytes longer. Rejects with BadKeyError. */
export async function sealBox(recipient: Bytes, info: Bytes, secret: Bytes): Promise<Bytes> {
  checkAgreementKey(recipient);
  const { encapsulatedSecret, ciphertext } = await suite.Seal(await suite.DeserializePublicKey(recipient), secret, {
    info,
  });
  return concat(encapsulatedSecret, ciphertext);
}

/** Return the secret in `box`, for the device with the pair `keys`. Rejects with CannotOpenError. */
export async function openBox(keys: CryptoKeyPair, info: Bytes, box: Bytes): Promise<Bytes> {
  const refused = new CannotOpenError("this box is not for this device, or it was changed");
  const encapsulated = box.slice(0, PUBLIC_BYTES);
  if (box.length < BOX_OVERHEAD_BYTES || isOfSmallOrder(encapsulated)) throw refused;
  try {
    return new Uint8Array(await suite.Open(keys, encapsulated, box.slice(PUBLIC_BYTES), { info }));
  } catch {
    throw refused;
  }
}
