/** Rollback memory: a database of its own, so that a journal that was put back to an older state notices. */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";
import type { Bytes } from "../../core/bytes.ts";
import { removeDatabase } from "./database.ts";
import { refusalOf } from "./faults.ts";
import type { Hex, Memory } from "./port.ts";

export const MEMORY = "twoway-memory";

interface Schema extends DBSchema {
  memory: { key: string; value: Bytes };
}

/** Return the memory of this browser; it opens its database at each use, which is seldom. */
export function openMemory(name: string = MEMORY): Memory {
  return {
    recall: (device: Hex) => used(name, async (db) => (await readingOf(db).get(device)) ?? null),
    isEmpty: () => used(name, async (db) => (await readingOf(db).count()) === 0),
    remember: (device: Hex, memory: Bytes) =>
      used(name, async (db) => {
        const writing = db.transaction("memory", "readwrite", { durability: "strict" });
        await Promise.all([writing.store.put(memory, device), writing.done]);
      }),
    remove: async () => {
      await used(name, async (db) => db.clear("memory")); // first: a window in the way delays what follows
      await removeDatabase(name);
    },
  };
}

/** To be read; where the browser cuts the database off, the request says so. */
function readingOf(db: IDBPDatabase<Schema>): IDBPObjectStore<Schema, ["memory"], "memory", "readonly"> {
  const reading = db.transaction("memory", "readonly");
  reading.done.catch(() => undefined);
  return reading.store;
}

async function used<T>(name: string, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  let db: IDBPDatabase<Schema> | undefined;
  try {
    db = await openDB<Schema>(name, 1, { upgrade: (made) => void made.createObjectStore("memory") });
    return await work(db);
  } catch (error) {
    throw refusalOf(error);
  } finally {
    db?.close();
  }
}
