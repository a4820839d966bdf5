/**
 * The engine as one object, in the worker: the desk, the views, and the half that speaks with servers.
 *
 * That half is loaded after the first answer was given; what asks for it before waits for it. A status is told at the
 * beginning, and after every change, several of them gathered into one.
 */
import type { Checked } from "./checked.ts";
import { Desk, type Ground } from "./desk.ts";
import { Drafts } from "./drafts.ts";
import { EngineError, NOT_LOADED } from "./errors.ts";
import type {
  Draft,
  Engine,
  Found,
  Id,
  InviteStep,
  Join,
  JoinStep,
  NewEvent,
  Status,
  Undone,
  Views,
  Written,
} from "./port.ts";
import type { StartSync, SyncSide } from "./session.ts";
import { Statuses, unforeseen } from "./statuses.ts";
import { Door } from "./views/door.ts";

export interface Parts {
  ground: () => Promise<Ground>;
  startSync: () => Promise<StartSync>;
  /** Whether the page remembers a journal on this device. */
  hadJournal: boolean;
  /** How long reading the journal waits at the start, so that the first screen comes before it. */
  restMs: number;
}

/** Everything that stands once the storage was opened. */
interface House {
  desk: Desk;
  door: Door;
  drafts: Drafts;
  side: () => Promise<SyncSide>;
}

