import { expect, test } from "vitest";
import { hex } from "../../../src/core/bytes.ts";
import type { Entry } from "../../../src/core/entry.ts";
import { encodeEvent, makeEvent } from "../../../src/core/events/vocabulary.ts";
import { named } from "../../../src/core/journal/named.ts";

function entryOf(type: string, fields: Entry["fields"]): Entry {
  return { id: new Uint8Array(16).fill(7), at: 1, offset: 0, batch: null, type, fields };
}

test("an entry is read once, for as long as it is in memory", () => {
  const { type, fields } = encodeEvent(makeEvent({ type: "jot.noted", text: "Carla rang" }));
  const entry = entryOf(type, fields);

  const first = named(entry);

  expect(first).toMatchObject({ id: hex(entry.id), entry, event: { type: "jot.noted", text: "Carla rang" } });
  expect(named(entry)).toBe(first);
  expect(named(entry).event).toBe(first.event);
});

test("what is not known is read once as well", () => {
  const unknown = named(entryOf("of.tomorrow", new Uint8Array([0x80])));

  expect(unknown.event).toStrictEqual({ type: "of.tomorrow", why: "newer" });
  expect(unknown.event).toBe(unknown.event);
});
