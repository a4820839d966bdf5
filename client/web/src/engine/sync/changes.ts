/** Changes gathered, to be handed over as one: what is put or taken out last of one key holds. */
import { KEY_PATHS } from "../store/key-paths.ts";
import type { Change, Key, Table, Tables } from "../store/port.ts";

const OF_ENTRIES: readonly Table[] = ["segments", "bodies", "outbox", "roster"];

/** What is to be done in one transaction. */
export class Changes {
  private readonly rows = new Map<Table, Map<Key, unknown>>();

  get isEmpty(): boolean {
    return this.rows.size === 0;
  }

  /** Whether entries come, go or read otherwise by it: else only what is known of the exchange is another. */
  get areOfEntries(): boolean {
    return OF_ENTRIES.some((table) => this.rows.has(table));
  }

  put<T extends Table>(table: T, row: Tables[T]): void {
    this.of(table).set(row[KEY_PATHS[table]] as Key, row);
  }

  del(table: Table, key: Key): void {
    this.of(table).set(key, null);
  }

  /** Return all of it as a change, and begin anew. */
  take(): Change {
    const put: Record<string, unknown[]> = {};
    const del: Record<string, Key[]> = {};
    for (const [table, rows] of this.rows) {
      put[table] = [...rows.values()].filter((row) => row !== null);
      del[table] = [...rows].filter(([, row]) => row === null).map(([key]) => key);
    }
    this.rows.clear();
    return { put, del } as Change;
  }

  private of(table: Table): Map<Key, unknown> {
    const found = this.rows.get(table) ?? new Map<Key, unknown>();
    this.rows.set(table, found);
    return found;
  }
}
