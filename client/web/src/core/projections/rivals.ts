/**
 * What an opportunity has to beat: the present job, or an offer of somebody else's that is better.
 *
 * An opportunity without an offer is no choice yet: it is compared with, and never counted on. Neither is one that fails
 * a must-have for good, is closed, or was turned down.
 */

import { UNKNOWN_VALUE } from "../analysis/fit.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held } from "../order.ts";
import { type Matters, presentFit, presentValues } from "./matters.ts";
import { mustHaveVerdict, standingOf } from "./standing.ts";

export const TURNED_DOWN: readonly string[] = ["decline", "withdraw"];

/** The best other choice: the `case` of an offer, null for the present job; its fit and its means by criterion. */
export interface Rival {
  readonly case: Id | null;
  readonly fit: number;
  readonly means: ReadonlyMap<Id, number>;
}

/** Return whether there is an offer to say yes to. */
export function hasOffer(opportunity: Case): boolean {
  return isChoice(opportunity) && (opportunity.offers.size > 0 || opportunity.stage === "offer");
}

/** Return whether one may still choose it: it is not closed, and the last decision was not to turn it down. */
export function isChoice(opportunity: Case): boolean {
  const decided = [...opportunity.decisions.values()].at(-1);
  return opportunity.closed === null && !(decided !== undefined && TURNED_DOWN.includes(decided.event.action));
}

/** Return what the present job is worth on each criterion that weighs; one that was not rated counts 0.5. */
export function presentMeans(mine: Mine, matters: Matters): Map<Id, number> {
  const values = presentValues(mine);
  return new Map([...matters.weights.keys()].map((one) => [one, values.get(one) ?? UNKNOWN_VALUE]));
}

/** Return the best choice there is besides `opportunity`; among equals the present job, then the older. */
export function rivalOf(
  mine: Mine,
  matters: Matters,
  opportunity: Case,
  cases: Iterable<Case>,
  settings: Settings = DEFAULTS,
): Rival {
  let best: Rival = { case: null, fit: presentFit(mine, matters).mean, means: presentMeans(mine, matters) };
  for (const other of cases) {
    if (other.id === opportunity.id || other.opened === null || !hasOffer(other)) continue;
    const standing = standingOf(mine, other, settings);
    const verdicts = [...matters.mustHaves.values()].map((one) => mustHaveVerdict(mine, standing, one));
    if (verdicts.includes("failed") || standing.fit.mean <= best.fit) continue;
    const means = new Map([...matters.weights.keys()].map((one) => [one, held(standing.beliefs, one).mean]));
    best = { case: other.id, fit: standing.fit.mean, means };
  }
  return best;
}
