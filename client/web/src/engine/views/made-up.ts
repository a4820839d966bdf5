/**
 * The plan of an interview that has none: what is best asked, numbered, and the same on every screen.
 *
 * It is the plan that one would have made when the interview began: what was asked in it since changes no line and no
 * number, so that nothing moves under the person's hands.
 */
import { DEFAULTS, type Settings } from "../../core/analysis/settings.ts";
import { Case, type Mine } from "../../core/journal/state.ts";
import { MADE_UP_MINUTES, presentIn } from "../../core/projections/next-question.ts";
import { askedIn, type PlannedLine, plannedLine } from "../../core/projections/plan.ts";
import { planLines } from "../../core/projections/planner.ts";
import type { Talk } from "./talks.ts";

/** Return the lines in the order of the planner, what is kept for the end last, held against what was asked. */
export function madeUp(mine: Mine, talk: Talk, settings: Settings = DEFAULTS): PlannedLine[] {
  const { opportunity, interview } = talk;
  const minutes = interview.lengthMinutes || MADE_UP_MINUTES;
  const present = presentIn(opportunity, interview);
  const lines = planLines(mine, atItsBeginning(talk), present, minutes, interview.id, settings);
  const asked = askedIn(opportunity, interview.id);
  return lines.map((line, place) => {
    const these = asked.filter((fact) => line.question !== null && fact.event.question === line.question);
    return plannedLine(mine, opportunity, place + 1, line, these);
  });
}

/** Return the opportunity as if nothing had been asked in the interview yet. */
function atItsBeginning({ opportunity, interview }: Talk): Case {
  const before = [...opportunity.asked].filter(([, fact]) => fact.event.interview !== interview.id);
  return Object.assign(new Case(opportunity.id), opportunity, { asked: new Map(before) });
}
