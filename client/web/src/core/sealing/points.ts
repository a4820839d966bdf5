/**
 * Public keys and signatures are checked by us before a library sees them.
 *
 * Libraries differ on points of small order and on second encodings, and for some of them one constant signature
 * verifies every message: what is refused here is refused alike everywhere.
 */
import { byteAt } from "../bytes.ts";
import { BadKeyError } from "../errors.ts";

export const PUBLIC_BYTES = 32;
export const SIGNATURE_BYTES = 64;
const HALF_BYTES = SIGNATURE_BYTES / 2;

const P = 2n ** 255n - 19n;
/** The order of the group of Ed25519. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const SIGN_BIT = 2n ** 255n;

const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  P - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);
const SMALL_ORDER_U: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  P - 1n,
  0x00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0n,
  0x57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5fn,
]);

/** Throw BadKeyError unless `key` is a canonical Ed25519 key that is not of small order. */
export function checkSigningKey(key: Uint8Array): void {
  if (key.length !== PUBLIC_BYTES) throw new BadKeyError(`a signing key has ${PUBLIC_BYTES} bytes`);
  const y = littleEndian(key) % SIGN_BIT;
  if (y >= P || SMALL_ORDER_Y.has(y)) throw new BadKeyError("this signing key is not canonical, or of small order");
}

/** Throw BadKeyError unless `key` is a canonical X25519 key that is not of small order. */
export function checkAgreementKey(key: Uint8Array): void {
  if (key.length !== PUBLIC_BYTES) throw new BadKeyError(`an agreement key has ${PUBLIC_BYTES} bytes`);
  const u = littleEndian(key);
  if (u >= P || SMALL_ORDER_U.has(u)) throw new BadKeyError("this agreement key is not canonical, or of small order");
}

/** Return whether a signature has 64 bytes and both its halves are in their one encoding. */
export function isSignature(signature: Uint8Array): boolean {
  return (
    signature.length === SIGNATURE_BYTES &&
    littleEndian(signature.subarray(0, HALF_BYTES)) % SIGN_BIT < P &&
    littleEndian(signature.subarray(HALF_BYTES)) < L
  );
}

/** Return whether X25519 with this key agrees on zero with everybody, whatever its encoding. */
export function isOfSmallOrder(key: Uint8Array): boolean {
  return SMALL_ORDER_U.has((littleEndian(key) % SIGN_BIT) % P);
}

function littleEndian(data: Uint8Array): bigint {
  let value = 0n;
  for (let at = data.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(byteAt(data, at));
  return value;
}
