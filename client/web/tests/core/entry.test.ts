/** Entries: bytes that never change once written. */
import { describe, expect, test } from "vitest";
import { concat, equal, hex, unhex } from "../../src/core/bytes.ts";
import { encode } from "../../src/core/codec.ts";
import { type Entry, MAX_ENTRY_BYTES, checkText, decodeEntry, encodeEntry } from "../../src/core/entry.ts";
import { MalformedError, TextRefusedError, TooLargeError } from "../../src/core/errors.ts";

const ID = unhex("019cb8f83440700380123456789abcde");
const ENTRY: Entry = { id: ID, at: -5, offset: -1080, batch: ID, type: "jot.noted", fields: encode({ text: "é" }) };

describe("an entry", () => {
  test("comes back as it was written, with and without a batch", () => {
    for (const entry of [ENTRY, { ...ENTRY, batch: null }]) expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
  });

  test("keeps its fields as they came, canonical or not", () => {
    const fields = unhex("de0001d90174d90161");

    expect(hex(decodeEntry(encodeEntry({ ...ENTRY, fields })).fields)).toBe(hex(fields));
  });

  test("may have items that this version does not know", () => {
    const longer = concat(unhex("98"), encodeEntry(ENTRY).subarray(1), encode([1, "b"]), encode(null));

    expect(decodeEntry(longer)).toEqual(ENTRY);
  });

  test("is at most 128 KiB, on both ways", () => {
    const room = MAX_ENTRY_BYTES - encodeEntry({ ...ENTRY, fields: encode(new Uint8Array(70_000)) }).length + 70_000;
    const largest = { ...ENTRY, fields: encode(new Uint8Array(room)) };

    expect(equal(decodeEntry(encodeEntry(largest)).fields, largest.fields)).toBe(true);
    expect(() => encodeEntry({ ...ENTRY, fields: encode(new Uint8Array(room + 1)) })).toThrow(TooLargeError);
    expect(() => decodeEntry(new Uint8Array(MAX_ENTRY_BYTES + 1))).toThrow(MalformedError);
  });

  test.each([
    ["an id of another version", { id: unhex("019cb8f83440400380123456789abcde") }],
    ["an id of another variant", { id: unhex("019cb8f83440700340123456789abcde") }],
    ["an id of 15 bytes", { id: ID.slice(1) }],
    ["an offset beyond 18 hours", { offset: 1081 }],
    ["no type", { type: "" }],
    ["a type of 65 characters", { type: "x".repeat(65) }],
    ["a batch of 17 bytes", { batch: concat(ID, unhex("00")) }],
    ["no fields", { fields: unhex("") }],
    ["two values for fields, and a byte", { fields: unhex("8080") }],
  ])("with %s is malformed", (_, change) => {
    expect(() => decodeEntry(encodeEntry({ ...ENTRY, ...change }))).toThrow(MalformedError);
  });
});

describe("a text", () => {
  test("of 64 KiB is held as it is", () => {
    const longest = "é".repeat(32 * 1024);

    expect(checkText(longest)).toBe(longest);
    expect(() => checkText(`${longest}a`)).toThrow(TextRefusedError);
    expect(() => checkText("a\ud800")).toThrow(TextRefusedError);
  });
});
