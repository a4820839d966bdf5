/**
 * Signs: what can be told of a journal, read from its store and from what an exchange did, in the words of
 * trust-states.ts.
 *
 * What is news is told once (a fork, what was put aside); what lasts is told until it is over or settled (missing
 * segments, a list of devices that is gone, a silent device).
 */
import { type Bytes, equal, hex, unhex } from "../../core/bytes.ts";
import { type EpochKeys, openEpochKeys } from "../../core/trust/epochs.ts";
import type { Roster } from "../../core/trust/roster.ts";
import { decodeStatement } from "../../core/trust/statements.ts";
import type { Sign } from "../port.ts";
import type { Hex } from "../store/port.ts";
import { headersAside } from "./aside.ts";
import type { Outcome } from "./exchange.ts";
import { forgottenList } from "./forgotten.ts";
import type { Ledger } from "./ledger.ts";
import type { Gap } from "./gaps.ts";
import { openGaps, spoiltEntries } from "./mending.ts";
import { UNKNOWN, namesIn } from "./names.ts";
import { type How, type Missing, givenUp, missingSegments } from "./seen.ts";
import * as words from "./trust-states.ts";

/** How many chains with something missing are told one by one. */
const MOST_RUNS = 8;
/** A device that is silent for longer is stale. */
export const STALE_MS = 3 * 24 * 60 * 60 * 1000;

/** Segments `first` to `last` of a chain of `device`; that is empty where nobody says. */
export interface Run {
  readonly device: Hex;
  readonly chain: Hex;
  readonly first: number;
  last: number;
}

/** What can be told of one journal. */
export class Signs {
  private constructor(
    private readonly ledger: Ledger,
    private readonly roster: Roster,
    private readonly epochs: EpochKeys,
    private readonly names: ReadonlyMap<Hex, string>,
  ) {}

  /** Read what the signs are told with. Rejects with a CannotOpenError where this device has no key at all. */
  static async of(ledger: Ledger): Promise<Signs> {
    const epochs = await openEpochKeys(ledger.pinned, ledger.session.keys());
    return new Signs(ledger, ledger.pinned, epochs, await namesIn(ledger.pinned, epochs));
  }

  /** Return what cannot be had and was not given up. */
  async missing(): Promise<Missing[]> {
    const found = await missingSegments(this.ledger, this.roster, []);
    return found.length > 0 ? missingSegments(this.ledger, this.roster, await givenUp(this.ledger.session)) : [];
  }

  /** Return what `device` is called on the screen of this one. */
  name(device: Hex): string {
    return device === this.own ? "this device" : (this.names.get(device) ?? UNKNOWN);
  }

  /** Return what is news after an exchange; `unopened`: how many bodies came that do not open. */
  after(outcome: Outcome, unopened: number): Sign[] {
    const { arrived } = outcome;
    const signs: Sign[] = [];
    if (outcome.restored && arrived.forked.size === 0) signs.push(words.restored());
    if (outcome.lost > 0) signs.push(words.repaired(outcome.lost));
    if (arrived.refused > 0) signs.push(words.refusedHere(arrived.refused));
    if (outcome.refused > 0) signs.push(words.refusedThere(outcome.refused));
    if (outcome.switched) signs.push(words.switched(outcome.switched));
    signs.push(...this.forks(arrived.forked));
    if (arrived.quarantined > 0) signs.push(words.quarantine(arrived.quarantined, this.quarantined()));
    if (unopened > 0) signs.push(words.unopened(unopened));
    return signs;
  }

  /** Return the states of a journal that was checked from the ground. */
  async checked(found: { forks: number; quarantined: number; faults: readonly string[] }): Promise<Sign[]> {
    const signs = found.forks > 0 ? this.forks(new Set(this.ledger.heads().keys())) : [];
    if (found.quarantined > 0) signs.push(words.quarantine(found.quarantined, this.quarantined()));
    return [...signs, ...words.damage(found.faults), ...(await this.lasting())];
  }

  /** Return what was found damaged on this device, is not mended, and was not given up. */
  async damaged(): Promise<Sign[]> {
    const gaps = await this.gaps();
    const signs: Sign[] = [];
    for (const isSent of [false, true]) {
      const some = gaps.filter((gap) => gap.isSent === isSent);
      const { chain } = some[0] ?? {};
      if (chain === undefined) continue;
      const sign = isSent ? words.notMended(some.length, chain, this.behind(some)) : words.spoilt(some.length);
      signs.push({ ...sign, loss: hex(chain) });
    }
    const entries = (await spoiltEntries(this.ledger.session)).length;
    const told = entries > 0 ? words.damage([words.spoiltEntries(entries)]) : [];
    return [...signs, ...told.map((sign) => ({ ...sign, loss: this.own }))];
  }

  /** Return how many segments wait because one of `gaps` is before them in their chain. */
  private behind(gaps: readonly Gap[]): number {
    const waiting = [...headersAside(this.ledger)].filter(([name]) => this.ledger.aside.get(name)?.verdict === "waiting");
    const isAfter = (gap: Gap, chain: Bytes, number: number): boolean => equal(gap.chain, chain) && gap.number < number;
    return waiting.filter(([, { chain, number }]) => gaps.some((gap) => isAfter(gap, chain, number))).length;
  }

