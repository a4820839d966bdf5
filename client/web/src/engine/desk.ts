/**
 * The desk: one profile at work. Writing needs the public half of the keys only: no secret, no network, no history.
 *
 * While open, the secrets and everything that was read are in memory; `lock` drops all of it. What was written is on
 * the disk before anybody is told so.
 */
import { type Bytes, hex } from "../core/bytes.ts";
import { HybridClock } from "../core/clock.ts";
import { decodeEntry } from "../core/entry.ts";
import type { DeviceKeys } from "../core/sealing/keys.ts";
import type { EpochKeys } from "../core/trust/epochs.ts";
import type { Roster } from "../core/trust/roster.ts";
import { completed, isAmending } from "./amending.ts";
import { EngineError, MovedError, locked, noJournal } from "./errors.ts";
import { Lockbox, PENDING } from "./keys/lockbox.ts";
import type { Secrets } from "./keys/keeper.ts";
import type { OpenedJournal } from "./opened.ts";
import { loadBoxes, openRows, outboxKey, placesOf, sealEntry } from "./outbox.ts";
import type { NewEvent, Written } from "./port.ts";
import type { FreshKeys, NewProfile, Placed, Session, Waiting } from "./session.ts";
import { TABLES } from "./store/database.ts";
import type { ClockRow, Hex, Memory, OutboxRow, ProfileRow, Store } from "./store/port.ts";
import { watched } from "./store/watched.ts";
import type { Tabs } from "./tabs.ts";
import { encodeBatch, type Encoded } from "./writing.ts";
import type { World } from "./world.ts";

const WRITE = "write";
const EXCHANGE = "exchange";
/** In `meta` from the moment in which the journal is gone until its databases are. */
const LEFT = "left";
const TRIES = 5;
/** A database that is thrown away is cut off first. */
const CUT_MS = 200;

/** What a desk stands on. */
export interface Ground {
  readonly world: World;
  readonly store: Store;
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What a desk tells: that the journal, or only the status, is another now; that it was opened, closed, written to, left. */
export interface Listener {
  changed(): void;
  told(): void;
  opened(): void;
  closed(): void;
  wrote(): void;
  left(): void;
}

export class Desk implements Session {
  readonly world: World;
  readonly store: Store;
  readonly memory: Memory;
  readonly lockbox: Lockbox;
  readonly #tabs: Tabs;
  readonly #sleep: Ground["sleep"];
  readonly #listener: Listener;
  #secrets: Secrets | null = null;
  #opened: Promise<OpenedJournal> | null = null;
  /** The same once its code has come: what is written waits for no code, and reading meets it on the disk. */
  #journal: OpenedJournal | null = null;
  #replaced: Hex[] = [];
  /** How often the database was cut off since that is being looked at. */
  #cuts = 0;
  /** Whether a write waits for another window. */
  isElsewhere = false;
  /** Whether a journal was taken off this device before, and this desk cleared up what was left of that. */
  wasLeft = false;

