/**
 * Msgpack by hand: a reader that asks for one type at a time, and a writer of the shortest encoding.
 *
 * The reader never builds what nobody asked for, and never recurses by itself: deep nesting cannot overflow a stack.
 * A `canonical` reader takes the shortest encoding of every length and integer alone, so that what it took encodes
 * back to the same bytes. What it gives out are copies: a view would keep, and clone, all the bytes around it.
 */
import { type Bytes, byteAt, text, utf8 } from "./bytes.ts";
import { MalformedError } from "./errors.ts";

const TWO_32 = 2 ** 32;
const NIL = 0xc0;
const FALSE = 0xc2;
const TRUE = 0xc3;

/** A family of length prefixes: the one-byte form with its highest length, and the codes of 1, 2 and 4 bytes. */
interface Family {
  fixed: number;
  fixedMax: number;
  codes: readonly [number | null, number | null, number | null];
}

const STR: Family = { fixed: 0xa0, fixedMax: 31, codes: [0xd9, 0xda, 0xdb] };
const BIN: Family = { fixed: 0, fixedMax: -1, codes: [0xc4, 0xc5, 0xc6] };
const ARRAY: Family = { fixed: 0x90, fixedMax: 15, codes: [null, 0xdc, 0xdd] };
const MAP: Family = { fixed: 0x80, fixedMax: 15, codes: [null, 0xde, 0xdf] };
const SIZES = [1, 2, 4] as const;
const ENDS = [2 ** 8, 2 ** 16, 2 ** 32] as const;

/** How many bytes follow the first byte of a whole number. */
const INT_SIZES: Readonly<Record<number, number>> = {
  0xcc: 1, 0xcd: 2, 0xce: 4, 0xcf: 8, 0xd0: 1, 0xd1: 2, 0xd2: 4, 0xd3: 8,
};
/** The same of floats, and of extensions with a fixed length (their type is one byte more). */
const OTHER_SIZES: Readonly<Record<number, number>> = {
  0xca: 4, 0xcb: 8, 0xd4: 2, 0xd5: 3, 0xd6: 5, 0xd7: 9, 0xd8: 17,
};
/** How many bytes the length of an extension takes. */
const EXT_LENGTHS: Readonly<Record<number, number>> = { 0xc7: 1, 0xc8: 2, 0xc9: 4 };

/** Reads one value after the other. Everything throws MalformedError where something else stands there. */
export class Reader {
  readonly data: Bytes;
  readonly isCanonical: boolean;
  private readonly name: string;
  private readonly view: DataView;
  private at = 0;

  /** `name`: what the bytes should be, for the words of the refusal. */
  constructor(data: Bytes, name: string, isCanonical: boolean) {
    this.data = data;
    this.name = name;
    this.isCanonical = isCanonical;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  /** Return the error for bytes that are not what they should be. */
  refusal(): MalformedError {
    return new MalformedError(`these bytes are not a ${this.name}`);
  }

  /** Check that nothing is left. */
  end(): void {
    if (this.at !== this.data.length) throw this.refusal();
  }

  /** Return whether nil stands here, and step over it. */
  nil(): boolean {
    if (this.peek() !== NIL) return false;
    this.at += 1;
    return true;
  }

  bool(): boolean {
    const lead = this.lead();
    if (lead !== TRUE && lead !== FALSE) throw this.refusal();
    return lead === TRUE;
  }

  /** Return a whole number between -2^53 and 2^53, both excluded. */
  int(): number {
    const lead = this.lead();
    if (lead < 0x80) return lead;
    if (lead >= 0xe0) return lead - 256;
    const size = INT_SIZES[lead];
    if (size === undefined) throw this.refusal();
    const value = lead < 0xd0 ? this.unsigned(size) : this.signed(size);
    if (!Number.isSafeInteger(value) || (this.isCanonical && intLead(value) !== lead)) throw this.refusal();
    return value;
  }

  /** Return a text of at most `most` characters (code points). */
  str(most = Number.POSITIVE_INFINITY): string {
    const size = this.length(STR);
    let value: string;
    try {
      value = text(this.take(size));
    } catch {
      throw this.refusal();
    }
    if (value.length > most && Array.from(value).length > most) throw this.refusal();
    return value;
  }

  /** Return bytes, `least` to `most` of them. */
  bin(least = 0, most = Number.POSITIVE_INFINITY): Bytes {
    const size = this.length(BIN);
    if (size < least || size > most) throw this.refusal();
    return this.take(size).slice();
  }

  /** Return how many items of an array follow. */
  array(): number {
    return this.length(ARRAY);
  }

  /** Return how many pairs of a map follow. */
  map(): number {
    return this.length(MAP);
  }

  /** Return the bytes of the next value, whatever it is, and step over it. */
  skip(): Bytes {
    const start = this.at;
    for (let left = 1; left > 0; left -= 1) left += this.skipOne();
    return this.data.slice(start, this.at);
  }

  /** Step over one value without what it holds, and return how many values that is. */
  private skipOne(): number {
    const lead = this.peek();
    if (lead <= 0x7f || lead >= 0xe0 || lead === NIL || lead === FALSE || lead === TRUE) {
      this.at += 1;
      return 0;
    }
    if (holds(ARRAY, lead)) return this.length(ARRAY);
    if (holds(MAP, lead)) return 2 * this.length(MAP);
    if (holds(STR, lead)) this.take(this.length(STR));
    else if (holds(BIN, lead)) this.take(this.length(BIN));
    else this.skipSized(lead);
    return 0;
  }

  private skipSized(lead: number): void {
    this.at += 1;
    const ext = EXT_LENGTHS[lead];
    const size = ext === undefined ? (INT_SIZES[lead] ?? OTHER_SIZES[lead]) : this.unsigned(ext) + 1;
    if (size === undefined) throw this.refusal();
    this.take(size);
  }

  private length(family: Family): number {
    const lead = this.lead();
    if (lead >= family.fixed && lead <= family.fixed + family.fixedMax) return lead - family.fixed;
    const place = family.codes.indexOf(lead);
    const size = SIZES[place];
    if (size === undefined) throw this.refusal();
    const length = this.unsigned(size);
    if (this.isCanonical && lengthLead(family, length) !== lead) throw this.refusal();
    return length;
  }

  private unsigned(size: number): number {
    const at = this.step(size);
    if (size === 1) return this.view.getUint8(at);
    if (size === 2) return this.view.getUint16(at);
    if (size === 4) return this.view.getUint32(at);
    return this.view.getUint32(at) * TWO_32 + this.view.getUint32(at + 4);
  }

  private signed(size: number): number {
    const at = this.step(size);
    if (size === 1) return this.view.getInt8(at);
    if (size === 2) return this.view.getInt16(at);
    if (size === 4) return this.view.getInt32(at);
    return this.view.getInt32(at) * TWO_32 + this.view.getUint32(at + 4);
  }

  private take(size: number): Bytes {
    const at = this.step(size);
    return this.data.subarray(at, at + size);
  }

  private step(size: number): number {
    const at = this.at;
    if (size > this.data.length - at) throw this.refusal();
    this.at = at + size;
    return at;
  }

  private peek(): number {
    if (this.at >= this.data.length) throw this.refusal();
    return byteAt(this.data, this.at);
  }

  private lead(): number {
    return byteAt(this.data, this.step(1));
  }
}

/** Writes one value after the other, each in its shortest encoding. */
export class Writer {
  private data: Bytes = new Uint8Array(256);
  private view = new DataView(this.data.buffer);
  private at = 0;

