/** Bytes that change on the disk of one device: found by a check, told, and fetched again. */
import { beforeEach, describe, expect, test } from "vitest";
import { encodeAs } from "../../../src/core/codec.ts";
import { Segment } from "../../../src/core/sealing/segment.ts";
import { CONTENT_TYPE } from "../../../src/core/sync/limits.ts";
import { Fetched } from "../../../src/core/sync/messages.ts";
import type { OutboxRow, SegmentRow, Table } from "../../../src/engine/store/port.ts";
import { type Device, DAY_MS, Town, note, notes, signs, trouble } from "./town.ts";

let town: Town;
let laptop: Device;
let phone: Device;
const TEXTS = ["note 1", "note 2", "note 3"];

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
  phone = await town.admitted(laptop, "phone");
  for (const text of TEXTS) {
    await note(laptop, text);
    await laptop.side.sync();
  }
  await phone.side.sync();
});

type Spoilt = { table?: Table; column: string; text?: string };

/** Change one bit of the segment with a note; return its hash. */
async function spoil(device: Device, { table = "segments", column, text = "note 2" }: Spoilt): Promise<string> {
  const { store } = device.desk;
  const held = (await store.all("segments")).sort((one, other) => one.number - other.number);
  const texts = held.filter((row) => row.count === 1);
  const hash = texts[Number(text.split(" ")[1]) - 1]?.hash ?? "";
  const row = await store.get(table, hash);
  const value = row === undefined ? null : Reflect.get(row, column);
  if (!(value instanceof Uint8Array)) throw new Error("nothing to spoil");
  const changed = value.slice();
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  await store.commit({ put: { [table]: [{ ...row, [column]: changed }] } });
  return hash;
}

/** Change one bit of an entry that waits, and of a segment as if it had never been sent; return both as they were. */
async function spoilUnsent(device: Device): Promise<{ waiting: OutboxRow; row: SegmentRow }> {
  const { desk } = device;
  const [waiting] = await desk.store.all("outbox");
  if (waiting === undefined) throw new Error("nothing waits");
  await desk.store.commit({ put: { outbox: [{ ...waiting, sealed: waiting.sealed.map((byte) => byte ^ 1) }] } });
  const row = await desk.store.get("segments", await spoil(device, { table: "bodies", column: "body" }));
  if (row === undefined) throw new Error("no segment was spoilt");
  await desk.store.commit({ put: { segments: [{ ...row, pushed: 0 }] } });
  return { waiting, row };
}

/** As after a start of the app: nothing of the journal is in memory. */
async function again(device: Device): Promise<Device> {
  device.side.closed();
  device.desk.store.close();
  return town.device(device.name);
}

