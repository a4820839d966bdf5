/**
 * Deciding: the word that the rules give for one opportunity, what each choice is worth, and what would change it.
 *
 * Beside the word stand the shares of the cases in which the opportunity is best, what is still worth asking, what would
 * flip the lead, the promises that the offer keeps or does not, and how far ratings drifted since the offer came.
 */

import { type Action, type Decision, type Reason, type Screen, decide, drifted } from "../analysis/decision.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import { Rating } from "../journal/items.ts";
import { Case, type Mine } from "../journal/state.ts";
import { flagRows } from "./flags.ts";
import { type Flips, flips } from "./flips.ts";
import { type GutBeside, gutsBeside } from "./gut-beside.ts";
import { type KeptPromise, keptPromises } from "./kept.ts";
import { type LeverRow, leversOf } from "./levers.ts";
import { type Called, PRESENT, type Race, beats, race } from "./race.ts";
import { type Rival, hasOffer, rivalOf } from "./rivals.ts";
import { type Standing, mustHaveVerdict, standingOf } from "./standing.ts";
import { latestOffer } from "./terms.ts";
import { type NeverAsked, neverAskedRows } from "./unasked.ts";
import { type AskWorth, worthOfAsking } from "./worth.ts";

export const SEVERE = "severe";
export const WORTH = "worth asking";

/** The word for one opportunity, why, and what one could ask for. */
export interface Recommended {
  action: Action;
  reasons: readonly Reason[];
  coverage: number;
  levers: LeverRow[];
}

/**
 * The word for one opportunity, and all that it rests on.
 *
 * `accept`, `stay`, `negotiate`: what each is worth, in fit; the last is null where there is nothing to ask for.
 * `coverage`: how much of what matters they rest on. `rival`: the opportunity behind `stay`, null for the present job;
 * `beats`: the share of the cases in which this one is better. `ask`: what is worth its minutes. `gut`: each gut feeling
 * beside the notes. `drift`: by how much rating revisions since the offer moved the fit, where that is a good part of
 * the lead.
 */
export interface Deciding extends Recommended {
  unsettled: readonly Reason[];
  accept: number;
  stay: number;
  rival: Id | null;
  beats: number;
  negotiate: number | null;
  ask: AskWorth[];
  never_asked: NeverAsked[];
  gut: GutBeside[];
  flips: Flips;
  promises: KeptPromise[];
  drift: number | null;
  race: Race;
}

/** What the rules read, and the word that they give: all but what is drawn. */
interface Weighed {
  readonly standing: Standing;
  readonly rival: Rival;
  readonly worths: readonly AskWorth[];
  readonly ask: AskWorth[];
  readonly levers: LeverRow[];
  readonly found: Decision;
}

/** Return the word for `opportunity`, one of `cases`. */
export function deciding(
  mine: Mine,
  cases: readonly Called[],
  opportunity: Case,
  settings: Settings = DEFAULTS,
): Deciding {
  const others = cases.map(([, one]) => one);
  const { standing, rival, worths, ask, levers, found } = weighed(mine, others, opportunity, settings);
  const run = race(mine, cases, undefined, settings);
  return {
    action: found.action,
    reasons: found.reasons,
    unsettled: found.unsettled,
    coverage: standing.fit.coverage,
    accept: found.values.accept,
    stay: found.values.stay,
    rival: rival.case,
    beats: beats(run, opportunity.id, rival.case ?? PRESENT),
    negotiate: found.values.negotiate,
    levers,
    ask,
    never_asked: neverAskedRows(mine, opportunity, worths),
    gut: gutsBeside(mine, opportunity, standing.fit.mean, settings),
    flips: flips(mine, opportunity, rival, settings),
    promises: keptPromises(mine, opportunity),
    drift: driftOf(mine, opportunity, standing, rival, settings),
    race: run,
  };
}

/** Return whether so little is known that no word should stand on it alone. */
export function isThin(coverage: number): boolean {
  return coverage < DEFAULTS.lowCoverage - DEFAULTS.tolerance;
}

/** Return the word alone, which draws no cases: `cases` are those still to choose from. */
export function recommended(
  mine: Mine,
  cases: readonly Case[],
  opportunity: Case,
  settings: Settings = DEFAULTS,
): Recommended {
  const { found, levers, standing } = weighed(mine, cases, opportunity, settings);
  return { action: found.action, reasons: found.reasons, coverage: standing.fit.coverage, levers };
}

function weighed(mine: Mine, cases: readonly Case[], opportunity: Case, settings: Settings): Weighed {
  const standing = standingOf(mine, opportunity, settings);
  const rival = rivalOf(mine, standing.matters, opportunity, cases, settings);
  const worths = worthOfAsking(mine, opportunity, rival, null, settings);
  const ask = worths.filter((one) => one.finding === WORTH);
  const levers = leversOf(mine, opportunity, standing, settings);
  const found = decide(
    {
      fit: standing.fit.mean,
      coverage: standing.fit.coverage,
      rival: rival.fit,
      screens: screensOf(mine, standing),
      severeFlags: flagRows(mine, opportunity).filter((row) => row.open && row.severity === SEVERE).length,
      worthAsking: ask.length,
      timeLeft: opportunity.closed === null,
      offer: hasOffer(opportunity),
      levers: levers.map(({ lever }) => lever),
    },
    settings,
  );
  return { standing, rival, worths, ask, levers: levers.map(({ row }) => row), found };
}

function screensOf(mine: Mine, standing: Standing): Screen[] {
  return [...standing.matters.mustHaves.values()].map((one) => ({
    verdict: mustHaveVerdict(mine, standing, one),
    negotiable: one.negotiable,
  }));
}

/** Return how far judging anew since the offer moved the fit; null where it did not, or not by much. */
function driftOf(
  mine: Mine,
  opportunity: Case,
  standing: Standing,
  rival: Rival,
  settings: Settings,
): number | null {
  const offer = latestOffer(opportunity);
  if (offer === null) return null;
  const ratings = new Map([...opportunity.ratings].map(([key, rating]) => [key, readBefore(rating, offer.id)]));
  const before: Case = Object.assign(new Case(opportunity.id), opportunity, { ratings });
  const moved = standing.fit.mean - standingOf(mine, before, settings).fit.mean;
  return drifted(moved, standing.fit.mean - rival.fit, settings) ? moved : null;
}

/** Return `rating` as it stood when `offer` came; one that was given since on new evidence, as it is. */
function readBefore(rating: Rating, offer: Id): Rating {
  const earlier = rating.earlier.filter((one) => one.id < offer).at(-1);
  if (rating.id > offer && earlier === undefined) return rating;
  const stood = rating.id > offer && earlier !== undefined ? earlier : rating;
  const read = new Rating(stood.id, stood.at, stood.offset, stood.event, stood.corrections);
  read.revisions.push(...stood.revisions.filter((one) => one.id < offer));
  return read;
}
