/**
 * Keys: each does one work, hides itself when printed, and is checked before it is used.
 *
 * A device is an Ed25519 and an X25519 key pair. The private halves are `CryptoKey`s, which need not be extractable:
 * then no script can read them, this one included.
 */
import { type Bytes, concat, equal, hex, unhex } from "../bytes.ts";
import { BadKeyError, BadSignatureError } from "../errors.ts";
import { ID_BYTES, type Id } from "../ids.ts";
import { KEY_BYTES, sha256 } from "./hashing.ts";
import * as labels from "./labels.ts";
import { checkAgreementKey, checkSigningKey, isSignature } from "./points.ts";
import type { Random } from "./symmetric.ts";

export const SECRET_BYTES = 2 * KEY_BYTES;
export type Algorithm = "Ed25519" | "X25519";

const PKCS8_BEGINNINGS: Readonly<Record<Algorithm, Bytes>> = {
  Ed25519: unhex("302e020100300506032b657004220420"),
  X25519: unhex("302e020100300506032b656e04220420"),
};
const USES: Readonly<Record<Algorithm, KeyUsage[]>> = { Ed25519: ["sign"], X25519: ["deriveBits"] };

/** The 32 bytes that seal and open every segment of one epoch. */
export class EpochKey {
  readonly #secret: Bytes;

  constructor(secret: Bytes) {
    if (secret.length !== KEY_BYTES) throw new BadKeyError(`an epoch key has ${KEY_BYTES} bytes`);
    this.#secret = secret;
  }

  /** The 32 bytes, for sealing. */
  get secret(): Bytes {
    return this.#secret;
  }

  /** Return the 32 bytes that a roster entry signs instead of the key. */
  commitment(): Bytes {
    return sha256(labels.EPOCH, this.#secret);
  }

  equals(other: EpochKey): boolean {
    return equal(this.#secret, other.secret);
  }
}

/** The two public keys of a device, 32 bytes each, checked. `device`: its id; `id`: the same as hex. */
export class DevicePublic {
  readonly signing: Bytes;
  readonly agreement: Bytes;
  readonly device: Bytes;
  readonly id: Id;
  #verifier: Promise<CryptoKey> | null = null;

  /** Throws BadKeyError for a key of small order, in a second encoding, or of another length. */
  constructor(signing: Bytes, agreement: Bytes) {
    checkSigningKey(signing);
    checkAgreementKey(agreement);
    this.signing = signing;
    this.agreement = agreement;
    this.device = sha256(labels.DEVICE, signing, agreement).slice(0, ID_BYTES);
    this.id = hex(this.device);
  }

  /** Check `signature` over `label ‖ message`. Rejects with BadSignatureError. */
  async verify(label: Bytes, message: Bytes, signature: Bytes): Promise<void> {
    if (!isSignature(signature) || !(await this.#holds(concat(label, message), signature))) {
      throw new BadSignatureError("a signature does not verify");
    }
  }

  async #holds(data: Bytes, signature: Bytes): Promise<boolean> {
    this.#verifier ??= crypto.subtle.importKey("raw", this.signing, "Ed25519", true, ["verify"]);
    try {
      return await crypto.subtle.verify("Ed25519", await this.#verifier, signature, data);
    } catch {
      this.#verifier = null; // what failed for another reason may not fail again
      return false; // some libraries refuse a key that is no point already when they take it in
    }
  }
}

/** Both private keys of a device; they never leave it. `agreement`: the pair, as opening a box needs both halves. */
export class DeviceKeys {
  readonly public: DevicePublic;
  readonly agreement: CryptoKeyPair;
  readonly #signing: CryptoKey;

  private constructor(publicHalf: DevicePublic, signing: CryptoKey, agreement: CryptoKeyPair) {
    this.public = publicHalf;
    this.#signing = signing;
    this.agreement = agreement;
  }

  /** Return the keys whose private halves the browser holds, and which belong to `publicHalf`. */
  static async of(publicHalf: DevicePublic, signing: CryptoKey, agreement: CryptoKey): Promise<DeviceKeys> {
    const publicKey = await crypto.subtle.importKey("raw", publicHalf.agreement, "X25519", true, []);
    return new DeviceKeys(publicHalf, signing, { publicKey, privateKey: agreement });
  }

  /** Return new keys from 64 bytes of `random`. */
  static make(random: Random): Promise<DeviceKeys> {
    return DeviceKeys.fromSecret(random(SECRET_BYTES));
  }

  /** Return the keys in `secret`: Ed25519 seed, then X25519 scalar, 32 bytes each. Rejects with BadKeyError. */
  static async fromSecret(secret: Bytes): Promise<DeviceKeys> {
    if (secret.length !== SECRET_BYTES) throw new BadKeyError(`a device's secret has ${SECRET_BYTES} bytes`);
    const seed = secret.subarray(0, KEY_BYTES);
    const scalar = secret.subarray(KEY_BYTES);
    const publicHalf = new DevicePublic(await publicOf("Ed25519", seed), await publicOf("X25519", scalar));
    const signing = await importPrivate("Ed25519", seed, false);
    return DeviceKeys.of(publicHalf, signing, await importPrivate("X25519", scalar, false));
  }

  /** Return the 64-byte Ed25519 signature over `label ‖ message`. */
  async sign(label: Bytes, message: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign("Ed25519", this.#signing, concat(label, message)));
  }
}

/** Return the private key with these 32 bytes. */
export function importPrivate(algorithm: Algorithm, secret: Bytes, isExtractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.importKey("pkcs8", pkcs8(algorithm, secret), algorithm, isExtractable, USES[algorithm]);
}

/** Return a private key of 32 bytes as it is imported, and wrapped. */
export function pkcs8(algorithm: Algorithm, secret: Bytes): Bytes {
  return concat(PKCS8_BEGINNINGS[algorithm], secret);
}

/** Return the public key of a private one. WebCrypto works it out only where it gives out the whole pair as JWK. */
export async function publicOf(algorithm: Algorithm, secret: Bytes): Promise<Bytes> {
  const { x } = await crypto.subtle.exportKey("jwk", await importPrivate(algorithm, secret, true));
  if (x === undefined) throw new BadKeyError("a private key without its public half");
  return Uint8Array.from(atob(x.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
