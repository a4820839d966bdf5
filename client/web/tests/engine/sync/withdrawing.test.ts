/** What was cut under an older key and not sent is taken back; what does not open any more stays on this disk. */
import { beforeEach, describe, expect, test } from "vitest";
import { EpochKey } from "../../../src/core/sealing/keys.ts";
import { sealBox } from "../../../src/core/sealing/boxes.ts";
import { RosterWriter } from "../../../src/core/trust/writing.ts";
import type { SegmentRow, Table } from "../../../src/engine/store/port.ts";
import { headersAside } from "../../../src/engine/sync/aside.ts";
import { Ledger } from "../../../src/engine/sync/ledger.ts";
import { erase } from "../../../src/engine/undo.ts";
import { world } from "../../../src/engine/world.ts";
import { type Device, DAY_MS, Town, note, notes } from "./town.ts";

let town: Town;
let laptop: Device;
let phone: Device;

/** Two notes of the phone, in two segments of one chain which no server has. */
beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
  phone = await town.admitted(laptop, "phone");
  town.server.before = (route) => {
    if (route === "push") throw new TypeError("no network");
  };
  for (const text of ["note 1", "note 2"]) {
    await note(phone, text);
    await expect(phone.side.sync()).rejects.toThrow("no answer");
  }
  town.server.before = () => undefined;
});

async function unsent(): Promise<SegmentRow[]> {
  const rows = await phone.desk.store.all("segments");
  return rows.filter((row) => row.pushed === 0 && row.count === 1).sort((one, other) => one.number - other.number);
}

/** Change one bit of the segment with the first note, and start the app again; return its hash. */
async function spoil(table: Table, column: string, at?: number): Promise<string> {
  const hash = (await unsent())[0]?.hash ?? "";
  const row = await phone.desk.store.get(table, hash);
  const value = row === undefined ? null : Reflect.get(row, column);
  if (!(value instanceof Uint8Array)) throw new Error("nothing to spoil");
  const changed = value.map((byte, place) => (place === (at ?? value.length >> 1) ? byte ^ 1 : byte));
  await phone.desk.store.commit({ put: { [table]: [{ ...row, [column]: changed }] } });
  phone.side.closed();
  phone.desk.store.close();
  phone = await town.device("phone");
  return hash;
}

/** The laptop begins a new key. */
async function renew(): Promise<void> {
  await laptop.side.sync();
  const base = await laptop.desk.roster();
  const writer = new RosterWriter(base, laptop.desk.keys(), (await laptop.desk.epochs()).current, world.random, sealBox);
  town.server.roster = await base.extended([await writer.rotate(new EpochKey(world.random(32)))]);
}

async function told(): Promise<string[]> {
  return (await phone.side.status()).signs.map((sign) => sign.what);
}

describe("what was cut under an older key and not sent", () => {
  test.each(["looked for", "not looked for"])("is kept where it does not open, was that %s before or not, and never sent", async (how) => {
    const hash = await spoil("bodies", "body");
    if (how === "looked for") {
      town.server.before = () => {
        throw new TypeError("no network");
      };
      await phone.side.verify();
      town.server.before = () => undefined;
    }
    for (const _ of [1, 2]) {
      await renew();
      await phone.side.sync();
    }
    const { faults } = await phone.side.verify();

    expect(await phone.desk.store.get("aside", hash)).toMatchObject({ verdict: "withdrawn" });
    expect(headersAside(await Ledger.load(phone.desk)).size).toBe(0);
    expect(await phone.desk.store.get("bodies", hash)).toBeDefined();
    expect(town.server.segments.has(hash)).toBe(false);
    expect(faults).toEqual([`segment ${hash.slice(0, 8)}: it was changed on this disk; it was never sent, and is kept as it is`]);
    expect(await told()).toEqual([expect.stringMatching(/^1 segment of this device was changed on this disk before it was sent.* It is kept\./)]);
    expect(await notes(phone)).toEqual(["note 2"]);
    await laptop.side.sync();
    expect(await notes(laptop)).toEqual(["note 2"]);
  });

  test.each([0, 10, 25, 45, 70, 130])("is kept where byte %d of its header was changed, and holds back nothing that follows", async (at) => {
    const hash = await spoil("segments", "header", at);
    for (const _ of [1, 2]) {
      await renew();
      await phone.side.sync();
    }

    expect((await phone.desk.store.all("aside")).map((row) => [row.hash, row.verdict])).toEqual([[hash, "withdrawn"]]);
    expect(await notes(phone)).toEqual(["note 2"]);
    await laptop.side.sync();
    expect(await notes(laptop)).toEqual(["note 2"]);
  });

  test("is in no way of an erasure, though its header is none any more", async () => {
    await spoil("segments", "header", 0);
    await renew();
    const id = await note(phone, "note 3");
    await phone.side.sync();
    await erase(phone.desk, id);
    await phone.side.sync();
    town.nowMs += 4 * DAY_MS;
    await phone.side.sync();

    expect((await phone.side.verify()).destroyed).toBe(1);
  });

  test("is told no more once its loss was accepted, and is kept all the same", async () => {
    const hash = await spoil("bodies", "body");
    await renew();
    await phone.side.sync();
    for (const sign of (await phone.side.status()).signs) await phone.side.acceptLoss(sign.loss ?? "");

    expect(await told()).toEqual([]);
    expect(await phone.desk.store.get("aside", hash)).toBeDefined();
  });

  test("is written again whole where its signature alone was changed, and called lost no more", async () => {
    await spoil("segments", "signature");
    town.server.before = () => {
      throw new TypeError("no network");
    };
    await phone.side.verify();
    const before = await told();
    town.server.before = () => undefined;
    await renew();
    await phone.side.sync();

    expect(before).toHaveLength(1);
    expect(await told()).toEqual([]);
    expect(await notes(phone)).toEqual(["note 1", "note 2"]);
    expect(await phone.desk.store.count("aside")).toBe(0);
  });
});
