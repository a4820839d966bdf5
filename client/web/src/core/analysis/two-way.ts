/**
 * The other side of the street: how well I fit them, worked out by the same machine.
 *
 * - What they need stands in for criteria; the importance they gave it, divided by the sum, for weights.
 * - Evidence is what they say of my fit, weighed as any answer is, and how well I think I meet the need: that counts as
 *   an observation of mine at half weight, for one is a poor judge in one's own case.
 * - A view of the job as a whole speaks to every need; where no need is known, to the job as a whole.
 * - One voice a person on each need, as everywhere. Nothing said is unknown, neither good nor bad.
 */

import { type Belief, believe } from "./belief.ts";
import { type Statement, voices } from "./evidence.ts";
import { type Fit, fitOf } from "./fit.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { valueOf } from "./value.ts";
import { shares } from "./weights.ts";

export const MYSELF = "my own view";

/** Something they need: its importance (1 to 5), how well I think I meet it (1 to 5), and what they say of that. */
export interface Need {
  readonly need: string;
  readonly importance: number;
  readonly own: number | null;
  readonly said: readonly Statement[];
}

/** T, their fit for me, and what is believed on each need; `weights` sum to 1, and are empty without needs. */
export interface TheirFit {
  readonly fit: Fit;
  readonly weights: ReadonlyMap<string, number>;
  readonly beliefs: ReadonlyMap<string, Belief>;
}

/** Return how well I fit `needs`; `overall`: what they say of my fit for the job as a whole. */
export function theirFit(
  needs: readonly Need[],
  overall: readonly Statement[] = [],
  settings: Settings = DEFAULTS,
): TheirFit {
  if (needs.length === 0) {
    const whole = believe(voices(overall), plainly, settings);
    return { fit: fitOf(new Map([["", 1]]), new Map([["", whole]])), weights: new Map(), beliefs: new Map() };
  }
  const weights = shares(new Map(needs.map((need) => [need.need, need.importance])));
  const beliefs = new Map(needs.map((need) => [need.need, beliefIn(need, overall, settings)]));
  return { fit: fitOf(weights, beliefs), weights, beliefs };
}

function beliefIn(need: Need, overall: readonly Statement[], settings: Settings): Belief {
  const heard = voices([...need.said, ...overall]);
  if (need.own !== null) {
    heard.push({ person: MYSELF, rating: need.own, weight: settings.observation * settings.ownView });
  }
  return believe(heard, plainly, settings);
}

function plainly(rating: number): number {
  return valueOf(rating);
}
