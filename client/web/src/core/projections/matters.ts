/**
 * What matters: the criteria with their weights, the must-haves, and how a rating becomes a value.
 *
 * - The weights are worked out anew from the raw answers of the latest elicitation; a retired criterion's share goes to
 *   the others. Nobody asked: every criterion weighs the same, and `method` is empty so that a view can say so.
 * - A must-have that is a yes or no is screened and never weighed. One with a threshold may be weighed as well.
 */

import type { Worth } from "../analysis/belief.ts";
import { type Fit, knownFit } from "../analysis/fit.ts";
import type { Verdict } from "../analysis/must-have.ts";
import { valueOf } from "../analysis/value.ts";
import { orderOfPairs, ranked, restricted, shares } from "../analysis/weights.ts";
import { unhex } from "../bytes.ts";
import type { Id } from "../events/base.ts";
import type { CriterionDefined, WeightsElicited } from "../events/mine.ts";
import { short } from "../ids.ts";
import type { Mine } from "../journal/state.ts";
import { sortedBy, unique } from "../order.ts";
import { casefold } from "../words.ts";

export const MIDDLE_RATING = 3;

/** A must-have; `threshold` is a rating of 1 to 5, null for a yes or no. */
export interface MustHave {
  readonly criterion: Id;
  readonly threshold: number | null;
  readonly negotiable: boolean;
}

/** `weights` by criterion, the heaviest first; `method` is empty where nobody was asked; `mustHaves`. */
export class Matters {
  constructor(
    readonly weights: ReadonlyMap<Id, number>,
    readonly method: string,
    readonly mustHaves: ReadonlyMap<Id, MustHave>,
  ) {}

  /** Return whether `criterion` weighs anything or is a must-have. */
  has(criterion: Id): boolean {
    return this.weights.has(criterion) || this.mustHaves.has(criterion);
  }

  /** Return the weight of `criterion`, 0 where it has none. */
  weight(criterion: Id): number {
    return this.weights.get(criterion) ?? 0;
  }

  /** Return the must-haves that are not weighed, then the weighed, the heaviest first. */
  order(): Id[] {
    return [...[...this.mustHaves.keys()].filter((one) => !this.weights.has(one)), ...this.weights.keys()];
  }
}

/** Return what matters to the person now. */
export function mattersOf(mine: Mine): Matters {
  const alive = [...mine.criteria.values()].filter((criterion) => criterion.retired === null).map((one) => one.id);
  const mustHaves = new Map<Id, MustHave>();
  for (const criterion of alive) {
    const found = mustHaveOf(mine, criterion);
    if (found !== null) mustHaves.set(criterion, found);
  }
  const weighable = alive.filter((key) => mustHaves.get(key)?.threshold !== null);
  const elicited = mine.weights?.event ?? null;
  const raw = elicited === null ? new Map<Id, number>() : rawWeights(elicited);
  const weights = sortedBy(restricted(raw, weighable), ([key, weight]) => [-weight, key]);
  const method = elicited !== null && weighable.some((key) => raw.has(key)) ? elicited.method : "";
  return new Matters(new Map(weights.filter(([, weight]) => weight > 0)), method, mustHaves);
}

function mustHaveOf(mine: Mine, criterion: Id): MustHave | null {
  const said = mine.mustHaves.get(criterion)?.event;
  if (said === undefined) return null;
  const isYesNo = mine.criteria.get(criterion)?.event.yes_no ?? false;
  return { criterion, threshold: isYesNo ? null : said.threshold, negotiable: said.negotiable };
}

/**
 * Return the weights that follow from `said`, for all criteria it names; empty when it names none.
 *
 * Weights that the person chose beside the answers come first, then points, an order, pairs.
 */
export function rawWeights(said: WeightsElicited): Map<Id, number> {
  const points = said.weights.length > 0 ? said.weights : said.answers;
  if (points.length > 0) return shares(new Map(points.map((one) => [one.criterion, one.points])));
  if (said.order.length > 0) return ranked(unique(said.order).map((criterion) => [criterion]));
  return ranked(orderOfPairs(said.pairs.map((pair) => [pair.better, pair.other] as const)));
}

/** Return the ideal rating at an opportunity of this `level`; the middle where none was said. */
export function idealOf(criterion: CriterionDefined, level: string): number {
  const same = criterion.ideals.find((one) => casefold(one.level) === casefold(level));
  return same?.ideal ?? criterion.ideal ?? MIDDLE_RATING;
}

/** Return the function from a rating on `criterion` to its value, at an opportunity of this `level`. */
export function worthOf(mine: Mine, criterion: Id, level = ""): Worth {
  const defined = mine.criteria.get(criterion)?.event;
  if (defined === undefined) return (rating) => valueOf(rating);
  const ideal = idealOf(defined, level);
  return (rating) => valueOf(rating, defined.shape, ideal);
}

/** Return the criterion's name; the short id of one that is not here. */
export function nameOf(mine: Mine, criterion: Id): string {
  return mine.criteria.get(criterion)?.event.name ?? short(unhex(criterion));
}

/** Return what the present job is worth on each criterion that it was rated on. */
export function presentValues(mine: Mine): Map<Id, number> {
  const values = new Map<Id, number>();
  for (const [criterion, fact] of mine.baseline) {
    if (fact.event.rating !== null) values.set(criterion, worthOf(mine, criterion)(fact.event.rating));
  }
  return values;
}

/** Return the fit of the present job; what was not rated counts as 0.5 with coverage 0. */
export function presentFit(mine: Mine, matters: Matters): Fit {
  return knownFit(matters.weights, presentValues(mine));
}

/** Return whether the present job meets `mustHave`; one lives with what one never rated. */
export function presentVerdict(mine: Mine, mustHave: MustHave): Verdict {
  const value = presentValues(mine).get(mustHave.criterion);
  if (value === undefined) return "met";
  const { threshold, criterion } = mustHave;
  return value >= (threshold === null ? 1 : worthOf(mine, criterion)(threshold)) ? "met" : "failed";
}
