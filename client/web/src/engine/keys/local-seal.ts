/**
 * Sealing for this device alone: what waits, drafts, the plan, what an exchange remembers.
 *
 * `sealed = nonce (12 random bytes) ‖ AES-256-GCM(key, nonce, associated data = context, text)`. Every use has a key
 * of its own, derived by its label from one that never leaves the browser's key store; nobody else ever reads these
 * bytes, so they are no part of the format.
 */
import { type Bytes, concat, EMPTY, utf8 } from "../../core/bytes.ts";
import { CannotOpenError } from "../../core/errors.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class LocalSeal {
  readonly #base: CryptoKey;
  readonly #random: (length: number) => Bytes;
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  /** `base`: an HKDF key that cannot be extracted. */
  constructor(base: CryptoKey, random: (length: number) => Bytes) {
    this.#base = base;
    this.#random = random;
  }

  /** Return `text` sealed for the use `label`, bound to `context`. */
  async seal(label: string, text: Bytes, context: Bytes = EMPTY): Promise<Bytes> {
    const iv = this.#random(NONCE_BYTES);
    const how = { name: "AES-GCM", iv, additionalData: context };
    return concat(iv, new Uint8Array(await crypto.subtle.encrypt(how, await this.#key(label), text)));
  }

  /** Return the text in `sealed`. Rejects with a CannotOpenError. */
  async open(label: string, sealed: Bytes, context: Bytes = EMPTY): Promise<Bytes> {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new CannotOpenError("too short to be sealed");
    const how = { name: "AES-GCM", iv: sealed.subarray(0, NONCE_BYTES), additionalData: context };
    const key = await this.#key(label);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.subarray(NONCE_BYTES)));
    } catch {
      throw new CannotOpenError("wrong key, or it was changed");
    }
  }

  #key(label: string): Promise<CryptoKey> {
    let key = this.#keys.get(label);
    if (key === undefined) {
      const how = { name: "HKDF", hash: "SHA-256", salt: EMPTY, info: utf8(`twoway/1/local/${label}\0`) };
      key = crypto.subtle.deriveKey(how, this.#base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      this.#keys.set(label, key);
      key.catch(() => this.#keys.delete(label)); // whoever asks next tries again
    }
    return key;
  }
}
