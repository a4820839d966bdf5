/** Questions as places on the table: those of the plan, and after them one of my own. */
import type { CapturePlan } from "../engine/port.ts";
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
