/** Bytes and text: put together, compared, written as hex. Nothing here knows what they mean. */
import { TextRefusedError } from "./errors.ts";

/** What every room of this client calls bytes: never a view of memory that another thread shares. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const EMPTY: Bytes = new Uint8Array(0);

const LONE_SURROGATE = /\p{Surrogate}/u;
const HEX = /^(?:[0-9a-f]{2})*$/;
const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }); // else a first U+FEFF would vanish

/** Return these parts as one. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Return whether both hold the same bytes. */
export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && compare(one, other) === 0;
}

/** Return which comes first: below zero, zero, or above it. A beginning comes before what continues it. */
export function compare(one: Uint8Array, other: Uint8Array): number {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = byteAt(one, at) - byteAt(other, at);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Return the byte at a place; zero beyond the end. */
export function byteAt(data: Uint8Array, at: number): number {
  return data[at] ?? 0;
}

/** Return `data` as lower-case hex. */
export function hex(data: Uint8Array): string {
  let digits = "";
  for (const byte of data) digits += DIGITS[byte];
  return digits;
}

/** Return the bytes that lower-case hex stands for. Throws RangeError for anything else. */
export function unhex(digits: string): Bytes {
  if (!HEX.test(digits)) throw new RangeError("this is not lower-case hex");
  const data = new Uint8Array(digits.length / 2);
  for (let at = 0; at < data.length; at += 1) data[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return data;
}

/** Return `value` as UTF-8. Throws TextRefusedError for a lone surrogate, which would come back as another sign. */
export function utf8(value: string): Bytes {
  if (LONE_SURROGATE.test(value)) {
    throw new TextRefusedError("this text holds a lone surrogate, which no file can carry exactly");
  }
  return encoder.encode(value);
}

/** Return the text in `data`. Throws TypeError where it is no UTF-8. */
export function text(data: Uint8Array): string {
  return decoder.decode(data);
}
