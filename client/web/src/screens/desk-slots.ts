/** Questions as places on the table, those of the plan and after them one of my own; and whom they are for. */
import type { CapturePlan, Id } from "../engine/port.ts";
import type { Question } from "./talk.ts";

/** What there is before the plan has come. */
export const NOTHING: CapturePlan = {
  opportunity: null,
  interview: null,
  people: [],
  agenda: null,
  questions: [],
  stories: [],
  criteria: [],
  made_ms: 0,
};

/** The first question that was not asked yet; all asked: one of my own. */
export function firstOpen(plan: CapturePlan): number {
  const at = plan.questions.findIndex((one) => !one.is_asked);
  return at < 0 ? plan.questions.length : at;
}

/** Where the question on the table stands in a plan that may have changed. */
export function slotOf(plan: CapturePlan, current: Question | null): number {
  if (current === null) return plan.questions.length;
  const at = plan.questions.findIndex((one) => one.n === current.n && one.id === current.id);
  return at < 0 ? firstOpen(plan) : at;
}

/** Whom the question is due to be asked of, or who is there at all, where that is one person. */
export function dueOf(question: Question | null, plan: CapturePlan): Id | null {
  const [due, ...others] = question?.contacts ?? [];
  const isDue = due !== undefined && others.length === 0 && plan.people.some(({ id }) => id === due);
  return isDue ? due : onlyOf(plan);
}

/** The only one there; null where there are several. */
export function onlyOf({ people }: CapturePlan): Id | null {
  const [one, ...others] = people;
  return one !== undefined && others.length === 0 ? one.id : null;
}
