/**
 * Value of information: how much better the choice gets, on average, for knowing more before it is made.
 *
 * (Howard 1966; Raiffa & Schlaifer 1961.) Fit is the unit. w is a criterion's weight, theta ~ Beta(alpha, beta) what is
 * believed of it, c = E[S] - w mean the rest of the fit, b the best other option.
 * - Switch point: theta* = (b - c) / w. Outside 0..1 no answer on this criterion, whoever gives it, changes the choice.
 * - Perfect: E[max(b, c + w theta)] - max(b, E[S]), which is exact: with I the regularised incomplete beta function,
 *   b I(alpha, beta) + c (1 - I(alpha, beta)) + w mean (1 - I(alpha + 1, beta)) - max(b, E[S]), all I at theta*.
 * - One answer: its value is i / n with i ~ BetaBinomial(n, alpha, beta), n = 4 for a rating, 8 for a written term; with
 *   weight m the mean becomes (alpha + m i / n) / (alpha + beta + m). The gain is sum_i P(i) max(b, c + w mean_i) -
 *   max(b, E[S]). For m <= n it never exceeds the perfect one: the new mean is a contraction of the exact one.
 * - Where n people whose word counts as much spoke already, one more counts m 0.8^n: colleagues share a script.
 * - A must-have that is open, with chance p, makes the option worth p E[S]; knowing for certain whether it is met is
 *   worth p max(b, E[S]) + (1 - p) max(b, 0) - max(b, p E[S]).
 * A coming answer never moves the mean it is foreseen from, and no value here is below 0.
 */

import { sum } from "../order.ts";
import type { Belief } from "./belief.ts";
import { regularisedBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

const NOISE = 1e-12;

/** What hangs on one criterion: its `weight`, what is believed, the `rest` of the fit (c), the `rival` (b). */
export interface Stake {
  readonly weight: number;
  readonly belief: Belief;
  readonly rest: number;
  readonly rival: number;
}

/** Return what the choice is worth now: that of the better of the two. */
export function choiceOf(stake: Stake): number {
  return Math.max(stake.rival, stake.rest + stake.weight * stake.belief.mean);
}

/** Return what hangs on a criterion of an option whose whole fit is `fit`. */
export function stakeOf(weight: number, belief: Belief, fit: number, rival: number): Stake {
  return { weight, belief, rest: fit - weight * belief.mean, rival };
}

/** Return theta*, the value of the criterion at which the choice turns; null without weight. May lie beyond 0..1. */
export function switchPoint(stake: Stake): number | null {
  return stake.weight > 0 ? (stake.rival - stake.rest) / stake.weight : null;
}

/** Return whether any answer at all on this criterion could change the choice. */
export function canMatter(stake: Stake): boolean {
  const point = switchPoint(stake);
  return point !== null && 0 < point && point < 1;
}

/** Return what it is worth to know the criterion for certain (EVPPI), in fit, 0 or more. */
export function perfectWorth(stake: Stake): number {
  const point = switchPoint(stake);
  if (point === null || !(0 < point && point < 1)) return 0;
  const { alpha, beta, mean } = stake.belief;
  const under = regularisedBeta(point, alpha, beta);
  const over = 1 - regularisedBeta(point, alpha + 1, beta);
  const foreseen = stake.rival * under + stake.rest * (1 - under) + stake.weight * mean * over;
  return gain(foreseen, choiceOf(stake));
}

/** Return the probability of each coming answer, worst first: i of `trials`, BetaBinomial. */
export function answerChances(belief: Belief, trials: number): number[] {
  const { alpha, beta } = belief;
  const whole = logBeta(alpha, beta);
  return upTo(trials).map(
    (hits) => combinations(trials, hits) * Math.exp(logBeta(alpha + hits, beta + trials - hits) - whole),
  );
}

/** Return the mean after each coming answer of weight m = `weight`, worst first. */
export function meansAfter(belief: Belief, weight: number, trials: number): number[] {
  const strength = belief.alpha + belief.beta + weight;
  return upTo(trials).map((hits) => (belief.alpha + (weight * hits) / trials) / strength);
}

/** Return what one more answer of weight m = `weight` is worth (EVSI), in fit, 0 or more. */
export function answerWorth(stake: Stake, weight: number, written = false, settings: Settings = DEFAULTS): number {
  if (!canMatter(stake)) return 0;
  const trials = written ? settings.writtenTrials : settings.ratingTrials;
  const means = meansAfter(stake.belief, weight, trials);
  const foreseen = sum(
    answerChances(stake.belief, trials).map(
      (chance, hits) => chance * Math.max(stake.rival, stake.rest + stake.weight * (means[hits] ?? 0)),
    ),
  );
  return gain(foreseen, choiceOf(stake));
}

/** Return what a voice of weight m = `weight` counts after `spoken` others who count as much. */
export function oneMoreWeight(weight: number, spoken: number, settings: Settings = DEFAULTS): number {
  return weight * settings.sharedScript ** spoken;
}

/**
 * Return what it is worth to know for certain whether an open must-have is met, in fit, 0 or more.
 *
 * `chance`: that it is. The most that an answer on it can be worth; one in writing comes near.
 */
export function mustHaveWorth(chance: number, fit: number, rival: number): number {
  const known = chance * Math.max(rival, fit) + (1 - chance) * Math.max(rival, 0);
  return gain(known, Math.max(rival, chance * fit));
}

/** Return what is gained; what is left of rounding is nothing, or it would put worthless questions in order. */
function gain(foreseen: number, now: number): number {
  const more = foreseen - now;
  return more > NOISE ? more : 0;
}

function logBeta(one: number, other: number): number {
  return logGamma(one) + logGamma(other) - logGamma(one + other);
}

function upTo(last: number): number[] {
  return Array.from({ length: last + 1 }, (_, at) => at);
}

function combinations(of: number, taken: number): number {
  let count = 1;
  for (let at = 1; at <= taken; at += 1) count = (count * (of - taken + at)) / at;
  return count;
}
