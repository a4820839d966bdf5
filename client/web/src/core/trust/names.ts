/** Names of devices: sealed in the roster, so that the server learns none. */
import { type Bytes, byteAt, concat, utf8 } from "../bytes.ts";
import { checkText } from "../entry.ts";
import { CannotOpenError } from "../errors.ts";
import type { EpochKey } from "../sealing/keys.ts";
import * as labels from "../sealing/labels.ts";
import { OVERHEAD_BYTES, type Random, openSealed, seal } from "../sealing/symmetric.ts";
import { MAX_SEALED_NAME_BYTES } from "./statements.ts";

const NAME_BYTES = 64;
export const MAX_NAME_BYTES = NAME_BYTES - 1;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Return a device's `name` (cut to 63 bytes of UTF-8) sealed for the roster; always 112 bytes.
 *
 * `key`: the epoch key in force. Rejects with TextRefusedError for lone surrogates.
 */
export function sealName(key: EpochKey, journal: Bytes, device: Bytes, name: string, random: Random): Promise<Bytes> {
  const text = cutName(name);
  const padded = new Uint8Array(NAME_BYTES);
  padded.set([text.length]);
  padded.set(text, 1);
  return seal(key.secret, labels.NAME, concat(journal, device), padded, random);
}

/**
 * Return the name in `sealed`; `key`: of the epoch in force when it was added. Rejects with CannotOpenError.
 */
export async function openName(key: EpochKey, journal: Bytes, device: Bytes, sealed: Bytes): Promise<string> {
  if (sealed.length > MAX_SEALED_NAME_BYTES || sealed.length < OVERHEAD_BYTES + 1) {
    throw new CannotOpenError("a device's name has another length");
  }
  const padded = await openSealed(key.secret, labels.NAME, concat(journal, device), sealed);
  return decoder.decode(padded.subarray(1, 1 + byteAt(padded, 0)));
}

/** Return as many whole characters of `name` as fit. */
function cutName(name: string): Bytes {
  const data = utf8(checkText(name));
  let end = Math.min(data.length, MAX_NAME_BYTES);
  while (end < data.length && (byteAt(data, end) & 0xc0) === 0x80) end -= 1; // never within a character
  return data.slice(0, end);
}
