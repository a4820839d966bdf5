/**
 * Fit: the weighted sum over the criteria, always as three numbers.
 *
 * S = sum w_k theta_k, with E[S] = sum w_k mean_k, Var = sum w_k^2 var_k (criteria are taken as independent and
 * additive), coverage C = sum w_k coverage_k. The range is the central 80 %: mean +- 1.2816 sd, cut to 0..1.
 */

import { held } from "../order.ts";
import { type Belief, believe } from "./belief.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

export const UNKNOWN_VALUE = 0.5;

/** A central range of 80 %, within 0..1. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A fit: its mean, standard deviation and coverage, each 0 to 1. */
export interface Fit {
  readonly mean: number;
  readonly sd: number;
  readonly coverage: number;
}

/** Return the range around `mean`, cut to 0..1. */
export function centralRange(mean: number, sd: number, settings: Settings = DEFAULTS): Range {
  const reach = settings.rangeSds * sd;
  return { low: Math.max(mean - reach, 0), high: Math.min(mean + reach, 1) };
}

/**
 * Return the fit of `beliefs` under `weights` (which sum to 1); each weight needs its belief.
 *
 * Where nothing is weighed, nothing is known: the fit of one criterion without evidence.
 */
export function fitOf<K>(weights: ReadonlyMap<K, number>, beliefs: ReadonlyMap<K, Belief>): Fit {
  if (weights.size === 0) {
    const unknown = believe([]);
    return { mean: unknown.mean, sd: Math.sqrt(unknown.variance), coverage: unknown.coverage };
  }
  let mean = 0;
  let variance = 0;
  let coverage = 0;
  for (const [name, weight] of weights) {
    const belief = held(beliefs, name);
    mean += weight * belief.mean;
    variance += weight * weight * belief.variance;
    coverage += weight * belief.coverage;
  }
  return { mean, sd: Math.sqrt(variance), coverage };
}

/**
 * Return the fit of something rated by oneself, such as the present job: no range.
 *
 * What has no value counts as 0.5 with coverage 0.
 */
export function knownFit<K>(weights: ReadonlyMap<K, number>, values: ReadonlyMap<K, number>): Fit {
  let known = 0;
  let mean = 0;
  for (const [name, weight] of weights) {
    const value = values.get(name);
    if (value !== undefined) {
      known += weight;
      mean += weight * value;
    }
  }
  return { mean: mean + UNKNOWN_VALUE * (1 - known), sd: 0, coverage: known };
}
