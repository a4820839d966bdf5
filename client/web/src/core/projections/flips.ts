/** What would flip it: the weights and the single ratings on which the lead over the best other choice hangs. */

import { type RatingChange, type WeightFlip, ratingChanges, weightFlips } from "../analysis/sensitivity.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held } from "../order.ts";
import { nameOf, worthOf } from "./matters.ts";
import { statementOf } from "./pieces.ts";
import type { Rival } from "./rivals.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Whoever trails now leads if the criterion (of `weight`) weighs under `at`, or else over it. */
export interface WeightMark {
  id: Id;
  name: string;
  weight: number;
  at: number;
  under: boolean;
}

/**
 * A rating of `who`, on the note `id`, read as `instead`: the fit is then `fit`.
 *
 * `flips`: the lead changes by that alone.
 */
export interface RatingRead {
  id: Id;
  criterion: Id;
  name: string;
  who: string;
  rating: number;
  instead: number;
  fit: number;
  flips: boolean;
}

/** `weights`: every mark, the nearest first. `ratings`: each read a step off, those that flip first. */
export interface Flips {
  leads: boolean;
  weights: WeightMark[];
  ratings: RatingRead[];
}

/** Return what would change who leads, `opportunity` or `rival`. */
export function flips(mine: Mine, opportunity: Case, rival: Rival, settings: Settings = DEFAULTS): Flips {
  const standing = standingOf(mine, opportunity, settings);
  const { weights } = standing.matters;
  const criteria = [...weights.keys()];
  const means = new Map(criteria.map((criterion) => [criterion, held(standing.beliefs, criterion).mean]));
  const heard = criteria.map((criterion) => ({
    criterion,
    statements: held(standing.pieces, criterion).map(statementOf),
    worth: worthOf(mine, criterion, standing.level),
  }));
  const leads = standing.fit.mean > rival.fit;
  return {
    leads,
    weights: weightFlips(weights, means, rival.means).map((mark) => markOf(mine, mark, leads)),
    ratings: ratingChanges(weights, standing.fit.mean, heard, rival.fit, settings).map((change) =>
      readOf(mine, standing, change),
    ),
  };
}

/** Return the mark as seen from whoever leads: beyond it, the one who trails now leads. */
function markOf(mine: Mine, mark: WeightFlip, leads: boolean): WeightMark {
  const { criterion: id, weight, at } = mark;
  return { id, name: nameOf(mine, id), weight, at, under: mark.under === leads };
}

function readOf(mine: Mine, standing: Standing, change: RatingChange): RatingRead {
  return {
    id: change.statement.order[1],
    criterion: change.criterion,
    name: nameOf(mine, change.criterion),
    who: standing.voiceName(change.statement.person),
    rating: change.statement.rating,
    instead: change.rating,
    fit: change.fit,
    flips: change.flips,
  };
}