  /** Return the segments that were changed on this disk, did not come again, and were not given up. */
  async gaps(): Promise<Gap[]> {
    const gaps = await openGaps(this.ledger);
    const ranges = gaps.length > 0 ? await givenUp(this.ledger.session) : [];
    const isGivenUp = ({ chain, number }: Gap): boolean =>
      ranges.some((range) => range.chain === hex(chain) && range.first <= number && number <= range.last);
    return gaps.filter((gap) => !isGivenUp(gap));
  }

  /** Return what lasts until something comes, or is settled. */
  async lasting(): Promise<Sign[]> {
    const signs: Sign[] = [];
    if (!this.epochs.isGiven) signs.push(words.shutOut(this.name(this.whoBegan())));
    const gone = await forgottenList(this.ledger, this.roster);
    if (gone !== null) signs.push({ ...words.rollback(gone), loss: hex(gone) });
    const missing = await this.missing();
    signs.push(...missing.slice(0, MOST_RUNS).map((run) => this.missingSign(run)));
    if (missing.length > MOST_RUNS) signs.push(words.moreMissing(missing.length - MOST_RUNS));
    const waiting = this.outOfOrder(new Set(missing.map((run) => run.chain)));
    if (waiting > 0) signs.push(words.outOfOrder(waiting));
    return [...signs, ...(await this.stale())];
  }

  /** Return what is missing in words, `whose` it is if it has to be said otherwise, and its numbers. */
  runWords(run: Readonly<Run>, whose = ""): [what: string, numbers: string] {
    const count = run.last - run.first + 1;
    const of = run.device ? ` of ${whose || this.name(run.device)}` : "";
    const numbers = count === 1 ? `number ${run.first}` : `numbers ${run.first} to ${run.last}`;
    return [`${words.many(count, "segment")}${of}`, numbers];
  }

  /** Return what `device` is called on any screen. */
  plainName(device: Hex): string {
    return this.names.get(device) ?? UNKNOWN;
  }

  /** The id of this device; the loss of what waited in it goes by that. */
  get own(): Hex {
    return this.ledger.session.keys().public.id;
  }

  /** Return the device that began the epoch in force. */
  private whoBegan(): Hex {
    const entry = this.roster.entries[this.roster.epochs.at(-1)?.number ?? 0];
    const began = entry === undefined ? null : decodeStatement(entry.statement);
    return began === null || began.tag === "genesis" ? "" : hex(began.signer);
  }

  /** Return the state of each of these chains that is forked. */
  private forks(chains: ReadonlySet<Hex>): Sign[] {
    return [...chains].sort().flatMap((chain) => {
      const rows = this.ledger.rowsOf(chain);
      const numbers = rows.map((row) => row.number);
      const twice = numbers.filter((number, at) => numbers.indexOf(number) !== at);
      const device = rows[0]?.device ?? "";
      return twice.length > 0 ? [words.fork(this.name(device), unhex(chain), Math.min(...twice))] : [];
    });
  }

  private missingSign(run: Missing): Sign {
    const [what, numbers] = this.runWords(run);
    const [was, is] = run.first === run.last ? ["was", "is"] : ["were", "are"];
    const tellers = [...run.tellers].map((teller) => this.name(teller)).sort();
    const hows: Record<How, string> = {
      seen: `${was} seen by ${tellers.join(" and ")} and ${is} not on the server`,
      held: `${was} here at an earlier sync and ${is} not to be had now`,
      followed: `${is} followed by others that came, and ${is} not on the server`,
      listed: `${was} written before a revocation, and ${is} not on the server`,
    };
    const chain = unhex(run.chain);
    const where = `${numbers}, chain ${words.shortHash(chain)}`;
    return { ...words.missing(what, where, hows[run.how], this.whoMayHave(run), chain), loss: run.chain };
  }

  /** Return what to do to get it, first on the devices that had it. */
  private whoMayHave(run: Missing): string {
    const others = new Set(this.others());
    const likely = [...new Set([run.device, ...run.tellers])].filter((device) => others.has(device));
    const named = likely.map((device) => this.name(device)).sort();
    if (named.length > 0) return `twoway sync on ${named.join(" or ")}, then here`;
    if (others.size > 0) return "twoway sync on your other devices, then here";
    return "put back a newer copy of this journal, if there is one";
  }

  private others(): Hex[] {
    const devices = this.roster.standing().filter((member) => !member.isPaper);
    return devices.map((member) => member.public.id).filter((device) => device !== this.own);
  }

  private quarantined(): Set<string> {
    const headers = [...headersAside(this.ledger)];
    const found = headers.filter(([name]) => this.ledger.aside.get(name)?.verdict === "quarantined");
    return new Set(found.map(([, header]) => this.name(hex(header.device))));
  }

  /** Return how many segments wait for something else than a segment; of `missing` chains that is told. */
  private outOfOrder(missing: ReadonlySet<Hex>): number {
    return [...headersAside(this.ledger)].filter(([name, header]) => {
      const previous = hex(header.previous);
      if (this.ledger.aside.get(name)?.verdict !== "waiting" || this.ledger.aside.has(previous)) return false;
      return !missing.has(hex(header.chain)) && (header.number === 1 || this.ledger.holds(previous));
    }).length;
  }

  private async stale(): Promise<Sign[]> {
    const { store, world } = this.ledger.session;
    const heard = new Map((await store.all("heard")).map((row) => [row.device, row.atMs]));
    return this.others().flatMap((device) => {
      const silent = world.nowMs() - (heard.get(device) ?? world.nowMs());
      return silent > STALE_MS ? [words.stale(this.name(device), silent)] : [];
    });
  }
}
