/**
 * The plan of an interview that has none: what is best asked, numbered, and the same on every screen.
 *
 * It is the plan that one would have made when the interview began: what was asked in it since changes no line and no
 * number, so that nothing moves under the person's hands.
 */
import { DEFAULTS, type Settings } from "../../core/analysis/settings.ts";
import type { Id } from "../../core/events/types.ts";
import { Case, type Interview, type Mine } from "../../core/journal/state.ts";
import { sortedBy } from "../../core/order.ts";
import { MADE_UP_MINUTES } from "../../core/projections/next-question.ts";
import { askedIn, type PlannedLine, plannedLine } from "../../core/projections/plan.ts";
import { planLines } from "../../core/projections/planner.ts";
import { prices } from "../../core/projections/prices.ts";
import type { Talk } from "./talks.ts";

/** Return the lines, those that bring most a minute first, what is kept for the end last, held against what was asked. */
export function madeUp(mine: Mine, talk: Talk, settings: Settings = DEFAULTS): PlannedLine[] {
  const { opportunity, interview } = talk;
  const then = atItsBeginning(talk);
  const present = presentIn(talk);
  const minutes = interview.lengthMinutes || MADE_UP_MINUTES;
  const lines = planLines(mine, then, present, minutes, interview.id, settings);
  const known = prices(mine, then, null, settings);
  const perMinute = (question: Id | null, contacts: readonly Id[]): number =>
    Math.max(0, ...contacts.map((contact) => known?.of(question, contact)?.per_minute ?? 0));
  const ordered = sortedBy(lines, (line) => [line.late, -perMinute(line.question, line.contacts)]);
  const asked = askedIn(opportunity, interview.id);
  return ordered.map((line, place) => {
    const these = asked.filter((fact) => line.question !== null && fact.event.question === line.question);
    return plannedLine(mine, opportunity, place + 1, line, these);
  });
}

/** Return whom a plan is made up for: those named for the interview, else everybody of the opportunity. */
export function presentIn({ opportunity, interview }: Talk): readonly Id[] {
  return interview.contacts.length > 0 ? interview.contacts : [...opportunity.contacts.keys()];
}

/** Return the opportunity as if nothing had been asked in the interview yet. */
function atItsBeginning({ opportunity, interview }: { opportunity: Case; interview: Interview }): Case {
  const before = [...opportunity.asked].filter(([, fact]) => fact.event.interview !== interview.id);
  return Object.assign(new Case(opportunity.id), opportunity, { asked: new Map(before) });
}
