/**
 * The checklist: which steps are done, by themselves or item by item, and what is left.
 *
 * A step such as "the firm: values, ways of working, culture" names its items after the colon. Each can be noted by
 * itself; once all are, the step is done.
 */

import type { PrepStepCompleted, PrepStepPlanned } from "../events/prep.ts";
import type { Fact, PrepStep } from "../journal/items.ts";
import type { Case } from "../journal/state.ts";
import { casefold, split } from "../words.ts";

const COLON = ": ";

/** Return what the step asks for. */
export function stepWords(step: PrepStepPlanned): string {
  return step.text || step.kind;
}

/** Return the items that a step names after its colon; none where it names fewer than two. */
export function itemsOf(step: PrepStepPlanned): string[] {
  const words = stepWords(step);
  const colon = words.indexOf(COLON);
  const rest = colon < 0 ? "" : words.slice(colon + COLON.length);
  const items = rest.split(",").map((part) => split(part).join(" ")).filter((item) => item !== "");
  return items.length > 1 ? items : [];
}

/** Return what was noted of each item of `step`, by the item: the latest. */
export function foundOn(opportunity: Case, step: PrepStep): Map<string, Fact<PrepStepCompleted>> {
  const noted = new Map(opportunity.extraPrep.map((fact) => [casefold(fact.event.kind), fact]));
  const found = new Map<string, Fact<PrepStepCompleted>>();
  for (const item of itemsOf(step.event)) {
    const fact = noted.get(casefold(item));
    if (fact !== undefined) found.set(item, fact);
  }
  return found;
}

/** Return whether `step` was ticked, or each of its items was noted. */
export function isDone(opportunity: Case, step: PrepStep): boolean {
  const items = itemsOf(step.event);
  return step.completed !== null || (items.length > 0 && foundOn(opportunity, step).size === items.length);
}
