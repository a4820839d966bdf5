/** Ids: their parts, their order, and how people see them. */
import { expect, test } from "vitest";
import { compare, hex, unhex } from "../../src/core/bytes.ts";
import { CONSONANTS, handle, idCounter, idMs, isEntryId, isHandle, makeEntryId, short } from "../../src/core/ids.ts";
import { chance } from "./chance.ts";

test("an id is made of its parts and taken apart again", () => {
  const random = chance("ids");
  for (const ms of [0, 1, 2 ** 32 - 1, 2 ** 32, 1_772_629_800_000, 2 ** 48 - 1]) {
    for (const counter of [0, 1, 0xfff]) {
      const id = makeEntryId(ms, counter, random(8));

      expect(isEntryId(id)).toBe(true);
      expect([idMs(id), idCounter(id)]).toEqual([ms, counter]);
    }
  }
});

test("the order of ids is that of their time, as bytes and as hex", () => {
  const random = chance("order");
  const rising = [0, 5, 2 ** 32, 2 ** 40].flatMap((ms) =>
    [0, 1, 0xfff].map((counter) => makeEntryId(ms, counter, random(8))),
  );

  expect(rising.toReversed().toSorted(compare)).toEqual(rising);
  expect(rising.map(hex).toSorted()).toEqual(rising.map(hex));
});

test("a handle is the 62 random bits in base 20, lowest digit first", () => {
  const random = chance("handles");
  for (let round = 0; round < 200; round += 1) {
    const id = makeEntryId(1, 1, random(8));
    let rest = BigInt(`0x${hex(id).slice(16)}`) & ((1n << 62n) - 1n);
    let expected = "";
    for (let place = 0; place < 15; place += 1, rest /= 20n) expected += CONSONANTS.charAt(Number(rest % 20n));

    expect(handle(id)).toBe(expected);
    expect(short(id)).toBe(expected.slice(0, 5));
  }
});

test.each([
  ["bcd", true],
  ["bcdfghjklmnpqrs", true],
  ["bc", false],
  ["bcdfghjklmnpqrst", false],
  ["bca", false],
  ["BCD", false],
  ["", false],
])("%o can be the start of a handle: %o", (text, is) => {
  expect(isHandle(text)).toBe(is);
});

test.each(["", "019cb8f834407003801234567 89abcde".replace(" ", ""), "019cb8f83440400380123456789abcde"])(
  "%s is an entry id only with its version and variant",
  (digits) => {
    expect(isEntryId(unhex(digits))).toBe(digits.charAt(12) === "7");
  },
);
