import { forceCloseDatabase } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EngineError, MovedError } from "../../../src/engine/errors.ts";
import { SCHEMA_VERSION } from "../../../src/engine/store/database.ts";
import { openMemory } from "../../../src/engine/store/memory.ts";
import type { Store } from "../../../src/engine/store/port.ts";
import { openStore } from "../../../src/engine/store/store.ts";
import { emptyBrowser, failingPut, segment } from "./rooms.ts";

let store: Store;

beforeEach(async () => {
  emptyBrowser();
  store = await openStore();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function code(error: unknown): string {
  return error instanceof EngineError ? error.trouble.code : String(error);
}

async function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing was refused",
    (error: unknown) => code(error),
  );
}

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

describe("a change", () => {
  test("is there as a whole, in every table that it names", async () => {
    await store.commit({
      put: { meta: [{ key: "server", value: "https://a" }], outbox: [{ key: "1", boxed: 0, sealed: bytes(1) }] },
    });

    expect(await store.get("meta", "server")).toEqual({ key: "server", value: "https://a" });
    expect(await store.count("outbox")).toBe(1);
  });

  test("outlives the window that made it", async () => {
    await store.commit({ put: { meta: [{ key: "a", value: 1 }] } });
    store.close();

    const again = await openStore();

    expect(await again.get("meta", "a")).toEqual({ key: "a", value: 1 });
  });

  test("asks for strict durability", async () => {
    const spied = vi.spyOn(IDBDatabase.prototype, "transaction");

    await store.commit({ put: { meta: [{ key: "a", value: 1 }] } });

    expect(spied.mock.calls.map(([, mode, options]) => [mode, options])).toEqual([
      ["readwrite", { durability: "strict" }],
    ]);
  });

  test("deletes before it puts, and clears before it deletes", async () => {
    await store.commit({ put: { heard: [{ device: "d", atMs: 1 }], unread: [{ hash: "x" }] } });

    await store.commit({
      clear: ["heard"],
      del: { unread: ["x"] },
      put: { heard: [{ device: "e", atMs: 2 }], unread: [{ hash: "x" }] },
    });

    expect(await store.all("heard")).toEqual([{ device: "e", atMs: 2 }]);
    expect(await store.count("unread")).toBe(1);
  });

  test("gives segments their local numbers, also across windows", async () => {
    await store.commit({ put: { segments: [segment("a"), segment("b")] } });
    const other = await openStore();

    await other.commit({ put: { segments: [segment("c"), segment("d", { order: 77 })] } });

    expect((await store.segmentsAfter(1)).map((row) => [row.hash, row.order])).toEqual([
      ["b", 2],
      ["c", 3],
      ["d", 77],
    ]);
  });

  test.each(["QuotaExceededError", "UnknownError"])("leaves nothing where its n-th write fails: %s", async (name) => {
    for (const nth of [1, 2, 3]) {
      const right = failingPut(nth, name);
      const outcome = await refused(
        store.commit({
          put: { meta: [{ key: "a", value: nth }], bodies: [1, 2].map((n) => ({ hash: `${n}`, body: bytes(n) })) },
        }),
      );
      right();

      expect(outcome).toBe(name === "QuotaExceededError" ? "no-room" : "storage");
      expect(await store.count("meta")).toBe(0);
      expect(await store.count("bodies")).toBe(0);
    }
  });

  test("is refused as no room where the browser aborts it when it ends", async () => {
    type Take = (this: IDBTransaction, name: string) => IDBObjectStore;
    const real = Reflect.get(IDBTransaction.prototype, "objectStore") as Take;
    const spied = vi.spyOn(IDBTransaction.prototype, "objectStore");
    spied.mockImplementation(function objectStore(this: IDBTransaction, name) {
      Object.defineProperty(this, "error", { value: new DOMException("full", "QuotaExceededError") });
      const rows = real.call(this, name);
      queueMicrotask(() => this.abort());
      return rows;
    });

    expect(await refused(store.commit({ put: { meta: [{ key: "a", value: 1 }] } }))).toBe("no-room");
  });

  test("does nothing where what it was based on has moved", async () => {
    await store.commit({
      put: {
        roster: [{ number: 0, entry: bytes(1) }],
        outbox: [{ key: "1", boxed: 0, sealed: bytes(1) }],
        clock: [{ key: "clock", ms: 5, counter: 0 }],
      },
    });
    const put = { meta: [{ key: "a", value: 1 }] };

    for (const expected of [
      { roster: 2 },
      { outbox: ["1", "2"] },
      { clock: null },
      { clock: { key: "clock", ms: 5, counter: 1 } },
      { profile: "d1" },
    ] as const) {
      await expect(store.commit({ expect: expected, put })).rejects.toThrow(MovedError);
    }
    expect(await store.count("meta")).toBe(0);
    await store.commit({
      expect: { roster: 1, outbox: ["1"], clock: { key: "clock", ms: 5, counter: 0 }, profile: null },
      put,
    });
    expect(await store.count("meta")).toBe(1);
  });
});

