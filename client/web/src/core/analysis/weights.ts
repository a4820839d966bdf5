/**
 * Weights: from what a person said about importance to shares that add up to 1.
 *
 * - Swing: picture all at worst; which would you lift first (100), the others relative to it; divide by the sum
 *   (SMARTS, Edwards & Barron 1994). Direct importance is divided alike, and offered last: it ignores ranges.
 * - Rank: rank order centroid, w_k = (1/K) sum_{i=k..K} 1/i (Barron & Barrett 1996), the mean of all weights that keep
 *   the order. Equals share the mean of their places.
 * - Pairwise: comparisons are kept as they were given, are counted as wins, and give an order, which is then a ranking.
 * - Nothing said: equal.
 */

import { sum } from "../order.ts";

/** Return the same weight for each of `keys`. */
export function equal<K>(keys: Iterable<K>): Map<K, number> {
  const names = new Set(keys);
  return new Map([...names].map((name) => [name, 1 / names.size]));
}

/** Return `points` (0 or more each; swing or direct) divided by their sum; equal where all are 0. */
export function shares<K>(points: ReadonlyMap<K, number>): Map<K, number> {
  const total = sum(points.values());
  if (total <= 0) return equal(points.keys());
  return new Map([...points].map(([name, value]) => [name, value / total]));
}

/** Return the rank order centroid weights for `places` ranks, the heaviest first. */
export function centroid(places: number): number[] {
  const weights: number[] = Array.from({ length: places }, () => 0);
  let tail = 0;
  for (let place = places; place > 0; place -= 1) {
    tail += 1 / place;
    weights[place - 1] = tail / places;
  }
  return weights;
}

/** Return centroid weights for `tiers`, most important first; within a tier the places' mean is shared. */
export function ranked<K>(tiers: readonly (readonly K[])[]): Map<K, number> {
  const weights = centroid(sum(tiers.map((tier) => tier.length)));
  const given = new Map<K, number>();
  let start = 0;
  for (const tier of tiers) {
    const end = start + tier.length;
    const mean = sum(weights.slice(start, end)) / tier.length;
    for (const name of tier) given.set(name, mean);
    start = end;
  }
  return given;
}

/** Return tiers by wins, most first, from (more important, less important) pairs; equal wins share a tier. */
export function orderOfPairs<K>(pairs: Iterable<readonly [K, K]>): K[][] {
  const wins = new Map<K, number>();
  for (const [winner, loser] of pairs) {
    wins.set(winner, (wins.get(winner) ?? 0) + 1);
    wins.set(loser, wins.get(loser) ?? 0);
  }
  const counts = [...new Set(wins.values())].sort((one, other) => other - one);
  return counts.map((count) => [...wins].filter(([, won]) => won === count).map(([name]) => name));
}

/** Return `weights` for those `keys` that have one, summing to 1 again; equal over `keys` when none has. */
export function restricted<K>(weights: ReadonlyMap<K, number>, keys: Iterable<K>): Map<K, number> {
  const names = new Set(keys);
  const kept = new Map<K, number>();
  for (const name of names) {
    const weight = weights.get(name);
    if (weight !== undefined) kept.set(name, weight);
  }
  return kept.size > 0 ? shares(kept) : equal(names);
}
