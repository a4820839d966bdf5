/** A database that the browser cuts off: merely closed, or thrown away with all that was in it. */
import { beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../../src/engine/desk.ts";
import { ground, jot, listener, profiled, window } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

beforeEach(emptyBrowser);

test("a storage that the browser throws away is missed before anybody writes, in every window", async () => {
  const stands = await ground();
  const cut = vi.spyOn(stands.store, "whenCut");
  await profiled();
  const [desk, other] = [await Desk.at(stands, listener()), await window()];
  await new Promise((resolve) => {
    indexedDB.deleteDatabase("twoway").onsuccess = resolve;
  });
  const before = [desk.isOpen(), other.isOpen()];
  cut.mock.calls[0]?.[0]();

  expect(before).toEqual([true, true]);
  await vi.waitFor(() => expect([desk.profile(), other.profile()]).toEqual([null, null]));
});

test("a storage that goes while it is being looked for is looked for again", async () => {
  const stands = await ground();
  const cut = vi.spyOn(stands.store, "whenCut");
  await profiled();
  const desk = await Desk.at(stands, listener());
  const look = vi.spyOn(desk, "isThere").mockImplementationOnce(async () => {
    cut.mock.calls[0]?.[0](); // the browser cuts it off once more, and then it is gone
    await stands.store.commit({ del: { profile: ["profile"] } });
    return true;
  });
  cut.mock.calls[0]?.[0]();

  await vi.waitFor(() => expect(desk.profile()).toBeNull());
  expect(look).toHaveBeenCalledTimes(2);
});

test("a database that is merely cut off, as phones do to save power, changes nothing", async () => {
  const stands = await ground();
  const cut = vi.spyOn(stands.store, "whenCut");
  await profiled();
  const desk = await Desk.at(stands, listener());
  stands.store.close();
  cut.mock.calls[0]?.[0]();
  await desk.write([jot("a")]);

  expect([desk.isOpen(), await desk.store.count("outbox")]).toEqual([true, 1]);
});
