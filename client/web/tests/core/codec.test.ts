/** The one door for foreign msgpack. */
import { describe, expect, test } from "vitest";
import { equal, hex, unhex } from "../../src/core/bytes.ts";
import {
  bin,
  bool,
  decode,
  decodeCanonical,
  encode,
  encodeAs,
  int,
  list,
  oneOf,
  pair,
  str,
  struct,
  tagged,
  word,
} from "../../src/core/codec.ts";
import { MalformedError, TextRefusedError } from "../../src/core/errors.ts";
import { Reader } from "../../src/core/msgpack.ts";
import { chance, numbers } from "./chance.ts";

const Pair = struct("Pair", { number: int(), text: str() });
const Either = oneOf("Either", tagged("left", { number: int() }), tagged("right", { number: int() }));
const GOOD = unhex("9201a161"); // [1, "a"]

/** Bytes of which messages are made. */
const LIKELY = unhex("00017fe0ffa0a16180c4ccd0d992");

const SECOND_ENCODINGS = {
  "an array header of three bytes": "dc000201a161",
  "an array header of five bytes": "dd0000000201a161",
  "a number in two bytes": "92cc01a161",
  "a number in nine bytes": "92cf0000000000000001a161",
  "a signed number": "92d001a161",
  "a signed number in nine bytes": "92d30000000000000001a161",
  "a text header of two bytes": "9201d90161",
  "a text header of five bytes": "9201db0000000161",
};
const NOT_PAIRS = {
  nothing: "",
  nil: "c0",
  "an item too few": "9101",
  "an item too many": "9301a161c0",
  "a byte after it": "9201a161c0",
  "cut short": "9201a1",
  "cut short within a number": "92cd01",
  "an array header that promises 4 GiB": "ddffffffff01a161",
  "a text header that promises 4 GiB": "9201dbffffffff61",
  "a float for a number": "92cb3ff0000000000000a161",
  "a truth for a number": "92c3a161",
  "a number of 2^53": "92cf0020000000000000a161",
  "a number of -2^53": "92d3ffe0000000000000a161",
  "bytes for a text": "9201c40161",
  "a map for an array": "82a66e756d62657201a474657874a161",
  "the byte that msgpack never uses": "92c1a161",
  "text that is not UTF-8": "9201a1ff",
  "a lone surrogate": "9201a3eda080",
};

describe("a message", () => {
  test("is what was encoded, by either door", () => {
    const whole = [0, -1, 127, 128, -32, -33, 255, 256, 65_535, 65_536, -32_769, 2 ** 32, -(2 ** 31) - 1];
    for (const number of [...whole, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const data = encodeAs(Pair, { number, text: "é" });

      expect(decode(Pair, data, data.length)).toEqual({ number, text: "é" });
      expect(decodeCanonical(Pair, data, data.length)).toEqual({ number, text: "é" });
    }
  });

  test("or malformed, whatever comes", () => {
    const random = chance("noise");
    let taken = 0;
    for (const size of numbers(random, 3000, 6)) {
      const noise = numbers(random, size, LIKELY.length).map((place) => LIKELY[place] ?? 0);
      const data = new Uint8Array([0x92, ...noise]);
      try {
        expect(hex(encodeAs(Pair, decodeCanonical(Pair, data, 40)))).toBe(hex(data));
        taken += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError);
      }
    }
    expect(taken).toBeGreaterThan(0);
  });

  test.each(Object.entries(SECOND_ENCODINGS))("has one encoding, and %s is a second", (_, data) => {
    expect(decode(Pair, unhex(data), 100)).toEqual({ number: 1, text: "a" });
    expect(() => decodeCanonical(Pair, unhex(data), 100)).toThrow(MalformedError);
  });

  test.each(Object.entries(NOT_PAIRS))("is not %s", (_, data) => {
    expect(() => decode(Pair, unhex(data), 100)).toThrow("these bytes are not a Pair");
  });

  test("is bounded before anything of it is decoded", () => {
    expect(decode(Pair, GOOD, 4)).toEqual({ number: 1, text: "a" });
    expect(() => decode(Pair, GOOD, 3)).toThrow("4 bytes is longer than 3");
  });

  test("of several kinds is told by its tag", () => {
    const right = { tag: "right", number: 2 } as const;

    expect(decodeCanonical(Either, encodeAs(Either, right), 100)).toEqual(right);
    for (const data of ["c0", "90", "92a26e6f01", "92a46c656674cc01", "91a46c656674", "93a46c65667401c0"]) {
      expect(() => decodeCanonical(Either, unhex(data), 100)).toThrow(MalformedError);
    }
  });
});

