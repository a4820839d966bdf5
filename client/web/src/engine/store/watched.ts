/** A store that tells which bodies were replaced: whoever keeps opened texts in memory opens those anew. */
import type { Change, Hex, Store } from "./port.ts";

/** Return `store`; `replaced` hears of bodies after they are on the disk. */
export function watched(store: Store, replaced: (bodies: readonly Hex[]) => void): Store {
  return {
    get: (table, key) => store.get(table, key),
    many: (table, keys) => store.many(table, keys),
    all: (table) => store.all(table),
    keys: (table) => store.keys(table),
    count: (table) => store.count(table),
    segmentsAfter: (order) => store.segmentsAfter(order),
    boxed: () => store.boxed(),
    waiting: () => store.waiting(),
    whenCut: (heard) => store.whenCut(heard),
    close: () => store.close(),
    retire: () => store.retire(),
    remove: () => store.remove(),
    async commit(change: Change) {
      await store.commit(change);
      const bodies = change.put?.bodies ?? [];
      if (bodies.length > 0) replaced(bodies.map((row) => row.hash));
    },
  };
}
