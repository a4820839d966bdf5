/**
 * The half of the engine that speaks with servers and other devices: what the screens can ask of it, and the watch.
 *
 * One thing is exchanged at a time, in this window and in all others. What is typed and saved never waits for it.
 */
import { type Bytes, hex, unhex } from "../../core/bytes.ts";
import { PeerError } from "../../core/errors.ts";
import { paperKeys } from "../../core/trust/paper.ts";
import { encodeRosterEntry } from "../../core/trust/statements.ts";
import type { Checked } from "../checked.ts";
import type { DevicesPage } from "../devices-page.ts";
import { EngineError } from "../errors.ts";
import type { Found, Id, InviteStep, Join, JoinStep, Status, Trouble } from "../port.ts";
import type { Session, StartSync, SyncSide, SyncStatus } from "../session.ts";
import { SHIPPED } from "../statuses.ts";
import type { Hex } from "../store/port.ts";
import { type Address, parseAddress } from "./address.ts";
import { cancelErasures, erasuresBy } from "./cancelling.ts";
import { isIncomplete } from "./entering.ts";
import { Exchange, type Progress } from "./exchange.ts";
import { SYNCED, fileArrivals } from "./filing.ts";
import { Paper, newRoster, unseenPaper } from "./founding.ts";
import { giveUp } from "./giving-up.ts";
import { Ledger } from "./ledger.ts";
import { Comparison, type Meeting, invite, join } from "./meeting.ts";
import { type Outside, browser } from "./outside.ts";
import { PASSING, isRefusal, refusal } from "./refusals.ts";
import { Remote } from "./remote.ts";
import { journalPath } from "./signing.ts";
import { Change, checkMayRevoke } from "./standing.ts";
import { DEVICES, dishonest, exchange, refreshSigns, rememberedServer, signsToShow } from "./syncing.ts";
import { Watch } from "./watching.ts";

const LOCK = "exchange";
const LOCK_PAUSE_MS = 100;
const LOCK_MS = 60_000;

/** Start the exchange of `session`: engine/session.ts says what it answers. */
export const startSync: StartSync = (session) => new Side(session, browser());

