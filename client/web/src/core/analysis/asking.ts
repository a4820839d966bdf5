/**
 * What to ask of whom: pairs of a question and a person, ranked by what the answer is worth a minute.
 *
 * - The person enters through m, what that word counts: this is why the boss comes first.
 * - A question on several criteria is worth what the best of them is; together they are worth at least that.
 * - Voices on one criterion are discounted in order of weight, the largest first: a new one counts m 0.8^n, where n is
 *   how many that weigh at least as much spoke before. A boss is not discounted for a recruiter who spoke first.
 * - Pairs are taken greedily, the best first. Whoever is asked on a criterion makes the next voice on it count less, so
 *   the rest is ranked again after each. Whatever is worth less than the least is left, and so is what takes longer
 *   than the time that is left.
 * - An open must-have is priced as known for certain, the most that asking can bring, and is asked about once.
 */

import { sortedBy } from "../order.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { type Stake, answerWorth, canMatter, mustHaveWorth, oneMoreWeight } from "./voi.ts";

export type Finding =
  | "worth asking"
  | "not worth its minutes"
  | "cannot change your mind"
  | "nobody can change your mind";

/** A must-have that is open: the `chance` that it is met, the option's whole `fit`, and the `rival`. */
export interface Open {
  readonly chance: number;
  readonly fit: number;
  readonly rival: number;
}

/** What hangs on a criterion, or on a must-have that is open. */
export type AtStake = Stake | Open;

/** A question that could be put to a person: what it speaks to, m on each criterion, and how long it takes. */
export interface Asking {
  readonly question: string;
  readonly person: string;
  readonly weights: ReadonlyMap<string, number>;
  readonly minutes: number;
  readonly written?: boolean;
}

/** What asking is worth, in fit and in fit a minute; `criterion`: on what, null where it speaks to nothing. */
export interface Worth {
  readonly asking: Asking;
  readonly criterion: string | null;
  readonly fit: number;
  readonly perMinute: number;
  readonly finding: Finding;
}

export type Stakes = ReadonlyMap<string, AtStake>;
/** The weight m of everybody who spoke on a criterion already; nobody where it is not named. */
export type Heard = ReadonlyMap<string, readonly number[]>;

/** Return what each of `askings` is worth now, the most a minute first, then as given. */
export function ranked(
  stakes: Stakes,
  askings: readonly Asking[],
  heard: Heard,
  settings: Settings = DEFAULTS,
): Worth[] {
  const worths = askings.map((one) => worthOf(stakes, one, heard, settings));
  return sortedBy(worths, (worth) => [-worth.perMinute]);
}

/** Return what to ask in `minutes`, in order, each at its worth after those before it. */
export function chosen(
  stakes: Stakes,
  askings: readonly Asking[],
  heard: Heard,
  minutes: number,
  settings: Settings = DEFAULTS,
): Worth[] {
  const unsettled = new Map(stakes);
  const said = new Map(heard);
  let waiting = [...askings];
  let left = minutes;
  const taken: Worth[] = [];
  for (;;) {
    const affordable = waiting.filter((one) => one.minutes <= left);
    const best = ranked(unsettled, affordable, said, settings)[0];
    if (best === undefined || best.criterion === null || best.finding !== "worth asking") return taken;
    taken.push(best);
    waiting = waiting.filter((one) => one !== best.asking);
    left -= best.asking.minutes;
    said.set(best.criterion, [...(said.get(best.criterion) ?? []), best.asking.weights.get(best.criterion) ?? 0]);
    const stake = unsettled.get(best.criterion);
    if (stake !== undefined && isOpen(stake)) unsettled.delete(best.criterion);
  }
}

function isOpen(stake: AtStake): stake is Open {
  return "chance" in stake;
}

function worthOf(stakes: Stakes, asking: Asking, heard: Heard, settings: Settings): Worth {
  let criterion: string | null = null;
  let most = 0;
  let openToAll = false;
  for (const [name, weight] of asking.weights) {
    const stake = stakes.get(name);
    if (stake === undefined || weight <= 0) continue;
    const before = (heard.get(name) ?? []).filter((one) => one >= weight - settings.tolerance).length;
    const fit = gainOf(stake, oneMoreWeight(weight, before, settings), asking.written ?? false, settings);
    openToAll ||= isOpen(stake) || canMatter(stake);
    if (criterion === null || fit > most) {
      criterion = name;
      most = fit;
    }
  }
  const perMinute = most / Math.max(asking.minutes, 1);
  return { asking, criterion, fit: most, perMinute, finding: findingOf(most, perMinute, openToAll, settings) };
}

function gainOf(stake: AtStake, weight: number, written: boolean, settings: Settings): number {
  if (isOpen(stake)) return mustHaveWorth(stake.chance, stake.fit, stake.rival);
  return answerWorth(stake, weight, written, settings);
}

function findingOf(fit: number, perMinute: number, openToAll: boolean, settings: Settings): Finding {
  if (fit <= settings.tolerance) return openToAll ? "cannot change your mind" : "nobody can change your mind";
  return perMinute >= settings.leastPerMinute ? "worth asking" : "not worth its minutes";
}