  /** Return what was written. */
  done(): Bytes {
    return this.data.slice(0, this.at);
  }

  nil(): void {
    this.byte(NIL);
  }

  bool(value: boolean): void {
    this.byte(value ? TRUE : FALSE);
  }

  /** Write a whole number between -2^53 and 2^53, both excluded. Throws RangeError for any other. */
  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError("only whole numbers below 2^53 travel");
    const lead = intLead(value);
    this.byte(lead);
    const size = lead < 0x80 || lead >= 0xe0 ? 0 : (INT_SIZES[lead] ?? 0);
    if (size === 8) {
      this.number(Math.floor(value / TWO_32), 4); // the sign is in the upper half: setUint32 wraps it
      this.number(value, 4);
    } else {
      this.number(value, size);
    }
  }

  /** Write a text. Throws TextRefusedError for a lone surrogate. */
  str(value: string): void {
    const data = utf8(value);
    this.length(STR, data.length);
    this.raw(data);
  }

  bin(value: Uint8Array): void {
    this.length(BIN, value.length);
    this.raw(value);
  }

  /** Begin an array of `length` items. */
  array(length: number): void {
    this.length(ARRAY, length);
  }

  /** Begin a map of `length` pairs. */
  map(length: number): void {
    this.length(MAP, length);
  }

  /** Write bytes that are msgpack already. */
  raw(data: Uint8Array): void {
    const at = this.grow(data.length);
    this.data.set(data, at);
  }

  private length(family: Family, length: number): void {
    const lead = lengthLead(family, length);
    this.byte(lead);
    const place = family.codes.indexOf(lead);
    this.number(length, SIZES[place] ?? 0);
  }

  private byte(value: number): void {
    this.number(value, 1);
  }

  private number(value: number, size: number): void {
    const at = this.grow(size);
    if (size === 1) this.view.setUint8(at, value);
    else if (size === 2) this.view.setUint16(at, value);
    else if (size === 4) this.view.setUint32(at, value);
  }

  private grow(size: number): number {
    const at = this.at;
    this.at += size;
    if (this.at > this.data.length) {
      const larger = new Uint8Array(Math.max(2 * this.data.length, this.at));
      larger.set(this.data);
      this.data = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}

function holds(family: Family, lead: number): boolean {
  return (lead >= family.fixed && lead <= family.fixed + family.fixedMax) || family.codes.includes(lead);
}

/** Return the first byte of the shortest encoding of a length. */
function lengthLead(family: Family, length: number): number {
  if (length <= family.fixedMax) return family.fixed + length;
  const place = ENDS.findIndex((end, each) => length < end && family.codes[each] !== null);
  const lead = family.codes[place];
  if (lead === undefined || lead === null) throw new RangeError("nothing so long can be written");
  return lead;
}

/** Return the first byte of the shortest encoding of a whole number. */
function intLead(value: number): number {
  if (value >= 0) {
    if (value < 0x80) return value;
    if (value < ENDS[0]) return 0xcc;
    if (value < ENDS[1]) return 0xcd;
    return value < ENDS[2] ? 0xce : 0xcf;
  }
  if (value >= -32) return 256 + value;
  if (value >= -(2 ** 7)) return 0xd0;
  if (value >= -(2 ** 15)) return 0xd1;
  return value >= -(2 ** 31) ? 0xd2 : 0xd3;
}
