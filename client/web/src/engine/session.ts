/** What the parts of the engine share: the profile, its keys while unlocked, its store, and what waits. Types only. */
import type { Bytes } from "../core/bytes.ts";
import type { Entry } from "../core/entry.ts";
import type { DeviceKeys } from "../core/sealing/keys.ts";
import type { EpochKeys } from "../core/trust/epochs.ts";
import type { Roster } from "../core/trust/roster.ts";
import type { Checked } from "./checked.ts";
import type { DevicesPage } from "./devices-page.ts";
import type {
  Found,
  Id,
  InviteStep,
  Join,
  JoinStep,
  NewEvent,
  Sign,
  Status,
  Trouble,
  Written,
} from "./port.ts";
import type { Hex, Memory, OutboxRow, ProfileRow, Store } from "./store/port.ts";
import type { World } from "./world.ts";

/** Keys that were just made, usable, and not kept anywhere yet: `makeProfile` wraps and keeps them. */
export interface FreshKeys {
  readonly keys: DeviceKeys;
}

/** A device whose profile is made. `roster`: null while it has yet to come from the server. */
export interface NewProfile {
  name: string;
  fresh: FreshKeys;
  journal: Hex;
  roster: readonly Bytes[] | null;
  /** Empty: the keys are wrapped under a key that lies in the browser. */
  passphrase: string;
  /** Kept in `meta` with it, in the same transaction: the server, what is awaited ... */
  meta?: Record<string, Bytes | string | number>;
  /** What was kept in `meta` with its keys, and holds no longer. */
  stale?: readonly string[];
}

/** An entry that waits, opened. */
export interface Waiting {
  key: string;
  entry: Bytes;
}

/** An entry that counts here or waits to be sent, and who wrote it. `bytes`: as they came. */
export interface Placed {
  entry: Entry;
  bytes: Bytes;
  device: Hex;
}

export interface Session {
  readonly world: World;
  readonly store: Store;
  readonly memory: Memory;

  /** The public half of this device; null before there is one. */
  profile(): ProfileRow | null;
  isOpen(): boolean;
  /** Throws an EngineError ("locked", "none") unless this is open. */
  keys(): DeviceKeys;
  /** Seal under the local key of this device, for what only this device reads; `label` says what for. */
  sealLocal(label: string, text: Bytes): Promise<Bytes>;
  /** Rejects with a CannotOpenError. */
  openLocal(label: string, sealed: Bytes): Promise<Bytes>;

  /** The roster as pinned, every signature checked; rejects with an EngineError "incomplete" before it has come. */
  roster(): Promise<Roster>;
  /** The keys that this device was given; rejects with a CannotOpenError where the roster has no box for it. */
  epochs(): Promise<EpochKeys>;

  /** What waits to be cut, in order of ids; what does not open any more is left out and stays. */
  waiting(): Promise<Waiting[]>;
  /** Rows for `commit`, to let entries wait (again). */
  sealWaiting(entries: readonly Bytes[]): Promise<OutboxRow[]>;
  /** Everything that counts or waits, each once, in order of ids. */
  entries(): Promise<readonly Placed[]>;

  makeKeys(): Promise<FreshKeys>;
  /** All in place or nothing; the session is open afterwards. Rejects with an EngineError "exists". */
  makeProfile(profile: NewProfile): Promise<void>;
  write(events: readonly NewEvent[], draft?: string): Promise<Written>;

  /** Say that the store was changed: views are made anew, the screens and other tabs are told. */
  changed(): void;
  /** Say that only the status changed. */
  told(): void;
  /** Run `work` while no other tab runs one of that name; null where another does. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T | null>;
}

/** What the exchange side tells the status. */
export type SyncStatus = Pick<Status, "paper" | "devices" | "synced_ms" | "net" | "signs"> & {
  trouble: Trouble | null;
  server: string;
  signs: Sign[];
};

/** The half of the engine that speaks with servers and other devices: engine/sync/side.ts, `startSync(session)`. */
export interface SyncSide {
  /** What is known now, without waiting for the network. */
  status(): Promise<SyncStatus>;
  /** The journal was opened: watch, and exchange when due. */
  opened(): void;
  /** Locked, or the tab goes: stop. */
  closed(): void;
  /** Something was written here: send it soon. */
  wrote(): void;
  /** The person looks at the app again, or the network is back: see what is new. */
  nudge(): void;

  found(how: Found): Promise<void>;
  makePaper(): Promise<string[]>;
  confirmPaper(): Promise<void>;
  tryPaper?(words: string[]): Promise<{ entries: number; paper: Id }>;
  join(how: Join, told: (step: JoinStep) => void): Promise<void>;
  invite(told: (step: InviteStep) => void): Promise<void>;
  compare(isSame: boolean): Promise<void>;
  register(server: string, code: string): Promise<void>;
  sync(): Promise<void>;
  revoke(device: Hex, others: Hex[], mine?: Hex[]): Promise<void>;
  acceptLoss(id: Hex): Promise<void>;
  verify(): Promise<Checked>;
  devices(): Promise<DevicesPage>;
}

export type StartSync = (session: Session) => SyncSide;
