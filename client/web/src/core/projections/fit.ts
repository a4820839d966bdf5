/** The fit report: how well one opportunity fits, beside the present job; fit, range and coverage always together. */

import type { Belief } from "../analysis/belief.ts";
import type { Speaker, Voice } from "../analysis/evidence.ts";
import { centralRange, fitOf } from "../analysis/fit.ts";
import type { Verdict } from "../analysis/must-have.ts";
import { rounded, shortDecimals } from "../analysis/rounding.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held, sortedBy, sum } from "../order.ts";
import { type MustHave, nameOf, presentFit, presentValues, presentVerdict } from "./matters.ts";
import { listed } from "./people.ts";
import { type Standing, isOwnVoice, mustHaveChance, mustHaveVerdict, standingOf } from "./standing.ts";
import { isId } from "./view.ts";

export const YES_OR_NO = 3;
const AGREED = "said so";
/** Chances that differ beyond so many places are the same: two programs may compute them in a different order. */
const TIE_PLACES = 9;

/** One voice: whose, and its mean rating. */
export interface From {
  name: string;
  rating: number;
}

/** One criterion: its weight, what is believed of it, and who said so; nobody where `from` is empty. */
export interface CriterionRow {
  id: Id;
  name: string;
  lens: string;
  weight: number;
  mean: number;
  range80: [number, number];
  coverage: number;
  from: From[];
  present: number | null;
}

/** One must-have: its chance, the verdict, and why in words; `present`: whether the present job meets it. */
export interface MustHaveRow {
  id: Id;
  name: string;
  chance: number;
  verdict: Verdict;
  reason: string;
  negotiable: boolean;
  present: Verdict;
}

/** The fit under one heading (values, goals, daily ...), and what share of all weight it has. */
export interface LensRow {
  lens: string;
  weight: number;
  fit: number;
  range80: [number, number];
  coverage: number;
}

/**
 * How well one opportunity fits.
 *
 * `baseline`: the present job on the same weights; `baseline_coverage`: the share of the weight it was rated on.
 * `weighed`: how the weights were given; empty where nobody was asked and all count alike.
 */
export interface FitReport {
  opportunity: string;
  fit: number;
  range80: [number, number];
  coverage: number;
  sd: number;
  baseline: number;
  baseline_coverage: number;
  weighed: string;
  criteria: CriterionRow[];
  lenses: LensRow[];
  must_haves: MustHaveRow[];
}

/** Return the fit report of `opportunity`, which is called `name`. */
export function fitReport(mine: Mine, opportunity: Case, name: string, settings: Settings = DEFAULTS): FitReport {
  const standing = standingOf(mine, opportunity, settings);
  const present = presentFit(mine, standing.matters);
  return {
    opportunity: name,
    fit: standing.fit.mean,
    range80: reach(standing.fit.mean, standing.fit.sd),
    coverage: standing.fit.coverage,
    sd: standing.fit.sd,
    baseline: present.mean,
    baseline_coverage: present.coverage,
    weighed: standing.matters.method,
    criteria: [...standing.matters.weights.keys()].map((criterion) => criterionRow(mine, standing, criterion)),
    lenses: lensRows(mine, standing),
    must_haves: mustHaveRows(mine, standing),
  };
}

/** Return the two ends of the central 80 %. */
export function reach(mean: number, sd: number): [number, number] {
  const ends = centralRange(mean, sd);
  return [ends.low, ends.high];
}

/** Return the two ends of the central 80 % of `belief`. */
export function reachOf(belief: Belief): [number, number] {
  return reach(belief.mean, Math.sqrt(belief.variance));
}

/** Return every must-have, the worst chance first. */
export function mustHaveRows(mine: Mine, standing: Standing): MustHaveRow[] {
  const rows = [...standing.matters.mustHaves.values()].map((one) => ({
    id: one.criterion,
    name: nameOf(mine, one.criterion),
    chance: mustHaveChance(mine, standing, one),
    verdict: mustHaveVerdict(mine, standing, one),
    reason: reasonFor(standing, one),
    negotiable: one.negotiable,
    present: presentVerdict(mine, one),
  }));
  return sortedBy(rows, (row) => [rounded(row.chance, TIE_PLACES), row.id]);
}

function criterionRow(mine: Mine, standing: Standing, criterion: Id): CriterionRow {
  const belief = held(standing.beliefs, criterion);
  const defined = held(mine.criteria, criterion).event;
  return {
    id: criterion,
    name: defined.name,
    lens: defined.lens,
    weight: standing.matters.weight(criterion),
    mean: belief.mean,
    range80: reachOf(belief),
    coverage: belief.coverage,
    from: standing.heard(criterion).map((one) => ({ name: standing.voiceName(one.person), rating: one.rating })),
    present: presentValues(mine).get(criterion) ?? null,
  };
}

/** Return the fit under each heading, the heaviest first. */
function lensRows(mine: Mine, standing: Standing): LensRow[] {
  const headings = new Map<string, Map<Id, number>>();
  for (const [criterion, weight] of standing.matters.weights) {
    const { lens } = held(mine.criteria, criterion).event;
    headings.set(lens, (headings.get(lens) ?? new Map<Id, number>()).set(criterion, weight));
  }
  const rows = [...headings].map(([lens, weights]) => {
    const total = sum(weights.values());
    const shares = new Map([...weights].map(([criterion, weight]) => [criterion, weight / total]));
    const fit = fitOf(shares, standing.beliefs);
    return { lens, weight: total, fit: fit.mean, range80: reach(fit.mean, fit.sd), coverage: fit.coverage };
  });
  return sortedBy(rows, (row) => [-row.weight, row.lens]);
}

/** Return in words what the verdict on `mustHave` rests on. */
function reasonFor(standing: Standing, mustHave: MustHave): string {
  const heard = standing.heard(mustHave.criterion);
  const [first] = heard;
  if (first === undefined) return "nobody has said";
  if (mustHave.threshold !== null) {
    const said = heard.map((one) => `${standing.voiceName(one.person)} ${shortDecimals(one.rating)}`).join(", ");
    return `${said}; wanted: as good as a ${mustHave.threshold}`;
  }
  if (heard.length === 1) return `only ${who(standing, first.person)} ${yesOrNo(first)}`;
  const words = new Map<string, string[]>();
  for (const one of heard) {
    words.set(yesOrNo(one), [...(words.get(yesOrNo(one)) ?? []), standing.voiceName(one.person)]);
  }
  // Beside a no, "so" would say nothing.
  const said = (word: string): string => (words.size > 1 && word === AGREED ? "said yes" : word);
  return [...words].map(([word, names]) => `${listed(names)} ${said(word)}`).join(", ");
}

function who(standing: Standing, voice: Speaker): string {
  if (isOwnVoice(voice)) return "what you saw";
  return isId(voice) && standing.people.role(voice) !== "other"
    ? standing.people.roleWords(voice)
    : standing.voiceName(voice);
}

function yesOrNo(voice: Voice): string {
  if (voice.rating === YES_OR_NO) return "said neither yes nor no";
  return voice.rating > YES_OR_NO ? AGREED : "said no";
}