  private constructor(ground: Ground, listener: Listener) {
    this.world = ground.world;
    this.memory = ground.memory;
    this.#tabs = ground.tabs;
    this.#sleep = ground.sleep;
    this.#listener = listener;
    this.store = watched(ground.store, (bodies) => this.#replaced.push(...bodies));
    this.lockbox = new Lockbox(this.store, ground.world, ground.sleep);
    // Thrown away or merely closed: a journal that is gone is missed now, and not with the next word.
    this.store.whenCut(() => void this.#missed());
    ground.tabs.hear((news) => {
      if (news.news === "changed") this.#heard(news.bodies);
      else if (news.news === "locked" || news.news === "leaving") this.#close();
      else if (news.news === "left") this.#end();
      else void this.#readAgain().catch(() => undefined);
    });
  }

  /** Return the desk of this browser's profile, open where no passphrase is asked for. Rejects with an EngineError. */
  static async at(ground: Ground, listener: Listener): Promise<Desk> {
    const desk = new Desk(ground, listener);
    await desk.#clearUp();
    await desk.#goOn();
    await desk.#readAgain();
    return desk;
  }

  async #readAgain(): Promise<void> {
    const row = await this.lockbox.read();
    if (this.isOpen() && row?.device !== this.keys().public.id) this.#close();
    const opensByItself = row?.protection === "none" && !this.isOpen();
    // Keys that were damaged leave it locked: it can be written to, and unlocking says what is wrong.
    if (opensByItself) await this.unlock("").catch(() => this.#listener.told());
    else this.#listener.told();
    const isLocked = row !== null && !this.isOpen();
    if (isLocked) void loadBoxes().catch(() => undefined); // so that a note need not wait for it
  }

  /** The browser has cut the database off: see whether the journal is still there, when it can be opened again. */
  async #missed(): Promise<void> {
    this.#cuts += 1;
    if (this.#cuts > 1) return; // that is looked at already, and looked at again
    for (let tries = TRIES; tries > 0; tries -= 1) {
      await this.#sleep(CUT_MS);
      const before = this.#cuts;
      try {
        const isThere = await this.isThere();
        if (this.#cuts !== before) continue;
        if (!isThere) this.#tabs.tell({ news: "profile" }); // a window asleep was not told
        break;
      } catch {
        // It is being thrown away at this moment, or the phone sleeps; the next use of it tries again as well.
      }
    }
    this.#cuts = 0;
  }

  profile(): ProfileRow | null {
    return this.lockbox.row;
  }

  isOpen(): boolean {
    return this.#secrets !== null;
  }

  keys(): DeviceKeys {
    return this.secrets().keys;
  }

  /** The secrets. Throws an EngineError unless this is open. */
  secrets(): Secrets {
    if (this.#secrets === null) throw this.profile() === null ? noJournal() : locked();
    return this.#secrets;
  }

  /** The secrets, or null while locked. */
  secretsIfOpen(): Secrets | null {
    return this.#secrets;
  }

  async sealLocal(label: string, text: Bytes): Promise<Bytes> {
    return this.secrets().local.seal(label, text);
  }

  async openLocal(label: string, sealed: Bytes): Promise<Bytes> {
    return this.secrets().local.open(label, sealed);
  }

  async roster(): Promise<Roster> {
    return (await this.opened()).roster();
  }

  async epochs(): Promise<EpochKeys> {
    return (await this.opened()).epochs();
  }

  async entries(): Promise<readonly Placed[]> {
    return (await this.opened()).entries();
  }

  /** The journal in memory; what opens it is loaded with the first use. Rejects with an EngineError while locked. */
  async opened(): Promise<OpenedJournal> {
    const secrets = this.secrets();
    this.#opened ??= this.#open(secrets).catch((error: unknown) => {
      if (this.#secrets === secrets) this.#opened = null; // it could not be loaded: the next call tries again
      throw error;
    });
    return this.#opened;
  }

  async #open(secrets: Secrets): Promise<OpenedJournal> {
    const { OpenedJournal } = await import("./opened.ts");
    const rows = (given: readonly OutboxRow[]): Promise<Waiting[]> => openRows(secrets, given);
    const journal = new OpenedJournal({ store: this.store, keys: secrets.keys, openRows: rows, world: this.world });
    if (this.#secrets === secrets) this.#journal = journal;
    return journal;
  }

  async waiting(): Promise<Waiting[]> {
    return openRows(this.secrets(), await this.store.all("outbox"));
  }

  sealWaiting(entries: readonly Bytes[]): Promise<OutboxRow[]> {
    const { agreement } = this.#known();
    const secrets = this.secrets();
    return Promise.all(
      entries.map((entry) => {
        const key = outboxKey(decodeEntry(entry).id, this.world.random);
        return sealEntry(secrets, agreement, key, entry);
      }),
    );
  }

  makeKeys(): Promise<FreshKeys> {
    return this.lockbox.makeKeys();
  }

  async makeProfile(profile: NewProfile): Promise<void> {
    await this.lockbox.make(profile);
    this.#tabs.tell({ news: "profile" });
    await this.unlock(profile.passphrase);
  }

  /** Open the journal; what was written while locked is sealed anew. Rejects with an EngineError. */
  async unlock(passphrase: string): Promise<void> {
    this.#secrets = await this.lockbox.unlock(passphrase);
    this.#listener.opened();
    this.#listener.changed();
  }

  /** Put the keys under another passphrase (none where `next` is empty). Rejects with an EngineError. */
  async setPassphrase(now: string, next: string): Promise<void> {
    await this.lockbox.setPassphrase(now, next);
    this.#tabs.tell({ news: "profile" });
    this.#listener.told();
  }

  /** Drop every key and everything that was read from memory, in every window. */
  lock(): void {
    this.#tabs.tell({ news: "locked" });
    this.#close();
  }

  #close(): void {
    if (this.#secrets === null) return;
    this.#drop();
    this.#listener.told();
  }

  #drop(): void {
    if (this.#secrets === null) return;
    this.#secrets = null;
    this.#opened = null;
    this.#journal = null;
    this.#listener.closed();
  }

  /**
   * Take the journal off this device: keys, entries, drafts, plan, memory, in every window.
   *
   * One transaction ends all of it, so that a crash leaves the whole journal or none; the databases go after it, now
   * or at the next start. Nothing is sent. Rejects with an EngineError "busy" where another window does not let go.
   */
  async leave(): Promise<void> {
    this.#tabs.tell({ news: "leaving" });
    this.#drop();
    const noOne = (): void => undefined;
    try {
      const empty = (): Promise<void> =>
        this.store.commit({ clear: TABLES, put: { meta: [{ key: LEFT, value: this.world.nowMs() }] } });
      await this.#tabs.inTurn(EXCHANGE, () => this.#tabs.inTurn(WRITE, empty, noOne), noOne);
    } catch (error) {
      this.#tabs.tell({ news: "profile" });
      await this.#readAgain();
      throw error;
    }
    this.#tabs.tell({ news: "left" });
    this.#end();
    // Memory first: until the last database is gone, its one row tells the next start to go on here.
    await this.memory.remove().then(() => this.store.remove()).catch(() => undefined);
  }

  /** The journal is gone: this desk has nothing to stand on any more. */
  #end(): void {
    this.#drop();
    this.lockbox.row = null;
    this.store.retire();
    this.#listener.left();
  }

  /** Go on where leaving broke off after the journal was gone. */
  async #clearUp(): Promise<void> {
    if ((await this.store.get("meta", LEFT)) === undefined) return;
    await this.memory.remove();
    await this.store.commit({ del: { meta: [LEFT] } });
    this.wasLeft = true;
  }

  /** Go on where joining broke off after this device's own yes. */
  async #goOn(): Promise<void> {
    if ((await this.store.get("profile", PENDING)) === undefined) return;
    const { JOINING, goOn } = await import("./keys/kept.ts");
    await goOn(this.store, (work) => this.#tabs.alone(JOINING, work), this.#sleep);
  }

  async write(events: readonly NewEvent[], draft?: string): Promise<Written> {
    if (events.length === 0) return { ids: [], at_ms: this.world.nowMs() };
    this.#known();
    const given = isAmending(events) ? completed(events, (await this.entries()).map((one) => one.entry)) : events;
    const made = await this.#tabs.inTurn(WRITE, () => this.#append(given, draft), (isElsewhere) => {
      if (isElsewhere === this.isElsewhere) return;
      this.isElsewhere = isElsewhere;
      this.#listener.told();
    });
    this.#tabs.tell({ news: "changed", bodies: [] });
    this.#listener.changed();
    this.#listener.wrote();
    return { ids: made.map(({ id }) => hex(id)), at_ms: this.world.nowMs() };
  }