describe("a check", () => {
  test("finds nothing where nothing is wrong, and shows the same state on both devices", async () => {
    const [here, there] = [await phone.side.verify(), await laptop.side.verify()];

    expect(here).toMatchObject({ good: true, faults: [], states: [], damaged: 0, mended: 0, devices: 2 });
    expect(here.state).toMatch(/^[a-z2-9]{4} [a-z2-9]{4}$/);
    expect([there.state, there.entries, there.segments]).toEqual([here.state, here.entries, here.segments]);
  });

  test.each([
    ["bodies", "body", "wrong key, or it was changed"],
    ["segments", "header", "its header or signature was changed on this disk"],
    ["segments", "signature", "its header or signature was changed on this disk"],
  ] as const)("finds a changed bit in the %s' %s, and has it back at once", async (table, column, what) => {
    const before = await phone.side.verify();
    const hash = await spoil(phone, { table, column });
    phone = await again(phone);
    const lacking = await notes(phone);
    const found = await phone.side.verify();

    expect(lacking).not.toContain(column === "body" ? "note 2" : "note 4");
    expect(found).toMatchObject({ good: false, damaged: 1, mended: 1, faults: [`segment ${hash.slice(0, 8)}: ${what}`] });
    expect(found.states.map((state) => state.state)).toEqual(["damaged"]);
    expect(await phone.side.verify()).toEqual(before);
    expect(await notes(phone)).toEqual(TEXTS);
    expect(await signs(phone)).toEqual([]);
  });

  test("mends a body that is gone altogether, and the last segment of a chain", async () => {
    const rows = (await phone.desk.store.all("segments")).filter((row) => row.count === 1);
    const last = rows.sort((one, other) => one.number - other.number).at(-1)?.hash ?? "";
    await phone.desk.store.commit({ del: { bodies: [last] } });
    phone = await again(phone);
    const gone = await phone.side.verify();
    await spoil(phone, { column: "header", text: "note 3" });
    const changed = await phone.side.verify();

    expect([gone.damaged, gone.mended, changed.damaged, changed.mended]).toEqual([1, 1, 1, 1]);
    expect(await phone.side.verify()).toMatchObject({ good: true });
    expect(await notes(phone)).toEqual(TEXTS);
  });

  test("without a network says what is damaged until it has come, and keeps what follows", async () => {
    await spoil(phone, { column: "header" });
    await spoil(phone, { table: "bodies", column: "body", text: "note 1" });
    phone = await again(phone);
    town.server.before = () => {
      throw new TypeError("no network");
    };
    const found = await phone.side.verify();
    const once = await phone.side.verify();

    expect(found).toMatchObject({ damaged: 2, mended: 0 });
    expect(once.faults).toEqual(["2 segments were changed on this disk and are fetched again by twoway sync"]);
    expect(await notes(phone)).toEqual(["note 3"]);
    expect(await signs(phone)).toContain("damaged");
    town.server.before = () => undefined;
    await phone.side.sync();
    expect(await notes(phone)).toEqual(TEXTS);
    expect(await signs(phone)).toEqual([]);
  });

  test("keeps what was never sent, and says that it is lost", async () => {
    await note(phone, "note of the phone");
    const { hash } = (await spoilUnsent(phone)).row;
    town.server.before = () => {
      throw new TypeError("no network");
    };
    phone = await again(phone);
    const found = await phone.side.verify();

    expect(found.faults).toEqual([
      `segment ${hash.slice(0, 8)}: wrong key, or it was changed; it was never sent, and is kept as it is`,
      "1 entry was changed on this disk before being sent",
    ]);
    expect(found.damaged).toBe(0);
    expect(await phone.desk.store.get("segments", hash)).toBeDefined();
    expect(await phone.desk.store.count("outbox")).toBe(1);
    const told = (await phone.side.status()).signs.map((sign) => sign.what);
    expect(told[0]).toMatch(/^1 segment of this device was changed on this disk before it was sent/);
    expect(told[1]).toBe("1 entry was changed on this disk before being sent");
    expect((await phone.side.verify()).faults).toHaveLength(2);
  });

  test("is told no more of what nobody can send again, once its loss was accepted, and takes it if it comes", async () => {
    const hash = await spoil(phone, { column: "header" });
    phone = await again(phone);
    const held = town.server.segments.get(hash);
    town.server.segments.delete(hash);
    await phone.side.verify();
    const [sign, ...others] = (await phone.side.status()).signs;
    await phone.side.acceptLoss(sign?.loss ?? "");
    const after = await signs(phone);
    await phone.side.sync();
    const synced = await signs(phone);
    if (held !== undefined) town.server.segments.set(hash, held);
    town.nowMs += DAY_MS;
    await phone.side.sync();

    expect([sign?.state, others, after, synced]).toEqual(["damaged", [], [], []]);
    expect((await trouble(phone.side.acceptLoss(sign?.loss ?? ""))).code).toBe("no-loss");
    expect(await notes(phone)).toEqual(TEXTS);
  });

  test("is told no more of what was never sent and is lost, once that was accepted, and counts it no more", async () => {
    await note(phone, "note of the phone");
    await note(phone, "note that is whole");
    const { waiting, row } = await spoilUnsent(phone);
    phone = await again(phone);
    town.server.before = () => {
      throw new TypeError("no network");
    };
    await phone.side.verify();
    const before = (await phone.side.status()).signs;
    for (const sign of before) await phone.side.acceptLoss(sign.loss ?? "");

    expect(before.map((sign) => sign.loss)).toEqual([row.chain, phone.desk.keys().public.id]);
    expect(await signs(phone)).toEqual([]);
    expect((await phone.desk.store.all("outbox")).map((one) => one.key)).not.toContain(waiting.key);
    town.server.before = () => undefined;
    await phone.side.sync();
    expect(await signs(phone)).toEqual([]);
    expect(await notes(phone)).toContain("note that is whole");
  });

  test("loses nothing where everything is judged anew before the rest came", async () => {
    const more = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((number) => `note ${number}`);
    for (const text of more) {
      await note(laptop, text);
      await laptop.side.sync();
    }
    await phone.side.sync();
    const hash = await spoil(phone, { column: "header", text: "note 12" });
    phone = await again(phone);
    const held = town.server.segments.get(hash);
    town.server.segments.delete(hash);
    const found = await phone.side.verify();
    const before = await notes(phone);
    expect(await signs(phone)).toContain("damaged");
    await town.admitted(laptop, "tablet"); // the list of devices grows
    town.server.segments.delete(hash);
    await phone.side.sync();
    const waiting = await notes(phone);
    const told = (await phone.side.status()).signs.map((sign) => sign.what);
    if (held !== undefined) town.server.segments.set(hash, held);
    for (const _ of [1, 2]) await phone.side.sync();

    expect([found.damaged, found.mended]).toEqual([1, 0]);
    expect(before).toEqual([...TEXTS, ...more.filter((text) => text !== "note 12")]);
    expect(waiting).toEqual([...TEXTS, ...more.slice(0, -2)]);
    expect(told).toEqual([expect.stringMatching(/did not send it again\. 1 segment waits behind it\. Sync /)]);
    expect(await notes(phone)).toEqual([...TEXTS, ...more]);
    expect((await phone.side.verify()).good).toBe(true);
    expect(await signs(phone)).toEqual([]);
  });

  test("does not send a chain again because one of it is gone here", async () => {
    await spoil(phone, { column: "header" });
    phone = await again(phone);
    town.server.reply = (route, response) => {
      const headers = { "Content-Type": CONTENT_TYPE };
      return route === "fetch" ? new Response(encodeAs(Fetched, { segments: [] }), { headers }) : response;
    };
    await phone.side.verify();
    town.server.asked.length = 0;
    await phone.side.sync();

    expect(town.server.asked).toContain("POST fetch");
    expect(town.server.asked).not.toContain("POST push");
    expect(await notes(phone)).toEqual(["note 1", "note 3"]);
    expect((await phone.side.status()).signs.map((sign) => sign.what)).toEqual([
      expect.stringMatching(/^1 segment was changed on this disk, and the server did not send it again\./),
    ]);
  });

  test("leaves what is gone where it is, and exchanges the rest, with a server that sends nothing alone", async () => {
    await spoil(phone, { column: "header" });
    phone = await again(phone);
    const headers = { "Content-Type": CONTENT_TYPE };
    town.server.reply = (route, response) => (route === "fetch" ? new Response(null, { status: 404, headers }) : response);
    await phone.side.verify();
    await note(phone, "note of the phone");
    await phone.side.sync();

    expect(await phone.desk.store.waiting()).toBe(0);
    expect((await phone.side.status()).trouble).toBeNull();
    await laptop.side.sync();
    expect(await notes(laptop)).toEqual([...TEXTS, "note of the phone"]);
  });

  test("puts a place right that says otherwise than its header", async () => {
    const [row] = (await phone.desk.store.all("segments")).filter((each) => each.count === 1);
    if (row === undefined) throw new Error("no segment");
    await phone.desk.store.commit({ put: { segments: [{ ...row, number: row.number + 7 }] } });
    const found = await phone.side.verify();

    expect(found.faults[0]).toMatch(/: its place was changed on this disk, and was put right$/);
    expect((await phone.side.verify()).faults).toEqual([]);
    expect((await phone.desk.store.get("segments", row.hash))?.number).toBe(row.number);
  });
});

