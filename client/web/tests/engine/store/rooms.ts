/** Databases for tests: each in a browser of its own, which may be made to fail. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { SegmentRow } from "../../../src/engine/store/port.ts";

/** Put an empty browser storage in place. */
export function emptyBrowser(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** A segment row that is no more than its place. */
export function segment(hash: string, rest: Partial<SegmentRow> = {}): SegmentRow {
  return {
    hash,
    order: 0,
    chain: "c1",
    number: 1,
    device: "d1",
    previous: "00",
    roster: 0,
    count: 1,
    pushed: 0,
    header: new Uint8Array(3),
    signature: new Uint8Array(64),
    ...rest,
  };
}

type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;

/** Let the `nth` put from now on fail as `name`; returns what puts things right again. */
export function failingPut(nth: number, name: string): () => void {
  const shape = IDBObjectStore.prototype;
  const real = Reflect.get(shape, "put") as Put;
  let left = nth;
  shape.put = function put(value: unknown, key?: IDBValidKey): IDBRequest<IDBValidKey> {
    left -= 1;
    if (left === 0) throw new DOMException("as the test wants it", name);
    return real.call(this, value, key);
  };
  return () => {
    shape.put = real;
  };
}
