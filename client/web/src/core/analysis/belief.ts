/**
 * Belief: what the voices on one criterion add up to, and how sure that is.
 *
 * Let r be each voice's rating (1 to 5), x its value (0 to 1), m its weight, R the m-weighted mean of the ratings.
 * - Agreement A = 1 - (sum m (r - R)^2 / sum m) / 4, where 4 is the largest variance a scale of 1 to 5 allows
 *   (the idea of r*wg with greatest dissent as its reference, Lindell & Brandt 1997).
 * - Discount D = sum m_(i) 0.8^(i-1) / sum m, largest m first: colleagues share a script, so that ever so many of them
 *   are worth at most five (dependent experts count as fewer independent ones, Clemen & Winkler 1985).
 * - d = A D; theta ~ Beta(1 + d sum m x, 1 + d sum m (1 - x)); M = d sum m; coverage = M / (M + 2). This is an opinion
 *   of subjective logic with non-informative weight 2 (Josang 2016).
 * Nothing known is Beta(1, 1): neither zero nor left out. Voices that contradict each other wholly return to it.
 */

import { sum } from "../order.ts";
import type { Voice } from "./evidence.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { valueOf } from "./value.ts";

const LARGEST_VARIANCE = 4;

/** Turns a rating into its value. */
export type Worth = (rating: number) => number;

interface Parts {
  alpha: number;
  beta: number;
  agreement: number;
  discount: number;
  total: number;
  strength: number;
  coverage: number;
}

/** What is believed of one criterion; `total` is the sum of m, `strength` is M = d x total. */
export class Belief implements Parts {
  readonly alpha: number;
  readonly beta: number;
  readonly agreement: number;
  readonly discount: number;
  readonly total: number;
  readonly strength: number;
  readonly coverage: number;

  constructor(parts: Parts) {
    this.alpha = parts.alpha;
    this.beta = parts.beta;
    this.agreement = parts.agreement;
    this.discount = parts.discount;
    this.total = parts.total;
    this.strength = parts.strength;
    this.coverage = parts.coverage;
  }

  /** Expected value, 0 to 1: alpha / (alpha + beta). */
  get mean(): number {
    return this.alpha / (this.alpha + this.beta);
  }

  /** Variance of the Beta distribution. */
  get variance(): number {
    const whole = this.alpha + this.beta;
    return (this.alpha * this.beta) / (whole * whole * (whole + 1));
  }
}

/** Return A, 0 (as far apart as can be) to 1 (all alike, or fewer than two voices). */
export function agreementOf(voices: readonly Voice[]): number {
  if (voices.length === 0) return 1;
  const total = sum(voices.map((voice) => voice.weight));
  const mean = sum(voices.map((voice) => voice.weight * voice.rating)) / total;
  const spread = sum(voices.map((voice) => voice.weight * (voice.rating - mean) ** 2)) / total;
  return 1 - spread / LARGEST_VARIANCE;
}

/** Return D, the share of the weight that is left when voices may share a script; 1 for fewer than two. */
export function discountOf(voices: readonly Voice[], settings: Settings = DEFAULTS): number {
  if (voices.length === 0) return 1;
  const weights = voices.map((voice) => voice.weight).sort((one, other) => other - one);
  return sum(weights.map((weight, place) => weight * settings.sharedScript ** place)) / sum(weights);
}

/** Return what `voices` (each of weight above 0) add up to; `worth` turns a rating into its value. */
export function believe(
  voices: readonly Voice[],
  worth: Worth = (rating) => valueOf(rating),
  settings: Settings = DEFAULTS,
): Belief {
  const half = settings.prior / 2;
  const agreement = agreementOf(voices);
  const discount = discountOf(voices, settings);
  const kept = agreement * discount;
  const total = sum(voices.map((voice) => voice.weight));
  const good = kept * sum(voices.map((voice) => voice.weight * worth(voice.rating)));
  const strength = kept * total;
  return new Belief({
    alpha: half + good,
    beta: half + Math.max(strength - good, 0),
    agreement,
    discount,
    total,
    strength,
    coverage: strength / (strength + settings.prior),
  });
}
