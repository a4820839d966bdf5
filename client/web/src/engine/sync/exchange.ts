/**
 * One exchange with a server: roster, sign-in, pull, cut, push, and what is to be told afterwards.
 *
 * State is a vector of heads; nothing is half applied when it stops. The server is a courier: what it sends is
 * checked, and what it lost is sent again and said.
 */
import { type Bytes, equal, hex } from "../../core/bytes.ts";
import type { Kind } from "../../core/codec.ts";
import { NotAllowedError, NotGivenError } from "../../core/errors.ts";
import type { Segment } from "../../core/sealing/segment.ts";
import { MAX_REQUEST_BYTES, MAX_SEGMENTS_A_MESSAGE } from "../../core/sync/limits.ts";
import { Fetch, Fetched, Push, Pushed, type SegmentPlace, SyncReply, SyncRequest, unwire, wire } from "../../core/sync/messages.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import { type Admitted, addCounts, admitted, came } from "./admitted.ts";
import { asideHeads, asideRungs, letGoUnknown, waits } from "./aside.ts";
import { Cutter } from "./cutting.ts";
import { fetched } from "./fetching.ts";
import { admit, rejudge } from "./judging.ts";
import type { Ledger } from "./ledger.ts";
import { recall, remember, wholeVector } from "./memory.ts";
import { goneFrom } from "./mending.ts";
import type { Remote } from "./remote.ts";
import { Rewriter } from "./rewriting.ts";
import { Rosters } from "./rosters.ts";
import { journalPath, signIn } from "./signing.ts";
import { type Vector, addHead, addHeads, fromWire, toWire } from "./vector.ts";

const IDLE_PAGES = 2;
const ROUNDS = 3;
const SEGMENT_OVERHEAD_BYTES = 16;
const SPARE_BYTES = 1024;

/** Told (segments done, segments in all) as they come and go. */
export type Progress = (done: number, of: number) => void;

/**
 * What an exchange did. `lost`: entries that the server had once acknowledged and no longer had.
 *
 * `again`: entries that were written again. `switched`: of a forked roster, whose branch won. `restored`: this
 * journal had been an older copy of itself.
 */
export interface Outcome {
  sent: number;
  received: number;
  lost: number;
  again: number;
  refused: number;
  switched: "" | "ours" | "theirs";
  restored: boolean;
  readonly arrived: Admitted;
}

/** Brings the journal of this device and a server to the same state. */
export class Exchange {
  readonly outcome: Outcome;
  private readonly rosters: Rosters;
  private readonly path: string;

  constructor(
    private readonly ledger: Ledger,
    private readonly remote: Remote,
    private readonly progress: Progress,
  ) {
    this.rosters = new Rosters(ledger, remote);
    this.path = journalPath(ledger.pinned.journal);
    const none = { sent: 0, received: 0, lost: 0, again: 0, refused: 0 };
    this.outcome = { ...none, switched: "", restored: false, arrived: admitted() };
  }

  /** The roster that counts. */
  get roster(): Roster {
    return this.rosters.roster;
  }

  /** Exchange everything; return what happened. Rejects with an EngineError; what was done until then stays. */
  async run(): Promise<Outcome> {
    const { ledger, outcome } = this;
    const { session } = ledger;
    const device = session.keys().public.id;
    const cutter = new Cutter(ledger);
    const rewriter = new Rewriter(ledger);
    let cut: Hex[] = [];
    await this.mend();
    for (let round = 0; round < ROUNDS; round += 1) {
      const epoch = this.roster.commitment;
      const theirs = await this.pull();
      if (cut.length > 0 && !equal(this.roster.commitment, epoch)) {
        outcome.again += await rewriter.rewrite(this.roster, cut);
      }
      outcome.again += await rewriter.withdraw(this.roster);
      outcome.again += await rewriter.salvage(this.roster);
      cut = await this.cut(cutter);
      if (equal(await this.push(theirs), this.roster.head)) break;
    }
    const own = wholeVector(cutter.ownHeads());
    await remember(session, device, { roster: this.roster.head, own, heads: wholeVector(ledger.heads()) });
    return outcome;
  }

  /** Fetch what was let go because its bytes were changed here, before anything is judged without it. */
  private async mend(): Promise<void> {
    const places = goneFrom(this.ledger);
    if (places.length === 0) return;
    const came = await this.fetchKnown(places);
    const arrived = await admit(this.ledger, this.roster, came.sort(byNumber), true);
    await this.ledger.flush();
    addCounts(this.outcome.arrived, arrived);
  }

