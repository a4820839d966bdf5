/** Segments: what is sealed opens, and nothing that was changed does. */
import { describe, expect, test } from "vitest";
import { type Bytes, concat, equal, unhex, utf8 } from "../../../src/core/bytes.ts";
import {
  CannotOpenError,
  MalformedError,
  PeerError,
  TooLargeError,
  UnsupportedError,
} from "../../../src/core/errors.ts";
import { EpochKey } from "../../../src/core/sealing/keys.ts";
import {
  BUCKETS_BYTES,
  MAX_HEADER_BYTES,
  MAX_TEXT_BYTES,
  type Seen,
  Segment,
  checkSegment,
  decodeHeader,
  openSegment,
  pad,
  unpad,
} from "../../../src/core/sealing/segment.ts";
import { chance, numbers } from "../chance.ts";
import { Person } from "../people.ts";

const person = await Person.make("segments");
const phone = await person.admit();

function flipped(data: Bytes, bit: number): Bytes {
  const changed = data.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

async function read(segment: Segment): Promise<number> {
  await checkSegment(segment, person.journal, phone.public);
  return (await openSegment(segment, person.key)).items.length;
}

describe("a segment", () => {
  test.each([0, 1, 2, 17, 512])("of %d entries opens to what was sealed, in its order", async (count) => {
    const random = chance(`of ${count}`);
    const entries = numbers(random, count, 200).map((size) => random(size));
    const seen: Seen[] = [{ device: random(16), chain: random(16), number: count + 1, hash: random(32) }];

    const segment = await person.write(phone, person.tip(phone), entries, seen);
    await checkSegment(segment, person.journal, phone.public);
    const opened = await openSegment(segment, person.key);

    expect(opened.items.map(([, entry]) => entry)).toEqual(entries);
    expect(opened.seen).toEqual(seen);
    expect(new Set(opened.items.map(([blind]) => String(blind))).size).toBe(count);
  });

  test("has a body of its own key each time it is sealed", async () => {
    const tip = person.tip(phone);
    const [one, other] = [await person.write(phone, tip), await person.write(phone, tip)];

    expect(equal(one.body.subarray(0, 32), other.body.subarray(0, 32))).toBe(false);
  });

  test("is refused wherever one bit of it is another", async () => {
    const whole = await person.write(phone, person.tip(phone), [utf8("one"), utf8("two")]);
    const parts = concat(whole.headerBytes, whole.signature, whole.body);
    const [header, signature] = [whole.headerBytes.length, whole.headerBytes.length + whole.signature.length];
    expect(await read(whole)).toBe(2);

    const taken: number[] = [];
    for (let bit = 0; bit < 8 * parts.length; bit += 1) {
      const changed = flipped(parts, bit);
      const segment = new Segment(changed.slice(0, header), changed.slice(header, signature), changed.slice(signature));
      await read(segment).then(
        () => taken.push(bit),
        (error: unknown) => expect(error).toBeInstanceOf(PeerError),
      );
    }
    expect(taken).toEqual([]);
  });

  test("opens under no other key, and shows nothing that its header does not commit to", async () => {
    const [one, other] = [await person.write(phone, person.tip(phone)), await person.write(phone, person.tip(phone))];

    await expect(openSegment(one, new EpochKey(new Uint8Array(32)))).rejects.toThrow(CannotOpenError);
    const mixed = new Segment(one.headerBytes, one.signature, other.body);
    await expect(openSegment(mixed, person.key)).rejects.toThrow(CannotOpenError);
  });
});

describe("a header", () => {
  test("of another format is for a newer version, unless it is longer than any header", () => {
    expect(() => decodeHeader(unhex("9a02"))).toThrow(UnsupportedError);
    expect(() => decodeHeader(unhex("9a"))).toThrow(MalformedError);
    expect(() => decodeHeader(new Uint8Array(MAX_HEADER_BYTES))).toThrow(UnsupportedError);
    expect(() => decodeHeader(new Uint8Array(MAX_HEADER_BYTES + 1))).toThrow(MalformedError);
  });
});

describe("padding", () => {
  test("fills the smallest bucket that holds a text, and comes off again", () => {
    for (const bucket of BUCKETS_BYTES) {
      for (const size of [bucket - 5, bucket - 4]) {
        const text = new Uint8Array(size).fill(7);
        expect(pad(text)).toHaveLength(bucket);
        expect(equal(unpad(pad(text)), text)).toBe(true);
      }
    }
    expect(pad(new Uint8Array(BUCKETS_BYTES[0] ?? 0))).toHaveLength(BUCKETS_BYTES[1] ?? 0);
  });

  test("ends at 256 KiB", () => {
    expect(() => pad(new Uint8Array(MAX_TEXT_BYTES - 3))).toThrow(TooLargeError);
  });

  test.each(["", "000000", "00000001", "ffffffff00", "0000000061", "000000016162"])(
    "is refused where it is wrong: %o",
    (digits) => {
      expect(() => unpad(unhex(digits))).toThrow(CannotOpenError);
    },
  );
});
