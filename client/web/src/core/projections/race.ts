/**
 * The race: in what share of the plausible cases each opportunity is best, beside the present job.
 *
 * Under one's own weights, and where only their order is taken to be known. Cases are drawn by the ids of the options and
 * of the criteria that weigh, so that equal journals show equal shares, and an entry that says nothing of them moves none.
 */

import type { Belief } from "../analysis/belief.ts";
import { isClear } from "../analysis/decision.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import { type Acceptability, Draws, seedOf } from "../analysis/smaa.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held, sortedBy } from "../order.ts";
import { mattersOf, nameOf } from "./matters.ts";
import { presentMeans } from "./rivals.ts";
import { standingOf } from "./standing.ts";

/** The present job's id among the options. */
export const PRESENT = "";

/** An opportunity with what it is called. */
export type Called = readonly [name: string, opportunity: Case];

/** What one criterion weighs for whoever would choose the option. */
export interface CentralWeight {
  id: Id;
  name: string;
  weight: number;
}

/** The share of the cases in which an option beats the one of this `id`; a tie is half a win. */
export interface Win {
  id: Id;
  share: number;
}

/**
 * One option; the present job's `id` is empty.
 *
 * `ranks`: the share of the cases in which it comes first, second ... by the own weights; `order_ranks`: where only
 * their order is known. `wins`: against each other option, by the own weights. `central`: the mean weights, in that
 * order, of the cases in which it is first; empty where it never is. `confidence`: the share in which it is first for
 * somebody who weighs so.
 */
export interface Runner {
  id: Id;
  name: string;
  ranks: readonly number[];
  order_ranks: readonly number[];
  wins: Win[];
  central: CentralWeight[];
  confidence: number;
}

/** The options, whichever is first most often first. `clear`: the first one is the clear winner. */
export interface Race {
  runners: Runner[];
  clear: boolean;
  draws: number;
}

/** Return the share of the cases in which `runner` is best, by the own weights. */
export function firstShare(runner: Runner | undefined): number {
  return runner?.ranks[0] ?? 0;
}

/** Return the runner of one opportunity that took part, by its id; of the present job by an empty one. */
export function runnerOf(run: Race, option: Id): Runner | undefined {
  return run.runners.find((one) => one.id === option);
}

/** Return the share of the cases in which `option` beats `other`, by their ids. */
export function beats(run: Race, option: Id, other: Id): number {
  return runnerOf(run, option)?.wins.find((win) => win.id === other)?.share ?? 0;
}

/** Return the race of `cases`, given with their names. */
export function race(
  mine: Mine,
  cases: readonly Called[],
  present = "present job",
  settings: Settings = DEFAULTS,
): Race {
  const matters = mattersOf(mine);
  const given = sortedBy(cases, ([, one]) => [one.id]);
  const options = new Map<Id, ReadonlyMap<Id, Belief | number>>();
  for (const [, one] of given) options.set(one.id, standingOf(mine, one, settings).beliefs);
  options.set(PRESENT, presentMeans(mine, matters));
  const seed = seedOf([...given.map(([, one]) => one.id), ...matters.weights.keys()]);
  const draws = new Draws(options, matters.weights, seed, settings);
  const own = draws.byOwnWeights();
  const order = draws.byOrder();
  const names = [...given.map(([name, one]) => [one.id, name] as const), [PRESENT, present] as const];
  const runners = sortedBy(
    names.map(([option, name]) => runner(mine, option, name, own, order)),
    (one) => [...one.ranks.map((share) => -share), one.id],
  );
  return { runners, clear: isClear(firstShare(runners[0]), settings), draws: settings.draws };
}

function runner(mine: Mine, option: Id, name: string, own: Acceptability, order: Acceptability): Runner {
  return {
    id: option,
    name,
    ranks: held(own.ranks, option),
    order_ranks: held(order.ranks, option),
    wins: [...held(own.wins, option)].map(([id, share]) => ({ id, share })),
    central: [...held(order.central, option)].map(([id, weight]) => ({ id, name: nameOf(mine, id), weight })),
    confidence: held(order.confidence, option),
  };
}
