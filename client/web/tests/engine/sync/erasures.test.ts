/** What a device erased, where it is revoked: listed, and stopped unless the person says that it was theirs. */
import { beforeEach, describe, expect, test } from "vitest";
import type { DevicesPage } from "../../../src/engine/devices-page.ts";
import type { Id } from "../../../src/engine/port.ts";
import { type Device, DAY_MS, Town, note, notes } from "./town.ts";

let town: Town;
let laptop: Device;
let phone: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
  phone = await town.admitted(laptop, "phone");
});

async function erase(device: Device, id: Id): Promise<Id> {
  return (await device.desk.write([{ type: "entry.erased", fields: { target: id } }])).ids[0] ?? "";
}

/** What stands in the list of `device` beside the phone. */
async function listed(device: Device): Promise<DevicesPage["rows"][number]["erasures"]> {
  return (await device.side.devices()).rows.find((row) => row.name === "phone")?.erasures ?? [];
}

/** Two notes of the laptop that the phone erased. */
async function twoErased(): Promise<[Id, Id]> {
  const [one, other] = [await note(laptop, "note that I erased"), await note(laptop, "note that a thief erased")];
  await laptop.side.sync();
  await phone.side.sync();
  const erased: [Id, Id] = [await erase(phone, one), await erase(phone, other)];
  await phone.side.sync();
  await laptop.side.sync();
  return erased;
}

describe("the erasures of a device", () => {
  test("are listed with what they would destroy, the oldest first", async () => {
    const [mine, theirs] = await twoErased();

    expect(await listed(laptop)).toEqual([
      { id: mine, text: "“note that I erased”", is_gone: false },
      { id: theirs, text: "“note that a thief erased”", is_gone: false },
    ]);
  });

  test("are listed until their 72 hours are over", async () => {
    await twoErased();
    town.nowMs += 4 * DAY_MS;
    await laptop.side.sync();

    expect(await listed(laptop)).toEqual([]);
  });

  test("are not listed where this device may not revoke it", async () => {
    const id = await note(laptop, "note of the laptop");
    await erase(laptop, id);
    await laptop.side.sync();
    await phone.side.sync();
    const row = (await phone.side.devices()).rows.find((each) => each.name === "laptop");

    expect(row?.may_revoke).toBe(false);
    expect(row?.erasures).toEqual([]);
  });

  test("that seem done long ago are told apart", async () => {
    const id = await note(phone, "note that nobody else met");
    await phone.side.sync();
    const erasure = await erase(phone, id);
    for (const _ of [1, 2]) {
      await phone.side.sync();
      town.nowMs += 4 * DAY_MS;
    }
    await phone.side.sync();
    await laptop.side.sync();

    expect(await listed(laptop)).toMatchObject([{ id: erasure, is_gone: true }]);
  });
});

describe("revoking a device", () => {
  test("stops what it erased, but for what the person calls their own", async () => {
    const [mine] = await twoErased();
    await laptop.side.revoke(phone.desk.keys().public.id, [], [mine]);
    const soon = await notes(laptop);
    town.nowMs += 4 * DAY_MS;
    await laptop.side.sync();
    const third = await town.admitted(laptop, "third");

    expect(soon).toContain("note that a thief erased");
    expect(await notes(laptop)).toEqual(["note that a thief erased"]);
    expect(await notes(third)).toEqual(["note that a thief erased"]);
  });

  test("stops also what was erased after the list was looked at", async () => {
    const [mine, theirs] = await twoErased();
    await erase(phone, await note(phone, "note that came and went"));
    await phone.side.sync();
    await laptop.side.revoke(phone.desk.keys().public.id, [], [mine, theirs]);
    town.nowMs += 4 * DAY_MS;
    await laptop.side.sync();

    expect(await notes(laptop)).toEqual(["note that came and went"]);
  });
});
