/**
 * The status: put together from what the desk and the exchange know, and told to whoever watches.
 *
 * The exchange is loaded after the first screen; until then what it told last stands in for it, without the words.
 */
import type { Desk } from "./desk.ts";
import { EngineError } from "./errors.ts";
import { CHOSEN } from "./outbox.ts";
import type { Stage, Status, Trouble } from "./port.ts";
import type { SyncSide, SyncStatus } from "./session.ts";

const TOLD = "told-status";
/** In `meta`: how many entries the journal was founded with. */
export const SHIPPED = "shipped";
/** What of the exchange's status is kept: numbers, times and the server's address. */
type Kept = Pick<SyncStatus, "paper" | "devices" | "synced_ms" | "server">;

const UNKNOWN: Status = {
  stage: "none",
  device: "",
  journal: "",
  server: "",
  has_passphrase: false,
  paper: "none",
  is_elsewhere: false,
  unsynced: 0,
  has_draft: false,
  devices: 0,
  synced_ms: null,
  net: "never",
  trouble: null,
  signs: [],
  is_persisted: null,
  has_update: false,
};

const AT_FIRST: SyncStatus = {
  paper: "none",
  devices: 1,
  synced_ms: null,
  net: "never",
  signs: [],
  trouble: null,
  server: "",
};

export class Statuses {
  readonly #watchers = new Set<(status: Status) => void>();
  #hadJournal: boolean;
  #desk: Desk | null = null;
  #side: SyncSide | null = null;
  #last: Status | null = null;
  #telling: Promise<void> | null = null;
  #isWanted = false;
  /** Whether the storage was looked into: before that "none" would be a guess, and a screen would believe it. */
  #isKnown = false;
  #storage: Trouble | null = null;

  /** `hadJournal`: whether something outside the storage remembers a journal here. */
  constructor(hadJournal: boolean) {
    this.#hadJournal = hadJournal;
  }

  watch(told: (status: Status) => void): () => void {
    this.#watchers.add(told);
    if (this.#last !== null) told(this.#last);
    return () => this.#watchers.delete(told);
  }

  /** From now on the status is that of `desk`. */
  of(desk: Desk): void {
    this.#desk = desk;
    this.#isKnown = true;
    this.#storage = null;
    if (desk.wasLeft) this.#hadJournal = false;
    this.soon();
  }

  /** The journal was taken off this device: nothing is missed, and nothing is read before somebody asks. */
  left(): void {
    this.#isKnown = true;
    this.#desk = null;
    this.#side = null;
    this.#storage = null;
    this.#hadJournal = false;
    this.soon();
  }

  /** The exchange is loaded, and knows its part of the status. */
  with(side: SyncSide): void {
    this.#side = side;
    this.#storage = null; // what could not be loaded before is here now
    this.soon();
  }

  /** Something failed that nobody waits for. */
  failed(error: unknown): void {
    this.#isKnown = true;
    this.#storage = troubleOf(error);
    this.soon();
  }

  /** Tell the status; several wishes at once are told once. Nothing is told before anything is known. */
  soon(): void {
    if (!this.#isKnown) return;
    this.#isWanted = true;
    this.#telling ??= this.#tell();
  }

  async settled(): Promise<void> {
    while (this.#telling !== null) await this.#telling;
  }

  async #tell(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      const status = await this.#made().catch(
        (error: unknown): Status => ({ ...(this.#last ?? UNKNOWN), trouble: troubleOf(error) }),
      );
      if (JSON.stringify(status) === JSON.stringify(this.#last)) continue;
      this.#last = status;
      for (const told of this.#watchers) told(status);
    }
    this.#telling = null; // at once: a wish after the last look begins anew
  }

  async #made(): Promise<Status> {
    const desk = this.#desk;
    const profile = desk?.profile() ?? null;
    if (desk === null) return { ...UNKNOWN, trouble: this.#storage };
    if (profile === null) {
      const isLost = this.#hadJournal || !(await desk.memory.isEmpty());
      return { ...UNKNOWN, stage: isLost ? "lost" : "none", trouble: this.#storage };
    }
    this.#hadJournal = true;
    const stage: Stage = desk.isOpen() ? "open" : "locked";
    const waiting = await desk.store.waiting();
    const known: Status = {
      ...UNKNOWN,
      stage,
      device: profile.name,
      journal: profile.journal,
      has_passphrase: profile.protection === "passphrase",
      is_elsewhere: desk.isElsewhere,
      unsynced: waiting,
      has_draft: stage === "locked" && (await hasWords(desk)),
    };
    try {
      const net = await this.#netStatus(desk);
      const unsynced = net.synced_ms === null ? Math.max(0, waiting - (await shippedIn(desk))) : waiting;
      return { ...known, ...net, unsynced, trouble: this.#storage ?? net.trouble };
    } catch (error) {
      return { ...known, devices: this.#last?.devices ?? 1, trouble: troubleOf(error) };
    }
  }

  async #netStatus(desk: Desk): Promise<SyncStatus> {
    const value = (await desk.store.get("meta", TOLD))?.value;
    const before = typeof value === "string" ? value : "";
    if (this.#side === null) return { ...AT_FIRST, ...parsed(before) };
    const net = await this.#side.status();
    const { paper, devices, synced_ms, server } = net;
    const now = JSON.stringify({ paper, devices, synced_ms, server } satisfies Kept);
    // Kept to save time alone: where there is no room, the next start shows less at first.
    if (now !== before) await desk.store.commit({ put: { meta: [{ key: TOLD, value: now }] } }).catch(() => undefined);
    return net;
  }
}

/** Whether something typed is kept; what was chosen alone is no word. */
async function hasWords(desk: Desk): Promise<boolean> {
  return (await desk.store.keys("drafts")).some((where) => !String(where).startsWith(CHOSEN));
}

/** Return how many of the entries here every journal begins with: before the first exchange all of them wait. */
async function shippedIn(desk: Desk): Promise<number> {
  const value = (await desk.store.get("meta", SHIPPED))?.value;
  return typeof value === "number" ? value : 0;
}

function parsed(kept: string): Partial<SyncStatus> {
  try {
    const { synced_ms, ...rest } = JSON.parse(kept) as Kept;
    return { ...rest, synced_ms, net: synced_ms === null ? "never" : "idle" };
  } catch {
    return {};
  }
}

function troubleOf(error: unknown): Trouble {
  return error instanceof EngineError ? error.trouble : unforeseen(error);
}

/** What is told of an error that nobody foresaw. */
export function unforeseen(error: unknown): Trouble {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: "unforeseen",
    what: `something went wrong that should not (${reason}).`,
    kept: "everything that was saved before",
    mend: "Close the app and open it again.",
  };
}
