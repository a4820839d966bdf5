/** Bytes and text: put together, compared, written as hex. */
import { describe, expect, test } from "vitest";
import { compare, concat, equal, hex, text, unhex, utf8 } from "../../src/core/bytes.ts";
import { TextRefusedError } from "../../src/core/errors.ts";

describe("hex", () => {
  test("goes both ways for every byte", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

    expect(unhex(hex(all))).toEqual(all);
    expect(hex(new Uint8Array())).toBe("");
  });

  test.each(["0", "0g", "AB", "ab ", "0x12", "é0"])("is lower-case pairs of digits, not %o", (digits) => {
    expect(() => unhex(digits)).toThrow(RangeError);
  });
});

describe("order", () => {
  test("is that of the bytes, and a beginning comes first", () => {
    const sorted = ["", "00", "00ff", "01", "7f", "80", "ff", "ff00"].map(unhex);

    expect(sorted.toReversed().toSorted(compare)).toEqual(sorted);
    expect(sorted.map(hex).toSorted()).toEqual(sorted.map(hex));
  });

  test("tells what is equal from what is not", () => {
    expect(equal(unhex("0102"), unhex("0102"))).toBe(true);
    expect(equal(unhex("0102"), unhex("0103"))).toBe(false);
    expect(equal(unhex("0102"), unhex("010200"))).toBe(false);
  });
});

describe("text", () => {
  test.each(["", "déjà", "\ufeffa first sign that decoders like to drop", "\u{1f600}", "a\0b"])(
    "comes back as it was: %o",
    (value) => {
      expect(text(utf8(value))).toBe(value);
    },
  );

  test.each(["\ud800", "a\udc00b", "\udc00\ud800"])("with a lone surrogate is refused: %o", (value) => {
    expect(() => utf8(value)).toThrow(TextRefusedError);
  });

  test.each(["ff", "c3", "eda080", "c080"])("is no other bytes: %s", (digits) => {
    expect(() => text(unhex(digits))).toThrow(TypeError);
  });
});

test("parts are put together in their order", () => {
  expect(hex(concat(unhex("01"), unhex(""), unhex("0203")))).toBe("010203");
  expect(concat()).toHaveLength(0);
});
