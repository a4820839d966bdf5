/**
 * The store in IndexedDB: one transaction for each change, on the disk before it is called done.
 *
 * Browsers call a transaction complete before it is flushed unless it asks for strict durability; every change asks.
 * A change is applied within the transaction by requests alone, for IndexedDB ends one at any other wait.
 */
import type { IDBPObjectStore, IDBPTransaction } from "idb";
import { MovedError } from "../errors.ts";
import { type Db, openDatabase, removeDatabase, type Schema } from "./database.ts";
import { leftBehind, refusalOf } from "./faults.ts";
import type { Change, ClockRow, DraftRow, Key, OutboxRow, SegmentRow, Store, Table, Tables } from "./port.ts";

export const JOURNAL = "twoway";
const ORDER = "order";
/** What a browser says of a connection that it closed, as phones do to apps in the background. */
const CLOSED = "InvalidStateError";

type Writing = IDBPTransaction<Schema, Table[], "readwrite">;

/** Open the journal of this browser. Rejects with an EngineError. */
export async function openStore(name: string = JOURNAL): Promise<Store> {
  const store = new IndexedStore(name);
  await store.database();
  return store;
}

class IndexedStore implements Store {
  readonly #name: string;
  #db: Promise<Db> | null = null;
  #isRetired = false;
  #cut: () => void = () => undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** The database, opened again where the browser or a newer window closed it. */
  async database(): Promise<Db> {
    if (this.#isRetired) throw leftBehind();
    const left = (): void => {
      this.#db = null;
    };
    const cut = (): void => {
      left();
      if (!this.#isRetired) this.#cut();
    };
    this.#db ??= openDatabase(this.#name, left, cut).catch((error: unknown) => {
      this.#db = null;
      throw error;
    });
    return this.#db;
  }

  get<T extends Table>(table: T, key: Key): Promise<Tables[T] | undefined> {
    return this.#read(async (db) => (await readingOf(db, table).get(key as never)) as Tables[T] | undefined);
  }

  many<T extends Table>(table: T, keys: readonly Key[]): Promise<Tables[T][]> {
    return this.#read(async (db) => {
      const rows = readingOf(db, table);
      const found = await Promise.all(keys.map((key) => rows.get(key as never)));
      return found.filter((row) => row !== undefined) as Tables[T][];
    });
  }

  all<T extends Table>(table: T): Promise<Tables[T][]> {
    return this.#read(async (db) => (await readingOf(db, table).getAll()) as Tables[T][]);
  }

  keys(table: Table): Promise<Key[]> {
    return this.#read(async (db) => readingOf(db, table).getAllKeys());
  }

  count(table: Table): Promise<number> {
    return this.#read(async (db) => readingOf(db, table).count());
  }

  segmentsAfter(order: number): Promise<SegmentRow[]> {
    return this.#read(async (db) =>
      readingOf(db, "segments").index("order").getAll(IDBKeyRange.lowerBound(order, true)),
    );
  }

  boxed(): Promise<{ outbox: OutboxRow[]; drafts: DraftRow[] }> {
    return this.#read(async (db) => ({
      outbox: await readingOf(db, "outbox").index("boxed").getAll(1),
      drafts: await readingOf(db, "drafts").index("boxed").getAll(1),
    }));
  }

  waiting(): Promise<number> {
    return this.#read(async (db) => {
      const reading = db.transaction(["outbox", "segments"], "readonly");
      reading.done.catch(() => undefined);
      const [queued, cut] = await Promise.all([
        reading.objectStore("outbox").count(),
        reading.objectStore("segments").index("pushed").getAll(0),
      ]);
      return cut.reduce((sum, row) => sum + row.count, queued);
    });
  }

  async commit(change: Change): Promise<void> {
    const tables = tablesOf(change);
    if (tables.length === 0) return;
    await this.#read(async (db) => {
      const writing = db.transaction(tables, "readwrite", { durability: "strict" });
      const done = writing.done;
      done.catch(() => undefined); // told below, by what is awaited first
      try {
        await apply(writing, change);
      } catch (error) {
        end(writing);
        // The reason of an abort says more than the request that it broke off.
        await done.catch(() => undefined);
        throw writing.error ?? error;
      }
      await done;
    });
  }

  whenCut(heard: () => void): void {
    this.#cut = heard;
  }

  close(): void {
    void this.#db?.then((db) => db.close()).catch(() => undefined);
    this.#db = null;
  }

  /** A request was refused before the browser said that it had cut the database off: once closed, it says so no more. */
  #lapsed(): void {
    this.close();
    if (!this.#isRetired) this.#cut();
  }

  retire(): void {
    this.#isRetired = true;
    this.close();
  }

  async remove(): Promise<void> {
    this.retire();
    await removeDatabase(this.#name);
  }

  /** Run `work`, and once more with the database opened anew where it was closed under us before anything began. */
  async #read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(await this.database());
    } catch (error) {
      const name = error instanceof DOMException ? error.name : "";
      if (name === CLOSED || name === "UnknownError") this.#lapsed();
      if (name !== CLOSED) throw refusalOf(error);
    }
    try {
      return await work(await this.database());
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** One table, to be read. Where the browser cuts the database off, the request says so, and its transaction need not. */
function readingOf<T extends Table>(db: Db, table: T): IDBPObjectStore<Schema, [T], T, "readonly"> {
  const reading = db.transaction(table, "readonly");
  reading.done.catch(() => undefined);
  return reading.objectStore(table);
}

/** Abort, unless the transaction has ended by itself. */
function end(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // It has.
  }
}