test("what waits is the outbox, and what was cut and not acknowledged", async () => {
  await store.commit({
    put: {
      outbox: [{ key: "1", boxed: 0, sealed: bytes(1) }],
      segments: [segment("a", { count: 3 }), segment("b", { count: 4, pushed: 1 })],
    },
  });

  expect(await store.waiting()).toBe(4);
});

test("many rows come in the order asked for, without those that are not there", async () => {
  await store.commit({ put: { bodies: ["a", "b"].map((hash) => ({ hash, body: bytes(1) })) } });

  expect((await store.many("bodies", ["b", "x", "a"])).map((row) => row.hash)).toEqual(["b", "a"]);
});

describe("a database that cannot be used", () => {
  test("is refused as newer where a newer app made it", async () => {
    (await openDB("later", SCHEMA_VERSION + 1)).close();

    expect(await refused(openStore("later"))).toBe("newer");
  });

  test("is refused as no storage where the browser has none", async () => {
    vi.stubGlobal("indexedDB", undefined);

    expect(await refused(openStore("any"))).toBe("no-storage");
    vi.unstubAllGlobals();
  });

  test("is refused as busy where an older window does not let go of it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const never = { addEventListener: () => undefined, removeEventListener: () => undefined };
    indexedDB.open = () => Object.assign(Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest, never);

    const outcome = refused(openStore("held"));
    await vi.advanceTimersByTimeAsync(6_000);

    expect(await outcome).toBe("busy");
  });
});

test("a window lets go of the database at once when a newer app wants to change it, and comes back after", async () => {
  const newer = await openDB("twoway", SCHEMA_VERSION + 1);

  expect(newer.version).toBe(SCHEMA_VERSION + 1);
  newer.close();
  expect(await refused(store.count("meta"))).toBe("newer");
});

test("a connection that the browser closed in the background is opened again", async () => {
  const open = vi.spyOn(indexedDB, "open");
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
    throw new DOMException("the connection is closing", "InvalidStateError");
  });

  await store.commit({ put: { meta: [{ key: "a", value: 1 }] } });

  expect(await store.count("meta")).toBe(1);
  expect(open).toHaveBeenCalledTimes(1);
});

describe("the rollback memory", () => {
  test("lies in another database, so it outlives a journal that was put back", async () => {
    const memory = openMemory();
    await memory.remember("d1", bytes(1, 2));
    store.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase("twoway").onsuccess = resolve;
    });

    expect(await memory.recall("d1")).toEqual(bytes(1, 2));
    expect(await memory.recall("d2")).toBeNull();
  });
});

test("a database that the browser cuts off is told, and opened again with the next use", async () => {
  emptyBrowser();
  const opens = vi.spyOn(indexedDB, "open");
  const mine = await openStore();
  const heard = vi.fn();
  mine.whenCut(heard);
  await mine.commit({ put: { meta: [{ key: "a", value: 1 }] } });
  forceCloseDatabase(opens.mock.results[0]?.value.result);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());

  expect(await mine.get("meta", "a")).toEqual({ key: "a", value: 1 });
});

test("a request that finds the database closed before that was told tells it: a closed one says so no more", async () => {
  emptyBrowser();
  const opens = vi.spyOn(indexedDB, "open");
  const mine = await openStore();
  const heard = vi.fn();
  mine.whenCut(heard);
  const [opening] = opens.mock.results;
  (opening?.value.result as IDBDatabase | undefined)?.close();

  expect(await mine.get("meta", "a")).toBeUndefined();
  expect(heard).toHaveBeenCalledOnce();
});

test("nothing is told of a database that was let go of", async () => {
  emptyBrowser();
  const mine = await openStore();
  const heard = vi.fn();
  mine.whenCut(heard);
  mine.retire();

  await expect(mine.get("meta", "a")).rejects.toThrow();
  expect(heard).not.toHaveBeenCalled();
});