describe("once a day", () => {
  test("a part is checked after an exchange, and what is damaged comes back without being asked", async () => {
    await spoil(phone, { table: "bodies", column: "body" });
    await spoil(phone, { column: "signature", text: "note 1" });
    phone = await again(phone);
    await phone.side.sync();
    const early = await notes(phone);
    town.nowMs += DAY_MS;
    await phone.side.sync();
    await phone.side.sync();

    expect(early).toEqual(["note 1", "note 3"]);
    expect(await notes(phone)).toEqual(TEXTS);
    expect((await phone.side.verify()).good).toBe(true);
    expect(await signs(phone)).not.toContain("damaged");
  });

  test("a place that says otherwise than its header is put right, and that is told", async () => {
    await phone.side.sync();
    const [row] = (await phone.desk.store.all("segments")).filter((each) => each.count === 1);
    if (row === undefined) throw new Error("no segment");
    await phone.desk.store.commit({ put: { segments: [{ ...row, number: row.number + 7 }] } });
    town.nowMs += DAY_MS;
    await phone.side.sync();
    const told = (await phone.side.status()).signs.map((sign) => sign.what);

    expect((await phone.desk.store.get("segments", row.hash))?.number).toBe(row.number);
    expect(told).toContain(`segment ${row.hash.slice(0, 8)}: its place was changed on this disk, and was put right`);
    expect((await phone.side.verify()).faults).toEqual([]);
  });
});

describe("a body that came spoilt", () => {
  test("and is on the list of wanted ones is asked for again soon, then seldom", async () => {
    const fetches = async (ms: number): Promise<number> => {
      town.nowMs += ms;
      town.server.asked.length = 0;
      await phone.side.sync();
      return town.server.asked.filter((route) => route.endsWith("fetch")).length;
    };
    const good = new Map(town.server.segments);
    await note(laptop, "note 4");
    await laptop.side.sync();
    const whole = new Map(town.server.segments);
    for (const [name, segment] of whole) {
      const body = segment.body.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
      if (!good.has(name)) town.server.segments.set(name, new Segment(segment.headerBytes, segment.signature, body));
    }
    const asked = [await fetches(0), await fetches(0), await fetches(60_000), await fetches(60_000), await fetches(60_000)];
    for (const [name, segment] of whole) town.server.segments.set(name, segment);
    const later = await fetches(60 * 60_000);

    expect(asked).toEqual([1, 0, 1, 0, 1]);
    expect(later).toBe(2); // once for itself, and once to take it off the list for everybody
    expect(await notes(phone)).toEqual([...TEXTS, "note 4"]);
    expect(await fetches(DAY_MS / 2)).toBe(0);
  });
});