describe("a bound", () => {
  test("holds for bytes, numbers, texts, lists and words", () => {
    const Bounded = struct("Bounded", {
      bytes: bin(1, 2),
      number: int(1, 2),
      text: str(2),
      list: list(bool, 2, 1),
      word: word("yes", "no"),
      pair: pair(bool, bool),
    });
    const good = {
      bytes: unhex("00"),
      number: 1,
      text: "\u{1f600}é",
      list: [true],
      word: "no",
      pair: [true, false],
    } as const;
    const bad = [
      { bytes: unhex("") },
      { bytes: unhex("000000") },
      { number: 0 },
      { number: 3 },
      { text: "abc" },
      { list: [] },
      { list: [true, true, true] },
      { word: "maybe" as "no" },
    ];

    expect(decodeCanonical(Bounded, encodeAs(Bounded, good), 100)).toEqual(good);
    for (const change of bad) {
      const data = encodeAs(Bounded, { ...good, ...change });
      expect(() => decodeCanonical(Bounded, data, 100)).toThrow(MalformedError);
    }
  });
});

describe("without a kind", () => {
  test("values are written in their shortest encoding", () => {
    const value = [null, true, false, -1, "a", unhex("00"), new Map([["b", 1], ["a", 2]]), { c: [] }];

    expect(hex(encode(value))).toBe("98c0c3c2ffa161c4010082a16201a1610281a16390");
  });

  test("what cannot travel is refused", () => {
    expect(() => encode(0.5)).toThrow(RangeError);
    expect(() => encode(2 ** 53)).toThrow(RangeError);
    expect(() => encode(["\ud800"])).toThrow(TextRefusedError);
  });
});

describe("what nobody asked for", () => {
  test("is stepped over whole, whatever it is", () => {
    const single = "00 ff c0 c3 ca00000000 cb0000000000000000 cd0100 d3ffffffffffffffff";
    const others = `a161 d90161 c40100 920102 81a16101 d40100 d8${"00".repeat(17)} c7020100ff c9000000010100`;
    const values = `${single} ${others}`.split(" ");
    const from = new Reader(unhex(values.join("")), "test", false);

    expect(values.map(() => hex(from.skip()))).toEqual(values);
    from.end();
  });

  test("overflows no stack, however deep it is", () => {
    const deep = new Uint8Array(100_001).fill(0x91);
    deep[100_000] = 0xc0;

    expect(equal(new Reader(deep, "test", false).skip(), deep)).toBe(true);
  });

  test.each(["", "c1", "91", "8101", "dc", "ddffffffff", "c5ffff", "d9", "c7", "d401", "cd01"])(
    "is refused where it is broken: %s",
    (digits) => {
      expect(() => new Reader(unhex(digits), "test", false).skip()).toThrow(MalformedError);
    },
  );
});

test("what is read is a copy, so that keeping it keeps nothing else", () => {
  const data = encode([unhex("0102")]);
  const from = new Reader(data, "test", true);
  from.array();
  const bytes = from.bin();

  expect(bytes.buffer.byteLength).toBe(2);
  expect(bytes.buffer).not.toBe(data.buffer);
});