export class LocalEngine implements Engine {
  readonly #parts: Parts;
  readonly #statuses: Statuses;
  #house: Promise<House> | null = null;
  #renewing: Promise<unknown> = Promise.resolve();
  #isRenewWanted = false;
  /** Ends the rest at the start. */
  #firstShown: () => void = () => undefined;
  readonly #rested: Promise<void>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#statuses = new Statuses(parts.hadJournal);
    this.#rested = new Promise((resolve) => {
      this.#firstShown = resolve;
      setTimeout(resolve, parts.restMs);
    });
  }

  watch(told: (status: Status) => void): () => void {
    const end = this.#statuses.watch(told);
    void this.#opened().catch((error: unknown) => this.#statuses.failed(error));
    return end;
  }

  /** The person looks at the app again, or the network is back: see whether the storage is still there, and what is new. */
  nudge(): void {
    void this.#opened()
      .then(async ({ desk, side }) => {
        const isThere = await desk.isThere();
        if (isThere) (await side()).nudge();
      })
      .catch((error: unknown) => this.#statuses.failed(error));
  }

  /** The house; where the storage could not be opened, it is tried again at the next call. */
  #opened(): Promise<House> {
    this.#house ??= this.#open().catch((error: unknown) => {
      this.#house = null;
      throw error;
    });
    return this.#house;
  }

  async #open(): Promise<House> {
    let house: House | undefined;
    let stands: (made: House) => void = () => undefined;
    const standing = new Promise<House>((resolve) => {
      stands = resolve;
    });
    // Always the side of this house: after the journal was left, there may be another.
    const whenOpen = (work: (side: SyncSide) => void): void => {
      void Promise.all([standing, this.#rested])
        .then(([made]) => made.side())
        .then(work)
        .catch((error: unknown) => this.#statuses.failed(error));
    };
    const desk = await Desk.at(await this.#parts.ground(), {
      changed: () => this.#renew(),
      told: () => this.#statuses.soon(),
      opened: () => whenOpen((side) => side.opened()),
      closed: () => {
        house?.door.close();
        whenOpen((side) => side.closed());
      },
      wrote: () => whenOpen((side) => side.wrote()),
      left: () => {
        this.#house = null;
        this.#statuses.left();
      },
    });
    let side: Promise<SyncSide> | null = null;
    const load = (): Promise<SyncSide> => {
      side ??= this.#parts
        .startSync()
        .then((start) => {
          const started = start(desk);
          this.#statuses.with(started);
          return started;
        })
        .catch((error: unknown) => {
          side = null; // it could not be loaded: the next call tries again
          throw new EngineError({ ...unforeseen(error), code: NOT_LOADED });
        });
      return side;
    };
    house = { desk, door: new Door(desk), drafts: new Drafts(desk), side: load };
    this.#statuses.of(desk);
    stands(house);
    return house;
  }

  /** The journal has changed: tell at once, then read it and keep the plan, one after another. */
  #renew(): void {
    this.#statuses.soon();
    if (this.#isRenewWanted) return;
    this.#isRenewWanted = true;
    this.#renewing = this.#renewing.then(async () => {
      await this.#rested;
      this.#isRenewWanted = false;
      const house = await this.#house;
      if (house === null || !house.desk.isOpen()) return;
      await house.door.renew();
      this.#statuses.soon();
    }).catch(() => undefined); // a view that is asked for says what is wrong
  }

  /** Resolves when every change so far was read: for tests. */
  async settled(): Promise<void> {
    await this.#renewing;
    await this.#statuses.settled();
  }

  async #side(): Promise<SyncSide> {
    return (await this.#opened()).side();
  }

  async found(how: Found): Promise<void> {
    await (await this.#side()).found(how);
  }

  async makePaper(): Promise<string[]> {
    return (await this.#side()).makePaper();
  }

  async confirmPaper(): Promise<void> {
    await (await this.#side()).confirmPaper();
  }

  async tryPaper(words: string[]): Promise<{ entries: number; paper: Id }> {
    const side = await this.#side();
    if (side.tryPaper === undefined) throw new EngineError("not-found", "this app cannot try a paper key.");
    return side.tryPaper(words);
  }

  async join(how: Join, told: (step: JoinStep) => void): Promise<void> {
    await (await this.#side()).join(how, told);
  }

  async invite(told: (step: InviteStep) => void): Promise<void> {
    await (await this.#side()).invite(told);
  }

  async compare(isSame: boolean): Promise<void> {
    await (await this.#side()).compare(isSame);
  }

  async register(server: string, code: string): Promise<void> {
    await (await this.#side()).register(server, code);
  }

  async unlock(passphrase: string): Promise<void> {
    await (await this.#opened()).desk.unlock(passphrase);
  }

  async lock(): Promise<void> {
    (await this.#opened()).desk.lock();
  }

  async setPassphrase(now: string, next: string): Promise<void> {
    const { desk } = await this.#opened();
    await desk.setPassphrase(now, next);
  }

  async keepDraft(draft: Draft, isEmpty: boolean): Promise<void> {
    await (await this.#opened()).drafts.keep(draft, isEmpty);
  }

  async drafts(): Promise<Draft[]> {
    return (await this.#opened()).drafts.all();
  }

  async write(events: NewEvent[], draft?: string): Promise<Written> {
    return (await this.#opened()).desk.write(events, draft);
  }

  async undo(): Promise<Undone | null> {
    const { desk } = await this.#opened();
    const { undo } = await import("./undo.ts");
    return undo(desk);
  }

  async erase(id: string): Promise<void> {
    const { desk } = await this.#opened();
    const { erase } = await import("./undo.ts");
    await erase(desk, id);
  }

  async exportUnsynced(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    const { desk } = await this.#opened();
    const { exportUnsent } = await import("./unsent.ts");
    return exportUnsent(desk);
  }

  async sync(): Promise<void> {
    await (await this.#side()).sync();
  }

  async revoke(device: string, others: string[], mine?: string[]): Promise<void> {
    await (await this.#side()).revoke(device, others, mine);
  }

  async leave(): Promise<void> {
    await (await this.#opened()).desk.leave();
  }

  async acceptLoss(id: string): Promise<void> {
    await (await this.#side()).acceptLoss(id);
  }

  async verify(): Promise<Checked> {
    return (await this.#side()).verify();
  }

  async view<N extends keyof Views>(name: N, args: Views[N]["args"]): Promise<Views[N]["is"]> {
    if (name === "devices") return (await (await this.#side()).devices()) as Views[N]["is"];
    const { door } = await this.#opened();
    const view = (await door.view(name as Exclude<N, "devices">, args as never)) as Views[N]["is"];
    this.#firstShown();
    return view;
  }
}

