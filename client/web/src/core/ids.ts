/**
 * Ids: entry ids that are a total order, and ids that are hashes.
 *
 * An entry id is a UUIDv7 (RFC 9562): 48 bits of milliseconds, version 7, a 12-bit counter, variant 2, 62 random
 * bits. Its byte order is the order of the journal. An id that is a hash (journal, device, chain) is the first 16
 * bytes. Written as 32 lower-case hex digits, ids keep their order.
 */
import { type Bytes, byteAt } from "./bytes.ts";

/** An id as 32 lower-case hex digits. */
export type Id = string;

export const ID_BYTES = 16;
export const RANDOM_BYTES = 8;
export const COUNTER_BITS = 12;

export const CONSONANTS = "bcdfghjklmnpqrstvwxz";
/** 20 ** 15 > 2 ** 62: every id has its own full handle. */
export const HANDLE_LENGTH = 15;
export const SHORT_LENGTH = 5;
export const SHORTEST_PREFIX = 3;

const TWO_32 = 2 ** 32;

/** Return the id for `ms` since 1970 (48 bits), `counter` (12 bits) and the low 62 bits of `random` (8 bytes). */
export function makeEntryId(ms: number, counter: number, random: Uint8Array): Bytes {
  const id = new Uint8Array(ID_BYTES);
  const view = new DataView(id.buffer);
  view.setUint16(0, Math.floor(ms / TWO_32));
  view.setUint32(2, ms % TWO_32);
  view.setUint16(6, 0x7000 | counter);
  id.set(random.subarray(0, RANDOM_BYTES), 8);
  id[8] = 0x80 | (byteAt(random, 0) & 0x3f);
  return id;
}

/** Return the milliseconds since 1970 that `entry` claims. */
export function idMs(entry: Uint8Array): number {
  const view = viewOf(entry);
  return view.getUint16(0) * TWO_32 + view.getUint32(2);
}

/** Return the 12-bit counter of `entry`. */
export function idCounter(entry: Uint8Array): number {
  return viewOf(entry).getUint16(6) & 0xfff;
}

/** Return whether `value` has the length, version and variant of an entry id. */
export function isEntryId(value: Uint8Array): boolean {
  return value.length === ID_BYTES && byteAt(value, 6) >> 4 === 0x7 && byteAt(value, 8) >> 6 === 0x2;
}

/** Return the 15 consonants of `entry`: its 62 random bits in base 20, lowest digit first. */
export function handle(entry: Uint8Array): string {
  const view = viewOf(entry);
  let high = view.getUint32(8) & 0x3fffffff;
  let low = view.getUint32(12);
  let letters = "";
  while (letters.length < HANDLE_LENGTH) {
    const carried = (high % 20) * TWO_32 + low; // below 20 * 2 ** 32, so exact
    high = Math.floor(high / 20);
    low = Math.floor(carried / 20);
    letters += CONSONANTS.charAt(carried % 20);
  }
  return letters;
}

/** Return the first five consonants of `entry`, as a person sees it. */
export function short(entry: Uint8Array): string {
  return handle(entry).slice(0, SHORT_LENGTH);
}

/** Return whether `text` can be the start of a handle: three or more consonants. */
export function isHandle(text: string): boolean {
  return (
    text.length >= SHORTEST_PREFIX &&
    text.length <= HANDLE_LENGTH &&
    Array.from(text).every((letter) => CONSONANTS.includes(letter))
  );
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}
