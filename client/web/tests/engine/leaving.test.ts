/** Taking the journal off this device: all of it, in every window; a crash leaves the whole of it or nothing. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Drafts } from "../../src/engine/drafts.ts";
import { Desk, type Ground } from "../../src/engine/desk.ts";
import { LocalEngine, type Parts } from "../../src/engine/engine.ts";
import type { Status } from "../../src/engine/port.ts";
import type { SyncSide } from "../../src/engine/session.ts";
import { TABLES } from "../../src/engine/store/database.ts";
import { JOURNAL, openStore } from "../../src/engine/store/store.ts";
import { WAIT_MS } from "../../src/engine/tabs.ts";
import { founded, ground, jot, listener, texts, window } from "./room.ts";
import { emptyBrowser, failingPut } from "./store/rooms.ts";

beforeEach(emptyBrowser);
afterEach(() => void vi.useRealTimers());

async function databases(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? "").sort();
}

/** How many rows the journal has, in all of its tables. */
async function rows(): Promise<number> {
  const store = await openStore();
  const counts = await Promise.all(TABLES.map((table) => store.count(table)));
  store.close();
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A window with something in every corner: entries, a draft, the memory of what was exchanged. */
async function lived(): Promise<Desk> {
  const desk = await founded();
  await desk.write([jot("a"), jot("b")]);
  await new Drafts(desk).keep({ where: "jot", text: "half a sent" }, false);
  await desk.memory.remember(desk.keys().public.id, new Uint8Array(3));
  return desk;
}

/** The engine of a window; its exchange does nothing. */
function engine(parts: Partial<Parts> = {}): { engine: LocalEngine; last: () => Status | undefined } {
  const side = { status: async () => ({}), opened: vi.fn(), closed: vi.fn(), wrote: vi.fn() } as unknown as SyncSide;
  const startSync: Parts["startSync"] = async () => () => side;
  const made = new LocalEngine({ ground: () => ground(), startSync, hadJournal: true, restMs: 0, ...parts });
  let last: Status | undefined;
  made.watch((status) => {
    last = status;
  });
  return { engine: made, last: () => last };
}

describe("leaving", () => {
  test("takes every database with it", async () => {
    const desk = await lived();
    const before = await databases();
    await desk.leave();

    expect(before).toEqual(["twoway", "twoway-memory"]);
    expect(await databases()).toEqual([]);
  });

  test("leaves nothing that opens, or can be written to", async () => {
    const desk = await lived();
    const refused = { trouble: { code: "none" } };
    await desk.leave();

    expect(desk.isOpen()).toBe(false);
    await expect(desk.write([jot("late")])).rejects.toMatchObject(refused);
    await expect(desk.store.commit({ put: { meta: [{ key: "late", value: 1 }] } })).rejects.toMatchObject(refused);
    expect(await databases()).toEqual([]);
  });

  test("needs no passphrase: a locked one goes as well", async () => {
    const desk = await lived();
    desk.lock();
    await desk.leave();

    expect(await databases()).toEqual([]);
  });

  test("is told to the other windows, which let go of it at once", async () => {
    const desk = await lived();
    const hears = listener();
    const other = await window(undefined, hears);
    await other.entries();
    await desk.leave();
    await vi.waitFor(() => expect(hears.left).toHaveBeenCalledTimes(1));

    expect(other.isOpen()).toBe(false);
    expect(other.profile()).toBeNull();
    await expect(other.write([jot("late")])).rejects.toMatchObject({ trouble: { code: "none" } });
    expect(await databases()).toEqual([]);
  });

  test("empties a database that a window will not let go of, and does not wait for it", async () => {
    const desk = await lived();
    const held = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(JOURNAL);
      opening.onsuccess = () => resolve(opening.result);
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const leaving = desk.leave();
    let isOver = false;
    void leaving.then(() => (isOver = true));
    while (!isOver) await vi.advanceTimersByTimeAsync(100);
    const reading = held.transaction(TABLES, "readonly");
    const counts = await Promise.all(
      TABLES.map(
        (table) => new Promise<[string, number]>((resolve) => {
          const counting = reading.objectStore(table).count();
          counting.onsuccess = () => resolve([table, counting.result]);
        }),
      ),
    );
    held.close();

    expect(counts.filter(([, count]) => count > 0)).toEqual([["meta", 1]]);
    await vi.waitFor(async () => expect(await databases()).toEqual([]));
  });

  test("waits for an exchange, and is refused with all in place where that does not end", async () => {
    const desk = await lived();
    let end = (): void => undefined;
    const exchange = desk.alone("exchange", () => new Promise<void>((resolve) => (end = resolve)));
    await Promise.resolve();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const refused = desk.leave().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    const error = await refused;
    end();
    await exchange;

    expect(error).toMatchObject({ trouble: { code: "busy" } });
    expect(desk.isOpen()).toBe(true);
    expect(await texts(desk)).toEqual(["a", "b"]);
  });
});

describe("leaving that breaks off", () => {
  test("before the journal is gone leaves the whole of it", async () => {
    const desk = await lived();
    const before = await rows();
    const mend = failingPut(1, "UnknownError");
    const refused = await desk.leave().catch((error: unknown) => error);
    mend();

    expect(refused).toMatchObject({ trouble: { code: "storage" } });
    expect(await rows()).toBe(before);
    expect(await texts(desk)).toEqual(["a", "b"]);
    expect(await texts(await window())).toEqual(["a", "b"]);
  });

  test("after that leaves nothing: the next start clears up, and misses no journal", async () => {
    await (await lived()).store.get("profile", "profile");
    const at = await ground();
    const died = (): Promise<void> => Promise.reject(new Error("the window died"));
    const dying: Ground = { ...at, memory: { ...at.memory, remove: died } };
    await (await Desk.at(dying, listener())).leave();
    const between = await databases();
    const { last } = engine();
    await vi.waitFor(() => expect(last()?.stage).toBe("none"));

    expect(between).toEqual(["twoway", "twoway-memory"]);
    expect(await at.memory.isEmpty()).toBe(true);
    expect(await rows()).toBe(0);
  });
});

describe("an engine whose journal was taken off", () => {
  test("says that there is none, and begins another one", async () => {
    const first = (await lived()).profile()?.journal;
    const { engine: app, last } = engine();
    await vi.waitFor(() => expect(last()?.stage).toBe("open"));
    await app.leave();
    await app.settled();
    const between = last();
    const gone = await databases();
    const next = await founded();

    expect(between).toMatchObject({ stage: "none", device: "", journal: "", unsynced: 0, trouble: null });
    expect(gone).toEqual([]);
    expect(next.profile()?.journal).not.toBe(first);
    expect(await texts(next)).toEqual([]);
  });

  test("in another window says so in both", async () => {
    await lived();
    const [one, other] = [engine(), engine()];
    await vi.waitFor(() => expect([one.last()?.stage, other.last()?.stage]).toEqual(["open", "open"]));
    await one.engine.leave();

    await vi.waitFor(() => expect([one.last()?.stage, other.last()?.stage]).toEqual(["none", "none"]));
    expect(await databases()).toEqual([]);
  });
});