export class Side implements SyncSide {
  private readonly paper: Paper;
  private remote: Remote | null = null;
  private watch: Watch | null = null;
  private comparison: Comparison | null = null;
  private net: Status["net"] = "idle";
  private trouble: Trouble | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly outside: Outside,
  ) {
    this.paper = new Paper(session);
  }

  async status(): Promise<SyncStatus> {
    const { store } = this.session;
    const server = await rememberedServer(this.session);
    const synced = (await store.get("meta", SYNCED))?.value;
    const devices = (await store.get("meta", DEVICES))?.value;
    const isNever = synced === undefined && this.net === "idle";
    return {
      paper: await this.paper.state(),
      devices: typeof devices === "number" ? devices : 1,
      synced_ms: typeof synced === "number" ? synced : null,
      net: isNever ? "never" : this.net,
      signs: await signsToShow(this.session),
      trouble: this.trouble,
      server,
    };
  }

  opened(): void {
    void this.startWatch().catch((error: unknown) => this.is("failed", troubleOf(error)));
  }

  closed(): void {
    this.paper.drop();
    this.comparison?.give(false);
    this.watch?.close();
    this.watch = null;
    this.remote?.close();
    this.remote = null;
    this.net = "idle";
  }

  wrote(): void {
    this.watch?.wrote();
  }

  nudge(): void {
    this.watch?.nudge();
  }

  async found(how: Found): Promise<void> {
    const { session } = this;
    const fresh = await session.makeKeys();
    const random = (length: number): Bytes => session.world.random(length);
    const { entropy, roster } = await newRoster(how.name, fresh.keys, random);
    const entries = roster.entries.map((entry) => encodeRosterEntry(entry));
    const passphrase = how.passphrase ?? "";
    const meta = await unseenPaper(entropy, fresh.keys);
    await session.makeProfile({ name: how.name, fresh, journal: hex(roster.journal), roster: entries, passphrase, meta });
    const { starterEvents } = await import("./starter-events.ts");
    const { ids } = await session.write(starterEvents());
    await session.store.commit({ put: { meta: [{ key: SHIPPED, value: ids.length }] } });
    session.told();
    if (how.server) await this.orTrouble(this.register(how.server, how.code ?? ""));
  }

  async makePaper(): Promise<string[]> {
    const { paperWords } = await import("./words.ts");
    return paperWords(await this.paper.show());
  }

  async confirmPaper(): Promise<void> {
    const keys = await this.paper.confirmed();
    if (keys !== null) await this.change((change) => change.replacePaper(keys));
    await this.paper.forget(keys?.public.id ?? null);
    this.session.told();
  }

  async tryPaper(words: string[]): Promise<{ entries: number; paper: Id }> {
    const { paperEntropy } = await import("./words.ts");
    const paper = await paperKeys(paperEntropy(words));
    const remembered = await this.remembered();
    await this.sync();
    const remote = new Remote(remembered.address, this.outside.fetch); // it signs in as the paper key, not as this device
    try {
      const { drill } = await import("./drill.ts");
      const entries = await drill(remote, paper, unhex(this.session.profile()?.journal ?? ""));
      await this.paper.tried(paper.public.id);
      this.session.told();
      return { entries, paper: paper.public.id };
    } catch (error) {
      throw error instanceof PeerError ? dishonest(remote, error) : error;
    } finally {
      remote.close();
    }
  }

  async join(how: Join, told: (step: JoinStep) => void): Promise<void> {
    const comparison = this.begin();
    try {
      const server = await honest(join(await this.meeting(), how, told, comparison));
      const progress: Progress = (done, of) => told({ step: "fetching", done, of });
      await this.orTrouble(this.exchangeWith(this.remoteAt(server), progress));
      told({ step: "done" });
    } finally {
      this.comparison = null;
    }
  }

  async invite(told: (step: InviteStep) => void): Promise<void> {
    const comparison = this.begin();
    try {
      await this.sync();
      await honest(invite(await this.meeting(), told, comparison));
      this.watch?.nudge();
    } finally {
      this.comparison = null;
    }
  }

  async compare(isSame: boolean): Promise<void> {
    this.comparison?.give(isSame);
  }

  async register(server: string, code: string): Promise<void> {
    const remote = this.remoteAt(server);
    remote.registration = code.trim();
    try {
      await this.exchangeWith(remote);
    } finally {
      remote.registration = "";
    }
    await this.startWatch();
  }

  async sync(): Promise<void> {
    await this.exchangeWith(await this.remembered());
  }

  async revoke(device: Hex, others: Hex[], mine: Hex[] = []): Promise<void> {
    const devices = [...new Set([device, ...others])];
    let stopped: Hex[] = [];
    await this.change(async (change, ledger) => {
      checkMayRevoke(ledger, devices);
      await fileArrivals(ledger);
      const waiting = (await erasuresBy(ledger, devices)).map((row) => row.erasure);
      stopped = waiting.filter((erasure) => !mine.includes(erasure));
      await change.revoke(devices);
    });
    if (stopped.length > 0) await this.exclusively(async () => cancelErasures(await Ledger.load(this.session), stopped));
    await this.orTrouble(this.sync());
  }

  async acceptLoss(id: Id): Promise<void> {
    await this.exclusively(async () => {
      const ledger = await Ledger.load(this.session);
      await giveUp(ledger, id);
      await refreshSigns(ledger);
    });
    this.session.told();
  }

  async verify(): Promise<Checked> {
    const { verify } = await import("./verifying.ts");
    const sync = (): Promise<void> => this.orTrouble(this.sync());
    return verify(this.session, { exclusively: (work) => this.exclusively(work), sync });
  }

  async devices(): Promise<DevicesPage> {
    const ledger = await Ledger.load(this.session);
    const { devicesPage } = await import("../views/devices.ts");
    return devicesPage(ledger, await isIncomplete(this.session, ledger));
  }

  /** Change the list of devices: everything is exchanged first, and again afterwards. */
  private async change(make: (change: Change, ledger: Ledger) => Promise<void>): Promise<void> {
    const remote = (await rememberedServer(this.session)) ? await this.remembered() : null;
    if (remote !== null) await this.exchangeWith(remote);
    const work = async (): Promise<void> => {
      const ledger = await Ledger.load(this.session);
      const change = await Change.of(ledger);
      await make(change, ledger);
      await change.put(remote);
      if (remote !== null) await new Exchange(ledger, remote, () => undefined).follow();
    };
    await honest(this.exclusively(work));
  }

  /** Begin a pairing: the one before is over. */
  private begin(): Comparison {
    this.comparison?.give(false);
    this.comparison = new Comparison();
    return this.comparison;
  }

  private async meeting(): Promise<Meeting> {
    const { session, outside } = this;
    const { world } = session;
    return {
      session,
      world: {
        random: (length) => world.random(length),
        nowMs: () => world.nowMs(),
        sleep: (ms) => outside.sleep(ms),
      },
      server: (session.profile() === null ? "" : await rememberedServer(session)) || outside.origin,
      remote: (server) => new Remote(this.reachable(server), outside.fetch),
      exclusively: (work) => this.exclusively(work),
    };
  }

  private async startWatch(): Promise<void> {
    const url = await rememberedServer(this.session);
    this.watch?.close();
    this.watch = null;
    const { isWatching } = this.outside;
    if (!isWatching || !url || !this.session.isOpen()) return;
    const journal = unhex(this.session.profile()?.journal ?? "");
    const live = `${url.replace(/^http/, "ws")}${journalPath(journal)}/live`;
    this.watch = new Watch(this.outside, live, async () => {
      const remote = await this.remembered();
      return (await this.exchangeWhereFree(remote)) ? { token: remote.token } : "elsewhere";
    });
  }

  /** Exchange everything with `remote`, because somebody asked. Rejects with an EngineError. */
  private async exchangeWith(remote: Remote, progress: Progress = () => undefined): Promise<void> {
    await this.saying(() =>
      this.exclusively(async () => {
        const { watch } = this;
        const answered = watch?.began() ?? 0;
        await exchange(this.session, remote, progress);
        watch?.exchanged(remote.token, answered);
      }),
    );
  }

  /** Exchange everything with `remote`; return false, at once, where another window does. Rejects with an EngineError. */
  private async exchangeWhereFree(remote: Remote): Promise<boolean> {
    const run = async (): Promise<true> => {
      await exchange(this.session, remote, () => undefined);
      return true;
    };
    return this.saying(async () => (await this.inTurn(() => this.session.alone(LOCK, run))) ?? false);
  }

  /** Wait for `work`, an exchange, and tell in the status how it goes. */
  private async saying<T>(work: () => Promise<T>): Promise<T> {
    this.is("syncing", this.trouble);
    try {
      const done = await work();
      this.is("idle", null);
      return done;
    } catch (error) {
      const trouble = troubleOf(error);
      if (!this.session.isOpen()) this.is("idle", null); // it was locked on the way
      else this.is(trouble.code === "no-answer" ? "offline" : "failed", trouble);
      throw error;
    }
  }

  private is(net: Status["net"], trouble: Trouble | null): void {
    this.net = net;
    this.trouble = trouble;
    this.session.told();
  }

  /** Wait for `work`; what time may mend stays as trouble in the status. */
  private async orTrouble(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!PASSING.has(error.trouble.code)) this.is("failed", error.trouble);
    }
  }

  private async remembered(): Promise<Remote> {
    const url = await rememberedServer(this.session);
    if (!url) throw refusal("no-server", "no server is known yet.", { mend: "add one in Devices" });
    return this.remoteAt(url);
  }

  /** Return the server at `text`, with the token that it gave last. */
  private remoteAt(text: string): Remote {
    const address = this.reachable(text);
    if (this.remote?.address.url !== address.url) {
      this.remote?.close();
      this.remote = new Remote(address, this.outside.fetch);
    }
    return this.remote;
  }

  /** Return the address in `text`. Throws an EngineError, also where a browser would not let this app go there. */
  private reachable(text: string): Address {
    const { origin } = this.outside;
    const address = parseAddress(text, origin !== ""); // the browser judges its own server's; of any other we do
    if (!origin || new URL(origin).origin === new URL(address.url).origin) return address;
    const what = `this app came from ${origin}, and a browser lets it speak with that server only.`;
    throw refusal("elsewhere", what, { kept: "everything here; nothing was sent", mend: `open ${address.url}/app/` });
  }

  /** Run `work` after what runs in this window, and while no other window exchanges. Rejects with an EngineError. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const until = this.outside.now() + LOCK_MS;
      for (;;) {
        const done = await this.session.alone(LOCK, async () => ({ value: await work() }));
        if (done !== null) return done.value;
        if (this.outside.now() > until) break;
        await this.outside.sleep(LOCK_PAUSE_MS);
      }
      const kept = "everything; what waits goes with the next sync";
      throw refusal("busy", "another window of the app is exchanging.", { kept, mend: "close it, or try again" });
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

/** Return what `work` gives; bytes from elsewhere that are not what they should be become a refusal. */
async function honest<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    const what = `the other side sent what no Twoway sends: ${error.message}.`;
    throw refusal("server", what, { kept: "everything on this device", mend: "try again; ask whoever runs the server" });
  }
}

/** Return what is to be told of `error`. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof EngineError) return error.trouble;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: "unforeseen",
    what: `the exchange broke off (${reason}).`,
    kept: "everything on this device",
    mend: "sync again; if it stays so, close the app and open it again",
  };
}
