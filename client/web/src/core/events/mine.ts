// Written by scripts/web_events.py from core/twoway_core/events/mine.py: do not edit.
/** What I want: criteria, must-haves, weights, working style, and my present job on the same scale. */

import type { Common, Id, Shape } from "./base.ts";

/** The ideal rating where the opportunity has this `level`. */
export interface IdealAt {
  readonly level: string;
  readonly ideal: number;
}

/** Points given to one criterion; only their ratio to the others means something. */
export interface Points {
  readonly criterion: Id;
  readonly points: number;
}

/** Lifting `better` from worst to best is worth more than `other`, `times` as much if said. */
export interface Preference {
  readonly better: Id;
  readonly other: Id;
  readonly times: number;
}

/**
 * Something that matters to me, and how a rating of it becomes a value.
 *
 * `lens`: values, goals, daily, growth, boss, team or money. `sphere`: personal or professional.
 * `ideal`: the best rating where `shape` is ideal; `ideals` overrule it by level of the opportunity.
 * `anchor1`, `anchor3`, `anchor5`: what these ratings mean. `yes_no`: answered yes (5) or no (1).
 * `revises`: the criterion whose definition this one replaces; its id stays.
 */
export interface CriterionDefined extends Common {
  readonly type: "criterion.defined";
  readonly name: string;
  readonly lens: string;
  readonly sphere: string;
  readonly shape: Shape;
  readonly ideal: number | null;
  readonly ideals: readonly IdealAt[];
  readonly anchor1: string;
  readonly anchor3: string;
  readonly anchor5: string;
  readonly yes_no: boolean;
  readonly revises: Id | null;
}

/** A criterion no longer matters. */
export interface CriterionRetired extends Common {
  readonly type: "criterion.retired";
  readonly criterion: Id;
  readonly reason: string;
}

/** Without at least `threshold` on this criterion, no; the latest one of a criterion counts. */
export interface DealbreakerSet extends Common {
  readonly type: "dealbreaker.set";
  readonly criterion: Id;
  readonly threshold: number;
  readonly negotiable: boolean;
  readonly reason: string;
}

/** The criterion is a must-have no longer. */
export interface DealbreakerLifted extends Common {
  readonly type: "dealbreaker.lifted";
  readonly criterion: Id;
  readonly reason: string;
}

/**
 * What I answered when asked how much each criterion weighs; the latest one counts.
 *
 * `method`: swing, rank, pairwise or direct. `answers`, `pairs` and `order` (first is most) are
 * kept raw, so that weights can be computed anew. `weights`: relative, where I chose others than follow.
 */
export interface WeightsElicited extends Common {
  readonly type: "weights.elicited";
  readonly method: string;
  readonly answers: readonly Points[];
  readonly pairs: readonly Preference[];
  readonly order: readonly Id[];
  readonly weights: readonly Points[];
}

/**
 * How I like to work on a two-ended `scale`: `low` is 1, `high` is 5; the latest of a scale counts.
 *
 * `tolerance`: how many steps off I can live with. `criterion`: the one that asks for the firm's side.
 */
export interface WorkingStyleStated extends Common {
  readonly type: "working-style.stated";
  readonly scale: string;
  readonly level: number;
  readonly low: string;
  readonly high: string;
  readonly tolerance: number;
  readonly adapt: string;
  readonly criterion: Id | null;
}

/** My present job (or next best choice) on one criterion; the latest one counts. */
export interface BaselineRated extends Common {
  readonly type: "baseline.rated";
  readonly criterion: Id;
  readonly rating: number | null;
  readonly reason: string;
}
