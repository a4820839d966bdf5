/** Interviews as several views look for them: which is on, which comes, and of which opportunity one is. */
import type { Id } from "../../core/events/base.ts";
import type { Case, Interview, State } from "../../core/journal/state.ts";
import { sortedBy } from "../../core/order.ts";
import { MINUTE_MS } from "../../core/projections/replay.ts";
import { dayOf } from "../../core/projections/view.ts";
import { EngineError } from "../errors.ts";
import type { Journal } from "./journal.ts";

/** An interview, and the opportunity it is about. */
export interface Talk {
  readonly opportunity: Case;
  readonly interview: Interview;
}

/** Return the interview `id`. Throws an EngineError where it is not here, or its opportunity was taken back. */
export function talkOf(state: State, id: Id): Talk {
  for (const opportunity of shown(state)) {
    const interview = opportunity.interviews.get(id);
    if (interview !== undefined) return { opportunity, interview };
  }
  throw new EngineError("not-found", "this interview is not in the journal any more.");
}

/** Return the opportunities that are to be listed: those whose opening is here. */
export function shown(state: State): Case[] {
  return [...state.cases.values()].filter((one) => one.opened !== null);
}

/** Return whether the time `ms` lies on the day that it is here. */
export function isToday(journal: Journal, ms: number): boolean {
  return dayOf(ms, journal.offset(ms)) === dayOf(journal.nowMs, journal.offset(journal.nowMs));
}

/** Return every interview of the opportunities that are not closed. */
export function liveTalks(state: State): Talk[] {
  const live = shown(state).filter((one) => one.closed === null);
  return live.flatMap((opportunity) => [...opportunity.interviews.values()].map((interview) => ({ opportunity, interview })));
}

/**
 * Return the interviews that are on, the one begun last first, then those to come, the next first.
 *
 * One that was planned for today and never begun still comes; one without a time comes last.
 */
export function comingTalks(journal: Journal): Talk[] {
  const live = liveTalks(journal.state).filter(({ interview }) => interview.ended === null);
  const isAhead = (ms: number, minutes: number): boolean =>
    ms + minutes * MINUTE_MS >= journal.nowMs || isToday(journal, ms);
  const coming = live.filter(({ interview: { started, cancelled, plannedMs, lengthMinutes } }) =>
    started === null && cancelled === null && (plannedMs === null || isAhead(plannedMs, lengthMinutes ?? 0)),
  );
  const on = live.filter(({ interview }) => interview.isOpen);
  return [
    ...sortedBy(on, ({ interview }) => [-(interview.started?.at ?? 0), interview.id]),
    ...sortedBy(coming, ({ interview }) => [interview.plannedMs ?? Infinity, interview.id]),
  ];
}
