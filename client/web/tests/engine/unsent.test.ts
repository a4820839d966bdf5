import { beforeEach, describe, expect, test } from "vitest";
import { equal, text } from "../../src/core/bytes.ts";
import { decodeEntry } from "../../src/core/entry.ts";
import { MalformedError, UnsupportedError } from "../../src/core/errors.ts";
import { encodeAs } from "../../src/core/codec.ts";
import { readUnsent, UnsentEntries } from "../../src/core/exchange/unsent.ts";
import { checkSegment, openSegment } from "../../src/core/sealing/segment.ts";
import { exportUnsent } from "../../src/engine/unsent.ts";
import { cutAll, founded, jot, profiled, wall } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

beforeEach(emptyBrowser);

describe("what is exported", () => {
  test("opens for another device of the journal: what waits, and what was cut and not acknowledged", async () => {
    const desk = await founded();
    await desk.write([jot("cut")]);
    await cutAll(desk);
    await desk.write([jot("waits"), jot("waits too")]);

    const { name, bytes } = await exportUnsent(desk);

    const { journal, segments } = readUnsent(bytes);
    const [roster, epochs] = [await desk.roster(), await desk.epochs()];
    expect(name).toBe("twoway-unsent-2026-11-22.twoway");
    expect(journal).toBe(desk.profile()?.journal);
    const [segment] = segments;
    if (segment === undefined) throw new Error("there is one");
    await checkSegment(segment, roster.journal, desk.keys().public);
    const { items } = await openSegment(segment, epochs.current);
    const entries = (await desk.entries()).map((one) => one.bytes);
    expect(items.map(([, entry]) => entry)).toEqual(entries);
    expect(items.every(([, entry]) => decodeEntry(entry).type === "jot.noted")).toBe(true);
  });

  test("is sealed, and leaves everything waiting", async () => {
    const desk = await founded();
    await desk.write([jot("she asks for examples")]);
    const { bytes } = await exportUnsent(desk);

    expect(String.fromCharCode(...bytes)).not.toContain("she asks");
    expect(await desk.store.waiting()).toBe(1);
    expect(await desk.store.count("segments")).toBe(0);
  });

  test("leaves out what a server has acknowledged", async () => {
    const desk = await founded();
    await desk.write([jot("sent")]);
    const [name = ""] = await cutAll(desk);
    const row = await desk.store.get("segments", name);
    if (row !== undefined) await desk.store.commit({ put: { segments: [{ ...row, pushed: 1 }] } });

    await expect(exportUnsent(desk)).rejects.toMatchObject({ trouble: { code: "nothing" } });
  });

  test("is refused while nobody has given this device a key", async () => {
    const desk = await profiled("", wall());
    await desk.write([jot("a")]);

    await expect(exportUnsent(desk)).rejects.toMatchObject({ trouble: { code: "incomplete" } });
  });
});

describe("a file", () => {
  test("of another format, without segments, or changed is refused", async () => {
    const journal = new Uint8Array(16);
    const file = (format: number): Uint8Array<ArrayBuffer> =>
      encodeAs(UnsentEntries, { tag: "unsent", format, journal, segments: [] });

    expect(() => readUnsent(file(2))).toThrow(UnsupportedError);
    expect(() => readUnsent(file(1))).toThrow(MalformedError);
    expect(() => readUnsent(new Uint8Array([...file(1), 0]))).toThrow(MalformedError);
    expect(text(file(1).slice(2, 8))).toBe("unsent");
    expect(equal(file(1), file(1))).toBe(true);
  });
});
