/**
 * The keys of this device at rest: wrapped, so that no script ever holds their bytes.
 *
 * - They are made once and wrapped at once; what is used is unwrapped so that it cannot be taken out again. Every
 *   private key lies as a wrapped PKCS#8: WebKit cannot read an X25519 `CryptoKey` back from its storage.
 * - Without a passphrase the wrapping key lies beside them, not extractable. With one it is made of the passphrase
 *   (see stretch.ts) and lies nowhere.
 * - Both halves of a device, and the key under which this device seals what is for itself alone, lie in one row: a
 *   change of passphrase is one write.
 */
import { type Bytes, concat, EMPTY, equal, unhex, utf8 } from "../../core/bytes.ts";
import { DeviceKeys, DevicePublic } from "../../core/sealing/keys.ts";
import { CannotOpenError } from "../../core/errors.ts";
import type { FreshKeys } from "../session.ts";
import type { ProfileRow } from "../store/port.ts";
import type { World } from "../world.ts";
import { LocalSeal } from "./local-seal.ts";

type Use = keyof ProfileRow["wrapped"];
type Random = World["random"];

const NONCE_BYTES = 12;
const SALT_BYTES = 16;
const WRAPPING: KeyUsage[] = ["wrapKey", "unwrapKey"];
const FORMS = { signing: "pkcs8", agreement: "pkcs8", local: "raw" } as const;
/** As what each is unwrapped for use ... */
const IN_USE: Record<Use, [string | HkdfParams | AlgorithmIdentifier, KeyUsage[]]> = {
  signing: ["Ed25519", ["sign"]],
  agreement: ["X25519", ["deriveBits"]],
  local: ["HKDF", ["deriveKey"]],
};
/** ... and as what to be wrapped again: an HKDF key cannot be. */
const IN_TRANSIT: typeof IN_USE = { ...IN_USE, local: ["AES-GCM", ["encrypt", "decrypt"]] };
const USES = Object.keys(FORMS) as Use[];

/** What is in memory while the journal is open. */
export interface Secrets {
  readonly keys: DeviceKeys;
  readonly local: LocalSeal;
}

/** How a row's keys are wrapped. */
type Lock = Pick<ProfileRow, "protection" | "salt" | "wrapping">;

/** Keys that were just made: usable, and still to be wrapped, which is possible only here. */
class Fresh implements FreshKeys {
  readonly keys: DeviceKeys;
  readonly #raw: Record<Use, CryptoKey>;

  constructor(keys: DeviceKeys, raw: Record<Use, CryptoKey>) {
    this.keys = keys;
    this.#raw = raw;
  }

  /** Return the keys wrapped under `wrapping`, bound to the device that they are of. */
  wrapped(wrapping: CryptoKey, random: Random): Promise<ProfileRow["wrapped"]> {
    return wrapAll(this.#raw, wrapping, this.keys.public.device, random);
  }
}

/** Return the keys of a device that nobody knows yet. */
export async function makeKeys(): Promise<FreshKeys> {
  try {
    const [signing, agreement, local] = await Promise.all([
      crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]) as Promise<CryptoKeyPair>,
      crypto.subtle.generateKey("X25519", true, ["deriveBits"]) as Promise<CryptoKeyPair>,
      crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]),
    ]);
    const halves = [signing.publicKey, agreement.publicKey].map((key) => crypto.subtle.exportKey("raw", key));
    const [one = EMPTY, other = EMPTY] = (await Promise.all(halves)).map((data) => new Uint8Array(data));
    const keys = await DeviceKeys.of(new DevicePublic(one, other), signing.privateKey, agreement.privateKey);
    return new Fresh(keys, { signing: signing.privateKey, agreement: agreement.privateKey, local });
  } catch (error) {
    const { keyless } = await import("./keyless.ts");
    throw keyless(error);
  }
}

/** Return the row that keeps `fresh`; an empty passphrase is none. */
export async function profileOf(
  fresh: FreshKeys,
  journal: string,
  name: string,
  passphrase: string,
  random: Random,
): Promise<ProfileRow> {
  if (!(fresh instanceof Fresh)) throw new TypeError("these keys were not made here");
  const [lock, wrapping] = await newLock(passphrase, random);
  const { signing, agreement, id } = fresh.keys.public;
  const wrapped = await fresh.wrapped(wrapping, random);
  return { key: "profile", journal, device: id, name, signing, agreement, ...lock, wrapped };
}