  /** Put one batch on the disk, and try again where another window was faster; `draft` goes with it. */
  async #append(events: readonly NewEvent[], draft?: string): Promise<Encoded[]> {
    for (let tries = TRIES; ; tries -= 1) {
      const before = (await this.store.get("clock", "clock")) ?? null;
      const clock = this.#clock(before);
      const made = encodeBatch(events, clock, this.world);
      const { agreement, device } = this.#known();
      const named = made.map(({ id, data }) => ({ key: outboxKey(id, this.world.random), entry: data }));
      const secrets = this.#secrets;
      const outbox = await Promise.all(named.map(({ key, entry }) => sealEntry(secrets, agreement, key, entry)));
      const after: ClockRow = { key: "clock", ms: clock.ms, counter: clock.counter };
      try {
        const del = draft === undefined ? {} : { del: { drafts: placesOf(draft) } };
        await this.store.commit({ expect: { clock: before, profile: device }, put: { clock: [after], outbox }, ...del });
      } catch (error) {
        if (!(error instanceof MovedError)) throw error;
        await this.checkThere();
        if (tries > 1) continue;
        throw error;
      }
      this.#journal?.add(named);
      return made;
    }
  }

  /** Whether the profile is still the one that was read; where the storage was emptied while this ran, that is told. */
  async isThere(): Promise<boolean> {
    const before = this.profile()?.device;
    await this.#readAgain();
    return this.profile()?.device === before;
  }

  /** Rejects with an EngineError where the storage was emptied while this ran: nothing here opens what is written. */
  async checkThere(): Promise<void> {
    if (await this.isThere()) return;
    throw new EngineError("lost", "the browser has emptied the storage of this app; this was not saved.", {
      kept: "what was synced is on the server and on your other devices; the words stay where they are",
      mend: "Copy the words, then join again from another device.",
    });
  }

  /** The clock as last kept, and above everything that was seen. */
  #clock(kept: ClockRow | null): HybridClock {
    const clock = new HybridClock(kept?.ms, kept?.counter);
    const seen = this.#journal?.seen ?? clock;
    const isAhead = seen.ms > clock.ms || (seen.ms === clock.ms && seen.counter > clock.counter);
    return isAhead ? new HybridClock(seen.ms, seen.counter) : clock;
  }

  /** Keep how far the ids here go, so that what is written while locked exceeds them too. */
  async keepClock(): Promise<void> {
    const before = (await this.store.get("clock", "clock")) ?? null;
    const clock = this.#clock(before);
    if (clock.ms === before?.ms && clock.counter === before.counter) return;
    const after: ClockRow = { key: "clock", ms: clock.ms, counter: clock.counter };
    await this.store.commit({ expect: { clock: before }, put: { clock: [after] } });
  }

  changed(): void {
    const bodies = this.#replaced;
    this.#replaced = [];
    this.#tabs.tell({ news: "changed", bodies });
    this.#heard(bodies);
  }

  #heard(bodies: readonly Hex[]): void {
    this.#journal?.stale(bodies);
    this.#listener.changed();
  }

  told(): void {
    this.#listener.told();
  }

  alone<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    return this.#tabs.alone(name, work);
  }

  #known(): ProfileRow {
    const row = this.profile();
    if (row === null) throw noJournal();
    return row;
  }
}
