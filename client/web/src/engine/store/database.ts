/**
 * The databases in the browser: opened carefully, made step by step, left politely.
 *
 * A database of an older form is brought up to date in the one transaction in which it is opened; one of a newer
 * form is refused. A window that holds an old form in the way of a newer app lets go of it at once.
 */
import { deleteDB, type DBSchema, type IDBPDatabase, openDB } from "idb";
import { elsewhere, noStorage, refusalOf } from "./faults.ts";
import { KEY_PATHS } from "./key-paths.ts";
import type { Table, Tables } from "./port.ts";

export const SCHEMA_VERSION = 1;
const WAIT_MS = 5_000;
const REMOVE_MS = 3_000;

type Rows = { [T in Table]: { key: string | number; value: Tables[T]; indexes: Record<string, string | number> } };
export interface Schema extends DBSchema, Rows {
  segments: { key: string; value: Tables["segments"]; indexes: { order: number; pushed: number } };
  outbox: { key: string; value: Tables["outbox"]; indexes: { boxed: number } };
  drafts: { key: string; value: Tables["drafts"]; indexes: { boxed: number } };
}

export type Db = IDBPDatabase<Schema>;

export const TABLES = Object.keys(KEY_PATHS) as Table[];

const BOXED = [{ index: "boxed", isUnique: false }];
const INDEXES: { readonly [T in Table]?: readonly { index: string; isUnique: boolean }[] } = {
  segments: [
    { index: "order", isUnique: true },
    { index: "pushed", isUnique: false },
  ],
  outbox: BOXED,
  drafts: BOXED,
};

/** Each takes the database from the form before to its own: forms are only ever added. */
const STEPS: readonly ((db: Db) => void)[] = [
  (db) => {
    for (const table of TABLES) {
      const made = db.createObjectStore(table, { keyPath: KEY_PATHS[table] });
      for (const { index, isUnique } of INDEXES[table] ?? []) {
        made.createIndex(index as never, index, { unique: isUnique });
      }
    }
  },
];

/**
 * Open the database `name`. Rejects with an EngineError.
 *
 * `left` is told when it was closed for a newer window, `cut` when the browser closed it.
 */
export async function openDatabase(name: string, left: () => void, cut: () => void = left): Promise<Db> {
  if (typeof indexedDB === "undefined") throw noStorage();
  let isLate = false;
  const opening = openDB<Schema>(name, SCHEMA_VERSION, {
    upgrade(db, from) {
      for (const step of STEPS.slice(from)) step(db);
    },
    blocking(_now, _next, event) {
      (event.target as IDBDatabase).close();
      left();
    },
    terminated: cut,
  });
  const patience = waited(WAIT_MS, () => {
    isLate = true;
  });
  try {
    return await Promise.race([opening, patience.over]);
  } catch (error) {
    if (isLate) void opening.then((db) => db.close()).catch(() => undefined);
    throw refusalOf(error);
  } finally {
    patience.stop();
  }
}

/** Delete the database `name`. One that a window still holds goes when that window lets go: that is not waited for. */
export async function removeDatabase(name: string): Promise<void> {
  const patience = waited(REMOVE_MS, () => undefined);
  try {
    await Promise.race([deleteDB(name), patience.over]);
  } catch (error) {
    if (!patience.isOver()) throw refusalOf(error);
  } finally {
    patience.stop();
  }
}

function waited(ms: number, late: () => void): { over: Promise<never>; isOver: () => boolean; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      late();
      reject(elsewhere());
    }, ms);
  });
  return { over, isOver: () => isOver, stop: () => clearTimeout(timer) };
}