/** Return the secrets in `row`. Rejects with a CannotOpenError for a wrong passphrase, or a changed row. */
export async function unlocked(row: ProfileRow, passphrase: string, random: Random): Promise<Secrets> {
  const publicHalf = new DevicePublic(row.signing, row.agreement);
  if (!equal(publicHalf.device, unhex(row.device))) throw new CannotOpenError("these keys are of another device");
  const raw = await unwrapAll(row, await wrappingOf(row, passphrase), false);
  const keys = await DeviceKeys.of(publicHalf, raw.signing, raw.agreement);
  return { keys, local: new LocalSeal(raw.local, random) };
}

/** Return `row` with the same keys under another passphrase, or none. Rejects with a CannotOpenError. */
export async function rewrapped(row: ProfileRow, now: string, next: string, random: Random): Promise<ProfileRow> {
  const raw = await unwrapAll(row, await wrappingOf(row, now), true);
  const [lock, wrapping] = await newLock(next, random);
  return { ...row, ...lock, wrapped: await wrapAll(raw, wrapping, unhex(row.device), random) };
}

async function newLock(passphrase: string, random: Random): Promise<[Lock, CryptoKey]> {
  if (passphrase === "") {
    const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, WRAPPING);
    return [{ protection: "none", salt: EMPTY, wrapping }, wrapping];
  }
  const salt = random(SALT_BYTES);
  return [{ protection: "passphrase", salt, wrapping: null }, await stretched(passphrase, salt)];
}

async function wrappingOf(row: ProfileRow, passphrase: string): Promise<CryptoKey> {
  if (row.protection === "passphrase") return stretched(passphrase, row.salt);
  if (row.wrapping === null) throw new CannotOpenError("the key that wraps the others is missing");
  return row.wrapping;
}

async function stretched(passphrase: string, salt: Bytes): Promise<CryptoKey> {
  const { stretch } = await import("./stretch.ts");
  const secret = stretch(passphrase, salt);
  const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, WRAPPING);
  secret.fill(0);
  return key;
}

async function wrapAll(
  raw: Record<Use, CryptoKey>,
  wrapping: CryptoKey,
  device: Bytes,
  random: Random,
): Promise<ProfileRow["wrapped"]> {
  const wrap = async (use: Use): Promise<Bytes> => {
    const iv = random(NONCE_BYTES);
    const sealed = await crypto.subtle.wrapKey(FORMS[use], raw[use], wrapping, gcm(iv, use, device));
    return concat(iv, new Uint8Array(sealed));
  };
  const [signing, agreement, local] = await Promise.all([wrap("signing"), wrap("agreement"), wrap("local")]);
  return { signing, agreement, local };
}

async function unwrapAll(
  row: ProfileRow,
  wrapping: CryptoKey,
  isExtractable: boolean,
): Promise<Record<Use, CryptoKey>> {
  const device = unhex(row.device);
  const unwrap = (use: Use): Promise<CryptoKey> => {
    const [algorithm, usages] = (isExtractable ? IN_TRANSIT : IN_USE)[use];
    const iv = row.wrapped[use].subarray(0, NONCE_BYTES);
    const sealed = row.wrapped[use].subarray(NONCE_BYTES);
    const how = gcm(iv, use, device);
    return crypto.subtle.unwrapKey(FORMS[use], sealed, wrapping, how, algorithm, isExtractable, usages);
  };
  try {
    const [signing, agreement, local] = await Promise.all(USES.map(unwrap)) as [CryptoKey, CryptoKey, CryptoKey];
    return { signing, agreement, local };
  } catch {
    throw new CannotOpenError("that passphrase does not open these keys, or they were changed");
  }
}

/** Each wrapped key is bound to its use and its device. */
function gcm(iv: Bytes, use: Use, device: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: concat(utf8(`twoway/1/local/wrap/${use}\0`), device) };
}
