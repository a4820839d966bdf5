/**
 * What the engine keeps on this device, and how it is changed: types only.
 *
 * - Whoever changes something reads what it needs, computes (also with WebCrypto, which ends any transaction of
 *   IndexedDB), and hands over one `Change`. All of it is on the disk when `commit` resolves, or none of it.
 * - Ids and hashes are lower-case hex here, since they are keys; what is sealed, signed or sent is bytes.
 * - Nothing of the person's words lies in clear. In clear are ids, hashes, sizes, times and what travels anyway.
 */
import type { Bytes } from "../../core/bytes.ts";

export type Hex = string;

/** An accepted segment, its body apart. */
export interface SegmentRow {
  hash: Hex;
  /** Place in which it came here: 0 in a `put` asks for the next number. */
  order: number;
  chain: Hex;
  number: number;
  device: Hex;
  previous: Hex;
  /** Number of the roster entry that it cites. */
  roster: number;
  count: number;
  /** 1 once a server has acknowledged it. */
  pushed: 0 | 1;
  header: Bytes;
  signature: Bytes;
}

/** Signed and kept, but not accepted; its body apart. */
export interface AsideRow {
  hash: Hex;
  verdict: string;
  reason: string;
  previous: Hex;
  header: Bytes;
  signature: Bytes;
}

/** An entry that waits to be cut. `key`: its id, and random digits behind it, so that keys rise as ids do. */
export interface OutboxRow {
  key: string;
  /** 1: boxed to this device's agreement key, written while locked. 0: under the local key. */
  boxed: 0 | 1;
  sealed: Bytes;
}

/** What is typed and not saved yet. `where` is in clear, so it is to hold ids only. */
export interface DraftRow {
  where: string;
  boxed: 0 | 1;
  sealed: Bytes;
}

/** Where the ids of this device have got to. */
export interface ClockRow {
  key: "clock";
  ms: number;
  counter: number;
}

/** Small things by name. */
export interface MetaRow {
  key: string;
  value: Bytes | string | number;
}

/**
 * How the keys of this device are wrapped: see keys/keeper.ts. One row; one more, `pending`, from this device's own yes
 * in a pairing until it is known whether the other side has let it in.
 */
export interface ProfileRow {
  key: "profile" | "pending";
  journal: Hex;
  device: Hex;
  name: string;
  signing: Bytes;
  agreement: Bytes;
  protection: "none" | "passphrase";
  /** Of the passphrase; empty without one. */
  salt: Bytes;
  /** Not extractable; null where a passphrase stands in its place. */
  wrapping: CryptoKey | null;
  /** The private keys (PKCS#8) and the local key, each wrapped: nonce and ciphertext. */
  wrapped: { signing: Bytes; agreement: Bytes; local: Bytes };
}

/** What the capture screen needs: ids in clear, for a locked journal can still be written to; names sealed. */
export interface PlanRow {
  key: "plan";
  ids: Bytes;
  sealed: Bytes;
}

export interface Tables {
  segments: SegmentRow;
  aside: AsideRow;
  /** Bodies of both, by hash. */
  bodies: { hash: Hex; body: Bytes };
  roster: { number: number; entry: Bytes };
  branches: { head: Hex; entries: Bytes[] };
  outbox: OutboxRow;
  drafts: DraftRow;
  clock: ClockRow;
  meta: MetaRow;
  profile: ProfileRow;
  plan: PlanRow;
  /** Segments that came from elsewhere, and whose record of what was seen was not read yet. */
  unread: { hash: Hex };
  /** Heads that somebody saw and that are not here. `key`: hash and teller. */
  missing: { key: string; hash: Hex; teller: Hex; device: Hex; chain: Hex; number: number };
  heard: { device: Hex; atMs: number };
  erasures: { erasure: Hex; target: Hex; part: Hex; device: Hex; acceptedMs: number; settled: 0 | 1 };
  destroyed: { entry: Hex; erasure: Hex };
  /** Leaves without a text. `key`: hash and place. */
  bare: { key: string; hash: Hex; place: number; erasure: Hex; wanted: 0 | 1 };
  /** Bodies that the server is to have in place of its own. */
  newBodies: { hash: Hex; put: 0 | 1 };
}

export type Table = keyof Tables;
export type Key = string | number;

/** All or nothing. Applied in this order: `expect`, `clear`, `del`, `put`. */
export interface Change {
  /** What must still be so; else nothing is done, and `commit` rejects with a MovedError. */
  expect?: {
    /** How many roster entries are pinned. */
    roster?: number;
    /** Outbox rows that are still there. */
    outbox?: readonly string[];
    clock?: ClockRow | null;
    /** The device whose profile is there; null: none is. */
    profile?: Hex | null;
  };
  clear?: readonly Table[];
  del?: { [T in Table]?: readonly Key[] };
  put?: { [T in Table]?: readonly Tables[T][] };
}

/** The tables of one profile. Every method may reject with an EngineError that says what is wrong with the storage. */
export interface Store {
  get<T extends Table>(table: T, key: Key): Promise<Tables[T] | undefined>;
  /** In the order of `keys`; what is not there is left out. */
  many<T extends Table>(table: T, keys: readonly Key[]): Promise<Tables[T][]>;
  /** In the order of their keys. */
  all<T extends Table>(table: T): Promise<Tables[T][]>;
  keys(table: Table): Promise<Key[]>;
  count(table: Table): Promise<number>;
  /** Segments that came after the one with that `order`, in that order. */
  segmentsAfter(order: number): Promise<SegmentRow[]>;
  /** What was written while locked, and not sealed anew since. */
  boxed(): Promise<{ outbox: OutboxRow[]; drafts: DraftRow[] }>;
  /** How many entries wait: in the outbox, or cut and not acknowledged. */
  waiting(): Promise<number>;
  /** One transaction, on the disk when it resolves. */
  commit(change: Change): Promise<void>;
  /** `heard` is told when the browser has cut the database off: to save power, or because it threw it away. */
  whenCut(heard: () => void): void;
  close(): void;
  /** Close for good: whatever is asked afterwards is refused. */
  retire(): void;
  /** Retire, and delete the database; one that another window holds goes as soon as that lets go of it. */
  remove(): Promise<void>;
}

/**
 * Rollback memory, in a database of its own, so that a restored journal notices: roster hash, own heads, all heads,
 * in bytes that the exchange encodes. By device.
 */
export interface Memory {
  recall(device: Hex): Promise<Bytes | null>;
  remember(device: Hex, memory: Bytes): Promise<void>;
  /** Whether no device was ever remembered here. */
  isEmpty(): Promise<boolean>;
  /** Forget every device, and delete the database. */
  remove(): Promise<void>;
}
