/** Points and signatures: refused by us, whatever a library would say. */
import { describe, expect, test } from "vitest";
import { concat, unhex } from "../../../src/core/bytes.ts";
import { isOfSmallOrder, isSignature } from "../../../src/core/sealing/points.ts";

const P = "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
const L = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
const P_LESS_1 = P.replace("ed", "ec");
const L_LESS_1 = L.replace("ed", "ec");
const ZERO = "00".repeat(32);

describe("a signature", () => {
  test.each([
    ["the largest halves", P_LESS_1 + L_LESS_1, true],
    ["the largest R with a sign", `${P_LESS_1.slice(0, 62)}ff${L_LESS_1}`, true],
    ["an R that is p", P + ZERO, false],
    ["an R that is p with a sign", `${P.slice(0, 62)}ff${ZERO}`, false],
    ["an s that is the group's order", ZERO + L, false],
    ["an s of all ones", ZERO + "ff".repeat(32), false],
    ["63 bytes", (ZERO + ZERO).slice(2), false],
    ["65 bytes", `${ZERO + ZERO}00`, false],
  ])("with %s is one: %3$s", (_, digits, is) => {
    expect(isSignature(unhex(digits))).toBe(is);
  });
});

describe("a key", () => {
  test.each([
    ["0", ZERO],
    ["1", `01${ZERO.slice(2)}`],
    ["p - 1", P_LESS_1],
    ["p", P],
    ["p + 1", P.replace("ed", "ee")],
    ["of order 8", "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"],
    ["of order 8, the other", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"],
  ])("that is %s agrees on zero with everybody, also with its highest bit set", (_, digits) => {
    const key = unhex(digits);
    const last = new Uint8Array([(key.at(-1) ?? 0) | 0x80]);

    expect(isOfSmallOrder(key)).toBe(true);
    expect(isOfSmallOrder(concat(key.subarray(0, 31), last))).toBe(true);
  });

  test("that is 9 does not", () => {
    expect(isOfSmallOrder(unhex(`09${ZERO.slice(2)}`))).toBe(false);
  });
});
