/**
 * The profile's row: made once, opened by its passphrase, put under another.
 *
 * A wrong passphrase makes the next try wait, longer each time and across restarts; nothing is ever erased. What was
 * written while locked is sealed anew as soon as the journal is opened.
 */
import { CannotOpenError } from "../../core/errors.ts";
import { EngineError, MovedError } from "../errors.ts";
import { adopted } from "../outbox.ts";
import type { FreshKeys, NewProfile } from "../session.ts";
import type { Change, MetaRow, ProfileRow, Store } from "../store/port.ts";
import type { World } from "../world.ts";
import { makeKeys, profileOf, rewrapped, type Secrets, unlocked } from "./keeper.ts";
import { pauseMs } from "./patience.ts";

/** The row of keys that are kept before there is a profile: see kept.ts. */
export const PENDING = "pending";
const WRONG = "wrong-passphrases";
const KEPT = "everything; you can still write";

export class Lockbox {
  /** The row as last read. */
  row: ProfileRow | null = null;
  readonly #store: Store;
  readonly #world: World;
  readonly #sleep: (ms: number) => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, world: World, sleep: (ms: number) => Promise<void>) {
    this.#store = store;
    this.#world = world;
    this.#sleep = sleep;
  }

  async read(): Promise<ProfileRow | null> {
    this.row = (await this.#store.get("profile", "profile")) ?? null;
    return this.row;
  }

  makeKeys(): Promise<FreshKeys> {
    return makeKeys();
  }

  /** Put a profile in place, or nothing; keys that were kept for it are its own. Rejects with an EngineError "exists". */
  async make(profile: NewProfile): Promise<void> {
    const { fresh, journal, name, passphrase, roster, meta, stale = [] } = profile;
    const kept = await this.#store.get("profile", PENDING);
    const isSame = kept?.device === fresh.keys.public.id;
    const made = isSame ? kept : await profileOf(fresh, journal, name, passphrase, this.#world.random);
    const row: ProfileRow = { ...made, key: "profile" };
    await putFirst(this.#store, {
      del: { profile: isSame ? [PENDING] : [], meta: stale },
      put: { profile: [row], roster: (roster ?? []).map((entry, number) => ({ number, entry })), meta: rowsOf(meta) },
    });
    this.row = row;
  }

  /** Return the secrets, once what was written while locked was sealed anew. Rejects with an EngineError. */
  unlock(passphrase: string): Promise<Secrets> {
    return this.#inTurn(async () => {
      const secrets = await this.#tried(passphrase, (row) => unlocked(row, passphrase, this.#world.random));
      await this.#adopt(secrets);
      return secrets;
    });
  }

  /** Put the keys under the passphrase `next` (none where it is empty), in one write. Rejects with an EngineError. */
  setPassphrase(now: string, next: string): Promise<void> {
    return this.#inTurn(async () => {
      const row = await this.#tried(now, (kept) => rewrapped(kept, now, next, this.#world.random));
      await this.#store.commit({ expect: { profile: row.device }, put: { profile: [row] } });
      this.row = row;
    });
  }

  /** Run `open`, which throws where the passphrase is wrong, and count. */
  async #tried<T>(passphrase: string, open: (row: ProfileRow) => Promise<T>): Promise<T> {
    const row = await this.read();
    if (row === null) throw new EngineError("none", "there is no journal on this device yet.");
    const kept = (await this.#store.get("meta", WRONG))?.value;
    const wrong = typeof kept === "number" ? kept : 0;
    if (row.protection === "passphrase") {
      await this.#sleep(pauseMs(wrong));
      if (passphrase === "") throw refused(row, wrong);
      await this.#count({ put: { meta: [{ key: WRONG, value: wrong + 1 }] } }); // first: a stopped try counts too
    }
    try {
      const opened = await open(row);
      if (row.protection === "passphrase") await this.#count({ del: { meta: [WRONG] } });
      return opened;
    } catch (error) {
      if (!(error instanceof CannotOpenError)) throw error;
      throw row.protection === "passphrase" ? refused(row, wrong + 1) : damaged(error);
    }
  }

  /** A full disk is no reason to keep anybody out. */
  async #count(change: Change): Promise<void> {
    await this.#store.commit(change).catch(() => undefined);
  }

  async #adopt(secrets: Secrets): Promise<void> {
    const { outbox, drafts } = await this.#store.boxed();
    if (outbox.length + drafts.length === 0) return;
    const put = await adopted(secrets, secrets.keys.public.agreement, { outbox, drafts });
    const change: Change = { expect: { outbox: put.outbox.map((row) => row.key) }, put };
    await this.#store.commit(change).catch(() => undefined); // they open as they are, and the next time will do
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

/** Change the store unless there is a profile already. Rejects with an EngineError "exists". */
export async function putFirst(store: Store, change: Change): Promise<void> {
  try {
    await store.commit({ expect: { profile: null }, ...change });
  } catch (error) {
    throw error instanceof MovedError ? exists() : error;
  }
}

export function rowsOf(meta: NewProfile["meta"] = {}): MetaRow[] {
  return Object.entries(meta).map(([key, value]) => ({ key, value }));
}

function refused(row: ProfileRow, wrong: number): EngineError {
  const seconds = Math.round(pauseMs(wrong) / 1000);
  const wait = seconds === 0 ? "" : ` The next try takes ${seconds === 1 ? "1 second" : `${seconds} seconds`}.`;
  return new EngineError("passphrase", `that passphrase does not open the keys of ${row.name}.${wait}`, {
    kept: KEPT,
    mend: "Try again. If it is lost, join again from another device; the paper key works on a computer.",
  });
}

function damaged(cause: unknown): EngineError {
  return new EngineError("bad-keys", "the keys of this device were changed by something else.", {
    kept: "what was synced is on the server and on your other devices",
    mend: "Clear the data of this site, and join again from another device.",
    cause,
  });
}

export function exists(): EngineError {
  return new EngineError("exists", "there is a journal on this device already.", {
    kept: "it, untouched",
    mend: "Open the app again.",
  });
}

