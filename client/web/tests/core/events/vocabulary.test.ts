/** The door through which events come in and go out. What Python makes of the same bytes is compared in tests/web. */
import { describe, expect, test } from "vitest";
import { hex, unhex } from "../../../src/core/bytes.ts";
import { encode, type Plain } from "../../../src/core/codec.ts";
import { EventRefusedError, TextRefusedError } from "../../../src/core/errors.ts";
import { EVENTS } from "../../../src/core/events/schema.ts";
import { isUnread } from "../../../src/core/events/unread.ts";
import { decodeEvent, encodeEvent, makeEvent, patchOf } from "../../../src/core/events/vocabulary.ts";

const REF = "01".repeat(16);

function read(type: string, fields: { readonly [name: string]: Plain }): unknown {
  return decodeEvent(type, encode(fields));
}

describe("reading", () => {
  test("fills in what was left out", () => {
    const event = read("answer.noted", { text: "mostly us" });

    expect(event).toEqual({
      type: "answer.noted",
      opportunity: null,
      interview: null,
      because: null,
      text: "mostly us",
      asked: null,
      contact: null,
      form: "general",
      certainty: "fairly",
      criteria: [],
      supersedes: null,
      confirms: [],
      refutes: [],
      medium: "",
      figures: [],
      money: null,
    });
  });

  test("gives ids as hex", () => {
    expect(read("jot.filed", { jot: unhex(REF), became: [unhex(REF)] })).toMatchObject({ jot: REF, became: [REF] });
  });

  test.each([
    ["a type that nobody knows", "mood.noted", { mood: 1 }],
    ["a closed word that is new", "answer.noted", { text: "x", form: "sung" }],
    ["a closed word that is new beside what does not fit", "answer.noted", { text: 5, form: "sung" }],
    ["the name of something that every object has", "constructor", {}],
  ])("%s is newer", (_, type, fields) => {
    expect(read(type, fields)).toEqual({ type, why: "newer" });
  });

  test.each([
    ["a field of another type", "answer.noted", { text: 5 }],
    ["a field that has to be there", "answer.noted", {}],
    ["a rating of 6", "impression.sealed", { gut: 6 }],
    ["an id of 15 bytes", "jot.filed", { jot: unhex("01".repeat(15)) }],
    ["a name of 201 characters", "contact.added", { name: "😀".repeat(201) }],
    ["a day that no calendar has", "research.noted", { claim: "x", day: "2026-02-29" }],
    ["null where there is no nothing", "answer.noted", { text: "x", medium: null }],
  ])("%s is unreadable", (_, type, fields) => {
    expect(read(type, fields)).toEqual({ type, why: "unreadable" });
  });

  test("a name of 200 characters beyond 16 bits is one of 200", () => {
    expect(isUnread(decodeEvent("contact.added", encode({ name: "😀".repeat(200) })))).toBe(false);
  });

  test("passes over fields that it does not know", () => {
    expect(read("jot.noted", { text: "x", mood: { deep: [1, 2] } })).toMatchObject({ text: "x" });
  });

  test.each(["", "c0", "91c0", "81a474657874", "81a474657874a1ff"])("the bytes %s make nothing fail", (bytes) => {
    expect(decodeEvent("jot.noted", unhex(bytes))).toEqual({ type: "jot.noted", why: "unreadable" });
  });
});

describe("writing", () => {
  test("leaves out what holds its default", () => {
    const { type, fields } = encodeEvent(makeEvent({ type: "jot.noted", text: "x" }));

    expect([type, hex(fields)]).toEqual(["jot.noted", hex(encode({ text: "x" }))]);
  });

  test.each([...EVENTS.keys()])("what was read of %s is written again as it was", (type) => {
    const event = { type, ...Object.fromEntries(filled(type)) };
    const { fields } = encodeEvent(makeEvent(event));

    expect(decodeEvent(type, fields)).toMatchObject(event);
  });

  test.each([
    ["a rating of 6", { type: "impression.sealed", gut: 6 }],
    ["a rating of 2.5", { type: "impression.sealed", gut: 2.5 }],
    ["a word that nobody knows", { type: "answer.noted", text: "x", form: "sung" }],
    ["a field that is not there", { type: "jot.noted" }],
    ["an id that is none", { type: "jot.filed", jot: "acme" }],
    ["a text instead of a list", { type: "jot.filed", jot: REF, became: REF }],
    ["a field that nobody knows", { type: "jot.noted", text: "x", mood: "good" }],
    ["a type that nobody knows", { type: "mood.noted" }],
  ])("refuses %s", (_, given) => {
    expect(() => encodeEvent(makeEvent(given))).toThrow(EventRefusedError);
  });

  test("refuses a lone surrogate, which no file can carry", () => {
    expect(() => encodeEvent(makeEvent({ type: "jot.noted", text: "\ud800" }))).toThrow(TextRefusedError);
  });

  test("refuses a text of more than 64 KiB, however few its characters", () => {
    expect(() => encodeEvent(makeEvent({ type: "jot.noted", text: "é".repeat(40_000) }))).toThrow(TextRefusedError);
  });
});

describe("a patch", () => {
  test("holds each field as its bytes", () => {
    const patch = patchOf("answer.noted", { text: "x", contact: REF, asked: null });

    expect([...patch].map(([name, value]) => [name, hex(value)])).toEqual([
      ["text", "a178"],
      ["contact", `c410${REF}`],
      ["asked", "c0"],
    ]);
  });

  test("is of fields that the type has", () => {
    expect(() => patchOf("answer.noted", { mood: "x" })).toThrow(EventRefusedError);
  });
});

/** Yield something for every field that has to be there. */
function* filled(type: string): Generator<[string, unknown]> {
  for (const [name, { kind, otherwise }] of Object.entries(EVENTS.get(type) ?? {})) {
    if (otherwise !== undefined) continue;
    if (kind.is === "bytes") yield [name, REF];
    else if (kind.is === "whole") yield [name, 3];
    else if (kind.is === "word") yield [name, [...kind.words][0]];
    else if (kind.is === "record") yield [name, { term: "pay" }];
    else yield [name, "x"];
  }
}
