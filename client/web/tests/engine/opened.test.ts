import { beforeEach, describe, expect, test, vi } from "vitest";
import { hex } from "../../src/core/bytes.ts";
import { reseal } from "../../src/core/sealing/replacing.ts";
import { openSegment, Segment } from "../../src/core/sealing/segment.ts";
import * as segments from "../../src/core/sealing/segment.ts";
import { EngineError } from "../../src/engine/errors.ts";
import { cutAll, founded, jot, profiled, texts, window } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

beforeEach(emptyBrowser);

describe("the journal in memory", () => {
  test("holds what was cut and what waits, in order of ids, also after a restart", async () => {
    const desk = await founded();
    await desk.write([jot("a"), jot("b")]);
    await cutAll(desk);
    await desk.write([jot("c")]);

    expect(await texts(desk)).toEqual(["a", "b", "c"]);
    expect(await texts(await window())).toEqual(["a", "b", "c"]);
  });

  test("opens each body once, however often it is read", async () => {
    const desk = await founded();
    await desk.write([jot("a")]);
    await cutAll(desk);
    const again = await window();
    const decrypt = vi.spyOn(crypto.subtle, "decrypt");
    await again.entries();
    const once = decrypt.mock.calls.length;
    await again.write([jot("b")]);
    again.changed();

    expect(await texts(again)).toEqual(["a", "b"]);
    expect(decrypt.mock.calls.length).toBe(once);
  });

  test("lets go of segments that do not count any more, and takes them back", async () => {
    const desk = await founded();
    await desk.write([jot("a")]);
    const [name] = await cutAll(desk);
    const row = await desk.store.get("segments", name ?? "");
    expect(await texts(desk)).toEqual(["a"]);

    await desk.store.commit({ del: { segments: [name ?? ""] } });
    desk.changed();
    expect(await texts(desk)).toEqual([]);

    if (row !== undefined) await desk.store.commit({ put: { segments: [{ ...row, order: 0 }] } });
    desk.changed();
    expect(await texts(desk)).toEqual(["a"]);
  });

  test("opens a body anew that was replaced, in every window", async () => {
    const desk = await founded();
    await desk.write([jot("a"), jot("b")]);
    const [name = ""] = await cutAll(desk);
    const other = await window();
    expect(await texts(other)).toEqual(["a", "b"]);
    const row = await desk.store.get("segments", name);
    const body = await desk.store.get("bodies", name);
    const epochs = await desk.epochs();
    if (row === undefined || body === undefined) throw new Error("it was cut just now");
    const segment = new Segment(row.header, row.signature, body.body);
    const text = await openSegment(segment, epochs.current);
    const [first, ...rest] = text.items;
    if (first === undefined) throw new Error("it holds two entries");
    const leaf = segments.leaf(first[0], first[1]);
    const bare: [typeof leaf, typeof leaf] = [new Uint8Array(0), new Uint8Array([...leaf, ...leaf.slice(0, 16)])];
    const next = await reseal(segment, { ...text, items: [bare, ...rest] }, epochs.current, desk.world.random);

    await desk.store.commit({ put: { bodies: [{ hash: name, body: next.body }] } });
    desk.changed();

    expect(await texts(desk)).toEqual(["b"]);
    await vi.waitFor(async () => expect(await texts(other)).toEqual(["b"]));
  });

  test("goes on without a body that was changed on the disk", async () => {
    const desk = await founded();
    await desk.write([jot("a")]);
    const [name = ""] = await cutAll(desk);
    await desk.write([jot("b")]);
    await cutAll(desk);
    await desk.store.commit({ put: { bodies: [{ hash: name, body: new Uint8Array(560) }] } });

    const again = await window();
    expect(await texts(again)).toEqual(["b"]);
    expect((await again.opened()).damaged).toBe(1);
  });

  test("counts an entry once that is in two segments, or waits once more", async () => {
    const desk = await founded();
    await desk.write([jot("a")]);
    const rows = await desk.store.all("outbox");
    await cutAll(desk);
    await desk.store.commit({ put: { outbox: rows } });
    await cutAll(desk);
    await desk.store.commit({ put: { outbox: rows } });
    desk.changed();

    expect(await texts(desk)).toEqual(["a"]);
    expect(await desk.store.count("segments")).toBe(2);
  });
});

describe("the roster", () => {
  test("is checked once, and again when it has grown", async () => {
    const desk = await founded();
    const before = await desk.roster();

    expect(await desk.roster()).toBe(before);
    expect(before.isStanding(desk.keys().public.id)).toBe(true);
  });

  test("that was changed on the disk is refused", async () => {
    const desk = await founded();
    const row = await desk.store.get("roster", 1);
    const entry = row?.entry.slice() ?? new Uint8Array(0);
    entry[entry.length - 1] = (entry.at(-1) ?? 0) ^ 1;
    await desk.store.commit({ put: { roster: [{ number: 1, entry }] } });

    const error = await (await window()).roster().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).trouble.code).toBe("corrupt");
  });

  test("that has not come yet is no obstacle to writing and reading what waits", async () => {
    const desk = await profiled();
    await desk.write([jot("a")]);

    expect(await texts(desk)).toEqual(["a"]);
    await expect(desk.roster()).rejects.toMatchObject({ trouble: { code: "incomplete" } });
  });
});

test("the device of each entry is told", async () => {
  const desk = await founded();
  await desk.write([jot("a")]);
  await cutAll(desk);
  await desk.write([jot("b")]);

  const own = hex(desk.keys().public.device);
  expect((await desk.entries()).map((one) => one.device)).toEqual([own, own]);
});
