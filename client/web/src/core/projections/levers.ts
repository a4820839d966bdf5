/**
 * Levers: what one could ask for in a negotiation, and how much a yes would lift the fit.
 *
 * A promise that the offer does not keep, unless it was asked for and refused, and a term that was asked for and not
 * answered yet. Each speaks to the criterion it names, else to the one whose name or questions speak of the same matter;
 * one that speaks to nothing that weighs lifts nothing, and is no lever.
 */

import { type Lever, liftOf } from "../analysis/decision.ts";
import { DEFAULTS, type Settings } from "../analysis/settings.ts";
import type { Id } from "../events/base.ts";
import type { Case, Mine } from "../journal/state.ts";
import { held, largest, sortedBy } from "../order.ts";
import { inBoth, mattersIn } from "./candidates.ts";
import { keptPromises } from "./kept.ts";
import { type Matters, nameOf } from "./matters.ts";
import { plain } from "./plan.ts";
import type { Standing } from "./standing.ts";

/** A term to ask for, by the promise or request `id`; `lift`: what a yes adds to the fit. */
export interface LeverRow {
  id: Id;
  term: string;
  criterion: Id;
  name: string;
  lift: number;
}

/** Return the levers of `opportunity`, the strongest first; of equals, promises before requests. */
export function leversOf(
  mine: Mine,
  opportunity: Case,
  standing: Standing,
  settings: Settings = DEFAULTS,
): { row: LeverRow; lever: Lever }[] {
  const { weights } = standing.matters;
  const found: { row: LeverRow; lever: Lever }[] = [];
  for (const { id, term, criterion } of termsIn(mine, opportunity)) {
    const about = criterion ?? criterionOf(mine, standing.matters, term);
    const weight = about === null ? undefined : weights.get(about);
    if (about === null || weight === undefined) continue;
    const lever: Lever = { criterion: id, weight, mean: held(standing.beliefs, about).mean, target: null };
    const row = { id, term, criterion: about, name: nameOf(mine, about), lift: liftOf(lever, settings) };
    found.push({ row, lever });
  }
  return sortedBy(found, ({ row }) => [-row.lift]);
}

interface ToAsk {
  id: Id;
  term: string;
  criterion: Id | null;
}

function termsIn(mine: Mine, opportunity: Case): ToAsk[] {
  const talks = [...opportunity.negotiations.values()];
  const refused = talks.filter((one) => one.answers.at(-1)?.event.granted === false).map((one) => plain(one.event.term));
  const broken: ToAsk[] = keptPromises(mine, opportunity).filter(
    (promise) => promise.word !== "matches" && !refused.includes(plain(promise.term)),
  );
  const known = broken.map(({ term }) => plain(term));
  const waiting = talks.filter((one) => one.answers.length === 0 && !known.includes(plain(one.event.term)));
  return [
    ...broken,
    ...waiting.map(({ id, event }) => ({ id, term: event.term, criterion: event.criterion })),
  ];
}

/** Return what matters, must-haves included, and is named in `text`; else what `criterionOf` finds. */
export function speaksTo(mine: Mine, matters: Matters, text: string): Id | null {
  const words = ` ${plain(text)} `;
  const named = matters.order().filter((one) => words.includes(` ${plain(nameOf(mine, one))} `));
  return largest(named, (one) => [Array.from(nameOf(mine, one)).length]) ?? criterionOf(mine, matters, text);
}

/** Return the criterion that weighs, and that `text` speaks of; of several the one it says most of. */
export function criterionOf(mine: Mine, matters: Matters, text: string): Id | null {
  const wanted = mattersIn(text);
  const shared = [...matters.weights.keys()].map((criterion) => ({
    criterion,
    count: inBoth(wanted, spokenOf(mine, criterion)),
  }));
  const best = largest(shared, ({ count }) => [count]);
  return best !== undefined && best.count > 0 ? best.criterion : null;
}

function spokenOf(mine: Mine, criterion: Id): Set<string> {
  const questions = [...mine.questions.values()].filter((one) => one.event.criteria.includes(criterion));
  return mattersIn([nameOf(mine, criterion), ...questions.map((one) => one.text)].join(" "));
}
