/**
 * Pairing: two devices meet over a mailbox that can read nothing, under a secret that is never sent.
 *
 * Five messages, each sealed under a key of its slot: *offer* (inviter's keys, journal, a commitment), *request*
 * (newcomer's keys, name, nonce), *reveal* (the committed bytes), *consent* (the newcomer's counter-signature, once its
 * person has said that the codes are the same) and *reply* (roster hash and heads, once the roster entry stands).
 * Because the inviter commits before it sees the request, and the newcomer speaks before the reveal, nobody in between
 * can search for keys that give the same six digits on both screens. Because no roster takes a newcomer without its
 * counter-signature, both people say yes before there is an entry, whoever says it first.
 */
import { type Bytes, EMPTY, equal, utf8 } from "../bytes.ts";
import { type Of, type Tagged, bin, bool, decodeCanonical, encodeAs, list, str, tagged } from "../codec.ts";
import { BadKeyError, BadSignatureError, MalformedError } from "../errors.ts";
import { ID_BYTES } from "../ids.ts";
import { HASH_BYTES, KEY_BYTES, derive, sha256 } from "../sealing/hashing.ts";
import { DevicePublic } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";
import { hashBytes, idBytes } from "../sealing/segment.ts";
import { type Random, openSealed, seal } from "../sealing/symmetric.ts";
import { ChainHeads } from "../sync/messages.ts";
import { MAX_NAME_BYTES } from "./names.ts";
import { publicKeyBytes, signatureBytes } from "./statements.ts";

export const SECRET_BITS = 99;
export const SECRET_BYTES = 13;
export const NONCE_BYTES = 16;
export const MAX_SLOT_BYTES = 4096;
export const CODE_DIGITS = 6;

const nonce = bin(NONCE_BYTES, NONCE_BYTES);

/** Slot 1, by the inviter: its public keys, the journal, and a commitment to 16 random bytes. */
export const Offer = tagged("offer", {
  signing: publicKeyBytes,
  agreement: publicKeyBytes,
  journal: idBytes,
  commitment: hashBytes,
});
export type Offer = Of<typeof Offer>;

/** Slot 2, by the newcomer: public keys, name, 16 random bytes. */
export const Request = tagged("request", {
  signing: publicKeyBytes,
  agreement: publicKeyBytes,
  name: str(MAX_NAME_BYTES),
  nonce,
});
export type Request = Of<typeof Request>;

/** Slot 3, by the inviter: the bytes it had committed to. */
export const Reveal = tagged("reveal", { nonce });
export type Reveal = Of<typeof Reveal>;

/** Slot 4, by the newcomer, after its own yes to the check code: its counter-signature over `joinMessage`. */
export const Consent = tagged("consent", { countersignature: signatureBytes });
export type Consent = Of<typeof Consent>;

/**
 * Slot 5, by the inviter: the roster's hash once the newcomer is in it, and all heads.
 *
 * `heads`: at most as many chains as fit in 4 KiB; the newcomer is incomplete until it holds them. `admitted` is false
 * when the person said no.
 */
export const Reply = tagged("reply", { admitted: bool, roster: bin(0, HASH_BYTES), heads: list(ChainHeads) });
export type Reply = Of<typeof Reply>;

/** What both sides derive from the secret: where the mailbox is, and how its slots are sealed. */
export class Channel {
  readonly mailbox: Bytes;
  readonly #key: Bytes;

  constructor(secret: Bytes) {
    if (secret.length !== SECRET_BYTES) throw new BadKeyError(`a pairing secret has ${SECRET_BYTES} bytes`);
    this.mailbox = derive(secret, EMPTY, labels.PAIR_MAILBOX, ID_BYTES);
    this.#key = derive(secret, EMPTY, labels.PAIR_CHANNEL, KEY_BYTES);
  }

  /** Return `message`, of `kind`, sealed for its slot. */
  seal<T>(kind: Tagged<T>, message: T, random: Random): Promise<Bytes> {
    return seal(this.#key, labels.PAIR_CHANNEL, utf8(kind.tag), encodeAs(kind, message), random);
  }

  /** Return the message of `kind` in `sealed`. Rejects with CannotOpenError or MalformedError. */
  async open<T>(kind: Tagged<T>, sealed: Bytes): Promise<T> {
    if (sealed.length > MAX_SLOT_BYTES) throw new MalformedError(`a slot holds at most ${MAX_SLOT_BYTES} bytes`);
    const text = await openSealed(this.#key, labels.PAIR_CHANNEL, utf8(kind.tag), sealed);
    return decodeCanonical(kind, text, MAX_SLOT_BYTES);
  }
}

/** Return the commitment to `committed` (16 bytes). */
export function commit(committed: Bytes): Bytes {
  return sha256(labels.PAIR_COMMIT, committed);
}

/** Throw BadSignatureError unless `reveal` is what `offer` committed to. */
export function checkReveal(offer: Pick<Offer, "commitment">, reveal: Reveal): void {
  if (!equal(commit(reveal.nonce), offer.commitment)) {
    throw new BadSignatureError("the other side did not reveal what it had committed to");
  }
}

/** Return the six digits that both screens must show. */
export function checkCode(
  channel: Channel,
  offer: Pick<Offer, "signing" | "agreement" | "journal">,
  request: Pick<Request, "signing" | "agreement" | "nonce">,
  reveal: Reveal,
): string {
  const hash = sha256(
    labels.PAIR_CODE,
    offer.signing,
    offer.agreement,
    request.signing,
    request.agreement,
    offer.journal,
    channel.mailbox,
    reveal.nonce,
    request.nonce,
  );
  const number = new DataView(hash.buffer, hash.byteOffset).getBigUint64(0);
  return (number % 10n ** BigInt(CODE_DIGITS)).toString().padStart(CODE_DIGITS, "0");
}

/** Return the checked public keys in `message`. Throws BadKeyError. */
export function publicOf(message: Pick<Offer, "signing" | "agreement">): DevicePublic {
  return new DevicePublic(message.signing, message.agreement);
}
