/**
 * Sensitivity: what would have to be otherwise for another option to lead.
 *
 * - Weight: with d_k = mean_k of the one - mean_k of the other and R = sum_{j != k} w_j d_j / (1 - w_k), the lead passes
 *   at w_k* = -R / (d_k - R), the other weights keeping their ratios; there is none outside 0..1. (The lead at weight w
 *   is w d_k + (1 - w) R, a straight line.)
 * - Rating: each rating that counts, read one step higher and one step lower, with all else as it is. What is believed
 *   of its criterion is worked out anew, agreement and all.
 */

import { held, sortedBy } from "../order.ts";
import { type Worth, believe } from "./belief.ts";
import { type Statement, latest, voices } from "./evidence.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { HIGHEST_RATING, LOWEST_RATING } from "./value.ts";

type Numbers = ReadonlyMap<string, number>;

/** The other leads while `criterion` (which weighs `weight`) weighs under `at`, or over it. */
export interface WeightFlip {
  readonly criterion: string;
  readonly weight: number;
  readonly at: number;
  readonly under: boolean;
}

/** Everything said on one criterion, and how a rating of it turns into its value. */
export interface Heard {
  readonly criterion: string;
  readonly statements: readonly Statement[];
  readonly worth: Worth;
}

/** One rating read as `rating` instead: the fit is then `fit`, and `flips` tells whether the lead changes. */
export interface RatingChange {
  readonly criterion: string;
  readonly statement: Statement;
  readonly rating: number;
  readonly fit: number;
  readonly flips: boolean;
}

/** Return where the lead of `one` over `other` (means by criterion) passes; null where no weight does that. */
export function weightFlip(weights: Numbers, one: Numbers, other: Numbers, criterion: string): WeightFlip | null {
  const weight = held(weights, criterion);
  const gap = held(one, criterion) - held(other, criterion);
  if (weight >= 1) return null;
  let rest = 0;
  for (const [key, share] of weights) if (key !== criterion) rest += share * (held(one, key) - held(other, key));
  rest /= 1 - weight;
  const slope = gap - rest;
  if (slope === 0) return null;
  const at = -rest / slope;
  return 0 <= at && at <= 1 ? { criterion, weight, at, under: slope > 0 } : null;
}

/** Return every weight at which the lead passes, the one nearest to its mark first. */
export function weightFlips(weights: Numbers, one: Numbers, other: Numbers): WeightFlip[] {
  const flips = [...weights.keys()].map((criterion) => weightFlip(weights, one, other, criterion));
  return sortedBy(
    flips.filter((flip) => flip !== null),
    (flip) => [Math.abs(flip.at - flip.weight)],
  );
}

/** Return whether `fit` is above `rival`, by more than rounding. */
export function leads(fit: number, rival: number, settings: Settings = DEFAULTS): boolean {
  return fit > rival + settings.tolerance;
}

/**
 * Return each counting rating read a step lower and a step higher: those that flip first, then by what they move.
 *
 * `fit`: of the option the statements are about; `rival`: the fit of the best other one.
 */
export function ratingChanges(
  weights: Numbers,
  fit: number,
  heard: readonly Heard[],
  rival: number,
  settings: Settings = DEFAULTS,
): RatingChange[] {
  const changes: RatingChange[] = [];
  for (const one of heard) {
    const weight = weights.get(one.criterion);
    if (weight === undefined) continue;
    for (const statement of latest(one.statements)) {
      for (const rating of [statement.rating - 1, statement.rating + 1]) {
        if (rating < LOWEST_RATING || rating > HIGHEST_RATING) continue;
        const after = fit + weight * movedBy(one, statement, rating, settings);
        const flips = leads(fit, rival, settings) !== leads(after, rival, settings);
        changes.push({ criterion: one.criterion, statement, rating, fit: after, flips });
      }
    }
  }
  return sortedBy(changes, (change) => [!change.flips, -Math.abs(change.fit - fit)]);
}

/** Return by how much the mean of a criterion moves when `statement` is read as `rating`. */
function movedBy(heard: Heard, statement: Statement, rating: number, settings: Settings): number {
  const read = heard.statements.map((one) => (isSame(one, statement) ? { ...one, rating } : one));
  const before = believe(voices(heard.statements), heard.worth, settings).mean;
  return believe(voices(read), heard.worth, settings).mean - before;
}

function isSame(one: Statement, other: Statement): boolean {
  return (
    one.order[0] === other.order[0] &&
    one.order[1] === other.order[1] &&
    one.person === other.person &&
    one.question === other.question &&
    one.rating === other.rating &&
    one.weight === other.weight
  );
}