  /** Return what the server has at `places`: nothing where it does not know that route. */
  private async fetchKnown(places: readonly SegmentPlace[]): Promise<Segment[]> {
    const path = `${this.path}/fetch`;
    try {
      return await fetched(places, (message) => this.signedIn(() => this.remote.call(path, Fetch, message, Fetched)));
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      return [];
    }
  }

  /** Cut what waits; it goes on waiting where nobody gave this device the key in force. */
  private async cut(cutter: Cutter): Promise<Hex[]> {
    try {
      return await cutter.cut(this.roster, await recall(this.ledger.session, this.ledger.session.keys().public.id));
    } catch (error) {
      if (!(error instanceof NotGivenError)) throw error;
      return [];
    }
  }

  /** Bring roster and segments of server and device together; push nothing that waits to be cut. */
  async follow(): Promise<void> {
    await this.push(await this.pull());
  }

  /** Fetch all that we lack, and settle a fork of the roster; return the server's vector. */
  async pull(): Promise<Vector> {
    letGoUnknown(this.ledger, this.roster);
    let theirs = await this.pullPages();
    if (await this.rosters.settle()) theirs = await this.pullPages();
    this.noteHeld(theirs);
    await this.ledger.flush();
    return theirs;
  }

  /** Send what the server lacks, ours and others'; return its roster hash after the last commit. */
  async push(theirs: Vector): Promise<Bytes> {
    let roster = this.roster.head;
    const names = this.beyond(theirs);
    let done = 0;
    for await (const batch of batches(this.ledger, names)) {
      const pushed = await this.ask("push", Push, { segments: batch.map((each) => wire(each)) }, Pushed);
      await this.note(batch, pushed);
      roster = pushed.roster;
      done += batch.length;
      this.progress(done, names.length);
    }
    return roster;
  }

  /** Ask with our token; sign in where there is none, and anew where it has run out. */
  async ask<M, R>(route: string, kind: Kind<M>, message: M, reply: Kind<R>): Promise<R> {
    try {
      return await this.signedIn(() => this.remote.call(`${this.path}/${route}`, kind, message, reply));
    } catch (error) {
      throw error instanceof NotAllowedError ? await this.rosters.unknownHere() : error;
    }
  }