function tablesOf(change: Change): Table[] {
  const { expect, clear, del, put } = change;
  const found = new Set<Table>([...(clear ?? []), ...names(del), ...names(put)]);
  if (found.size === 0 && expect === undefined) return [];
  if (expect?.roster !== undefined) found.add("roster");
  if (expect?.outbox !== undefined) found.add("outbox");
  if (expect?.clock !== undefined) found.add("clock");
  if (expect?.profile !== undefined) found.add("profile");
  if (put?.segments?.length) found.add("meta"); // where the numbers have got to
  return [...found];
}

function names(rows: object | undefined): Table[] {
  return rows === undefined ? [] : (Object.keys(rows) as Table[]);
}

async function apply(writing: Writing, change: Change): Promise<void> {
  await check(writing, change.expect ?? {});
  const waits: Promise<unknown>[] = [];
  const wait = (request: Promise<unknown>): void => {
    request.catch(() => undefined); // a later one may throw before all of them are awaited
    waits.push(request);
  };
  for (const table of change.clear ?? []) wait(writing.objectStore(table).clear());
  for (const table of names(change.del)) {
    const rows = writing.objectStore(table);
    for (const key of change.del?.[table] ?? []) wait(rows.delete(key as never));
  }
  const ordered = await numbered(writing, change.put?.segments ?? []);
  for (const table of names(change.put)) {
    const rows = writing.objectStore(table);
    const given: readonly Tables[Table][] = table === "segments" ? ordered : (change.put?.[table] ?? []);
    for (const row of given) wait(rows.put(row as never));
  }
  await Promise.all(waits);
}

async function check(writing: Writing, expect: NonNullable<Change["expect"]>): Promise<void> {
  if (expect.roster !== undefined && (await writing.objectStore("roster").count()) !== expect.roster) {
    throw new MovedError("the roster has moved");
  }
  if (expect.profile !== undefined) {
    const row = await writing.objectStore("profile").get("profile");
    if ((row?.device ?? null) !== expect.profile) throw new MovedError("the profile is another, or gone");
  }
  if (expect.clock !== undefined) {
    const clock = (await writing.objectStore("clock").get("clock")) as ClockRow | undefined;
    if (clock?.ms !== expect.clock?.ms || clock?.counter !== expect.clock?.counter) throw new MovedError("the clock");
  }
  if (expect.outbox !== undefined) {
    const rows = writing.objectStore("outbox");
    const found = await Promise.all(expect.outbox.map((key) => rows.getKey(key)));
    if (found.includes(undefined)) throw new MovedError("what waited was taken");
  }
}

/** Give the next local numbers to the segments that ask for one. */
async function numbered(writing: Writing, rows: readonly SegmentRow[]): Promise<readonly SegmentRow[]> {
  if (!rows.some((row) => row.order === 0)) return rows;
  const meta = writing.objectStore("meta");
  const kept = await meta.get(ORDER);
  let last = typeof kept?.value === "number" ? kept.value : 0;
  const made = rows.map((row) => (row.order === 0 ? { ...row, order: ++last } : row));
  await meta.put({ key: ORDER, value: last });
  return made;
}
