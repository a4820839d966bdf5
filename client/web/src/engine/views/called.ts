/** What opportunities are called, and which of them one may still choose. */
import type { Id } from "../../core/events/base.ts";
import { opportunityHandles } from "../../core/journal/handles.ts";
import type { Case, State } from "../../core/journal/state.ts";
import type { Called } from "../../core/projections/race.ts";
import { isChoice } from "../../core/projections/rivals.ts";
import { EngineError } from "../errors.ts";

/** Return the firm of each opportunity; the handle where two are at one firm. */
export function calledIn(state: State): Map<Id, string> {
  const firms = [...state.cases.values()].flatMap((one) =>
    one.opened === null ? [] : [[one.id, one.opened.event.firm] as const],
  );
  const handles = new Map([...opportunityHandles(firms)].map(([handle, id]) => [id, handle]));
  const isAlone = (firm: string): boolean => firm !== "" && firms.filter(([, other]) => other === firm).length === 1;
  return new Map(firms.map(([id, firm]) => [id, isAlone(firm) ? firm : (handles.get(id) ?? firm)]));
}

/** Return the opportunity `id`. Throws an EngineError where there is none, or the entry that opened it is gone. */
export function caseOf(state: State, id: Id): Case {
  const found = state.cases.get(id);
  if (found === undefined || found.opened === null) {
    throw new EngineError("not-found", "this opportunity is not in the journal any more.");
  }
  return found;
}

/** Return `opportunity` and every other one that can still be chosen, with what each is called. */
export function choicesBeside(state: State, opportunity: Case): Called[] {
  const names = calledIn(state);
  const open = [...state.cases.values()].filter((one) => one.opened !== null);
  const given = open.filter((one) => one.id === opportunity.id || isChoice(one));
  return given.map((one) => [names.get(one.id) ?? "", one] as const);
}
