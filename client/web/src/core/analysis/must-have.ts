/**
 * Must-haves: screened first, never averaged in.
 *
 * p = P(theta >= t) for a threshold t on the criterion's value, p = mean for a yes or no (yes is rated 5, no is 1).
 * A threshold that asks for the best there is would be reached by no distribution: it is a yes or no as well.
 * Met at p >= 0.9, failed at p <= 0.1, both within 1e-9 (a written yes gives exactly 0.9), else open.
 */

import type { Belief } from "./belief.ts";
import { regularisedBeta } from "./incomplete-beta.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

export type Verdict = "met" | "open" | "failed";

/** Return p, 0 to 1; `threshold` is a value from 0 to 1, or null for a yes or no. */
export function chance(belief: Belief, threshold: number | null): number {
  if (threshold === null || threshold >= 1) return belief.mean;
  return 1 - regularisedBeta(threshold, belief.alpha, belief.beta);
}

/** Return whether a must-have with chance `p` is met, failed or still open. */
export function verdict(p: number, settings: Settings = DEFAULTS): Verdict {
  if (p >= settings.metFrom - settings.tolerance) return "met";
  return p <= settings.failedTo + settings.tolerance ? "failed" : "open";
}
