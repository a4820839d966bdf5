/**
 * Calibration: what was said and believed before, held against what was found after.
 *
 * - A hit: what was said lies within one step of what was found, both 1 to 5.
 * - Trust in a kind of source: kappa = 2 (1 + hits) / (2 + n), the mean of a Beta(1, 1) belief in its hits, doubled so
 *   that nothing known is 1; kept within 1/4 and 1 1/2. From then on it multiplies m of that kind of source.
 * - Brier score of one's own confidence: the mean of (confidence - outcome)^2, where the outcome is 1 if it came true
 *   and 0 if not (Brier 1950). 0 is perfect; always saying one half gives 0.25.
 */

import { sortedBy, sum } from "../order.ts";
import type { Source } from "./evidence.ts";
import { DEFAULTS, type Settings } from "./settings.ts";

/** One word held against life: who said it, the rating it was given then, and the rating found later. */
export interface Check {
  readonly source: Source;
  readonly said: number;
  readonly found: number;
}

/** How a kind of source did: `hits` of `checks`, and the `trust` (kappa) that follows. */
export interface Record {
  readonly source: Source;
  readonly hits: number;
  readonly checks: number;
  readonly trust: number;
}

/** How sure I was, 0 to 1, and whether it came true. */
export interface Forecast {
  readonly confidence: number;
  readonly cameTrue: boolean;
}

/** Return whether what was found is what was said, give or take a step. */
export function isHit(check: Check, settings: Settings = DEFAULTS): boolean {
  return Math.abs(check.said - check.found) <= settings.hitWithin + settings.tolerance;
}

/** Return kappa for `hits` of `checks`: 1 where nothing was checked. */
export function trustOf(hits: number, checks: number, settings: Settings = DEFAULTS): number {
  return Math.min(Math.max((2 * (1 + hits)) / (2 + checks), settings.leastTrust), settings.mostTrust);
}

/** Return how each kind of source did that was checked at all, by name. */
export function recordsOf(checks: Iterable<Check>, settings: Settings = DEFAULTS): Map<Source, Record> {
  const found = new Map<Source, boolean[]>();
  for (const check of checks) found.set(check.source, [...(found.get(check.source) ?? []), isHit(check, settings)]);
  return new Map(
    sortedBy(found, ([source]) => [source]).map(([source, all]) => {
      const hits = all.filter(Boolean).length;
      return [source, { source, hits, checks: all.length, trust: trustOf(hits, all.length, settings) }];
    }),
  );
}

/** Return `settings` in which each source's weight is multiplied by the trust it has earned. */
export function trusting(records: ReadonlyMap<Source, Record>, settings: Settings = DEFAULTS): Settings {
  const by = (source: Source): number => records.get(source)?.trust ?? 1;
  return {
    ...settings,
    written: settings.written * by("written"),
    boss: settings.boss * by("boss"),
    peer: settings.peer * by("peer"),
    exEmployee: settings.exEmployee * by("ex-employee"),
    leader: settings.leader * by("leader"),
    observation: settings.observation * by("observation"),
    recruiter: settings.recruiter * by("recruiter"),
    personnelFact: settings.personnelFact * by("recruiter"),
    public: settings.public * by("public"),
  };
}

/** Return the Brier score, 0 (perfect) to 1; null where nothing was foreseen. */
export function brier(forecasts: readonly Forecast[]): number | null {
  if (forecasts.length === 0) return null;
  return sum(forecasts.map((one) => (one.confidence - Number(one.cameTrue)) ** 2)) / forecasts.length;
}