  /** Ask with our token, and once more with a new one. Rejects with a NotAllowedError where that does not help either. */
  private async signedIn<R>(ask: () => Promise<R>): Promise<R> {
    if (this.remote.token !== null) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof NotAllowedError)) throw error;
      }
    }
    await this.signIn();
    return ask();
  }

  /** Get a token; a server that does not know us yet is given the roster, which proves itself. */
  private async signIn(): Promise<void> {
    if (await this.isLetIn()) return;
    await this.rosters.bring(0);
    if (!(await this.isLetIn())) throw await this.rosters.notLetIn();
  }

  private async isLetIn(): Promise<boolean> {
    try {
      await signIn(this.remote, this.roster.journal, this.ledger.session.keys());
      return true;
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      return false;
    }
  }

  /** Fetch all that we lack, page by page; return the server's vector. */
  private async pullPages(): Promise<Vector> {
    let theirs: Vector = new Map();
    let [done, idle, total] = [0, 0, 0];
    for (;;) {
      const message = { roster: this.roster.head, heads: toWire(this.named(theirs)) };
      const reply = await this.ask("sync", SyncRequest, message, SyncReply);
      theirs = fromWire(reply.heads);
      total ||= done + this.distance(theirs);
      const arrived = await this.admit(reply);
      done += reply.segments.length;
      this.progress(done, Math.max(total, done));
      idle = came(arrived) > 0 ? 0 : idle + 1;
      if (!reply.more || idle >= IDLE_PAGES) break;
    }
    if (waits(this.ledger)) {
      this.outcome.received += await rejudge(this.ledger, this.roster);
      await this.ledger.flush();
    }
    return theirs;
  }

  /**
   * Return what to name as held. Beside our heads those that were put aside, and those of the server that we hold.
   *
   * It may not know ours yet, and need not send again what does not count here. Where both have gone on from a
   * common beginning, segments further back say where that was.
   */
  private named(theirs: Vector): Vector {
    const held = this.ledger.heads();
    addHeads(held, asideHeads(this.ledger));
    for (const [chain, heads] of theirs) {
      const known = held.get(chain);
      const common = [...heads].filter(([hash]) => known?.has(hash) === true || this.ledger.holds(hash));
      const more = common.length > 0 ? common : [...this.ledger.rungs(chain), ...asideRungs(this.ledger, chain)];
      for (const [hash, number] of more) addHead(held, chain, hash, number);
    }
    return held;
  }

  /** Return about how many segments the server is ahead, for the progress. */
  private distance(theirs: Vector): number {
    let ahead = 0;
    for (const [chain, heads] of theirs) ahead += Math.max(0, Math.max(0, ...heads.values()) - this.ledger.last(chain));
    return ahead;
  }

  private async admit(reply: SyncReply): Promise<Admitted> {
    const { ledger, outcome, rosters } = this;
    await rosters.follow(reply.roster);
    if (rosters.roster !== ledger.pinned) {
      ledger.pin(rosters.roster);
      outcome.received += await rejudge(ledger, rosters.roster);
    }
    const arrived = await admit(ledger, rosters.roster, reply.segments.map((each) => unwire(each)), true);
    await ledger.flush();
    addCounts(outcome.arrived, arrived);
    outcome.received += arrived.entries + rosters.received;
    rosters.received = 0;
    outcome.switched = rosters.switched;
    return arrived;
  }

  /** Note that the server holds those of its heads that are here, and all before them: an answer may be lost. */
  private noteHeld(theirs: Vector): void {
    for (const [chain, heads] of theirs) {
      const unsent = this.ledger.rowsOf(chain).filter((row) => row.pushed === 0);
      if (unsent.length === 0) continue;
      const lowest = Math.min(...unsent.map((row) => row.number));
      for (const head of heads.keys()) this.ledger.markPushed(this.downTo(head, lowest));
    }
  }

  /** Return the segment `name`, if it is here, and those before it down to `number`. */
  private downTo(name: Hex, number: number): Hex[] {
    const line: Hex[] = [];
    for (let row = this.ledger.segments.get(name); row !== undefined && row.number >= number; ) {
      line.push(row.hash);
      row = this.ledger.segments.get(row.previous);
    }
    return line;
  }

  /** Return what a server with the vector `theirs` lacks, parents before children. */
  private beyond(theirs: Vector): Hex[] {
    const names: Hex[] = [];
    for (const [chain, heads] of this.ledger.heads()) {
      const given = theirs.get(chain) ?? new Map<Hex, number>();
      if ([...heads.keys()].every((hash) => given.has(hash))) continue;
      const known = [...given].filter(([hash]) => this.ledger.holds(hash));
      const after = known.length === 1 && heads.size === 1 ? (known[0]?.[1] ?? 0) : 0;
      const rows = this.ledger.rowsOf(chain).filter((row) => row.number > after);
      rows.sort((one, other) => one.number - other.number);
      names.push(...rows.map((row) => row.hash));
    }
    return names;
  }

  private async note(batch: readonly Segment[], pushed: Pushed): Promise<void> {
    const status = new Map(pushed.outcomes.map((each) => [hex(each.hash), each.status]));
    const stored = batch.filter((each) => status.get(each.name) === "stored");
    const held = batch.filter((each) => ["stored", "known"].includes(status.get(each.name) ?? ""));
    // of a push that had to be asked twice the first may have arrived: what it stored is then known
    for (const segment of this.remote.askedTwice ? held : stored) {
      if (this.ledger.segments.get(segment.name)?.pushed === 1) this.outcome.lost += segment.header.count;
    }
    this.ledger.markPushed(held.map((each) => each.name));
    await this.ledger.flush();
    this.outcome.sent += stored.reduce((sum, each) => sum + each.header.count, 0);
    this.outcome.refused += batch.length - held.length;
  }
}

function byNumber(one: Segment, other: Segment): number {
  return one.header.number - other.header.number;
}

/** Give runs of these segments that fit into one request. */
async function* batches(ledger: Ledger, names: readonly Hex[]): AsyncGenerator<Segment[]> {
  let batch: Segment[] = [];
  let size = 0;
  for (const name of names) {
    for (const segment of await ledger.read([name])) {
      const cost = segment.headerBytes.length + segment.signature.length + segment.body.length + SEGMENT_OVERHEAD_BYTES;
      if (batch.length > 0 && (size + cost > MAX_REQUEST_BYTES - SPARE_BYTES || batch.length === MAX_SEGMENTS_A_MESSAGE)) {
        yield batch;
        batch = [];
        size = 0;
      }
      batch.push(segment);
      size += cost;
    }
  }
  if (batch.length > 0) yield batch;
}
